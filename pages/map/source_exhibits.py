"""Exhibits of the sources of an indicator: its definitions, who published each figure, and where sources differ."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from briefings.exhibit import Exhibit
from i18n.translator import Words
from loaders.datasets import indicators
from loaders.datasets.catalogue import catalogue
from loaders.datasets.indicators import COMPUTED
from pages.map.views import PAGE, Views, numbered, read_views, view_at
from shell import exhibits
from shell.datasets import note_used
from shell.exhibits import Builder, NoFiguresError, builder, figure_texts
from shell.exhibits.choices import Choices
from shell.indicator_data import View, select_level


def rows_of_sources(view: View) -> pd.DataFrame:
    """Every figure at the level of a view, also those of second sources and those without a period."""
    return select_level(view.figures.every, view.level)


def computed(view: View) -> pd.DataFrame:
    """The figures at the level of a view that were computed from others."""
    rows = rows_of_sources(view)
    return rows[rows.source == COMPUTED]


def definitions(key: str) -> Builder:
    """The builder of what an indicator means on both sides, and whether that compares; key: that of the indicator.

    Raises NoFiguresError where the address has another indicator.
    """

    @builder
    def build(choices: Choices, t: Words) -> Exhibit:
        if "indicator" not in choices:
            # The exhibit itself says which indicator, and so which theme.
            choices = {name: value for name, value in choices.items() if name != "theme"} | {"indicator": key}
        views = read_views(choices, t)
        keys = [view.figures.indicator.key for view in views]
        if key not in keys:
            raise NoFiguresError(t("briefing.no_figure"))
        _note_derivations(views[: keys.index(key)])
        indicator, rows = catalogue()[key], rows_of_sources(views[keys.index(key)])
        label = t.of(indicator.label)
        return exhibits.table(
            f"defined-{key}",
            PAGE,
            [t("table.place"), t("sources.definitions")],
            [
                *([t(f"country.{side}"), t.of(indicator.definition[side])] for side in ("BE", "NL")),
                [t("indicator.reference"), t.of(indicator.reference)],
            ],
            caption=label,
            title=f"{label}: {t(f'comparability.{indicator.comparability}').lower()}",
            message=t.of(indicator.why),
            source="" if rows.empty else figure_texts.source_line(rows, indicator, t),
        )

    return build


def publications(number: int) -> Builder:
    """The builder of the table of the publications of the first or second indicator with figures.

    One row per publication; that of the newest figure first, because readers look for it.
    """

    @builder
    def build(choices: Choices, t: Words) -> Exhibit:
        view, above = _find_view(read_views(choices, t), _has_rows, number, t)
        _note_derivations(above)
        rows = rows_of_sources(view)
        columns = ["publisher", "address", "retrieved_from", "source_date"]
        by_publication = rows[rows.source != COMPUTED].groupby(columns, dropna=False, sort=False)
        groups = [(tuple(map(_text, key)), group) for key, group in by_publication]
        groups.sort(key=lambda group: (max(group[1].period), len(group[1])), reverse=True)
        heads = ("publisher", "years", "address", "retrieved", "dated", "figures")
        cells = [
            [
                t.half(publisher),
                _format_years(group, t),
                address,
                retrieved_from,
                t.dated(source_date),
                t.number(len(group)),
            ]
            for (publisher, address, retrieved_from, source_date), group in groups
        ]
        head = [t(f"sources.{head}") for head in heads]
        return _table("sources-sources", 2 * number - 1, view, head, cells, t("sources.rows"), t)

    return build


def publisher_definitions(number: int) -> Builder:
    """The builder of the table of the definitions of publishers, and how many figures each is for.

    number  of the first or second indicator with figures
    """

    @builder
    def build(choices: Choices, t: Words) -> Exhibit:
        view, above = _find_view(read_views(choices, t), _has_rows, number, t)
        _note_derivations([*above, view])
        texts = rows_of_sources(view)[f"definition_{t.language}"].dropna()
        counts = texts[texts != ""].value_counts()
        cells = [[str(text), t.number(count)] for text, count in counts.items()]
        head = [t("sources.definitions"), t("sources.figures")]
        return _table("sources-sources", 2 * number, view, head, cells, t("sources.definitions"), t)

    return build


def differing_figures(view: View) -> pd.DataFrame:
    """Figures on which two sources differ: columns of the second source, and value_drawn and publisher_drawn."""
    rows = rows_of_sources(view)
    rest = indicators.alternatives(rows)
    preferred = indicators.preferred(rows)[["place", "period", "value", "publisher"]]
    return rest[rest.differs].merge(preferred, on=["place", "period"], suffixes=("", "_drawn"))


def differences(number: int) -> Builder:
    """The builder of the table of the first or second indicator on which sources differ: the drawn figure first."""

    @builder
    def build(choices: Choices, t: Words) -> Exhibit:
        view, above = _find_view(read_views(choices, t), _has_differences, number, t)
        _note_derivations([*above, view])
        decimals = view.figures.indicator.decimals
        cells = [
            [
                row["name"],
                t.period(row["period"]),
                f"{t.number(row['value_drawn'], decimals)} ({t.half(row['publisher_drawn'])})",
                f"{t.number(row['value'], decimals)} ({t.half(row['publisher'])})",
            ]
            for row in differing_figures(view).to_dict("records")
        ]
        head = [t("table.place"), t("period.label"), t("sources.drawn"), t("sources.also")]
        return _table("sources-differing", number, view, head, cells, t("sources.differ"), t)

    return build


def _table(
    key: str, number: int, view: View, head: Sequence[str], cells: Sequence[Sequence[str]], caption: str, t: Words
) -> Exhibit:
    """A table of the sources of a view."""
    indicator = view.figures.indicator
    return exhibits.table(
        numbered(f"table-{key}", number),
        PAGE,
        head,
        cells,
        caption=caption,
        message=t.of(indicator.why),
        source=figure_texts.source_line(rows_of_sources(view), indicator, t),
    )


def _find_view(views: Views, has_table: Callable[[View], bool], number: int, t: Words) -> tuple[View, Views]:
    """The view with the first or second table of a kind, and the views above it on the page."""
    positions = [position for position, view in enumerate(views) if has_table(view)]
    if not any(map(_has_rows, views)):
        raise NoFiguresError(t("sources.none"))
    view = view_at(tuple(views[position] for position in positions), number - 1, t)
    return view, views[: positions[number - 1]]


def _has_rows(view: View) -> bool:
    return not rows_of_sources(view).empty


def _has_differences(view: View) -> bool:
    return not differing_figures(view).empty


def _note_derivations(views: Sequence[View]) -> None:
    """Count the dataset that names the sources of computed figures as used, where the page names them above a table.

    The slides of these tables have always had its licence.
    """
    if any(not computed(view).empty for view in views):
        note_used("indicator_sources")


def _format_years(rows: pd.DataFrame, t: Words) -> str:
    """The first and the last period of the figures of a source."""
    first, last = min(rows.period), max(rows.period)
    return t.period(last) if first == last else f"{t.period(first)} – {t.period(last)}"


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)
