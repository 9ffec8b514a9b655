"""The model for the studio: observations and runs, cached by what they depend on, and their words."""

from collections.abc import Mapping, Sequence

import pandas as pd

from charts import scenario_panels
from i18n.translator import Words
from loaders import model_inputs
from loaders.datasets.places import SIX
from pages.scenarios.scenario_set import BASELINE, count_adjusted
from scenarios import hindcast as past
from scenarios import model
from scenarios.assumption_counts import AssumptionCount, count_assumptions
from scenarios.baseline_difference import beside_baseline, difference_to_baseline
from scenarios.messages import Message, MessageValue
from scenarios.observed import Observed
from scenarios.outcomes import outcomes
from scenarios.parameters import own_assumption, parameters
from scenarios.presets import presets
from scenarios.scenario import Refusal, Scenario
from shell.datasets import cached
from shell.indicator_data import areas

DRAWS, SEED = 1000, 1
YEARS = (2030, 2035, 2040, 2045, 2050)
# The datasets that the observed figures are made of.
TABLES = (
    *("port_cargo", "port_economy", "emissions", "indicators", "port_targets", "targets", "port_locks"),
    *("energy_projects", "energy_stages"),
)
# The key outcomes, always in view: one or two per chain.
GOALS = ("cargo_total", "lorries", "co2_total", "emissions", "jobs_direct", "passages")
Changes = tuple[tuple[str, float], ...]


@cached(*TABLES)
def observed() -> Observed:
    """The figures that every run starts from. Raises ValueError or DatasetError where they are incomplete."""
    return Observed.of(model_inputs.observed())


def data_version() -> str:
    """The checksum of all observed figures: part of each link."""
    return observed().version


def model_version() -> int:
    """Raised when the same inputs give other numbers."""
    return model.VERSION


def result(scenario: Scenario) -> model.Result:
    """The run of a scenario, with bands. Cached by its changes: name and notes change no figure. Never alter it."""
    return _result(changes_key(scenario))


def baseline() -> model.Result:
    """The run of the baseline."""
    return _result(())


# A run is about a megabyte; a meeting changes a few scenarios many times.
@cached(*TABLES, max_entries=60)
def _result(changes: Changes) -> model.Result:
    return model.run(Scenario("", dict(changes)), observed(), draws=DRAWS, seed=SEED)


def difference(scenario: Scenario) -> pd.DataFrame:
    """The difference to the baseline in YEARS with its band: columns outcome, place, year, low, mid, high."""
    return _difference(changes_key(scenario))


@cached(*TABLES, max_entries=60)
def _difference(changes: Changes) -> pd.DataFrame:
    return difference_to_baseline(Scenario("", dict(changes)), observed(), YEARS, draws=DRAWS, seed=SEED)


def effects(scenario: Scenario, outcome: str, year: int, place: str) -> pd.DataFrame:
    """How much each assumption alone changes an outcome: columns parameter, low, high, mid, the widest first."""
    return _effects(changes_key(scenario), outcome, year, place)


@cached(*TABLES, max_entries=200)
def _effects(changes: Changes, outcome: str, year: int, place: str) -> pd.DataFrame:
    return model.tornado(Scenario("", dict(changes)), observed(), outcome, year, place)


def assumption_counts(scenario: Scenario) -> Mapping[tuple[str, str], AssumptionCount]:
    """How many assumptions change each (outcome, place) of a scenario, and how many of them have no source."""
    return _assumption_counts(changes_key(scenario))


@cached(*TABLES, max_entries=60)
def _assumption_counts(changes: Changes) -> Mapping[tuple[str, str], AssumptionCount]:
    return count_assumptions(Scenario("", dict(changes)), observed())


def export_rows(scenario: Scenario) -> pd.DataFrame:
    """All figures of a scenario for a file, with the difference to the baseline and what each rests on."""
    return beside_baseline(result(scenario), observed())


@cached(*TABLES)
def hindcast(start: int, until: int) -> pd.DataFrame:
    """The hindcast: columns outcome, place, year, driver, model, low, high, observed, error_pct, inside."""
    return past.run_hindcast(observed(), start, until)


