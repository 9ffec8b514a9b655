"""A briefing as a link: which figures are wanted, in what order, with what title and note; never the numbers."""

import base64
import binascii
import json
import zlib
from dataclasses import astuple, dataclass, fields

from briefings.briefing import LONGEST, MOST_SLIDES, Briefing, BriefingError

# Mail programs and proxies cut longer ones.
LONGEST_LINK = 6_000
# What a link may unpack to: a small one that grows without end is an attack.
MOST_UNPACKED = 1_000_000


@dataclass(frozen=True)
class Wanted:
    """A figure of a page, to be drawn anew from the data of today."""

    page: str
    query: dict[str, str]
    figure: str
    title: str = ""
    note: str = ""
    minutes: float = 1.0
    appendix: bool = False


def to_link(briefing: Briefing) -> str | None:
    """The text of a link, safe in an address; None where it would be too long, or a slide comes from no page."""
    slides = briefing.slides
    if not slides or not all(slide.page and slide.figure for slide in slides):
        return None
    wanted = [Wanted(**{one.name: getattr(slide, one.name) for one in fields(Wanted)}) for slide in slides]
    body = json.dumps([astuple(one) for one in wanted], ensure_ascii=False, separators=(",", ":")).encode()
    text = base64.urlsafe_b64encode(zlib.compress(body, 9)).decode().rstrip("=")
    return text if len(text) <= LONGEST_LINK else None


def from_link(text: str) -> list[Wanted]:
    """The figures a link asks for. Raises BriefingError for a link that is cut off or says something else."""
    if len(text) > LONGEST_LINK:
        raise BriefingError("link", "too_long", str(LONGEST_LINK))
    try:
        unpacking = zlib.decompressobj()
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        body = unpacking.decompress(packed, MOST_UNPACKED)
        if not unpacking.eof:
            raise BriefingError("link", "not_link")
        rows = json.loads(body)
    except (binascii.Error, zlib.error, ValueError, RecursionError) as error:
        raise BriefingError("link", "not_link") from error
    if not isinstance(rows, list) or not all(isinstance(row, list) and len(row) == len(fields(Wanted)) for row in rows):
        raise BriefingError("link", "not_link")
    if len(rows) > MOST_SLIDES:
        raise BriefingError("link", "too_many", str(MOST_SLIDES))
    return [_wanted(row) for row in rows]


def _wanted(row: list[object]) -> Wanted:
    page, query, figure, title, note, minutes, appendix = row
    texts = {"page": page, "figure": figure, "title": title, "note": note}
    if not all(isinstance(one, str) and len(one) <= LONGEST.get(name, LONGEST[""]) for name, one in texts.items()):
        raise BriefingError("link", "not_link")
    if not isinstance(query, dict):
        raise BriefingError("link", "not_link")
    if not all(isinstance(key, str) and isinstance(value, str) for key, value in query.items()):
        raise BriefingError("link", "not_link")
    if not isinstance(minutes, int | float) or isinstance(minutes, bool) or not 0 <= minutes <= 600:
        raise BriefingError("link", "not_link")
    if not isinstance(appendix, bool):
        raise BriefingError("link", "not_link")
    return Wanted(str(page), query, str(figure), str(title), str(note), float(minutes), appendix)
