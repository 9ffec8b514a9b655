"""A briefing: slides in an order, each with all that is needed to show it for ever, and the file they travel in.

A slide keeps the numbers it was made of. What the dashboard would draw today may differ; that is for the reader to
compare (`Slide.data` holds the checksums of then), never for a file to forget.

A file comes from anybody, so it is checked on the way in: a field that is unknown, a text that is not a text, more
slides or bytes than a meeting has use for, and drawings that would ask another host for something are refused by name.
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields, replace
from typing import Any

from briefings.validation import KINDS, SAID, BriefingError, Kind, check_content, check_values, has_type
from i18n.translator import LANGUAGES, Words

__all__ = ["Briefing", "BriefingError", "Slide", "check", "from_json", "to_json", "with_slides"]

VERSION = 1
MOST_SLIDES, MOST_BYTES = 200, 10_000_000
# The longest text of each field, in characters; what is not named here may have the number under "".
LONGEST = {"title": 300, "says": 1_500, "source": 3_000, "note": 20_000, "alt": 20_000, "date": 10, "": 3_000}
# The longest choice in the address of a page: a link of the scenario page holds all its scenarios.
LONGEST_CHOICE = 20_000
# Signs that no slide, sheet or page can hold: controls, and halves of signs.
LINES = re.compile("\r\n|\r|\x0b|\x0c")
UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
UNTIDY = re.compile(f"{LINES.pattern}|{UNWRITABLE.pattern}")


@dataclass(frozen=True)
class Slide:
    """One figure, map, table or text, as it was when it was kept.

    content   chart: {figure: data and layout of Plotly, as `plotted.kept` gives them}
              map: {map: a description as in `charts.maps`, periods: {period: description without its layers}}
              table: {head: texts, rows: lists of cells, caption}; words: {paragraphs: texts}
    says      the one message; source: the line under the figure; date: ISO date of the newest data used
    minutes   asked for in the agenda; an appendix slide stands after the others and asks for none
    page, query, figure   where it came from: a page of the dashboard, its choices, the key of the figure on it
    alt       what it shows, for whoever cannot see it
    data      dataset to the sha256 of its file when this was kept; rows: the figures behind it, for the workbook
    licences  of the data and shapes used, as `SOURCES` lists them
    compared  whether the two countries may be compared in this figure, and why: under the message
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
    query: dict[str, str] = field(default_factory=dict)
    figure: str = ""
    alt: str = ""
    data: dict[str, str] = field(default_factory=dict)
    rows: list[dict[str, Any]] | None = None
    licences: list[str] = field(default_factory=list)
    compared: str = ""

    def __post_init__(self) -> None:
        _tidy(self)


