"""What every map has around its figures, sentences that say what is on it, and the exhibit of a described map.

Needs no Streamlit: pages and briefings describe a map in the same way.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Unpack, cast

import pandas as pd

from briefings.exhibit import Exhibit
from charts import maps
from i18n.translator import Words
from loaders.datasets.catalogue import units
from loaders.map_layers import layer_files
from shell.datasets import cached, card, dataset
from shell.exhibits import Remarks, arithmetic, year_pairs
from shell.indicator_data import View, areas
from shell.server.addresses import address

# The kinds of comparability that allow one ranking across the border.
RANKED = ("same", "bridged", "one_country")


def place_names(t: Words) -> dict[str, str]:
    """Names of all places in the reader's language, by key."""
    # Not dict(): that looks each key up in the column, twenty times as slow.
    return cast(dict[str, str], areas(t.language)["name"].to_dict())


def describe_extremes(view: View, t: Words) -> str:
    """The highest and the lowest place of the best period in a sentence; empty where places may not be ranked."""
    indicator = view.figures.indicator
    if indicator.comparability not in RANKED or not view.figures.periods(view.level):
        return ""
    period = view.figures.best_period(view.level)
    rows = view.figures.at(view.level, period).sort_values("value", ascending=False)
    if len(rows) < 2:
        return ""
    first, last = rows.iloc[0], rows.iloc[-1]
    return t(
        "briefing.ranked_in",
        period=t.period(period),
        first=first["name"],
        high=t.number(first.value, indicator.decimals),
        last=last["name"],
        low=t.number(last.value, indicator.decimals),
        unit=t.of(units()[indicator.unit]),
    )


def describe_change(view: View, t: Words) -> str:
    """The places with the largest and the smallest change between the first and the best period, in a sentence.

    In per cent, or in points where the unit is a share. Where a change cannot be computed, or another publisher or a
    break stands in between for any of the places, the highest and the lowest place instead.
    """
    data, indicator = view.figures, view.figures.indicator
    if indicator.comparability not in RANKED or not data.periods(view.level):
        return describe_extremes(view, t)
    first, last = data.first_period(view.level), data.best_period(view.level)
    if _is_refused(view, first, last):
        return describe_extremes(view, t)
    before, after = (data.at(view.level, period).set_index("name").value for period in (first, last))
    both = before.index.intersection(after.index)
    share = indicator.unit.startswith("pct")
    if first == last or len(both) < 2 or not (share or (before[both].round(indicator.decimals) > 0).all()):
        return describe_extremes(view, t)
    ends = zip(after[both], before[both], strict=True)
    # As a reader can compute it from the table, where the figures are rounded.
    change = arithmetic.difference if share else arithmetic.change_pct
    changes = pd.Series([change(new, old, indicator.decimals) for new, old in ends], index=both, dtype=float)
    order = changes.sort_values(ascending=False, kind="stable")
    unit = t("briefing.points") if share else "%"
    names = {"most": order.index[0], "least": order.index[-1]}
    words = {f"{key}_change": t.number(order[name], 1, signed=True) for key, name in names.items()}
    return t("briefing.course", first=t.period(first), last=t.period(last), unit=unit, **names, **words)


def _is_refused(view: View, first: str, last: str) -> bool:
    """Whether a change between two periods is refused for one of the places of a view, see `year_pairs`."""
    data = view.figures
    before, after = (data.at(view.level, one).set_index("place", drop=False) for one in (first, last))
    pairs = ((before.loc[one], after.loc[one]) for one in before.index.intersection(after.index))
    return any(year_pairs.find_obstacle(data.indicator, *pair) in year_pairs.REFUSED for pair in pairs)


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