def changes_key(scenario: Scenario) -> Changes:
    """What figures of a scenario are cached by: its name and notes change none."""
    return tuple(sorted((key, float(value)) for key, value in scenario.changes.items()))


def outcome_rows(scenario: Scenario, outcome: str, place: str) -> pd.DataFrame:
    """The rows of one outcome and place in a scenario, oldest first. Cached: never alter them."""
    return _outcome_rows(changes_key(scenario), outcome, place)


def baseline_rows(outcome: str, place: str) -> pd.DataFrame:
    """The rows of one outcome and place in the baseline, oldest first. Cached: never alter them."""
    return _outcome_rows((), outcome, place)


# All exhibits of a view read the same few rows.
@cached(*TABLES, max_entries=500)
def _outcome_rows(changes: Changes, outcome: str, place: str) -> pd.DataFrame:
    rows = _result(changes).frame
    return rows[(rows["outcome"] == outcome) & (rows["place"] == place)].sort_values("year")


@cached(*TABLES)
def places_by_outcome() -> Mapping[str, Sequence[str]]:
    """The places of every outcome of the model, the port or the district first."""
    frame = baseline().frame
    calculated = frame[frame["status"] != "observed"]
    places = {str(key): list(dict.fromkeys(rows["place"])) for key, rows in calculated.groupby("outcome")}
    order = {place: position for position, place in enumerate(("NSP", "NSPD", *SIX))}
    return {key: sorted(places[key], key=lambda place: order.get(place, 99)) for key in outcomes() if key in places}


def place_names(t: Words) -> dict[str, str]:
    """Names of all places of the model in the reader's language; an installation keeps its own name."""
    names = {str(place): str(name) for place, name in areas(t.language)["name"].items()}
    known = {place for places in places_by_outcome().values() for place in places}
    return names | {place: place for place in known if place not in names}


def scenario_title(scenario: Scenario, t: Words) -> str:
    """The name of a scenario, or that of its preset, with a word where it was adjusted."""
    if scenario.name:
        return scenario.name
    name = t.of(presets().get(scenario.preset, presets()[BASELINE]).name)
    return t("studio.named_adjusted", name=name) if count_adjusted(scenario) else name


def legend_names(scenario: Scenario, t: Words) -> scenario_panels.Names:
    """The words of the legend of a panel."""
    words = (t(f"studio.{key}") for key in ("baseline", "band", "observed", "projected", "target_mark"))
    return scenario_panels.Names(scenario_title(scenario, t), *words)


def target_marks(outcome: str, place: str, t: Words) -> list[scenario_panels.Target]:
    """The targets of an outcome, for its chart."""
    rows = baseline().targets
    selected = rows[(rows["outcome"] == outcome) & (rows["place"] == place)]
    return [
        scenario_panels.Target(int(row["year"]), float(row["value"]), str(row[f"name_{t.language}"]))
        for row in selected.to_dict("records")
    ]


def source_line(t: Words, counts: AssumptionCount | None = None) -> str:
    """The source line of a figure: our own model, its versions, and how many of its assumptions have no source.

    counts  the counts for one outcome; without it those of all assumptions
    """
    version = {"model": model_version(), "data": data_version()}
    if counts:
        return t("studio.source_of", **version, own=counts.own, of=counts.assumptions)
    every = parameters().values()
    return t("studio.source", **version, own=sum(map(own_assumption, every)), of=len(every))


def describe_refusal(refusal: Refusal, t: Words, *, kept: bool = True) -> str:
    """What was refused, why, and what is allowed.

    kept  say that the value was not changed
    """
    known = parameters().get(refusal.field)
    field = t.of(known.label) if known else t("studio.file") if refusal.field == "file" else refusal.field
    word = "studio.refused" if kept else "studio.refused_plain"
    return t(word, field=field, reason=write_message(refusal.reason, t), allowed=write_message(refusal.allowed, t))


def write_message(message: Message, t: Words) -> str:
    """The sentence of a message in the reader's language."""
    return t(f"model.{message.key}", **{name: _write_value(value, t) for name, value in message.values.items()})


def _write_value(value: MessageValue, t: Words) -> str:
    """A number in full and without grouping, as it would be typed into a field."""
    return t.of(value) if isinstance(value, str | Mapping) else f"{value:.10g}".replace(".", t.decimal)
