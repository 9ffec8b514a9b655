"""The registers out to a spreadsheet and back: milestones and projects, kept up without a programmer.

`export` writes the register as it is; `import_file` checks every row of a file and writes only if all is well. The
card is the one moment of truth: the new rows lie on disk under a name of their own before the card is swapped for
one that names them, so a reader, or a power cut, sees the old register or the new one and never half of either.
"""

import csv
import fcntl
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
import pandas as pd

from loaders import register, trajectory
from loaders.card import Card, DatasetError, Fault
from loaders.register import COLUMNS

MOST_BYTES = 5_000_000


@dataclass(frozen=True)
class Outcome:
    """What an import did, or would have done: faults, and the keys of entries added, changed and removed."""

    table: str
    faults: list[Fault]
    added: list[str]
    changed: list[str]
    removed: list[str]


def export(table: str, path: Path, *, empty: bool = False) -> None:
    """Write a register to a .csv or .xlsx file, or only its header: a template to fill in."""
    write(trajectory.text(table).head(0) if empty else trajectory.text_today(table), path)


def write(rows: pd.DataFrame, path: Path) -> None:
    """Write rows of text as they are to a .csv or .xlsx file."""
    path.write_bytes(packed(rows, path.suffix))


def packed(rows: pd.DataFrame, ending: str) -> bytes:
    """Rows of text as a .csv or .xlsx file. In XLSX every cell is text, so that a spreadsheet leaves 2021-12 alone."""
    if ending == ".csv":
        # The mark at the start tells Excel that the file is UTF-8; the semicolon that it has columns.
        text: str = rows.to_csv(index=False, sep=";", lineterminator="\n")
        return ("\ufeff" + text).encode("utf-8")
    if ending != ".xlsx":
        raise DatasetError(f"{ending}: name a file that ends in .csv or .xlsx")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "register"
    for row in [list(rows.columns), *rows.itertuples(index=False)]:
        sheet.append(list(row))
    for line in sheet.iter_rows(max_row=max(sheet.max_row, 300)):
        for cell in line:
            cell.number_format = "@"
    sheet.freeze_panes = "B2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def import_file(path: Path, *, replace: bool = False, today: date | None = None) -> Outcome:
    """Check the rows of a file and, if all is well, take them into the register they belong to.

    Entries are known by their key: a known key changes its entry, a new or empty one adds an entry. Entries that are
    not in the file stay, unless `replace` is given. Raises DatasetError for a file that cannot be read at all.
    """
    given = read(path)
    table = _table(given, path)
    given = _keyed(given[list(COLUMNS[table])], table)
    day = today or date.today()
    faults = register.faults(given, table, path.name, _known(table, given), day)
    if faults:
        return Outcome(table, faults, [], [], [])
    with _alone(Card.of(table)):
        old = trajectory.text(table)
        new = given if replace else _merged(old, given, table)
        other = {name: trajectory.text(name) for name in COLUMNS if name != table}
        # Once more as a whole: an entry of the file may look like one that is there under another key.
        faults = register.faults(new, table, f"{table} with {path.name}", _known(table, new), day)
        faults += trajectory.crossed({**other, table: new})
        if faults:
            return Outcome(table, faults, [], [], [])
        outcome = Outcome(table, [], *_differences(old, new, table))
        if not old.equals(new):
            _store(Card.of(table), new, day)
    return outcome


def read(path: Path) -> pd.DataFrame:
    """The cells of a .csv or .xlsx file as text, without empty rows at the end and what an export derived."""
    if not path.is_file():
        raise DatasetError(f"{path.name}: no such file")
    if path.stat().st_size > MOST_BYTES:
        raise DatasetError(f"{path.name}: larger than {MOST_BYTES // 1_000_000} MB; is this a register?")
    if path.suffix not in (".csv", ".xlsx"):
        raise DatasetError(f"{path.name}: must end in .csv or .xlsx")
    try:
        lines = list(_sheet(path) if path.suffix == ".xlsx" else _lines(path))
    except (UnicodeDecodeError, csv.Error, BadZipFile, KeyError, ValueError, OSError) as error:
        raise DatasetError(f"{path.name}: not readable; save it as CSV UTF-8 or as XLSX ({error})") from error
    while lines and not any(lines[-1]):
        lines.pop()
    if len(lines) < 2:
        raise DatasetError(f"{path.name}: has no rows under a header")
    head, *body = lines
    while head and not head[-1]:
        head.pop()
    if ragged := [i for i, line in enumerate(body, start=2) if any(line[len(head) :])]:
        raise DatasetError(f"{path.name}, row {ragged[0]}: has more cells than the header; put quotes around the text")
    found = pd.DataFrame([(line + [""] * len(head))[: len(head)] for line in body], columns=head, dtype=str)
    return found.drop(columns=list(register.DERIVED), errors="ignore")


