"""Draw figures for the server in another process: `shell.briefing.redraw` says why."""

import json
import logging
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import astuple, replace
from pathlib import Path

from briefings.briefing import BriefingError, Slide, from_json
from briefings.links import Wanted
from i18n.system_errors import explain_reason, system_reason
from shell.briefing.choice_keys import known_choices

LOG = logging.getLogger("dashboard")
ROOT = Path(__file__).parents[2]
SECONDS = 180


class NotDrawnError(Exception):
    """The pages could not be run at all."""


def draw_in_process(wanted: Sequence[Wanted], language: str, *, seconds: float = SECONDS) -> list[Slide]:
    """The slides of `wanted`, drawn by another process; for the server. Raises NotDrawnError."""
    if not wanted:
        return []
    # A link or a file can come from anybody: other query parameters could be commands to Streamlit.
    known = [replace(each, query=known_choices(each.page, each.query)) for each in wanted]
    request = json.dumps({"language": language, "wanted": [astuple(each) for each in known]})
    try:
        process = subprocess.run(
            [sys.executable, "-m", "shell.briefing.redraw"],
            input=request.encode(),
            capture_output=True,
            cwd=ROOT,
            timeout=seconds,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise NotDrawnError(f"{seconds:.0f} s") from error
    except subprocess.CalledProcessError as error:
        # The traceback is for the log, not for the reader.
        LOG.error("figures could not be drawn anew: %s", error.stderr.decode(errors="replace")[-3000:])
        raise NotDrawnError(f"status {error.returncode}") from error
    except OSError as error:
        raise NotDrawnError(explain_reason(system_reason(error), language)) from error
    try:
        return list(from_json(process.stdout).slides)
    except BriefingError as error:
        raise NotDrawnError(error.message(language)) from error
