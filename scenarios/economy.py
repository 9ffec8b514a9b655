"""Chain 2: jobs and value added of the port, direct and indirect.

Units: jobs (FTE in Belgium, persons in the Netherlands, as the two official counts are added), billion EUR in prices
of the base. Part of the jobs follows cargo, the rest the land in use; higher productivity means fewer jobs.
"""

from collections.abc import Mapping

import numpy as np

from scenarios.observed import PORT, Base
from scenarios.time_paths import Numbers, Outcomes, check_sum, compound


def run(
    params: Mapping[str, Numbers], base: Base, years: Numbers, cargo: Numbers, lost: Numbers | float = 0.0
) -> Outcomes:
    """The outcomes of this chain.

    cargo  the seaborne total in Mt before what plants no longer need, a row per year and a column per run
    lost   direct jobs of plants that close or change; they go with their own number, not with the cargo of the plant
    """
    activity = _activity(params, base, years, cargo)
    jobs = _jobs(params, base, years, activity, lost) * params.get("swing_jobs", np.ones(1))
    # A job that goes takes the average value added of a job with it.
    value = base.value_added * (activity - lost / base.jobs).clip(min=0)
    outcomes = {
        ("jobs_direct", PORT): jobs,
        ("jobs_indirect", PORT): jobs * params["multiplier_jobs"],
        ("value_direct", PORT): value,
        ("value_indirect", PORT): value * params["multiplier_value"],
    }
    for outcome in ("jobs", "value"):
        parts = [outcomes[f"{outcome}_direct", PORT], outcomes[f"{outcome}_indirect", PORT]]
        outcomes[f"{outcome}_total", PORT] = parts[0] + parts[1]
        check_sum(parts, outcomes[f"{outcome}_total", PORT], f"{outcome}, direct and indirect")
    return outcomes


def direct_jobs(
    params: Mapping[str, Numbers], base: Base, years: Numbers, cargo: Numbers, lost: Numbers | float = 0.0
) -> Numbers:
    """Direct jobs; higher productivity makes them fewer."""
    return _jobs(params, base, years, _activity(params, base, years, cargo), lost)


def _jobs(
    params: Mapping[str, Numbers], base: Base, years: Numbers, activity: Numbers, lost: Numbers | float
) -> Numbers:
    return np.asarray((base.jobs * activity - lost).clip(min=0) / compound(params["productivity"], years - base.year))


def _activity(params: Mapping[str, Numbers], base: Base, years: Numbers, cargo: Numbers) -> Numbers:
    """What the port does, 1 in the base year: part of it follows cargo, the rest the land in use."""
    cargo_share = params["cargo_weight"] / 100
    land = compound(params["land_growth"], years - base.year)
    return np.asarray(cargo_share * cargo / cargo[:1] + (1 - cargo_share) * land)
