"""Which indicators a refresh renews, for which municipalities, and which figures are kept by hand.

A refresh renews an indicator of a municipality where a live source is asked for it (loaders/fetch/queries.yaml), or
where it is computed from indicators that are all renewed there. What is shipped besides was collected by hand: its
publisher's address says where to look for a newer figure.
"""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from loaders.datasets import indicators
from loaders.datasets.catalogue import Indicator
from loaders.datasets.coverage import MOST
from loaders.datasets.places import SIX
from loaders.fetch.areas import municipalities
from loaders.fetch.queries import CbsTable, queries
from loaders.sources import onem, statbel_houses, statbel_income
from loaders.sources.statbel import WOMEN
from loaders.text_table import align

COLUMNS = ["indicator", "six", "renewed", "by_hand", "without", "sources", "kept"]
Places = frozenset[str]


def asked() -> Iterator[tuple[str, str, Places]]:
    """What is asked of the live sources about municipalities: name of the source, indicator, places."""
    ours, zeeland = queries(), _places("NL")
    tables: dict[str, Sequence[CbsTable]] = {"cbs": ours.cbs.tables, "cbs-regional": ours.cbs_regional.tables}
    for source, of_source in tables.items():
        for measure in [measure for table in of_source for measure in table.measures.values()]:
            yield from ((source, key, zeeland) for key in (measure.indicator, *measure.also))
    yield from (("cbs-ages", key, zeeland) for key in (*ours.cbs_ages.bands, ours.cbs_ages.women_indicator))
    statbel = ours.statbel
    population = ("population", WOMEN, *statbel.population.bands, *statbel.population.wider_bands)
    houses = [key for pair in statbel.houses.types.values() for key in pair]
    yield from (("statbel", key, _places("BE")) for key in population)
    yield from (
        ("statbel-houses", key, _places("BE", statbel.houses.borders)) for key in (*houses, statbel_houses.QUARTERLY)
    )
    yield from (
        ("statbel-permits", key, _places("BE", statbel.permits.borders)) for key in statbel.permits.columns.values()
    )
    yield from (("statbel-income", key, _places("BE", statbel.income.borders)) for key in statbel_income.INDICATORS)
    yield from (("statbel-movement", key, _places("BE")) for key in statbel.movement.columns)
    yield onem.SOURCE.name, onem.INDICATOR, _places("BE")
    # Not the households of be.STAT: a census, of which no newer year comes.
    yield "bestat", "establishments", _places("BE", ours.bestat.borders["establishments"])


def renewed(entries: Mapping[str, Indicator]) -> dict[str, dict[str, Places]]:
    """By indicator, in the order of `entries`, the live sources and the municipalities that each renews.

    A computed indicator has the sources of what it is computed from, each with the places where it is computed.
    """
    found: dict[str, dict[str, Places]] = {key: {} for key in entries}
    for source, key, places in asked():
        found[key][source] = found[key].get(source, Places()) | places
    for key, entry in entries.items():
        if not entry.formula:
            continue
        inputs = [found[name] for name in _moving_inputs(entry)]
        places = Places.intersection(*(Places().union(*one.values()) for one in inputs))
        for source in [source for one in inputs for source in one]:
            part = Places().union(*(one.get(source, Places()) for one in inputs)) & places
            if part:
                found[key][source] = found[key].get(source, Places()) | part
    return found


def renewal(rows: pd.DataFrame, towns: Sequence[str], entries: Mapping[str, Indicator]) -> pd.DataFrame:
    """One row per core indicator, in the order of `entries`.

    rows   those of load("indicators"); towns: the keys of all municipalities
    entries   every indicator, also those that are not core: others are computed from them

    Columns  six, renewed       of how many of the six, and of all municipalities, a refresh renews the figure
             by_hand, without   how many others have a figure that is kept by hand, or none
             sources            names of the live sources
             kept               publishers of the figures that are kept by hand, each with its address
    """
    newest = _newest(rows[rows["place"].isin(towns)])
    every = renewed(entries)
    lines = []
    for key, entry in entries.items():
        if not entry.core:
            continue
        places = Places().union(*every[key].values())
        others = Places(newest.get(key, {})) - places
        origins = dict.fromkeys(_origins(key, others, newest, every, entries))
        lines.append(
            {
                "indicator": key,
                "six": len(places & {*SIX}),
                "renewed": len(places),
                "by_hand": len(others),
                "without": len({*towns} - places - others),
                "sources": ", ".join(every[key]),
                "kept": "; ".join(origins),
            }
        )
    return pd.DataFrame(lines, columns=COLUMNS)


def format_renewal(table: pd.DataFrame, municipalities: int) -> str:
    """The rows of `renewal` as aligned text, each with where its other figures are published; and a line of totals."""
    head = ["indicator", "renewed of 6", f"of {municipalities}", "by hand", "no figure", "live sources"]
    cells = [
        [str(row[name]) for name in ("indicator", "six", "renewed", "by_hand", "without")] + [row["sources"] or "–"]
        for row in table.to_dict("records")
    ]
    heading, *aligned = align([head, *cells], left=(0, len(head) - 1))
    lines = [heading]
    for line, kept in zip(aligned, table["kept"], strict=True):
        lines.append(line)
        if kept:
            lines.append(f"    by hand: {kept}")
    most, none = int((table["renewed"] >= MOST).sum()), int((table["renewed"] == 0).sum())
    lines.append(
        f"{len(table)} core indicators; a refresh renews {int((table['six'] == len(SIX)).sum())} in all six, {most} in "
        f"at least {MOST} of the {municipalities}; {none} are kept by hand everywhere"
    )
    return "\n".join(lines)


def _places(country: str, borders: int = 9999) -> Places:
    return Places(town.place for town in municipalities(country, borders).values())


def _moving_inputs(entry: Indicator) -> tuple[str, ...]:
    """The inputs that must be new for the figure to be: not an area, which the formula takes from its newest year."""
    return entry.inputs[:-1] if entry.formula and entry.formula.newest else entry.inputs


def _newest(rows: pd.DataFrame) -> dict[str, dict[str, tuple[str, str]]]:
    """By indicator and place the newest figure that is shown: the key of its source, and its publisher's address."""
    dated = indicators.preferred(rows).sort_values("period")
    last = dated.drop_duplicates(["indicator", "place"], keep="last")
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for row in last.to_dict("records"):
        found.setdefault(row["indicator"], {})[row["place"]] = (row["source"], f"{row['publisher']}, {row['address']}")
    return found


def _origins(
    key: str,
    places: Places,
    newest: Mapping[str, Mapping[str, tuple[str, str]]],
    every: Mapping[str, Mapping[str, Places]],
    entries: Mapping[str, Indicator],
) -> Iterator[str]:
    """The publishers of the newest figures of these places; of a computed figure those of what is not renewed in it."""
    known = {place: newest[key][place] for place in sorted(places) if place in newest.get(key, {})}
    yield from (text for source, text in known.values() if source != indicators.COMPUTED)
    computed = Places(place for place, (source, _) in known.items() if source == indicators.COMPUTED)
    for name in _moving_inputs(entries[key]) if computed else ():
        yield from _origins(name, computed - Places().union(*every[name].values()), newest, every, entries)
