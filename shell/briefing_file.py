"""A briefing as it leaves the dashboard: with the shapes of its maps, presented at `/present/mine`."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from briefings.briefing import Briefing, BriefingError
from loaders.published import published
from shell import briefing_store, present
from shell.server.addresses import address
from shell.words import LANGUAGES


def complete(briefing: Briefing) -> Briefing:
    """The briefing with the shapes its maps are drawn on; those it brought along stay."""
    layers = dict(briefing.layers)
    for slide in briefing.slides:
        if slide.kind == "map":
            for name in map(layer, slide.content["map"].get("layers", {}).values()):
                if name not in layers and name in published():
                    layers[name] = _shapes(name)
    return replace(briefing, layers=layers)


def layer(where: str) -> str:
    """The published name in the address of a layer: areas-municipality in /layers/areas-municipality.9617.json."""
    return str(where).rpartition("/")[2].split(".")[0]


@cache
def _shapes(name: str) -> Mapping[str, Any]:
    shapes: Mapping[str, Any] = json.loads(published()[name].body)
    return shapes


def mine(request: Request) -> Response:
    """Present what this browser has collected: one press, no waiting on the page, and an address that stays."""
    try:
        briefing = briefing_store.of_browser(request.cookies.get(briefing_store.COOKIE, ""))
        return RedirectResponse(address(f"/present/{present.keep(complete(briefing))}"), status_code=303)
    except BriefingError as error:
        told = "".join(f'<p lang="{each}">{escape(error.told(each))}</p>' for each in LANGUAGES)
        style = "body{font:1.25rem/1.5 Arial,sans-serif;max-width:40rem;margin:12vh auto;padding:0 1rem}"
        head = '<!doctype html><html lang="nl"><meta charset="utf-8"><title>North Sea Port District</title>'
        return HTMLResponse(f"{head}<style>{style}</style>{told}", status_code=409)
