"""What the home page shows: six key figures with year, change and source, and a map that leads on."""

from html import escape

import pandas as pd
import streamlit as st

from loaders.catalogue import units
from shell import picture
from shell.draw import badge, note, source_line
from shell.figures import Figures, figures
from shell.frame import link
from shell.view import View
from shell.words import Words

# Indicator and the place it is told for: the six together where they can be added, else what contains them.
KEY_FIGURES = (
    ("population", "NSPD"),
    ("population_growth", "NSPD"),
    ("households", "NSPD"),
    ("area_land", "NSPD"),
    ("gdp", "NUTS3"),
    ("house_price_index", "NL34"),
)
READERS = {"partner": "map", "planner": "place", "presenter": "data"}


def key_figures(t: Words) -> None:
    """Six cards, each with value, unit, year, change on the period before, and publisher."""
    st.html(f'<div class="cards">{"".join(_card(key, area, t) for key, area in KEY_FIGURES)}</div>')


def _card(key: str, area: str, t: Words) -> str:
    found = figures(key, t)
    indicator = found.indicator
    rows = found.dated[found.dated.area == area].sort_values(["year", "period"])
    last = rows.iloc[-1]
    before = rows.iloc[-2] if len(rows) > 1 else None
    value = t.number(last.value, indicator.decimals)
    return (
        f'<section class="card"><h3>{escape(t.of(indicator.label))}</h3>'
        f'<p class="value">{escape(value)} <small>{escape(t.of(units()[indicator.unit]))}</small></p>'
        f"<p>{escape(t.period(last.period))} · {escape(_change(last, before, found, t))}</p>"
        f"<p>{escape(str(last.publisher))}</p></section>"
    )


def _change(last: pd.Series, before: pd.Series | None, found: Figures, t: Words) -> str:
    if before is None or not before.value:
        return t("home.no_change")
    if found.indicator.kind == "count":
        change = f"{t.number((last.value / before.value - 1) * 100, 1, signed=True)}%"
    else:
        change = t.number(last.value - before.value, found.indicator.decimals, signed=True)
    return t("home.change", change=change, period=t.period(before.period))


def leading_map(t: Words) -> None:
    """Population by municipality, and the way to every other map."""
    found = figures("population", t)
    view = View(found, "municipality", found.best_period("municipality"))
    title = t("home.map_title", period=t.period(view.period))
    st.html(f'<h2 class="part">{escape(title)} {badge(found.indicator, t)}</h2>')
    picture.draw_map(view, side=0, scale=[found], t=t, height=380)
    note(source_line(found.at(view.level, view.period), found.indicator, t))
    link("map", t("home.to_map"))
