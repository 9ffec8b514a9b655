"""Verified emissions (EU ETS) by year and place, site or account, in Mt: what several pages sum alike."""

import pandas as pd
import streamlit as st

from shell import tables
from shell.datasets import file_stamps


@st.cache_resource(show_spinner=False)
def _sums(by: str, files: tuple[tuple[str, int], ...]) -> pd.DataFrame:
    """Mt CO2e by year and `by`, with the place they lie in. An account with no row in a year adds nothing."""
    table = tables.read_table("emissions")
    key = {"account": ["account", "installation"], "site": ["site"], "place": ["place"]}[by]
    sums = table.groupby([table[name].rename(f"by_{name}") for name in key] + ["year"]).agg(
        value=("value", "sum"), place=("place", "first")
    )
    sums = sums.reset_index()
    return sums.assign(value=sums["value"] / 1e6, label=sums[f"by_{key[-1]}"], line=sums[f"by_{key[0]}"])


def sum_emissions(by: str) -> pd.DataFrame:
    """Emissions in Mt by "place", "site" or "account": columns line, label, place, year, value."""
    return _sums(by, file_stamps("emissions"))
