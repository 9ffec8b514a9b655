"""The table of how fresh the data are, on the data page. Needs no Streamlit."""

from datetime import datetime

from briefings.exhibit import Exhibit
from i18n.translator import Words
from loaders.refresh import status
from loaders.refresh.status import Freshness
from shell import exhibits
from shell.datasets import note_used
from shell.exhibits import builder
from shell.exhibits.choices import Choices


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
