"""SOURCES.txt of a kit: where each figure comes from, under which licence, and what could not be made."""

from collections.abc import Mapping
from urllib.parse import urlencode

from briefings.briefing import Briefing, Slide
from i18n.translator import Words


def sources_text(briefing: Briefing, problems: Mapping[int, str], missing: Mapping[str, str]) -> str:
    """The text of the file, in the language of the briefing.

    problems    number of a slide to the reason why its figure is missing
    missing     part (pdf, …) to the reason why it is not in the kit
    """
    texts = Words(briefing.language).section("kit")
    meeting = " · ".join(
        filter(None, [briefing.occasion, briefing.place, texts.iso_date(briefing.day), briefing.author])
    )
    made = texts("made", date=texts.iso_date(briefing.made)) if briefing.made else ""
    lines = [briefing.title, *filter(None, [meeting, made]), ""]
    for part, why in missing.items():
        lines.append(texts("part_failed", part=part, why=why))
    for number, why in problems.items():
        lines.append(f"{texts('slide', number=number)}: {texts('failed').lower()}. {texts('failed_why', why=why)}")
    lines += [""] if missing or problems else []
    for number, slide in enumerate(briefing.ordered, 1):
        lines += [f"{number}. {slide.title}", *(f"   {line}" for line in _slide_lines(slide, texts)), ""]
    licences = sorted({one for slide in briefing.slides for one in slide.licences})
    return "\n".join([*lines, texts("licences"), *(f"   {one}" for one in licences), ""])


def _slide_lines(slide: Slide, texts: Words) -> list[str]:
    lines = [slide.source] if slide.source else []
    lines += [slide.compared] if slide.compared else []
    if slide.date:
        lines.append(texts("dated", date=texts.iso_date(slide.date)))
    if slide.page:
        lines.append(f"{texts('page')}: {slide.page}" + (f"?{urlencode(slide.query)}" if slide.query else ""))
    lines += [f"{texts('data')}: {name}, sha256 {state}" for name, state in sorted(slide.data.items())]
    return lines + [f"{texts('licence')}: {one}" for one in slide.licences]
