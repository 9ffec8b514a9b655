"""The four faces of an indicator: map, chart, table, sources. All are drawn from the same rows."""

import streamlit as st

from charts import series
from charts.palettes import COUNTRY
from loaders import indicators
from loaders.catalogue import Indicator, units
from loaders.places import SIX
from shell import collect, draw, observed, picture, plain_text
from shell.downloads import take_away
from shell.figures import MAPPED, areas
from shell.frame import careful, heading
from shell.sources import sources
from shell.view import SECONDS_A_STEP, View, pick, pick_face, pick_periods, playing
from shell.words import Words

# What the map is drawn on, as the browser gets it.
BASE = ("borders", "sea", "canal", "rail", "roads", "names")


def title(view: View, t: Words) -> str:
    """What the picture shows: the indicator, and the period where it shows one."""
    label = t.of(view.figures.indicator.label)
    return t("map.caption", title=label, period=t.period(view.period)) if view.period else label


def unit(indicator: Indicator, t: Words) -> str:
    """The unit as written behind a figure."""
    return t.of(units()[indicator.unit])


def explore(t: Words) -> None:
    """The whole explorer, in a part of its own: another indicator sends this part and no more."""
    st.fragment(_explored)(t)
    draw.note(t("sources.borders", attribution=picture.attribution(t)))


def _explored(t: Words) -> None:
    with careful(t, "explorer"):
        shown, beside = pick(t)
        # A part within the part: another year or face sends even less.
        st.fragment(_pictured, run_every=SECONDS_A_STEP if playing() else None)(shown, beside, t)
        indicator = shown.figures.indicator
        take_away(indicator.key, shown.figures.every, t("download.note"), t)


def _pictured(shown: View, beside: View | None, t: Words) -> None:
    with careful(t, "picture"):
        collect.of("indicators")
        head = st.container()
        sliders = 2 if beside and beside.figures is shown.figures else 1
        left, *right = st.columns([4.1, 1.6, *[5.4 / sliders] * sliders], vertical_alignment="center", gap="medium")
        with left:
            face = pick_face(t)
        # Only the map shows one period; the other faces show them all.
        if face == "map":
            shown, beside = pick_periods(shown, beside, right, t)
        indicator = shown.figures.indicator
        with head:
            heading(title(shown, t), t.of(indicator.why), draw.badge(indicator, t))
        {"map": maps, "chart": chart, "table": tables, "sources": sources}[face](shown, beside, t)


def maps(view: View, beside: View | None, t: Words) -> None:
    """One map, or two that move together: on one scale where their figures may share one."""
    if view.level not in MAPPED or not view.period:
        chart(view, beside, t)
        return
    shared = [view, beside] if beside and beside.figures.indicator.unit == view.figures.indicator.unit else [view]
    columns = st.columns(2) if beside else [st.container()]
    for side, (column, each) in enumerate(zip(columns, [view, beside] if beside else [view], strict=True)):
        with column:
            if beside:
                draw.part(title(each, t))
            scale = [one.figures for one in shared] if each in shared else [each.figures]
            picture.draw_map(each, side=side, scale=scale, t=t)
            missing(each, t)
    rows = view.figures.at(view.level, view.period)
    drawn = areas(t.language).query("level == @view.level")
    said = {"click_hint": view.level == "municipality", "scale_fixed": True}
    said["approximate"] = bool((drawn["quality"] == "approximate").any())
    draw.note(
        " ".join(t(f"map.{key}") for key, holds in said.items() if holds),
        t("map.envelope") if view.level == "nuts3" else "",
        draw.source_line(rows, view.figures.indicator, t),
        _without(t),
    )


def missing(view: View, t: Words) -> None:
    """Say in words which places have no figure, and for which another source says otherwise."""
    rows = view.figures.at(view.level, view.period)
    names = picture.names(t)
    absent = [names[area] for area in SIX if area not in set(rows.area)] if view.level == "municipality" else []
    every = view.figures.every
    rest = indicators.others(every[(every.level == view.level) & (every.period == view.period)])
    twice = rest.loc[rest.differs, "name"].unique()
    draw.note(
        t("map.missing", period=t.period(view.period), names=", ".join(absent)) if absent else "",
        t("map.other", names=", ".join(twice)) if len(twice) else "",
    )


def _without(t: Words) -> str:
    """Which layers the map had to do without, because their data are missing or damaged."""
    lacking = [t(f"layer.{name}") for name in BASE if name not in picture.addresses()]
    return t("map.without", names=", ".join(lacking)) if lacking else ""


def chart(view: View, beside: View | None, t: Words) -> None:
    """All periods of all places of the level; bars where there is only one period."""
    events: list[tuple[float, str]] = []
    for place, each in enumerate([view, beside] if beside and beside.figures is not view.figures else [view]):
        indicator, rows = each.figures.indicator, each.figures.at(each.level)
        if place:
            draw.part(t.of(indicator.label))
        if rows.empty:
            plain_text.info(t("map.missing_all"))
            continue
        label, written = t.of(indicator.label), unit(indicator, t)
        apart = None
        if indicator.comparability == "not_comparable":
            apart = {side: t(f"country.{side}") for side in ("BE", "NL")}
        if rows.period.nunique() == 1 and apart is None:
            colours = {side: COUNTRY[side] for side in ("BE", "NL")}
            at = f"{written}, {t.period(rows.period.iloc[0])}"
            figure = series.bars(rows, words=t, unit=at, decimals=indicator.decimals, colours=colours)
        else:
            events = events if place else observed.milestones(t)
            figure = series.history(
                rows,
                words=t,
                unit=written,
                decimals=indicator.decimals,
                apart=apart,
                breaks=[(area, one.period) for one in indicator.breaks for area in one.areas],
                order=SIX,
                events=events,
            )
        alt = series.spoken(rows, title=label, words=t, unit=written, decimals=indicator.decimals)
        collect.said(picture.course(each, t))
        draw.show(figure, key=f"chart-{place}", alt=alt, source=draw.source_line(rows, indicator, t))
        names = picture.names(t)
        told = []
        for one in indicator.breaks:
            there = [names[area] for area in one.areas if area in set(rows.area)]
            if there:
                told.append(t("chart.break", area=", ".join(there), period=one.period, why=t.of(one.why)))
        draw.note(t("chart.broken") if rows.period.nunique() > 1 else "", *told)


def tables(view: View, beside: View | None, t: Words) -> None:
    """Places by periods, newest first, each figure with the mark of its status; undated figures at the end."""
    for each in [view, beside] if beside and beside.figures is not view.figures else [view]:
        indicator = each.figures.indicator
        rows = each.figures.drawn[each.figures.drawn.level == each.level]
        if rows.empty:
            plain_text.info(t("map.missing_all"))
            continue
        at = sorted(rows.period.unique(), reverse=True)
        written = {
            (row["area"], row["period"]): draw.value(row, t, indicator.decimals) for row in rows.to_dict("records")
        }
        names = picture.names(t)
        areas = list(SIX) if each.level == "municipality" else list(dict.fromkeys(rows.area))
        draw.table(
            [t("table.place"), *(t.period(period) for period in at)],
            [[names[area], *(written.get((area, period), "–") for period in at)] for area in areas],
            caption=_with_unit(indicator, t),
            source=(source := draw.source_line(rows, indicator, t)),
        )
        draw.note(t("table.status_key"), source)


def _with_unit(indicator: Indicator, t: Words) -> str:
    """The name of an indicator and its unit, once where they are the same word."""
    label, written = t.of(indicator.label), unit(indicator, t)
    return label if label.lower() == written.lower() else f"{label} ({written})"
