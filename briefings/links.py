"""A briefing as a link: which figures it shows, in what order, with what title and note; never the numbers."""

import base64
import binascii
import json
import zlib
from dataclasses import fields
from typing import Annotated

from pydantic import ConfigDict, Field, ValidationError
from pydantic.dataclasses import dataclass

from briefings.briefing import LONGEST, MOST_SLIDES, Briefing, BriefingError

# Mail programs and proxies cut longer ones.
LONGEST_LINK = 6_000
# The most bytes that a link may decompress to: a small one can hold any number of them.
MOST_DECOMPRESSED = 1_000_000

Text = Annotated[str, Field(max_length=LONGEST[""])]


@dataclass(frozen=True, config=ConfigDict(strict=True, extra="forbid"))
class Wanted:
    """A figure of a page, to be drawn from the data of today."""

    page: Text
    query: dict[str, str]
    figure: Text
    title: Annotated[str, Field(max_length=LONGEST["title"])] = ""
    note: Annotated[str, Field(max_length=LONGEST["note"])] = ""
    minutes: Annotated[float, Field(ge=0, le=600)] = 1.0
    appendix: bool = False


# In a link a figure is the list of these fields, in this order.
NAMES = tuple(each.name for each in fields(Wanted))


def to_link(briefing: Briefing) -> str | None:
    """The text of a link, safe in an address; None where it would be too long, or a slide comes from no page."""
    slides = briefing.slides
    if not slides or not all(slide.page and slide.figure for slide in slides):
        return None
    rows = [[getattr(slide, name) for name in NAMES] for slide in slides]
    body = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    text = base64.urlsafe_b64encode(zlib.compress(body, 9)).decode().rstrip("=")
    return text if len(text) <= LONGEST_LINK else None


def from_link(text: str) -> list[Wanted]:
    """The figures a link asks for. Raises BriefingError for a link that is cut off or is not a briefing."""
    if len(text) > LONGEST_LINK:
        raise BriefingError("link", "too_long", str(LONGEST_LINK))
    try:
        decompressor = zlib.decompressobj()
        body = decompressor.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), MOST_DECOMPRESSED)
        if not decompressor.eof:
            raise BriefingError("link", "not_link")
        rows = json.loads(body)
    except (binascii.Error, zlib.error, ValueError, RecursionError) as error:
        raise BriefingError("link", "not_link") from error
    if not isinstance(rows, list) or not all(isinstance(row, list) and len(row) == len(NAMES) for row in rows):
        raise BriefingError("link", "not_link")
    if len(rows) > MOST_SLIDES:
        raise BriefingError("link", "too_many", str(MOST_SLIDES))
    try:
        return [Wanted(*row) for row in rows]
    except ValidationError as error:
        raise BriefingError("link", "not_link") from error
