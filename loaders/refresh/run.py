"""Refresh one source: fetch, parse, merge, check, and only then swap. Whatever fails leaves the data as they were."""

import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from loaders import dataset_swap, storage
from loaders.card import Card, DatasetError
from loaders.datasets import indicators, port
from loaders.datasets.formulas import FIRMNESS
from loaders.fetch.client import Client
from loaders.fetch.replies import Raw, latest
from loaders.fetch.source import BuildsDatasets, Source, SourceError, SourceModule
from loaders.refresh import merge, status
from loaders.refresh.merge import Merged, Moved
from loaders.sources.registry import modules


@dataclass(frozen=True)
class RefreshOptions:
    """How a refresh is to be done.

    dry_run  write nothing at all
    since    leave figures before this year as they are
    share    by how much a figure may move without approval; `accept` approves all
    raw      read this raw file instead of fetching from the source
    """

    dry_run: bool = False
    since: int | None = None
    share: float = 0.05
    accept: bool = False
    raw: Path | None = None


@dataclass
class Outcome:
    """How a refresh of a source went: result is one of errors.RESULTS, reason says why in words."""

    source: str
    result: str = "fresh"
    reason: str = ""
    merged: list[Merged] = field(default_factory=list)
    seconds: float = 0.0
    raw: Path | None = None

    def count(self, what: str) -> int:
        """The number of new, changed, withdrawn or unchanged rows, over all its datasets."""
        return sum(getattr(one, what) for one in self.merged)

    @property
    def differs(self) -> bool:
        """Whether any of its datasets is another one than before."""
        return any(one.differs for one in self.merged)


Progress = Callable[[str, int], None]


def refresh(name: str, options: RefreshOptions, progress: Progress = lambda name, size: None) -> Outcome:
    """Refresh the source `name`. Never raises: an error is in the outcome, and in the status that pages show."""
    module, began, outcome = modules()[name], time.monotonic(), Outcome(name)
    raw: Raw | None = None
    try:
        if not options.dry_run:
            status.record_shipped_days(module.SOURCE.datasets)
        raw = _replies(module, options, progress, outcome)
        _take_in(module, raw, options, outcome)
    except SourceError as error:
        outcome.result, outcome.reason = error.result, str(error).removeprefix(f"{name}: ")
    except DatasetError as error:
        outcome.result, outcome.reason = "invalid_reply", str(error)
    except OSError as error:
        outcome.result, outcome.reason = "local_error", f"cannot be written or read here: {error}"
    except Exception as error:  # an error in parsing one source must not stop the others
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}, line {last.lineno}"
        outcome.result = "invalid_reply"
        outcome.reason = f"its replies could not be read: {type(error).__name__}: {error} ({place})"
    outcome.seconds = time.monotonic() - began
    if not options.dry_run:
        _record(outcome, raw)
    return outcome


def _replies(module: SourceModule, options: RefreshOptions, progress: Progress, outcome: Outcome) -> Raw:
    """The replies of the source, stored; or those of the raw file that the options name."""
    source: Source = module.SOURCE
    if options.raw is not None:
        raw = Raw.open(options.raw)
        if raw.source != source.name:
            raise SourceError(source.name, f"{options.raw} holds replies of {raw.source}")
        outcome.raw = options.raw
        return raw
    folder = status.state_folder() / "raw" / source.name
    client = Client(source, before=_before(folder), progress=progress)
    module.fetch(client)
    if not client.raw.replies:
        raise SourceError(source.name, "nothing was asked of it")
    if not options.dry_run:
        outcome.raw = client.raw.store(folder)
    return client.raw


def _before(folder: Path) -> Raw | None:
    """The newest stored replies; None if they are damaged: then everything is fetched again."""
    path = latest(folder) if folder.is_dir() else None
    try:
        return Raw.open(path) if path else None
    except SourceError:
        return None


def _take_in(module: SourceModule, raw: Raw, options: RefreshOptions, outcome: Outcome) -> None:
    """Parse, merge, check and swap all datasets of the source, or none. Raises DatasetError."""
    source: Source = module.SOURCE
    frames: Mapping[str, Any] = module.parse(raw)
    if unknown := [name for name in frames if name not in source.datasets]:
        raise SourceError(source.name, f"its module delivers {', '.join(unknown)}, which it does not name as its own")
    empty = [name for name, frame in frames.items() if not len(frame)]
    if empty or not frames:
        raise SourceError(source.name, f"its replies hold no row for {', '.join(empty or source.datasets)}")
    folders = [card.folder for card in map(Card.of, source.datasets) if card.folder.is_dir()]
    # A dry run writes nothing at all, no lock file either.
    with nullcontext() if options.dry_run else storage.lock(*folders):
        if isinstance(module, BuildsDatasets):
            frames = module.build_datasets(frames, lambda name: Card.of(name).read())
        for name, frame in frames.items():
            outcome.merged.append(_merged(Card.of(name), frame, source, options))
        if not options.accept:
            _require_approval(source, outcome, options)
        if not options.dry_run:
            _swap(outcome.merged, source, datetime.now(UTC).date())


