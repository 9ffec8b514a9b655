"""Where a place stands among others: ranks of figures as they are printed, so that equal ones share a rank.

Places of two countries are ranked together only where their figures may be compared. Needs no Streamlit.
"""

from collections.abc import Sequence

import pandas as pd

from i18n.translator import Words
from loaders.datasets.catalogue import Indicator
from loaders.datasets.places import SIX
from pages.map.measures import Measured
from shell.exhibits import arithmetic, map_descriptions
from shell.indicator_data import ALL_MUNICIPALITIES, place_level, select_level
from shell.peers.municipal_values import province_of


def ranked_apart(indicator: Indicator) -> bool:
    """Whether each country has a ranking of its own."""
    return indicator.comparability not in map_descriptions.RANKED


def rank_rows(rows: pd.DataFrame, indicator: Indicator, decimals: int) -> pd.DataFrame:
    """The rows with the column `rank`, the highest first; each country by itself where they may not be compared."""
    printed = arithmetic.printed_values(rows.value, decimals)
    values = printed.groupby(rows.country) if ranked_apart(indicator) else printed
    return rows.assign(rank=values.rank(method="min", ascending=False).astype(int))


def describe_rank(
    place: str,
    measured: Measured,
    indicator: Indicator,
    level: str,
    period: str,
    t: Words,
    *,
    shown: Sequence[str] = (),
) -> str:
    """The figure of a place and its rank among the places of its level, and among all municipalities of its province.

    shown   the places that are picked and ranked; all of the level where none are
    """
    rows = measured.rows[measured.rows.period == period]
    of_level = select_level(rows, level)
    of_level = of_level[of_level.place.isin(shown)] if shown else of_level
    mine = of_level[of_level.place == place]
    if mine.empty:
        return ""
    row = mine.iloc[0]
    parts = []
    among = of_level[of_level.country == row.country] if ranked_apart(indicator) else of_level
    neighbours = select_level(rows, ALL_MUNICIPALITIES)
    neighbours = neighbours[neighbours.country == row.country]
    # Where only the six have figures they are no province.
    in_province = place_level(level) == "municipality" and not neighbours.place.isin(SIX).all()
    position = _position(place, among, indicator, measured, t)
    if level != ALL_MUNICIPALITIES or shown:
        parts.append(_name_group(position, str(row.country), indicator, level, t, picked=bool(shown)))
    elif not ranked_apart(indicator):
        parts.append(t("explore.in_both", rank=position))
    elif not in_province:
        parts.append(_name_group(position, str(row.country), indicator, "municipality", t, picked=False))
    if in_province:
        position = _position(place, neighbours, indicator, measured, t)
        province = map_descriptions.place_names(t)[province_of(place)]
        parts.append(t("explore.in_place", rank=position, place=province))
    value = f"{measured.text(float(row.value), t)} {measured.unit}"
    return t("explore.rank", place=row["name"], value=value, ranks="; ".join(parts))


def _name_group(position: str, country: str, indicator: Indicator, level: str, t: Words, *, picked: bool) -> str:
    """A rank with the group that it is in, where that is not all of the picture."""
    if not ranked_apart(indicator):
        return position
    if picked:
        return f"{position} {t(f'explore.in_picked_{country}')}"
    if place_level(level) == "municipality":
        return f"{position} {t(f'peers.in_district_{country}')}"
    return t("explore.in_place", rank=position, place=t(f"country.{country}"))


def _position(place: str, rows: pd.DataFrame, indicator: Indicator, measured: Measured, t: Words) -> str:
    ranks = rank_rows(rows, indicator, measured.decimals).set_index("place")["rank"]
    rank = int(ranks[place])
    text = "explore.rank_shared" if (ranks == rank).sum() > 1 else "explore.rank_of"
    return t(text, rank=t.number(rank), of=t.number(len(ranks)))
