"""Verified emissions (EU ETS) by year and place, site or account, in Mt: what several pages sum alike."""

import pandas as pd

from shell import tables
from shell.datasets import cached


@cached("emissions")
def sum_emissions(by: str) -> pd.DataFrame:
    """Emissions in Mt CO2e by year and `by` ("place", "site" or "account"): columns line, label, place, year, value.

    An account with no row in a year adds nothing. Shared by all readers: never alter it.
    """
    table = tables.read_table("emissions")
    key = {"account": ["account", "installation"], "site": ["site"], "place": ["place"]}[by]
    sums = table.groupby([table[name].rename(f"by_{name}") for name in key] + ["year"]).agg(
        value=("value", "sum"), place=("place", "first")
    )
    sums = sums.reset_index()
    return sums.assign(value=sums["value"] / 1e6, label=sums[f"by_{key[-1]}"], line=sums[f"by_{key[0]}"])
