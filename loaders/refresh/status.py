"""How fresh the data are: what the last refresh of each source said, and since when its data stand.

Files   in .refresh (NSPD_STATE names another folder): status.json, one entry a source, see Attempt; shipped.json, the
        day of each dataset before its first refresh
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from loaders.card import Card, DatasetError
from loaders.fetch.source import Source
from loaders.sources.registry import sources
from loaders.storage import lock, write_atomic

# fresh: taken in, or nothing new; held: figures moved too far and wait for consent; silent: no answer came;
# wrong: something else came than was asked for; here: it could not be written on this machine
RESULTS = ("fresh", "held", "silent", "wrong", "here")


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


def state() -> Path:
    """Where raw replies and the status lie."""
    return Path(os.environ.get("NSPD_STATE") or Path(__file__).parents[2] / ".refresh")


def attempts() -> dict[str, Attempt]:
    """The last attempt of each source; none where the status is missing or damaged: then nothing is known."""
    try:
        entries = json.loads((state() / "status.json").read_text("utf-8"))
        return {name: Attempt(**entry) for name, entry in entries.items() if entry["result"] in RESULTS}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def note(
    source: str, result: str, reason: str = "", *, now: datetime | None = None, good: datetime | None = None
) -> None:
    """Write down how a refresh of a source went. Raises OSError where that cannot be written."""
    when = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    state().mkdir(parents=True, exist_ok=True)
    with lock(state()):
        known = attempts()
        before = known[source].good if source in known else ""
        fresh = (good.isoformat(timespec="seconds") if good else when) if result == "fresh" else before
        known[source] = Attempt(when, result, reason, max(fresh, before))
        entries = {name: asdict(attempt) for name, attempt in sorted(known.items())}
        write_atomic(state() / "status.json", json.dumps(entries, indent=1, ensure_ascii=False).encode())


def remember(datasets: Iterable[str]) -> None:
    """Write down, once, from when these datasets were before any refresh: their cards will tell of the newest source.

    Without this a source that never answered would seem as fresh as the one that shares its dataset.
    """
    state().mkdir(parents=True, exist_ok=True)
    with lock(state()):
        known = _remembered()
        days = {name: day for name in datasets if name not in known and (day := _carded(name))}
        if days:
            entries = {name: str(day) for name, day in sorted({**known, **days}.items())}
            write_atomic(state() / "shipped.json", json.dumps(entries, indent=1).encode())


def all_of_them(today: date | None = None) -> list[Freshness]:
    """How fresh each source's data are, in the order of sources."""
    known, day = attempts(), today or datetime.now(UTC).date()
    return [_of(source, known.get(name), day) for name, source in sources().items()]


def _of(source: Source, attempt: Attempt | None, today: date) -> Freshness:
    good = _day(attempt.good) if attempt else None
    # Never refreshed here: the data are those that were shipped.
    known = _remembered()
    days = [known.get(name) or _carded(name) for name in source.datasets]
    good = good or min((day for day in days if day), default=None)
    return Freshness(source, good, attempt, good is not None and (today - good).days > source.days)


def _day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def _remembered() -> dict[str, date]:
    try:
        entries = json.loads((state() / "shipped.json").read_text("utf-8"))
        return {name: date.fromisoformat(day) for name, day in entries.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _carded(name: str) -> date | None:
    try:
        return Card.of(name).fields.retrieved_on
    except DatasetError:
        return None
