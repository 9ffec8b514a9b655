"""How old the data are: a quiet line on pages whose source failed or is late, and the whole table on the data page."""

from datetime import datetime
from html import escape

import streamlit as st

from loaders import freshness
from loaders.freshness import Freshness
from shell import draw
from shell.words import Words

# What a page draws that a live source feeds. The data page has the table itself; the trajectory is kept by hand.
USES = {
    "home": {"indicators", "places"},
    "map": {"indicators", "places", "borders", "rail"},
    "place": {"indicators"},
    "port": {"port_cargo", "port_economy"},
    "climate": {"emissions"},
    "scenarios": {"indicators", "port_cargo", "emissions"},
    "meeting": {"indicators", "port_cargo", "port_economy", "emissions"},
    "trajectory": set(),
    "data": set(),
}


def banner(page: str, t: Words) -> None:
    """A line a source that this page draws from and whose last refresh failed, or whose data are older than usual."""
    used = USES.get(page or "home", set())
    told = [one for one in freshness.all_of_them() if used & set(one.source.datasets) and (one.failed or one.late)]
    if not told:
        return
    lines = "".join(f'<p class="note">{escape(_said(one, t))}</p>' for one in told[:3])
    more = f'<p class="note">{escape(t("refresh.more", count=t.number(len(told) - 3)))}</p>' if len(told) > 3 else ""
    st.html(f'<aside aria-label="{escape(t("refresh.title"))}">{lines}{more}</aside>')


def table(t: Words) -> None:
    """Every source: of which day its data are, when it was last asked, and how that went."""
    every = freshness.all_of_them()
    draw.part(t("refresh.title"))
    draw.table(
        [t(f"refresh.{column}") for column in ("source", "good", "tried", "went")],
        [[t.of(one.source.title), _day(one, t), _tried(one, t), _went(one, t)] for one in every],
        caption=t("refresh.title"),
        words=True,
        headed=True,
    )
    draw.note(t("refresh.told"))
    # What the program said, for whoever keeps the data; a fault of this machine may name its folders, so not that.
    said = [one for one in every if one.attempt and one.attempt.reason and one.attempt.result != "here"]
    if said:
        with st.expander(t("refresh.messages")):
            lines = (
                f'<p class="note"><b>{escape(t.of(one.source.title))}:</b> '
                f'<span lang="en">{escape(one.attempt.reason)}</span></p>'
                for one in said
                if one.attempt
            )
            st.html("".join(lines))


def _said(one: Freshness, t: Words) -> str:
    key = "late" if not one.failed else "held" if one.attempt and one.attempt.result == "held" else "failed"
    when = t.date(one.good) if one.good else t("refresh.unknown")
    return t(f"refresh.banner_{key}", source=t.of(one.source.title), when=when, tried=_tried(one, t))


def _day(one: Freshness, t: Words) -> str:
    when = t.date(one.good) if one.good else t("refresh.unknown")
    return t("refresh.is_late", when=when) if one.late else when


def _tried(one: Freshness, t: Words) -> str:
    return t.date(datetime.fromisoformat(one.attempt.tried).date()) if one.attempt else t("refresh.never")


def _went(one: Freshness, t: Words) -> str:
    return t(f"refresh.result_{one.attempt.result}") if one.attempt else t("refresh.shipped")
