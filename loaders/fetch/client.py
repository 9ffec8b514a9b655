"""HTTP requests to a source, with retries and checks: the body of each reply is kept in the raw file.

A client names itself, waits as long as the source asks, retries where that may help, asks only for what changed, and
refuses a reply that is too large, cut off, or of another kind than was asked for.
"""

import os
import re
import time
import tomllib
import zlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Unpack

import requests
import stamina
from urllib3.exceptions import HTTPError

from loaders.fetch.replies import Raw, Reply
from loaders.fetch.reply_checks import find_mismatch
from loaders.fetch.retry_policy import NO_NAME, RetryPolicy, describe_error
from loaders.fetch.source import RequestOptions, Source, SourceError

CHUNK = 65_536
MAX_REQUESTS = 2_000
MAX_BYTES = 150_000_000
# So much of the body of an error is quoted in its message.
MAX_ERROR_BYTES = 10_000
RETRIED = (429, 500, 502, 503, 504)


class _TemporaryError(Exception):
    """What may be over at the next try; `wait` is what the source asked for, in seconds."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        self.reason, self.wait = reason, wait
        super().__init__(reason)


class Client:
    """Fetches from one source, and keeps the replies in `raw`."""

    def __init__(
        self,
        source: Source,
        *,
        before: Raw | None = None,
        policy: RetryPolicy | None = None,
        progress: Callable[[str, int], None] = lambda name, size: None,
    ) -> None:
        """Get ready. `before`: the replies of an earlier run; `progress` is called with a name and bytes so far."""
        self.source, self.raw = source, Raw(source.name)
        self._policy, self._progress = policy or RetryPolicy.from_environment(), progress
        self._before = {reply.asked: reply for reply in before.replies.values()} if before else {}
        self._kept = before
        self._sent: set[str] = set()
        self._last = 0.0
        self._name_unknown = False
        self._session = requests.Session()
        self._session.max_redirects = 5
        self._session.headers["User-Agent"] = user_agent()

    def get(self, name: str, address: str, **options: Unpack[RequestOptions]) -> bytes:
        """The body of a reply, kept in the raw file under `name`.

        address  relative to the source's base, or absolute
        options  see RequestOptions
        Raises SourceError with what was seen if the source does not answer, or with something else.
        """
        method, data = options.get("method", "GET"), options.get("data")
        kinds = options.get("kinds", ("application/json",))
        url = requests.Request(method, self.source.address(address), params=options.get("params")).prepare().url or ""
        sent = data.encode() if isinstance(data, str) else data or b""
        request = f"{method} {url} {sha256(sent).hexdigest()[:12] if sent else ''}".strip()
        self._count(request, url)
        known = self._known(request)
        headers = {"Accept": ", ".join(kinds), "Accept-Encoding": "gzip", **_if_changed(known)}
        prepared = requests.Request(
            method, url, headers={**headers, **(options.get("headers") or {})}, data=sent or None
        )
        reply, body = self._retry(prepared, name, options.get("max_bytes", MAX_BYTES))
        if reply.status_code == 304 and known is not None and self._kept is not None:
            body, received = self._kept.body(known.name), _headers_of(known)
        else:
            received = _plain(reply.headers)
        if mismatch := find_mismatch(body, received.get("Content-Type", ""), kinds, url):
            raise self._error(*mismatch)
        now, status = datetime.now(UTC), reply.status_code
        self.raw.keep(name, body, fetched=now, asked=request, address=url, headers=received, status=status)
        return body

    def _count(self, request: str, url: str) -> None:
        """Refuse a request that was made before, and one too many. Raises SourceError."""
        if request in self._sent:
            raise self._error(f"it led back to a page that was read already: a paging loop at {url}")
        if len(self._sent) >= MAX_REQUESTS:
            raise self._error(f"more than {MAX_REQUESTS} requests in one run; its paging does not end")
        self._sent.add(request)

    def _retry(self, request: requests.Request, name: str, max_bytes: int) -> tuple[requests.Response, bytes]:
        """The reply after as many tries as the policy allows. Raises SourceError."""
        policy = self._policy
        attempts = stamina.retry_context(
            on=_retry_after,
            attempts=policy.attempts,
            timeout=None,
            wait_initial=policy.wait,
            wait_max=policy.most,
            wait_jitter=policy.wait,
        )
        try:
            for attempt in attempts:
                with attempt:
                    return self._send(request, name, max_bytes)
        except _TemporaryError as error:
            reason = f"{error.reason} at {request.url}, {policy.attempts} times"
            raise SourceError(self.source.name, reason, result="unreachable") from error
        raise AssertionError("stamina makes at least one attempt")

    def _send(self, request: requests.Request, name: str, max_bytes: int) -> tuple[requests.Response, bytes]:
        """One try. Raises _TemporaryError for what another try may mend, SourceError for what it will not."""
        time.sleep(max(0.0, self._last + self.source.pause - time.monotonic()))
        timeout, url = (self._policy.connect, self._policy.read), request.url
        conditional = {"If-None-Match", "If-Modified-Since"} & {*request.headers}
        try:
            with self._session.request(
                request.method, url, data=request.data, headers=request.headers, timeout=timeout, stream=True
            ) as reply:
                answer = f"it answered {reply.status_code} {reply.reason}"
                if reply.status_code in RETRIED:
                    raise _TemporaryError(answer, self._requested_wait(reply))
                if reply.status_code == 304 and conditional:
                    return reply, b""
                if reply.status_code != 200:
                    seen = self._read(reply, name, MAX_ERROR_BYTES, whole=False).decode("utf-8", "replace")
                    raise self._error(f"{answer} at {url}", seen)
                return reply, self._read(reply, name, max_bytes)
        except requests.TooManyRedirects as error:
            raise self._error(f"it sends {url} on and on") from error
        except (requests.ConnectionError, requests.Timeout, HTTPError, OSError) as error:
            reason = describe_error(error)
            if reason == NO_NAME and self._name_unknown:
                # Without internet every source would be tried five times over: twice is enough for a name.
                raise SourceError(self.source.name, f"{reason}: {url}", result="unreachable") from error
            self._name_unknown = reason == NO_NAME
            raise _TemporaryError(reason) from error
        except requests.RequestException as error:
            raise self._error(f"{url} cannot be asked", str(error)) from error
        finally:
            self._last = time.monotonic()

    def _read(self, reply: requests.Response, name: str, max_bytes: int, *, whole: bool = True) -> bytes:
        """The body, unpacked here, because only so a gzip stream that was cut off is noticed.

        whole  whether more than `max_bytes` is refused; else the rest is left unread
        """
        packing = reply.headers.get("Content-Encoding", "identity").lower()
        if packing not in ("gzip", "x-gzip", "identity", ""):
            raise self._error(f"the reply is packed as {packing}, which was not asked for")
        unpack = zlib.decompressobj(31) if "gzip" in packing else None
        body, deadline = bytearray(), time.monotonic() + self._policy.whole
        # `read1` returns what has come, not a full chunk: else a reply that trickles in would never meet its deadline.
        while chunk := reply.raw.read1(CHUNK, decode_content=False):
            try:
                body += unpack.decompress(chunk) if unpack else chunk
            except zlib.error as error:
                raise _TemporaryError(f"the packed reply is damaged ({error})") from error
            self._progress(name, len(body))
            if len(body) > max_bytes:
                if not whole:
                    break
                raise self._error(f"the reply is larger than {max_bytes:,} bytes; it was left unread")
            if time.monotonic() > deadline:
                raise _TemporaryError(f"the reply was not whole after {self._policy.whole:.0f} s")
        if unpack and not unpack.eof and whole:
            raise _TemporaryError("the packed reply was cut off")
        return bytes(body)

    def _requested_wait(self, reply: requests.Response) -> float | None:
        """Seconds of Retry-After. Raises SourceError if that is longer than the policy allows."""
        text = reply.headers.get("Retry-After", "").strip()
        if not text:
            return None
        try:
            wait = float(text) if re.fullmatch(r"\d+", text) else parsedate_to_datetime(text).timestamp() - time.time()
        except ValueError:
            return None
        if wait > self._policy.most:
            reason = f"it answered {reply.status_code} and asks to wait {wait:.0f} s; run the refresh later"
            raise SourceError(self.source.name, reason, result="unreachable")
        return max(wait, 0.0)

    def _known(self, request: str) -> Reply | None:
        """The earlier reply to the same request, if its body is still whole."""
        known = self._before.get(request)
        if known is None or self._kept is None:
            return None
        try:
            self._kept.body(known.name)
        except SourceError:
            return None
        return known

    def _error(self, reason: str, detail: str = "") -> SourceError:
        return SourceError(self.source.name, reason, detail=detail)


def user_agent() -> str:
    """Who asks: the dashboard, its version, and whom to reach (NSPD_CONTACT, where whoever runs it has set that)."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    contact = os.environ.get("NSPD_CONTACT", "").strip()
    return f"nspd-dashboard/{project['version']} ({project['description']}{'; ' + contact if contact else ''})"


def _retry_after(error: Exception) -> bool | float:
    """Whether to retry, or after how many seconds."""
    if not isinstance(error, _TemporaryError):
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
