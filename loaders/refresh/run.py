"""One source anew: ask it, read its replies, merge, check, and only then swap. Whatever fails leaves what stands.

A source module may have, besides SOURCE, fetch and parse:
    made(frames, standing)  whole datasets from what was parsed and `standing(name)`, those of now; pure
    CARDS                   for a dataset, the fields of its card that change when it is made from here
"""

import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

from loaders import dataset_swap, storage
from loaders.card import Card, DatasetError
from loaders.datasets import indicators, port
from loaders.fetch.client import Client
from loaders.fetch.replies import Raw, latest
from loaders.fetch.source import Source, SourceError
from loaders.refresh import merge, status
from loaders.refresh.merge import Merged, Moved
from loaders.sources.registry import modules

MEASURED = ("measured", "provisional", "estimated")


@dataclass(frozen=True)
class Wish:
    """What whoever runs a refresh asks for.

    dry     change nothing, nothing at all
    since   leave what is before this year
    share   by how much a figure may move without consent; `accept` gives that consent
    raw     read this raw file instead of asking the source
    """

    dry: bool = False
    since: int | None = None
    share: float = 0.05
    accept: bool = False
    raw: Path | None = None


@dataclass
class Outcome:
    """How a source fared: result is one of freshness.RESULTS, reason says why in words."""

    source: str
    result: str = "fresh"
    reason: str = ""
    merged: list[Merged] = field(default_factory=list)
    seconds: float = 0.0
    raw: Path | None = None

    def count(self, what: str) -> int:
        """The sum of new, changed, withdrawn or unchanged rows over its datasets."""
        return sum(getattr(one, what) for one in self.merged)


Progress = Callable[[str, int], None]


def refresh(name: str, wish: Wish, progress: Progress = lambda name, size: None) -> Outcome:
    """Refresh the source `name`. Never raises: what went wrong is in the outcome, and in the status for the pages."""
    module, began, outcome = modules()[name], time.monotonic(), Outcome(name)
    raw: Raw | None = None
    try:
        if not wish.dry:
            status.remember(module.SOURCE.datasets)
        raw = _replies(module, wish, progress, outcome)
        _take(module, raw, wish, outcome)
    except SourceError as error:
        outcome.result, outcome.reason = error.kind, str(error).removeprefix(f"{name}: ")
    except DatasetError as error:
        outcome.result, outcome.reason = "wrong", str(error)
    except OSError as error:
        outcome.result, outcome.reason = "here", f"cannot be written or read here: {error}"
    except Exception as error:  # a fault in reading what a source sent must not stop the other sources
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}, line {last.lineno}"
        outcome.result = "wrong"
        outcome.reason = f"its replies could not be read: {type(error).__name__}: {error} ({place})"
    outcome.seconds = time.monotonic() - began
    if not wish.dry:
        _note(outcome, raw)
    return outcome


def _replies(module: ModuleType, wish: Wish, progress: Progress, outcome: Outcome) -> Raw:
    """What the source says now, kept; or what it said when the given raw file was made."""
    source: Source = module.SOURCE
    if wish.raw is not None:
        raw = Raw.at(wish.raw)
        if raw.source != source.name:
            raise SourceError(source.name, f"{wish.raw} holds replies of {raw.source}")
        outcome.raw = wish.raw
        return raw
    folder = status.state() / "raw" / source.name
    client = Client(source, before=_before(folder), progress=progress)
    module.fetch(client)
    if not client.raw.replies:
        raise SourceError(source.name, "nothing was asked of it")
    if not wish.dry:
        outcome.raw = client.raw.store(folder)
    return client.raw


def _before(folder: Path) -> Raw | None:
    """The newest kept replies; none where they are damaged: then all is asked anew."""
    path = latest(folder) if folder.is_dir() else None
    try:
        return Raw.at(path) if path else None
    except SourceError:
        return None


def _take(module: ModuleType, raw: Raw, wish: Wish, outcome: Outcome) -> None:
    """Parse, merge, check and swap all datasets of the source, or none. Raises DatasetError."""
    source: Source = module.SOURCE
    frames: Mapping[str, Any] = module.parse(raw)
    if strange := [name for name in frames if name not in source.datasets]:
        raise SourceError(source.name, f"its module delivers {', '.join(strange)}, which it does not name as its own")
    empty = [name for name, frame in frames.items() if not len(frame)]
    if empty or not frames:
        raise SourceError(source.name, f"its replies hold no row for {', '.join(empty or source.datasets)}")
    folders = [card.folder for card in map(Card.of, source.datasets) if card.folder.is_dir()]
    # A dry run writes nothing at all, no lock file either.
    with nullcontext() if wish.dry else storage.lock(*folders):
        if hasattr(module, "made"):
            frames = module.made(frames, lambda name: Card.of(name).read())
        for name, frame in frames.items():
            outcome.merged.append(_merged(Card.of(name), frame, source, wish))
        if not wish.accept:
            _consent(source, outcome, wish)
        day = datetime.now(UTC).date()
        fields: Mapping[str, Mapping[str, Any]] = getattr(module, "CARDS", {})
        for one in outcome.merged:
            if one.differs and not wish.dry:
                card = Card.of(one.dataset)
                vintage = {} if card.shaped else {"vintage": _vintage(one.rows)}
                dataset_swap.swap(card, one.rows, day, {**vintage, **fields.get(one.dataset, {})})


