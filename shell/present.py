"""Present mode: a briefing becomes one page that presents by itself, kept here under an address of its own.

The page is the same file that a kit holds. It is written to a folder, so that it is still there after the server
restarts, and the browser keeps it too, so that a reload works without a server. Nothing of the dashboard runs in it.
"""

import contextlib
import gzip
import hashlib
import os
import re
import tempfile
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from briefings import presenter
from briefings.briefing import Briefing, BriefingError
from briefings.words import refusal
from shell.server.addresses import address
from shell.words import LANGUAGES, Words

HERE = Path(__file__).parent
# How many presentations stay, and how many bytes of them; the one not opened or made for longest goes first.
MOST, MOST_BYTES = 60, 200_000_000
IDENTITY = re.compile(r"[0-9a-f]{32}")


def folder() -> Path:
    """Where presentations are kept: `.briefings` in the project, or in the folder that NSPD_STATE names."""
    return Path(os.environ.get("NSPD_STATE") or HERE.parent) / ".briefings"


def keep(briefing: Briefing) -> str:
    """Make the presentation of a briefing and keep it; gives the id for `/present/<id>`.

    The same briefing has the same id. Raises BriefingError: empty, over a limit, or no room on the disk.
    """
    if not briefing.slides:
        raise BriefingError("slides", "empty")
    body = presenter.page(briefing).encode()
    identity = hashlib.sha256(body).hexdigest()[:32]
    path = folder() / f"{identity}.html.gz"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            os.utime(path)
        else:
            _write(path, gzip.compress(body, 6, mtime=0))
    except OSError as error:
        raise BriefingError("present", "not_written", refusal(error)) from error
    _prune(path)
    return identity


def routes() -> list[BaseRoute]:
    """The presentations by their id, and the worker that keeps them in the browser."""
    return [Route(address("/present/offline.js"), worker), Route(address("/present/{identity}"), present)]


def worker(_: Request) -> Response:
    """The script that shows a kept presentation when network or server are away."""
    return Response(
        (HERE / "offline.js").read_bytes(), media_type="text/javascript", headers={"cache-control": "no-cache"}
    )


def present(request: Request) -> Response:
    """A kept presentation as it was made, or a page that says it is gone and what to do."""
    identity = request.path_params["identity"]
    path = folder() / f"{identity}.html.gz"
    try:
        if not IDENTITY.fullmatch(identity):
            raise FileNotFoundError(path)
        packed = path.read_bytes()
        body = gzip.decompress(packed)
        os.utime(path)
    except (OSError, EOFError):
        return _gone()
    headers = {
        "content-security-policy": f"{presenter.policy(body[:6000].decode(errors='ignore'))}; frame-ancestors 'self'",
        "cache-control": "private, max-age=31536000, immutable",
        "vary": "accept-encoding",
    }
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        body = packed
    return HTMLResponse(body, headers=headers)


def _gone() -> Response:
    """Says in each language that the presentation is no longer here, and leads back to where one is made."""
    parts, meeting = [], address("/meeting")
    for language in LANGUAGES:
        t = Words(language)
        told, way = escape(t("presenter.gone")), escape(t("presenter.gone_link"))
        parts.append(f'<p lang="{language}">{told} <a href="{escape(meeting)}?lang={language}">{way}</a></p>')
    style = "body{font:1.25rem/1.5 Arial,sans-serif;max-width:40rem;margin:12vh auto;padding:0 1rem;color:#0d1f27}"
    head = '<!doctype html><html lang="nl"><meta charset="utf-8"><title>North Sea Port District</title>'
    return HTMLResponse(f"{head}<style>{style}</style>{''.join(parts)}", status_code=404)


def _write(path: Path, body: bytes) -> None:
    """All of the file or none of it, also when two readers make the same one."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix="draft-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        Path(draft).replace(path)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise


def _prune(newest: Path) -> None:
    """Forget the presentations that were not asked for longest, and drafts that were left behind."""
    found = []
    for path in newest.parent.glob("*.html.gz"):
        with contextlib.suppress(FileNotFoundError):
            state = path.stat()
            found.append((state.st_mtime, state.st_size, path))
    room = MOST_BYTES
    for place, (_, size, path) in enumerate(sorted(found, reverse=True)):
        room -= size
        if path != newest and (place >= MOST or room < 0):
            path.unlink(missing_ok=True)
