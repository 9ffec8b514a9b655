"""Add the shapes of its maps to a briefing, and present the draft of a browser at `/present/mine`."""

import json
import logging
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from briefings.briefing import Briefing, BriefingError
from i18n.translator import LANGUAGES, Words
from loaders.map_layers import layer_files
from shell.briefing import drafts, present
from shell.server.addresses import address

LOG = logging.getLogger("dashboard")


def add_map_layers(briefing: Briefing) -> Briefing:
    """The briefing with the shapes that its maps need; shapes that it has already stay."""
    layers = dict(briefing.layers)
    for slide in briefing.slides:
        if slide.kind == "map":
            for name in map(layer, slide.content["map"].get("layers", {}).values()):
                if name not in layers and name in layer_files():
                    layers[name] = _shapes(name)
    return replace(briefing, layers=layers)


def layer(where: str) -> str:
    """The published name in the address of a layer: areas-municipality in /layers/areas-municipality.9617.json."""
    return str(where).rpartition("/")[2].split(".")[0]


@cache
def _shapes(name: str) -> Mapping[str, Any]:
    shapes: Mapping[str, Any] = json.loads(layer_files()[name].body)
    return shapes


def present_draft(request: Request) -> Response:
    """Make the presentation of this browser's draft, and redirect to its permanent address."""
    number = request.cookies.get(drafts.COOKIE, "")
    try:
        briefing = drafts.read_draft_of_browser(number)
        return RedirectResponse(address(f"/present/{present.keep(add_map_layers(briefing), number)}"), status_code=303)
    except BriefingError as error:
        return present.explain_absence({language: error.message(language) for language in LANGUAGES}, 409)
    except Exception:  # the reader gets a page that says what to do
        LOG.exception("a presentation could not be made")
        return present.explain_absence(
            {language: Words(language)("briefing.not_presented") for language in LANGUAGES}, 500
        )
