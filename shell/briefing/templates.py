"""Briefings to start from: `templates.yaml` names the figures, which are built with the data of today.

A finished one is stored under `.briefings/ready` by language and the state of all datasets, so it is built once.
"""

import hashlib
import json
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, TypeAdapter, create_model

from briefings.briefing import Briefing, BriefingError, from_json, to_json
from briefings.links import Wanted
from i18n.translator import LANGUAGES
from loaders.storage import prune, write_atomic
from shell.briefing.builders import build_slides
from shell.briefing.drafts import folder
from shell.briefing.slides import is_absent
from shell.datasets import data_version

TEMPLATES = Path(__file__).parent / "templates.yaml"
ROOT = Path(__file__).parents[2]
MODEL = ConfigDict(strict=True, extra="forbid")
MAKERS = ("shell", "pages", "charts", "scenarios", "loaders", "i18n")


LANGUAGE_FIELDS: dict[str, Any] = dict.fromkeys(LANGUAGES, (str, ...))
EveryLanguage = create_model("EveryLanguage", __config__=MODEL, **LANGUAGE_FIELDS)


def _check_languages(texts: dict[str, str]) -> dict[str, str]:
    """Raises ValidationError for each language that has no text here, and for each that the dashboard does not have."""
    EveryLanguage.model_validate(texts)
    return texts


# A text by language, in every language of the dashboard.
TextByLanguage = Annotated[dict[str, str], AfterValidator(_check_languages)]


class TemplateSlide(BaseModel):
    """A figure of a page; title: replaces the title that the page gives the figure."""

    model_config = MODEL
    page: str
    figure: str
    query: dict[str, str] = {}
    title: TextByLanguage | None = None
    note: TextByLanguage | None = None
    minutes: float = 1.0
    appendix: bool = False


class Template(BaseModel):
    """A briefing of `templates.yaml`; without slides it is not offered."""

    model_config = MODEL
    title: TextByLanguage
    slides: list[TemplateSlide]


def template_names(language: str) -> dict[str, str]:
    """The templates to choose from: name and title."""
    return {name: template.title[language] for name, template in _templates().items() if template.slides}


def read_template(name: str, language: str) -> list[Wanted]:
    """The figures of a template. Raises KeyError for a name that is not in `template_names`."""
    return [
        Wanted(
            page=slide.page,
            query=slide.query,
            figure=slide.figure,
            title=slide.title[language] if slide.title else "",
            note=slide.note[language] if slide.note else "",
            minutes=slide.minutes,
            appendix=slide.appendix,
        )
        for slide in _templates()[name].slides
    ]


def make_from_template(name: str, language: str) -> Briefing:
    """A briefing made from a template, with the numbers of today. Raises KeyError for an unknown name."""
    which = read_template(name, language)
    # Another version of the dashboard may build the same figures differently.
    code = max(
        path.stat().st_mtime_ns for part in MAKERS for path in (ROOT / part).rglob("*.*") if path.suffix != ".pyc"
    )
    state = hashlib.sha256(json.dumps([name, language, data_version(), code]).encode()).hexdigest()[:24]
    path = folder().parent / "ready" / f"{state}.json"
    if path.is_file():
        try:
            return from_json(path.read_bytes())
        except BriefingError:
            path.unlink(missing_ok=True)
    slides = tuple(build_slides(which, language))
    briefing = Briefing(title=template_names(language)[name], language=language, slides=slides)
    # A briefing that lacks a figure is not stored, so it is built again next time.
    if not any(map(is_absent, briefing.slides)):
        _keep(path, to_json(briefing))
    return briefing


def _keep(path: Path, body: bytes) -> None:
    """Only to be quicker next time: a disk that refuses is no trouble here. Those of older data go."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, body)
        prune(path.parent.glob("*.json"), keep=40)


@cache
def _templates() -> dict[str, Template]:
    """All of `templates.yaml`. Raises pydantic.ValidationError where it is not as its models say."""
    return TypeAdapter(dict[str, Template]).validate_python(yaml.safe_load(TEMPLATES.read_text("utf-8")))
