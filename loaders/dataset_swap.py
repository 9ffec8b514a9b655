"""New rows for a dataset in one step: the file is on disk and read back before the card names it.

A reader meanwhile, or a restart after a power cut, finds the old data or the new, never half of either. The file that
the card named before stays until the next swap, for readers that had just opened the card. A card with `versions` keeps
all its files. Why it is done so: docs/decisions/0006.
"""

import io
from collections.abc import Callable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

import numpy as np

from loaders.card import Card, DatasetError
from loaders.storage import TEMPORARY, prune, write_atomic

ENDINGS = ("csv", "parquet")


def encode(card: Card, rows: Any) -> bytes:
    """The rows as the file of this dataset: CSV or GeoParquet."""
    if not card.shaped:
        return bytes(rows.to_csv(index=False, lineterminator="\n").encode("utf-8"))
    file = io.BytesIO()
    rows.to_parquet(file, index=False, compression="zstd")
    return file.getvalue()


def swap(
    card: Card,
    rows: Any,
    day: date,
    fields: Mapping[str, Any] | None = None,
    load: Callable[[Card], Any] = Card.read,
) -> None:
    """Write the rows, read them back, let the card name them, and remove what it no longer names. Needs `storage.lock`.

    fields  further fields of the card to write, such as `vintage` and `retrieved_from`
    load    how the dataset is read from its card
    Raises OSError if it cannot be written, DatasetError if it cannot be read back as it was written; the card then
    still names the old file.
    """
    _remove_unnamed(card)
    body = encode(card, rows)
    digest = sha256(body).hexdigest()
    file = f"{card.name}-{day}-{digest[:8]}{card.path.suffix}"
    written = {**(fields or {}), "file": file, "rows": len(rows), "sha256": digest}
    if versions := card.fields.versions:
        # Maintained here by hand, so it was not retrieved again.
        written["versions"] = [*(version.model_dump() for version in versions), {"day": day, "file": file}]
    else:
        written["retrieved_on"] = day
    new = card.with_fields(**written)
    write_atomic(new.path, body)
    try:
        _read_back(new, rows, load)
    except DatasetError:
        if file not in _named(card):
            new.path.unlink()
        raise
    card.update(**written)


def _read_back(card: Card, rows: Any, load: Callable[[Card], Any]) -> None:
    """Read the file as every page will. Raises DatasetError if that fails, or gives other rows."""
    try:
        load(card)
        same = card.shaped or np.array_equal(card.raw().astype(str), rows.astype(str))
    except Exception as error:  # whatever the reader raises, nobody could read these data
        raise DatasetError(
            f"{card.name}: what was to be written cannot be read back ({error}); the old data stay"
        ) from error
    if not same:
        raise DatasetError(f"{card.name}: what was to be written reads back otherwise; the old data stay")


def _named(card: Card) -> set[str]:
    """The files that the card names: the data, and older versions of them."""
    return {card.fields.file, *(version.file for version in card.fields.versions)}


def _remove_unnamed(card: Card) -> None:
    """Remove files that the card does not name: older data, and what a swap that was cut off left behind."""
    named = _named(card)
    data = (path for ending in ENDINGS for path in card.folder.glob(f"*.{ending}") if path.name not in named)
    prune([*card.folder.glob(TEMPORARY), *data])
