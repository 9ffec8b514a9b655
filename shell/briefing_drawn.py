"""Figures drawn anew for the server, by another process: see `shell.retake` for why."""

import json
import logging
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

from briefings.briefing import Slide, from_json
from briefings.links import Wanted
from briefings.words import refusal

ROOT = Path(__file__).parent.parent
SECONDS = 180
LOG = logging.getLogger("dashboard")


class NotDrawnError(Exception):
    """The pages could not be run at all."""


def ask(wanted: Sequence[Wanted], language: str, *, seconds: float = SECONDS) -> list[Slide]:
    """The slides of `wanted`, drawn by another process; for the server. Raises NotDrawnError."""
    if not wanted:
        return []
    asked = json.dumps({"language": language, "wanted": [astuple(one) for one in wanted]})
    try:
        done = subprocess.run(
            [sys.executable, "-m", "shell.retake"],
            input=asked.encode(),
            capture_output=True,
            cwd=ROOT,
            timeout=seconds,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise NotDrawnError(f"{seconds:.0f} s") from error
    except subprocess.CalledProcessError as error:
        # What it wrote is for whoever keeps the server: a traceback, and paths of this machine.
        LOG.error("shell.retake failed: %s", error.stderr.decode(errors="replace"))
        raise NotDrawnError(f"exit {error.returncode}") from error
    except OSError as error:
        raise NotDrawnError(refusal(error)) from error
    return list(from_json(done.stdout).slides)
