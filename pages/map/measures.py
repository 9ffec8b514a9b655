"""What a chart or a table shows of an indicator: its figures, or what is computed from them here.

A measure is computed within one place only, of figures of the same publishers, and not across a break in the series of
that place. Differences are those of the figures as they are printed, so that a reader can check them in the table.
Needs no Streamlit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from i18n.translator import Words
from loaders.datasets.catalogue import Indicator, units
from loaders.datasets.indicators import COMPUTED
from pages.map.origins import explain_others
from shell.datasets import cached
from shell.exhibits import NoFiguresError, arithmetic
from shell.exhibits.choices import Choice, Choices
from shell.exhibits.year_pairs import Obstacle, Publishers, between, first_break, list_origins
from shell.indicator_data import Figures, figures

# The key of the measure in addresses: `measure` is a choice of the port page.
MEASURE = "shown_as"
LEVEL, CHANGE, CHANGE_PCT, INDEX, PER_1000 = "level", "change", "change_pct", "index", "per_1000"
# Those that compare each period with a chosen one.
SINCE = (CHANGE, CHANGE_PCT, INDEX)
POPULATION = "population"
# Units of which a province has more than each of its municipalities.
TOTAL_UNITS = frozenset(
    (
        *("persons", "persons_per_year", "households", "dwellings", "jobs"),
        *("km2", "m3", "mwh", "tonnes", "eur_million", "eur_billion", "pps_million"),
    )
)
# What charts, tables and sentences need of a row.
COLUMNS = ["place", "name", "country", "level", "period", "year", "value", "status", "source"]
# Units of counts of which as many for each inhabitant would say nothing.
OF_PEOPLE = ("persons_per_year",)


@dataclass(frozen=True)
class Measured:
    """The figures of a measure.

    rows      as `Figures.dated`, with the value of the measure
    unit      as written after a value
    axis      as written at an axis of values, where that is not the unit
    signed    whether a value above zero has a plus before it
    base      the period that each figure is compared with; empty where a measure has none
    without   place to the sentence why it has no figure
    moved     place to the period from which its figures are of another table or definition of the same publishers
    reasons   place and period of a figure of which there is no value, to why, as the key of a text
    """

    key: str
    rows: pd.DataFrame
    unit: str
    decimals: int
    signed: bool = False
    base: str = ""
    without: Mapping[str, str] = field(default_factory=dict)
    axis: str = ""
    moved: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def text(self, value: float, t: Words) -> str:
        """A value as the reader writes it, without its unit."""
        return t.number(value, self.decimals, signed=self.signed)


def is_share(indicator: Indicator) -> bool:
    """Whether an indicator is a percentage: its changes are in percentage points."""
    return indicator.unit.startswith("pct")


def is_total(indicator: Indicator) -> bool:
    """Whether a figure grows with the size of its place, so that no average stands beside it."""
    return indicator.kind == "count" or indicator.total == "sum" or indicator.unit in TOTAL_UNITS


def offered_measures(indicator: Indicator) -> list[str]:
    """The measures that an indicator can be shown in."""
    measures = [LEVEL, CHANGE]
    if not is_share(indicator):
        measures += [CHANGE_PCT, INDEX]
    if indicator.kind == "count" and indicator.key != POPULATION and indicator.unit not in OF_PEOPLE:
        measures.append(PER_1000)
    return measures


def measure_choice(data: Figures, t: Words) -> Choice:
    """What is shown of an indicator; its figures themselves by default."""
    options = {key: t(f"explore.measure_{key}") for key in offered_measures(data.indicator)}
    if is_share(data.indicator):
        options[CHANGE] = t("explore.measure_points")
    return Choice(MEASURE, options, LEVEL)


def base_choice(data: Figures, level: str, t: Words) -> Choice:
    """The period that others are compared with; by default the oldest with all places of the best period."""
    options = {period: t.period(period) for period in data.periods(level)}
    return Choice("base", options, data.first_period(level))


def start_choice(data: Figures, level: str, t: Words) -> Choice:
    """The first period of a chart or table of figures themselves; the oldest by default."""
    options = {period: t.period(period) for period in data.periods(level)}
    return Choice("start", options, min(options))


def read_measured(choices: Choices, data: Figures, level: str, t: Words, *, ranked: bool = False) -> Measured:
    """The measure that an address asks for, from its first period on.

    ranked  whether one period is shown: a first one that was chosen for another chart says nothing then

    Raises ChoiceError for an unknown one, and NoFiguresError for one that needs periods where there are none.
    """
    measure = measure_choice(data, t).of(choices)
    if not data.periods(level):
        # Figures without a period have neither a first one nor one to compare with.
        if measure != LEVEL:
            raise NoFiguresError(t("explore.no_measure"))
        return compute_measure(data.indicator.key, LEVEL, "", t.language)
    if measure in SINCE:
        return compute_measure(data.indicator.key, measure, base_choice(data, level, t).of(choices), t.language)
    measured = compute_measure(data.indicator.key, measure, "", t.language)
    if ranked:
        return measured
    start = start_choice(data, level, t).of(choices)
    return replace(measured, rows=measured.rows[measured.rows.period >= start])


@cached("indicators", max_entries=300)
def compute_measure(key: str, measure: str, base: str, language: str) -> Measured:
    """All figures of an indicator in a measure, at every level.

    base  the period that others are compared with, for the measures in SINCE
    """
    t = Words(language)
    data = figures(key, t)
    indicator = data.indicator
    unit = t.of(units()[indicator.unit])
    if measure == LEVEL:
        # "(2015 = 100)" alone says too little beside an axis.
        axis = t("explore.axis_index", unit=unit) if unit.startswith("(") else ""
        return Measured(measure, data.dated, unit, indicator.decimals, axis=axis)
    if measure == PER_1000:
        return _per_1000(data, unit, t)
    since = _since(data, measure, base, t)
    if measure == CHANGE:
        return replace(since, unit=t("briefing.points") if is_share(indicator) else unit, signed=True)
    if measure == CHANGE_PCT:
        return replace(since, unit="%", decimals=1, signed=True)
    unit = t("explore.unit_index", period=t.period(base))
    return replace(since, unit=unit, decimals=1, axis=t("explore.axis_index", unit=unit))


def _since(data: Figures, measure: str, base: str, t: Words) -> Measured:
    """The change of each place since `base`, without its unit."""
    decimals = data.indicator.decimals
    dated = data.dated[data.dated.period >= base]
    rows = dated[COLUMNS]
    # Plain lists: a frame takes longer to ask than the figures take to compute.
    columns = (rows[name].tolist() for name in ("place", "period", "value", "status"))
    entries = list(zip(*columns, list_origins(dated), strict=True))
    before = {place: (value, status, origin) for place, period, value, status, origin in entries if period == base}
    names = dict(zip(data.dated.place, data.dated["name"], strict=True))
    without = _explain_bases({place: entry[0] for place, entry in before.items()}, names, data, measure, base, t)
    computable, kept, changes, statuses = before.keys() - without, [], [], []
    broken = {place: one for place in computable if (one := first_break(data.indicator, place, base))}
    others: dict[str, list[tuple[str, Publishers]]] = {}
    moved: dict[str, str] = {}
    reasons: dict[tuple[str, str], str] = {}
    for place, period, value, status, origin in entries:
        kept.append(False)
        if place not in computable:
            reasons[place, period] = "positive" if place in before else "base"
            continue
        if place in broken and period >= broken[place].period:
            at, why = t.period(broken[place].period), t.of(broken[place].why)
            without[place] = t("explore.without_break", place=names[place], period=at, why=why)
            reasons[place, period] = "break"
            continue
        first, first_status, first_origin = before[place]
        obstacle = between(first_origin, origin)
        if obstacle == Obstacle.PUBLISHER:
            others.setdefault(place, []).append((period, origin.publishers))
            reasons[place, period] = "publisher"
            continue
        if obstacle:
            moved.setdefault(place, period)
        kept[-1] = True
        changes.append(_compare(value, first, measure, decimals))
        # A change from a figure that was not simply measured is as uncertain as that figure.
        statuses.append(first_status if status == "measured" else status)
    for place, figures_of_others in others.items():
        text = explain_others(names[place], base, before[place][2].publishers, figures_of_others, t)
        without[place] = " ".join(filter(None, [text, without.get(place)]))
    rows = rows[kept].assign(value=changes, status=statuses, source=COMPUTED)
    return Measured(measure, rows, "", decimals, base=base, without=without, moved=moved, reasons=reasons)


def _explain_bases(
    before: Mapping[str, float], names: Mapping[str, str], data: Figures, measure: str, base: str, t: Words
) -> dict[str, str]:
    """Of each place without a figure to compare with, or with one that no percentage can be taken of: which it is."""
    decimals, period = data.indicator.decimals, t.period(base)
    lacking = {
        place: t("explore.without_base", place=name, period=period)
        for place, name in names.items()
        if place not in before
    }
    return lacking | {
        place: t("explore.without_positive", place=names[place], period=period)
        for place, value in before.items()
        if measure != CHANGE and arithmetic.printed(value, decimals) <= 0
    }


def _compare(value: float, before: float, measure: str, decimals: int) -> float:
    if measure == CHANGE:
        return arithmetic.difference(value, before, decimals)
    change = arithmetic.change_pct(value, before, decimals)
    return change if measure == CHANGE_PCT else 100 + change


def _per_1000(data: Figures, unit: str, t: Words) -> Measured:
    """Counts for each 1,000 inhabitants of the same place and year."""
    people = figures(POPULATION, t).dated[["place", "period", "value", "status"]]
    rows = data.dated[COLUMNS].merge(people[people.value > 0], on=["place", "period"], suffixes=("", "_people"))
    measured = rows.status == "measured"
    rows = rows.assign(
        value=1000 * rows.value / rows.value_people,
        status=rows.status.where(~measured, rows.status_people),
        source=COMPUTED,
    ).drop(columns=["value_people", "status_people"])
    lacking = data.dated[~data.dated.place.isin(rows.place)].drop_duplicates("place")
    without = {
        str(row["place"]): t("explore.without_population", place=row["name"]) for row in lacking.to_dict("records")
    }
    known = set(zip(rows.place, rows.period, strict=True))
    every = zip(data.dated.place, data.dated.period, strict=True)
    reasons = {figure: "population" for figure in every if figure not in known}
    unit = t("explore.unit_per_1000", unit=unit)
    return Measured(PER_1000, rows, unit, 1, without=without, reasons=reasons)
