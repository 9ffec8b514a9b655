"""The fourth face of an indicator: what it means on both sides, who published each figure, and where sources differ."""

import pandas as pd

from i18n.translator import Words
from loaders.datasets import indicators
from loaders.datasets.catalogue import Indicator
from loaders.datasets.indicators import COMPUTED
from shell import components
from shell.attribution import describe_derivation
from shell.briefing import collect
from shell.selection import View, Views


def sources(views: Views, t: Words) -> None:
    """Definitions on both sides, every source with its years, address and date, and where sources differ."""
    for each in views:
        # What each country means by the indicator says itself whether that compares; tables of publishers need not.
        collect.set_comparability("")
        indicator, every = each.figures.indicator, each.figures.every
        rows = every[every.level == each.level]
        if len(views) > 1:
            components.subheading(t.of(indicator.label))
        components.definitions_by_country(indicator, t, why=len(views) > 1)
        _defined(indicator, components.source_line(rows, indicator, t) if len(rows) else "", t)
        if rows.empty:
            components.note(t("sources.none"))
            continue
        kept = rows[rows.source != COMPUTED]
        by = kept.groupby(["publisher", "address", "retrieved_from", "source_date"], dropna=False, sort=False)
        # Whoever looks for the newest figure finds its source on top.
        newest = sorted(by, key=lambda one: (max(one[1].period), len(one[1])), reverse=True)
        components.table(
            [t(f"sources.{head}") for head in ("publisher", "years", "address", "retrieved", "dated", "figures")],
            [
                [
                    t.half(_text(key[0])),
                    _years(group, t),
                    *map(_text, key[1:3]),
                    t.dated(_text(key[3])),
                    t.number(len(group)),
                ]
                for key, group in newest
            ],
            key="sources-sources",
            caption=t("sources.rows"),
            words=True,
        )
        made = dict.fromkeys(
            describe_derivation(text, t) for text in rows.loc[rows.source == COMPUTED, "derived_from"].unique()
        )
        components.note(*(t("sources.derived", what=what) for what in made))
        texts = rows[f"definition_{t.language}"].dropna()
        components.table(
            [t("sources.definitions"), t("sources.figures")],
            [[text, t.number(count)] for text, count in texts[texts != ""].value_counts().items()],
            key="sources-sources",
            caption=t("sources.definitions"),
            words=True,
        )
        remarks = rows[rows[f"note_{t.language}"] != ""]
        components.note(
            *(
                f"{row['name']}, {t.period(row['period'])}: {row[f'note_{t.language}']}."
                for row in remarks.to_dict("records")
            )
        )
        _differing(each, rows, t)


def _defined(indicator: Indicator, source: str, t: Words) -> None:
    """Let the reader put what the indicator means on both sides, and whether that compares, into the briefing."""
    rows = [[t(f"country.{side}"), t.of(indicator.definition[side])] for side in ("BE", "NL")]
    rows.append([t("indicator.reference"), t.of(indicator.reference)])
    content = {"head": [t("table.place"), t("sources.definitions")], "rows": rows, "caption": t.of(indicator.label)}
    collect.set_message(t.of(indicator.why))
    title = f"{t.of(indicator.label)}: {t(f'comparability.{indicator.comparability}').lower()}"
    collect.offer_exhibit("table", f"defined-{indicator.key}", lambda: content, title=title, source=source)


def _differing(view: View, rows: pd.DataFrame, t: Words) -> None:
    """Figures that two sources give differently, side by side: the drawn one first."""
    decimals = view.figures.indicator.decimals
    rest = indicators.alternatives(rows)
    drawn = indicators.preferred(rows)[["place", "period", "value", "publisher"]]
    both = rest[rest.differs].merge(drawn, on=["place", "period"], suffixes=("", "_drawn"))
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


def _years(rows: pd.DataFrame, t: Words) -> str:
    """From when to when a source gives figures."""
    first, last = min(rows.period), max(rows.period)
    return t.period(last) if first == last else f"{t.period(first)} – {t.period(last)}"


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)