def _merged(card: Card, frame: Any, source: Source, wish: Wish) -> Merged:
    """The dataset as it would stand, checked as if it stood. Raises DatasetError with what breaks its card."""
    if standing := card.faults():
        raise DatasetError(f"what stands is broken, mend it first: {standing[0]}")
    try:
        if card.shaped:
            merged = merge.shapes(card, frame, share=wish.share)
        else:
            merged = merge.figures(card, frame, sources=source.figures, since=wish.since, share=wish.share)
    except DatasetError as error:
        raise SourceError(source.name, str(error)) from error
    merged.remarks += frame.attrs.get("remarks", [])
    found = card.check_table(merged.rows)
    if not found and card.name == "indicators":
        found = indicators.check(merged.rows)
        merged.moved += _drawn(card.read(), merged.rows, wish.share)
    elif not found and card.name in port.NAMES:
        found = port.crossed(card.name, merged.rows)
    if found:
        more = f" (and {len(found) - 3} more)" if len(found) > 3 else ""
        raise SourceError(source.name, f"its rows break the card: {'; '.join(map(str, found[:3]))}{more}")
    return merged


def _consent(source: Source, outcome: Outcome, wish: Wish) -> None:
    """Raises SourceError where figures moved too far, or are gone: somebody must look, and accept."""
    moved = [str(one) for merged in outcome.merged for one in merged.moved]
    lost = [text for merged in outcome.merged for text in merged.lost]
    if not moved and not lost:
        return
    told = []
    if lost:
        told.append(f"fewer than before: {_some(lost)}")
    if moved:
        told.append(f"{len(moved)} figures moved by more than {wish.share:.0%} or were withdrawn: {_some(moved)}")
    how = f"look at them, then `python -m loaders refresh {source.name} --accept`"
    raise SourceError(source.name, f"{'; '.join(told)}; {how}", kind="held")


def _drawn(old: pd.DataFrame, rows: pd.DataFrame, share: float) -> list[Moved]:
    """Figures that the pages draw from another source than before, and that differ by more than `share`.

    No row moved, but to a reader the figure did: it needs the same consent.
    """
    key = ["place", "indicator", "period"]
    new = rows.assign(value=pd.to_numeric(rows["value"]))
    before, after = (indicators.drawn(table).set_index(key)[["value", "source"]] for table in (old, new))
    both = before.join(after, lsuffix="_old", rsuffix="_new", how="inner")
    other = both[both["source_old"] != both["source_new"]]
    far = other[(other["value_new"] - other["value_old"]).abs() > share * other["value_old"].abs()]
    return [
        Moved(f"{' '.join(names)}, drawn from {source} instead of {before}", one, other)
        for names, one, before, other, source in far.itertuples(name=None)
    ]


def _vintage(rows: pd.DataFrame) -> str | dict[str, str]:
    """From which year to which the figures are, and how far projections reach, as cards say it."""
    years = pd.to_numeric(rows["year" if "year" in rows else "period"].str[:4], errors="coerce")
    known = years[rows["status"].isin(MEASURED)].dropna()
    told = f"{known.min():.0f}–{known.max():.0f}" if len(known) else ""
    if not told or years.max() <= known.max():
        return told
    return {"nl": f"{told}, prognoses tot {years.max():.0f}", "en": f"{told}, projections to {years.max():.0f}"}


def _note(outcome: Outcome, raw: Raw | None) -> None:
    """Write down how it went; where even that cannot be written, the outcome says so."""
    good = max((raw.fetched(name) for name in raw.names()), default=None) if raw else None
    try:
        status.note(outcome.source, outcome.result, outcome.reason, good=good)
    except OSError as error:
        outcome.result = "here"
        outcome.reason = f"{outcome.reason}; the status cannot be written: {error}".removeprefix("; ")


def _some(texts: list[str], most: int = 5) -> str:
    return "; ".join(texts[:most]) + (f" (and {len(texts) - most} more)" if len(texts) > most else "")
