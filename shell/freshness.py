"""How old the data are: a quiet line on pages whose source failed or is late, and the whole table on the data page."""

from datetime import datetime
from html import escape

import streamlit as st

from i18n.translator import Words
from loaders.refresh import status
from loaders.refresh.status import Freshness
from shell import components

SHAPES = {"places", "borders", "rail"}
# What a page draws that a live source feeds, or can lay beneath it. The data page has the table itself.
USES = {
    "home": {"indicators", "port_cargo", "emissions", *SHAPES},
    "map": {"indicators", *SHAPES},
    "place": {"indicators"},
    "port": {"port_cargo", "port_economy", *SHAPES},
    "climate": {"emissions", *SHAPES},
    "trajectory": {"indicators", "port_cargo", *SHAPES},
    "scenarios": {"indicators", "port_cargo", "port_economy", "emissions", *SHAPES},
    "meeting": {"indicators", "port_cargo", "port_economy", "emissions"},
    "data": set(),
}


def banner(page: str, t: Words) -> None:
    """A line on sources that this page draws from: their last refresh failed, waits, or was longer ago than usual."""
    used = USES.get(page, set())
    known: dict[str, list[Freshness]] = {}
    for one in status.list_freshness():
        if used & set(one.source.datasets) and (why := _why(one)):
            known.setdefault(why, []).append(one)
    if known:
        lines = (f'<p class="note">{escape(_said(why, some, t))}</p>' for why, some in known.items())
        st.html(f'<aside aria-label="{escape(t("refresh.title"))}">{"".join(lines)}</aside>')


def table(t: Words) -> None:
    """Every source: how its last refresh went, of which day its data are, and when it was last asked."""
    every = status.list_freshness()
    components.subheading(t("refresh.title"))
    components.table(
        [t(f"refresh.{column}") for column in ("source", "went", "good", "tried")],
        [[t.of(one.source.title), _went(one, t), _day(one, t), _tried(one, t)] for one in every],
        key="freshness-table",
        caption=t("refresh.title"),
        words=True,
        headed=True,
    )
    components.note(t("refresh.told"))
    # What the program said, for whoever keeps the data; a fault of this machine may name its folders, so not that.
    said = [one for one in every if one.attempt and one.attempt.reason and one.attempt.result != "local_error"]
    if said:
        with st.expander(t("refresh.messages")):
            lines = (
                f'<p class="note"><b>{escape(t.of(one.source.title))}:</b> '
                f'<span lang="en">{escape(one.attempt.reason)}</span></p>'
                for one in said
                if one.attempt
            )
            st.html("".join(lines))


def _why(one: Freshness) -> str:
    """Why a reader should know of it; empty when all is as usual."""
    if one.failed:
        return "needs_approval" if one.attempt and one.attempt.result == "needs_approval" else "failed"
    return "late" if one.late else ""


def _said(why: str, some: list[Freshness], t: Words) -> str:
    # A source of two publishers names both.
    names = list(dict.fromkeys(name for one in some for name in t.half(one.source.publisher).split("; ")))
    told = ", ".join(names)
    if len(names) > 4:
        told = f"{', '.join(names[:3])} {t('refresh.more', count=t.number(len(names) - 3))}"
    elif len(names) > 1:
        told = t("refresh.and", some=", ".join(names[:-1]), last=names[-1])
    days = sorted({one.good for one in some if one.good})
    when = t("refresh.unknown") if not days else t.date(days[0])
    if len(days) > 1:
        when = t("refresh.between", first=when, last=t.date(days[-1]))
    return t(f"refresh.banner_{why}", sources=told, when=when)


def _day(one: Freshness, t: Words) -> str:
    when = t.date(one.good) if one.good else t("refresh.unknown")
    return t("refresh.is_late", when=when) if one.late else when


def _tried(one: Freshness, t: Words) -> str:
    return t.date(datetime.fromisoformat(one.attempt.tried).date()) if one.attempt else t("refresh.never")


def _went(one: Freshness, t: Words) -> str:
    return t(f"refresh.result_{one.attempt.result}") if one.attempt else t("refresh.shipped")
