"""The rows of the dataset `flows` in words: ends, periods, values and what was counted. Needs no Streamlit.

Counts overlap (Zeeuws-Vlaanderen lies in the Netherlands), so nothing here adds rows up.
"""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from i18n.translator import Words
from shell.datasets import plain_table
from shell.exhibits import map_descriptions, table_texts
from shell.exhibits.choices import Choice, Choices

PAGE = "flows"
PARTS = ("commuters", "students", "road", "locks", "trade")
# The count that a part is about: the others of its kind are details in the table.
LEADING = {
    "commuters": ("living_in_belgium", "living_in_netherlands", "living_in_flanders", "to_flanders"),
    "students": ("dutch_students", "dutch_students_ugent", "domiciled_students"),
    "road": ("vehicles",),
}
UNITS = {"commuters": "persons", "students": "students", "road": "passages"}
Row = Mapping[Any, Any]


def part_choice(t: Words) -> Choice:
    """What moves: commuters, students, vehicles, ships or goods."""
    return Choice("flow", {part: t(f"flows.part_{part}") for part in PARTS})


def rows_of(choices: Choices, t: Words) -> pd.DataFrame:
    """The rows of the chosen part; columns as on the card of `flows`. None for trade, which is in port_cargo."""
    table = plain_table("flows")
    return table[table["flow"] == part_choice(t).of(choices)]


def leading_rows(choices: Choices, t: Words) -> pd.DataFrame:
    """The rows of the counts that the part is about, oldest first."""
    rows, part = rows_of(choices, t), part_choice(t).of(choices)
    return rows[rows["counted"].isin(LEADING.get(part, ()))].sort_values("period", kind="stable")


def newest_rows(choices: Choices, t: Words) -> pd.DataFrame:
    """The newest row of each count between two ends, in the order of the counts, the largest first."""
    newest = leading_rows(choices, t).drop_duplicates(["counted", "origin", "destination"], keep="last")
    order = newest["counted"].map({counted: at for counts in LEADING.values() for at, counted in enumerate(counts)})
    return newest.assign(order=order).sort_values(["order", "value"], ascending=[True, False], kind="stable")


def name_ends(row: Row, t: Words) -> str:
    """From where to where: "België → Zeeuws-Vlaanderen"; of a lock its name."""
    if row["site"]:
        sites = plain_table("port_sites").set_index("site")
        return str(sites.loc[row["site"], f"name_{t.language}"])
    names = map_descriptions.place_names(t)
    origin, destination = names[str(row["origin"])], names[str(row["destination"])]
    if origin == destination:
        return origin
    return f"{origin} {'↔' if row['direction'] == 'both' else '→'} {destination}"


def name_count(row: Row, t: Words) -> str:
    """What was counted, in words."""
    return t(f"flows.counted_{row['counted']}")


def format_period(row: Row, t: Words) -> str:
    """The period in words: 2018, januari 2025, academiejaar 2015-2016."""
    period = str(row["period"])
    if re.fullmatch(r"\d{4}-\d{4}", period):
        return t("flows.academic_year", years=period.replace("-", "–"))
    return t.partial_date(period) if period else t("period.undated")


def short_period(row: Row, t: Words) -> str:
    """The period as beside a figure on a map: 2018, 2015–2016."""
    period = str(row["period"])
    return period.replace("-", "–") if re.fullmatch(r"\d{4}-\d{4}", period) else format_period(row, t)


def format_value(row: Row, t: Words) -> str:
    """The value as the source gives it: "meer dan 41.000", "ongeveer 11.000", "1.570"."""
    text = table_texts.published_decimals(float(row["value"]), t)
    if row["unit"] == "pct":
        text += "%"
    return text if row["precision"] == "exact" else t(f"flows.precision_{row['precision']}", value=text)
