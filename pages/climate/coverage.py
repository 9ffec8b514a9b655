"""The source line of verified emissions, with the part of them that was found in the years after 2020."""

from i18n.translator import Words
from loaders.datasets.port import ALL_FOUND
from shell import port_data
from shell.exhibits import table_texts


def describe_source(t: Words, year: int | None = None) -> str:
    """The source of a year, or of all years, and which part of the emissions was found in it."""
    table = port_data.read_table("emissions")
    rows = table if year is None else table[table["year"] == year]
    return " ".join(filter(None, [table_texts.source_line(rows, t), describe_coverage(t, year)]))


def describe_coverage(t: Words, year: int | None = None) -> str:
    """Which part of the emissions was found in a year, or in each, how that is computed, and what figures round to.

    Empty for the years in which everything was found.
    """
    shares = {at: share for at, share in port_data.emissions_coverage().items() if year in (None, at)}
    if not shares:
        return ""
    told = [t("climate.covered_year", year=at, share=t.number(share, 2)) for at, share in shares.items()]
    text = t("climate.coverage", shares=", ".join(told), base=ALL_FOUND)
    table = port_data.read_table("emissions")
    rounded = table.loc[(table["precision"] > 1) & table["year"].isin(shares), "precision"]
    return f"{text} {t('climate.rounded', step=t.number(rounded.max()))}" if len(rounded) else text
