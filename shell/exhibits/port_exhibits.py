"""Exhibits that the pages on port and climate have in common. Needs no Streamlit."""

import pandas as pd

from briefings.exhibit import Exhibit
from i18n.translator import Words
from shell import exhibits
from shell.exhibits import Builder, builder
from shell.exhibits.choices import Choices
from shell.exhibits.table_texts import format_with_status, source_address
from shell.port_data import port_conflicts


def conflicts(page: str) -> Builder:
    """The builder of the table of all conflicts of a page."""

    @builder
    def build(_choices: Choices, t: Words) -> Exhibit:
        table = port_conflicts()
        return exhibits.table(
            "table-observed-conflicts",
            page,
            [t("observed.subject"), t("observed.says"), t("observed.does")],
            [
                [str(row[f"{part}_{t.language}"]) for part in ("subject", "says", "does")]
                for row in table[table["page"] == page].to_dict("records")
            ],
            caption=t("sources.differ"),
        )

    return build


def listed_figures(chart: Exhibit, table: pd.DataFrame, unit: str, decimals: int, t: Words) -> Exhibit:
    """The figures of a chart as a table, newest first, each with where it was read.

    table   rows of port_cargo, and `name`: what each figure is of
    """
    rows = table.sort_values(["year", "name"], ascending=[False, True]).to_dict("records")
    return exhibits.table(
        "table-observed-listed",
        chart.page,
        [t("port.what"), t("period.label"), unit, t("sources.publisher"), t("port.read_on")],
        [
            [
                row["name"],
                str(row["year"]),
                format_with_status(row, decimals, t),
                t.half(row["publisher"]),
                source_address(row["source"], t, row["address"]),
            ]
            for row in rows
        ],
        caption=t("observed.as_table"),
        message=chart.message,
        source=chart.source,
    )
