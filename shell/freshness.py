"""How old the data are: a quiet line on pages whose source failed or is late, and two tables on the data page."""

from html import escape

import streamlit as st

from i18n.translator import Words
from loaders.refresh import status
from loaders.refresh.status import Freshness
from shell import components
from shell.exhibits import freshness_exhibits

SHAPES = {"places", "borders", "rail"}
# The datasets of live sources that a page shows. The data page has the table itself.
USES = {
    "home": {"indicators", "port_cargo", "port_economy", "emissions", *SHAPES},
    "map": {"indicators", *SHAPES},
    "place": {"indicators"},
    "port": {"port_cargo", "port_economy", *SHAPES},
    "flows": {"port_cargo", *SHAPES},
    "climate": {"emissions", *SHAPES},
    "trajectory": {"indicators", "port_cargo", *SHAPES},
    "changes": {"indicators", "port_cargo", "port_economy", "emissions"},
    "scenarios": {"indicators", "port_cargo", "port_economy", "emissions", *SHAPES},
    "meeting": {"indicators", "port_cargo", "port_economy", "emissions"},
    "data": set(),
    "accessibility": set(),
}
# How many publishers a line names before it counts the others, where there are more than one more.
NAMED = 3


def banner(page: str, t: Words) -> None:
    """A line on the sources of this page whose last refresh failed, was held back, or is longer ago than usual."""
    used = USES.get(page, set())
    by_reason: dict[str, list[Freshness]] = {}
    for source in status.list_freshness():
        if used & set(source.source.datasets) and (reason := _reason(source)):
            by_reason.setdefault(reason, []).append(source)
    if by_reason:
        texts = (_describe(reason, sources, t) for reason, sources in by_reason.items())
        lines = "".join(f'<p class="note">{escape(text)}</p>' for text in texts)
        st.html(f'<aside aria-label="{escape(t("refresh.title"))}">{lines}</aside>')


def tables(t: Words) -> None:
    """The newest year of the figures; then every source: how its last refresh went, and when it was fetched."""
    components.show_with_heading(freshness_exhibits.years_table({}, t), words=True, headed=True)
    every = status.list_freshness()
    components.show_with_heading(freshness_exhibits.freshness_table({}, t), words=True, headed=True)
    components.note(t("refresh.told"))
    # Messages of the program, for the people who keep the data; an error of this machine may name its folders, so
    # not that.
    messages = [
        (t(f"source_title.{one.source.name}"), one.attempt.reason)
        for one in every
        if one.attempt and one.attempt.reason and one.attempt.result != "local_error"
    ]
    if messages:
        with st.expander(t("refresh.messages")):
            lines = (
                f'<p class="note"><b>{escape(title)}:</b> <span lang="en">{escape(reason)}</span></p>'
                for title, reason in messages
            )
            st.html("".join(lines))


def _reason(source: Freshness) -> str:
    """Why readers should know of a source; empty when all is as usual."""
    if source.failed:
        return "needs_approval" if source.attempt and source.attempt.result == "needs_approval" else "failed"
    return "late" if source.late else ""


def _describe(reason: str, sources: list[Freshness], t: Words) -> str:
    # A source of two publishers names both.
    names = list(dict.fromkeys(name for one in sources for name in t.half(one.source.publisher).split("; ")))
    publishers = ", ".join(names)
    if len(names) > NAMED + 1:
        publishers = f"{', '.join(names[:NAMED])} {t('refresh.more', count=t.number(len(names) - NAMED))}"
    elif len(names) > 1:
        publishers = t("refresh.and", some=", ".join(names[:-1]), last=names[-1])
    days = sorted({one.good for one in sources if one.good})
    when = t("refresh.unknown") if not days else t.date(days[0])
    if len(days) > 1:
        when = t("refresh.between", first=when, last=t.date(days[-1]))
    return t(f"refresh.banner_{reason}", sources=publishers, when=when)
