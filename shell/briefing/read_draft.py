"""A stored briefing as the pages can use it: a slide that cannot be read stands as one slide that says so."""

from dataclasses import dataclass, replace
from typing import Any

from briefings.briefing import LONGEST, Briefing, BriefingError, Slide, from_json
from i18n.translator import Words
from shell.briefing.choice_keys import known_choices

# How many of the slides that could not be read are named in the notice.
NAMED = 3


@dataclass(frozen=True)
class Read:
    """A briefing that was read; broken: number (from 1) and error of each slide that another one stands in for."""

    briefing: Briefing
    broken: tuple[tuple[int, BriefingError], ...] = ()

    def notice(self, t: Words) -> str:
        """What could not be read, in a sentence; empty where all could."""
        if not self.broken:
            return ""
        why = " ".join(error.told(t.language) for _, error in self.broken[:NAMED])
        numbers = ", ".join(str(number) for number, _ in self.broken)
        return t("briefing.slides_unread", numbers=numbers, why=why)


def read(body: bytes) -> Read:
    """The briefing in a stored file. Raises BriefingError where it is not a briefing at all."""
    broken: list[tuple[int, BriefingError]] = []

    def stand_in(number: int, found: Any, error: BriefingError, language: str) -> Slide:
        broken.append((number, error))
        return _unreadable(found, error, Words(language))

    briefing = from_json(body, broken=stand_in)
    return Read(keep_known_choices(briefing), tuple(broken))


def keep_known_choices(briefing: Briefing) -> Briefing:
    """The same briefing; its slides keep the choices that their pages know, and no other part of an address."""
    slides = tuple(_known(slide) for slide in briefing.slides)
    return briefing if slides == briefing.slides else replace(briefing, slides=slides)


def _known(slide: Slide) -> Slide:
    query = known_choices(slide.page, slide.query)
    return slide if query == slide.query else replace(slide, query=query)


def _unreadable(found: Any, error: BriefingError, t: Words) -> Slide:
    """A slide that says why the one in its place could not be read, with what could be: title, note, where it was."""

    def text(name: str) -> str:
        value = found.get(name) if isinstance(found, dict) else None
        return value if isinstance(value, str) and len(value) <= LONGEST.get(name, LONGEST[""]) else ""

    return Slide(
        kind="words",
        title=text("title") or t("briefing.slide_unread"),
        says="",
        source="",
        date="",
        content={"paragraphs": [t("briefing.slide_unread_why", why=error.told(t.language))]},
        note=text("note"),
        appendix=isinstance(found, dict) and found.get("appendix") is True,
        page=text("page"),
        figure=text("figure"),
    )