def _swap(changes: list[Merged], source: Source, day: date) -> None:
    """Write each dataset that differs, with what its card then says. Raises DatasetError, OSError."""
    for one in changes:
        if one.differs:
            card = Card.of(one.dataset)
            vintage = {} if card.shaped else {"vintage": _vintage(one.rows)}
            dataset_swap.swap(card, one.rows, day, {**vintage, **source.cards.get(one.dataset, {})})


def _merged(card: Card, frame: Any, source: Source, options: RefreshOptions) -> Merged:
    """The dataset as it would be, checked as if it were. Raises DatasetError with what breaks its card."""
    if faults := card.faults():
        raise DatasetError(f"what stands is broken, mend it first: {faults[0]}")
    try:
        if card.shaped:
            merged = merge.merge_shapes(card, frame, share=options.share)
        else:
            merged = merge.merge_figures(
                card,
                frame,
                sources=source.figures,
                shared=source.shared,
                since=options.since,
                share=options.share,
            )
    except DatasetError as error:
        raise SourceError(source.name, str(error)) from error
    merged.remarks += frame.attrs.get("remarks", [])
    faults = card.check_table(merged.rows)
    if not faults and card.name == "indicators":
        faults = indicators.check(merged.rows)
        merged.moved += _other_source(card.raw(), merged.rows, options.share)
    elif not faults and card.name in port.NAMES:
        faults = port.find_faults(card.name, merged.rows)
    if faults:
        more = f" (and {len(faults) - 3} more)" if len(faults) > 3 else ""
        raise SourceError(source.name, f"its rows break the card: {'; '.join(map(str, faults[:3]))}{more}")
    return merged


def _require_approval(source: Source, outcome: Outcome, options: RefreshOptions) -> None:
    """Raises SourceError if figures moved too far, or are gone: a person must look at them, and accept."""
    moved = [str(one) for merged in outcome.merged for one in merged.moved]
    lost = [text for merged in outcome.merged for text in merged.lost]
    if not moved and not lost:
        return
    reasons = []
    if lost:
        reasons.append(f"fewer than before: {_shorten(lost)}")
    if moved:
        reasons.append(
            f"{len(moved)} figures moved by more than {options.share:.0%} or were withdrawn: {_shorten(moved)}"
        )
    how = f"look at them, then `python -m loaders refresh {source.name} --accept`"
    raise SourceError(source.name, f"{'; '.join(reasons)}; {how}", result="needs_approval")


def _other_source(old: pd.DataFrame, rows: pd.DataFrame, share: float) -> list[Moved]:
    """Figures whose preferred source is another one than before, and that differ by more than `share`.

    No row changed, but the figure that readers see did: it needs the same approval.
    """
    key = ["place", "indicator", "period"]
    # Both are text that was checked: reading the file anew as numbers would check it once more.
    tables = [table[[*key, "source"]].assign(value=pd.to_numeric(table["value"])) for table in (old, rows)]
    before, after = (indicators.preferred(table).set_index(key)[["value", "source"]] for table in tables)
    both = before.join(after, lsuffix="_old", rsuffix="_new", how="inner")
    other = both[both["source_old"] != both["source_new"]]
    far = other[(other["value_new"] - other["value_old"]).abs() > share * other["value_old"].abs()]
    return [
        Moved(f"{' '.join(names)}, drawn from {source} instead of {before}", one, other)
        for names, one, before, other, source in far.itertuples(name=None)
    ]


def _vintage(rows: pd.DataFrame) -> str | dict[str, str]:
    """First and last year of the figures, and the last of the projections, as cards write it."""
    years = pd.to_numeric(rows["year" if "year" in rows else "period"].str[:4], errors="coerce")
    known = years[rows["status"].isin(FIRMNESS)].dropna()
    span = f"{known.min():.0f}–{known.max():.0f}" if len(known) else ""
    if not span or years.max() <= known.max():
        return span
    return {"nl": f"{span}, prognoses tot {years.max():.0f}", "en": f"{span}, projections to {years.max():.0f}"}


def _record(outcome: Outcome, raw: Raw | None) -> None:
    """Record how it went; if even that cannot be written, the outcome says so."""
    good = max((raw.fetched(name) for name in raw.names()), default=None) if raw else None
    try:
        status.record(outcome.source, outcome.result, outcome.reason, good=good)
    except OSError as error:
        outcome.result = "local_error"
        outcome.reason = f"{outcome.reason}; the status cannot be written: {error}".removeprefix("; ")


def _shorten(texts: list[str], most: int = 5) -> str:
    return "; ".join(texts[:most]) + (f" (and {len(texts) - most} more)" if len(texts) > most else "")
