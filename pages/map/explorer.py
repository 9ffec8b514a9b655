"""The four views of an indicator: map, chart, table and sources, all of the same rows."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts import time_series
from charts.palettes import COUNTRY
from i18n.translator import Words
from loaders.datasets import indicators
from loaders.datasets.catalogue import Indicator, units
from loaders.datasets.places import SIX
from pages.map import periods
from pages.map.indicator_sources import sources
from pages.map.selection import STEP_SECONDS, Views, choose_face, choose_periods, choose_views, is_playing
from shell import components, map_component, milestone_overlay, plain_text
from shell.briefing import collect
from shell.downloads import offer_downloads
from shell.frame import error_boundary, heading
from shell.indicator_data import MAPPED, Figures, View, areas
from shell.milestone_overlay import Event

# The layers of the base map that a reader would miss.
BASE = ("borders", "sea", "canal", "rail", "roads", "names")


def title(view: View, t: Words) -> str:
    """What an exhibit shows: the indicator, and the period where it shows one."""
    label = t.of(view.figures.indicator.label)
    return t("map.caption", title=label, period=t.period(view.period)) if view.period else label


def unit_text(indicator: Indicator, t: Words) -> str:
    """The unit as written after a value."""
    return t.of(units()[indicator.unit])


def explore(t: Words) -> None:
    """The whole explorer, as a fragment: another indicator sends this part and no more."""
    st.fragment(_explore)(t)
    components.note(t("sources.borders", attribution=map_component.attribution(t)))


def _explore(t: Words) -> None:
    with error_boundary(t, "explorer"):
        shown, beside = choose_views(t)
        # A fragment within the fragment: another year or face sends even less.
        st.fragment(_draw_face, run_every=STEP_SECONDS if is_playing() else None)(shown, beside, t)
        indicator = shown.figures.indicator
        offer_downloads(indicator.key, shown.figures.every, t("download.note"), t)


def _draw_face(shown: View, beside: View | None, t: Words) -> None:
    with error_boundary(t, "picture"):
        collect.add_datasets("indicators")
        head = st.container()
        sliders = 2 if beside and beside.figures is shown.figures else 1
        left, *right = st.columns([4.1, 1.6, *[5.4 / sliders] * sliders], vertical_alignment="center", gap="medium")
        with left:
            face = choose_face(t)
        # Only the map shows one period; the other faces show them all.
        if face == "map":
            shown, beside = choose_periods(shown, beside, right, t)
        views = _side_by_side(shown, beside, mapped=face == "map" and bool(shown.period))
        with head:
            _draw_heading(views, t)
        {"map": maps, "chart": charts, "table": tables, "sources": sources}[face](views, t)


def _side_by_side(view: View, beside: View | None, *, mapped: bool) -> Views:
    """The views on the page. Two periods of one indicator are two maps, but one chart, which has every period."""
    if beside is None or (beside.figures is view.figures and not mapped):
        return (view,)
    return view, beside


def _draw_heading(views: Views, t: Words) -> None:
    """The heading of the page. It names both of two views, each of which has its own badge and reason below."""
    first, *second = views
    if not second:
        indicator = first.figures.indicator
        heading(title(first, t), t.of(indicator.why), components.badge_html(indicator, t))
        collect.set_comparability(components.comparability(indicator, t))
        return
    same = second[0].figures is first.figures
    heading(t("map.beside", first=title(first, t), second=t.period(second[0].period) if same else title(second[0], t)))


def introduce(view: View, views: Views, t: Words) -> None:
    """The heading of one of two views, with its own badge; a single view has the heading of the page."""
    if len(views) > 1:
        components.subheading(title(view, t), components.badge_html(view.figures.indicator, t))
        collect.set_comparability(components.comparability(view.figures.indicator, t))


def reason(view: View, views: Views, t: Words) -> str:
    """Of two views, why the figures of this one may or may not be compared; for one view the page has said it."""
    return t.of(view.figures.indicator.why) if len(views) > 1 else ""


def maps(views: Views, t: Words) -> None:
    """One map, or two that move together: on one scale where their figures may share one."""
    view = views[0]
    if view.level not in MAPPED or not view.period:
        charts(views, t)
        return
    for side, (column, each) in enumerate(zip(st.columns(len(views)), views, strict=True)):
        with column:
            introduce(each, views, t)
            map_component.draw_map(each, side=side, scale=_same_scale(each, views), t=t)
            replaced = periods.explain_replaced_period(periods.KEYS[side], each.figures, each.level, each.period, t)
            rows = each.figures.at(each.level, each.period)
            components.note(reason(each, views, t), replaced, components.source_line(rows, each.figures.indicator, t))
            explain_missing(each, t)
    places = areas(t.language)
    places = places[places["level"] == view.level]
    notes = {
        "click_hint": view.level == "municipality",
        "scale_fixed": True,
        "approximate": bool((places["quality"] == "approximate").any()),
    }
    components.note(
        " ".join(t(f"map.{key}") for key, applies in notes.items() if applies),
        t("map.envelope") if view.level == "nuts3" else "",
        _missing_layers(t),
    )


def _same_scale(view: View, views: Views) -> list[Figures]:
    """The figures on one scale with those of a view: of the same unit, and each comparable across the border.

    Where the countries may not be compared each has a scale, which no other indicator can share.
    """
    indicator = view.figures.indicator
    others = [each.figures for each in views if each.figures is not view.figures]
    same = [
        other
        for other in others
        if other.indicator.unit == indicator.unit
        and "not_comparable" not in (other.indicator.comparability, indicator.comparability)
    ]
    return [view.figures, *same]


def explain_missing(view: View, t: Words) -> None:
    """Say which places have no figure, and for which another source has a different one."""
    rows = view.figures.at(view.level, view.period)
    names = map_component.place_names(t)
    missing = [names[place] for place in SIX if place not in set(rows.place)] if view.level == "municipality" else []
    every = view.figures.every
    rest = indicators.others(every[(every.level == view.level) & (every.period == view.period)])
    different = rest.loc[rest.differs, "name"].unique()
    components.note(
        periods.explain_newer_period(view.figures, view.level, view.period, t),
        t("map.missing", period=t.period(view.period), names=", ".join(missing)) if missing else "",
        t("map.other", names=", ".join(different)) if len(different) else "",
    )


def _missing_layers(t: Words) -> str:
    """Which layers the map lacks, because their data are missing or damaged."""
    missing = [t(f"layer.{name}") for name in BASE if name not in map_component.layer_addresses()]
    return t("map.without", names=", ".join(missing)) if missing else ""


def charts(views: Views, t: Words) -> None:
    """All periods of all places of the level, one chart per view; bars where there is only one period."""
    events: list[Event] = []
    for position, each in enumerate(views):
        indicator, rows = each.figures.indicator, each.figures.at(each.level)
        introduce(each, views, t)
        if rows.empty:
            plain_text.info(t("map.missing_all"))
            continue
        if _is_over_time(indicator, rows) and position == 0:
            events = milestone_overlay.choose_milestones(t)
        figure = _chart(indicator, rows, events, t)
        alt = time_series.describe(
            rows, title=t.of(indicator.label), words=t, unit=unit_text(indicator, t), decimals=indicator.decimals
        )
        collect.set_message(map_component.describe_change(each, t))
        components.show(figure, key=f"chart-{position}", alt=alt, source=components.source_line(rows, indicator, t))
        broken = t("chart.broken") if rows.period.nunique() > 1 else ""
        components.note(reason(each, views, t), broken, *_describe_breaks(indicator, rows, t))


def _is_over_time(indicator: Indicator, rows: pd.DataFrame) -> bool:
    """Whether a chart has a time axis: bars cannot keep two countries apart that may not be compared."""
    return rows.period.nunique() > 1 or indicator.comparability == "not_comparable"


def _chart(indicator: Indicator, rows: pd.DataFrame, events: list[Event], t: Words) -> go.Figure:
    unit = unit_text(indicator, t)
    if not _is_over_time(indicator, rows):
        colours = {side: COUNTRY[side] for side in ("BE", "NL")}
        unit = f"{unit}, {t.period(rows.period.iloc[0])}"
        return time_series.bars(rows, words=t, unit=unit, decimals=indicator.decimals, colours=colours)
    panels = {side: t(f"country.{side}") for side in ("BE", "NL")}
    return time_series.history(
        rows,
        words=t,
        unit=unit,
        decimals=indicator.decimals,
        apart=panels if indicator.comparability == "not_comparable" else None,
        breaks=[(place, one.period) for one in indicator.breaks for place in one.areas],
        order=SIX,
        events=events,
    )


def _describe_breaks(indicator: Indicator, rows: pd.DataFrame, t: Words) -> list[str]:
    """The breaks in the definition that the rows cross: for which places, when and why."""
    names, texts = map_component.place_names(t), []
    for one in indicator.breaks:
        places = [names[place] for place in one.areas if _crosses(rows[rows.place == place].period, one.period)]
        if places:
            texts.append(t("chart.break", place=", ".join(places), period=one.period, why=t.of(one.why)))
    return texts


def _crosses(periods: pd.Series, at: str) -> bool:
    """Whether a series has periods on both sides of a break."""
    return bool((periods < at).any() and (periods >= at).any())


def tables(views: Views, t: Words) -> None:
    """Places by periods, newest first, each figure with the mark of its status; undated figures at the end."""
    for each in views:
        indicator = each.figures.indicator
        introduce(each, views, t)
        rows = each.figures.drawn[each.figures.drawn.level == each.level]
        if rows.empty:
            plain_text.info(t("map.missing_all"))
            continue
        all_periods = sorted(rows.period.unique(), reverse=True)
        cells = {
            (row["place"], row["period"]): components.format_figure(row, t, indicator.decimals)
            for row in rows.to_dict("records")
        }
        names = map_component.place_names(t)
        places = list(SIX) if each.level == "municipality" else list(dict.fromkeys(rows.place))
        source = components.source_line(rows, indicator, t)
        components.table(
            [t("table.place"), *map(t.period, all_periods)],
            [[names[place], *(cells.get((place, period), "–") for period in all_periods)] for place in places],
            key="faces-tables",
            caption=_label_with_unit(indicator, t),
            source=source,
        )
        components.note(reason(each, views, t), t("table.status_key"), source)


def _label_with_unit(indicator: Indicator, t: Words) -> str:
    """The name of an indicator and its unit, once where they are the same word."""
    label, unit = t.of(indicator.label), unit_text(indicator, t)
    return label if label.lower() == unit.lower() else f"{label} ({unit})"
