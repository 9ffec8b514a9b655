"""Title, source and remarks of what is shown in a measure. Needs no Streamlit."""

import pandas as pd

from i18n.translator import Words
from loaders.datasets.catalogue import Indicator
from loaders.datasets.indicators import COMPUTED
from pages.map.measures import CHANGE_PCT, INDEX, LEVEL, PER_1000, POPULATION, SINCE, Measured, is_share
from pages.map.origins import describe_moves
from pages.map.texts import label_with_unit, with_unit
from shell.exhibits import figure_texts
from shell.indicator_data import View, figures, select_level

# Measures whose title says the unit.
NAMED_BY_UNIT = (INDEX, CHANGE_PCT)
# More sentences about places without a figure than this are counted.
MOST_REASONS = 6


def measured_title(indicator: Indicator, measured: Measured, t: Words) -> str:
    """The name of an indicator, and what of it is shown."""
    label = t.of(indicator.label)
    if measured.key == LEVEL:
        return label
    key = "points" if measured.key == "change" and is_share(indicator) else measured.key
    base = t.period(measured.base) if measured.base else ""
    return t(f"explore.title_{key}", title=label, base=base)


def title_with_unit(indicator: Indicator, measured: Measured, t: Words) -> str:
    """The same with the unit; an index says in its name what is 100."""
    title = measured_title(indicator, measured, t)
    if measured.key == LEVEL:
        return label_with_unit(indicator, t)
    return title if measured.key in NAMED_BY_UNIT else with_unit(title, measured.unit)


def measured_source(rows: pd.DataFrame, indicator: Indicator, measured: Measured, t: Words) -> str:
    """The source of the figures that are shown, or of those they were computed from here."""
    data = figures(indicator.key, t)
    if measured.key == LEVEL:
        return figure_texts.source_line(rows, indicator, t)
    # Computed rows name no publisher: those of the same places and periods do.
    periods = {*rows.period, measured.base} if measured.base else set(rows.period)
    own = data.dated[data.dated.place.isin(rows.place) & data.dated.period.isin(periods)]
    line = figure_texts.source_line(own, indicator, t)
    if measured.key == PER_1000:
        people = figures(POPULATION, t)
        used = people.dated[people.dated.place.isin(rows.place) & people.dated.period.isin(periods)]
        publishers = figure_texts.list_names(figure_texts.publishers(used, t), t)
        line = f"{line} {t('explore.source_population', publishers=publishers)}"
    # The line says it already of figures that the dataset has computed.
    return line if (own.source == COMPUTED).any() else f"{line} {t('explore.computed_here')}"


def list_absences(measured: Measured, places: tuple[str, ...], t: Words) -> list[str]:
    """Why places that are shown have no figure in the measure, or none after a break; then what goes on elsewhere."""
    reasons = [text for place, text in measured.without.items() if place in places]
    moves = [text] if (text := describe_moves(measured.moved, places, t)) else []
    if len(reasons) > MOST_REASONS:
        more = t("explore.more_without", count=t.number(len(reasons) - MOST_REASONS))
        return [*reasons[:MOST_REASONS], more, *moves]
    return [*reasons, *moves]


def describe_measure(measured: Measured, t: Words) -> str:
    """What a measure is, where it is not the figures themselves."""
    return (
        t(f"explore.about_{measured.key}", base=t.period(measured.base)) if measured.key in (*SINCE, PER_1000) else ""
    )


def describe_undated(view: View, t: Words) -> str:
    """Which places have a figure without a period, which only tables show; empty where none has."""
    rows = select_level(view.figures.preferred, view.level)
    names = list(rows.loc[rows.period == "", "name"].unique())
    return t("map.undated", names=figure_texts.list_names(names, t, limit=8)) if names else ""
