"""What the slides of a .pptx are put together from: texts, tables, the theme, and the text of a picture."""

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Emu, Pt

from briefings import style, text_layout
from briefings.style import Box
from charts.palettes import CATEGORICAL

EMU = 12_192_000 // style.WIDTH


def table(page: Any, part: text_layout.Sheet, box: Box, headed: bool, alt: str) -> None:
    """A native table: the head on our colour, every other row on a band, figures to the right."""
    rows, heights = (part.rows, part.heights) if headed else (part.rows[1:], part.heights[1:])
    where = Box(box.left, box.top, sum(part.widths), sum(heights))
    frame = page.shapes.add_table(len(rows), len(part.widths), *emu(where))
    describe(frame, alt, alt)
    made = frame.table
    made.first_row, made.horz_banding = headed, False
    for column, wide in zip(made.columns, part.widths, strict=True):
        column.width = Emu(EMU * wide)
    for row, height, cells in zip(range(len(rows)), heights, rows, strict=True):
        made.rows[row].height = Emu(EMU * height)
        for column, text in enumerate(cells):
            cell = made.cell(row, column)
            cell.margin_left = cell.margin_right = Emu(EMU * text_layout.PAD)
            cell.margin_top = cell.margin_bottom = Emu(EMU * 4)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            first = headed and row == 0
            cell.fill.solid()
            cell.fill.fore_color.rgb = rgb(style.ACCENT if first else style.BAND if row % 2 == 0 else style.PAPER)
            write(cell.text_frame, [text], part.size, style.PAPER if first else style.INK, bold=first, margins=False)
            # A column of figures stands to the right, its heading with it.
            if column and part.figures[column]:
                cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def write(
    frame: Any,
    texts: Sequence[str],
    size: float,
    colour: str,
    *,
    bold: bool = False,
    anchor: Any = MSO_ANCHOR.TOP,
    apart: float = 0,
    margins: bool = True,
) -> None:
    """Texts as paragraphs of one size and colour; what runs from right to left is told so."""
    frame.word_wrap = True
    if margins:
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = anchor
    for place, text in enumerate("\n".join(texts).split("\n")):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        # Without a size of its own a line with nothing on it is as high as the usual letters.
        paragraph._p.get_or_add_endParaRPr().set("sz", str(round(style.points(size) * 100)))
        if text:
            run = paragraph.add_run()
            run.text = text
            run.font.size, run.font.bold, run.font.color.rgb = Pt(style.points(size)), bold, rgb(colour)
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_after = Pt(style.points(apart))
        if text_layout.right_to_left(text):
            paragraph.alignment = PP_ALIGN.RIGHT
            paragraph._p.get_or_add_pPr().set("rtl", "1")


def bar(page: Any, box: Box, colour: str) -> None:
    """A plain rule; nothing that a screen reader need tell of."""
    shape = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *emu(box))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)
    shape.line.fill.background()
    shape.shadow.inherit = False


def theme(deck: Any) -> None:
    """Our letters and colours as those of the file: what is added later looks the same."""
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = part.blob.decode("utf-8")
    text = text.replace('<a:latin typeface="Calibri"/>', f'<a:latin typeface="{style.FONT}"/>')
    for number, (old, new) in enumerate(zip(_accents(text), CATEGORICAL, strict=False), 1):
        text = text.replace(
            f'<a:accent{number}><a:srgbClr val="{old}"/>', f'<a:accent{number}><a:srgbClr val="{new[1:]}"/>'
        )
    part._blob = text.encode("utf-8")


def _accents(text: str) -> list[str]:
    return [text.split(f'<a:accent{number}><a:srgbClr val="')[1][:6] for number in range(1, 7)]


def describe(shape: Any, title: str, alt: str) -> None:
    """Its text for whoever cannot see it."""
    about = shape._element.xpath(".//p:cNvPr")[0]
    about.set("descr", alt)
    about.set("title", title)


def emu(box: Box) -> tuple[Any, Any, Any, Any]:
    """A place on the stage in the units of the file."""
    return Emu(EMU * box.left), Emu(EMU * box.top), Emu(EMU * box.width), Emu(EMU * box.height)


def rgb(colour: str) -> RGBColor:
    """A colour `#rrggbb`."""
    return RGBColor.from_string(colour.lstrip("#").upper())
