"""The key beside a map on paper: classes, places with their figures, circles, and what the marks mean.

Sections stand in one column; where that is too short in two, then in smaller type. If that does not do either, the list
of places is cut, and the key says how many more there are.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle
from matplotlib.textpath import text_to_path

from charts.map_style import COLOURS, PATTERNS

INK, EDGE, CONTEXT, HATCH, SPARSE, HALO = (
    COLOURS[name] for name in ("ink", "edge", "context", "hatch", "sparse", "halo")
)
STRONG = "#0b4366"
# Mark to the hatchings that make it: pattern, width, colour; a dark one under a light one shows on any colour.
HATCHES: dict[str, tuple[tuple[str, float, str], ...]] = {
    "missing": (("//", 2.2, HATCH),),
    "unpublished": (("\\", 2.0, SPARSE),),
    "dots": (("o", 3.4, INK), ("o", 1.8, HALO)),
    "bars": (("-", 4.4, INK), ("-", 2.4, HALO)),
}
SIZES, LEADING, GAP = (28, 26, 24), 1.36, 40
# The width of a cell of the square, in sizes of the letters.
CELL = 1.9
# A name gets this share of its column at the least.
LEAST = 0.45


class Line(NamedTuple):
    """One line of the key: text to the left and right of it, after a swatch (kind, colour, mark); `above`: air.

    cells   the colours of a row of the square of two figures, before the text
    """

    left: str
    right: str = ""
    swatch: tuple[str, str, str] | None = None
    bold: bool = False
    above: float = 0.0
    cells: tuple[str, ...] = ()


def text_width(text: str, size: float, family: Sequence[str], bold: bool = False) -> float:
    """The width of a text in pixels."""
    return _measured(text, size, tuple(family), bold)


# A text is broken into lines at several sizes, and again where it runs over: most beginnings are measured repeatedly.
@lru_cache(maxsize=4096)
def _measured(text: str, size: float, family: tuple[str, ...], bold: bool) -> float:
    font = FontProperties(family=list(family), size=size, weight="bold" if bold else "normal")
    # A character that the font lacks (emoji, other scripts) is taken to be as wide as an m.
    known = _letters(family)
    text = "".join(sign if ord(sign) in known else "m" for sign in text)
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0])


@cache
def _letters(family: tuple[str, ...]) -> frozenset[int]:
    """The signs that the first letters of a family have."""
    return frozenset(get_font(findfont(FontProperties(family=list(family)))).get_charmap())


def lines(text: str, width: float, size: float, family: Sequence[str], bold: bool = False) -> list[str]:
    """A text in lines that are no wider than a number of pixels; a wider word (an address) is cut."""
    done: list[str] = []
    for word in text.split():
        if done and text_width(f"{done[-1]} {word}", size, family, bold) <= width:
            done[-1] += f" {word}"
            continue
        while len(word) > 1 and text_width(word, size, family, bold) > width:
            fitting = max(1, int(len(word) * width / text_width(word, size, family, bold)))
            done.append(word[:fitting])
            word = word[fitting:]
        done.append(word)
    return done


def sections(description: Mapping[str, Any]) -> Iterator[tuple[list[Line], list[Line]]]:
    """What the key tells, a section a legend: head and classes, and the list that may be cut."""
    for number, legend in enumerate(description["legends"]):
        unit = f" ({legend['unit']})" if legend["unit"] else ""
        head = [Line(f"{legend['title']}{unit}", bold=True)]
        head += [Line(legend["note"])] if legend["note"] else []
        classes = zip(legend["light"], legend["labels"], strict=False)
        if square := legend.get("square"):
            head += _square(square, legend["light"])
        else:
            head += [Line(label, swatch=("class", colour, "")) for colour, label in classes]
        rows = [_place(place, description) for place in description["places"] if place[2] == number]
        yield head, [row._replace(above=0 if place else 0.4) for place, row in enumerate(rows)]
    if points := description.get("points"):
        kinds = description["kinds"]
        head = [Line(description["words"]["points"], bold=True)]
        head += [Line(kind["label"], swatch=("point", kind["light"], "")) for kind in kinds.values()]
        yield (
            head,
            [
                Line(name, text, ("point", kinds[kind]["light"], ""))
                for _key, _lon, _lat, kind, _size, name, text in points
            ],
        )
    marks = [Line(label, swatch=(kind, "", kind)) for kind, label in description["marks"]]
    if marks:
        yield marks, []


def _square(square: Mapping[str, Any], colours: Sequence[str]) -> list[Line]:
    """The nine classes of two figures in three rows, with what the classes of each range over."""
    x, y = square["x"], square["y"]
    rows = [
        Line(text, cells=tuple(colours[3 * row : 3 * row + 3])) for row, text in reversed(list(enumerate(y["steps"])))
    ]
    return [Line(f"↑ {y['title']}"), *rows, Line(f"→ {x['title']}: {' | '.join(x['steps'])}")]


def _place(place: Sequence[Any], description: Mapping[str, Any]) -> Line:
    full: list[Any] = list(place) + [0, "", ""][len(place) - 5 :]
    name, legend, kind, text, rank, status, period = full[1:]
    word, mark = description["statuses"].get(status, ["", ""])
    more = ", ".join(part for part in (period, word) if part)
    swatch = ("class", description["legends"][legend]["light"][kind], mark) if kind >= 0 else None
    swatch = swatch or ("class", CONTEXT, PATTERNS[kind])
    left = f"{rank}. {name}" if rank else name
    if kind >= 0 and "square" in description["legends"][legend]:
        # The colour says the classes of both figures already.
        return Line(f"{left} ({word})" if word else left, period, swatch)
    return Line(f"{left} ({more})" if more else left, text, swatch)


def draw(axes: Axes, description: Mapping[str, Any], width: float, height: float, family: Sequence[str]) -> None:
    """Draw the key into axes of width × height pixels."""
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.set_axis_off()
    parts = list(sections(description))
    for size in SIZES:
        for columns in (1, 2):
            # One column is not wider than a reader follows from a name to its figure.
            span = min((width - GAP * (columns - 1)) / columns, size * 20)
            if laid := _layout(parts, columns, span, height, size, family):
                _write(axes, laid, span, size, family)
                return
    size, span = SIZES[-1], (width - GAP) / 2
    for most in (40, 30, 20, 15, 12, 10, 8, 6, 4, 2, 0):
        cut = [
            (head, [*rest[:most], Line(f"… (+ {len(rest) - most})")] if len(rest) > most else rest)
            for head, rest in parts
        ]
        if laid := _layout(cut, 2, span, height, size, family):
            break
    else:
        laid = _layout(cut, 2, span, 1e9, size, family)
    _write(axes, laid or [], span, size, family)


def _layout(
    parts: Sequence[tuple[list[Line], list[Line]]],
    columns: int,
    span: float,
    height: float,
    size: float,
    family: Sequence[str],
) -> list[tuple[float, float, Line, list[str], float]] | None:
    """Each line with its place (left, top), its wrapped text, and where that starts; None where it does not fit."""
    step, at, column, laid = size * LEADING, 0.0, 0, []
    for head, rest in parts:
        block = []
        for line in (*head, *rest):
            inset = size * 1.5 if line.swatch else size * (CELL * len(line.cells) + 0.4 * bool(line.cells))
            room = span - inset - (text_width(line.right, size, family) + size if line.right else 0)
            # Where words take the place of a figure, they stand under the name and leave it the width of the column.
            beneath = [""] if room < span * LEAST else []
            left = lines(line.left, span - inset if beneath else room, size, family, line.bold) or [""]
            block.append((line, left + beneath, inset))
        tall = sum(len(text) + line.above for line, text, _ in block) * step
        whole = at + tall <= height
        if not whole and at and column + 1 < columns:
            column, at, whole = column + 1, 0.0, tall <= height
        # A section that no column can hold runs on in the next.
        for line, text, inset in block:
            at += line.above * step
            if at + len(text) * step > height:
                if column + 1 >= columns:
                    return None
                column, at = column + 1, 0.0
            laid.append((column * (span + GAP), at, line, text, inset))
            at += len(text) * step
        at += step * 0.5
    return laid


def _write(
    axes: Axes,
    laid: Sequence[tuple[float, float, Line, list[str], float]],
    span: float,
    size: float,
    family: Sequence[str],
) -> None:
    step = size * LEADING
    for left, top, line, text, inset in laid:
        for number, colour in enumerate(line.cells):
            corner, box = (left + number * size * CELL, top + 1), (size * CELL - 3, step - 2)
            axes.add_patch(Rectangle(corner, *box, facecolor=colour, edgecolor=EDGE, linewidth=1))
        if line.swatch:
            _swatch(axes, left, top + step / 2, size, *line.swatch)
        font = FontProperties(family=list(family), size=size, weight="bold" if line.bold else "normal")
        style: dict[str, Any] = {"fontproperties": font, "color": INK, "va": "center", "parse_math": False}
        for row, part in enumerate(text):
            axes.text(left + inset, top + step * (row + 0.5), part, **style)
        if line.right:
            row = 0 if text[-1] else len(text) - 1
            axes.text(left + span, top + step * (row + 0.5), line.right, ha="right", **style)


def _swatch(axes: Axes, left: float, middle: float, size: float, kind: str, colour: str, mark: str) -> None:
    """The colour and marks a line stands for."""
    if kind == "approximate":
        axes.add_line(Line2D([left, left + size], [middle, middle], color=EDGE, linewidth=3, linestyle=(0, (3, 2))))
        return
    if kind == "point":
        axes.add_patch(Circle((left + size / 2, middle), size * 0.38, facecolor=colour, edgecolor=INK, linewidth=1))
        return
    ground = colour or (STRONG if mark in ("dots", "bars") else CONTEXT)
    corner, box = (left, middle - size * 0.38), (size, size * 0.76)
    axes.add_patch(Rectangle(corner, *box, facecolor=ground, edgecolor=EDGE, linewidth=1))
    for hatch, line, ink in HATCHES.get(mark, ()):
        hatched = Rectangle(corner, *box, facecolor="none", edgecolor="none", hatch=hatch)
        hatched.set(hatchcolor=ink, hatch_linewidth=line)
        axes.add_patch(hatched)
