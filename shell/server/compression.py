"""Compresses replies: each file with a hash in its name once, then it is cached.

Streamlit sends its own bundle uncompressed (7.6 MB for a page with a chart), because a general middleware would
compress it again for every reader. Only the one plain spelling of a versioned path is cached, so that the cache has no
more entries than there are files; it has a limit in bytes all the same.
"""

import asyncio
import gzip
import re
from collections import OrderedDict
from typing import NamedTuple
from weakref import WeakValueDictionary

import anyio.to_thread
import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shell.server.addresses import is_versioned, path_below_base
from shell.server.start_page import customise

MOST_BYTES = 32_000_000
# Fonts and pictures are compressed already.
SUFFIXES = (".js", ".css", ".json", ".svg")
CONTENT_TYPES = ("text/", "application/javascript", "application/json", "application/geo+json", "image/svg")
# Paths that begin with one of these are no pages of Streamlit's; a presentation is stored compressed.
NO_PAGES = {"_stcore", "component", "health", "layers", "media", "own", "present", "qr", "search", "static"}
# Request headers that are dropped: with them Streamlit would compress some replies itself, and answer 304 for its start
# page, which we change.
NOT_PASSED = (b"accept-encoding", b"if-none-match", b"if-modified-since")


class Reply(NamedTuple):
    """A whole reply: the message that starts it, empty where it never began, and its body."""

    start: Message
    body: bytes


class ReplyCache:
    """Replies by path and encoding, up to a number of bytes; the least recently used goes first."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes, self.bytes = most_bytes, 0
        self.replies: OrderedDict[tuple[str, str], Reply] = OrderedDict()

    def get(self, key: tuple[str, str]) -> Reply | None:
        """The reply, which becomes the most recently used; none where it is not cached."""
        if key in self.replies:
            self.replies.move_to_end(key)
        return self.replies.get(key)

    def put(self, key: tuple[str, str], reply: Reply) -> None:
        """Add a reply that is not cached yet."""
        self.replies[key] = reply
        self.bytes += len(reply.body)
        while self.bytes > self.most_bytes:
            _, oldest = self.replies.popitem(last=False)
            self.bytes -= len(oldest.body)


class Compression:
    """Compresses versioned files and the start page, for browsers that accept it; other replies stay as they are."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.cache = ReplyCache()
        self.locks: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the compressed reply, or pass the request on."""
        encoding = accepted_encoding(scope)
        path = path_below_base(scope["path"]) if encoding else ""
        if encoding and is_versioned(path) and path.endswith(SUFFIXES):
            reply = await self._file(scope, receive, encoding)
        elif encoding and _may_be_page(scope, path):
            reply = await _compress(await self._whole(scope, receive), encoding)
        else:
            await self.app(scope, receive, send)
            return
        if not reply.start:
            # The reader left before the reply began.
            return
        await send({**reply.start, "headers": list(reply.start["headers"])})
        await send({"type": "http.response.body", "body": reply.body})

    async def _file(self, scope: Scope, receive: Receive, encoding: str) -> Reply:
        """A versioned file; of simultaneous requests the first one compresses it."""
        key = (scope["path"], encoding)
        lock = self.locks.setdefault(key, asyncio.Lock())
        async with lock:
            if reply := self.cache.get(key):
                return reply
            reply = await _compress(await self._whole(scope, receive), encoding)
            # For a file that does not exist the reply is 404, or the start page.
            if reply.start.get("status") == 200 and not _content_type(reply).startswith("text/html"):
                self.cache.put(key, reply)
            return reply

    async def _whole(self, scope: Scope, receive: Receive) -> Reply:
        """The whole reply without compression."""
        start: Message = {}
        parts: list[bytes] = []

        async def gather(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            elif message["type"] == "http.response.body":
                parts.append(message.get("body", b""))

        headers = [(name, value) for name, value in scope["headers"] if name not in NOT_PASSED]
        await self.app({**scope, "headers": headers}, receive, gather)
        return Reply(start, b"".join(parts))


def accepted_encoding(scope: Scope) -> str:
    """How the reply to this request may be compressed: `br`, `gzip`, or empty for not at all."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return ""
    headers = Headers(scope=scope)
    if "range" in headers:
        return ""
    accepted = headers.get("accept-encoding", "").lower().split(",")
    # `br;q=0` says that a client does not want it.
    names = {name.strip() for name, _, weight in (part.partition(";") for part in accepted) if not _is_zero(weight)}
    return next((encoding for encoding in ("br", "gzip") if encoding in names), "")


def _is_zero(weight: str) -> bool:
    return re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight) is not None


def _may_be_page(scope: Scope, path: str) -> bool:
    """Whether the reply may be the start page: Streamlit sends it for every path that it does not know."""
    first = path.removeprefix("/").partition("/")[0]
    return bool(path) and first not in NO_PAGES and "text/html" in Headers(scope=scope).get("accept", "")


async def _compress(reply: Reply, encoding: str) -> Reply:
    """The reply compressed, and the start page customised; one of a type that does not compress stays as it is."""
    kind = _content_type(reply)
    if reply.start.get("status") != 200 or not kind.startswith(CONTENT_TYPES):
        return reply
    headers, body = MutableHeaders(raw=list(reply.start["headers"])), reply.body
    if kind.startswith("text/html"):
        body = customise(body)
        del headers["etag"], headers["last-modified"]
    body = await anyio.to_thread.run_sync(_compress_bytes, body, encoding)
    headers["content-encoding"] = encoding
    headers["content-length"] = str(len(body))
    headers.add_vary_header("accept-encoding")
    return Reply({**reply.start, "headers": headers.raw}, body)


def _content_type(reply: Reply) -> str:
    return Headers(raw=list(reply.start.get("headers", []))).get("content-type", "")


def _compress_bytes(body: bytes, encoding: str) -> bytes:
    return bytes(brotli.compress(body, quality=9)) if encoding == "br" else gzip.compress(body, 9)
