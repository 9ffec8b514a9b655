"""Export of the registers to a spreadsheet, and import: milestones and projects are maintained without a programmer.

`export` writes the register as it is; `import_file` checks every row of a file and writes only if all is well. What is
written is read back before the card names it (loaders/dataset_swap.py), so what an import says it wrote can be read.
"""

import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from dataclasses import replace as replace_in
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd

from loaders import dataset_swap, storage
from loaders.card import Card, DatasetError, Fault
from loaders.trajectory import datasets, sheet, validation
from loaders.trajectory.validation import TABLES, columns_of

DATE_COLUMNS = frozenset({"source_date", *(column for columns in validation.DATES.values() for column in columns)})


@dataclass(frozen=True)
class Outcome:
    """What an import did, or would have done: faults, the keys of entries added, changed and removed, and remarks."""

    table: str
    faults: list[Fault]
    added: list[str]
    changed: list[str]
    removed: list[str]
    remarks: tuple[str, ...] = ()


def export(table: str, path: Path, *, empty: bool = False) -> None:
    """Write a register to a .csv or .xlsx file, or only its header: a template to fill in."""
    write(datasets.read_text(table).head(0) if empty else datasets.read_text_today(table), path)


def write(rows: pd.DataFrame, path: Path) -> None:
    """Write rows of text as they are to a .csv or .xlsx file."""
    path.write_bytes(encode(rows, path.suffix.lower()))


def encode(rows: pd.DataFrame, ending: str) -> bytes:
    """Rows of text as a .csv or .xlsx file. In XLSX every cell is text, so that a spreadsheet leaves 2021-12 alone."""
    if ending == ".csv":
        # The mark at the start tells Excel that the file is UTF-8; the semicolon that it has columns.
        text: str = rows.to_csv(index=False, sep=";", lineterminator="\n")
        return ("\ufeff" + text).encode("utf-8")
    if ending != ".xlsx":
        raise DatasetError(f"{ending}: name a file that ends in .csv or .xlsx")
    book = openpyxl.Workbook()
    page = book.active
    page.title = "register"
    for at, row in enumerate([list(rows.columns), *rows.itertuples(index=False)], start=1):
        for column, text in enumerate(row, start=1):
            if text:
                # What looks like an escape of the format is escaped, or it would be read as the character it names.
                cell = page.cell(at, column, re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text))
                cell.data_type = "s"
    for line in page.iter_rows(max_row=max(page.max_row, 300), max_col=len(rows.columns)):
        for cell in line:
            cell.number_format = "@"
    page.freeze_panes = "B2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def import_file(path: Path, *, replace: bool = False, today: date | None = None) -> Outcome:
    """Check the rows of a file and, if there is no fault, take them into the register they belong to.

    Entries are known by their key: a known key changes its entry, a new or empty one adds an entry. Entries that are
    not in the file stay, unless `replace` is given. Raises DatasetError for a file that cannot be read at all.
    """
    read = sheet.read(path, DATE_COLUMNS)
    # Columns that an export adds are not part of the register.
    read = replace_in(read, rows=read.rows.drop(columns=list(validation.DERIVED), errors="ignore"))
    table = _table(read, path)
    day = today or date.today()
    # Both registers, because an entry of one may name one of the other; a second import starts from what this wrote.
    with storage.lock(*(Card.of(name).folder for name in TABLES)):
        old = datasets.read_text(table)
        given = _fill_keys(_tidy(read.rows[columns_of(table)]), table, set(old[validation.key_of(table)]))
        faults = read.faults + [
            fault
            for fault in validation.faults(given, table, path.name, _known(table, given), day)
            if (fault.row, fault.column) not in read.unread
        ]
        if not replace:
            faults += _find_look_alikes(old, given, table, path.name)
        if faults:
            return Outcome(table, sorted(faults, key=lambda fault: fault.row or 0), [], [], [], read.remarks)
        new = given.reset_index(drop=True) if replace else _merge(old, given, table)
        # Once more as a whole, with what the other tables say of it.
        faults = validation.faults(new, table, f"{table} with {path.name}", _known(table, new), day)
        faults += datasets.unknown_references({**{name: datasets.read_text(name) for name in TABLES}, table: new})
        if faults:
            return Outcome(table, faults, [], [], [], read.remarks)
        if not old.equals(new):
            dataset_swap.swap(Card.of(table), new, day, load=lambda card: datasets.entries(card.read(), table))
    return Outcome(table, [], *_compare(old, new, table), read.remarks)


