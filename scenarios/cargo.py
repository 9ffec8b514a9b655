"""Chain 1: seaborne cargo by goods type, the hinterland by mode, its vehicles and CO₂, and the Terneuzen locks.

Units: Mt, billion tonne-km, vehicles per (working) day, kt CO₂, ships per year. The formulas are in documentation.yaml.
"""

from collections.abc import Mapping

import numpy as np

from scenarios.observed import GOODS, PORT, Base
from scenarios.parameters import parameters
from scenarios.time_paths import Numbers, Outcomes, check_sum, compound, straight_line, sum_parts

KEYS = {goods: goods.replace(" ", "_").replace("-", "") for goods in GOODS}
# The modes that leave the port; transhipment from ship to ship does not.
HINTERLAND_MODES = ("road", "rail", "water")
# The extra passages of Seine-Scheldt grow from this year to the year of the forecast.
SEINE_STARTS = 2027


def run(
    params: Mapping[str, Numbers], base: Base, years: Numbers, trend: Outcomes, lost: Numbers | float = 0.0
) -> Outcomes:
    """The outcomes of this chain; every array has a row per year and a column per run.

    trend  what `seaborne` returns
    lost   Mt a year of dry bulk that plants no longer need
    """
    swing = params.get("swing_cargo", np.ones(1))
    outcomes = {key: tonnes * swing for key, tonnes in trend.items()}
    outcomes["cargo_dry_bulk", PORT] = (outcomes["cargo_dry_bulk", PORT] - lost).clip(min=0)
    parts = [outcomes[f"cargo_{key}", PORT] for key in KEYS.values()]
    outcomes["cargo_total", PORT] = sum_parts(parts)
    check_sum(parts, outcomes["cargo_total", PORT], "cargo by goods type")
    total = outcomes["cargo_total", PORT]
    hinterland = total * params["hinterland_ratio"]
    split = shares(params, base, years)
    modes = {mode: hinterland * share / 100 for mode, share in split.items()}
    check_sum(list(modes.values()), hinterland, "hinterland by mode")
    outcomes |= {(f"hinterland_{mode}", PORT): tonnes for mode, tonnes in modes.items()}
    outcomes |= {(f"share_{mode}", PORT): split[mode] + 0 * total for mode in HINTERLAND_MODES}
    outcomes["hinterland_total", PORT] = hinterland
    outcomes |= _tonne_km(params, base, hinterland, split)
    outcomes |= _transport(params, base, years, outcomes, modes)
    ships = passages(params, base, years, total, modes["water"])
    return outcomes | {("passages", PORT): ships, ("passages_of_forecast", PORT): ships - base.forecast[1]}


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


def seaborne(params: Mapping[str, Numbers], base: Base, years: Numbers) -> Outcomes:
    """Seaborne cargo by goods type and in total: its trend, before what plants no longer need."""
    early, late = years.clip(max=2030) - base.year, (years - 2030).clip(min=0)
    parts = {}
    for goods, key in KEYS.items():
        extra = params[f"extra_{key}"]
        index = compound(params["growth_2030"] + extra, early) * compound(params["growth_2050"] + extra, late)
        parts[f"cargo_{key}", PORT] = base.cargo[goods] * index
    return parts | {("cargo_total", PORT): sum_parts(parts.values())}


def _tonne_km(params: Mapping[str, Numbers], base: Base, hinterland: Numbers, split: Mapping[str, Numbers]) -> Outcomes:
    """Billion tonne-km by mode. A tonne that changes mode travels the same trip, so a shift changes no total.

    What a mode loses leaves with that mode's average distance; modes that gain share these trips. A tonne that is no
    longer moved from ship to ship, or is now, goes to or from a barge.
    """
    change = {mode: split[mode] - base.split[mode] for mode in ("road", "rail")}
    to_barge = base.split["transhipment"] - split["transhipment"]
    change["water"] = -sum_parts(change.values())
    gone = {mode: np.maximum(-change[mode], 0) for mode in HINTERLAND_MODES}
    trips = sum_parts(gone[mode] * params[f"distance_{mode}"] for mode in HINTERLAND_MODES)
    trip = trips / np.maximum(sum_parts(gone.values()), 1e-12)
    outcomes: Outcomes = {}
    for mode in HINTERLAND_MODES:
        stays = base.split[mode] - gone[mode] + (to_barge if mode == "water" else 0)
        share_km = stays * params[f"distance_{mode}"] + np.maximum(change[mode], 0) * trip
        # Mt × km = million tonne-km; / 1000 = billion tonne-km. The shares are in %.
        outcomes[f"tkm_{mode}", PORT] = hinterland * share_km / 100 / 1000
    outcomes["tkm_total", PORT] = sum_parts(outcomes.values())
    return outcomes


def load(params: Mapping[str, Numbers], base: Base, years: Numbers, key: str) -> Numbers:
    """A load or filling over the years: in a straight line from today's to that of the scenario in 2030, then level."""
    return straight_line(years, [(base.year, parameters()[key].value), (2030, params[key])])


def _transport(
    params: Mapping[str, Numbers], base: Base, years: Numbers, tonne_km: Outcomes, modes: Mapping[str, Numbers]
) -> Outcomes:
    """CO₂ by mode, and vehicles. Better filled vehicles emit less a tonne-km; larger ships make fewer trips."""
    outcomes: Outcomes = {}
    loads = {key: load(params, base, years, key) for key in ("lorry_fill", "barge_load", "train_load")}
    empty = params["lorry_empty"] / 100
    filled = {key: parameters()[key].value / loads[key] for key in loads}
    relative = {
        "road": (empty * filled["lorry_fill"] / (parameters()["lorry_fill"].value / 100) + 1 - empty)
        / (empty / (parameters()["lorry_fill"].value / 100) + 1 - empty),
        "water": filled["barge_load"] ** params["load_scale"],
        "rail": filled["train_load"] ** params["load_scale"],
    }
    for mode in HINTERLAND_MODES:
        # Billion tonne-km × g per tonne-km = kt.
        cleaner = compound(-params[f"cleaner_{mode}"], years - base.year)
        outcomes[f"co2_{mode}", PORT] = (
            tonne_km[f"tkm_{mode}", PORT] * params[f"factor_{mode}"] * cleaner * relative[mode]
        )
    outcomes["co2_total", PORT] = sum_parts(outcomes.values())
    larger = compound(-params["ship_growth"], years - base.year)
    tonnes_a_lorry = params["lorry_max"] * loads["lorry_fill"] / 100
    outcomes["lorries", PORT] = modes["road"] * 1e6 / tonnes_a_lorry / params["working_days"]
    outcomes["barges", PORT] = modes["water"] * 1e6 / loads["barge_load"] * larger / 365
    outcomes["trains", PORT] = modes["rail"] * 1e6 / loads["train_load"] / 365
    return outcomes


def passages(params: Mapping[str, Numbers], base: Base, years: Numbers, sea: Numbers, inland: Numbers) -> Numbers:
    """Ships per year through the locks: sea ships follow seaborne cargo, barges inland cargo; fewer as ships grow.

    sea, inland  Mt of seaborne cargo and of cargo by barge
    """
    share_of_sea = params["lock_sea"] / 100
    fuller = parameters()["barge_load"].value / load(params, base, years, "barge_load")
    index = share_of_sea * sea / sea[:1] + (1 - share_of_sea) * inland / inland[:1] * fuller
    seine = straight_line(years, [(SEINE_STARTS, 0.0), (base.forecast[0], params["seine_passages"])])
    return base.passages * index * compound(-params["ship_growth"], years - base.year) + seine
