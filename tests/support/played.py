"""Replies for tests: recorded ones where they are beside the project, and hand-made ones in the documented format."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest

from loaders.card import Card
from loaders.fetch.replies import Raw
from loaders.refresh import agreement

REPLIES = Path(__file__).parents[3] / "shared" / "reference" / "replies"
DOCUMENTED = REPLIES / "documented_examples"


def recorded(*names: str) -> list[bytes]:
    """The bodies of recorded replies; skips the test where these are absent."""
    paths = [REPLIES / name for name in names]
    for path in paths:
        if not path.is_file():
            pytest.skip(f"the recorded reply {path.name} is not here")
    return [path.read_bytes() for path in paths]


def cbs_recorded(*tables: str) -> Raw:
    """Recorded tables of CBS, under the names that `fetch` stores them with."""
    parts = {
        "properties": "properties",
        "measures": "measure-codes",
        "periods": "codes-Perioden",
        "regions": "codes-RegioS",
        "observations-1": "observations-page-1",
    }
    bodies = {}
    for table in tables:
        for name, file in parts.items():
            bodies[f"{table}/{name}"] = recorded(f"documented_examples/cbs/{table}/{file}.json")[0]
    return Raw.of(bodies)


def zipped(text: bytes, name: str = "TABLE.txt") -> bytes:
    """One text in a zip, as Statbel publishes its tables."""
    body = BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, text)
    return body.getvalue()


def changed(raw: Raw, **bodies: object) -> Raw:
    """The same replies, some of them replaced: bytes as they are, anything else as JSON. `__` stands for `/`."""
    instead = {name.replace("__", "/"): body for name, body in bodies.items()}
    instead = {name: body if isinstance(body, bytes) else json.dumps(body).encode() for name, body in instead.items()}
    return Raw.of({name: raw.body(name) for name in raw.names()} | instead)


def jsonstat(codes: dict[str, dict[str, str]], values: dict[int, float], **more: object) -> dict:
    """A hand-made JSON-stat 2.0 dataset: dimension -> code -> label, values by row-major position."""
    return {
        "version": "2.0",
        "class": "dataset",
        "updated": "2026-03-04T23:00:00+0100",
        "id": list(codes),
        "size": [len(labels) for labels in codes.values()],
        "dimension": {
            name: {"category": {"index": {code: at for at, code in enumerate(labels)}, "label": labels}}
            for name, labels in codes.items()
        },
        "value": {str(at): value for at, value in values.items()},
        **more,
    }


def agrees(frame: pd.DataFrame, shipped: str, counted: int) -> None:
    """Check that every parsed figure is in the shipped source with the same value."""
    assert list(frame.columns) == list(Card.of("indicators").fields.columns)
    assert not frame.duplicated(list(Card.of("indicators").fields.key)).any()
    both = agreement.pairs("indicators", frame)
    same = both[both["source_shipped"] == shipped]
    print(f"\n{agreement.table({'indicators': frame}).to_string()}")
    assert len(frame) == len(same) == counted and same["equal"].all()
