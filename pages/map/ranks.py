"""Where a place stands among others: ranks of figures as they are printed, so that equal ones share a rank.

Places of two countries are ranked together only where their figures may be compared. Needs no Streamlit.
"""

from collections.abc import Sequence

import pandas as pd

from i18n.translator import Words
from loaders.datasets.catalogue import Indicator
from pages.map.measures import Measured
from shell.exhibits import arithmetic, map_descriptions
from shell.indicator_data import ALL_MUNICIPALITIES, place_level, select_level
from shell.peers.municipal_values import province_of


def ranked_apart(indicator: Indicator) -> bool:
    """Whether each country has a ranking of its own."""
    return indicator.comparability not in map_descriptions.RANKED


def rank_rows(rows: pd.DataFrame, indicator: Indicator, decimals: int) -> pd.DataFrame:
    """The rows with the column `rank`, the highest first; each country by itself where they may not be compared."""
    printed = rows.value.map(lambda value: float(arithmetic.printed(float(value), decimals)))
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

    shown   the places that are ranked; all of the level where none are named
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
    in_province = place_level(level) == "municipality" and len(neighbours) > len(among)
    if level == ALL_MUNICIPALITIES and not shown:
        neighbours, in_province = among[among.country == row.country], True
    if level != ALL_MUNICIPALITIES or shown:
        position = _position(place, among, indicator, measured, t)
        country = t(f"country.{row.country}")
        parts.append(t("explore.in_place", rank=position, place=country) if ranked_apart(indicator) else position)
    elif not ranked_apart(indicator):
        parts.append(t("explore.in_both", rank=_position(place, among, indicator, measured, t)))
    if in_province:
        position = _position(place, neighbours, indicator, measured, t)
        province = map_descriptions.place_names(t)[province_of(place)]
        parts.append(t("explore.in_place", rank=position, place=province))
    value = f"{measured.text(float(row.value), t)} {measured.unit}"
    return t("explore.rank", place=row["name"], value=value, ranks="; ".join(parts))


def _position(place: str, rows: pd.DataFrame, indicator: Indicator, measured: Measured, t: Words) -> str:
    ranks = rank_rows(rows, indicator, measured.decimals).set_index("place")["rank"]
    rank = int(ranks[place])
    text = "explore.rank_shared" if (ranks == rank).sum() > 1 else "explore.rank_of"
    return t(text, rank=t.number(rank), of=t.number(len(ranks)))
