"""The views of an indicator: map, chart, table and sources, all of the same rows; and the scatter of two."""

import streamlit as st

from i18n.translator import Words
from loaders.datasets import indicators
from loaders.datasets.places import SIX
from pages.map import completeness, map_focus, periods, table_exhibits
from pages.map.chart_choices import PLACES, fit_choices, shown_places
from pages.map.chart_controls import choose_measure, choose_table, is_since, resolve_focus
from pages.map.chart_texts import describe_measure, describe_undated, list_absences
from pages.map.headings import draw_heading, introduce, reason, uncomputed_badge
from pages.map.indicator_charts import charts
from pages.map.indicator_sources import sources
from pages.map.map_exhibits import indicator_map
from pages.map.map_measures import map_title, read_map_measure
from pages.map.measures import read_measured
from pages.map.paired_map import paired_map
from pages.map.scatter import scatter
from pages.map.selection import STEP_SECONDS, choose_face, choose_periods, choose_views, is_playing, stop_playing
from pages.map.views import OVERLAY, Selection, Views, read_map_views, read_selection, read_views
from shell import components, map_component, plain_text
from shell.downloads import offer_downloads
from shell.exhibits import NoFiguresError, figure_texts, map_descriptions
from shell.exhibits.choices import Choices
from shell.frame import error_boundary
from shell.indicator_data import ALL_MUNICIPALITIES, View, areas, figures, place_level, select_level
from shell.streamlit_hooks import Container

# The layers of the base map that a reader would miss.
BASE = ("borders", "sea", "canal", "rail", "roads", "names")


def explore(t: Words) -> None:
    """The whole explorer, as a fragment: another indicator sends this part and no more."""
    st.fragment(_explore)(t)
    components.note(t("sources.borders", attribution=map_descriptions.attribution(t)))


def _explore(t: Words) -> None:
    with error_boundary(t, "explorer"):
        choices = choose_views(t)
        # A fragment within the fragment: another year or face sends even less.
        st.fragment(_draw_face, run_every=STEP_SECONDS if is_playing() else None)(choices, t)
        key = choices["indicator"]
        offer_downloads(key, figures(key, t).every, t("download.note"), t)


def _draw_face(choices: Choices, t: Words) -> None:
    with error_boundary(t, "picture"):
        selection = read_selection(choices, t)
        head = st.container()
        of_two = choices["compare"] == "indicator"
        # The scatter is one face more.
        left, right = st.columns([5.1, 6] if of_two else [4.1, 7], vertical_alignment="center", gap="medium")
        with left:
            face = choose_face(t, of_two=of_two)
        together = choices.get(OVERLAY) == "together" and not selection.of_one_indicator
        if face != "map" or not selection.mapped or together:
            # Only the map of one indicator has a button to end what plays.
            stop_playing()
        if face == "scatter":
            scatter(choices, head, right.columns([1.7, 4.3], vertical_alignment="center", gap="medium"), t)
            return
        # Only the map shows one period; the other faces show them all. A level without a map has charts instead.
        mapped = face == "map" and selection.mapped
        if mapped:
            if together:
                paired_map(choices, head, right, t)
                return
            choices = {**choices, **choose_on_map(selection, right, t), **resolve_focus(selection.view, t)}
        views = read_map_views(choices, t) if mapped else read_views(choices, t)
        with head:
            if mapped:
                head_maps(views, choices, t)
            else:
                draw_heading(views, t)
        if not is_playing():
            # Above the picture, where a reader sees it; not while it plays, or the picture would jump.
            completeness.offer_complete(views[0], t)
        draw = {"map": maps if mapped else charts, "chart": charts, "table": tables, "sources": sources}[face]
        draw(views, choices, t)


def choose_on_map(selection: Selection, right: Container, t: Words) -> dict[str, str]:
    """Draw the controls of a map: its periods, and what is shown. Returns what is chosen, by the keys of addresses."""
    since = is_since(selection.view, t)
    with right, st.container(key="controls-map"):
        if selection.of_one_indicator:
            play, *time = st.columns([1.6, 2.7, 2.7], vertical_alignment="center", gap="medium")
            measure, base = st.columns([4.3, 2.7], vertical_alignment="bottom", gap="medium")
        else:
            # A year to compare with is next to what is shown; its column is there only with it.
            widths = [1.4, 2.1, 2.1, 1.6] if since else [1.5, 3.5, 2.2]
            play, slider, measure, *bases = st.columns(widths, vertical_alignment="center", gap="small")
            time, base = [slider], bases[0] if bases else measure
        chosen = choose_measure(selection.view, measure, base, t, ranked=True)
        after = chosen.get("base", "")
        return {**chosen, **choose_periods(selection, [play, *time], t, after=after)}


