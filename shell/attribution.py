"""How a computed figure was made, in the reader's words instead of keys."""

import re

import pandas as pd

from i18n.translator import Words
from loaders.datasets import indicators
from loaders.datasets.catalogue import catalogue
from loaders.datasets.indicators import COMPUTED
from shell.datasets import cached
from shell.indicator_data import areas, figures

# "population 2024 (cbs-03759ned)", with the place before it where places were added up.
PART = re.compile(
    r"(?:(?P<place>[A-Z]{2}[\w+-]*) )?(?P<key>[a-z0-9_]+) (?P<period>\d{4}(?:-Q\d)?) \((?P<source>[a-z0-9-]+)\)"
)


def describe_derivation(text: str, t: Words) -> str:
    """A derivation without its years: "Inwoners (CBS) / Oppervlakte land (CBS)"."""
    names, publishers = areas(t.language)["name"], publisher_names()

    def part(found: re.Match[str]) -> str:
        place = f"{names[found['place']]} " if found["place"] else ""
        label = t.of(catalogue()[found["key"]].label)
        source = t("status.computed") if found["source"] == COMPUTED else t.half(publishers[found["source"]])
        return f"{place}{label} ({source})"

    return re.sub(r"\bagainst\b", t("derived.against"), PART.sub(part, text))


def list_publishers(rows: pd.DataFrame, t: Words) -> list[str]:
    """Who published the figures that computed ones were made of, however often computed.

    rows    columns place, derived_from
    """
    found: dict[str, None] = {}
    for place, text in rows[["place", "derived_from"]].drop_duplicates().itertuples(index=False):
        found |= dict.fromkeys(_behind(place, text, t.language))
    return list(found)


@cached("indicators", max_entries=5000)
def _behind(place: str, text: str, language: str) -> tuple[str, ...]:
    known = publisher_names()
    found: dict[str, None] = {}
    for part in PART.finditer(text):
        if part["source"] != COMPUTED:
            found[known[part["source"]]] = None
            continue
        of_part = part["place"] or place
        drawn = figures(part["key"], Words(language)).drawn
        for below in drawn.loc[(drawn.place == of_part) & (drawn.period == part["period"]), "derived_from"]:
            found |= dict.fromkeys(_behind(of_part, below, language))
    return tuple(found)


@cached("indicator_sources")
def publisher_names() -> dict[str, str]:
    """Publisher by source."""
    table = indicators.sources()
    return dict(zip(table.source, table.publisher, strict=True))
