"""Rows of a scenario as the lines of its panel need them: columns year, low, mid, high, status."""

import pandas as pd


def rows_from(rows: pd.DataFrame, ahead: pd.Series) -> pd.DataFrame:
    """The rows `ahead`, from the year before them on: a line does not cross years without a figure."""
    later = rows[ahead]
    if not len(later):
        return later
    start = rows[rows["year"] == later["year"].min() - 1]
    if (start["status"] == "observed").any():
        # What was counted is certain: the band opens from it.
        start = start.assign(low=start["mid"], high=start["mid"])
    return pd.concat([start, later]) if len(start) else later


def with_every_year(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with every year between the first and the last: a year without a figure ends the line."""
    if not len(rows):
        return rows
    years = range(int(rows["year"].min()), int(rows["year"].max()) + 1)
    return rows.set_index("year").reindex(years).rename_axis("year").reset_index()