def head_maps(views: Views, choices: Choices, t: Words) -> None:
    """The heading of the page above maps: it names what they show of each indicator."""
    measures = [read_map_measure(choices, views, position, t) for position in range(len(views))]
    titles = [map_title(measured, view, t) for measured, view in zip(measures, views, strict=True)]
    draw_heading(views, t, titles, uncomputed_badge(measures[0], views[0], t))


def maps(views: Views, choices: Choices, t: Words) -> None:
    """One map, or two that move together: on one scale where their figures may share one."""
    measures = [read_map_measure(choices, views, position, t) for position in range(len(views))]
    for side, (column, view) in enumerate(zip(st.columns(len(views)), views, strict=True)):
        with column:
            measured = measures[side]
            introduce(view, views, t, map_title(measured, view, t), uncomputed_badge(measured, view, t))
            try:
                exhibit = indicator_map(side)(choices, t)
            except NoFiguresError as error:
                plain_text.info(str(error))
                continue
            map_component.show_map(exhibit, position_for=t, on_click=map_focus.pick_place(view, t))
            replaced = periods.explain_replaced_period(periods.KEYS[side], view.figures, view.level, view.period, t)
            absences = list_absences(measured, view.figures.expected(view.level), t)
            components.note(describe_measure(measured, t), *absences, reason(view, views, t), replaced, exhibit.source)
            explain_missing(view, t)
    changed = views[0].period > measures[0].base
    map_focus.describe_focus(views, choices, t, measures[0] if changed else None)
    level, places = views[0].level, areas(t.language)
    places = places[places["level"] == place_level(level)]
    notes = {
        "click_hint": level == "municipality",
        "click_hint_six": level == ALL_MUNICIPALITIES,
        "scale_fixed": any(len(view.figures.periods(view.level)) > 1 for view in views),
        "approximate": bool((places["quality"] == "approximate").any()),
    }
    components.note(
        " ".join(t(f"map.{key}") for key, applies in notes.items() if applies),
        t("map.envelope") if level == "nuts3" else "",
        _missing_layers(t),
    )


def explain_missing(view: View, t: Words) -> None:
    """Say which places have no figure, and for which another source has a different one."""
    rows = view.figures.at(view.level, view.period)
    names = map_descriptions.place_names(t)
    missing = [names[place] for place in SIX if place not in set(rows.place)] if view.level == "municipality" else []
    every = view.figures.every
    rest = indicators.alternatives(select_level(every[every.period == view.period], view.level))
    different = figure_texts.list_names(list(rest.loc[rest.differs, "name"].unique()), t, limit=8)
    components.note(
        periods.explain_newer_period(view.figures, view.level, view.period, t),
        t("map.missing", period=t.period(view.period), names=", ".join(missing)) if missing else "",
        t("map.other", names=different) if different else "",
        describe_undated(view, t),
    )


def _missing_layers(t: Words) -> str:
    """Which layers the map lacks, because their data are missing or damaged."""
    missing = [t(f"layer.{name}") for name in BASE if name not in map_descriptions.layer_addresses()]
    return t("map.without", names=", ".join(missing)) if missing else ""


def tables(views: Views, choices: Choices, t: Words) -> None:
    """Places by periods, newest first, each figure with the mark of its status; undated figures at the end."""
    number = 0
    choices = {**choices, **choose_table(views[0], choices, t)}
    if choices.get("compare") == "period":
        show_difference(choices, t)
    marked = map_descriptions.place_names(t).get(choices.get("focus", ""), "")
    for view in views:
        introduce(view, views, t)
        if table_exhibits.listed_figures(view).empty:
            plain_text.info(t("map.missing_all"))
            continue
        number += 1
        try:
            exhibit = table_exhibits.figures_table(number)(choices, t)
        except NoFiguresError as error:
            plain_text.info(str(error))
            continue
        strong = len(SIX) if view.level == ALL_MUNICIPALITIES and not choices.get(PLACES) else 0
        components.show_exhibit(exhibit, strong=strong, marked=marked)
        mine = fit_choices(choices, view, t) if number > 1 else choices
        measured = read_measured(mine, view.figures, view.level, t)
        cut = table_exhibits.is_cut(view, table_exhibits.table_figures(view, measured, mine, t))
        newest = t("table.newest", count=t.number(table_exhibits.MOST_PERIODS)) if cut else ""
        absences = list_absences(measured, shown_places(mine, view, t), t)
        components.note(reason(view, views, t), newest, *absences, t("table.status_key"), exhibit.source)


def show_difference(choices: Choices, t: Words) -> None:
    """Two periods with the difference of each place, and the largest and smallest one in a sentence."""
    try:
        exhibit = table_exhibits.difference_table(choices, t)
    except NoFiguresError as error:
        plain_text.info(str(error))
        return
    components.key_message(exhibit.message)
    marked = map_descriptions.place_names(t).get(choices.get("focus", ""), "")
    components.show_exhibit(exhibit, marked=marked)
    components.note(*table_exhibits.explain_difference(choices, t), exhibit.source)
