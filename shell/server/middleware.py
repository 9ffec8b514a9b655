"""Headers of every reply: security, how long a browser may cache it, and the cookie of a new browser."""

import re
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shell.briefing.drafts import COOKIE, NUMBER
from shell.server.addresses import base_path, is_versioned, path_below_base
from shell.server.compression import Compression
from shell.server.start_page import inline_script_hashes

# Not a cookie whose name only ends like ours, and none with an invalid number.
WITH_NUMBER = re.compile(rf"(?:^|;\s*){COOKIE}={NUMBER.pattern}\s*(?:;|$)")
POLICY = "content-security-policy"
IMMUTABLE = "public, max-age=31536000, immutable"


def middleware() -> list[Middleware]:
    """The middleware of the app, outermost first."""
    return [Middleware(ReplyHeaders), Middleware(Compression)]


def content_security_policy() -> str:
    """The browser may load from this server only. Streamlit's few inline scripts are allowed by their hash."""
    return "; ".join(
        [
            "default-src 'self'",
            # Streamlit starts the script of a component from a blob:, and MapLibre its worker.
            f"script-src 'self' blob: {' '.join(inline_script_hashes())}",
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


class ReplyHeaders:
    """Adds the headers to every reply."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        # The server stores the briefing of a browser under this number, which scripts and other sites cannot read.
        self.cookie = f"Path={base_path() or '/'}; Max-Age=15552000; HttpOnly; SameSite=Lax"
        self.headers = {
            POLICY: content_security_policy(),
            "x-content-type-options": "nosniff",
            "x-frame-options": "SAMEORIGIN",
            "referrer-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=()",
            "cross-origin-opener-policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to the reply; a browser without a number gets one."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = path_below_base(scope["path"])
        has_number = WITH_NUMBER.search(Headers(scope=scope).get("cookie", "")) is not None

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), message["status"], path, has_number=has_number)
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _add(self, headers: MutableHeaders, status: int, path: str, *, has_number: bool) -> None:
        presentation = path.startswith("/present/")
        # A presentation has a policy for its own scripts, which is stricter than ours.
        stricter = {POLICY} & set(headers) if presentation else set()
        for name, value in self.headers.items():
            if name not in stricter:
                headers[name] = value
        page = headers.get("content-type", "").startswith("text/html")
        if status == 200 and is_versioned(path) and not page:
            headers["cache-control"] = IMMUTABLE
        elif "immutable" in headers.get("cache-control", "") and not presentation:
            # Streamlit marks its icon so too, whose name would be the same after an upgrade.
            headers["cache-control"] = "no-cache"
        if page and not stricter and not has_number:
            headers.append("set-cookie", f"{COOKIE}={secrets.token_hex(16)}; {self.cookie}")
