"""What every map has around its figures, sentences that say what is on it, and the exhibit of a described map.

Needs no Streamlit: pages and briefings describe a map in the same way.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Unpack, cast

from briefings.exhibit import Exhibit
from charts import maps
from i18n.translator import Words
from loaders.map_layers import layer_files
from shell.datasets import cached, card, dataset
from shell.exhibits import Remarks
from shell.indicator_data import areas
from shell.server.addresses import address

# The kinds of comparability that allow one ranking across the border.
RANKED = ("same", "bridged", "one_country")


def place_names(t: Words) -> dict[str, str]:
    """Names of all places in the reader's language, by key."""
    # Not dict(): that looks each key up in the column, twenty times as slow.
    return cast(dict[str, str], areas(t.language)["name"].to_dict())


class Periods(NamedTuple):
    """The periods of a map: the one that is shown, all there are, and a function that describes the map of one."""

    shown: str
    every: Sequence[str]
    describe: Callable[[str], Mapping[str, Any]]

    def descriptions(self) -> dict[str, dict[str, Any]]:
        """The map of every period, without the layers, which are the same for all."""
        return {
            period: {name: part for name, part in self.describe(period).items() if name != "layers"}
            for period in self.every
        }


def title_of(description: Mapping[str, Any]) -> str:
    """What a map shows and its period, or what its points are; empty with two legends: the heading above is used."""
    legends = description["legends"]
    if len(legends) != 1:
        return str(description["words"].get("points", ""))
    return ", ".join(filter(None, [str(legends[0]["title"]), str(description["period"])]))


def surroundings(t: Words, *, attributed: bool = True) -> maps.MapContext:
    """Places, words, layers and first view of a map; `attributed`: whether it names the sources of its shapes."""
    sources = attribution(t) if attributed else ""
    return maps.MapContext(areas(t.language), t, layer_addresses(), district_bounds(), sources)


def layer_addresses() -> dict[str, str]:
    """Where the browser gets each layer."""
    return {name: address(f"/layers/{layer.file}") for name, layer in layer_files().items()}


@cached("places")
def district_bounds() -> tuple[float, float, float, float]:
    """West, south, east, north of the first view: the district."""
    places = dataset("places")
    west, south, east, north = places[places.place == "NSPD"].total_bounds
    return float(west), float(south), float(east), float(north)


@cached("places")
def province_bounds() -> tuple[float, float, float, float]:
    """West, south, east, north of the first view of all municipalities."""
    places = dataset("places")
    west, south, east, north = places[places.level == "municipality"].total_bounds
    return float(west), float(south), float(east), float(north)


def attribution(t: Words) -> str:
    """The sources of the shapes on the map."""
    texts = (t.of(card(name).fields.attribution) for name in ("places", "sea", "place_names"))
    # A card separates its publishers with semicolons, and two cards may name the same one.
    return " · ".join(dict.fromkeys(part.strip() for text in texts for part in text.split(";")))


def map_exhibit(
    key: str,
    page: str,
    shown: Mapping[str, Any],
    t: Words,
    *,
    periods: Periods | None = None,
    title: str = "",
    **remarks: Unpack[Remarks],
) -> Exhibit:
    """A map that `charts.maps.describe` described; without a title it has that of its legend, else of its points."""
    return Exhibit(
        key,
        page,
        "map",
        title or title_of(shown),
        lambda: {
            # On a page one line may name the sources of all maps; a slide has only its own.
            "map": {**shown, "attribution": shown["attribution"] or attribution(t)},
            "periods": periods.descriptions() if periods and len(periods.every) > 1 else {},
            "period": periods.shown if periods else "",
        },
        drawing=shown,
        alt=str(shown["alt"]),
        **remarks,
    )