@dataclass(frozen=True)
class Briefing:
    """Slides and the meeting they are for.

    layers    published name (areas-municipality, borders …) to GeoJSON, for the maps of all slides
    made      ISO date and time of keeping; version: of this file's shape
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

    def __post_init__(self) -> None:
        _tidy(self)
        object.__setattr__(self, "slides", tuple(_sourced(one, self.language) for one in self.slides))

    @property
    def main(self) -> tuple[Slide, ...]:
        """The slides of the meeting itself."""
        return tuple(slide for slide in self.slides if not slide.appendix)

    @property
    def appendix(self) -> tuple[Slide, ...]:
        """The slides for after a question."""
        return tuple(slide for slide in self.slides if slide.appendix)

    @property
    def ordered(self) -> tuple[Slide, ...]:
        """As they are shown: the appendix last."""
        return self.main + self.appendix


Broken = Callable[[int, Any, BriefingError, str], Slide]


def to_json(briefing: Briefing) -> bytes:
    """The file of a briefing: UTF-8 JSON. Raises BriefingError where it breaks a limit."""
    check(briefing)
    body = json.dumps(_finite(asdict(briefing)), ensure_ascii=False, separators=(",", ":"), default=_plain).encode()
    if len(body) > MOST_BYTES:
        raise BriefingError("file", "too_large", f"{MOST_BYTES // 1_000_000} MB")
    return body


def from_json(body: bytes, *, broken: Broken | None = None) -> Briefing:
    """The briefing in a file. Raises BriefingError; what it names is what to mend.

    broken    makes the slide that takes the place of one that breaks a limit, from its number (from 1), its JSON,
              its error and the language; without it one such slide refuses the file
    """
    if len(body) > MOST_BYTES:
        raise BriefingError("file", "too_large", f"{MOST_BYTES // 1_000_000} MB")
    try:
        found = json.loads(body.decode("utf-8-sig"), parse_constant=lambda name: None)
    except (ValueError, RecursionError):
        raise BriefingError("file", "not_json") from None
    _fits("briefing", found, Briefing)
    if found.get("version", VERSION) != VERSION:
        raise BriefingError("version", "version", str(VERSION))
    if found["language"] not in LANGUAGES:
        raise BriefingError("language", "one_of", ", ".join(LANGUAGES))
    slides = found.pop("slides", [])
    check_values("briefing", found)
    if SURROGATE.search(body):
        # Half a character can be written in JSON, but in no file of ours; all other texts are tidied by their fields.
        found["layers"] = _tidied(found.get("layers", {}))
    if len(slides) > MOST_SLIDES:
        raise BriefingError("slides", "too_many", str(MOST_SLIDES))
    read = []
    for place, slide in enumerate(slides, 1):
        try:
            read.append(_slide(f"slides[{place}]", slide))
        except BriefingError as error:
            if broken is None:
                raise
            read.append(broken(place, slide, error, found["language"]))
    briefing = Briefing(**found, slides=tuple(read))
    check(briefing)
    return briefing


def _slide(where: str, found: Any) -> Slide:
    """The slide in the JSON of one, checked."""
    _fits(where, found, Slide)
    check_values(where, found)
    slide = Slide(**found)
    _check_slide(where, slide)
    return slide


def check(briefing: Briefing) -> None:
    """Raise BriefingError for what no output can be made of; an empty briefing may be kept, so it passes."""
    if briefing.language not in LANGUAGES:
        raise BriefingError("language", "one_of", ", ".join(LANGUAGES))
    if len(briefing.slides) > MOST_SLIDES:
        raise BriefingError("slides", "too_many", str(MOST_SLIDES))
    _short("briefing", briefing)
    for name, shapes in briefing.layers.items():
        if not isinstance(shapes, Mapping):
            raise BriefingError(f"layers.{name[:60]}", "type", "object")
    for place, slide in enumerate(briefing.slides, 1):
        _check_slide(f"slides[{place}]", slide)


def with_slides(briefing: Briefing, slides: list[Slide]) -> Briefing:
    """The same briefing with other slides, or in another order."""
    return replace(briefing, slides=tuple(slides))


def _check_slide(where: str, slide: Slide) -> None:
    if slide.kind not in KINDS:
        raise BriefingError(f"{where}.kind", "one_of", ", ".join(KINDS))
    _short(where, slide)
    # Compared before anything makes a float of it: a whole number of JSON may be larger than any float.
    if not 0 <= slide.minutes <= 600:
        raise BriefingError(f"{where}.minutes", "between", "0 – 600")
    if long := [key for key, value in slide.query.items() if len(key) + len(value) > LONGEST_CHOICE]:
        raise BriefingError(f"{where}.query.{long[0][:60]}", "too_long", str(LONGEST_CHOICE))
    check_content(f"{where}.content", slide.kind, slide.content)


def _short(where: str, thing: Briefing | Slide) -> None:
    for one in fields(thing):
        value = getattr(thing, one.name)
        if isinstance(value, str) and len(value) > (most := LONGEST.get(one.name, LONGEST[""])):
            raise BriefingError(f"{where}.{one.name}", "too_long", str(most))


def _fits(where: str, found: Any, shape: type[Briefing] | type[Slide]) -> None:
    """Whether what JSON gave has the fields of `shape`, of their types, and no others."""
    if not isinstance(found, dict):
        raise BriefingError(where, "type", "object")
    known = {one.name: one for one in fields(shape)}
    if strange := set(found) - set(known):
        raise BriefingError(f"{where}.{min(strange)[:60]}", "unknown", ", ".join(known))
    for name, one in known.items():
        if name not in found:
            if one.default is MISSING and one.default_factory is MISSING:
                raise BriefingError(f"{where}.{name}", "missing")
        elif not has_type(found[name], one.type):
            raise BriefingError(f"{where}.{name}", "type", SAID.get(one.type, "list"))


def _sourced(slide: Slide, language: str) -> Slide:
    """The same slide, its source line with the word that says so: a file of somebody else may lack it."""
    line = slide.source
    if not line or any(line.startswith(Words(code)("kit.source")) for code in LANGUAGES):
        return slide
    return replace(slide, source=f"{Words(language)('kit.source')}: {line}")


def _tidy(thing: Briefing | Slide) -> None:
    """Texts without the signs that no output can hold; a tab or a line from a word processor becomes a plain one."""
    for one in fields(thing):
        if one.name not in ("slides", "layers"):
            object.__setattr__(thing, one.name, _tidied(getattr(thing, one.name)))


def _tidied(value: Any) -> Any:
    """The same value; only where a text changes, with that text changed."""
    if isinstance(value, str):
        if not UNTIDY.search(value):
            return value
        return UNWRITABLE.sub("", LINES.sub("\n", value))
    if isinstance(value, dict):
        return {_tidied(key): _tidied(one) for key, one in value.items()}
    return [_tidied(one) for one in value] if isinstance(value, list) else value


def _plain(value: Any) -> Any:
    """Numbers of numpy and pandas as JSON has them, dates as text."""
    if hasattr(value, "tolist"):
        return _finite(value.tolist())
    return str(value)


def _finite(value: Any) -> Any:
    """The same without NaN and infinity, which JSON does not know: missing is null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _finite(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(one) for one in value]
    return value
