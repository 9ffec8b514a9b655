"""The scenario studio: its four parts, which share one set of scenarios, and the caution at its foot."""

import streamlit as st

from i18n.translator import Words
from pages.scenarios import assumptions, compare, session, share
from pages.scenarios.choices import chain_choice
from pages.scenarios.controls import draw_control
from pages.scenarios.parameter_texts import OWN
from pages.scenarios.results import results
from pages.scenarios.toolbar import preset, toolbar
from scenarios.parameters import parameters
from shell import components
from shell.frame import error_boundary
from shell.widgets import choose


def begin(t: Words) -> None:
    """Open the link of the address, and say what changed since it was made."""
    session.open_link(t)
    share.describe_opened(t)


def inputs_section(t: Words) -> None:
    """The controls of one scenario, and beside them its results."""
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
    """All other assumptions, one chain at a time; nothing is drawn while the expander is closed."""
    expander = st.expander(t("studio.every"), key="studio-every", on_change="rerun")
    if not expander.open:
        return
    with expander:
        chain = choose(chain_choice(t), label=t("studio.chain"), words=t)["chain"]
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
    """One part of the studio, as the fragment that `session.apply` redraws."""

    def draw() -> None:
        # A refusal belongs to the row that was just set.
        st.session_state.pop(session.REFUSED, None)
        with error_boundary(t, f"studio {part}"):
            PARTS[part](t)

    st.fragment(draw, key=session.ALL)()


def foot(t: Words) -> None:
    """What a scenario is and is not, and what the symbols mean."""
    components.note(t("studio.leaflet"), t("studio.signs", sign=OWN))
