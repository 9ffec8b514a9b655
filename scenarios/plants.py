"""What the large plants take with them: seaborne ore and coal, and jobs, where a measure changes or closes one.

Ghent has two blast furnaces of about equal size (our own assumption). Direct reduction takes the coal of one and keeps
its ore; a furnace that closes without a replacement takes both. Jobs are those of each measure.
"""

from collections.abc import Mapping
from typing import NamedTuple

from scenarios.industry import Operation
from scenarios.time_paths import Numbers, sum_parts

# The share of the ore and of the coal of the steel works that each measure takes away.
FURNACE = 0.5
ORE = ("steel_stop", "steel_closure")
COAL = ("steel_dri", "steel_stop", "steel_closure")


class Lost(NamedTuple):
    """What measures take away: Mt a year of seaborne dry bulk, and direct jobs at today's productivity."""

    dry_bulk: Numbers
    jobs: Numbers


def lost(params: Mapping[str, Numbers], plants: Operation) -> Lost:
    """What the measures at the plants take away, a row per year and a column per run."""
    output, at_work = plants
    ore = sum_parts(at_work[key] for key in ORE) * FURNACE * params["steel_ore"]
    coal = sum_parts(at_work[key] for key in COAL) * FURNACE * params["steel_coal"]
    jobs = sum_parts(at_work[key] * params[f"{key}_jobs"] for key in at_work if f"{key}_jobs" in params)
    return Lost((ore + coal) * output, jobs * output)
