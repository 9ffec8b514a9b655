"""An indicator over time: all periods of all places of a level, or bars where there is only one period."""

import pandas as pd
import plotly.graph_objects as go

from charts import time_series
from charts.palettes import COUNTRY
from i18n.translator import Words
from loaders.datasets.catalogue import Indicator
from loaders.datasets.places import SIX
from pages.map.headings import introduce, reason, unit_text
from pages.map.selection import Views
from shell import components, plain_text
from shell.briefing import collect
from shell.exhibits import figure_texts, map_descriptions
from shell.milestone_overlay import Event, chosen_milestones
from shell.widgets import choose_milestones


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
            events = chosen_milestones(choose_milestones(t), t)
        figure = _chart(indicator, rows, events, t)
        alt = time_series.describe(
            rows, title=t.of(indicator.label), words=t, unit=unit_text(indicator, t), decimals=indicator.decimals
        )
        collect.set_message(map_descriptions.describe_change(each, t))
        components.show(figure, key=f"chart-{position}", alt=alt, source=figure_texts.source_line(rows, indicator, t))
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
    breaks = [(place, one.period) for one in indicator.breaks for place in one.areas]
    return time_series.history(
        rows,
        words=t,
        unit=unit,
        decimals=indicator.decimals,
        apart=panels if indicator.comparability == "not_comparable" else None,
        order=SIX,
        annotations=time_series.Annotations(breaks, events),
    )


def _describe_breaks(indicator: Indicator, rows: pd.DataFrame, t: Words) -> list[str]:
    """The breaks in the definition that the rows cross: for which places, when and why."""
    names, texts = map_descriptions.place_names(t), []
    for one in indicator.breaks:
        places = [names[place] for place in one.areas if _crosses(rows[rows.place == place].period, one.period)]
        if places:
            texts.append(t("chart.break", place=", ".join(places), period=one.period, why=t.of(one.why)))
    return texts


def _crosses(periods: pd.Series, at: str) -> bool:
    """Whether a series has periods on both sides of a break."""
    return bool((periods < at).any() and (periods >= at).any())
