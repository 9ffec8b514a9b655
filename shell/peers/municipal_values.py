"""The figures of the 68 municipalities by period, and which of them may be compared with each other."""

from collections.abc import Iterable, Mapping

from charts.layout import PROJECTED
from i18n.translator import LANGUAGES, Words
from loaders.datasets.catalogue import Indicator, catalogue
from shell.datasets import cached, plain_table
from shell.exhibits.arithmetic import printed
from shell.indicator_data import ALL_MUNICIPALITIES, NEARLY_ALL, all_municipalities, areas, figures

Values = Mapping[str, float]


@cached("indicators", "places", max_entries=400)
def values_by_period(key: str) -> dict[str, dict[str, float]]:
    """By period the figure of each municipality that is no projection. Shared: never alter it."""
    rows = figures(key, Words(LANGUAGES[0])).at(ALL_MUNICIPALITIES)
    rows = rows[~rows.status.isin(PROJECTED)]
    found: dict[str, dict[str, float]] = {}
    for period, place, value in zip(rows.period, rows.place, rows.value, strict=True):
        found.setdefault(str(period), {})[str(place)] = float(value)
    return found


@cached("indicators", "places")
def places_by_indicator() -> dict[str, frozenset[str]]:
    """By indicator the municipalities with a dated figure that is no projection."""
    rows = plain_table("indicators")
    rows = rows[(rows.period.fillna("") != "") & ~rows.status.isin(PROJECTED) & rows.place.isin(all_municipalities())]
    return {str(key): frozenset(places) for key, places in rows.groupby("indicator").place}


def country_of(place: str) -> str:
    """BE or NL."""
    return _countries()[place]


def province_of(place: str) -> str:
    """The key of the province of a municipality: the data have one in each country."""
    return _provinces()[country_of(place)]


def places_of_country(country: str) -> frozenset[str]:
    """The municipalities of one country."""
    return _by_country()[country]


@cached("places")
def _countries() -> dict[str, str]:
    countries = areas(LANGUAGES[0])["country"]
    return {place: str(countries[place]) for place in all_municipalities()}


@cached("places")
def _provinces() -> dict[str, str]:
    places = areas(LANGUAGES[0])
    provinces = places[places.level == "province"]
    return {str(country): str(place) for place, country in provinces["country"].items()}


@cached("places")
def _by_country() -> dict[str, frozenset[str]]:
    countries = _countries()
    return {side: frozenset(place for place, country in countries.items() if country == side) for side in ("BE", "NL")}


def comparable_places(indicator: Indicator, place: str) -> frozenset[str]:
    """The municipalities whose figure may be set beside that of `place`: all, or only those of its own country."""
    return frozenset(all_municipalities()) if indicator.comparable else places_of_country(country_of(place))


def compared_period(key: str, place: str) -> str | None:
    """The newest period with a figure of the place and of nearly as many comparable municipalities as any other.

    None where the place has no figure.
    """
    comparable = comparable_places(catalogue()[key], place)
    counts = {
        period: len(comparable & several.keys())
        for period, several in values_by_period(key).items()
        if place in several
    }
    return max((period for period, count in counts.items() if count >= NEARLY_ALL * max(counts.values())), default=None)


def rank(values: Values, place: str, among: Iterable[str], decimals: int) -> tuple[int, int] | None:
    """The rank of a place among others, 1 the highest, and how many have a figure; figures printed alike rank alike.

    None where the place has no figure.
    """
    if place not in values:
        return None
    own = printed(values[place], decimals)
    others = [printed(values[other], decimals) for other in {*among, place} if other in values]
    return 1 + sum(other > own for other in others), len(others)
