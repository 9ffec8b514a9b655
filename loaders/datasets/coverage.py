"""Which places and years each indicator has: of the six municipalities of the district, and of all municipalities.

A place counts where it has a figure that is no projection, target or plan; of an indicator that has only these, any
figure counts.
Source: the datasets `indicators` and `places`; nothing is read here.
"""

from collections.abc import Mapping

import pandas as pd

from loaders.datasets.catalogue import Indicator
from loaders.datasets.places import SIX
from loaders.text_table import align

# From the most detailed level on: the first with a figure is the level of an indicator.
LEVELS = ("municipality", "nuts3", "province", "district", "port", "region")
# Statuses of figures that nobody measured or estimated yet.
AHEAD = ("projected", "target", "plan")
# The year since which the figures of a core indicator must be complete, and how many of all municipalities that takes.
RECENT, MOST = 2019, 60
COLUMNS = [
    *("indicator", "theme", "core", "detail", "level", "places"),
    *("year", "six", "municipalities", "six_ever", "municipalities_ever"),
    *("first", "latest", "years", "recent_year", "recent_six", "recent_municipalities"),
]


def coverage(rows: pd.DataFrame, levels: Mapping[str, str], entries: Mapping[str, Indicator]) -> pd.DataFrame:
    """One row per indicator, in the order of `entries`, also for one without any figure.

    rows     columns indicator, place, year, status: those of load("indicators")
    levels   level by key of a place: the columns place and level of load("places")
    entries  the indicators: those of the catalogue

    Columns  theme, core, detail: as the indicator has them
             level                 the most detailed level with a dated figure; empty where there is none
             places                how many places of that level, in its best year
             year                  the best year: most of the six, then most municipalities, then the newest
             six, municipalities   how many of the six, and of all municipalities, in the best year
             six_ever, municipalities_ever   the same over all years
             first, latest, years  first and latest year and their number: of the six, else of the places of `level`
             recent_…              the best year since RECENT, and the municipalities in it
             Years are missing (<NA>) and numbers 0 where there is no such figure.
    """
    known = _known(rows, levels)
    towns = known[known["level"] == "municipality"]
    best, recent = _best_years(towns), _best_years(towns[towns["year"] >= RECENT])
    once = towns.drop_duplicates(["indicator", "place"])
    ever = once.groupby("indicator").agg(six_ever=("six", "sum"), municipalities_ever=("place", "size"))
    # Years of the six where these have any; else of all places of the indicator's own level.
    own = known[known["level"] == known["own"]]
    with_six = own.groupby("indicator")["six"].transform("any")
    spans = own[own["six"] | ~with_six].groupby("indicator")["year"].agg(first="min", latest="max", years="nunique")
    own_level = own.groupby("indicator")["level"].first()
    counts = own.groupby(["indicator", "year"])["place"].size().groupby("indicator").max()
    table = pd.DataFrame(
        [{"indicator": key, "theme": one.theme, "core": one.core, "detail": one.detail} for key, one in entries.items()]
    ).set_index("indicator")
    table = table.join([own_level, counts.rename("places"), best, ever, spans, recent.add_prefix("recent_")])
    table["level"] = table["level"].fillna("")
    numbers = [name for name in COLUMNS if "six" in name or "municipalities" in name] + ["places", "years"]
    dates = ["year", "first", "latest", "recent_year"]
    table = table.astype(dict.fromkeys([*numbers, *dates], "Int64")).fillna(dict.fromkeys(numbers, 0))
    return table.reset_index()[COLUMNS]


def _known(rows: pd.DataFrame, levels: Mapping[str, str]) -> pd.DataFrame:
    """One row per indicator, place and year with a figure that counts; with its level, and that of the indicator."""
    dated = rows[rows["year"].notna()]
    ahead = dated["status"].isin(AHEAD)
    only_ahead = ahead.groupby(dated["indicator"]).transform("all")
    known = dated.loc[~ahead | only_ahead, ["indicator", "place", "year"]].drop_duplicates()
    known = known.assign(level=known["place"].map(levels), six=known["place"].isin(SIX))
    rank = known["level"].map({level: position for position, level in enumerate(LEVELS)})
    own = rank.groupby(known["indicator"]).transform("min").map(dict(enumerate(LEVELS)))
    return known.assign(own=own)


def _best_years(towns: pd.DataFrame) -> pd.DataFrame:
    """By indicator the best year and the municipalities in it: columns year, six, municipalities."""
    years = towns.groupby(["indicator", "year"]).agg(six=("six", "sum"), municipalities=("place", "size"))
    order = years.reset_index().sort_values(["indicator", "six", "municipalities", "year"])
    return order.drop_duplicates("indicator", keep="last").set_index("indicator")


def main_first(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of `coverage` in the order of a list: core indicators, other main ones, then details."""
    return table.sort_values(["core", "detail"], ascending=[False, True], kind="stable")


def totals(table: pd.DataFrame) -> dict[str, int]:
    """How many main indicators there are, how many are complete since RECENT, and how many of most municipalities."""
    main = table[~table["detail"]]
    complete = main["recent_six"] == len(SIX)
    return {
        "main": len(main),
        "complete": int(complete.sum()),
        "most": int((complete & (main["recent_municipalities"] >= MOST)).sum()),
    }


def format_table(table: pd.DataFrame, municipalities: int, which: str = "main") -> str:
    """The rows of `coverage` as aligned text, with a line of totals.

    municipalities  how many there are
    which           what the line of totals calls the indicators that are no details
    """
    of_all = f"of {municipalities}"
    head = ["indicator", "", "best year", "of 6", of_all, "ever of 6", f"ever {of_all}", "years", "first", "latest"]
    cells = [
        [
            str(row["indicator"]),
            "core" if row["core"] else "detail" if row["detail"] else "",
            _year(row["year"]),
            str(row["six"]),
            str(row["municipalities"]),
            str(row["six_ever"]),
            str(row["municipalities_ever"]),
            str(row["years"]),
            _year(row["first"]),
            _year(row["latest"]),
        ]
        for row in table.to_dict("records")
    ]
    lines = align([head, *cells], left=(0, 1))
    found = totals(table)
    last = (
        f"{found['main']} {which} indicators; {found['complete']} with all six in one year since {RECENT}, "
        f"{found['most']} of these with at least {MOST} of the {municipalities}"
    )
    return "\n".join([*lines, last])


def _year(year: int) -> str:
    return "–" if pd.isna(year) else str(year)
