"""The scenario studio: its four parts around one desk, and the words of caution at its foot."""

import streamlit as st

from i18n.translator import Words
from pages.scenarios import assumptions, compare, session, share
from pages.scenarios.controls import OWN, draw_control
from pages.scenarios.results import results
from pages.scenarios.toolbar import preset, toolbar
from scenarios import documentation
from scenarios.parameters import parameters
from shell import components
from shell.frame import error_boundary
from shell.url_state import choose


def begin(t: Words) -> None:
    """Open what the address asks for, and say what is different in it since it was made."""
    session.open_link(t)
    share.describe_opened(t)


def inputs_section(t: Words) -> None:
    """The controls of one scenario, and beside them what it gives."""
    toolbar(t)
    left, right = st.columns([5, 7], gap="medium")
    with left, st.container(key="studio-controls"):
        preset(t)
        components.subheading(t("studio.main"))
        for key, parameter in parameters().items():
            if parameter.main:
                draw_control(key, t)
        all_inputs(t)
    with right, st.container(key="studio-results"):
        results(t)


def all_inputs(t: Words) -> None:
    """All other assumptions, one chain at a time: a closed fold draws nothing."""
    folded = st.expander(t("studio.every"), key="studio-every", on_change="rerun")
    if not folded.open:
        return
    with folded:
        chains = {key: t.of(chain.title) for key, chain in documentation.chains().items()}
        chain = choose("chain", chains, label=t("studio.chain"), words=t)
        for key, parameter in parameters().items():
            if parameter.chain == chain and not parameter.main:
                draw_control(key, t)


PARTS = {
    "set": inputs_section,
    "compare": compare.comparison,
    "assumptions": assumptions.assumptions,
    "share": share.share_section,
}


def draw_part(part: str, t: Words) -> None:
    """One part of the studio; it runs on its own, under the name by which a step draws it anew."""

    def drawn() -> None:
        # Whatever is drawn anew as a whole has nothing refused any more.
        st.session_state.pop("studio.refused", None)
        with error_boundary(t, f"studio {part}"):
            PARTS[part](t)

    st.fragment(drawn, key=session.ALL)()


def foot(t: Words) -> None:
    """What a scenario is and is not, and what the signs mean."""
    components.note(t("studio.leaflet"), t("studio.signs", sign=OWN))
