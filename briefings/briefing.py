"""A briefing: slides in order, each with everything it needs to be shown, and the file that stores it.

A slide keeps the numbers it was made with. Where the dashboard would show other numbers today, the reader compares
(`Slide.data` holds the checksums of the data then); the file never changes.

A file can come from anybody, so `from_json` checks it against these models: an unknown field, a value of another type,
more slides or bytes than a meeting needs, and figures that would ask another host for something are refused by name.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, field, fields, replace
from typing import Annotated, Any

from pydantic import ConfigDict, ValidationInfo, field_validator
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from briefings import clean_text
from briefings.json_values import null_for_nan, to_json_value
from briefings.slide_content import Kind, check_content
from briefings.validation import BriefingError, check_values, expected, validate
from i18n.translator import LANGUAGES, Words

__all__ = ["Briefing", "BriefingError", "Slide", "check", "from_json", "to_json", "with_slides"]

VERSION = 1
MOST_SLIDES, MOST_BYTES = 200, 10_000_000
# The longest text of each field, in characters; "" is the limit of fields that are not named here.
LONGEST = {"title": 300, "says": 1_500, "source": 3_000, "note": 20_000, "alt": 20_000, "date": 10, "": 3_000}
# The longest choice in the address of a page: a link of the scenario page holds all its scenarios.
LONGEST_CHOICE = 20_000
MODEL = ConfigDict(strict=True, extra="forbid")
# Half a character as JSON can write it; no file of ours can hold it.
SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")

TextByName = Annotated[dict[str, str], expected("object of text")]


@dataclass(frozen=True, config=MODEL)
class Slide:
    """One figure, map, table or text, as it was when it was added to the briefing.

    Limits of length and number are not checked here but by `check`, so that the editor can say what to shorten.

    content   as `slide_content` has it for each kind
    says      the one message; source: the line under the figure; date: ISO date of the newest data used
    minutes   planned in the agenda; an appendix slide comes after the others and takes none
    page, query, figure   where it came from: a page of the dashboard, its choices, the key of the figure on it
    alt       text alternative: what it shows
    data      dataset to the sha256 of its file at that time; rows: the figures behind it, for the workbook
    licences  of the data and shapes used, as `SOURCES` lists them
    compared  whether the two countries may be compared in this figure, and why: shown under the message
    """

    kind: Kind
    title: str
    says: str
    source: str
    date: str
    content: dict[str, Any]
    note: str = ""
    minutes: float = 1.0
    appendix: bool = False
    page: str = ""
    query: TextByName = field(default_factory=dict)
    figure: str = ""
    alt: str = ""
    data: TextByName = field(default_factory=dict)
    rows: Annotated[list[dict[str, Any]] | None, expected("list")] = None
    licences: Annotated[list[str], expected("list of text")] = field(default_factory=list)
    compared: str = ""

    @field_validator("*", mode="before")
    @classmethod
    def _clean(cls, value: Any) -> Any:
        return clean_text.clean(value)


@dataclass(frozen=True, config=MODEL)
class Briefing:
    """Slides and the meeting they are for.

    layers    published name (areas-municipality, borders …) to GeoJSON, for the maps of all slides
    made      ISO date and time of the last change; version: of this file format
    """

    title: str
    language: str
    slides: tuple[Slide, ...] = ()
    occasion: str = ""
    place: str = ""
    day: str = ""
    author: str = ""
    layers: dict[str, Any] = field(default_factory=dict)
    made: str = ""
    version: int = VERSION

    @field_validator("title", "language", "occasion", "place", "day", "author", "made", mode="before")
    @classmethod
    def _clean(cls, value: Any) -> Any:
        return clean_text.clean(value)

    @field_validator("language")
    @classmethod
    def _check_language(cls, value: str) -> str:
        if value not in LANGUAGES:
            raise PydanticCustomError("literal_error", "an unknown language", {"expected": ", ".join(LANGUAGES)})
        return value

    @field_validator("slides")
    @classmethod
    def _prefix_sources(cls, slides: tuple[Slide, ...], info: ValidationInfo) -> tuple[Slide, ...]:
        """Put "Source:" before each source line: a file of another program may lack it."""
        language = info.data.get("language")
        if language not in LANGUAGES:  # refused by its own check
            return slides
        words = [Words(code)("kit.source") for code in LANGUAGES]
        prefix = Words(language)("kit.source")
        return tuple(
            slide
            if not slide.source or slide.source.startswith(tuple(words))
            else replace(slide, source=f"{prefix}: {slide.source}")
            for slide in slides
        )

    @property
    def main(self) -> tuple[Slide, ...]:
        """The slides of the meeting itself."""
        return tuple(slide for slide in self.slides if not slide.appendix)

    @property
    def appendix(self) -> tuple[Slide, ...]:
        """The slides kept for questions."""
        return tuple(slide for slide in self.slides if slide.appendix)

    @property
    def ordered(self) -> tuple[Slide, ...]:
        """The slides as they are shown: the appendix last."""
        return self.main + self.appendix


SLIDE_FIELDS = tuple(each.name for each in fields(Slide))
BRIEFING_FIELDS = tuple(each.name for each in fields(Briefing))
SubstituteSlide = Callable[[int, Any, BriefingError, str], Slide]


def to_json(briefing: Briefing) -> bytes:
    """The file of a briefing: UTF-8 JSON. Raises BriefingError where it breaks a limit."""
    check(briefing)
    body = json.dumps(
        null_for_nan(asdict(briefing)), ensure_ascii=False, separators=(",", ":"), default=to_json_value
    ).encode()
    _check_size(body)
    return body


def from_json(body: bytes, *, broken: SubstituteSlide | None = None) -> Briefing:
    """The briefing in a file. Raises BriefingError for the first field that is refused.

    broken    returns the slide to show instead of one that is refused, from its number (from 1), its JSON, its error
              and the language; without it one such slide refuses the file
    """
    _check_size(body)
    try:
        value = json.loads(body.decode("utf-8-sig"), parse_constant=lambda name: None)
    except (ValueError, RecursionError):
        raise BriefingError("file", "not_json") from None
    slides = value.pop("slides", []) if isinstance(value, dict) else []
    briefing = _read_about(value, has_surrogates=bool(SURROGATE.search(body)))
    if not isinstance(slides, list):
        raise BriefingError("briefing.slides", "type", "list")
    if len(slides) > MOST_SLIDES:
        raise BriefingError("slides", "too_many", str(MOST_SLIDES))
    read = []
    for number, slide in enumerate(slides, 1):
        try:
            read.append(_read_slide(f"slides[{number}]", slide))
        except BriefingError as error:
            if broken is None:
                raise
            read.append(broken(number, slide, error, briefing.language))
    return with_slides(briefing, read)


def _read_about(value: Any, *, has_surrogates: bool) -> Briefing:
    """The briefing in the JSON of a file without its slides, checked."""
    check_values("briefing", value)
    if has_surrogates and isinstance(value, dict) and "layers" in value:
        # The models clean all other texts.
        value["layers"] = clean_text.clean(value["layers"])
    briefing = validate("briefing", value, BRIEFING_FIELDS, lambda each: Briefing(**each))
    if briefing.version != VERSION:
        raise BriefingError("version", "version", str(VERSION))
    _check_about(briefing)
    return briefing


def _read_slide(where: str, value: Any) -> Slide:
    """The slide in its JSON, checked."""
    check_values(where, value)
    slide = validate(where, value, SLIDE_FIELDS, lambda each: Slide(**each))
    _check_slide(where, slide)
    return slide


def check(briefing: Briefing) -> None:
    """Raise BriefingError where a briefing is over a limit; one without slides may be stored, so it passes."""
    if len(briefing.slides) > MOST_SLIDES:
        raise BriefingError("slides", "too_many", str(MOST_SLIDES))
    _check_about(briefing)
    for number, slide in enumerate(briefing.slides, 1):
        _check_slide(f"slides[{number}]", slide)


def with_slides(briefing: Briefing, slides: list[Slide]) -> Briefing:
    """The same briefing with other slides, or in another order."""
    return replace(briefing, slides=tuple(slides))


def _check_size(body: bytes) -> None:
    if len(body) > MOST_BYTES:
        raise BriefingError("file", "too_large", f"{MOST_BYTES // 1_000_000} MB")


def _check_about(briefing: Briefing) -> None:
    """Raise BriefingError where something other than a slide is over a limit."""
    _check_lengths("briefing", briefing)
    for name, shapes in briefing.layers.items():
        if not isinstance(shapes, Mapping):
            raise BriefingError(f"layers.{name[:60]}", "type", "object")


def _check_slide(where: str, slide: Slide) -> None:
    _check_lengths(where, slide)
    if not 0 <= slide.minutes <= 600:
        raise BriefingError(f"{where}.minutes", "between", "0 – 600")
    if long := [key for key, value in slide.query.items() if len(key) + len(value) > LONGEST_CHOICE]:
        raise BriefingError(f"{where}.query.{long[0][:60]}", "too_long", str(LONGEST_CHOICE))
    check_content(f"{where}.content", slide.kind, slide.content)


def _check_lengths(where: str, model: Briefing | Slide) -> None:
    for name, value in vars(model).items():
        if isinstance(value, str) and len(value) > (most := LONGEST.get(name, LONGEST[""])):
            raise BriefingError(f"{where}.{name}", "too_long", str(most))
