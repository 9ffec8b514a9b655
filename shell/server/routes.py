"""Our own routes: map layers, search index, scripts and the map library, QR codes, presentations, and a check."""

import io

import segno
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from loaders import AWAITED, DATASETS, faults, map_layers
from shell.briefing import layers, present
from shell.search.index import find_index
from shell.server.addresses import address
from shell.server.own_files import MEDIA_TYPES, find_own_file


def routes() -> list[BaseRoute]:
    """The routes beside Streamlit's own."""
    return [
        Route(address("/layers/{file}"), layer),
        Route(address("/own/{file}"), own),
        Route(address("/search/{file}"), find_index),
        Route(address("/qr"), qr),
        Route(address("/present/mine"), layers.present_draft),
        *present.routes(),
        Route(address("/health/ready"), ready),
        # Streamlit would answer with its start page, which a monitor would take for healthy.
        Route(address("/health"), no_such_check),
        Route(address("/health/{rest:path}"), no_such_check),
    ]


def own(request: Request) -> Response:
    """One of our own scripts or style sheets, or a file of the map library."""
    file = find_own_file(request.path_params["file"])
    if file is None:
        return JSONResponse({"error": "no such file: reload the page"}, status_code=404)
    return Response(file.body, media_type=MEDIA_TYPES["." + file.name.rpartition(".")[2]])


def layer(request: Request) -> Response:
    """One map layer as GeoJSON; its name has a hash of its content."""
    bodies = {layer.file: layer.body for layer in map_layers.layer_files().values()}
    body = bodies.get(request.path_params["file"])
    if body is None:
        return JSONResponse({"error": "no such layer: reload the page for the layers of today"}, status_code=404)
    return Response(body, media_type="application/geo+json")


def qr(request: Request) -> Response:
    """A text, such as the address of a view, as a QR code for paper (SVG); 413 where it is too long for one."""
    try:
        code = segno.make(request.query_params.get("text", ""), error="m", micro=False)
    except (segno.DataOverflowError, ValueError) as error:
        return JSONResponse({"error": f"no QR code for this text: {error}"}, status_code=413)
    picture = io.BytesIO()
    code.save(picture, kind="svg", border=2, light="white", omitsize=True)
    return Response(picture.getvalue(), media_type="image/svg+xml")


def ready(_: Request) -> Response:
    """200 when the file of every dataset is as its card says, else 503 with the datasets and their first faults."""
    faults_by_dataset = {name: faults(name) for name in (*DATASETS, *AWAITED)}
    broken = {name: [str(fault) for fault in several[:3]] for name, several in faults_by_dataset.items() if several}
    return JSONResponse({"ready": not broken, "broken": broken}, status_code=503 if broken else 200)


def no_such_check(_: Request) -> Response:
    """A check that does not exist must not look like one that passes."""
    return JSONResponse({"error": f"no such check: ask {address('/health/ready')}"}, status_code=404)
