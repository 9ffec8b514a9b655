"""The figures behind a briefing as one workbook: a sheet of contents, then one sheet per slide.

Figures are numbers, whatever language they were written in; texts stay texts, also where they look like a formula.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from briefings.briefing import Briefing, Slide
from briefings.cells_xlsx import text, whole_year
from briefings.pptx.plotly_values import plain
from i18n.translator import Words

# In characters: no column is wider, and a longer text wraps.
MAX_WIDTH = 60
# Characters that the name of a sheet may not have.
NOT_IN_NAMES = re.compile(r"[\][:*?/\\]")
# The most rows of a sheet.
MAX_ROWS = 1_048_000


def make(briefing: Briefing, out: IO[bytes]) -> None:
    """Write the workbook."""
    texts, book = Words(briefing.language).section("kit"), Workbook(write_only=True)
    slides = list(briefing.ordered)
    names = [_sheet_name(number, slide.title) for number, slide in enumerate(slides, 1)]
    head = [
        texts("number"),
        texts("title"),
        texts("says"),
        texts("source"),
        texts("date"),
        texts("sheet"),
        texts("page"),
        texts("compared"),
    ]
    rows = [
        [number, slide.title, slide.says, slide.source, slide.date, name, slide.page, slide.compared]
        for number, (slide, name) in enumerate(zip(slides, names, strict=True), 1)
    ]
    _add_sheet(book, texts("contents"), head, rows)
    for name, slide in zip(names, slides, strict=True):
        _add_sheet(book, name, *figures(slide, briefing.language))
    book.save(out)


def figures(slide: Slide, language: str) -> tuple[list[str], list[list[Any]]]:
    """Head and rows of the figures of a slide: its stored rows, else what its figure is drawn from."""
    if slide.rows:
        head = list(dict.fromkeys(key for row in slide.rows for key in row))
        return head, [[number(row.get(key), language) for key in head] for row in slide.rows]
    texts = Words(language).section("kit")
    if slide.kind == "chart":
        return [texts("series"), "x", "y"], [
            [plain(trace.get("name")), whole_year(x), whole_year(y)]
            for trace in slide.content["figure"]["data"]
            for x, y in _points(trace)
            if y is not None
        ]
    if slide.kind == "map":
        description = slide.content["map"]
        period = whole_year(description["period"])
        legends = [legend.get("unit", "") for legend in description["legends"]] or [""]
        head = [texts("place"), texts("value"), texts("unit"), texts("period"), texts("status")]
        places = [[*place, *[0, "", ""][len(place) - 5 :]] for place in description["places"]]
        rows = [
            [place[1], number(place[4], language), legends[place[2]], whole_year(place[7]) or period, place[6]]
            for place in places
        ]
        return head, rows + [[one[5], one[6], "", period, ""] for one in description.get("points", [])]
    if slide.kind == "table":
        return list(slide.content["head"]), [[number(cell, language) for cell in row] for row in slide.content["rows"]]
    return [texts("text")], [[paragraph] for paragraph in slide.content["paragraphs"]]


def number(cell: Any, language: str) -> Any:
    """The number in a text, with the separators of the language; another text, or a code such as 0715, as it is."""
    if not isinstance(cell, str) or not _number_pattern(language).fullmatch(cell.strip()):
        return cell
    t = Words(language)
    text = cell.strip().replace("−", "-").replace(t.thousands, "").replace(t.decimal, ".")
    if re.match(r"-?0\d", text):
        return cell
    return float(text) if "." in text else int(text)


@cache
def _number_pattern(language: str) -> re.Pattern[str]:
    thousands, decimal = re.escape(Words(language).thousands), re.escape(Words(language).decimal)
    return re.compile(rf"[−-]?(\d{{1,3}}({thousands}\d{{3}})+|\d+)({decimal}\d+)?")


def _points(trace: dict[str, Any]) -> Iterable[tuple[Any, Any]]:
    first_key, second_key = ("labels", "values") if "labels" in trace else ("x", "y")
    if trace.get("orientation") == "h":
        first_key, second_key = second_key, first_key
    first, second = trace.get(first_key), trace.get(second_key)
    return zip(first, second, strict=False) if isinstance(first, list) and isinstance(second, list) else []


def _add_sheet(book: Workbook, name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet = book.create_sheet(name)
    rows = [list(row) for row in rows][:MAX_ROWS]
    sheet.freeze_panes = "A2"
    for place, title in enumerate(head):
        wide = max([len(str(title)), *(len(str(row[place])) for row in rows[:200] if place < len(row))])
        sheet.column_dimensions[_column_letter(place)].width = min(wide + 3, MAX_WIDTH)
    sheet.append([_cell(sheet, title, bold=True) for title in head])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: Any, bold: bool = False) -> Any:
    if isinstance(value, int | float | bool | None):
        cell = WriteOnlyCell(sheet, value)
    else:
        cell = text(sheet, str(value))
        cell.alignment = Alignment(vertical="top", wrap_text=len(cell.value) > MAX_WIDTH)
    if bold:
        cell.font = Font(bold=True)
    return cell


def _column_letter(place: int) -> str:
    return chr(65 + place) if place < 26 else f"{chr(64 + place // 26)}{chr(65 + place % 26)}"


def _sheet_name(number: int, title: str) -> str:
    """A valid sheet name: numbered, so that it is unique; at most 31 characters, without those that are not allowed."""
    return f"{number:02} {' '.join(NOT_IN_NAMES.sub(' ', title).split())}"[:31].rstrip("' ")
