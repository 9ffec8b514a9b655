"""CBS StatLine 03759ned: population of the Dutch side by age, and its women.

Fetched   the code lists; the observations of both sexes by single year of age; those of women of all ages together
Ages      read from the titles of the code list ("0 jaar", "95 jaar of ouder"), and added up to our age groups
Units     persons; the ages of a place and year must add up to its total, or the reply is refused
Source    https://datasets.cbs.nl/odata/v1/CBS/03759ned, CC BY 4.0

Apart from loaders/sources/cbs.py, so that a change in the list of ages does not hold up the population.
`parse` raises SourceError if a code, name or unit is another one, one of the three municipalities is missing, or the
ages do not add up.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping

import pandas as pd

from loaders.fetch.areas import municipalities, remark_on_missing
from loaders.fetch.queries import queries
from loaders.fetch.replies import Raw
from loaders.fetch.rows import Rows, as_integer, indicator_units, require_all, require_unit
from loaders.fetch.source import Fetcher, Source, SourceError
from loaders.sources import cbs

SOURCE = Source(
    name="cbs-ages",
    publisher="CBS",
    licence="CC BY 4.0",
    base=cbs.SOURCE.base,
    variable=cbs.SOURCE.variable,
    datasets=("indicators",),
    shared=("cbs-03759ned",),
)
LISTS = {**cbs.LISTS, "Leeftijd": "LeeftijdCodes", "Geslacht": "GeslachtCodes"}
AGE = re.compile(r"(\d+) jaar( of ouder)?")
DIMENSIONS = ("RegioS", "Perioden", "Geslacht", "Leeftijd", "BurgerlijkeStaat")


def fetch(client: Fetcher) -> None:
    """Fetch the ages of both sexes, and the women of all ages: two requests, each of a few thousand rows."""
    config = queries().cbs_ages
    conditions = [
        *(f"{dimension} eq '{code}'" for dimension, code in config.where.items()),
        f"Measure eq '{config.measure}'",
        cbs.any_of("RegioS", cbs.areas()),
        f"Perioden ge '{config.since}JJ00'",
    ]
    women = [f"Geslacht eq '{config.women}'", f"Leeftijd eq '{config.all_ages}'"]
    cbs.fetch_table(client, config.id, " and ".join([f"Geslacht eq '{config.both}'", *conditions]), LISTS)
    cbs.fetch_table(client, config.id, " and ".join([*women, *conditions]), {}, name="women")


def parse(raw: Raw) -> dict[str, pd.DataFrame]:
    """The age groups and the women, in the columns of geodata/indicators."""
    config, places = queries().cbs_ages, cbs.areas()
    _require_codes(raw)
    ages, counts = _ages(raw), _counts(raw, places)
    periods, dated = cbs.codes(raw, SOURCE, config.id, "periods"), cbs.modified(raw, SOURCE, config.id)
    rows, units = Rows(SOURCE.name, "indicators"), indicator_units()
    seen: dict[str, set[str]] = {}
    for (area, period), cells in counts.items():
        seen.setdefault(period[:4], set()).add(area)
        persons = _by_group(cells, ages, f"{config.id}, {area}, {period}")
        if config.women in cells:
            persons[config.women_indicator] = cells[config.women]
        for indicator, value in persons.items():
            rows.add(
                place=places[area].place,
                indicator=indicator,
                period=period[:4],
                value=as_integer(value),
                unit=units[indicator],
                status=cbs.status(periods, period, SOURCE, config.id),
                source="cbs-03759ned",
                definition="core-nl-women" if indicator == config.women_indicator else "core-nl-age-sum",
                source_date=dated,
            )
    frame = rows.frame()
    cbs.require_places(SOURCE, config.id, seen)
    found = set().union(*seen.values())
    frame.attrs["remarks"] = remark_on_missing(config.id, found, municipalities("NL").values())
    return {"indicators": frame}


def _counts(raw: Raw, places: Collection[str]) -> dict[tuple[str, str], dict[str, float]]:
    """Persons by area and year, and in it by code of age, and under the code of women.

    Raises SourceError if one is there twice with two values.
    """
    config = queries().cbs_ages
    counts: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for page in ("observations", "women"):
        for row in cbs.observations(raw, SOURCE, config.id, DIMENSIONS, page):
            wanted = row["Measure"] == config.measure and all(row[name] == code for name, code in config.where.items())
            if row["RegioS"] not in places or not cbs.YEAR.fullmatch(row["Perioden"]) or not wanted:
                continue
            value = cbs.observed(row, SOURCE, config.id)
            if value is None:
                continue
            cell = config.women if row["Geslacht"] == config.women else row["Leeftijd"]
            if counts[row["RegioS"], row["Perioden"]].setdefault(cell, value) != value:
                detail = f"{row['RegioS']} {row['Perioden']} {cell}"
                raise SourceError(SOURCE.name, f"{config.id}: a figure stands twice with two values", detail=detail)
    return counts


def _require_codes(raw: Raw) -> None:
    """Raises SourceError if an area, the measure or a code of sex or age is not what it was."""
    config = queries().cbs_ages
    cbs.require_areas(raw, SOURCE, config.id)
    measures = cbs.codes(raw, SOURCE, config.id, "measures")
    require_all(SOURCE.name, f"{config.id}, MeasureCodes", measures, [config.measure])
    require_unit(SOURCE.name, f"{config.id}, {config.measure}", str(measures[config.measure].get("Unit")), "aantal")
    for name, code, title in (
        ("Geslacht", config.both, "Totaal mannen en vrouwen"),
        ("Geslacht", config.women, "Vrouwen"),
        ("Leeftijd", config.all_ages, "Totaal"),
    ):
        known = cbs.codes(raw, SOURCE, config.id, name)
        require_all(SOURCE.name, f"{config.id}, {name}Codes", known, [code])
        if (seen := str(known[code].get("Title", "")).strip()) != title:
            raise SourceError(SOURCE.name, f"{config.id}: {code} is not {title!r} any more", detail=seen)


def _ages(raw: Raw) -> dict[str, int]:
    """The age of each code: single years below the lowest open group, and that group ("95 jaar of ouder")."""
    table = queries().cbs_ages.id
    single: dict[str, int] = {}
    open_groups: dict[int, str] = {}
    for code, entry in cbs.codes(raw, SOURCE, table, "Leeftijd").items():
        if not (age := AGE.fullmatch(str(entry.get("Title", "")).strip())):
            continue
        if age[2]:
            open_groups[int(age[1])] = code
        else:
            single[code] = int(age[1])
    if not open_groups:
        raise SourceError(SOURCE.name, f"{table}, LeeftijdCodes: no group of the oldest, such as '95 jaar of ouder'")
    last = min(open_groups)
    if missing := {*range(last)} - {*single.values()}:
        detail = ", ".join(map(str, sorted(missing)[:10]))
        raise SourceError(SOURCE.name, f"{table}, LeeftijdCodes: years of age are missing", detail=detail)
    return {code: age for code, age in single.items() if age < last} | {open_groups[last]: last}


def _by_group(cells: Mapping[str, float], ages: Mapping[str, int], what: str) -> dict[str, float]:
    """Persons by age group; none where the ages were not published. Raises SourceError if they miss the total."""
    config = queries().cbs_ages
    known = {age: cells[code] for code, age in ages.items() if code in cells}
    if not known:
        return {}
    if sum(known.values()) != cells.get(config.all_ages):
        detail = f"{sum(known.values()):g} and {cells.get(config.all_ages)}"
        raise SourceError(SOURCE.name, f"{what}: the ages do not add up", detail=detail)
    return {
        key: sum(value for age, value in known.items() if first <= age <= last)
        for key, (first, last) in config.bands.items()
    }
