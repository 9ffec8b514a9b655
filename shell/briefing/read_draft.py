"""Read a stored briefing: a slide that cannot be read is replaced by one that says why."""

from dataclasses import dataclass, replace
from typing import Any

from briefings.briefing import LONGEST, Briefing, BriefingError, Slide, from_json
from i18n.translator import Words
from shell.briefing.choice_keys import known_choices

# How many of the slides that could not be read are named in the notice.
NAMED = 3


@dataclass(frozen=True)
class Read:
    """A briefing that was read; broken: number (from 1) and error of each slide that was replaced."""

    briefing: Briefing
    broken: tuple[tuple[int, BriefingError], ...] = ()

    def notice(self, t: Words) -> str:
        """The message about slides that could not be read; empty where there are none."""
        if not self.broken:
            return ""
        why = " ".join(error.message(t.language) for _, error in self.broken[:NAMED])
        numbers = ", ".join(str(number) for number, _ in self.broken)
        return t("briefing.slides_unread", numbers=numbers, why=why)


def read(body: bytes) -> Read:
    """The briefing in a stored file. Raises BriefingError where it is not a briefing at all."""
    broken: list[tuple[int, BriefingError]] = []

    def substitute(number: int, value: Any, error: BriefingError, language: str) -> Slide:
        broken.append((number, error))
        return _substitute_slide(value, error, Words(language))

    briefing = from_json(body, broken=substitute)
    return Read(keep_known_choices(briefing), tuple(broken))


def keep_known_choices(briefing: Briefing) -> Briefing:
    """The same briefing; its slides keep only the query parameters that their pages know."""
    slides = tuple(_with_known_choices(slide) for slide in briefing.slides)
    return briefing if slides == briefing.slides else replace(briefing, slides=slides)


def _with_known_choices(slide: Slide) -> Slide:
    query = known_choices(slide.page, slide.query)
    return slide if query == slide.query else replace(slide, query=query)


def _substitute_slide(value: Any, error: BriefingError, t: Words) -> Slide:
    """A slide that says why the one in its place could not be read, with what could be: title, note, where it was."""

    def text(name: str) -> str:
        field = value.get(name) if isinstance(value, dict) else None
        return field if isinstance(field, str) and len(field) <= LONGEST.get(name, LONGEST[""]) else ""

    return Slide(
        kind="words",
        title=text("title") or t("briefing.slide_unread"),
        says="",
        source="",
        date="",
        content={"paragraphs": [t("briefing.slide_unread_why", why=error.message(t.language))]},
        note=text("note"),
        appendix=isinstance(value, dict) and value.get("appendix") is True,
        page=text("page"),
        figure=text("figure"),
    )