def _table(read: sheet.Sheet, path: Path) -> str:
    """Which register the columns belong to. Raises DatasetError with every column that lacks or is too many."""
    columns = list(read.rows.columns)
    table = max(TABLES, key=lambda name: len(set(columns_of(name)) & set(columns)))
    known = columns_of(table)
    lacking = [column for column in known if column not in columns]
    extra = [column or "(empty)" for column in columns if column not in known]
    twice = sorted({column for column in columns if columns.count(column) > 1})
    if lacking or extra or twice:
        problems = [("lacks", lacking), ("does not know", extra), ("has twice", twice)]
        words = "; ".join(f"{what} {', '.join(columns)}" for what, columns in problems if columns)
        more = "".join(f"; {fault}" for fault in read.faults[:5])
        raise DatasetError(f"{path.name}: the header {words} (taken for {table}){more}")
    return table


def _tidy(given: pd.DataFrame) -> pd.DataFrame:
    """Lists with spaces between, and numbers with a dot."""
    tidy = given.copy()
    for column in validation.LISTS:
        tidy[column] = tidy[column].map(lambda text: " ".join(re.split(r"[;,\s]+", text.strip(";, "))))
    for column in ("lat", "lon"):
        tidy[column] = tidy[column].str.replace(",", ".", regex=False)
    return tidy


def _fill_keys(given: pd.DataFrame, table: str, known: Collection[str]) -> pd.DataFrame:
    """Keys derived from titles where none is given: unused ones, so that the row adds an entry."""
    key, (dutch, english) = validation.key_of(table), validation.TITLES[table]
    taken = {*known, *given[key]}
    keys = []
    for stated, one, other in given[[key, english, dutch]].itertuples(index=False):
        if not stated:
            base = validation.slug(one) or validation.slug(other) or key
            number = 1
            while (stated := base if number == 1 else f"{base}-{number}") in taken:
                number += 1
            taken.add(stated)
        keys.append(stated)
    return given.assign(**{key: keys})


def _find_look_alikes(old: pd.DataFrame, given: pd.DataFrame, table: str, where: str) -> list[Fault]:
    """Rows of the file that look like an entry of the register which has another key."""
    key = validation.key_of(table)
    others = old[~old[key].isin(given[key])]
    look_alikes: dict[int, Fault] = {}
    for columns in validation.same_entry(table):
        titles = map(validation.comparison_key, others[columns].itertuples(index=False))
        entries = dict(zip(titles, others[key], strict=True))
        for index, values in zip(given.index, given[columns].itertuples(index=False), strict=True):
            if name := entries.get(validation.comparison_key(values)):
                reason = (
                    f"the same {' and '.join(columns)} as the entry {name!r} of the register: "
                    f"write that key in the column {key} to change it, or tell the two apart"
                )
                look_alikes.setdefault(int(index), Fault(where, int(index) + 2, columns[-1], reason))
    return list(look_alikes.values())


def _known(table: str, rows: pd.DataFrame) -> validation.Known:
    """What rows may name; projects that come with the file too."""
    known = datasets.known_keys()
    projects = known.projects | set(rows["project"]) if table == "projects" else known.projects
    return validation.Known(known.partners, known.workstreams, known.sdgs, frozenset(projects))


def _merge(old: pd.DataFrame, given: pd.DataFrame, table: str) -> pd.DataFrame:
    key = validation.key_of(table)
    rows = {row[key]: row for row in old.to_dict("records")} | {row[key]: row for row in given.to_dict("records")}
    return pd.DataFrame(list(rows.values()), columns=columns_of(table), dtype=str)


def _compare(old: pd.DataFrame, new: pd.DataFrame, table: str) -> tuple[list[str], list[str], list[str]]:
    """Keys that are added, changed and removed on the way from `old` to `new`."""
    key = validation.key_of(table)
    before, after = ({row[key]: row for row in rows.to_dict("records")} for rows in (old, new))
    changed = [name for name in after if name in before and before[name] != after[name]]
    return [n for n in after if n not in before], changed, [n for n in before if n not in after]
