"""A briefing leaves the dashboard: presented in a window of its own, taken away as one zip, as a file, or as a link."""

from urllib.parse import urlsplit

import streamlit as st

from briefings.briefing import Briefing, BriefingError, to_json
from briefings.links import to_link
from shell import briefing_store, draw, present
from shell.briefing_file import complete, file_name
from shell.words import Words


def presented(briefing: Briefing, t: Words) -> None:
    """A link that opens present mode in a window of its own."""
    if briefing_store.kept_on_server():
        st.link_button(t("briefing.present"), "/present/mine", type="primary", key="present")
        return
    # The server does not know what only this window holds: it is handed over first.
    if st.button(t("briefing.present"), type="primary", key="present-make"):
        try:
            st.session_state["presented"] = present.keep(complete(briefing))
        except BriefingError as error:
            st.warning(error.told(t.language))
    if identity := st.session_state.get("presented"):
        st.link_button(t("briefing.present_open"), f"/present/{identity}", key="present-open")


def save(briefing: Briefing, t: Words) -> None:
    """The file of the briefing, and a link where one is short enough."""
    name = file_name(briefing, ".json")
    # Made when asked for: the shapes of maps are most of it.
    st.download_button(
        t("briefing.save"),
        lambda: to_json(complete(briefing)),
        name,
        "application/json",
        key="briefing-save",
        on_click="ignore",
    )
    text = to_link(briefing)
    if text is None:
        draw.note(t("briefing.link_long"))
        return
    draw.note(t("briefing.link_note"))
    here = urlsplit(str(st.context.url or ""))
    st.code(f"{here.scheme}://{here.netloc}{here.path}?briefing={text}&lang={t.language}&v=1", language=None)
