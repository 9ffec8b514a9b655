"""Chain 3: verified emissions of every installation, the measures against them, and the energy these need.

Units: Mt CO₂e a year, kt of hydrogen, GW of electrolysis, TWh. A measure never takes more than its site emits.
"""

from collections.abc import Mapping
from functools import cache
from typing import Literal

import numpy as np

from scenarios.file_models import HERE, FileModel, Text, load_rows
from scenarios.observed import DISTRICT, PORT, SIX, Base
from scenarios.time_paths import Numbers, Outcomes, check_sum, compound, straight_line

# What was lost in this year is back after so many; a base measured later has nothing to recover from.
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
    """The closures that are on in a scenario: they take emissions, but no jobs and no value added.

    How many people work at what closes is not in our sources: the one count of ArcelorMittal is of all its Belgian
    sites, of the Sloe power station there is none.
    """
    return [key for key, measure in measures().items() if measure.kind == "closure" and values.get(key, 0) > 0]


def run(v: Mapping[str, Numbers], base: Base, years: Numbers) -> Outcomes:
    """The outcomes of this chain: emissions by site (the place is its name), municipality and district, and energy."""
    lost = v["recovery"] / 100 * (base.emissions_year == COVID_YEAR)
    back = lost * ((years - base.emissions_year) / RECOVERY_YEARS).clip(0, 1)
    steps = years - base.year
    trend = compound(v["output"], steps) * compound(-v["efficiency"], steps)
    avoided: dict[str, Numbers] = {}
    sites: Outcomes = {}
    areas = {place: np.zeros_like(back * trend) for place in SIX if place in {site[1] for site in base.sites}}
    returning = back * trend
    for site, place, last, before in base.sites:
        emitted = last * trend + (before - last) * returning
        if any(measure.site == site for measure in measures().values()):
            emitted = emitted - _taken(v, years, site, emitted, avoided)
        key = ("emissions_site", site)
        sites[key] = sites[key] + emitted if key in sites else emitted
        areas[place] = areas[place] + emitted
    total = sum(areas.values())
    check_sum(list(sites.values()), total, "emissions by site")
    found = sites | {("emissions", place): emitted for place, emitted in areas.items()}
    found["emissions", DISTRICT] = total
    found["emissions_avoided", DISTRICT] = sum(avoided.values()) + 0 * trend
    return found | _energy(v, years, avoided)


def working(v: Mapping[str, Numbers], measure: Measure, years: Numbers) -> Numbers:
    """How far a measure works, 0 to 1: nothing before its start (and the delay), then in equal steps to all."""
    start = v[f"{measure.key}_start"] + (0 if measure.built else v["delay"])
    return np.asarray(v[measure.key] * ((years - start + 1) / v["ramp"]).clip(0, 1))


def _taken(
    v: Mapping[str, Numbers], years: Numbers, site: str, emitted: Numbers, avoided: dict[str, Numbers]
) -> Numbers:
    """What the measures at a site take off its emissions, at most all of them; each one's part goes into `avoided`."""
    parts = {}
    for measure in measures().values():
        if measure.site == site:
            parts[measure.key] = v[f"{measure.key}_effect"] * working(v, measure, years)
    wanted = sum(parts.values())
    kept = np.where(wanted > emitted, emitted / np.maximum(wanted, 1e-12), 1.0)
    avoided |= {key: part * kept for key, part in parts.items()}
    return np.asarray(wanted * kept)


def _energy(v: Mapping[str, Numbers], years: Numbers, avoided: Mapping[str, Numbers]) -> Outcomes:
    none = 0 * years * v["delay"]
    by_kind = {
        kind: sum((part for key, part in avoided.items() if measures()[key].kind == kind), none)
        for kind in ("hydrogen", "cracking", "capture")
    }
    # The plant makes iron as far as its measure works, whatever is left to avoid at its site.
    iron = working(v, measures()["steel_dri"], years) * v["dri_capacity"]
    share = straight_line(years, [(2030, v["dri_share_2030"]), (2050, v["dri_share_2050"])]) / 100
    hydrogen = iron * share * v["dri_hydrogen"] + by_kind["hydrogen"] / v["hydrogen_co2"] * 1000
    power = {
        "electrolysis": hydrogen / 1000 * v["electrolysis_power"],
        "furnaces": iron * v["furnace_power"],
        "cracking": by_kind["cracking"] * v["cracking_power"],
        "capture": by_kind["capture"] * v["capture_power"],
    }
    found = {(f"power_{use}", PORT): needed for use, needed in power.items()}
    found["power_total", PORT] = sum(power.values()) + none
    check_sum(list(power.values()), found["power_total", PORT], "electricity by use")
    found["hydrogen", PORT] = hydrogen
    found["electrolysers", PORT] = hydrogen / 1000 * v["electrolysis"]
    return found
