"""Chain 1: seaborne cargo by goods type, the hinterland by mode, its vehicles and CO₂, and the Terneuzen locks.

Units: Mt, billion tonne-km, vehicles a (working) day, kt CO₂, ships a year. The formulas stand in explain.yaml.
"""

from collections.abc import Mapping

from scenarios.observed import GOODS, PORT, Base
from scenarios.time_paths import Numbers, Outcomes, check_sum, compound, straight_line, sum_parts

KEYS = {goods: goods.replace(" ", "_").replace("-", "") for goods in GOODS}
MOVING = ("road", "rail", "water")
# From this year the extra passages of Seine-Scheldt grow, to the year of the forecast.
SEINE_STARTS = 2027


def run(v: Mapping[str, Numbers], base: Base, years: Numbers) -> Outcomes:
    """The outcomes of this chain for parameters `v`, each years by runs."""
    found = _seaborne(v, base, years)
    total = found["cargo_total", PORT]
    hinterland = total * v["hinterland_ratio"]
    split = shares(v, base, years)
    modes = {mode: hinterland * share / 100 for mode, share in split.items()}
    check_sum(list(modes.values()), hinterland, "hinterland by mode")
    found |= {(f"hinterland_{mode}", PORT): tonnes for mode, tonnes in modes.items()}
    found |= {(f"share_{mode}", PORT): split[mode] + 0 * total for mode in MOVING}
    found["hinterland_total", PORT] = hinterland
    found |= _moved(v, base, years, modes)
    ships = passages(v, base, years, total, modes["water"])
    return found | {("passages", PORT): ships, ("passages_of_forecast", PORT): 100 * ships / base.forecast[1]}


def shares(v: Mapping[str, Numbers], base: Base, years: Numbers) -> dict[str, Numbers]:
    """The modal split in %: road, rail and ship to ship on their lines, the rest by barge."""
    chosen = {
        mode: straight_line(
            years, [(base.year, base.split[mode]), (2030, v[f"{mode}_2030"]), (2050, v[f"{mode}_2050"])]
        )
        for mode in ("road", "rail")
    }
    chosen["transhipment"] = straight_line(
        years, [(base.year, base.split["transhipment"]), (2030, v["transhipment_2030"])]
    )
    return chosen | {"water": 100 - sum_parts(chosen.values())}


def _seaborne(v: Mapping[str, Numbers], base: Base, years: Numbers) -> Outcomes:
    early, late = years.clip(max=2030) - base.year, (years - 2030).clip(min=0)
    parts = {}
    for goods, key in KEYS.items():
        extra = v[f"extra_{key}"]
        index = compound(v["growth_2030"] + extra, early) * compound(v["growth_2050"] + extra, late)
        parts[f"cargo_{key}", PORT] = base.cargo[goods] * index
    total = sum_parts(parts.values())
    check_sum(list(parts.values()), total, "cargo by goods type")
    return parts | {("cargo_total", PORT): total}


def _moved(v: Mapping[str, Numbers], base: Base, years: Numbers, modes: Mapping[str, Numbers]) -> Outcomes:
    found: Outcomes = {}
    for mode in MOVING:
        # Mt times km is a million tonne-km: a thousandth of a billion. Times g a tonne-km it is tonnes: kt by 1e-3.
        moved = modes[mode] * v[f"distance_{mode}"] / 1000
        found[f"tkm_{mode}", PORT] = moved
        found[f"co2_{mode}", PORT] = moved * v[f"factor_{mode}"] * compound(-v[f"cleaner_{mode}"], years - base.year)
    for outcome in ("tkm", "co2"):
        found[f"{outcome}_total", PORT] = sum_parts(found[f"{outcome}_{mode}", PORT] for mode in MOVING)
    load = v["lorry_max"] * v["lorry_fill"] / 100
    found["lorries", PORT] = modes["road"] * 1e6 / load / v["working_days"]
    found["barges", PORT] = modes["water"] * 1e6 / v["barge_load"] / 365
    found["trains", PORT] = modes["rail"] * 1e6 / v["train_load"] / 365
    return found


def passages(v: Mapping[str, Numbers], base: Base, years: Numbers, sea: Numbers, inland: Numbers) -> Numbers:
    """Ships a year through the locks: sea ships follow seaborne cargo, the others inland cargo; fewer as they grow."""
    part = v["lock_sea"] / 100
    follows = part * sea / sea[:1] + (1 - part) * inland / inland[:1]
    seine = straight_line(years, [(SEINE_STARTS, 0.0), (base.forecast[0], v["seine_passages"])])
    return base.passages * follows * compound(-v["ship_growth"], years - base.year) + seine
