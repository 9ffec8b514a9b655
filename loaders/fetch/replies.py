"""Replies of a source as received, in one zip file per run, so that a parse can be repeated and a figure traced back.

File     .refresh/raw/<source>/<time>-<first 12 of sha256>.zip
Inside   manifest.json (one entry per reply: name, address, status, content type, etag, last-modified, sha256, time),
         and the bodies under bodies/, each under its name
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from loaders.errors import SourceError
from loaders.storage import TEMPORARY, prune, write_atomic

TIME = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Reply:
    """What is known of one reply besides its body; `asked` is the request: method, address and a hash of its data."""

    name: str
    address: str
    status: int
    content_type: str
    etag: str
    last_modified: str
    sha256: str
    fetched: str
    asked: str


class Raw:
    """The replies of one run of one source; `body` checks each against the manifest."""

    def __init__(self, source: str, path: Path | None = None) -> None:
        self.source, self.path = source, path
        self.replies: dict[str, Reply] = {}
        self._bodies: dict[str, bytes] = {}

    @classmethod
    def of(cls, bodies: Mapping[str, bytes], *, source: str = "played", fetched: datetime | None = None) -> Self:
        """Replies in memory, for tests."""
        raw = cls(source)
        for name, body in bodies.items():
            raw.keep(name, body, fetched=fetched or datetime(2026, 1, 1, tzinfo=UTC))
        return raw

    @classmethod
    def open(cls, path: Path) -> Self:
        """A stored raw file. Raises SourceError if it is missing, damaged, or no raw file."""
        name = path.parent.name
        try:
            with zipfile.ZipFile(path) as file:
                manifest: dict[str, Any] = json.loads(file.read("manifest.json"))
            raw = cls(str(manifest["source"]), path)
            raw.replies = {entry["name"]: Reply(**entry) for entry in manifest["replies"]}
        except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
            raise SourceError(name, f"{path} is not a raw file of a refresh; fetch again", detail=str(error)) from error
        return raw

    def keep(
        self,
        name: str,
        body: bytes,
        *,
        fetched: datetime,
        asked: str = "",
        address: str = "",
        headers: Mapping[str, str] | None = None,
        status: int = 200,
    ) -> None:
        """Keep a reply under `name`. Raises SourceError if that name is taken."""
        if name in self.replies:
            raise SourceError(self.source, f"the reply {name!r} was fetched twice in one run")
        head = headers or {}
        self._bodies[name] = body
        self.replies[name] = Reply(
            name=name,
            address=address,
            status=status,
            content_type=head.get("Content-Type", ""),
            etag=head.get("ETag", ""),
            last_modified=head.get("Last-Modified", ""),
            sha256=hashlib.sha256(body).hexdigest(),
            fetched=fetched.astimezone(UTC).isoformat(timespec="seconds"),
            asked=asked,
        )

    def names(self, prefix: str = "") -> list[str]:
        """Names of replies that start with `prefix`, in the order they were fetched."""
        return [name for name in self.replies if name.startswith(prefix)]

    def fetched(self, name: str) -> datetime:
        """When the reply came, in UTC."""
        return datetime.fromisoformat(self._reply(name).fetched)

    def body(self, name: str) -> bytes:
        """The body as received. Raises SourceError if there is none, or if it was damaged since."""
        reply = self._reply(name)
        if name in self._bodies:
            return self._bodies[name]
        assert self.path is not None
        try:
            with zipfile.ZipFile(self.path) as file:
                body = file.read(f"bodies/{name}")
        except (OSError, zipfile.BadZipFile, KeyError) as error:
            raise SourceError(self.source, f"{self.path}: the reply {name!r} is damaged", detail=str(error)) from error
        if hashlib.sha256(body).hexdigest() != reply.sha256:
            raise SourceError(self.source, f"{self.path}: the reply {name!r} is not the one that was fetched")
        return body

    def json(self, name: str) -> Any:
        """The body as JSON. Raises SourceError if it is not JSON, or only half of it."""
        body = self.body(name)
        try:
            return json.loads(body)
        except ValueError as error:
            detail = body[:200].decode("utf-8", "replace")
            raise SourceError(self.source, f"the reply {name!r} is not whole JSON: {error}", detail=detail) from error

    @property
    def sha256(self) -> str:
        """One checksum of all replies: the same if every body is the same."""
        lines = sorted(f"{reply.name} {reply.sha256}" for reply in self.replies.values())
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def store(self, folder: Path) -> Path:
        """Write the replies to `folder`, whole or not at all; returns the newest file if that holds the same."""
        newest = latest(folder)
        if newest is not None and newest.stem.endswith(self.sha256[:12]) and _whole(newest):
            return newest
        folder.mkdir(parents=True, exist_ok=True)
        # A temporary file of today may belong to a run that is still writing.
        prune(folder.glob(TEMPORARY), min_age=86_400)
        path = folder / f"{datetime.now(UTC).strftime(TIME)}-{self.sha256[:12]}.zip"
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            replies = [asdict(reply) for reply in self.replies.values()]
            manifest = {"source": self.source, "sha256": self.sha256, "replies": replies}
            archive.writestr("manifest.json", json.dumps(manifest, indent=1))
            for name in self.replies:
                archive.writestr(f"bodies/{name}", self.body(name))
        write_atomic(path, packed.getvalue())
        return path

    def _reply(self, name: str) -> Reply:
        if name not in self.replies:
            raise SourceError(self.source, f"there is no reply {name!r}; there are {', '.join(self.replies) or 'none'}")
        return self.replies[name]


def latest(folder: Path) -> Path | None:
    """The newest raw file in `folder`, if there is one: names begin with the time."""
    return max(folder.glob("*.zip"), default=None, key=lambda path: path.name)


def _whole(path: Path) -> bool:
    try:
        kept = Raw.open(path)
        return all(kept.body(name) is not None for name in kept.names())
    except SourceError:
        return False
