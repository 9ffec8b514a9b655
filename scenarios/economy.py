"""Chain 2: jobs and value added of the port, direct and indirect.

Units: jobs (FTE in Belgium, persons in the Netherlands, as the two official counts are added), billion EUR in prices
of the base. Part of the jobs follows cargo, the rest the land in use; higher productivity means fewer jobs.
"""

from collections.abc import Mapping

from scenarios.observed import PORT, Base
from scenarios.time_paths import Numbers, Outcomes, check_sum, compound


def run(params: Mapping[str, Numbers], base: Base, years: Numbers, cargo: Numbers) -> Outcomes:
    """The outcomes of this chain; `cargo` is the seaborne total in Mt, a row per year and a column per run."""
    cargo_share = params["cargo_weight"] / 100
    steps = years - base.year
    activity = cargo_share * cargo / cargo[:1] + (1 - cargo_share) * compound(params["land_growth"], steps)
    jobs = base.jobs * activity / compound(params["productivity"], steps)
    value = base.value_added * activity
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
