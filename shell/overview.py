"""What the home page shows: six key figures with year, change and source, and a map that leads on."""

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from loaders.catalogue import units
from shell import collect, picture
from shell.data import state
from shell.draw import badge, note, publishers, source_line
from shell.figures import Figures, figures
from shell.frame import link
from shell.view import View
from shell.words import Words

# Indicator and the places it is told for: the six together where they can be added, else one on each side.
KEY_FIGURES = (
    ("population", ("NSPD",)),
    ("population_change", ("NSPD",)),
    ("age_share_65_plus", ("BE-44021", "NL-GM0715")),
    ("house_price_index", ("BE-44021", "NL-GM0715")),
    ("gdp_per_inhabitant", ("BE234", "NL341")),
    ("density_total", ("BE-44021", "NL-GM0715")),
)
READERS = {"partner": "map", "planner": "scenarios", "presenter": "meeting"}


def key_figures(t: Words) -> None:
    """Six cards, each with value, unit, year, change on the period before, and publisher."""
    st.html(_cards(t.language, state("indicators")))
    title = t("briefing.key_figures")
    collect.offer("table", "key-figures", lambda: {**_listed(t), "caption": title}, title=title)


@st.cache_resource(show_spinner=False)
def _cards(language: str, files: tuple[tuple[str, int], ...]) -> str:
    """The six cards as safe HTML: made once, since only new data change them."""
    t = Words(language)
    return f'<div class="cards">{"".join(_card(key, areas, t) for key, areas in KEY_FIGURES)}</div>'


def _listed(t: Words) -> dict[str, Any]:
    """The six cards as a table, and its source."""
    rows, used = [], []
    for key, places in KEY_FIGURES:
        found = figures(key, t)
        label = f"{t.of(found.indicator.label)} ({t.of(units()[found.indicator.unit]).strip('()')})"
        for area in places:
            if (last := found.newest(area)) is not None:
                value = t.number(last.value, found.indicator.decimals)
                change = _change(last, _before(last, area, found), found, t)
                rows.append([label, picture.names(t)[area], value, t.period(last.period), change])
                used.append(last)
    head = [t("indicator.label"), t("table.place"), t("briefing.value"), t("period.label"), t("briefing.change")]
    named = ", ".join(publishers(pd.DataFrame(used), t))
    return {"head": head, "rows": rows, "source": t("briefing.source", publishers=named)}


def _before(last: pd.Series, area: str, found: Figures) -> pd.Series | None:
    """The figure of the year before that a place has one for."""
    rows = found.course(area)
    rows = rows[rows.year < last.year]
    return None if rows.empty else rows.iloc[-1]


def _card(key: str, areas: Sequence[str], t: Words) -> str:
    found = figures(key, t)
    unit = t.of(units()[found.indicator.unit]).strip("()")
    rows = pd.DataFrame([row for area in areas if (row := found.newest(area)) is not None])
    return (
        f'<section class="card"><h3>{escape(t.of(found.indicator.label))} <small>({escape(unit)})</small></h3>'
        f'<div class="sides">{"".join(_side(found, area, t) for area in areas)}</div>'
        f"<p>{escape(source_line(rows, found.indicator, t))}</p></section>"
    )


def _side(found: Figures, area: str, t: Words) -> str:
    """One place's newest figure on a card, with its year and how it changed."""
    name, last = picture.names(t)[area], found.newest(area)
    if last is None:
        return f'<div><p class="value">–</p><p>{escape(name)}</p></div>'
    before = _before(last, area, found)
    value = t.number(last.value, found.indicator.decimals)
    return (
        f'<div><p class="value">{escape(value)}</p><p>{escape(name)}, {escape(t.period(last.period))}</p>'
        f"<p>{escape(_change(last, before, found, t))}</p></div>"
    )


def _change(last: pd.Series, before: pd.Series | None, found: Figures, t: Words) -> str:
    if before is None or not before.value:
        return t("home.no_change")
    change = t.number(last.value - before.value, found.indicator.decimals, signed=True)
    if found.indicator.kind in ("count", "amount"):
        change = f"{t.number((last.value / before.value - 1) * 100, 1, signed=True)}%"
    elif found.indicator.unit == "pct":
        change = t("home.points", change=change)
    return t("home.change", change=change, period=t.period(before.period))


def leading_map(t: Words) -> None:
    """Population by municipality, and the way to every other map."""
    found = figures("population", t)
    view = View(found, "municipality", found.best_period("municipality"))
    title = t("home.map_title", period=t.period(view.period))
    st.html(f'<h2 class="part">{escape(title)} {badge(found.indicator, t)}</h2>')
    picture.draw_map(view, side=0, scale=[found], t=t, height=360, attributed=True)
    note(source_line(found.at(view.level, view.period), found.indicator, t))
    link("map", f"→ {t('home.to_map')}")


def readers(t: Words) -> None:
    """Where each of the three kinds of reader goes next."""
    for reader, page in READERS.items():
        with st.container(border=True, gap="xxsmall"):
            st.html(
                f'<h3 class="reader">{escape(t(f"home.{reader}"))}</h3>'
                f'<p class="note">{escape(t(f"home.{reader}_text"))}</p>'
            )
            link(page, f"→ {t(f'home.{reader}_link')}")
