"""Chain 3: verified emissions of every installation, the measures against them, and the energy these need.

Units: Mt CO₂e per year, kt of hydrogen, GW of electrolysis, TWh. A measure never avoids more than its site emits; what
it would avoid beyond that is an outcome of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

import numpy as np

from scenarios.file_models import HERE, FileModel, Text, load_rows
from scenarios.observed import DISTRICT, PORT, SIX, Base
from scenarios.time_paths import Numbers, Outcomes, check_sum, compound, straight_line, sum_parts

STEEL = "ArcelorMittal Gent + Knippegroen"
# Where nothing is avoided. Shared, never alter it.
NOTHING = np.zeros((1, 1))
# Measures that replace natural gas: what they avoid is gas that is not burnt.
REPLACES_GAS = ("hydrogen", "cracking", "drives", "gas_closure")


class Measure(FileModel):
    """A measure at one site; its switch, start and effect are the parameters <key>, <key>_start and <key>_effect.

    kind   what energy it needs or saves
    built  in operation already, so no delay moves it
    """

    key: str
    site: Text
    kind: Literal["electric_arc", "closure", "gas_closure", "capture", "hydrogen", "cracking", "drives"]
    built: bool


@cache
def measures() -> dict[str, Measure]:
    """Every measure of measures.yaml by key. Shared: never alter it. Raises ValueError for a bad file."""
    return load_rows(HERE / "measures.yaml", Measure)


@dataclass
class Avoided:
    """What measures avoid, by measure and by hydrogen in the DRI plant, and what does not count, all in Mt."""

    by_measure: dict[str, Numbers] = field(default_factory=dict)
    dri_hydrogen: Numbers = field(default_factory=lambda: NOTHING)
    clipped: Numbers = field(default_factory=lambda: NOTHING)


class Operation(NamedTuple):
    """How the plants run, for all that follows from it.

    output   industrial output, 1 in the year of the emissions
    at_work  how far each measure is in effect, 0 to 1, by its key
    """

    output: Numbers
    at_work: Mapping[str, Numbers]


def operation(params: Mapping[str, Numbers], base: Base, years: Numbers) -> Operation:
    """How the plants run, a row per year and a column per run."""
    at_work = {key: working(params, measure, years) for key, measure in measures().items()}
    return Operation(output_index(params, base, years), at_work)


def output_index(params: Mapping[str, Numbers], base: Base, years: Numbers) -> Numbers:
    """Industrial output, 1 in the year of the emissions and before: its growth, and in draws the swing of a year."""
    steps = (years - base.emissions_year).clip(min=0)
    swing = np.where(steps > 0, params.get("swing_emissions", np.ones(1)), 1.0)
    return np.asarray(compound(params["output"], steps) * swing)


def run(params: Mapping[str, Numbers], base: Base, years: Numbers, plants: Operation) -> Outcomes:
    """The outcomes of this chain: emissions by site (the place is its name), municipality and district, and energy."""
    steps = (years - base.emissions_year).clip(min=0)
    output, at_work = plants
    trend = output * compound(-params["efficiency"], steps)
    iron = at_work["steel_dri"] * params["dri_capacity"] * output
    share = dri_share(params, years)
    hydrogen = iron * share * params["dri_gas"] * params["gas_co2"] if iron.any() else NOTHING
    avoided = Avoided()
    sites: Outcomes = {}
    areas = {place: np.zeros_like(trend) for place in SIX if place in {site[1] for site in base.sites}}
    for site, place, now in base.sites:
        emitted = now * trend
        if any(measure.site == site for measure in measures().values()):
            saved = hydrogen if site == STEEL else NOTHING
            emitted = emitted - _avoid(params, at_work, site, emitted, trend, saved, avoided)
        key = ("emissions_site", site)
        sites[key] = sites[key] + emitted if key in sites else emitted
        areas[place] = areas[place] + emitted
    total = sum_parts(areas.values())
    check_sum(list(sites.values()), total, "emissions by site")
    outcomes = sites | {("emissions", place): emitted for place, emitted in areas.items()}
    outcomes["emissions", DISTRICT] = total
    outcomes["emissions_avoided", DISTRICT] = (
        sum(avoided.by_measure.values()) + avoided.dri_hydrogen + np.zeros_like(trend)
    )
    outcomes["emissions_clipped", DISTRICT] = avoided.clipped + np.zeros_like(trend)
    gas_sites = sum(now for site, _, now in base.sites if site != STEEL) * trend
    return outcomes | _energy(params, share, iron, gas_sites, output, avoided)


def working(params: Mapping[str, Numbers], measure: Measure, years: Numbers) -> Numbers:
    """How far a measure is in effect, 0 to 1: 0 before its start plus the delay, then up in equal yearly steps."""
    if not params[measure.key].any():
        return np.zeros((len(years), 1))
    start = params[f"{measure.key}_start"] + (0 if measure.built else params["delay"])
    return np.asarray(params[measure.key] * ((years - start + 1) / params["ramp"]).clip(0, 1))


def dri_share(params: Mapping[str, Numbers], years: Numbers) -> Numbers:
    """The share of hydrogen in the DRI plant, 0 to 1."""
    return straight_line(years, [(2030, params["dri_share_2030"]), (2050, params["dri_share_2050"])]) / 100


def _avoid(
    params: Mapping[str, Numbers],
    at_work: Mapping[str, Numbers],
    site: str,
    emitted: Numbers,
    trend: Numbers,
    hydrogen: Numbers,
    avoided: Avoided,
) -> Numbers:
    """What the measures at a site avoid of its emissions, at most all of them; adds the parts to `avoided`.

    hydrogen  what hydrogen in the DRI plant avoids there
    An effect was announced for a plant as it runs now, so it scales with what the plant would emit without measures.
    """
    parts = {
        measure.key: params[f"{measure.key}_effect"] * at_work[measure.key] * trend
        for measure in measures().values()
        if measure.site == site
    }
    planned = sum_parts([*parts.values(), hydrogen])
    if not planned.any():
        avoided.by_measure |= parts
        return planned
    fraction = np.where(planned > emitted, emitted / np.maximum(planned, 1e-12), 1.0)
    avoided.by_measure |= {key: part * fraction for key, part in parts.items()}
    avoided.dri_hydrogen = avoided.dri_hydrogen + hydrogen * fraction
    avoided.clipped = avoided.clipped + planned * (1 - fraction)
    return np.asarray(planned * fraction)


def _energy(
    params: Mapping[str, Numbers],
    share: Numbers,
    iron: Numbers,
    gas_sites: Numbers,
    output: Numbers,
    avoided: Avoided,
) -> Outcomes:
    """Hydrogen, electricity and natural gas; `gas_sites` is what all sites but steel emit without measures, in Mt."""
    none = np.zeros_like(output)
    by_kind = {
        kind: sum((part for key, part in avoided.by_measure.items() if measures()[key].kind == kind), none)
        for kind in (*REPLACES_GAS, "capture")
    }
    hydrogen = iron * share * params["dri_hydrogen"] + by_kind["hydrogen"] / params["hydrogen_co2"] * 1000
    power = {
        "electrolysis": hydrogen / 1000 * params["electrolysis_power"],
        "furnaces": iron * params["furnace_power"],
        "cracking": by_kind["cracking"] * params["cracking_power"],
        "drives": by_kind["drives"] * params["drives_power"],
        "capture": by_kind["capture"] * params["capture_power"],
    }
    outcomes = {(f"power_{use}", PORT): needed + none for use, needed in power.items()}
    outcomes["power_total", PORT] = sum_parts(power.values()) + none
    check_sum(list(power.values()), outcomes["power_total", PORT], "electricity by use")
    outcomes["power_now", PORT] = params["power_existing"] * output
    outcomes["power_all", PORT] = outcomes["power_now", PORT] + outcomes["power_total", PORT]
    outcomes["hydrogen", PORT] = hydrogen + none
    outcomes["electrolysers", PORT] = hydrogen / 1000 * params["electrolysis"] + none
    # Mt of CO₂ / t of CO₂ per MWh = TWh. Measures replace gas as far as the sites use it.
    replaced = sum_parts(by_kind[kind] for kind in REPLACES_GAS) / params["gas_co2"]
    burnt = gas_sites * params["gas_share"] / 100 / params["gas_co2"]
    outcomes["gas_total", PORT] = (burnt - replaced).clip(min=0) + iron * (1 - share) * params["dri_gas"]
    return outcomes
