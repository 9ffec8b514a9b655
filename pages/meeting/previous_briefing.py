"""Another briefing in the place of the reader's own: the own one is kept, also when the window is closed."""

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


def replace_briefing(do: Callable[[Briefing], Briefing], t: Words) -> None:
    """Another briefing, that `do` makes of the reader's own; the page says how to get the own one back."""
    held = store.draft_session()
    before = store.current_briefing(t, held)
    if not apply(do, t, held):
        return
    held.at = 0
    if before.slides:
        _keep(before, held)
        held.done_well = t("briefing.replaced", count=t.number(len(before.slides)))


def previous_button(t: Words) -> None:
    """The way back to the briefing that another one took the place of; nothing where there is none."""
    path = path_of_reader()
    if store.draft_session().previous or (path and path.with_suffix(SUFFIX).is_file()):
        st.button(t("briefing.previous"), help=t("briefing.previous_help"), on_click=_back, args=(t,), key="previous")


def _back(t: Words) -> None:
    """Let the two change places, so that neither is lost."""
    held, path = store.draft_session(), path_of_reader()
    try:
        earlier = held.previous or read(path.with_suffix(SUFFIX).read_bytes()).briefing if path else held.previous
    except (OSError, BriefingError) as error:
        held.told = store.explain_read_error(error, t)
        return
    if earlier:
        replace_briefing(lambda _: earlier, t)


def _keep(briefing: Briefing, held: store.DraftSession) -> None:
    """On the server, else in this session, as the briefing itself."""
    path, held.previous = path_of_reader(), briefing
    if path is None or held.only_here:
        return
    try:
        write(path.with_suffix(SUFFIX), to_json(briefing))
        held.previous = None
    except (OSError, FullError, BriefingError):
        return
