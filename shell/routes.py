"""The files our own routes serve: map layers and the map library, from this server only."""

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from loaders import DATASETS, faults, published
from shell import briefing_file, present

HERE = Path(__file__).parent
OWN = {"map.js": HERE.parent / "map.js", "agenda.js": HERE / "agenda.js", "style.css": HERE / "style.css"}


def routes() -> list[BaseRoute]:
    """The routes beside Streamlit's own: layers by hashed name, the map library, and whether the data are whole."""
    found = find_spec("maplibre")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("the package `maplibre` is missing: run `make run`, or install requirements.txt")
    return [
        Route("/layers/{file}", layer),
        Route("/own/{file}", own_file),
        Mount("/maplibre", StaticFiles(directory=Path(found.origin).parent / "srcjs")),
        Route("/present/mine", briefing_file.mine),
        *present.routes(),
        Route("/health/ready", ready),
    ]


class Own(NamedTuple):
    """A script or style sheet of ours as the browser gets it: under a name that holds its hash."""

    file: str
    body: bytes


@cache
def own(name: str) -> Own:
    """`map.js` or `style.css` under its hashed name; served so, a page sends a reference and not the text."""
    body = OWN[name].read_bytes()
    return Own(f"{hashlib.sha256(body).hexdigest()[:12]}-{name}", body)


def own_file(request: Request) -> Response:
    """One of our own scripts or style sheets."""
    for name, path in OWN.items():
        if own(name).file == request.path_params["file"]:
            return Response(own(name).body, media_type={".js": "text/javascript", ".css": "text/css"}[path.suffix])
    return JSONResponse({"error": "no such file: reload the page"}, status_code=404)


@cache
def _by_file() -> dict[str, bytes]:
    return {layer.file: layer.body for layer in published.published().values()}


def layer(request: Request) -> Response:
    """One map layer as GeoJSON; its name holds the hash of what is in it."""
    body = _by_file().get(request.path_params["file"])
    if body is None:
        return JSONResponse({"error": "no such layer: reload the page for the layers of today"}, status_code=404)
    return Response(body, media_type="application/geo+json")


def ready(_: Request) -> Response:
    """200 when every dataset keeps its card, else 503 with the datasets that do not."""
    broken = {name: [str(fault) for fault in found[:3]] for name in DATASETS if (found := faults(name))}
    return JSONResponse({"ready": not broken, "broken": broken}, status_code=503 if broken else 200)
