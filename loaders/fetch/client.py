"""Asking a source: politely, patiently, and believing nothing that is not what was asked for.

`Client.get` gives the body and keeps it in the raw file. It names itself, waits as long as the source asks, tries
again where that may help, asks only for what changed, and refuses what is too large, cut off, or of another kind.
"""

import os
import re
import time
import tomllib
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import requests
import stamina
from urllib3.exceptions import HTTPError

from loaders.fetch.replies import Raw, Reply
from loaders.fetch.retry_policy import NO_NAME, Patience, plainly
from loaders.fetch.source import Source, SourceError

__all__ = ["Client", "Patience", "Source", "SourceError"]

CHUNK = 65_536
MOST_REQUESTS = 2_000
AGAIN = (429, 500, 502, 503, 504)
JSON_STARTS = b'{["0123456789-tfn'


class _Passing(Exception):
    """What may be over at the next try; `wait` is what the source asked for, in seconds."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        self.reason, self.wait = reason, wait
        super().__init__(reason)


class Client:
    """Asks one source, and keeps what it says in `raw`."""

    def __init__(
        self,
        source: Source,
        *,
        before: Raw | None = None,
        patience: Patience | None = None,
        progress: Callable[[str, int], None] = lambda name, size: None,
    ) -> None:
        """Get ready. `before`: the replies of an earlier run; `progress` is called with a name and bytes so far."""
        self.source, self.raw = source, Raw(source.name)
        self._patience, self._progress = patience or Patience.of_environment(), progress
        self._before = {reply.asked: reply for reply in before.replies.values()} if before else {}
        self._kept = before
        self._asked: set[str] = set()
        self._last = 0.0
        self._nameless = False
        self._session = requests.Session()
        self._session.max_redirects = 5
        self._session.headers["User-Agent"] = user_agent()

    def get(
        self,
        name: str,
        address: str,
        *,
        params: Mapping[str, str | Sequence[str]] | None = None,
        headers: Mapping[str, str] | None = None,
        method: str = "GET",
        data: str | bytes | None = None,
        kinds: tuple[str, ...] = ("application/json",),
        most_bytes: int = 150_000_000,
    ) -> bytes:
        """The body of a reply, kept in the raw file under `name`.

        address     relative to the source's base, or absolute
        kinds       content types that will do; the first bytes must fit too
        most_bytes  more than this, unpacked, is refused
        Raises SourceError with what was seen where the source does not answer, or with something else.
        """
        url = requests.Request(method, self.source.address(address), params=params).prepare().url or ""
        sent = data.encode() if isinstance(data, str) else data or b""
        asked = f"{method} {url} {sha256(sent).hexdigest()[:12] if sent else ''}".strip()
        if asked in self._asked:
            raise self._error(f"it led back to a page that was read already: a paging loop at {url}")
        if len(self._asked) >= MOST_REQUESTS:
            raise self._error(f"more than {MOST_REQUESTS} requests in one run; its paging does not end")
        self._asked.add(asked)
        known = self._known(asked)
        head = {"Accept": ", ".join(kinds), "Accept-Encoding": "gzip", **_if_changed(known), **(headers or {})}
        patience = self._patience
        try:
            for attempt in stamina.retry_context(
                on=_again,
                attempts=patience.attempts,
                timeout=None,
                wait_initial=patience.wait,
                wait_max=patience.most,
                wait_jitter=patience.wait,
            ):
                with attempt:
                    reply, body = self._once(method, url, sent, head, name, most_bytes)
        except _Passing as error:
            reason = f"{error.reason} at {url}, {patience.attempts} times"
            raise SourceError(self.source.name, reason, kind="silent") from error
        if reply.status_code == 304 and known is not None and self._kept is not None:
            body, told = self._kept.body(known.name), _headers_of(known)
        else:
            told = _plain(reply.headers)
        self._check(body, told.get("Content-Type", ""), kinds, url)
        now = datetime.now(UTC)
        self.raw.keep(name, body, fetched=now, asked=asked, address=url, headers=told, status=reply.status_code)
        return body

    def _once(
        self, method: str, url: str, sent: bytes, head: dict[str, str], name: str, most: int
    ) -> tuple[requests.Response, bytes]:
        """One try. Raises _Passing for what another try may mend, SourceError for what it will not."""
        time.sleep(max(0.0, self._last + self.source.pause - time.monotonic()))
        timeout = (self._patience.connect, self._patience.read)
        try:
            with self._session.request(
                method, url, data=sent or None, headers=head, timeout=timeout, stream=True
            ) as reply:
                if reply.status_code in AGAIN:
                    raise _Passing(f"it answered {reply.status_code} {reply.reason}", self._asked_to_wait(reply))
                if reply.status_code == 304 and any(one in head for one in ("If-None-Match", "If-Modified-Since")):
                    return reply, b""
                if reply.status_code != 200:
                    told = self._read(reply, name, 10_000, all_of_it=False).decode("utf-8", "replace")
                    raise self._error(f"it answered {reply.status_code} {reply.reason} at {url}", told)
                return reply, self._read(reply, name, most)
        except requests.TooManyRedirects as error:
            raise self._error(f"it sends {url} on and on") from error
        except (requests.ConnectionError, requests.Timeout, HTTPError, OSError) as error:
            reason = plainly(error)
            if reason == NO_NAME and self._nameless:
                # Without internet every source would be tried five times over: twice is enough for a name.
                raise SourceError(self.source.name, f"{reason}: {url}", kind="silent") from error
            self._nameless = reason == NO_NAME
            raise _Passing(reason) from error
        except requests.RequestException as error:
            raise self._error(f"{url} cannot be asked", str(error)) from error
        finally:
            self._last = time.monotonic()

    def _read(self, reply: requests.Response, name: str, most: int, *, all_of_it: bool = True) -> bytes:
        """The body, unpacked here, because only so a gzip stream that was cut off is noticed."""
        packing = reply.headers.get("Content-Encoding", "identity").lower()
        if packing not in ("gzip", "x-gzip", "identity", ""):
            raise self._error(f"the reply is packed as {packing}, which was not asked for")
        unpack = zlib.decompressobj(31) if "gzip" in packing else None
        body, until = bytearray(), time.monotonic() + self._patience.whole
        # What has come, not a full piece: else one that trickles in would never be measured against the time.
        while piece := reply.raw.read1(CHUNK, decode_content=False):
            try:
                body += unpack.decompress(piece) if unpack else piece
            except zlib.error as error:
                raise _Passing(f"the packed reply is damaged ({error})") from error
            self._progress(name, len(body))
            if len(body) > most:
                if not all_of_it:
                    break
                raise self._error(f"the reply is larger than {most:,} bytes; it was left unread")
            if time.monotonic() > until:
                raise _Passing(f"the reply was not whole after {self._patience.whole:.0f} s")
        if unpack and not unpack.eof and all_of_it:
            raise _Passing("the packed reply was cut off")
        return bytes(body)

    def _asked_to_wait(self, reply: requests.Response) -> float | None:
        """Seconds of Retry-After. Raises SourceError where that is longer than we are willing to wait."""
        text = reply.headers.get("Retry-After", "").strip()
        if not text:
            return None
        try:
            wait = float(text) if re.fullmatch(r"\d+", text) else parsedate_to_datetime(text).timestamp() - time.time()
        except ValueError:
            return None
        if wait > self._patience.most:
            reason = f"it answered {reply.status_code} and asks to wait {wait:.0f} s; run the refresh later"
            raise SourceError(self.source.name, reason, kind="silent")
        return max(wait, 0.0)

    def _known(self, asked: str) -> Reply | None:
        """The earlier reply to the same question, if its body is still whole."""
        known = self._before.get(asked)
        if known is None or self._kept is None:
            return None
        try:
            self._kept.body(known.name)
        except SourceError:
            return None
        return known

    def _check(self, body: bytes, told: str, kinds: tuple[str, ...], url: str) -> None:
        """Is the reply of a kind that was asked for? HTML with status 200 is how many services fail."""
        start = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
        seen = start[:200].decode("utf-8", "replace")
        kind = told.split(";")[0].strip().lower()
        if not body:
            raise self._error(f"the reply of {url} is empty")
        page = kind == "text/html" or start[:15].lower().startswith((b"<!doctype html", b"<html"))
        if page and "text/html" not in kinds:
            raise self._error(f"{url} answered with an HTML page instead of {kinds[0]}", seen)
        if kind and kind not in kinds:
            raise self._error(f"{url} answered with {kind} instead of {' or '.join(kinds)}", seen)
        if all("json" in one for one in kinds) and start[:1] not in [bytes([byte]) for byte in JSON_STARTS]:
            raise self._error(f"{url} promises JSON, but its reply does not start so", seen)
        if all("zip" in one or "openxml" in one for one in kinds) and not body.startswith(b"PK"):
            raise self._error(f"{url} promises a packed file, but its reply does not start so", seen)

    def _error(self, reason: str, told: str = "") -> SourceError:
        return SourceError(self.source.name, reason, told=told)


def user_agent() -> str:
    """Who asks: the dashboard, its version, and whom to reach (NSPD_CONTACT, where whoever runs it has set that)."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    contact = os.environ.get("NSPD_CONTACT", "").strip()
    return f"nspd-dashboard/{project['version']} ({project['description']}{'; ' + contact if contact else ''})"


def _again(error: Exception) -> bool | float:
    """Whether to try again, or after how many seconds."""
    if not isinstance(error, _Passing):
        return False
    return True if error.wait is None else error.wait


def _if_changed(known: Reply | None) -> dict[str, str]:
    if known is None:
        return {}
    if known.etag:
        return {"If-None-Match": known.etag}
    return {"If-Modified-Since": known.last_modified} if known.last_modified else {}


def _headers_of(known: Reply) -> dict[str, str]:
    return {"Content-Type": known.content_type, "ETag": known.etag, "Last-Modified": known.last_modified}


def _plain(headers: Mapping[str, Any]) -> dict[str, str]:
    """Header names as the manifest writes them, however the source did."""
    given = {name.lower(): str(value) for name, value in headers.items()}
    return {name: given.get(name.lower(), "") for name in ("Content-Type", "ETag", "Last-Modified")}
