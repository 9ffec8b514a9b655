"""The four faces of an indicator: map, chart, table, sources. All are drawn from the same rows."""

import pandas as pd
import streamlit as st

from charts import time_series
from charts.palettes import COUNTRY
from i18n.translator import Words
from loaders.datasets import indicators
from loaders.datasets.catalogue import Indicator, units
from loaders.datasets.places import SIX
from pages.map.indicator_sources import sources
from shell import components, map_component, periods, plain_text
from shell import tables as observed
from shell.briefing import collect
from shell.downloads import offer_downloads
from shell.frame import error_boundary, heading
from shell.indicator_data import MAPPED, Figures, areas
from shell.selection import SECONDS_A_STEP, View, Views, choose_face, choose_periods, choose_views, is_playing

# What the map is drawn on, as the browser gets it.
BASE = ("borders", "sea", "canal", "rail", "roads", "names")


def title(view: View, t: Words) -> str:
    """What the picture shows: the indicator, and the period where it shows one."""
    label = t.of(view.figures.indicator.label)
    return t("map.caption", title=label, period=t.period(view.period)) if view.period else label


def unit_text(indicator: Indicator, t: Words) -> str:
    """The unit as written behind a figure."""
    return t.of(units()[indicator.unit])


def explore(t: Words) -> None:
    """The whole explorer, in a part of its own: another indicator sends this part and no more."""
    st.fragment(_explored)(t)
    components.note(t("sources.borders", attribution=map_component.attribution(t)))


def _explored(t: Words) -> None:
    with error_boundary(t, "explorer"):
        shown, beside = choose_views(t)
        # A part within the part: another year or face sends even less.
        st.fragment(_pictured, run_every=SECONDS_A_STEP if is_playing() else None)(shown, beside, t)
        indicator = shown.figures.indicator
        offer_downloads(indicator.key, shown.figures.every, t("download.note"), t)


def _pictured(shown: View, beside: View | None, t: Words) -> None:
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
            _headed(views, t)
        {"map": maps, "chart": chart, "table": tables, "sources": sources}[face](views, t)


def _side_by_side(view: View, beside: View | None, *, mapped: bool) -> Views:
    """What stands on the page: of one indicator in two periods, only maps show two; all else shows every period."""
    if beside is None or (beside.figures is view.figures and not mapped):
        return (view,)
    return view, beside


def _headed(views: Views, t: Words) -> None:
    """The heading of the page. Of two views it names both, and each has its own badge and reason further down."""
    first, *second = views
    if not second:
        indicator = first.figures.indicator
        heading(title(first, t), t.of(indicator.why), components.badge_html(indicator, t))
        collect.set_comparability(components.comparability(indicator, t))
        return
    same = second[0].figures is first.figures
    heading(t("map.beside", first=title(first, t), second=t.period(second[0].period) if same else title(second[0], t)))


def introduce(view: View, views: Views, t: Words) -> None:
    """The heading of one of two views, with its own badge; one that stands alone has the heading of the page."""
    if len(views) > 1:
        components.subheading(title(view, t), components.badge_html(view.figures.indicator, t))
        collect.set_comparability(components.comparability(view.figures.indicator, t))


def reason(view: View, views: Views, t: Words) -> str:
    """Why the figures of one of two views may be compared across the border or may not; else the page has said it."""
    return t.of(view.figures.indicator.why) if len(views) > 1 else ""


def maps(views: Views, t: Words) -> None:
    """One map, or two that move together: on one scale where their figures may share one."""
    view = views[0]
    if view.level not in MAPPED or not view.period:
        chart(views, t)
        return
    for side, (column, each) in enumerate(zip(st.columns(len(views)), views, strict=True)):
        with column:
            introduce(each, views, t)
            map_component.draw_map(each, side=side, scale=_sharing(each, views), t=t)
            period = periods.explain_replaced_period(periods.KEYS[side], each.figures, each.level, each.period, t)
            rows = each.figures.at(each.level, each.period)
            components.note(reason(each, views, t), period, components.source_line(rows, each.figures.indicator, t))
            explain_missing(each, t)
    drawn = areas(t.language).query("level == @view.level")
    said = {"click_hint": view.level == "municipality", "scale_fixed": True}
    said["approximate"] = bool((drawn["quality"] == "approximate").any())
    components.note(
        " ".join(t(f"map.{key}") for key, holds in said.items() if holds),
        t("map.envelope") if view.level == "nuts3" else "",
        _without(t),
    )


