"""The ASGI app that `streamlit run dashboard.py` starts: the script, our own routes, and what goes on every reply.

The script lies in pages/ so that Streamlit does not take that folder for its old kind of multipage app.
"""

import base64
import gzip
import hashlib
import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from html import escape
from pathlib import Path
from typing import Any

import anyio.to_thread
import brotli
import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware

from shell.briefing_drafts import COOKIE
from shell.routes import own, routes
from shell.words import LANGUAGES, Words

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]
Reply = tuple[MutableMapping[str, Any], bytes]

POLICY = "content-security-policy"
FOR_GOOD = "public, max-age=31536000, immutable"
HASHED = ("/static/", "/layers/", "/own/", "/maplibre/")
# Under this number the server keeps what a browser collects for a briefing; scripts and other sites never see it.
FOR_US = "Path=/; Max-Age=15552000; HttpOnly; SameSite=Lax"
UNASKED = (b"accept-encoding", b"if-none-match", b"if-modified-since")
SHRINKS = ("text/", "application/javascript", "application/json", "application/geo+json", "image/svg")


def content_security_policy() -> str:
    """What the browser may load: this server only. Streamlit's few inline scripts are named by their hash."""
    index = (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")
    inline = re.findall(r"<script>(.*?)</script>", index, re.DOTALL)
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in inline)
    return "; ".join(
        [
            "default-src 'self'",
            # blob: is how Streamlit starts a component's own script, and MapLibre its worker.
            f"script-src 'self' blob: {hashes}",
            "worker-src 'self' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' ws: wss: data: blob:",
            "frame-ancestors 'self'",
            "base-uri 'self'",
            "form-action 'self'",
            "object-src 'none'",
        ]
    )


class Guarded:
    """Puts the security headers on every reply; hashed files may be kept by the browser for good."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = {
            POLICY: content_security_policy(),
            "x-content-type-options": "nosniff",
            "x-frame-options": "SAMEORIGIN",
            "referrer-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=()",
            "cross-origin-opener-policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers to what comes back; a browser without a number gets one."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        asked = Headers(scope=scope)

        async def guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # A presentation brings the policy of its own scripts, which is stricter than ours.
                stricter = {POLICY} & set(headers) if scope["path"].startswith("/present/") else set()
                for name, value in self.headers.items():
                    if name not in stricter:
                        headers[name] = value
                if message["status"] == 200 and scope["path"].startswith(("/layers/", "/own/", "/maplibre/")):
                    headers["cache-control"] = FOR_GOOD
                page = headers.get("content-type", "").startswith("text/html") and not stricter
                if page and COOKIE not in asked.get("cookie", ""):
                    headers.append("set-cookie", f"{COOKIE}={secrets.token_hex(16)}; {FOR_US}")
            await send(message)

        await self.app(scope, receive, guarded)


class Compressed:
    """Sends files small: each file with a hash in its name is compressed once, then kept.

    Streamlit sends its own bundle as it is (7.6 MB for a page with a chart), because a general middleware would
    compress it anew for every reader. The names hold a hash, so once is enough.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: dict[tuple[str, str], Reply] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or pass on, and keep the answer where its name holds a hash."""
        encoding = _encoding(scope)
        if not encoding:
            await self.app(scope, receive, send)
            return
        key = (scope["path"], encoding)
        reply = self.kept.get(key)
        if reply is None:
            # Asked for as it is: Streamlit would compress some replies itself, and answer 304 for a page we alter.
            asked = [(name, value) for name, value in scope["headers"] if name not in UNASKED]
            start, body = await _whole(self.app, {**scope, "headers": asked}, receive)
            headers = MutableHeaders(scope=start)
            kind = headers.get("content-type", "")
            reply = start, body
            if start["status"] == 200 and kind.startswith(SHRINKS):
                page = kind.startswith("text/html")
                if page:
                    body = _styled(body)
                    del headers["etag"], headers["last-modified"]
                body = await anyio.to_thread.run_sync(_squeeze, body, encoding)
                headers["content-encoding"] = encoding
                headers["content-length"] = str(len(body))
                headers.add_vary_header("accept-encoding")
                reply = start, body
                # Any unknown path answers with the start page: kept, such paths would fill the memory.
                if not page:
                    self.kept[key] = reply
        start, body = reply
        await send({**start, "headers": list(start["headers"])})
        await send({"type": "http.response.body", "body": body})


async def _whole(app: ASGIApp, scope: Scope, receive: Receive) -> Reply:
    """A reply gathered in one piece."""
    start: MutableMapping[str, Any] = {}
    parts: list[bytes] = []

    async def gather(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))

    await app(scope, receive, gather)
    return start, b"".join(parts)


def _encoding(scope: Scope) -> str:
    """The way to compress this reply; empty where it is to go as it is."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return ""
    headers = Headers(scope=scope)
    # A presentation is kept compressed, and is no page of Streamlit's.
    page = "text/html" in headers.get("accept", "") and not scope["path"].startswith(("/_stcore", "/present/"))
    if not (page or scope["path"].startswith(HASHED)) or "range" in headers:
        return ""
    accepted = headers.get("accept-encoding", "")
    return "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""


def _squeeze(body: bytes, encoding: str) -> bytes:
    return brotli.compress(body, quality=9) if encoding == "br" else gzip.compress(body, 9)


def _styled(page: bytes) -> bytes:
    """Streamlit's start page with our own style, printing and name, in Dutch until the reader's language is known."""
    said = " ".join(f'data-{language}="{escape(Words(language)("print.printed"))}"' for language in LANGUAGES)
    ours = (
        f'<link rel="stylesheet" href="/own/{own("style.css").file}">'
        f'<script defer src="/own/{own("print.js").file}" {said}></script></head>'
    )
    page = page.replace(b'<html lang="en">', b'<html lang="nl" translate="no">').replace(b"</head>", ours.encode(), 1)
    return page.replace(b"<title>Streamlit</title>", b"<title>North Sea Port District</title>")


app = st.App(
    Path(__file__).parent / "pages" / "router.py",
    routes=routes(),
    middleware=[Middleware(Guarded), Middleware(Compressed)],
)
