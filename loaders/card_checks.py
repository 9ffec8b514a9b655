"""Whether the values of a column are what its card promises."""

import re
from collections.abc import Iterator
from typing import Any

import geopandas as gpd
import pandas as pd

from loaders.card_model import Column

DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def broken_values(values: "pd.Series[Any]", promise: Column) -> list[tuple[int, str]]:
    """Rows (2 is the first under the header) whose value breaks the promise, each with the reason."""
    broken = _broken_shapes(values, promise) if promise.kind == "geometry" else _broken_texts(values, promise)
    return [(int(index) + 2, reason) for index, reason in broken]


def _broken_shapes(values: "pd.Series[Any]", promise: Column) -> Iterator[tuple[int, str]]:
    shapes = gpd.GeoSeries(values)
    absent = shapes.isna() | shapes.is_empty
    if not promise.empty:
        yield from ((index, "the shape is missing") for index in values.index[absent])
    yield from ((index, "the shape is not valid") for index in values.index[~shapes.is_valid & ~absent])


def _broken_texts(values: "pd.Series[Any]", promise: Column) -> Iterator[tuple[int, str]]:
    text = values.astype("string").fillna("")
    if not promise.empty:
        yield from ((index, "empty, but must be filled") for index in text.index[text == ""])
    filled = text[text != ""]
    if promise.kind == "one_of":
        allowed = ", ".join(promise.values)
        wrong = filled[~filled.isin(promise.values)]
        yield from ((i, f"{v!r} is not one of {allowed}") for i, v in zip(wrong.index, wrong, strict=True))
    elif promise.kind == "date":
        wrong = filled[~filled.isin([text for text in filled.unique() if DATE.fullmatch(text)])]
        yield from ((i, f"{v!r} is not a date like 2026-11-23") for i, v in zip(wrong.index, wrong, strict=True))
    elif promise.kind in ("number", "integer"):
        yield from _broken_numbers(filled, promise)


def _broken_numbers(filled: "pd.Series[str]", promise: Column) -> Iterator[tuple[int, str]]:
    numbers = pd.to_numeric(filled, errors="coerce").astype("Float64")
    bad = numbers.isna() if promise.kind == "number" else numbers.isna() | (numbers % 1 != 0).fillna(True)
    yield from ((index, f"{filled[index]!r} is not a {promise.kind}") for index in filled.index[bad])
    if promise.least is not None:
        low = (numbers < promise.least).fillna(False)
        yield from ((index, f"{filled[index]} is below {promise.least}") for index in filled.index[low])
