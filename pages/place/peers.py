"""The sheet with a municipality beside a group: those most like it, its neighbours, or a group of one's own."""

import streamlit as st

from i18n.translator import Words
from pages.place import fact_sheet, peer_exhibits, peer_texts
from shell import components, url_state
from shell.exhibits.list_choice import join
from shell.frame import heading, set_tab_title
from shell.indicator_data import areas
from shell.peers import groups
from shell.widgets import choose, choose_several


def show(t: Words) -> None:
    """The whole sheet."""
    choices = _choose_group(t)
    name = areas(t.language).loc[choices["place"], "name"]
    title = t("peers.title", name=name)
    set_tab_title(title, t)
    heading(title, t("peers.lead"))
    fact_sheet.offer(choices["place"], t)
    group = groups.chosen_group(choices, t)
    bars = peer_exhibits.peer_bars(choices, t)
    components.show_with_heading(bars)
    components.note(bars.comparability)
    with st.container(key="peers-table"):
        components.show_with_heading(table := peer_exhibits.peers(choices, t), words=True, headed=True, strong=1)
    notes = peer_texts.explain(peer_exhibits.compared(group, choices, t), t)
    first = [t("peers.neighbours_note")] if group.kind == groups.NEIGHBOURS else []
    components.note(*first, *notes, t("table.status_key"), table.source)


def _choose_group(t: Words) -> dict[str, str]:
    """The municipality, its group, and the indicator of the bars."""
    with st.container(key="controls"):
        one, two, three = st.columns([2, 3, 3])
        with one:
            choices = choose(groups.place_choice(t), label=t("place.choose"), words=t)
        with two:
            choices |= choose(groups.kind_choice(t), label=t("peers.group"), words=t)
        with three:
            indicator = peer_exhibits.indicator_choice(choices["place"], t)
            choices |= choose(indicator, label=t("peers.indicator"), words=t)
        if choices["peers"] == groups.SIMILAR:
            left, right = st.columns([6, 2])
            with left:
                choices |= choose_several(groups.criteria_choice(t), label=t("peers.criteria"), words=t)
            with right:
                choices |= choose(groups.size_choice(t), label=t("peers.size"), words=t)
            if not choices["criteria"]:
                usual = peer_texts.list_criteria(groups.criteria_choice(t).default, t)
                url_state.notify(t("peers.no_criteria", criteria=usual))
        elif choices["peers"] == groups.OWN:
            choices |= choose_several(groups.own_choice(t), label=t("peers.own_label"), words=t)
            if not choices["group"]:
                url_state.notify(t("peers.empty"))
    return {**choices, **({"group": join(groups.own_choice(t).default)} if choices.get("group") == "" else {})}
