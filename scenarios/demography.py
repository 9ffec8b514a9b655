"""Chain 4: households and the dwellings they need, by municipality, and labour supply against the port's jobs.

Units: households, dwellings (since the last observed year), persons, index (base year = 100). What was never observed
for a municipality stays missing there; so no sum of the six is made.
"""

from collections.abc import Mapping

import numpy as np

from scenarios.observed import FLEMISH, PORT, PROVINCE, Base
from scenarios.time_paths import Numbers, Outcomes, compound, straight_line, sum_parts

OUTLOOK_ENDS = 2040


def run(v: Mapping[str, Numbers], base: Base, years: Numbers, jobs: Numbers) -> Outcomes:
    """The outcomes of this chain; `jobs` are the port's direct jobs, years by runs."""
    found: Outcomes = {}
    for place, seen in base.households.items():
        since = max(seen)
        homes = _households(v, seen, base.outlook.get(place, {}), years)
        found["households", place] = homes
        spare = 1 - v["vacancy"] / 100
        later = (years - since).clip(min=0)
        found["housing_need", place] = np.where(
            years < since, np.nan, (homes - seen[since]) / spare + v["replacement"] / 100 * seen[since] / spare * later
        )
    return found | _labour(v, base, years, jobs)


def _households(
    v: Mapping[str, Numbers], seen: Mapping[int, float], outlook: Mapping[int, float], years: Numbers
) -> Numbers:
    """Observed as long as that is; then the official outlook and what the scenario adds; else growth of our own."""
    since = max(seen)
    later = (years - since).clip(min=0)
    outlook = {year: homes for year, homes in outlook.items() if year > since}
    if outlook:
        ends = max(outlook)
        official = np.interp(years[:, 0], [since, *outlook], [seen[since], *outlook.values()])[:, None]
        path = (
            official * compound(v["household_more"], later) * compound(v["household_after"], (years - ends).clip(min=0))
        )
    else:
        path = seen[since] * compound(v["household_zeeland"] + v["household_more"], later)
    before = np.array([seen.get(int(year), np.nan) for year in years[:, 0]])[:, None]
    return np.asarray(np.where(years <= since, before, path))


def _labour(v: Mapping[str, Numbers], base: Base, years: Numbers, jobs: Numbers) -> Outcomes:
    found: Outcomes = {}
    for place in FLEMISH:
        if place in base.working_age:
            seen = base.working_age[place]
            known = np.interp(years[:, 0], list(seen), list(seen.values()))[:, None]
            aged = known * compound(v["working_age"], (years - max(seen)).clip(min=0))
            found["labour_force", place] = aged * v["participation"] / 100
    year, persons = base.labour
    found["labour_force", PROVINCE] = straight_line(years, [(year, persons), (OUTLOOK_ENDS, v["labour_zeeland"])])
    supply = sum_parts(found.values())
    found["jobs_index", PORT] = 100 * jobs / jobs[:1]
    found["labour_index", PORT] = 100 * supply / supply[:1]
    found["labour_balance", PORT] = found["jobs_index", PORT] - found["labour_index", PORT]
    return found
