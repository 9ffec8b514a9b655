"""The tables of how fresh the data are, on the data page. Needs no Streamlit."""

from datetime import datetime
from typing import Any, NamedTuple

import pandas as pd

from briefings.exhibit import Exhibit
from i18n.translator import Words
from loaders.clock import today
from loaders.datasets.catalogue import themes
from loaders.datasets.coverage import AHEAD
from loaders.refresh import status
from loaders.refresh.status import Freshness
from shell import exhibits
from shell.datasets import cached, card, note_used, plain_table
from shell.exhibits import builder
from shell.exhibits.choices import Choices
from shell.indicator_lists import coverage_by_indicator, leading_indicators

# How many years old figures may be before the page says that they are old.
OLDEST = 3
# The datasets beside the indicators that have figures by year, and the page that shows them.
TABLES = {"port_cargo": "port", "port_economy": "port", "emissions": "climate"}


class FigureYear(NamedTuple):
    """The newest year of some figures, None where none has a year; `about` and `theme` in the reader's language."""

    about: str
    theme: str
    year: int | None

    @property
    def old(self) -> bool:
        """Whether they are older than OLDEST years."""
        return self.year is not None and today().year - self.year > OLDEST


def figure_years(t: Words) -> list[FigureYear]:
    """The newest year of the port, of emissions and of each leading indicator, that is no projection or plan."""
    found = coverage_by_indicator()
    return [
        *(
            FigureYear(t.of(card(name).fields.title), t(f"page.{page}"), _newest_year(name))
            for name, page in TABLES.items()
        ),
        *(
            FigureYear(t.of(one.label), t.of(themes()[one.theme]), _year_or_none(found[key]["latest"]))
            for key, one in leading_indicators().items()
        ),
    ]


@cached(*TABLES)
def _newest_year(name: str) -> int | None:
    rows = plain_table(name)
    return _year_or_none(rows.loc[~rows["status"].isin(AHEAD), "year"].max())


def _year_or_none(year: Any) -> int | None:
    return None if pd.isna(year) else int(year)


@builder
def years_table(_choices: Choices, t: Words) -> Exhibit:
    """The newest year of the figures, not the day on which they were collected; and which are old."""
    note_used("indicators")
    every = figure_years(t)
    rows = [
        [
            one.about,
            one.theme,
            t("refresh.unknown_year") if one.year is None else str(one.year),
            t("refresh.old", count=t.number(today().year - one.year)) if one.year is not None and one.old else "",
        ]
        for one in every
    ]
    old = sum(one.old for one in every)
    return exhibits.table(
        "table-freshness-years",
        "data",
        [t(f"refresh.{column}") for column in ("figures", "theme", "newest_year", "age")],
        rows,
        caption=t("refresh.years_title"),
        message=t("refresh.years_told", old=t.number(old), of=t.number(len(every)), limit=t.number(OLDEST)),
    )


@builder
def freshness_table(_choices: Choices, t: Words) -> Exhibit:
    """Every source: how its last refresh went, of which day its data are, and when it was last tried."""
    # It is about all sources; those of the indicators are most of them, and give the slide its source line.
    note_used("indicators")
    return exhibits.table(
        "table-freshness-table",
        "data",
        [t(f"refresh.{column}") for column in ("source", "went", "good", "tried")],
        [
            [t(f"source_title.{one.source.name}"), _result(one, t), _day_of_data(one, t), _day_of_attempt(one, t)]
            for one in status.list_freshness()
        ],
        caption=t("refresh.title"),
    )


def _day_of_data(source: Freshness, t: Words) -> str:
    when = t.date(source.good) if source.good else t("refresh.unknown")
    return t("refresh.is_late", when=when) if source.late else when


def _day_of_attempt(source: Freshness, t: Words) -> str:
    return t.date(datetime.fromisoformat(source.attempt.tried).date()) if source.attempt else t("refresh.never")


def _result(source: Freshness, t: Words) -> str:
    return t(f"refresh.result_{source.attempt.result}") if source.attempt else t("refresh.shipped")
