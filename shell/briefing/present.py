"""Present mode: store the presentation of a briefing, one HTML file, and serve it at its own address.

The file is the one in a kit. It is stored in a folder, so that it is still there after the server restarts, and the
browser keeps it too, so that a reload works without a server. It uses nothing of the dashboard.
"""

import contextlib
import gzip
import hashlib
import logging
import os
import re
import threading
import zlib
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from briefings.briefing import Briefing, BriefingError
from briefings.presenter import page
from i18n.system_errors import system_reason
from i18n.translator import LANGUAGES, Words
from loaders.storage import write_atomic
from shell.briefing.storage_quota import SHARED, FullError, Quota, Stored, make_room, owner_of, stored
from shell.server.addresses import address

LOG = logging.getLogger("dashboard")
HERE = Path(__file__).parent
# A reader's presentations: those not opened or made for longest go first. Those of others stay for a day.
QUOTA = Quota(reader_files=12, reader_bytes=100_000_000, files=600, bytes=1_000_000_000)
IDENTITY = re.compile(r"[0-9a-f]{32}")
_lock = threading.Lock()


def folder() -> Path:
    """Where presentations are kept: `.briefings` in the project, or in the folder that NSPD_STATE names."""
    return Path(os.environ.get("NSPD_STATE") or HERE.parents[1]) / ".briefings"


def keep(briefing: Briefing, number: str = "") -> str:
    """Make the presentation of a briefing and keep it; gives the id for `/present/<id>`.

    The same briefing has the same id. Each reader has a file of it, so that nobody's goes with another's.

    number  of the reader's cookie; readers without one share one allowance
    Raises BriefingError: empty, over a limit, no room on the disk or within the limits.
    """
    if not briefing.slides:
        raise BriefingError("slides", "empty")
    body = page.page(briefing).encode()
    identity = hashlib.sha256(body).hexdigest()[:32]
    owner = owner_of(number)
    path = folder() / (f"{identity}.html.gz" if owner == SHARED else f"{identity}.{owner}.html.gz")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _lock:
            if _read(path, identity):
                os.utime(path)
            else:
                packed = gzip.compress(body, 6, mtime=0)
                make_room([one for one in _stored() if one.path != path], owner, len(packed), QUOTA)
                write_atomic(path, packed)
    except FullError:
        raise BriefingError("present", "store_full") from None
    except OSError as error:
        raise BriefingError("present", "not_written", system_reason(error)) from error
    return identity


def _stored() -> list[Stored]:
    """All presentations; the name says whose: id.owner.html.gz, or id.html.gz for the readers without a number."""

    def owner(path: Path) -> str:
        parts = path.name.split(".")
        return parts[1] if len(parts) == 4 else SHARED

    return stored(folder().glob("*.html.gz"), owner)


def _read(path: Path, identity: str) -> tuple[bytes, bytes] | None:
    """A presentation, compressed and plain; None where there is none, or a damaged one, which is to be made again."""
    try:
        packed = path.read_bytes()
        body = gzip.decompress(packed)
    except FileNotFoundError:
        return None
    except (OSError, EOFError, zlib.error) as error:
        LOG.error("the presentation %s cannot be read: %s", path.name, error)
        return None
    if hashlib.sha256(body).hexdigest()[:32] != identity:
        LOG.error("the presentation %s is not what was written", path.name)
        return None
    return packed, body


def routes() -> list[BaseRoute]:
    """The routes of the presentations and of the worker that stores them in the browser."""
    return [Route(address("/present/offline.js"), worker), Route(address("/present/{identity}"), present)]


def worker(_: Request) -> Response:
    """The service worker that shows a stored presentation without network or server."""
    return Response(
        (HERE.parent / "static/offline.js").read_bytes(),
        media_type="text/javascript",
        headers={"cache-control": "no-cache"},
    )


def present(request: Request) -> Response:
    """A stored presentation, or a page that says that it is gone and what to do."""
    identity = request.path_params["identity"]
    paths = folder().glob(f"{identity}*.html.gz") if IDENTITY.fullmatch(identity) else ()
    stored = next(((path, read) for path in paths if (read := _read(path, identity))), None)
    if stored is None:
        return _gone()
    path, (packed, body) = stored
    with contextlib.suppress(OSError):
        os.utime(path)
    policy = page.content_security_policy(body[:6000].decode(errors="ignore"))
    headers = {
        "content-security-policy": f"{policy}; frame-ancestors 'self'",
        "cache-control": "private, max-age=31536000, immutable",
        "vary": "accept-encoding",
    }
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        body = packed
    return HTMLResponse(body, headers=headers)


def _gone() -> Response:
    """Says in each language that the presentation is no longer here, and leads back to where one is made."""
    return explain_absence({language: Words(language)("presenter.gone") for language in LANGUAGES}, 404)


def explain_absence(texts: dict[str, str], status: int) -> Response:
    """A page that says in each language why there is no presentation, and leads back to where one is made."""
    parts, meeting = [], escape(address("/meeting"))
    for language, text in texts.items():
        way = escape(Words(language)("presenter.gone_link"))
        parts.append(f'<p lang="{language}">{escape(text)} <a href="{meeting}?lang={language}">{way}</a></p>')
    style = "body{font:1.25rem/1.5 Arial,sans-serif;max-width:40rem;margin:12vh auto;padding:0 1rem;color:#0d1f27}"
    head = f'<!doctype html><html lang="{LANGUAGES[0]}"><meta charset="utf-8"><title>North Sea Port District</title>'
    return HTMLResponse(f"{head}<style>{style}</style>{''.join(parts)}", status_code=status)
