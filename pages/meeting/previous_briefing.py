"""Replace the reader's briefing by another one: the previous one is stored, also when the window is closed."""

from collections.abc import Callable

import streamlit as st

from briefings.briefing import Briefing, BriefingError, to_json
from i18n.translator import Words
from pages.meeting.slide_list import apply
from shell.briefing import store
from shell.briefing.drafts import path_of_reader, write
from shell.briefing.read_draft import read
from shell.briefing.storage_quota import FullError

SUFFIX = ".previous"


def replace_briefing(edit: Callable[[Briefing], Briefing], t: Words) -> None:
    """Replace the briefing by what `edit` returns; the page says how to restore the previous one."""
    session = store.draft_session()
    before = store.current_briefing(t, session)
    if not apply(edit, t, session):
        return
    session.at = 0
    if before.slides:
        _keep(before, session)
        session.done_well = t("briefing.replaced", count=t.number(len(before.slides)))


def previous_button(t: Words) -> None:
    """The button that restores the previous briefing; nothing where there is none."""
    path = path_of_reader()
    if store.draft_session().previous or (path and path.with_suffix(SUFFIX).is_file()):
        st.button(
            t("briefing.previous"), help=t("briefing.previous_help"), on_click=_restore, args=(t,), key="previous"
        )


def _restore(t: Words) -> None:
    """Swap the two, so that neither is lost."""
    session, path = store.draft_session(), path_of_reader()
    try:
        earlier = session.previous or read(path.with_suffix(SUFFIX).read_bytes()).briefing if path else session.previous
    except (OSError, BriefingError) as error:
        session.failure = store.explain_read_error(error, t)
        return
    if earlier:
        replace_briefing(lambda _: earlier, t)


def _keep(briefing: Briefing, session: store.DraftSession) -> None:
    """On the server, else in this session, as the briefing itself."""
    path, session.previous = path_of_reader(), briefing
    if path is None or session.only_here:
        return
    try:
        write(path.with_suffix(SUFFIX), to_json(briefing))
        session.previous = None
    except (OSError, FullError, BriefingError):
        return
