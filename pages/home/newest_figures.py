"""The newest figures of an indicator in one cell of a table: of the six, or of the areas around them.

Needs no Streamlit.
"""

import pandas as pd

from i18n.translator import Words
from loaders.datasets.catalogue import Indicator
from loaders.datasets.places import SIX
from shell.exhibits import figure_texts
from shell.indicator_data import Figures


def newest_figures(data: Figures) -> pd.DataFrame:
    """The newest figure of each of the six, dated or not; of larger areas where none of the six has one."""
    every = data.preferred.sort_values(["year", "period"], na_position="first").drop_duplicates("place", keep="last")
    six = every[every.place.isin(SIX)]
    rows = six if len(six) else every[every.level != "municipality"]
    return rows.sort_values(["place_order", "name"])


def list_figures(rows: pd.DataFrame, indicator: Indicator, t: Words) -> str:
    """The places with their value by year, the newest first: "Gent 8,1; Zelzate 6,0 (2024)"."""
    texts = []
    for period, of_period in sorted(rows.groupby("period"), reverse=True):
        values = "; ".join(
            f"{row['name']} {figure_texts.format_figure(row, t, indicator.decimals)}"
            for row in of_period.to_dict("records")
        )
        texts.append(f"{values} ({t.period(str(period))})")
    return "; ".join(texts)
