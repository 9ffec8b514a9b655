"""Putting a map on the page: the rows of a view become a description, `map/map.js` draws it and tells of clicks."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from charts import maps
from charts.class_breaks import ClassBreaks
from i18n.translator import Words
from loaders.datasets.catalogue import units
from loaders.datasets.places import SIX
from loaders.map_layers import published
from shell import arithmetic, components
from shell.briefing import collect
from shell.datasets import card, dataset, file_stamps
from shell.frame import go_to, words
from shell.indicator_data import Figures, areas
from shell.selection import View
from shell.server.addresses import address
from shell.server.own_files import module_addresses

# The script is fetched under its hashed name: sent with each change, it would be most of the bytes.
_component = st.components.v2.component(
    "district_map",
    html='<div class="district-map"></div>',
    js=f"""export default (component) => {{
        const [script] = {module_addresses("map.js")}.map(file => import(new URL(file, document.baseURI)));
        const ended = script.then(module => module.default(component));
        return () => ended.then(end => typeof end === 'function' && end());
    }}""",
    isolate_styles=False,
)
# What may be numbered from high to low across the border.
RANKED = ("same", "bridged", "one_country")


def place_names(t: Words) -> dict[str, str]:
    """Names of all places in the reader's language, by key."""
    return dict(areas(t.language)["name"])


def describe_extremes(view: View, t: Words) -> str:
    """The highest and the lowest place of the fullest period in a sentence; empty where places stand in no order."""
    indicator = view.figures.indicator
    if indicator.comparability not in RANKED or not view.figures.periods(view.level):
        return ""
    period = view.figures.best_period(view.level)
    rows = view.figures.at(view.level, period).sort_values("value", ascending=False)
    if len(rows) < 2:
        return ""
    first, last = rows.iloc[0], rows.iloc[-1]
    told = {"first": first["name"], "last": last["name"], "unit": t.of(units()[indicator.unit])}
    told |= {"high": t.number(first.value, indicator.decimals), "low": t.number(last.value, indicator.decimals)}
    return t("briefing.ranked_in", period=t.period(period), **told)


def describe_change(view: View, t: Words) -> str:
    """Where it changed most and least between the first and the last full period, else the highest and the lowest.

    In per cent of then, or in the unit itself where that is a share. Not across a break in a definition.
    """
    found, indicator = view.figures, view.figures.indicator
    if indicator.comparability not in RANKED or not found.periods(view.level):
        return describe_extremes(view, t)
    first, last = found.first_period(view.level), found.best_period(view.level)
    drawn = set(found.at(view.level).place)
    if any(first < one.period <= last and drawn.intersection(one.areas) for one in indicator.breaks):
        return describe_extremes(view, t)
    before, after = (found.at(view.level, period).set_index("name").value for period in (first, last))
    both = before.index.intersection(after.index)
    share = indicator.unit.startswith("pct")
    if first == last or len(both) < 2 or not (share or (before[both].round(indicator.decimals) > 0).all()):
        return describe_extremes(view, t)
    ends = zip(after[both], before[both], strict=True)
    # As a reader finds it in the table, where the figures are rounded.
    apart = arithmetic.difference if share else arithmetic.change_pct
    moved = pd.Series([apart(new, old, indicator.decimals) for new, old in ends], index=both, dtype=float)
    order = moved.sort_values(ascending=False, kind="stable")
    unit = t("briefing.points") if share else "%"
    names = {"most": order.index[0], "least": order.index[-1]}
    changes = {f"{key}_change": t.number(order[name], 1, signed=True) for key, name in names.items()}
    return t("briefing.course", first=t.period(first), last=t.period(last), unit=unit, **names, **changes)


