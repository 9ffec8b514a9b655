"""The indicators of the district: sourced figures, and those computed from them.

Rows     one per place, indicator, period and source; two sources that differ are two rows
Columns  place, name, indicator, period (2023, 2024-Q1, or empty where the source shows no year), year,
         value, unit, status, source, publisher, address, retrieved_from, source_date, definition_nl,
         definition_en, note_nl, note_en, derived_from (what a computed figure was made of), geometry
CRS      EPSG:4326, the shape of the place the figure is about; none for Belgium, Flanders and the Netherlands
Source   geodata/indicators/card.yaml, with indicator_sources and indicator_definitions
"""

from collections.abc import Callable
from typing import Any, cast

import geopandas as gpd
import numpy as np
import pandas as pd

from loaders.card import Card, DatasetError, Fault
from loaders.datasets import formulas, places
from loaders.datasets.catalogue import catalogue

CARD = Card.of("indicators")
COMPUTED = "computed"
COLUMNS = [
    *("place", "name", "indicator", "period", "year", "value", "unit", "status"),
    *("source", "publisher", "address", "retrieved_from", "source_date"),
    *("definition_nl", "definition_en", "note_nl", "note_en", "derived_from", "geometry"),
]


def load() -> gpd.GeoDataFrame:
    """Every figure with its words, its source and the shape of its place, sorted; the columns are COLUMNS.

    Raises DatasetError if a file breaks its card or a figure names something that does not exist.
    """
    rows, origins, words, shapes = CARD.read(), sources(), definitions(), places.load()
    faults = _faults(rows, origins, words, shapes)
    if faults:
        raise DatasetError("; ".join(map(str, faults[:5])))
    rows = pd.concat([rows.assign(derived_from=""), _computed(rows)], ignore_index=True)
    # Before the long texts are added: they would have to be moved too.
    rows = rows.sort_values(["indicator", "place", "period", "source"], ignore_index=True)
    rows["year"] = pd.to_numeric(rows["period"].str[:4]).astype("Int64")
    origins, words = origins.set_index("source"), words.set_index("definition")
    for column in ("publisher", "address", "retrieved_from"):
        rows[column] = rows["source"].map(origins[column])
    for language in ("nl", "en"):
        texts = rows["definition"].map(words[language])
        rows[f"definition_{language}"] = texts.fillna(_general(rows, language))
        # The column holds the keys of all remarks on a figure, with spaces between.
        notes = {keys: "; ".join(words[language][key] for key in keys.split()) for keys in rows["note"].unique()}
        rows[f"note_{language}"] = rows["note"].map(notes)
    joined = places.join(rows, shapes).rename(columns={"name_nl": "name"})
    return cast(gpd.GeoDataFrame, joined[COLUMNS])


def sources() -> pd.DataFrame:
    """One row per source: source, publisher, title, address, retrieved_from, licence, collected_from."""
    return cast(pd.DataFrame, Card.of("indicator_sources").read())


def definitions() -> pd.DataFrame:
    """One row per definition or remark: definition, nl, en, collected_as."""
    return cast(pd.DataFrame, Card.of("indicator_definitions").read())


def preferred(rows: pd.DataFrame) -> pd.DataFrame:
    """The row that charts and maps show for each place, indicator and period: by the indicator's order of sources.

    rows: any frame with columns place, indicator, period and source; its other columns and its order are kept.
    """
    return rows[_is_preferred(rows)]


