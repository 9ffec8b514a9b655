"""The briefing a reader is collecting: kept on this server under a number that only their browser has.

A session ends with its connection, so a reload would lose what it holds. `server/middleware.py` gives each browser a
random number in a cookie that scripts cannot read; the briefing lies under it in `.briefings/drafts`. Without a cookie,
or where the disk refuses, the session keeps it and the page says that only a file will do.
"""

import os
import re
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import streamlit as st

from briefings.briefing import MOST_BYTES, Briefing, BriefingError, Slide, check, from_json, to_json
from briefings.words import Texts, refusal
from shell.words import Words

COOKIE = "nspd_briefing"
NUMBER = re.compile(r"[0-9a-f]{32}")
# Who does not come back in half a year has taken the file; beyond this many the oldest go first.
DAYS, MOST = 180, 2_000
# Room for the shapes of maps, which a briefing takes along when it leaves.
SHAPES = 1_000_000
# How many steps can be taken back.
STEPS = 20
_lock = threading.Lock()


class NotKeptError(Exception):
    """The server could not keep the briefing; the session still has it."""

    def told(self, t: Words) -> str:
        """What happened, why, and what to do."""
        return t("briefing.not_kept", why=Texts(t.language).refused(str(self)))


class MovedError(Exception):
    """The briefing was changed in another window since it was shown here."""


@dataclass
class Desk:
    """What this session holds of the briefing.

    One object, fetched once for a change: each look into Streamlit's own state may end the run for a next key that was
    pressed, and a change is made whole or not at all.

    stamp   when the file that was read or written last was written; steps: the briefings to go back to
    at      place of the chosen slide; done: number of the last step that was taken in the list of slides
    told    what stood in the way of the last change
    """

    briefing: Briefing | None = None
    stamp: int | None = None
    only_here: bool = False
    steps: list[Briefing] = field(default_factory=list)
    at: int = 0
    done: int = 0
    told: str = ""


def desk() -> Desk:
    """What this session holds."""
    held: Desk = st.session_state.setdefault("briefing.desk", Desk())
    return held


def folder() -> Path:
    """Where drafts lie; NSPD_STATE names another folder for all that the server keeps."""
    return Path(os.environ.get("NSPD_STATE") or Path(__file__).parent.parent) / ".briefings" / "drafts"


def kept_on_server() -> bool:
    """Whether what is collected outlives this connection."""
    return _path() is not None and not desk().only_here


def current(t: Words, held: Desk | None = None) -> Briefing:
    """The reader's briefing, as it was last kept; without slides for who has collected nothing."""
    held = held or desk()
    path = _path()
    if path is not None and not held.only_here:
        stamp = path.stat().st_mtime_ns if path.is_file() else None
        if stamp != held.stamp:
            held.briefing, held.stamp = _read(path, held, t) if stamp else None, stamp
    return held.briefing or Briefing(title=t("title"), language="en" if t.language == "en" else "nl")


def of_browser(number: str) -> Briefing:
    """What the browser with this number has collected. Raises BriefingError where that is nothing."""
    path = folder() / f"{number}.json"
    if not NUMBER.fullmatch(number) or not path.is_file():
        raise BriefingError("slides", "empty")
    return from_json(path.read_bytes())


def change(do: Callable[[Briefing], Briefing], t: Words, held: Desk | None = None) -> Briefing:
    """Change the briefing and keep it, with a way back. What `do` gets is the newest, also from another window.

    Raises BriefingError where it would break a limit (then nothing is changed), and NotKeptError where the server
    could not write (then this session has it).
    """
    held = held or desk()
    with _lock:
        before = current(t, held)
        after = do(before)
        # The appendix last, as it is shown.
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        after = replace(after, slides=after.ordered, made=now)
        check(after)
        body = to_json(after)
        if len(body) > MOST_BYTES - SHAPES:
            raise BriefingError("file", "too_large", f"{(MOST_BYTES - SHAPES) // 1_000_000} MB")
        held.steps.append(before)
        del held.steps[:-STEPS]
        _keep(after, body, held)
    return after


def add(slides: Iterable[Slide], t: Words) -> int:
    """Put slides at the end; gives how many there are now."""
    return len(change(lambda before: replace(before, slides=(*before.slides, *slides)), t).slides)


def steps_back() -> int:
    """How many changes can be undone."""
    return len(desk().steps)


def undo(t: Words) -> None:
    """The briefing as it was before the last change of this session."""
    held = desk()
    if held.steps:
        with _lock:
            _keep(before := held.steps.pop(), to_json(before), held)


def _keep(briefing: Briefing, body: bytes, held: Desk) -> None:
    """In the session first, so that a disk that refuses loses nothing."""
    held.briefing = briefing
    path = _path()
    if path is None:
        return
    draft = path.with_suffix(f".{threading.get_ident()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(body)
        draft.replace(path)
        held.stamp, held.only_here = path.stat().st_mtime_ns, False
        _tidy(path.parent)
    except OSError as error:
        held.only_here = True
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise NotKeptError(refusal(error)) from error


def _read(path: Path, held: Desk, t: Words) -> Briefing | None:
    """A kept briefing; none where it cannot be read: it is put aside, and the page of the meeting tells."""
    try:
        return from_json(path.read_bytes())
    except BriefingError as error:
        path.replace(path.with_suffix(".broken"))
        held.told = t("briefing.broken", why=error.told(t.language))
        return None


def _path() -> Path | None:
    number = str(st.context.cookies.get(COOKIE, ""))
    return folder() / f"{number}.json" if NUMBER.fullmatch(number) else None


def _tidy(where: Path) -> None:
    """Forget the oldest drafts."""
    found = sorted(((one.stat().st_mtime, one) for one in where.iterdir()), reverse=True)
    oldest = time.time() - DAYS * 86_400
    for place, (changed, one) in enumerate(found):
        if place >= MOST or changed < oldest:
            one.unlink(missing_ok=True)