def draw_map(
    view: View, *, side: int, scale: Sequence[Figures], t: Words, height: int = 520, attributed: bool = False
) -> None:
    """Draw the map of a view; a click on one of the six opens its profile.

    scale       the figures whose classes these are: those of both maps where they share a scale
    attributed  whether the map says itself whose shapes it is made of; else the page does, once
    """
    indicator = view.figures.indicator
    notes: dict[str, str] = {}
    if indicator.comparability == "not_comparable":
        notes = {country: t.of(indicator.definition[country]) for country in ("BE", "NL")}
    subject = maps.Subject(
        t.of(indicator.label),
        t.of(units()[indicator.unit]),
        indicator.decimals,
        indicator.comparability,
        indicator.country,
        notes,
    )
    expected = list(SIX) if view.level == "municipality" else sorted(set(view.figures.at(view.level).place))
    classes = _classes(tuple(one.indicator.key for one in scale), view.level, file_stamps("indicators"), scale, subject)

    def described(period: str) -> dict[str, Any]:
        return maps.describe(
            view.figures.at(view.level, period),
            subject,
            surroundings(t, attributed=attributed),
            level=view.level,
            period=period,
            expected=expected,
            classes=classes,
            ranked=indicator.comparability in RANKED,
            group="district",
            side="ab"[side],
            height=height,
        )

    periods = Periods(view.period, view.figures.periods(view.level), described)
    source = components.source_line(view.figures.at(view.level, view.period), indicator, t)
    clicked = mount_map(described(view.period), f"map-{side}", source=source, periods=periods)
    if clicked in SIX:
        go_to("place", place=clicked)


class Periods(NamedTuple):
    """The other periods of a map: which is drawn, all there are, and the map of one of them."""

    drawn: str
    every: Sequence[str]
    described: Callable[[str], Mapping[str, Any]]

    def kept(self) -> dict[str, dict[str, Any]]:
        """Every period with its map, without the layers: they are the same for all."""
        return {
            period: {name: part for name, part in self.described(period).items() if name != "layers"}
            for period in self.every
        }


def mount_map(
    description: Mapping[str, Any], key: str, *, title: str = "", source: str = "", periods: Periods | None = None
) -> str | None:
    """Put a described map on the page; gives what was clicked in it, once, if anything was.

    title, source, periods   for the briefing: a title of its own, who publishes the figures, the other periods
    """
    clicked = mount_kept_map(description, key)
    collect.offer_exhibit(
        "map",
        key,
        lambda: {
            # On its page one line may name the publishers of all maps; a slide and a picture stand alone.
            "map": {**description, "attribution": description["attribution"] or attribution(words())},
            "periods": periods.kept() if periods and len(periods.every) > 1 else {},
            "period": periods.drawn if periods else "",
        },
        title=title or _title(description),
        source=source,
        alt=str(description["alt"]),
    )
    return clicked


def mount_kept_map(description: Mapping[str, Any], key: str) -> str | None:
    """The same for a map that is in a briefing already."""
    clicked = _component(data=dict(description), key=key, on_clicked_change=lambda: None).clicked
    return None if clicked is None else str(clicked)


def _title(description: Mapping[str, Any]) -> str:
    """What a map shows, and when; one of points what they are; one with two legends goes by the heading above it."""
    legends = description["legends"]
    if len(legends) != 1:
        return str(description["words"].get("points", ""))
    return ", ".join(filter(None, [str(legends[0]["title"]), str(description["period"])]))


@st.cache_resource(show_spinner=False, max_entries=500)
def _classes(
    keys: tuple[str, ...], level: str, files: Any, _scale: Sequence[Figures], _subject: maps.Subject
) -> dict[str, ClassBreaks]:
    """One scale for all periods of all figures that share it."""
    rows = pd.concat([one.at(level) for one in _scale])
    return maps.scales(rows, _subject, diverging=bool((rows.value < 0).any()))


def surroundings(t: Words, *, attributed: bool = True) -> maps.MapContext:
    """Places, layers and first view of a map; `attributed`: whether the map says itself whose shapes it is made of."""
    owners = attribution(t) if attributed else ""
    return maps.MapContext(areas(t.language), t, layer_addresses(), district_bounds(), owners)


def layer_addresses() -> dict[str, str]:
    """Where the browser gets each layer."""
    return {name: address(f"/layers/{layer.file}") for name, layer in published().items()}


def district_bounds() -> tuple[float, float, float, float]:
    """West, south, east, north of the first view: the district."""
    return _bounds(file_stamps("places"))


@st.cache_resource(show_spinner=False, max_entries=2)
def _bounds(files: tuple[tuple[str, int], ...]) -> tuple[float, float, float, float]:
    places = dataset("places")
    west, south, east, north = places[places.place == "NSPD"].total_bounds
    return float(west), float(south), float(east), float(north)


def attribution(t: Words) -> str:
    """Whose shapes the map is made of."""
    told = (t.of(card(name).attribution) for name in ("places", "sea", "place_names"))
    # The publishers of one card stand between semicolons, and one may stand on another card too.
    return " · ".join(dict.fromkeys(part.strip() for each in told for part in each.split(";")))
