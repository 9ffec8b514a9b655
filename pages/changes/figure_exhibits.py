"""Exhibits of what is new in the indicators since a kept version: how much changed, new figures, new indicators.

Each shows the most important rows; the whole list is the download. Needs no Streamlit.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

import pandas as pd

from briefings.exhibit import Exhibit
from charts.layout import PROJECTED
from i18n.translator import Words
from loaders.datasets.catalogue import Indicator, catalogue, themes, units
from loaders.datasets.places import SIX
from loaders.versions.figures import MOVED, NEW, STATUS, WITHDRAWN
from loaders.versions.files import Version
from pages.changes.selection import EVERY, PAGE, changed_indicators, describe_indicator, per_version, source_line
from shell import exhibits
from shell.exhibits import NoFiguresError, arithmetic, figure_texts, map_descriptions, year_pairs
from shell.exhibits.version_changes import (
    OTHERS,
    changed_figures,
    changes,
    describe_moment,
    last_periods,
    new_indicators,
)
from shell.indicator_data import Figures, figures
from shell.indicator_lists import label_with_coverage

# How many indicators of each subject are shown where all subjects are, and of one that was chosen.
FEW, MANY = 3, 25


@per_version
def counts(version: Version, _subject: str, t: Words) -> Exhibit:
    """How many figures of each subject are new, moved and withdrawn."""
    rows = changed_figures(version)
    fresh = [catalogue()[key].theme for key in new_indicators(version)]
    labels = {**{key: t.of(label) for key, label in themes().items()}, **{key: t(f"since.{key}") for key in OTHERS}}
    grouped = {str(subject): _numbers(of_subject) for subject, of_subject in rows.groupby("subject")}
    columns = ("subject", "new", "new_six", "moved", "withdrawn", "indicators")
    return exhibits.table(
        "changes-counts",
        PAGE,
        [t(f"since.column_{column}") for column in columns],
        [
            [label, *map(t.number, grouped[subject]), t.number(fresh.count(subject))]
            for subject, label in labels.items()
            if subject in grouped
        ],
        caption=t("since.counts"),
        message=_summarize(version, rows, t),
    )


def _numbers(rows: pd.DataFrame) -> list[int]:
    """New figures, those of them of the six, moved and withdrawn ones."""
    kinds = rows["kind"].value_counts()
    new = int(((rows["kind"] == NEW) & rows["place"].isin(SIX)).sum())
    return [int(kinds.get(NEW, 0)), new, *(int(kinds.get(kind, 0)) for kind in (MOVED, WITHDRAWN))]


def _summarize(version: Version, rows: pd.DataFrame, t: Words) -> str:
    """How much changed since the version, in a sentence."""
    moment = describe_moment(version, t)
    if rows.empty:
        return t("since.nothing", moment=moment)
    kinds = rows["kind"].value_counts()
    numbers = {kind: t.number(int(kinds.get(kind, 0))) for kind in (NEW, MOVED, WITHDRAWN)}
    said = t("since.summary", moment=moment, indicators=t.number(len(new_indicators(version))), **numbers)
    restated = int(kinds.get(STATUS, 0))
    return f"{said} {t('since.summary_status', count=t.number(restated))}" if restated else said


@per_version
def new_figures(version: Version, subject: str, t: Words) -> Exhibit:
    """The newest new figure of each of the six, with its change and its rank: those of the newest years first."""
    rows = changed_indicators(version, subject, NEW, t)
    of_six = rows[rows["place"].isin(SIX)]
    if of_six.empty:
        raise NoFiguresError(t("since.none_six", count=t.number(len(rows))))
    shown = _newest_periods(of_six).groupby("subject", sort=False).head(FEW if subject == EVERY else MANY)
    keys = shown.set_index(["indicator", "period"]).index
    used = of_six[of_six.set_index(["indicator", "period"]).index.isin(keys)]
    names = map_descriptions.place_names(t)
    table = exhibits.table(
        "changes-figures",
        PAGE,
        [t("indicator.label"), t("period.label"), *(names[place] for place in SIX)],
        [_new_row(row, used, t, themed=subject == EVERY) for row in shown.to_dict("records")],
        caption=t("since.heading_figures"),
        message=t(
            "since.new_message",
            count=t.number(len(rows)),
            six=t.number(len(of_six)),
            shown=t.number(len(shown)),
            all=t.number(of_six["indicator"].nunique()),
        ),
        source=source_line(used["source_after"], t),
    )
    return replace(table, datasets=("indicators",))


def _newest_periods(rows: pd.DataFrame) -> pd.DataFrame:
    """Of each indicator one row, of its newest new period that is not projected; by theme, and then by importance.

    What reaches further than before comes first, earlier years that were added come after.
    """
    rows = rows.assign(projected=rows["status_after"].isin(PROJECTED))
    newest = rows.sort_values(["projected", "period"], ascending=[True, False], kind="stable")
    newest = newest.drop_duplicates("indicator")
    last = newest["indicator"].map(last_periods())
    position = {key: place for place, key in enumerate(themes())}
    ordered = newest.assign(theme=newest["subject"].map(position), earlier=newest["period"] < last)
    return ordered.sort_values(["theme", "earlier", "order", "position"])


def _new_row(row: Mapping[Any, Any], used: pd.DataFrame, t: Words, *, themed: bool) -> list[str]:
    """An indicator, the period, and the new figure of each of the six; a dash for those without a new one."""
    data, period = figures(str(row["indicator"]), t), str(row["period"])
    here = cast(pd.Series, (used["indicator"] == row["indicator"]) & (used["period"] == period))
    places = set(used.loc[here, "place"])
    label = describe_indicator(data.indicator, t)
    return [
        f"{t.of(themes()[data.indicator.theme])}: {label}" if themed else label,
        t.period(period),
        *(_describe_new(data, place, period, t) if place in places else "–" for place in SIX),
    ]


def _describe_new(data: Figures, place: str, period: str, t: Words) -> str:
    """The figure of a place, its change on the period before and its rank among those that compare with it."""
    course, indicator = data.course(place), data.indicator
    at, before = course[course["period"] == period], course[course["period"] < period]
    if at.empty:
        return "–"
    row = at.iloc[0]
    parts = [figure_texts.format_figure(row, t, indicator.decimals)]
    if len(before) and year_pairs.can_be_compared(indicator, before.iloc[-1].to_dict(), row.to_dict()):
        parts.append(_describe_change(indicator, float(row["value"]), float(before["value"].iloc[-1]), t))
    rank, among = _rank(data, place, period)
    if among > 1:
        # On a narrow screen a line does not break within it.
        parts.append(t("since.rank", rank=rank, among=among).replace(" ", "\N{NO-BREAK SPACE}"))
    return " · ".join(parts)


def _describe_change(indicator: Indicator, now: float, before: float, t: Words) -> str:
    """In per cent for counts and amounts, in the unit itself for shares and indices; both from the printed figures."""
    decimals = indicator.decimals
    if indicator.kind in ("count", "amount") and before > 0 and arithmetic.printed(before, decimals):
        return f"{t.number(arithmetic.change_pct(now, before, decimals), 1, signed=True)}%"
    return t.number(arithmetic.difference(now, before, decimals), decimals, signed=True)


def _rank(data: Figures, place: str, period: str) -> tuple[int, int]:
    """The rank of a place among the six, 1 the highest, and among how many; of its country where that is the limit."""
    rows = data.at("municipality", period)
    own = rows[rows["place"] == place].iloc[0]
    if not data.indicator.comparable:
        rows = rows[rows["country"] == own["country"]]
    values = [arithmetic.printed(float(value), data.indicator.decimals) for value in rows["value"]]
    mine = arithmetic.printed(float(own["value"]), data.indicator.decimals)
    return 1 + sum(value > mine for value in values), len(values)


@per_version
def added_indicators(version: Version, subject: str, t: Words) -> Exhibit:
    """Indicators that had no figure before: subject, places and years, and whether they compare across the border."""
    keys = [key for key in new_indicators(version) if subject in (EVERY, catalogue()[key].theme)]
    if not keys:
        raise NoFiguresError(t("since.none_indicators"))
    rows = changes(version)
    table = exhibits.table(
        "changes-indicators",
        PAGE,
        [t("indicator.label"), t("theme.label"), t("indicator.unit"), t("comparability.label")],
        [
            [
                label_with_coverage(key, t),
                t.of(themes()[one.theme]),
                t.of(units()[one.unit]).strip("()"),
                figure_texts.badge_text(one, t),
            ]
            for key, one in ((key, catalogue()[key]) for key in keys)
        ],
        caption=t("since.heading_indicators"),
        message=t("since.indicators_message", count=t.number(len(keys))),
        source=source_line(rows.loc[rows["indicator"].isin(keys), "source_after"], t),
    )
    return replace(table, datasets=("indicators",))
