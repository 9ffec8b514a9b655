"""Chain 4: households and the dwellings they need, by municipality, and labour supply against the port's jobs.

Units: households, dwellings (since the last observed year), persons, index (base year = 100). A municipality without
observations has no outcome, so there is no sum of the six.
"""

from collections.abc import Mapping

import numpy as np

from scenarios.observed import FLEMISH, PORT, PROVINCE, Base
from scenarios.time_paths import Numbers, Outcomes, compound, straight_line, sum_parts

OUTLOOK_ENDS = 2040


def run(params: Mapping[str, Numbers], base: Base, years: Numbers, jobs: Numbers, usual: Numbers) -> Outcomes:
    """The outcomes of this chain.

    jobs   the port's direct jobs, a row per year and a column per run
    usual  jobs divided by those of the baseline: households follow their outlook where this is 1
    """
    outcomes: Outcomes = {}
    answer = usual ** params["household_jobs"]
    for place, observed in base.households.items():
        last_year = max(observed)
        households = _households(params, observed, base.outlook.get(place, {}), years, answer)
        outcomes["households", place] = households
        occupied = 1 - params["vacancy"] / 100
        later = (years - last_year).clip(min=0)
        outcomes["housing_need", place] = np.where(
            years < last_year,
            np.nan,
            (households - observed[last_year]) / occupied
            + params["replacement"] / 100 * observed[last_year] / occupied * later,
        )
    return outcomes | _labour(params, base, years, jobs)


def _households(
    params: Mapping[str, Numbers],
    observed: Mapping[int, float],
    outlook: Mapping[int, float],
    years: Numbers,
    answer: Numbers,
) -> Numbers:
    """Observed years first; then the official outlook with the scenario's growth on top, or that growth alone.

    answer  what households are multiplied by, because jobs are more or fewer than usual
    """
    last_year = max(observed)
    later = (years - last_year).clip(min=0)
    outlook = {year: households for year, households in outlook.items() if year > last_year}
    if outlook:
        last_outlook = max(outlook)
        rebased = rebase(outlook, last_year, observed[last_year])
        official = np.interp(years[:, 0], [last_year, *rebased], [observed[last_year], *rebased.values()])[:, None]
        path = (
            official
            * compound(params["household_more"], later)
            * compound(params["household_after"], (years - last_outlook).clip(min=0))
        )
    else:
        path = observed[last_year] * compound(params["household_zeeland"] + params["household_more"], later)
    before = np.array([observed.get(int(year), np.nan) for year in years[:, 0]])[:, None]
    return np.asarray(np.where(years <= last_year, before, path * answer))


def rebase(outlook: Mapping[int, float], year: int, counted: float) -> dict[int, float]:
    """The outlook on the level of the last count: each year times the count over the outlook's own figure of that year.

    That figure is not published: it is the outlook's first year, less its average yearly growth.
    """
    first, last = min(outlook), max(outlook)
    yearly = (outlook[last] - outlook[first]) / max(last - first, 1)
    factor = counted / (outlook[first] - yearly * (first - year))
    return {later: households * factor for later, households in outlook.items()}


def _labour(params: Mapping[str, Numbers], base: Base, years: Numbers, jobs: Numbers) -> Outcomes:
    outcomes: Outcomes = {}
    for place in FLEMISH:
        if place in base.working_age:
            observed = base.working_age[place]
            known = np.interp(years[:, 0], list(observed), list(observed.values()))[:, None]
            aged = known * compound(params["working_age"], (years - max(observed)).clip(min=0))
            outcomes["labour_force", place] = aged * params["participation"] / 100
    year, persons = base.labour
    outcomes["labour_force", PROVINCE] = straight_line(
        years, [(year, persons), (OUTLOOK_ENDS, params["labour_zeeland"])]
    )
    supply = sum_parts(outcomes.values())
    outcomes["jobs_index", PORT] = 100 * jobs / jobs[:1]
    outcomes["labour_index", PORT] = 100 * supply / supply[:1]
    outcomes["labour_balance", PORT] = outcomes["jobs_index", PORT] - outcomes["labour_index", PORT]
    return outcomes
