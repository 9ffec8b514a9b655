"""Chain 2: jobs and value added of the port, direct and indirect.

Units: jobs (FTE in Belgium, persons in the Netherlands, as the two official counts are added), billion EUR in prices
of the base. Part of the jobs follows cargo, the rest the land in use; productivity makes fewer jobs of the same work.
"""

from collections.abc import Mapping

from scenarios.observed import PORT, Base
from scenarios.time_paths import Numbers, Outcomes, check_sum, compound


def run(v: Mapping[str, Numbers], base: Base, years: Numbers, cargo: Numbers) -> Outcomes:
    """The outcomes of this chain; `cargo` is the seaborne total in Mt, years by runs."""
    part = v["cargo_weight"] / 100
    steps = years - base.year
    activity = part * cargo / cargo[:1] + (1 - part) * compound(v["land_growth"], steps)
    jobs = base.jobs * activity / compound(v["productivity"], steps)
    value = base.value_added * activity
    found = {
        ("jobs_direct", PORT): jobs,
        ("jobs_indirect", PORT): jobs * v["multiplier_jobs"],
        ("value_direct", PORT): value,
        ("value_indirect", PORT): value * v["multiplier_value"],
    }
    for outcome in ("jobs", "value"):
        parts = [found[f"{outcome}_direct", PORT], found[f"{outcome}_indirect", PORT]]
        found[f"{outcome}_total", PORT] = parts[0] + parts[1]
        check_sum(parts, found[f"{outcome}_total", PORT], f"{outcome}, direct and indirect")
    return found
