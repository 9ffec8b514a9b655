"""Chain 3: verified emissions of every installation, the measures against them, and the energy these need.

Units: Mt CO₂e per year, kt of hydrogen, GW of electrolysis, TWh. A measure never avoids more than its site emits.
"""

from collections.abc import Mapping
from functools import cache
from typing import Literal

import numpy as np

from scenarios.file_models import HERE, FileModel, Text, load_rows
from scenarios.observed import DISTRICT, PORT, SIX, Base
from scenarios.time_paths import Numbers, Outcomes, check_sum, compound, straight_line

# Output lost in this year recovers in this number of years; a base measured later has nothing to recover.
COVID_YEAR, RECOVERY_YEARS = 2020, 3


class Measure(FileModel):
    """A measure at one site; its switch, start and effect are the parameters <key>, <key>_start and <key>_effect.

    kind   what energy it needs
    built  in operation already, so no delay moves it
    """

    key: str
    site: Text
    kind: Literal["electric_arc", "closure", "capture", "hydrogen", "cracking", "other"]
    built: bool


@cache
def measures() -> dict[str, Measure]:
    """Every measure of measures.yaml by key. Shared: never alter it. Raises ValueError for a bad file."""
    return load_rows(HERE / "measures.yaml", Measure)


def closures(values: Mapping[str, float]) -> list[str]:
    """The keys of the closures that are on in a scenario: they end emissions, but no jobs and no value added.

    How many people work at these plants is not in our sources: the one count for ArcelorMittal is of all its Belgian
    sites, and there is none for the Sloe power station.
    """
    return [key for key, measure in measures().items() if measure.kind == "closure" and values.get(key, 0) > 0]


def run(params: Mapping[str, Numbers], base: Base, years: Numbers) -> Outcomes:
    """The outcomes of this chain: emissions by site (the place is its name), municipality and district, and energy."""
    recovering = params["recovery"] / 100 * (base.emissions_year == COVID_YEAR)
    recovered = recovering * ((years - base.emissions_year) / RECOVERY_YEARS).clip(0, 1)
    steps = years - base.year
    trend = compound(params["output"], steps) * compound(-params["efficiency"], steps)
    avoided: dict[str, Numbers] = {}
    sites: Outcomes = {}
    areas = {place: np.zeros_like(recovered * trend) for place in SIX if place in {site[1] for site in base.sites}}
    returning = recovered * trend
    for site, place, now, before in base.sites:
        emitted = now * trend + (before - now) * returning
        if any(measure.site == site for measure in measures().values()):
            emitted = emitted - _avoided_at(params, years, site, emitted, avoided)
        key = ("emissions_site", site)
        sites[key] = sites[key] + emitted if key in sites else emitted
        areas[place] = areas[place] + emitted
    total = sum(areas.values())
    check_sum(list(sites.values()), total, "emissions by site")
    outcomes = sites | {("emissions", place): emitted for place, emitted in areas.items()}
    outcomes["emissions", DISTRICT] = total
    outcomes["emissions_avoided", DISTRICT] = sum(avoided.values()) + 0 * trend
    return outcomes | _energy(params, years, avoided)


def working(params: Mapping[str, Numbers], measure: Measure, years: Numbers) -> Numbers:
    """How far a measure is in effect, 0 to 1: 0 before its start plus the delay, then up in equal yearly steps."""
    start = params[f"{measure.key}_start"] + (0 if measure.built else params["delay"])
    return np.asarray(params[measure.key] * ((years - start + 1) / params["ramp"]).clip(0, 1))


def _avoided_at(
    params: Mapping[str, Numbers], years: Numbers, site: str, emitted: Numbers, avoided: dict[str, Numbers]
) -> Numbers:
    """What the measures at a site avoid of its emissions, at most all of them.

    Adds the part of each measure to `avoided`.
    """
    parts = {}
    for measure in measures().values():
        if measure.site == site:
            parts[measure.key] = params[f"{measure.key}_effect"] * working(params, measure, years)
    planned = sum(parts.values())
    fraction = np.where(planned > emitted, emitted / np.maximum(planned, 1e-12), 1.0)
    avoided |= {key: part * fraction for key, part in parts.items()}
    return np.asarray(planned * fraction)


def _energy(params: Mapping[str, Numbers], years: Numbers, avoided: Mapping[str, Numbers]) -> Outcomes:
    none = 0 * years * params["delay"]
    by_kind = {
        kind: sum((part for key, part in avoided.items() if measures()[key].kind == kind), none)
        for kind in ("hydrogen", "cracking", "capture")
    }
    # The plant makes iron as far as its measure is in effect, whatever is left to avoid at its site.
    iron = working(params, measures()["steel_dri"], years) * params["dri_capacity"]
    share = straight_line(years, [(2030, params["dri_share_2030"]), (2050, params["dri_share_2050"])]) / 100
    hydrogen = iron * share * params["dri_hydrogen"] + by_kind["hydrogen"] / params["hydrogen_co2"] * 1000
    power = {
        "electrolysis": hydrogen / 1000 * params["electrolysis_power"],
        "furnaces": iron * params["furnace_power"],
        "cracking": by_kind["cracking"] * params["cracking_power"],
        "capture": by_kind["capture"] * params["capture_power"],
    }
    outcomes = {(f"power_{use}", PORT): needed for use, needed in power.items()}
    outcomes["power_total", PORT] = sum(power.values()) + none
    check_sum(list(power.values()), outcomes["power_total", PORT], "electricity by use")
    outcomes["hydrogen", PORT] = hydrogen
    outcomes["electrolysers", PORT] = hydrogen / 1000 * params["electrolysis"]
    return outcomes
