"""Texts of the slides of a .pptx that are put together from the briefing: notes, sources, minutes."""

from briefings import style, text_layout
from briefings.briefing import Briefing, Slide
from charts.static_map import FAMILY
from charts.static_map_legend import lines
from i18n.translator import Words


def speaker_notes(slide: Slide, head: text_layout.HeadLayout) -> str:
    """The note of a slide, the texts that its head had to shorten, its source, and where it came from."""
    says_text = slide.says if head.says_text != slide.says else ""
    address = f"{slide.page}?{'&'.join(f'{key}={value}' for key, value in slide.query.items())}" if slide.page else ""
    compared = slide.compared if head.compared_text != slide.compared else ""
    return "\n\n".join(filter(None, [slide.note, says_text, compared, slide.source, address]))


def shorten_source(source: str) -> str:
    """The source in two lines on the slide; all of it is in the notes and under Sources."""
    source_lines = lines(source, style.SOURCE.width - 8, style.SIZES["source"], FAMILY)
    return source if len(source_lines) <= 2 else " ".join(source_lines[:2])[:-12].rstrip() + " …"


def source_rows(briefing: Briefing, texts: Words) -> list[list[str]]:
    """One row per source and date: the source, the date, and the titles of the slides that use it."""
    titles: dict[tuple[str, str], list[str]] = {}
    for slide in briefing.ordered:
        if slide.source:
            titles.setdefault((slide.source, slide.date), []).append(slide.title)
    return [[source, texts.iso_date(date), "; ".join(dict.fromkeys(used))] for (source, date), used in titles.items()]


def format_minutes(count: float, texts: Words) -> str:
    """Minutes without a unit, with a decimal only where needed."""
    return texts.number(count, 0 if float(count).is_integer() else 1)
