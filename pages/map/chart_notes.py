"""What a reader must know about a chart of an indicator: breaks, missing figures, scales, and what was computed."""

import pandas as pd
import streamlit as st

from i18n.translator import Words
from pages.map import chart_exhibits, measures, ranking_exhibits
from pages.map.chart_choices import MOST_LINES, MULTIPLES, RANKING, picked_places, shown_places
from pages.map.chart_texts import describe_measure, list_absences
from pages.map.measures import CHANGE, INDEX, LEVEL, MEASURE, PER_1000, Measured, offered_measures, read_measured
from pages.map.origins import describe_moves
from pages.map.ranks import ranked_apart
from shell import components, plain_text, url_state
from shell.exhibits import figure_texts, map_descriptions
from shell.exhibits.choices import Choices
from shell.indicator_data import ALL_MUNICIPALITIES, View

# One place flattens the lines of the others where it is this many times as large as the next.
FLATTENS = 3


def list_notes(view: View, kind: str, position: int, choices: Choices, t: Words) -> list[str]:
    """The sentences below a chart."""
    measured = read_measured(choices, view.figures, view.level, t, ranked=kind == RANKING)
    if kind == RANKING:
        return _ranking_notes(ranking_exhibits.ranked_view(choices, position, t), measured, choices, t)
    drawn = chart_exhibits.read_drawn(choices, view, t)
    several = drawn.rows.period.nunique() > 1
    # Breaks are said of the figures themselves; of a change they are why it ends.
    breaks = chart_exhibits.describe_breaks(view.figures.indicator, drawn.rows, t) if measured.key == LEVEL else []
    notes = [describe_measure(measured, t), t("chart.broken") if several else "", *breaks]
    notes += list_absences(measured, drawn.places, t)
    notes.append(_describe_moves(drawn, t))
    picked = picked_places(choices, view, t)
    if len(picked) > MOST_LINES:
        notes.append(t("explore.most_drawn", most=t.number(MOST_LINES)))
    elif view.level == ALL_MUNICIPALITIES and not picked:
        notes.append(t("explore.six_drawn", most=t.number(MOST_LINES)))
    if kind == MULTIPLES:
        notes.append(t("explore.axis_by_country") if ranked_apart(view.figures.indicator) else t("explore.same_axis"))
    return [*notes, t("explore.click")]


def _describe_moves(drawn: chart_exhibits.Drawn, t: Words) -> str:
    """From when on the lines of figures themselves are of another table: the sentence beside them crosses it."""
    if drawn.measured.key != LEVEL or drawn.rows.empty:
        return ""
    first = str(drawn.rows.period.min())
    since = measures.compute_measure(drawn.view.figures.indicator.key, CHANGE, first, t.language)
    return describe_moves(since.moved, drawn.places, t)


def _ranking_notes(view: View, measured: Measured, choices: Choices, t: Words) -> list[str]:
    """The sentences below a ranking."""
    period, indicator = t.period(view.period), view.figures.indicator
    shown = shown_places(choices, view, t)
    present = set(measured.rows[measured.rows.period == view.period].place)
    names = map_descriptions.place_names(t)
    colours = [t("explore.bold_six") if view.level == ALL_MUNICIPALITIES else "", t("explore.colours")]
    notes = [t("explore.apart") if ranked_apart(indicator) else "", describe_measure(measured, t)]
    notes.append(" ".join(filter(None, colours)))
    if not ranking_exhibits.wider_rows(view, measured).empty:
        notes.append(t("explore.wider"))
    if measures.is_total(indicator) and measured.key in (LEVEL, CHANGE):
        per = PER_1000 in offered_measures(indicator)
        notes.append(t("explore.wider_total") if per else t("explore.wider_total_only"))
    notes += ranking_exhibits.explain_absent_wider(view, measured, t)
    reasons = list_absences(measured, shown, t)
    missing = [names[place] for place in shown if place not in present and place not in measured.without]
    if missing:
        notes.append(t("explore.missing", period=period, names=figure_texts.list_names(missing, t, limit=8)))
    return [*notes, *reasons, t("explore.click")]


def offer_index(view: View, choices: Choices, t: Words) -> None:
    """Say that one place flattens the lines of the others, with a button to the index."""
    measured = read_measured(choices, view.figures, view.level, t)
    if measured.key != LEVEL or INDEX not in offered_measures(view.figures.indicator):
        return
    drawn = chart_exhibits.read_drawn(choices, view, t)
    if choices.get("chart") == RANKING or drawn.rows.empty or drawn.rows.period.nunique() < 2:
        return
    largest = _flattening_place(drawn.rows, apart=ranked_apart(view.figures.indicator))
    if not largest:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="flat"):
        components.note(t("explore.flattened", place=largest))
        label = plain_text.escape_markdown(t("explore.show_index"))
        st.button(label, key="offer-index", on_click=url_state.set_query, kwargs={MEASURE: INDEX})


def _flattening_place(rows: pd.DataFrame, *, apart: bool) -> str:
    """The place that is so large that the other lines on its axis look flat; empty where there is none.

    apart   whether each country has an axis of its own
    """
    for _, panel in rows.groupby("country") if apart else [("", rows)]:
        highest = panel.groupby("name", sort=False).value.max().sort_values(ascending=False)
        if len(highest) > 2 and highest.iloc[0] >= FLATTENS * highest.iloc[1]:
            return str(highest.index[0])
    return ""
