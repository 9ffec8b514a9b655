"""The draft of a reader: the briefing they are collecting, stored on the server under the number of their browser.

A session ends with its connection, so a reload would lose what it holds. `server/middleware.py` gives each browser a
random number in a cookie that scripts cannot read; the draft is under it in `.briefings/drafts`. Without a cookie, or
where the disk refuses, only the session holds the draft, and the page says that it must be saved as a file.

Every page shows the number of slides, so reading the draft never raises: a message says once what could not be
read, and the pages work.
"""

import logging
import shutil
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import streamlit as st

from briefings.briefing import MOST_BYTES, Briefing, BriefingError, Slide, check, to_json
from i18n.system_errors import explain_reason, system_reason
from i18n.translator import Words
from shell.briefing.drafts import path_of_reader, write
from shell.briefing.read_draft import keep_known_choices, read
from shell.briefing.storage_quota import FullError

LOG = logging.getLogger("dashboard")
# Bytes reserved for the shapes of maps, which are added when a briefing is exported.
SHAPES = 1_000_000
# How many changes can be undone.
STEPS = 20
_lock = threading.Lock()


class NotKeptError(Exception):
    """The server could not keep the briefing; the session still has it."""

    def message(self, t: Words) -> str:
        """What happened, why, and what to do."""
        return t("briefing.not_kept", why=explain_reason(str(self), t.language))


class MovedError(Exception):
    """The briefing was changed in another window since it was shown here."""


@dataclass
class DraftSession:
    """The state of the draft in this session.

    One object, fetched once per change: each access to Streamlit's session state may end the run when the next key is
    pressed, and a change must be made completely or not at all.

    stamp      modification time of the file that was last read or written; steps: the briefings that undo restores
    only_here  whether only this session holds the draft, because the server could not store it
    unread     whether there is a draft that cannot be read now: it must not be overwritten
    at         place of the chosen slide; done: number of the last step that was taken in the list of slides
    failure    why the last change failed; done_well: what it did, where the reader should know
    notice     what could not be read, for the next page that is drawn
    previous   the briefing that was replaced by another one, where the server does not store it
    """

    briefing: Briefing | None = None
    stamp: int | None = None
    only_here: bool = False
    unread: bool = False
    steps: list[Briefing] = field(default_factory=list)
    at: int = 0
    done: int = 0
    failure: str = ""
    done_well: str = ""
    notice: str = ""
    previous: Briefing | None = None


def draft_session() -> DraftSession:
    """The state of this session, made when it is first used."""
    session: DraftSession = st.session_state.setdefault("briefing.desk", DraftSession())
    return session


def is_kept_on_server() -> bool:
    """Whether the draft outlives this session."""
    return path_of_reader() is not None and not draft_session().only_here


def current_briefing(t: Words, session: DraftSession | None = None) -> Briefing:
    """The reader's briefing, as it was last stored; without slides where there is none. Never raises."""
    session = session or draft_session()
    path = path_of_reader()
    if path is not None and not session.only_here:
        try:
            stamp = path.stat().st_mtime_ns
        except (FileNotFoundError, NotADirectoryError):
            stamp = None
        except OSError as error:
            stamp = session.stamp
            _leave(session, error, t)
        if stamp is not None and stamp != session.stamp:
            session.briefing = _read(path, session, t)
        session.stamp = stamp
    return session.briefing or Briefing(title=t("title"), language=t.language)


def take_notice() -> str:
    """Take the message about a draft that could not be read: it is shown once. Empty if there is none."""
    session = draft_session()
    notice, session.notice = session.notice, ""
    return notice


def change(do: Callable[[Briefing], Briefing], t: Words, session: DraftSession | None = None) -> Briefing:
    """Change the briefing, store it, and remember it for undo. `do` gets the newest one, also from another window.

    Raises BriefingError where it would break a limit (then nothing is changed), and NotKeptError where the server
    could not write (then this session has it).
    """
    session = session or draft_session()
    with _lock:
        before = current_briefing(t, session)
        after = do(before)
        # The appendix last, as it is shown.
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        after = keep_known_choices(replace(after, slides=after.ordered, made=now))
        check(after)
        body = to_json(after)
        if len(body) > MOST_BYTES - SHAPES:
            raise BriefingError("file", "too_large", f"{(MOST_BYTES - SHAPES) // 1_000_000} MB")
        session.steps.append(before)
        del session.steps[:-STEPS]
        _keep(after, body, session)
    return after


def add(slides: Iterable[Slide], t: Words) -> int:
    """Add slides at the end. Returns how many there are now."""
    return len(change(lambda before: replace(before, slides=(*before.slides, *slides)), t).slides)


def count_undo_steps() -> int:
    """How many changes can be undone."""
    return len(draft_session().steps)


def undo(t: Words) -> None:
    """The briefing as it was before the last change of this session."""
    session = draft_session()
    if session.steps:
        with _lock:
            _keep(before := session.steps.pop(), to_json(before), session)


def _keep(briefing: Briefing, body: bytes, session: DraftSession) -> None:
    """In the session first, so that a disk that refuses loses nothing."""
    session.briefing = briefing
    path = path_of_reader()
    if path is None or session.unread:
        return
    try:
        write(path, body)
        session.stamp, session.only_here = path.stat().st_mtime_ns, False
    except FullError as error:
        session.only_here = True
        raise NotKeptError("FULL") from error
    except OSError as error:
        session.only_here = True
        raise NotKeptError(system_reason(error)) from error


def _read(path: Path, session: DraftSession, t: Words) -> Briefing | None:
    """A kept briefing. Where it cannot be read, what this session still holds of it; a message says so once."""
    try:
        draft = read(path.read_bytes())
    except (IsADirectoryError, PermissionError, BriefingError) as error:
        _set_aside(path, session, error, t)
    except OSError as error:  # such as too many open files: the draft itself may be whole
        _leave(session, error, t)
    except Exception as error:  # whatever is in it
        LOG.exception("%s could not be read", path.name)
        _set_aside(path, session, error, t)
    else:
        if draft.broken:
            session.notice = draft.notice(t)
            with suppress(OSError):
                shutil.copyfile(path, path.with_suffix(".broken"))
        return draft.briefing
    return session.briefing


def _set_aside(path: Path, session: DraftSession, error: Exception, t: Words) -> None:
    """Out of the way, so that the reader can begin anew; nothing is thrown away."""
    try:
        path.replace(path.with_suffix(".broken"))
    except OSError:
        _leave(session, error, t)
    else:
        key = "briefing.broken_held" if session.briefing else "briefing.broken"
        session.notice = t(key, why=explain_read_error(error, t))


def _leave(session: DraftSession, error: Exception, t: Words) -> None:
    """The draft stays as it is, and from here on this session keeps what is collected."""
    session.only_here = session.unread = True
    session.notice = t("briefing.unread", why=explain_read_error(error, t))


def explain_read_error(error: Exception, t: Words) -> str:
    """Why a file could not be read, in a sentence."""
    if isinstance(error, BriefingError):
        return error.message(t.language)
    name = system_reason(error) if isinstance(error, OSError) else type(error).__name__
    return BriefingError("file", "not_read", name).message(t.language)
