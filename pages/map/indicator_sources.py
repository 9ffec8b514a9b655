"""The sources of an indicator: its definition on both sides, who published each figure, and where sources differ."""

from typing import Any

import pandas as pd

from i18n.translator import Words
from loaders.datasets import indicators
from loaders.datasets.catalogue import Indicator
from loaders.datasets.indicators import COMPUTED
from pages.map.selection import Views
from shell import components
from shell.briefing import collect
from shell.exhibits import figure_texts
from shell.exhibits.attribution import describe_derivation
from shell.indicator_data import View


def sources(views: Views, t: Words) -> None:
    """Definitions on both sides, every source with its years, address and date, and where sources differ."""
    for each in views:
        # The definitions of both countries say whether they compare; tables of publishers need not.
        collect.set_comparability("")
        indicator, every = each.figures.indicator, each.figures.every
        rows = every[every.level == each.level]
        if len(views) > 1:
            components.subheading(t.of(indicator.label))
        components.definitions_by_country(indicator, t, why=len(views) > 1)
        _offer_definitions(indicator, figure_texts.source_line(rows, indicator, t) if len(rows) else "", t)
        if rows.empty:
            components.note(t("sources.none"))
            continue
        _source_table(rows[rows.source != COMPUTED], t)
        computed = rows.loc[rows.source == COMPUTED, "derived_from"].unique()
        derivations = dict.fromkeys(describe_derivation(text, t) for text in computed)
        components.note(*(t("sources.derived", what=text) for text in derivations))
        _definition_table(rows, t)
        remarks = rows[rows[f"note_{t.language}"] != ""]
        components.note(
            *(
                f"{row['name']}, {t.period(row['period'])}: {row[f'note_{t.language}']}."
                for row in remarks.to_dict("records")
            )
        )
        _differences(each, rows, t)


def _source_table(rows: pd.DataFrame, t: Words) -> None:
    """One row per publication; that of the newest figure first, because readers look for it."""
    columns = ["publisher", "address", "retrieved_from", "source_date"]
    groups = [(tuple(map(_text, key)), group) for key, group in rows.groupby(columns, dropna=False, sort=False)]
    groups.sort(key=lambda group: (max(group[1].period), len(group[1])), reverse=True)
    components.table(
        [t(f"sources.{head}") for head in ("publisher", "years", "address", "retrieved", "dated", "figures")],
        [
            [
                t.half(publisher),
                _format_years(group, t),
                address,
                retrieved_from,
                t.dated(source_date),
                t.number(len(group)),
            ]
            for (publisher, address, retrieved_from, source_date), group in groups
        ],
        key="sources-sources",
        caption=t("sources.rows"),
        words=True,
    )


def _definition_table(rows: pd.DataFrame, t: Words) -> None:
    """The definitions of the publishers, and how many figures each is for."""
    texts = rows[f"definition_{t.language}"].dropna()
    counts = texts[texts != ""].value_counts()
    components.table(
        [t("sources.definitions"), t("sources.figures")],
        [[str(text), t.number(count)] for text, count in counts.items()],
        key="sources-sources",
        caption=t("sources.definitions"),
        words=True,
    )


def _offer_definitions(indicator: Indicator, source: str, t: Words) -> None:
    """Offer for the briefing what the indicator means on both sides, and whether that compares."""
    rows = [[t(f"country.{side}"), t.of(indicator.definition[side])] for side in ("BE", "NL")]
    rows.append([t("indicator.reference"), t.of(indicator.reference)])
    content = {"head": [t("table.place"), t("sources.definitions")], "rows": rows, "caption": t.of(indicator.label)}
    collect.set_message(t.of(indicator.why))
    title = f"{t.of(indicator.label)}: {t(f'comparability.{indicator.comparability}').lower()}"
    collect.offer_exhibit("table", f"defined-{indicator.key}", lambda: content, title=title, source=source)


def _differences(view: View, rows: pd.DataFrame, t: Words) -> None:
    """Figures on which two sources differ, side by side: the drawn one first."""
    decimals = view.figures.indicator.decimals
    rest = indicators.alternatives(rows)
    preferred = indicators.preferred(rows)[["place", "period", "value", "publisher"]]
    both = rest[rest.differs].merge(preferred, on=["place", "period"], suffixes=("", "_drawn"))
    if both.empty:
        return
    components.table(
        [t("table.place"), t("period.label"), t("sources.drawn"), t("sources.also")],
        [
            [
                row["name"],
                t.period(row["period"]),
                f"{t.number(row['value_drawn'], decimals)} ({t.half(row['publisher_drawn'])})",
                f"{t.number(row['value'], decimals)} ({t.half(row['publisher'])})",
            ]
            for row in both.to_dict("records")
        ],
        key="sources-differing",
        caption=t("sources.differ"),
        words=True,
    )
    components.note(t("sources.differ_note"))


def _format_years(rows: pd.DataFrame, t: Words) -> str:
    """The first and the last period of the figures of a source."""
    first, last = min(rows.period), max(rows.period)
    return t.period(last) if first == last else f"{t.period(first)} – {t.period(last)}"


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)
