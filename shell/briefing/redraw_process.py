"""Draw figures for the server: build them here, and those without a builder in another process.

`shell.briefing.redraw` says why.
"""

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
from i18n.translator import Words
from shell.briefing.builders import build_slide, find_builder
from shell.briefing.choice_keys import known_choices

LOG = logging.getLogger("dashboard")
ROOT = Path(__file__).parents[2]
SECONDS = 180


class NotDrawnError(Exception):
    """The pages could not be run at all."""


def draw_in_process(wanted: Sequence[Wanted], language: str, *, seconds: float = SECONDS) -> list[Slide]:
    """The slides of `wanted` in their order, with the data of today; for the server. Raises NotDrawnError."""
    t = Words(language)
    # A link or a file can come from anybody: other query parameters could be commands to Streamlit.
    known = [replace(each, query=known_choices(each.page, each.query)) for each in wanted]
    builders = [find_builder(each.page, each.figure) for each in known]
    others = [each for each, build in zip(known, builders, strict=True) if build is None]
    drawn = iter(_run_pages(others, language, seconds) if others else [])
    return [build_slide(build, each, t) if build else next(drawn) for each, build in zip(known, builders, strict=True)]


def _run_pages(known: Sequence[Wanted], language: str, seconds: float) -> list[Slide]:
    """The slides of figures without a builder, drawn by another process."""
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
