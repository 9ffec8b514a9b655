"""Briefings to start from, drawn from the data of today: `ready.yaml` says which figures, the pages draw them.

    names(language) -> {name: title}        made(name, language) -> Briefing

What was drawn is kept under `.briefings/ready` by language and the state of all datasets, so it is drawn once.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from briefings.briefing import Briefing, BriefingError, Slide, from_json, to_json
from briefings.links import Wanted
from loaders.storage import prune, write_atomic
from shell.briefing.drafts import folder
from shell.briefing.redraw_process import draw_in_process
from shell.briefing.slides import is_absent
from shell.datasets import data_version

READY = Path(__file__).parent / "templates.yaml"
ROOT = Path(__file__).parents[2]
MAKERS = ("shell", "pages", "charts", "scenarios", "loaders", "i18n")


def template_names(language: str) -> dict[str, str]:
    """What there is to start from: name and title. One without figures is not there yet."""
    return {name: one["title"][language] for name, one in _listed().items() if one["slides"]}


def read_template(name: str, language: str) -> list[Wanted]:
    """The figures of a ready-made briefing. Raises KeyError for a name that is not in `template_names`."""
    return [
        Wanted(
            page=one["page"],
            query={key: str(value) for key, value in one.get("query", {}).items()},
            figure=one["figure"],
            title=one.get("title", {}).get(language, ""),
            note=one.get("note", {}).get(language, ""),
            minutes=float(one.get("minutes", 1)),
            appendix=bool(one.get("appendix", False)),
        )
        for one in _listed()[name]["slides"]
    ]


def make_from_template(
    name: str, language: str, *, draw: Callable[[Sequence[Wanted], str], list[Slide]] = draw_in_process
) -> Briefing:
    """A briefing made from a template, with the numbers of today.

    `draw` is `shell.briefing.redraw.draw_slides` where no server runs.

    Raises KeyError for an unknown name, shell.briefing.redraw_process.NotDrawnError where the pages could not be run.
    """
    which = read_template(name, language)
    # The pages themselves may have changed too: another version of the dashboard draws them anew.
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
    slides = tuple(draw(which, language))
    briefing = Briefing(title=template_names(language)[name], language=language, slides=slides)
    # One with a figure that did not come is drawn again next time.
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
def _listed() -> dict[str, Any]:
    return dict(yaml.safe_load(READY.read_text("utf-8")))
