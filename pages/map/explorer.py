"""The four views of an indicator: map, chart, table and sources, all of the same rows."""

import streamlit as st

from i18n.translator import Words
from loaders.datasets import indicators
from loaders.datasets.catalogue import Indicator
from loaders.datasets.places import SIX
from pages.map import periods
from pages.map.headings import introduce, reason, title, unit_text
from pages.map.indicator_charts import charts
from pages.map.indicator_sources import sources
from pages.map.selection import STEP_SECONDS, Views, choose_face, choose_periods, choose_views, is_playing
from shell import components, map_component, plain_text
from shell.briefing import collect
from shell.downloads import offer_downloads
from shell.exhibits import figure_texts, map_descriptions
from shell.frame import error_boundary, heading
from shell.indicator_data import MAPPED, Figures, View, areas

# The layers of the base map that a reader would miss.
BASE = ("borders", "sea", "canal", "rail", "roads", "names")


def explore(t: Words) -> None:
    """The whole explorer, as a fragment: another indicator sends this part and no more."""
    st.fragment(_explore)(t)
    components.note(t("sources.borders", attribution=map_descriptions.attribution(t)))


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
        heading(title(first, t), t.of(indicator.why), figure_texts.badge_html(indicator, t))
        collect.set_comparability(figure_texts.comparability(indicator, t))
        return
    same = second[0].figures is first.figures
    heading(t("map.beside", first=title(first, t), second=t.period(second[0].period) if same else title(second[0], t)))


def maps(views: Views, t: Words) -> None:
    """One map, or two that move together: on one scale where their figures may share one."""
    view = views[0]
    if view.level not in MAPPED or not view.period:
        charts(views, t)
        return
    for side, (column, each) in enumerate(zip(st.columns(len(views)), views, strict=True)):
        with column:
            introduce(each, views, t)
            map_component.draw_map(each, side=side, scale=figures_on_one_scale(each, views), t=t)
            replaced = periods.explain_replaced_period(periods.KEYS[side], each.figures, each.level, each.period, t)
            rows = each.figures.at(each.level, each.period)
            components.note(reason(each, views, t), replaced, figure_texts.source_line(rows, each.figures.indicator, t))
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


def figures_on_one_scale(view: View, views: Views) -> list[Figures]:
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
    names = map_descriptions.place_names(t)
    missing = [names[place] for place in SIX if place not in set(rows.place)] if view.level == "municipality" else []
    every = view.figures.every
    rest = indicators.alternatives(every[(every.level == view.level) & (every.period == view.period)])
    different = rest.loc[rest.differs, "name"].unique()
    components.note(
        periods.explain_newer_period(view.figures, view.level, view.period, t),
        t("map.missing", period=t.period(view.period), names=", ".join(missing)) if missing else "",
        t("map.other", names=", ".join(different)) if len(different) else "",
    )


def _missing_layers(t: Words) -> str:
    """Which layers the map lacks, because their data are missing or damaged."""
    missing = [t(f"layer.{name}") for name in BASE if name not in map_descriptions.layer_addresses()]
    return t("map.without", names=", ".join(missing)) if missing else ""


def tables(views: Views, t: Words) -> None:
    """Places by periods, newest first, each figure with the mark of its status; undated figures at the end."""
    for each in views:
        indicator = each.figures.indicator
        introduce(each, views, t)
        rows = each.figures.preferred[each.figures.preferred.level == each.level]
        if rows.empty:
            plain_text.info(t("map.missing_all"))
            continue
        all_periods = sorted(rows.period.unique(), reverse=True)
        cells = {
            (row["place"], row["period"]): figure_texts.format_figure(row, t, indicator.decimals)
            for row in rows.to_dict("records")
        }
        names = map_descriptions.place_names(t)
        places = list(SIX) if each.level == "municipality" else list(dict.fromkeys(rows.place))
        source = figure_texts.source_line(rows, indicator, t)
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
