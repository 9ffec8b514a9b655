"""A Belgian and a Dutch figure for one question, of places of one level. Needs no Streamlit."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from charts.layout import PROJECTED
from i18n.translator import LANGUAGES, Words
from shell.exhibits import map_descriptions
from shell.indicator_data import Figures, areas

# Figures of a port are of these two, whatever places the reader chose.
PORTS = ("BEGNE", "NLZSP")
HIGHEST = "region"
# No level between the province and the country: Flanders has no Dutch counterpart.
COUNTRIES = {"BE2": "BE"}


class SideFigure(NamedTuple):
    """The figure of one side: the place it is of, and its row of `Figures.dated` where there is one."""

    figures: Figures
    place: str
    row: pd.Series | None


def find_sides(data: Figures, pair: tuple[str, str]) -> list[SideFigure]:
    """The figures of the smallest official areas around a pair that both have one; of the pair itself where none do.

    Of one year where both have a measured figure of one; else the newest of each.
    """
    chain: Sequence[tuple[str, str]] = [PORTS]
    if "port" not in data.levels:
        chain = list(zip(_areas(pair[0]), _areas(pair[1]), strict=True))
    both = (at for at in chain if all(map(data.has_newest, at)))
    places = next(both, chain[0])
    courses = [data.course(place, "period", "status") for place in places]
    # The last row of each period with a measured figure. Plain lists: a frame takes longer to ask.
    measured = [
        {
            period: index
            for index, period, status in zip(rows.index, rows.period.tolist(), rows.status.tolist(), strict=True)
            if status not in PROJECTED
        }
        for rows in courses
    ]
    shared = max(set.intersection(*map(set, measured)), default=None)
    return [
        SideFigure(data, place, data.newest(place) if shared is None else data.dated.loc[rows[shared]])
        for place, rows in zip(places, measured, strict=True)
    ]


def own_side(data: Figures, place: str) -> SideFigure:
    """The newest figure of a place; where it has none, of the smallest official area around it that has one."""
    near = filter(data.has_newest, _areas(place))
    found = next(near, place)
    return SideFigure(data, found, data.newest(found))


def _areas(place: str) -> list[str]:
    """A place and the official areas around it, one for each level from its own to the country."""
    parents, levels = areas(LANGUAGES[0])["parent"], areas(LANGUAGES[0])["level"]
    found = [place]
    while levels[found[-1]] != HIGHEST:
        parent = str(parents[found[-1]])
        found.append(COUNTRIES.get(parent, parent))
    return found


def describe_side(side: SideFigure, t: Words) -> str:
    """Place, value, period and status: "Gent: 273.000 (2026, voorlopig)"."""
    name = map_descriptions.place_names(t)[side.place]
    if side.row is None:
        return t("sides.cell", place=name, value=t("map.nodata"))
    value, status = t.number(side.row.value, side.figures.indicator.decimals), str(side.row.status)
    when = t.period(side.row.period) + ("" if status == "measured" else f", {t(f'status.{status}')}")
    return t("sides.cell", place=name, value=f"{value} ({when})")
