"""Exhibits of indicators whose figures moved or were withdrawn since a kept version. Needs no Streamlit."""

from dataclasses import replace

from briefings.exhibit import Exhibit
from i18n.translator import Words
from loaders.datasets.catalogue import catalogue
from loaders.versions.figures import MOVED, WITHDRAWN
from loaders.versions.files import Version
from pages.changes.selection import (
    EVERY,
    PAGE,
    changed_indicators,
    describe_indicator,
    describe_source,
    per_version,
    source_line,
)
from shell import exhibits
from shell.exhibits import NoFiguresError, arithmetic, map_descriptions
from shell.exhibits.attribution import publisher_names

# How many figures of an indicator are shown where all subjects are, and how many rows a table has at most.
OF_ONE, ROWS = 2, 20


@per_version
def moved_figures(version: Version, subject: str, t: Words) -> Exhibit:
    """Figures that are printed otherwise than before: was, is, difference and source."""
    every = changed_indicators(version, subject, MOVED, t)
    rows = every[every["printed"]]
    unseen = len(every) - len(rows)
    if rows.empty:
        raise NoFiguresError(t("since.none_printed", count=t.number(unseen)))
    shown = (rows.groupby("indicator", sort=False).head(OF_ONE) if subject == EVERY else rows).head(ROWS)
    names, publishers, body = map_descriptions.place_names(t), publisher_names(), []
    for row in shown.to_dict("records"):
        indicator = catalogue()[str(row["indicator"])]
        values = row["value_after"], row["value_before"]
        decimals = arithmetic.decimals_apart(*values, indicator.decimals)
        body.append(
            [
                describe_indicator(indicator, t),
                names.get(str(row["place"]), str(row["place"])),
                t.period(str(row["period"])),
                t.number(row["value_before"], decimals),
                t.number(row["value_after"], decimals),
                t.number(arithmetic.difference(*values, decimals), decimals, signed=True),
                describe_source(str(row["source_after"]), publishers, t),
            ]
        )
    said = t("since.moved_message", count=t.number(len(rows)), shown=t.number(len(body)))
    table = exhibits.table(
        "changes-moved",
        PAGE,
        [t(f"since.column_{column}") for column in ("indicator", "place", "period", "was", "now", "change", "source")],
        body,
        caption=t("since.heading_moved"),
        message=f"{said} {t('since.moved_unseen', count=t.number(unseen))}" if unseen else said,
        source=source_line(shown["source_after"], t),
    )
    return replace(table, datasets=("indicators",))


@per_version
def withdrawn_figures(version: Version, subject: str, t: Words) -> Exhibit:
    """Figures that are no longer there, with the value that they had."""
    rows, names = changed_indicators(version, subject, WITHDRAWN, t), map_descriptions.place_names(t)
    shown, publishers, body = rows.head(ROWS), publisher_names(), []
    for row in shown.to_dict("records"):
        indicator = catalogue().get(str(row["indicator"]))
        body.append(
            [
                describe_indicator(indicator, t) if indicator else t("since.gone_indicator", name=row["indicator"]),
                names.get(str(row["place"]), str(row["place"])),
                t.period(str(row["period"])),
                t.number(row["value_before"], indicator.decimals if indicator else 1),
                describe_source(str(row["source_before"]), publishers, t),
            ]
        )
    said = t("since.withdrawn_message", count=t.number(len(rows)), shown=t.number(len(body)))
    table = exhibits.table(
        "changes-withdrawn",
        PAGE,
        [t(f"since.column_{column}") for column in ("indicator", "place", "period", "was", "source")],
        body,
        caption=t("since.heading_withdrawn"),
        message=t("since.withdrawn_one") if len(rows) == 1 else said,
        source=source_line(shown["source_before"], t),
    )
    return replace(table, datasets=("indicators",))
