"""New data in one step: the file is on disk, whole and read back, before the card names it; see docs/decisions/0006.

Whoever reads meanwhile, or a power cut, finds the old data or the new, never half of either. The file that was named
before stays until the next swap, for readers that had just opened its card. A card with `versions` keeps all its files.
"""

import fcntl
import io
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from loaders.card import Card, DatasetError

ENDINGS = ("csv", "parquet")


@contextmanager
def alone(cards: list[Card]) -> Iterator[None]:
    """Hold these datasets: a second refresh waits, then starts from what the first wrote."""
    with ExitStack() as held:
        for card in sorted(cards, key=lambda card: card.name):
            folder = os.open(card.folder, os.O_RDONLY)
            held.callback(os.close, folder)
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield


def packed(card: Card, rows: Any) -> bytes:
    """The rows as the file of this dataset: CSV or GeoParquet."""
    if not card.shaped:
        return bytes(rows.to_csv(index=False, lineterminator="\n").encode("utf-8"))
    file = io.BytesIO()
    rows.to_parquet(file, index=False, compression="zstd")
    return file.getvalue()


def store(
    card: Card,
    rows: Any,
    day: date,
    fields: Mapping[str, Any] | None = None,
    load: Callable[[Card], Any] = Card.read,
) -> None:
    """Write the rows, read them back, let the card name them, and tidy what nobody names. Hold it with `alone`.

    fields: further fields of the card to write, such as `vintage` and `retrieved_from`
    load: how the dataset is read from its card
    Raises OSError where it cannot be written, DatasetError where it cannot be read back as it was written; the card
    then still names the old file.
    """
    _tidy(card)
    body = packed(card, rows)
    sum_ = sha256(body).hexdigest()
    file = f"{card.name}-{day}-{sum_[:8]}{card.path.suffix}"
    path = card.folder / "card.yaml"
    text = path.read_text("utf-8")
    written = {**(fields or {}), "file": file, "rows": len(rows), "sha256": sum_}
    if versions := card.fields.get("versions"):
        # Kept here by hand, not retrieved anew.
        written["versions"] = [*versions, {"day": day, "file": file}]
    else:
        written["retrieved_on"] = day
    for field, value in written.items():
        style = None if field == "versions" else False
        line = yaml.safe_dump(
            {field: value}, allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=style
        ).rstrip()
        # A field is its line and the lines under it that are indented or items; the rest of the card stays as it was.
        text, count = re.subn(rf"(?m)^{field}:.*(?:\n(?:[ \t]|- ).*)*", line.replace("\\", r"\\"), text)
        if count != 1:
            raise DatasetError(f"{card.name}/card.yaml: the field {field} must stand there once")
    new = card.changed(text)
    put(new.path, body)
    try:
        _read_back(new, rows, load)
    except DatasetError:
        if file not in _named(card):
            new.path.unlink()
        raise
    put(path, text.encode())


def _read_back(card: Card, rows: Any, load: Callable[[Card], Any]) -> None:
    """Read the file as everybody will. Raises DatasetError where that fails, or gives other rows."""
    try:
        load(card)
        same = card.shaped or card.raw().astype(str).to_numpy().tolist() == rows.astype(str).to_numpy().tolist()
    except Exception as error:  # whatever the reader raises, nobody could read these data
        raise DatasetError(
            f"{card.name}: what was to be written cannot be read back ({error}); the old data stay"
        ) from error
    if not same:
        raise DatasetError(f"{card.name}: what was to be written reads back otherwise; the old data stay")


def put(path: Path, body: bytes) -> None:
    """Write a file so that it is there whole or not at all, and stays there when the power goes."""
    draft = path.with_name(f".{path.name}.draft")
    try:
        with draft.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _named(card: Card) -> set[str]:
    """The files that the card names: the data, and older versions of them."""
    return {str(card.fields["file"]), *(version["file"] for version in card.fields.get("versions") or ())}


def _tidy(card: Card) -> None:
    """Remove drafts and files that the card does not name: what a swap that was cut off left, and older data."""
    named = _named(card)
    for path in [*card.folder.glob(".*.draft"), *(p for end in ENDINGS for p in card.folder.glob(f"*.{end}"))]:
        if path.name not in named:
            path.unlink(missing_ok=True)
