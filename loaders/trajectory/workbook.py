"""The cells of a worksheet of an XLSX file as text, read from its XML as a stream.

Limits    rows, columns and unpacked bytes, checked before and while reading; styled cells without content cost nothing

openpyxl is not used to read: one cell or merged range at the far end of a sheet fills its memory, a style that it does
not know makes it refuse the workbook, and it reads merged cells as empty.
"""

import posixpath
import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from xml.etree.ElementTree import XMLParser
from zipfile import ZipFile

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH

from loaders.card import DatasetError
from loaders.trajectory.cell_values import PASTE, Unreadable, as_text

MAX_ROWS, MAX_COLUMNS = 5_000, 100
MAX_UNPACKED = 20_000_000
# A DTD is not allowed in a workbook, and its entities can grow without limit; UTF-16 has a zero byte between.
DTD = re.compile(rb"<\x00?!\x00?D\x00?O\x00?C")

Place = tuple[int, int]
Element = tuple[str, dict[str, str]]


@dataclass
class Grid:
    """What a worksheet holds, by row and column from 1: text, why a cell cannot be read, and merged ranges."""

    texts: dict[Place, str] = field(default_factory=dict)
    faults: dict[Place, str] = field(default_factory=dict)
    dates: set[Place] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)
    sheet: str = ""
    others: list[str] = field(default_factory=list)  # further worksheets, which are not read


def read(path: Path) -> Grid:
    """The first worksheet of a workbook that is not hidden.

    Raises DatasetError if it is too large; what zipfile and the XML parser raise passes through.
    """
    with ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
            raise _too_large()
        main = _targets(archive, "", "officeDocument")[0]
        elements = _elements(archive, main, {"sheet", "workbookPr"})
        sheets = _worksheets(archive, main, elements)
        if not sheets:
            raise ValueError("the workbook has no worksheet")
        shared = [text for part in _targets(archive, main, "sharedStrings") for text in _strings(archive, part)]
        formats = [code for part in _targets(archive, main, "styles") for code in _formats(archive, part)]
        mac = any(each.get("date1904") in ("1", "true") for tag, each in elements if tag == "workbookPr")
        cells = _Cells(shared, formats, CALENDAR_MAC_1904 if mac else WINDOWS_EPOCH)
        _parse(archive, sheets[0][1], cells)
        cells.grid.sheet, cells.grid.others = sheets[0][0], [name for name, _ in sheets[1:]]
        return cells.grid


