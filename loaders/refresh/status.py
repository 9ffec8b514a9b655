"""How fresh the data are: the result of the last refresh of each source, and of which day its data are.

Files  in .refresh (NSPD_STATE names another folder): status.json, one entry per source, see Attempt; shipped.json, the
       day of each dataset before its first refresh
"""

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from loaders.card import Card, DatasetError
from loaders.errors import RESULTS
from loaders.fetch.source import Source
from loaders.sources.registry import sources
from loaders.storage import lock, write_atomic

# Results as a status.json of version 0.1 names them.
OLD_RESULTS = {
    "held": "needs_approval",
    "silent": "unreachable",
    "wrong": "invalid_reply",
    "here": "local_error",
}


@dataclass(frozen=True)
class Attempt:
    """The last refresh of a source: when, its result (one of RESULTS), why, and when it last went well."""

    tried: str
    result: str
    reason: str = ""
    good: str = ""


@dataclass(frozen=True)
class Freshness:
    """What a reader may know of a source: `good` is the day its data are of, `late` that they are older than usual."""

    source: Source
    good: date | None
    attempt: Attempt | None
    late: bool

    @property
    def failed(self) -> bool:
        """Whether the last refresh left the data as they were although it should not have."""
        return self.attempt is not None and self.attempt.result != "fresh"


def state_folder() -> Path:
    """Where raw replies and the status are kept."""
    return Path(os.environ.get("NSPD_STATE") or Path(__file__).parents[2] / ".refresh")


def read_attempts() -> dict[str, Attempt]:
    """The last attempt of each source; empty if the status is missing or damaged: then nothing is known."""
    try:
        entries = json.loads((state_folder() / "status.json").read_text("utf-8"))
        named = {name: {**entry, "result": _result(entry["result"])} for name, entry in entries.items()}
        return {name: Attempt(**entry) for name, entry in named.items() if entry["result"] in RESULTS}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def _result(name: str) -> str:
    return OLD_RESULTS.get(name, name)


def record(
    source: str, result: str, reason: str = "", *, now: datetime | None = None, good: datetime | None = None
) -> None:
    """Write down how a refresh of a source went. Raises OSError if that cannot be written."""
    when = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    with _locked():
        known = read_attempts()
        before = known[source].good if source in known else ""
        fresh = (good.isoformat(timespec="seconds") if good else when) if result == "fresh" else before
        known[source] = Attempt(when, result, reason, max(fresh, before))
        entries = {name: asdict(attempt) for name, attempt in sorted(known.items())}
        write_atomic(state_folder() / "status.json", json.dumps(entries, indent=1, ensure_ascii=False).encode())


def record_shipped_days(datasets: Iterable[str]) -> None:
    """Write down, once, of which day these datasets were before any refresh: later their cards name the newest source.

    Without this a source that never answered would seem as fresh as the one that shares its dataset.
    """
    with _locked():
        known = _shipped_days()
        days = {name: day for name in datasets if name not in known and (day := _card_day(name))}
        if days:
            entries = {name: str(day) for name, day in sorted({**known, **days}.items())}
            write_atomic(state_folder() / "shipped.json", json.dumps(entries, indent=1).encode())


def list_freshness(today: date | None = None) -> list[Freshness]:
    """How fresh each source's data are, in the order of sources."""
    attempts, shipped, day = read_attempts(), _shipped_days(), today or datetime.now(UTC).date()
    return [_freshness(source, attempts.get(name), shipped, day) for name, source in sources().items()]


def _freshness(source: Source, attempt: Attempt | None, shipped: Mapping[str, date], today: date) -> Freshness:
    good = _day(attempt.good) if attempt else None
    if good is None:
        # Never refreshed here: the data are those that were shipped.
        days = [shipped.get(name) or _card_day(name) for name in source.datasets]
        good = min((day for day in days if day), default=None)
    return Freshness(source, good, attempt, good is not None and (today - good).days > source.days)


def _day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def _shipped_days() -> dict[str, date]:
    try:
        entries = json.loads((state_folder() / "shipped.json").read_text("utf-8"))
        return {name: date.fromisoformat(day) for name, day in entries.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _card_day(name: str) -> date | None:
    try:
        return Card.of(name).fields.retrieved_on
    except DatasetError:
        return None


def _locked() -> AbstractContextManager[None]:
    state_folder().mkdir(parents=True, exist_ok=True)
    return lock(state_folder())
