"""Our own routes: map layers, scripts and the map library, QR codes, presentations, and a check for monitoring."""

import io

import segno
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from loaders import AWAITED, DATASETS, faults, map_layers
from shell.briefing import layers, present
from shell.server.addresses import address
from shell.server.own_files import MEDIA_TYPES, find_own_file


def routes() -> list[BaseRoute]:
    """The routes beside Streamlit's own."""
    return [
        Route(address("/layers/{file}"), layer),
        Route(address("/own/{file}"), own),
        Route(address("/qr"), qr),
        Route(address("/present/mine"), layers.present_draft),
        *present.routes(),
        Route(address("/health/ready"), ready),
        # Streamlit would answer with its start page, and whatever asks would take that for healthy.
        Route(address("/health"), no_such_check),
        Route(address("/health/{rest:path}"), no_such_check),
    ]


def own(request: Request) -> Response:
    """One of our own scripts or style sheets, or a file of the map library."""
    found = find_own_file(request.path_params["file"])
    if found is None:
        return JSONResponse({"error": "no such file: reload the page"}, status_code=404)
    return Response(found.body, media_type=MEDIA_TYPES["." + found.name.rpartition(".")[2]])


def layer(request: Request) -> Response:
    """One map layer as GeoJSON; its name holds the hash of what is in it."""
    body = {one.file: one.body for one in map_layers.layer_files().values()}.get(request.path_params["file"])
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


def no_such_check(_: Request) -> Response:
    """A check that does not exist is not a check that passes."""
    return JSONResponse({"error": f"no such check: ask {address('/health/ready')}"}, status_code=404)
