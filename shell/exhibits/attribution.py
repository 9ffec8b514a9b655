"""How a figure was computed, in words instead of keys, and who published what it was computed from."""

import re

import pandas as pd

from i18n.translator import Words
from loaders.datasets import indicators
from loaders.datasets.catalogue import catalogue
from loaders.datasets.indicators import COMPUTED
from shell.datasets import cached
from shell.indicator_data import areas, figures

# One term of a derivation: "population 2024 (cbs-03759ned)", after its place where places were added up.
PART = re.compile(
    r"(?:(?P<place>[A-Z]{2}[\w+-]*) )?(?P<key>[a-z0-9_]+) (?P<period>\d{4}(?:-Q\d)?) \((?P<source>[a-z0-9-]+)\)"
)


def describe_derivation(text: str, t: Words) -> str:
    """A derivation without its years: "Inwoners (CBS) / Oppervlakte land (CBS)"."""
    names, publishers = areas(t.language)["name"], publisher_names()

    def describe_part(part: re.Match[str]) -> str:
        place = f"{names[part['place']]} " if part["place"] else ""
        label = t.of(catalogue()[part["key"]].label)
        source = t("status.computed") if part["source"] == COMPUTED else t.half(publishers[part["source"]])
        return f"{place}{label} ({source})"

    return re.sub(r"\bagainst\b", t("derived.against"), PART.sub(describe_part, text))


def list_publishers(rows: pd.DataFrame, t: Words) -> list[str]:
    """The publishers of the figures from which these were computed, through all steps of the computation.

    rows    columns place, derived_from
    """
    publishers: dict[str, None] = {}
    for place, text in rows[["place", "derived_from"]].drop_duplicates().itertuples(index=False):
        publishers |= dict.fromkeys(_publishers(str(place), str(text), t.language))
    return list(publishers)


@cached("indicators", max_entries=5000)
def _publishers(place: str, text: str, language: str) -> tuple[str, ...]:
    """The publishers behind one derivation; `place` is that of the computed figure."""
    names = publisher_names()
    publishers: dict[str, None] = {}
    for part in PART.finditer(text):
        if part["source"] != COMPUTED:
            publishers[names[part["source"]]] = None
            continue
        place_of_part = part["place"] or place
        rows = figures(part["key"], Words(language)).preferred
        rows = rows[(rows.place == place_of_part) & (rows.period == part["period"])]
        for derivation in rows["derived_from"]:
            publishers |= dict.fromkeys(_publishers(place_of_part, derivation, language))
    return tuple(publishers)


@cached("indicator_sources")
def publisher_names() -> dict[str, str]:
    """Publisher by source."""
    table = indicators.sources()
    return dict(zip(table.source, table.publisher, strict=True))