def alternatives(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that are not preferred, with `differs`: whether their value differs from the preferred one."""
    first = _is_preferred(rows)
    key = ["place", "indicator", "period"]
    values = rows.loc[first].set_index(key)["value"]
    rest = rows[~first]
    beside = values.reindex(pd.MultiIndex.from_frame(rest[key])).to_numpy()
    # Rounding makes no other figure: two values differ if they would be written differently.
    decimals = rest["indicator"].map({key: entry.decimals for key, entry in catalogue().items()}).to_numpy()
    return rest.assign(differs=abs(rest["value"].to_numpy() - beside) > 10.0**-decimals / 2 + 1e-9)


def check(rows: pd.DataFrame | None = None) -> list[Fault]:
    """Faults that the card cannot describe: an unknown indicator, source, definition, unit or place of a figure.

    rows  those of the file, unless others are given that are to replace them
    """
    return _faults(CARD.read() if rows is None else rows, sources(), definitions(), places.load())


def _is_preferred(rows: pd.DataFrame) -> pd.Series:
    """Whether a row comes first in its indicator's order of sources."""
    order = {(key, source): i for key, entry in catalogue().items() for i, source in enumerate(entry.sources)}
    rank = _by_pair(rows["indicator"], rows["source"], lambda *pair: order.get(pair, len(order)))
    best = rank.groupby([rows["place"], rows["indicator"], rows["period"]]).transform("min")
    return rank == best


def _computed(rows: pd.DataFrame) -> pd.DataFrame:
    """The computed rows in the columns of the file; their definition is the indicator's own."""
    computed = formulas.compute(preferred(rows[formulas.INPUTS]))
    units = computed["indicator"].map({key: entry.unit for key, entry in catalogue().items()})
    return computed.assign(unit=units, source=COMPUTED, definition="", source_date="", note="")


def _general(rows: pd.DataFrame, language: str) -> pd.Series:
    """The indicator's definition for the side a row lies on; the district lies on both."""
    words: dict[tuple[str, str], str] = {
        (key, country): text[language]
        for key, entry in catalogue().items()
        for country, text in entry.definition.items()
    }

    def definition(key: str, place: str) -> str:
        sides = ("BE", "NL") if place == formulas.DISTRICT else (place[:2],)
        return "; ".join(dict.fromkeys(words[key, side] for side in sides if (key, side) in words))

    return _by_pair(rows["indicator"], rows["place"], definition)


def _by_pair(left: pd.Series, right: pd.Series, value: Callable[[str, str], Any]) -> pd.Series:
    """The value of the pair of texts in each row, looked up once for each pair that occurs."""
    left_codes, left_texts = pd.factorize(left)
    right_codes, right_texts = pd.factorize(right)
    lefts, rights = left_texts.tolist(), right_texts.tolist()
    pairs, rows = np.unique(left_codes * len(rights) + right_codes, return_inverse=True)
    values: pd.Series = pd.Series(
        [value(lefts[pair // len(rights)], rights[pair % len(rights)]) for pair in pairs.tolist()]
    )
    return cast(pd.Series, values.iloc[rows].set_axis(left.index))


def _faults(rows: pd.DataFrame, origins: pd.DataFrame, words: pd.DataFrame, shapes: gpd.GeoDataFrame) -> list[Fault]:
    where = CARD.where
    entries, known = catalogue(), set(words["definition"])
    remarked = {keys for keys in rows["note"].unique() if known.issuperset(keys.split())}
    fitting = {(key, source) for key, entry in entries.items() for source in entry.sources}
    units = rows["indicator"].map({key: entry.unit for key, entry in entries.items()})
    listed = _by_pair(rows["indicator"], rows["source"], lambda *pair: pair in fitting).astype(bool)
    broken = {
        ("place", "is not a place"): ~rows["place"].isin(shapes["place"]),
        ("indicator", "has no entry in indicators.yaml"): units.isna(),
        ("unit", "is not the unit of its indicator"): units.notna() & (rows["unit"] != units),
        ("source", "is not in indicator_sources"): ~rows["source"].isin(origins["source"]),
        ("source", "is not in the indicator's list of sources"): units.notna() & ~listed,
        ("definition", "is not in indicator_definitions"): ~rows["definition"].isin(words["definition"]),
        ("note", "is not in indicator_definitions"): ~rows["note"].isin(remarked),
        ("period", "is not a year or a quarter"): ~rows["period"].str.fullmatch(r"(\d{4}(-Q[1-4])?)?"),
    }
    faults = [
        Fault(where, int(i) + 2, column, f"{rows.loc[i, column]} {reason}")
        for (column, reason), mask in broken.items()
        for i in rows.index[mask.fillna(False).astype(bool)]
    ]
    present = set(rows["indicator"])
    return faults + [
        Fault("indicators.yaml", None, key, "the indicator has no figure and no formula")
        for key, entry in entries.items()
        if key not in present and not entry.formula and not entry.live
    ]
