"""Both sides of the border by subject: a Belgian and a Dutch figure, and whether these may be compared.

Needs no Streamlit. A row is of one place on each side. Where an official source has no figure for both of them, the row
is of the smallest official areas around them that have one (NUTS 3, province, country), and names these areas.
"""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from i18n.translator import Words
from loaders.datasets.catalogue import Indicator, catalogue
from loaders.datasets.places import SIX
from pages.home.side_figures import SideFigure, describe_side, find_sides, own_side
from shell import port_data
from shell.datasets import cached
from shell.exhibits import choices, figure_texts, map_descriptions
from shell.exhibits.choices import Choice, Choices
from shell.indicator_data import MAPPED, figures, offered_indicators
from shell.indicator_lists import nearest_comparable

USED = ("indicators", "places", "emissions")
BELGIAN, DUTCH = ([place for place in SIX if place.startswith(country)] for country in ("BE", "NL"))
# What the reader may set side by side; official areas of one level each.
PAIRS = [(one, other) for one in BELGIAN for other in DUTCH] + [("BE23", "NL34")]
DEFAULT = ("BE-44021", "NL-GM0715")
# An indicator, or a Belgian and a Dutch one of which each is published on its own side only. The nearest comparable
# indicator of one that may not be compared follows it by itself.
SUBJECTS: dict[str, tuple[str | tuple[str, str], ...]] = {
    "people": ("population", "age_share_65_plus", "net_migration_per_1000"),
    "homes": ("house_price", "share_single_family"),
    "work": ("employment_rate", ("unemployment_administrative", "unemployment_ilo"), "establishments_per_1000"),
    "income": ("income", "low_income", "gdp_per_inhabitant"),
    "energy": ("electricity_per_dwelling", ("gas_per_connection", "gas_per_dwelling")),
    "port": ("maritime_freight",),
    "climate": ("emissions",),
}
# What tells who publishes a figure.
PUBLISHED = ["place", "source", "publisher", "derived_from"]
VERDICTS = {"same": "yes", "bridged": "bridged", "not_comparable": "no", "one_country": "no"}


class Row(NamedTuple):
    """One row, all as written; `address` leads to the page with the figure."""

    subject: str
    label: str
    belgian: str
    dutch: str
    verdict: str
    source: str
    address: str
    comparable: bool = False
    empty: bool = False


def pair_choice(t: Words) -> Choice:
    """Which two places stand side by side."""
    names = map_descriptions.place_names(t)
    options = {f"{one}.{other}": f"{names[one]} – {names[other]}" for one, other in PAIRS}
    return Choice("sides", options, ".".join(DEFAULT))


def chosen_pair(query: Choices, t: Words) -> tuple[str, str]:
    """The two places that an address asks for, the Belgian one first. Raises ChoiceError."""
    belgian, dutch = pair_choice(t).of(query).split(".")
    return belgian, dutch


def side_rows(pair: tuple[str, str], t: Words) -> list[Row]:
    """Every row of a pair, by subject. Shared by all readers: never alter it."""
    return _rows(pair, t.language)


def shown_rows(pair: tuple[str, str], t: Words) -> list[Row]:
    """The rows of a pair that have a figure on one side at least."""
    return [row for row in side_rows(pair, t) if not row.empty]


def without_figures(pair: tuple[str, str], t: Words) -> str:
    """Which figures neither side has; empty where there is none such."""
    labels = "; ".join(row.label for row in side_rows(pair, t) if row.empty)
    return t("sides.without", labels=labels) if labels else ""


@cached(*USED)
def _rows(pair: tuple[str, str], language: str) -> list[Row]:
    t, offered, rows = Words(language), offered_indicators(), []
    for subject, entries in SUBJECTS.items():
        for entry in _with_nearest(entries):
            if entry == "emissions":
                rows.append(_emissions(subject, pair, t))
            elif isinstance(entry, str):
                rows.append(_indicator(subject, entry, pair, t))
            elif offered.keys() >= set(entry):
                rows.append(_two_concepts(subject, entry, pair, t))
    return rows


def _with_nearest(entries: Sequence[str | tuple[str, str]]) -> list[str | tuple[str, str]]:
    """The entries, each followed by its nearest comparable indicator where it has one."""
    found: list[str | tuple[str, str]] = []
    for entry in entries:
        found.append(entry)
        if isinstance(entry, str) and entry in catalogue() and (nearest := _nearest(entry)):
            found.append(nearest)
    return list(dict.fromkeys(found))


def _nearest(key: str) -> str | None:
    return None if catalogue()[key].comparable else nearest_comparable(key)


