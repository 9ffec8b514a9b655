"""The files our own routes serve: map layers and the map library, from this server only."""

import hashlib
import io
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import segno
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from loaders import AWAITED, DATASETS, faults, published
from shell import briefing_file, present

HERE = Path(__file__).parent
OWN = {
    "map.js": HERE.parent / "map.js",
    **{name: HERE / name for name in ("agenda.js", "print.js", "style.css")},
}


def routes() -> list[BaseRoute]:
    """The routes beside Streamlit's own: layers by hashed name, the map library, and whether the data are whole."""
    found = find_spec("maplibre")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("the package `maplibre` is missing: run `make run`, or install requirements.txt")
    return [
        Route("/layers/{file}", layer),
        Route("/own/{file}", own_file),
        Mount("/maplibre", StaticFiles(directory=Path(found.origin).parent / "srcjs")),
        Route("/qr", qr),
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


def layer(request: Request) -> Response:
    """One map layer as GeoJSON; its name holds the hash of what is in it."""
    body = {one.file: one.body for one in published.published().values()}.get(request.path_params["file"])
    if body is None:
        return JSONResponse({"error": "no such layer: reload the page for the layers of today"}, status_code=404)
    return Response(body, media_type="application/geo+json")


def qr(request: Request) -> Response:
    """A text, such as the address of a view, as a QR code for paper (SVG); 413 where it does not fit in one."""
    try:
        code = segno.make(request.query_params.get("text", ""), error="m", micro=False)
    except (segno.DataOverflowError, ValueError) as error:
        return JSONResponse({"error": f"no QR code for this text: {error}"}, status_code=413)
    picture = io.BytesIO()
    code.save(picture, kind="svg", border=2, light="white", omitsize=True)
    return Response(picture.getvalue(), media_type="image/svg+xml")


def ready(_: Request) -> Response:
    """200 when every dataset keeps its card, else 503 with the datasets that do not."""
    broken = {name: [str(fault) for fault in found[:3]] for name in (*DATASETS, *AWAITED) if (found := faults(name))}
    return JSONResponse({"ready": not broken, "broken": broken}, status_code=503 if broken else 200)