def _too_large() -> DatasetError:
    return DatasetError(f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB; is this a register?")


class _Target:
    """What the XML parser calls, by the name of an element without its namespace. No tree is built."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.opened(tag.rpartition("}")[2], {key.rpartition("}")[2]: value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        self.closed(tag.rpartition("}")[2])

    def data(self, text: str) -> None:
        """Text within the element that was opened last."""

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def closed(self, name: str) -> None:
        """An element ends."""


def _parse(archive: ZipFile, part: str, target: _Target) -> None:
    with archive.open(part) as file:
        # The directory of the archive may lie about the size.
        body = file.read(MAX_UNPACKED + 1)
    if len(body) > MAX_UNPACKED:
        raise _too_large()
    if DTD.search(body):
        raise ValueError("it holds a document type definition")
    parser = XMLParser(target=target)
    parser.feed(body)
    parser.close()


class _Elements(_Target):
    def __init__(self, wanted: set[str]) -> None:
        self.wanted, self.elements = wanted, list[Element]()

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name in self.wanted:
            self.elements.append((name, attributes))


def _elements(archive: ZipFile, part: str, wanted: set[str]) -> list[Element]:
    """The elements of these names with their attributes, in the order of the file."""
    target = _Elements(wanted)
    _parse(archive, part, target)
    return target.elements


def _relations(archive: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """The parts that a part points at, by id: the kind, and the name in the archive."""
    folder, name = posixpath.split(part)
    elements = _elements(archive, posixpath.join(folder, "_rels", f"{name}.rels"), {"Relationship"})
    return {
        each["Id"]: (
            each["Type"].rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, each["Target"]))[1:],
        )
        for _, each in elements
        if each.get("TargetMode") != "External"
    }


def _targets(archive: ZipFile, part: str, kind: str) -> list[str]:
    return [name for each, name in _relations(archive, part).values() if each == kind]


def _worksheets(archive: ZipFile, main: str, elements: list[Element]) -> list[tuple[str, str]]:
    """Title and part of the worksheets that are not hidden; a sheet that is only a chart is none."""
    parts = _relations(archive, main)
    return [
        (each["name"], parts[each["id"]][1])
        for tag, each in elements
        if tag == "sheet" and parts[each["id"]][0] == "worksheet" and each.get("state", "visible") == "visible"
    ]


def _formats(archive: ZipFile, part: str) -> list[str]:
    """The number format of each style of a cell; fonts, fills and borders are not looked at."""
    own, numbers = dict[str, str](), list[str]()
    for tag, each in _elements(archive, part, {"numFmt", "cellXfs", "xf"}):
        if tag == "numFmt" and "numFmtId" in each:
            own[each["numFmtId"]] = each.get("formatCode", "")
        elif tag == "cellXfs":
            # Those before it are styles with a name, which a cell does not point at.
            numbers = []
        elif tag == "xf":
            numbers.append(each.get("numFmtId", "0"))
    return [own.get(number) or BUILTIN_FORMATS.get(int(number), "General") for number in numbers]


class _Texts(_Target):
    """Gathers the text of <t>, but not how it is pronounced (<rPh>), and of <v>."""

    def __init__(self) -> None:
        self.parts, self.strings = list[str](), list[str]()
        self.inside = self.phonetic = False

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        self.phonetic = self.phonetic or name == "rPh"
        self.inside = name in ("t", "v") and not self.phonetic

    def closed(self, name: str) -> None:
        self.phonetic = self.phonetic and name != "rPh"
        self.inside = False
        if name == "si":
            self.strings.append(self.take())

    def data(self, text: str) -> None:
        if self.inside:
            self.parts.append(text)

    def take(self) -> str:
        """The text since it was last taken."""
        text = "".join(self.parts)
        self.parts.clear()
        return text


def _strings(archive: ZipFile, part: str) -> list[str]:
    target = _Texts()
    _parse(archive, part, target)
    return target.strings


class _Cells(_Texts):
    """Fills a grid from the XML of a worksheet."""

    def __init__(self, shared: list[str], formats: list[str], epoch: datetime) -> None:
        super().__init__()
        self.grid, self.shared, self.formats, self.epoch = Grid(), shared, formats, epoch
        self.row = self.column = 0
        self.cell: dict[str, str] = {}
        self.formula = False

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        super().opened(name, attributes)
        if name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif name == "c":
            self.cell, self.formula, self.column = attributes, False, self.column + 1
            if at := attributes.get("r"):
                self.row, self.column = coordinate_to_tuple(at)
            self.take()
        elif name == "f":
            self.formula = True
        elif name == "mergeCell":
            self.grid.merged.append(attributes["ref"])

    def closed(self, name: str) -> None:
        super().closed(name)
        if name == "c" and ((text := self.take()) or self.formula):
            self._keep(text)

    def _keep(self, text: str) -> None:
        at = (self.row, self.column)
        if self.row > MAX_ROWS or self.column > MAX_COLUMNS:
            place = f"{get_column_letter(self.column)}{self.row}"
            limits = f"only the first {MAX_ROWS} rows and {MAX_COLUMNS} columns are read"
            raise DatasetError(f"the cell {place} is filled, but {limits}; empty it, or is this a register?")
        if self.formula:
            self.grid.faults[at] = f"is a formula: {PASTE}"
            return
        kind, code = self.cell.get("t", "n"), "General"
        if kind == "s":
            kind, text = "str", _item(self.shared, text)
        elif self.formats:
            code = _item(self.formats, self.cell.get("s", "0"))
        try:
            self.grid.texts[at], dated = as_text(kind, text, code, self.epoch)
        except Unreadable as error:
            self.grid.faults[at] = str(error)
        else:
            self.grid.dates |= {at} if dated else set()


def _item(items: list[str], index: str) -> str:
    if not 0 <= int(index) < len(items):
        raise ValueError(f"there is no text or style {index}")
    return items[int(index)]
