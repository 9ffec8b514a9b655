"""The drafts on the server: one file per reader, under the number in a cookie that scripts cannot read."""

import os
import re
from pathlib import Path

import streamlit as st

from briefings.briefing import MOST_BYTES, Briefing, BriefingError
from i18n.system_errors import system_reason
from loaders.storage import prune, write_atomic
from shell.briefing.read_draft import read
from shell.briefing.storage_quota import DAY, Quota, make_room, stored

COOKIE = "nspd_briefing"
NUMBER = re.compile(r"[0-9a-f]{32}")
# After how many days without change a draft is removed.
DAYS = 180
# A reader has a draft, the briefing before it and one that could not be read. What is collected is for a meeting weeks
# ahead: where there is no more room, a new reader is refused rather than that this work goes.
QUOTA = Quota(reader_files=4, reader_bytes=4 * MOST_BYTES, files=4_000, bytes=1_000_000_000, minimum_age=30 * DAY)


def folder() -> Path:
    """The folder of drafts; NSPD_STATE names another folder for everything that the server stores."""
    return Path(os.environ.get("NSPD_STATE") or Path(__file__).parents[2]) / ".briefings" / "drafts"


def number_of_reader() -> str:
    """The number in the reader's cookie; empty where there is none."""
    number = str(st.context.cookies.get(COOKIE, ""))
    return number if NUMBER.fullmatch(number) else ""


def path_of_reader() -> Path | None:
    """The file of the reader's draft; None without a cookie."""
    number = number_of_reader()
    return folder() / f"{number}.json" if number else None


def read_draft_of_browser(number: str) -> Briefing:
    """The draft of the browser with this number. Raises BriefingError where there is none, or it is unreadable."""
    path = folder() / f"{number}.json"
    if not NUMBER.fullmatch(number) or not path.is_file():
        raise BriefingError("slides", "empty")
    try:
        return read(path.read_bytes()).briefing
    except OSError as error:
        raise BriefingError("file", "not_read", system_reason(error)) from error


def write(path: Path, body: bytes) -> None:
    """All of a reader's file or none of it. Raises OSError, and FullError where all room is in use."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # The drafts of readers who did not come back.
    prune(path.parent.iterdir(), min_age=DAYS * DAY)
    others = [one for one in path.parent.iterdir() if one != path]
    # A temporary file of a write that was cut off has the name of its draft, behind a dot.
    make_room(stored(others, lambda one: one.name.removeprefix(".")[:32]), path.name[:32], len(body), QUOTA)
    write_atomic(path, body)