def _indicator(subject: str, key: str, pair: tuple[str, str], t: Words) -> Row:
    indicator, data = catalogue()[key], figures(key, t)
    sides = find_sides(data, pair)
    rows = [side.row for side in sides if side.row is not None]
    used = pd.DataFrame([{column: row[column] for column in PUBLISHED} for row in rows], columns=PUBLISHED)
    belgian, dutch = (describe_side(side, t) for side in sides)
    level = str(rows[0].level) if rows else ""
    return Row(
        t(f"sides.subject_{subject}"),
        _label(indicator, t),
        belgian,
        dutch,
        _verdict(indicator, sides, t),
        _source(figure_texts.publishers(used, t), t.of(indicator.reference), t),
        _map_address(key, level, t),
        indicator.comparable and len(rows) == len(sides),
        not rows,
    )


def _two_concepts(subject: str, keys: tuple[str, str], pair: tuple[str, str], t: Words) -> Row:
    """A Belgian and a Dutch indicator for the same question, which never compare."""
    sides = [own_side(figures(key, t), place) for key, place in zip(keys, pair, strict=True)]
    belgian, dutch = (f"{describe_side(side, t)}. {_label(side.figures.indicator, t)}" for side in sides)
    publishers = [
        name for side in sides if side.row is not None for name in figure_texts.publishers(side.row.to_frame().T, t)
    ]
    verdict = t("sides.no", why=t(f"sides.apart_{keys[1]}"))
    address = _map_address(keys[0], "", t)
    if keys[1] == "unemployment_ilo":
        address = f"?home=unemployment&lang={t.language}&v={choices.VERSION}"
    return Row(
        t(f"sides.subject_{subject}"),
        t(f"sides.label_{keys[1]}"),
        belgian,
        dutch,
        f"{verdict} {_years(sides, t)}".strip(),
        figure_texts.list_names(list(dict.fromkeys(publishers)), t),
        address,
        empty=not publishers,
    )


def _label(indicator: Indicator, t: Words) -> str:
    label, unit = t.of(indicator.label), figure_texts.plain_unit(indicator, t)
    # "Migration per 1,000 inhabitants (per 1,000 inhabitants)" would say it twice.
    return label if unit.lower() in label.lower() else f"{label} ({unit})"


def _verdict(indicator: Indicator, sides: Sequence[SideFigure], t: Words) -> str:
    """Whether the two figures may be compared, why, and which figure may be instead."""
    kind = indicator.comparability
    text = t(f"sides.{VERDICTS[kind]}", why=t.of(indicator.why))
    if indicator.comparable:
        return f"{text} {_years(sides, t)}".strip()
    nearest = nearest_comparable(indicator.key)
    instead = t("sides.nearest", label=t.of(catalogue()[nearest].label)) if nearest else t("sides.none_near")
    return " ".join(filter(None, [text, _years(sides, t), instead]))


def _years(sides: Sequence[SideFigure], t: Words) -> str:
    """That the figures are of different years, or that only one side has one."""
    periods = {str(side.row.period) for side in sides if side.row is not None}
    if 0 < sum(side.row is not None for side in sides) < len(sides):
        return t("sides.one_missing")
    return t("sides.years_differ") if len(periods) > 1 else ""


def _source(publishers: Sequence[str], reference: str, t: Words) -> str:
    """Who publishes the figures, and the day or period that they refer to."""
    return " · ".join(filter(None, [figure_texts.list_names(publishers, t), reference]))


def _map_address(key: str, level: str, t: Words) -> str:
    # A level without a map, that of the ports, opens as a table.
    at = f"&level={level}" if level in MAPPED else "&face=table" if level else ""
    return f"map?indicator={key}{at}&lang={t.language}&v={choices.VERSION}"


def _emissions(subject: str, pair: tuple[str, str], t: Words) -> Row:
    """Verified emissions of the large companies: of two municipalities, else of the three of the district on a side."""
    table, sums = port_data.read_table("emissions"), port_data.sum_emissions("place")
    sides = [[place] if place in SIX else three for place, three in zip(pair, (BELGIAN, DUTCH), strict=True)]
    # The newest year that all of them have: a place may be without an account in a later one.
    wanted = {one for counted in sides for one in counted}
    values = sums[sums["place"].isin(wanted)].pivot(index="year", columns="place", values="value")
    values = values.reindex(columns=sorted(wanted)).dropna()
    names, cells = map_descriptions.place_names(t), []
    for counted in sides:
        value = t("map.nodata")
        if len(values):
            year = values.index.max()
            value = f"{t.number(values.loc[year, counted].sum(), 1)} ({year})"
        cells.append(t("sides.cell", place=", ".join(names[one] for one in counted), value=value))
    belgian, dutch = cells
    added = [] if set(pair) <= set(SIX) else [t("sides.emissions_added")]
    return Row(
        t(f"sides.subject_{subject}"),
        f"{t('climate.emissions')} ({t('home.tonnes_co2')})",
        belgian,
        dutch,
        t("sides.yes", why=" ".join([t("sides.why_emissions"), *added])),
        _source(list(dict.fromkeys(map(t.half, table["publisher"]))), "", t),
        f"climate?lang={t.language}&v={choices.VERSION}",
        comparable=len(values) > 0,
        empty=values.empty,
    )