def _sharing(view: View, views: Views) -> list[Figures]:
    """The figures on one scale with those of a view: of the same unit, and each comparable across the border.

    Where the countries may not be compared each has a scale, which no other indicator can share.
    """
    mine = view.figures.indicator
    others = [each.figures for each in views if each.figures is not view.figures]
    alike = [
        one
        for one in others
        if one.indicator.unit == mine.unit and "not_comparable" not in (one.indicator.comparability, mine.comparability)
    ]
    return [view.figures, *alike]


def explain_missing(view: View, t: Words) -> None:
    """Say in words which places have no figure, and for which another source says otherwise."""
    rows = view.figures.at(view.level, view.period)
    names = map_component.place_names(t)
    absent = [names[place] for place in SIX if place not in set(rows.place)] if view.level == "municipality" else []
    every = view.figures.every
    rest = indicators.alternatives(every[(every.level == view.level) & (every.period == view.period)])
    twice = rest.loc[rest.differs, "name"].unique()
    components.note(
        periods.explain_newer_period(view.figures, view.level, view.period, t),
        t("map.missing", period=t.period(view.period), names=", ".join(absent)) if absent else "",
        t("map.other", names=", ".join(twice)) if len(twice) else "",
    )


def _without(t: Words) -> str:
    """Which layers the map had to do without, because their data are missing or damaged."""
    lacking = [t(f"layer.{name}") for name in BASE if name not in map_component.layer_addresses()]
    return t("map.without", names=", ".join(lacking)) if lacking else ""


def chart(views: Views, t: Words) -> None:
    """All periods of all places of the level; bars where there is only one period."""
    events: list[tuple[float, str]] = []
    for position, each in enumerate(views):
        indicator, rows = each.figures.indicator, each.figures.at(each.level)
        introduce(each, views, t)
        if rows.empty:
            plain_text.info(t("map.missing_all"))
            continue
        label, written = t.of(indicator.label), unit_text(indicator, t)
        apart = None
        if indicator.comparability == "not_comparable":
            apart = {side: t(f"country.{side}") for side in ("BE", "NL")}
        if rows.period.nunique() == 1 and apart is None:
            colours = {side: COUNTRY[side] for side in ("BE", "NL")}
            at = f"{written}, {t.period(rows.period.iloc[0])}"
            figure = time_series.bars(rows, words=t, unit=at, decimals=indicator.decimals, colours=colours)
        else:
            events = events if position else observed.choose_milestones(t)
            figure = time_series.history(
                rows,
                words=t,
                unit=written,
                decimals=indicator.decimals,
                apart=apart,
                breaks=[(place, one.period) for one in indicator.breaks for place in one.areas],
                order=SIX,
                events=events,
            )
        alt = time_series.describe(rows, title=label, words=t, unit=written, decimals=indicator.decimals)
        collect.set_message(map_component.describe_change(each, t))
        components.show(figure, key=f"chart-{position}", alt=alt, source=components.source_line(rows, indicator, t))
        names = map_component.place_names(t)
        told = []
        for one in indicator.breaks:
            there = [names[place] for place in one.areas if _crosses(rows[rows.place == place].period, one.period)]
            if there:
                told.append(t("chart.break", place=", ".join(there), period=one.period, why=t.of(one.why)))
        components.note(reason(each, views, t), t("chart.broken") if rows.period.nunique() > 1 else "", *told)


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
        at = sorted(rows.period.unique(), reverse=True)
        written = {
            (row["place"], row["period"]): components.format_figure(row, t, indicator.decimals)
            for row in rows.to_dict("records")
        }
        names = map_component.place_names(t)
        areas = list(SIX) if each.level == "municipality" else list(dict.fromkeys(rows.place))
        components.table(
            [t("table.place"), *(t.period(period) for period in at)],
            [[names[place], *(written.get((place, period), "–") for period in at)] for place in areas],
            key="faces-tables",
            caption=_with_unit(indicator, t),
            source=(source := components.source_line(rows, indicator, t)),
        )
        components.note(reason(each, views, t), t("table.status_key"), source)


def _with_unit(indicator: Indicator, t: Words) -> str:
    """The name of an indicator and its unit, once where they are the same word."""
    label, written = t.of(indicator.label), unit_text(indicator, t)
    return label if label.lower() == written.lower() else f"{label} ({written})"