def _lines(path: Path) -> Iterator[list[str]]:
    text = path.read_text("utf-8-sig")
    head = text.partition("\n")[0]
    separator = ";" if head.count(";") >= head.count(",") else ","
    for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
        yield [cell.strip() for cell in line]


def _sheet(path: Path) -> Iterator[list[str]]:
    sheet = openpyxl.load_workbook(path).active
    for line in sheet.iter_rows():
        yield [_cell(cell) for cell in line]


def _cell(cell: Any) -> str:
    """A cell as it was typed: a spreadsheet turns dates into days of its own, and numbers into fractions."""
    value = cell.value
    if isinstance(value, datetime):
        # 2021-12 typed into a spreadsheet becomes the first of December, shown without a day.
        return f"{value:%Y-%m-%d}" if "d" in str(cell.number_format).lower() else f"{value:%Y-%m}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _table(given: pd.DataFrame, path: Path) -> str:
    """Which register the columns belong to. Raises DatasetError with every column that lacks or is too many."""
    table = max(COLUMNS, key=lambda name: len(set(COLUMNS[name]) & set(given.columns)))
    lacking = [column for column in COLUMNS[table] if column not in given.columns]
    extra = [column or "(empty)" for column in given.columns if column not in COLUMNS[table]]
    twice = sorted({column for column in given.columns if list(given.columns).count(column) > 1})
    if lacking or extra or twice:
        told = [("lacks", lacking), ("does not know", extra), ("has twice", twice)]
        words = "; ".join(f"{what} {', '.join(columns)}" for what, columns in told if columns)
        raise DatasetError(f"{path.name}: the header {words} (taken for {table})")
    return table


def _keyed(given: pd.DataFrame, table: str) -> pd.DataFrame:
    """Lists with spaces between, numbers with a dot, and a key made of the title where none is given."""
    tidy = given.copy()
    for column in register.LISTS:
        tidy[column] = tidy[column].map(lambda text: " ".join(re.split(r"[;,\s]+", text.strip(";, "))))
    for column in ("lat", "lon"):
        tidy[column] = tidy[column].str.replace(",", ".", regex=False)
    key, title = register.key_of(table), register.TITLES[table][1]
    made = tidy[title].map(register.slug)
    tidy[key] = tidy[key].where(tidy[key] != "", made)
    return tidy


def _known(table: str, rows: pd.DataFrame) -> register.Known:
    """What rows may name; projects that come with the file too."""
    known = trajectory.known()
    projects = known.projects | set(rows["project"]) if table == "projects" else known.projects
    return register.Known(known.partners, known.workstreams, known.sdgs, frozenset(projects))


def _merged(old: pd.DataFrame, given: pd.DataFrame, table: str) -> pd.DataFrame:
    key = register.key_of(table)
    rows = {row[key]: row for row in old.to_dict("records")} | {row[key]: row for row in given.to_dict("records")}
    return pd.DataFrame(list(rows.values()), columns=list(COLUMNS[table]), dtype=str)


def _differences(old: pd.DataFrame, new: pd.DataFrame, table: str) -> tuple[list[str], list[str], list[str]]:
    """Keys that are added, changed and removed on the way from `old` to `new`."""
    key = register.key_of(table)
    before, after = ({row[key]: row for row in rows.to_dict("records")} for rows in (old, new))
    changed = [name for name in after if name in before and before[name] != after[name]]
    return [n for n in after if n not in before], changed, [n for n in before if n not in after]


@contextmanager
def _alone(card: Card) -> Iterator[None]:
    """One import at a time: the second waits, and starts from what the first wrote."""
    folder = os.open(card.folder, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _store(card: Card, rows: pd.DataFrame, day: date) -> None:
    """Lay the rows down beside the old ones, then let the card name them. Older versions stay: they are the history."""
    _tidy(card)
    body = rows.to_csv(index=False, lineterminator="\n").encode("utf-8")
    sum_ = sha256(body).hexdigest()
    file = f"{card.name}-{day}-{sum_[:8]}.csv"
    path, text = card.folder / "card.yaml", (card.folder / "card.yaml").read_text("utf-8")
    for field, value in {"file": file, "rows": len(rows), "sha256": f'"{sum_}"'}.items():
        text = re.sub(rf"(?m)^{field}:.*$", f"{field}: {value}", text)
    _put(card.folder / file, body)
    _put(path, f"{text.rstrip()}\n  - {{day: {day}, file: {file}}}\n".encode())


def _tidy(card: Card) -> None:
    """Remove what an import that was cut off left lying: drafts, and files that the card never came to name."""
    named = {str(card.fields["file"]), *(version["file"] for version in card.fields["versions"])}
    for path in [*card.folder.glob(".*.draft"), *card.folder.glob("*.csv")]:
        if path.name not in named:
            path.unlink()


def _put(path: Path, body: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    draft = path.with_name(f".{path.name}.draft")
    with draft.open("wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
