"""The parts of the slides of a .pptx: texts, tables, rules, the theme, and alternative texts."""

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from briefings import style, table_layout, text_layout
from briefings.style import Box
from charts.palettes import CATEGORICAL

EMU = 12_192_000 // style.WIDTH


def add_table(page: Any, part: table_layout.TablePart, box: Box, has_head: bool, alt: str) -> None:
    """Add a table: the head in the accent colour, every other row on a band, columns of figures aligned right."""
    rows, heights = (part.rows, part.heights) if has_head else (part.rows[1:], part.heights[1:])
    where = Box(box.left, box.top, sum(part.widths), sum(heights))
    frame = page.shapes.add_table(len(rows), len(part.widths), *emu(where))
    set_alt_text(frame, alt, alt)
    native = frame.table
    native.first_row, native.horz_banding = has_head, False
    for column, width in zip(native.columns, part.widths, strict=True):
        column.width = Emu(EMU * width)
    for row, height, cells in zip(range(len(rows)), heights, rows, strict=True):
        native.rows[row].height = Emu(EMU * height)
        for column, text in enumerate(cells):
            cell = native.cell(row, column)
            cell.margin_left = cell.margin_right = Emu(EMU * table_layout.PAD)
            cell.margin_top = cell.margin_bottom = Emu(EMU * 4)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            is_head = has_head and row == 0
            cell.fill.solid()
            cell.fill.fore_color.rgb = rgb(style.ACCENT if is_head else style.BAND if row % 2 == 0 else style.PAPER)
            write(cell.text_frame, [text], part.size, style.PAPER if is_head else style.INK, bold=is_head, anchor=None)
            # The heading of a column of figures is aligned right with it.
            if column and part.numeric[column]:
                cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def write(
    frame: Any,
    texts: Sequence[str],
    size: float,
    colour: str,
    *,
    bold: bool = False,
    anchor: Any = MSO_ANCHOR.TOP,
    space_after: float = 0,
) -> None:
    """Write texts as paragraphs of one size and colour, from right to left where their script is.

    anchor    None keeps the margins and the anchor of the frame, as in a cell of a table
    """
    frame.word_wrap = True
    if anchor is not None:
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = anchor
    for place, text in enumerate("\n".join(texts).split("\n")):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        # An empty line without a size is as high as the default type.
        paragraph._p.get_or_add_endParaRPr().set("sz", str(round(style.points(size) * 100)))
        if text:
            run = paragraph.add_run()
            run.text = text
            run.font.size, run.font.bold, run.font.color.rgb = Pt(style.points(size)), bold, rgb(colour)
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_after = Pt(style.points(space_after))
        if text_layout.right_to_left(text):
            paragraph.alignment = PP_ALIGN.RIGHT
            paragraph._p.get_or_add_pPr().set("rtl", "1")


def add_slide_number(page: Any, dated: str, number: int, language: str, colour: str = style.MUTED) -> None:
    """Add the date of the data and the slide number, as a field, so that it stays right when slides are moved."""
    shape = page.shapes.add_textbox(*emu(style.NUMBER))
    write(shape.text_frame, [f"{dated}    " if dated else ""], style.SIZES["number"], colour)
    paragraph = shape.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    run = paragraph._p.makeelement(qn("a:fld"), {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"})
    about = run.makeelement(qn("a:rPr"), {"lang": language, "sz": str(style.SIZES["number"] * 50)})
    fill = about.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": str(rgb(colour))}))
    about.append(fill)
    text = run.makeelement(qn("a:t"), {})
    text.text = str(number)
    run.extend([about, text])
    paragraph._p.append(run)


def add_rule(page: Any, box: Box, colour: str) -> None:
    """Add a line without alternative text: it is decoration."""
    shape = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *emu(box))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)
    shape.line.fill.background()
    shape.shadow.inherit = False


def set_theme(deck: Any) -> None:
    """Set our font and colours as the theme, so that what users add looks the same."""
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = part.blob.decode("utf-8")
    text = text.replace('<a:latin typeface="Calibri"/>', f'<a:latin typeface="{style.FONT}"/>')
    for number, (old, new) in enumerate(zip(_accent_colours(text), CATEGORICAL, strict=False), 1):
        text = text.replace(
            f'<a:accent{number}><a:srgbClr val="{old}"/>', f'<a:accent{number}><a:srgbClr val="{new[1:]}"/>'
        )
    part._blob = text.encode("utf-8")


def _accent_colours(text: str) -> list[str]:
    return [text.split(f'<a:accent{number}><a:srgbClr val="')[1][:6] for number in range(1, 7)]


def set_alt_text(shape: Any, title: str, alt: str) -> None:
    """Set title and alternative text of a shape."""
    about = shape._element.xpath(".//p:cNvPr")[0]
    about.set("descr", alt)
    about.set("title", title)


def emu(box: Box) -> tuple[Any, Any, Any, Any]:
    """A box on the stage in EMU, the unit of .pptx."""
    return Emu(EMU * box.left), Emu(EMU * box.top), Emu(EMU * box.width), Emu(EMU * box.height)


def rgb(colour: str) -> RGBColor:
    """A colour `#rrggbb`."""
    return RGBColor.from_string(colour.lstrip("#").upper())
