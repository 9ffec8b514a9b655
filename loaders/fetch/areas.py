"""The municipalities that the live sources are asked for: every one in geodata/places, by the code of its country.

CBS and Statbel name a municipality by a code; a reply must still give that code the name that we have for it. The six
municipalities of the district must be in every reply; of the others a reply may lack some, and a remark says which.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from loaders.card import Card
from loaders.datasets.places import SIX
from loaders.fetch.queries import queries


@dataclass(frozen=True)
class Municipality:
    """A municipality of ours.

    code    CBS: GM0715; Statbel: the NIS code, 44021
    parent  key of the NUTS 3 region or province that it lies in
    must    whether every reply must have it
    """

    place: str
    code: str
    name: str
    parent: str
    must: bool

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


def municipalities(country: str, borders: int = 9999) -> dict[str, Municipality]:
    """The municipalities of a country by code; borders: only those that existed in this year.

    Raises DatasetError if geodata/places breaks its card.
    """
    later = {code for year, codes in queries().statbel.mergers.items() if year > borders for code in codes}
    return {code: one for code, one in _municipalities()[country].items() if code not in later}


def required(areas: Mapping[str, Municipality]) -> list[str]:
    """The codes of those that every reply must have."""
    return [code for code, one in areas.items() if one.must]


def has_name(seen: str, name: str) -> bool:
    """Whether a source still means the same place: sources add what tells it apart, such as "Middelburg (Z.)"."""
    return seen == name or seen.startswith(f"{name} (")


def remark_on_missing(what: str, seen: Collection[str], areas: Iterable[Municipality]) -> list[str]:
    """At most one remark, with every municipality whose code is not among those seen."""
    missing = [str(one) for one in areas if one.code not in seen]
    return [f"{what}: without {', '.join(missing)}"] if missing else []


@cache
def _municipalities() -> dict[str, dict[str, Municipality]]:
    """By country and code. The six first: a refusal then names them first."""
    found: dict[str, dict[str, Municipality]] = {"BE": {}, "NL": {}}
    rows = Card.of("places").read().set_index("place", drop=False)
    towns = rows[rows["level"] == "municipality"]
    for row in towns.loc[[*SIX, *towns.index.difference(list(SIX))]].to_dict("records"):
        one = Municipality(row["place"], row["code"], row["name_nl"], row["parent"], row["place"] in SIX)
        found[row["country"]][one.code] = one
    return found
