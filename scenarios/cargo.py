"""Chain 1: seaborne cargo by goods type, the hinterland by mode, its vehicles and CO₂, and the Terneuzen locks.

Units: Mt, billion tonne-km, vehicles per (working) day, kt CO₂, ships per year. The formulas are in documentation.yaml.
"""

from collections.abc import Mapping

from scenarios.observed import GOODS, PORT, Base
from scenarios.time_paths import Numbers, Outcomes, check_sum, compound, straight_line, sum_parts

KEYS = {goods: goods.replace(" ", "_").replace("-", "") for goods in GOODS}
# The modes that leave the port; transhipment from ship to ship does not.
HINTERLAND_MODES = ("road", "rail", "water")
# The extra passages of Seine-Scheldt grow from this year to the year of the forecast.
SEINE_STARTS = 2027


def run(params: Mapping[str, Numbers], base: Base, years: Numbers) -> Outcomes:
    """The outcomes of this chain; every array has a row per year and a column per run."""
    outcomes = _seaborne(params, base, years)
    total = outcomes["cargo_total", PORT]
    hinterland = total * params["hinterland_ratio"]
    split = shares(params, base, years)
    modes = {mode: hinterland * share / 100 for mode, share in split.items()}
    check_sum(list(modes.values()), hinterland, "hinterland by mode")
    outcomes |= {(f"hinterland_{mode}", PORT): tonnes for mode, tonnes in modes.items()}
    outcomes |= {(f"share_{mode}", PORT): split[mode] + 0 * total for mode in HINTERLAND_MODES}
    outcomes["hinterland_total", PORT] = hinterland
    outcomes |= _transport(params, base, years, modes)
    ships = passages(params, base, years, total, modes["water"])
    return outcomes | {("passages", PORT): ships, ("passages_of_forecast", PORT): 100 * ships / base.forecast[1]}


def shares(params: Mapping[str, Numbers], base: Base, years: Numbers) -> dict[str, Numbers]:
    """The modal split in % per mode: road, rail and ship to ship by their parameters, the rest by barge."""
    split = {
        mode: straight_line(
            years, [(base.year, base.split[mode]), (2030, params[f"{mode}_2030"]), (2050, params[f"{mode}_2050"])]
        )
        for mode in ("road", "rail")
    }
    split["transhipment"] = straight_line(
        years, [(base.year, base.split["transhipment"]), (2030, params["transhipment_2030"])]
    )
    return split | {"water": 100 - sum_parts(split.values())}


def _seaborne(params: Mapping[str, Numbers], base: Base, years: Numbers) -> Outcomes:
    early, late = years.clip(max=2030) - base.year, (years - 2030).clip(min=0)
    parts = {}
    for goods, key in KEYS.items():
        extra = params[f"extra_{key}"]
        index = compound(params["growth_2030"] + extra, early) * compound(params["growth_2050"] + extra, late)
        parts[f"cargo_{key}", PORT] = base.cargo[goods] * index
    total = sum_parts(parts.values())
    check_sum(list(parts.values()), total, "cargo by goods type")
    return parts | {("cargo_total", PORT): total}


def _transport(params: Mapping[str, Numbers], base: Base, years: Numbers, modes: Mapping[str, Numbers]) -> Outcomes:
    outcomes: Outcomes = {}
    for mode in HINTERLAND_MODES:
        # Mt × km = million tonne-km; / 1000 = billion tonne-km. Billion tonne-km × g per tonne-km = kt.
        tonne_km = modes[mode] * params[f"distance_{mode}"] / 1000
        outcomes[f"tkm_{mode}", PORT] = tonne_km
        outcomes[f"co2_{mode}", PORT] = (
            tonne_km * params[f"factor_{mode}"] * compound(-params[f"cleaner_{mode}"], years - base.year)
        )
    for outcome in ("tkm", "co2"):
        outcomes[f"{outcome}_total", PORT] = sum_parts(outcomes[f"{outcome}_{mode}", PORT] for mode in HINTERLAND_MODES)
    load = params["lorry_max"] * params["lorry_fill"] / 100
    outcomes["lorries", PORT] = modes["road"] * 1e6 / load / params["working_days"]
    outcomes["barges", PORT] = modes["water"] * 1e6 / params["barge_load"] / 365
    outcomes["trains", PORT] = modes["rail"] * 1e6 / params["train_load"] / 365
    return outcomes


def passages(params: Mapping[str, Numbers], base: Base, years: Numbers, sea: Numbers, inland: Numbers) -> Numbers:
    """Ships per year through the locks: sea ships follow seaborne cargo, barges inland cargo; fewer as ships grow.

    sea, inland  Mt of seaborne cargo and of cargo by barge
    """
    share_of_sea = params["lock_sea"] / 100
    index = share_of_sea * sea / sea[:1] + (1 - share_of_sea) * inland / inland[:1]
    seine = straight_line(years, [(SEINE_STARTS, 0.0), (base.forecast[0], params["seine_passages"])])
    return base.passages * index * compound(-params["ship_growth"], years - base.year) + seine
