"""The model as the studio uses it: observed figures built once, runs kept by what they depend on, and their words."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from charts import scenario_panels
from i18n.translator import Words
from loaders import model_inputs
from loaders.datasets.places import SIX
from pages.scenarios.scenario_set import BASELINE, count_adjusted
from scenarios import hindcast as past
from scenarios import model
from scenarios.assumption_counts import AssumptionCount
from scenarios.assumption_counts import count_assumptions as counted
from scenarios.baseline_difference import beside_baseline, difference_to_baseline
from scenarios.observed import Observed
from scenarios.outcomes import outcomes
from scenarios.parameters import own_assumption, parameters
from scenarios.presets import presets
from scenarios.scenario import Refusal, Scenario
from shell import datasets
from shell.indicator_data import areas

DRAWS, SEED = 1000, 1
YEARS = (2030, 2035, 2040, 2045, 2050)
# The datasets that the observed figures are made of.
TABLES = (
    *("port_cargo", "port_economy", "emissions", "indicators", "port_targets", "targets", "port_locks"),
    *("energy_projects", "energy_stages"),
)
# The goal figures, always in view: one or two a chain.
GOALS = ("cargo_total", "lorries", "co2_total", "emissions", "jobs_direct", "passages")
Changes = tuple[tuple[str, float], ...]


def observed() -> Observed:
    """The figures that every run starts from. Raises ValueError or DatasetError where they are not whole."""
    return _observed(_files())


@st.cache_resource(show_spinner=False)
def _observed(files: str) -> Observed:
    return Observed.of(model_inputs.observed())


def _files() -> str:
    datasets.note_used(*TABLES)
    return datasets.data_version()


def data_version() -> str:
    """The checksum of all observed figures: part of each link."""
    return observed().version


def model_version() -> int:
    """Raised when the same inputs give other numbers."""
    return model.VERSION


def result(scenario: Scenario) -> model.Result:
    """What a scenario gives, with bands. Kept by its changes: names and notes move no figure. Never alter it."""
    return _result(_key(scenario), _files())


def baseline() -> model.Result:
    """What the baseline gives."""
    return _result((), _files())


# A run is about a megabyte; a meeting sets a few scenarios many times.
@st.cache_resource(show_spinner=False, max_entries=60)
def _result(changes: Changes, files: str) -> model.Result:
    return model.run(Scenario("", dict(changes)), _observed(files), draws=DRAWS, seed=SEED)


def difference(scenario: Scenario) -> pd.DataFrame:
    """The difference to the baseline in YEARS with its band: columns outcome, place, year, low, mid, high."""
    return _off(_key(scenario), _files())


@st.cache_resource(show_spinner=False, max_entries=60)
def _off(changes: Changes, files: str) -> pd.DataFrame:
    return difference_to_baseline(Scenario("", dict(changes)), _observed(files), YEARS, draws=DRAWS, seed=SEED)


def effects(scenario: Scenario, outcome: str, year: int, place: str) -> pd.DataFrame:
    """What each assumption alone does to an outcome: columns parameter, low, high, mid, the widest first."""
    return _effects(_key(scenario), outcome, year, place, _files())


@st.cache_resource(show_spinner=False, max_entries=200)
def _effects(changes: Changes, outcome: str, year: int, place: str, files: str) -> pd.DataFrame:
    return model.tornado(Scenario("", dict(changes)), _observed(files), outcome, year, place)


def assumption_counts(scenario: Scenario) -> Mapping[tuple[str, str], AssumptionCount]:
    """How many assumptions move each (outcome, place) of a scenario, and how many of them have no source."""
    return _behind(_key(scenario), _files())


@st.cache_resource(show_spinner=False, max_entries=60)
def _behind(changes: Changes, files: str) -> Mapping[tuple[str, str], AssumptionCount]:
    return counted(Scenario("", dict(changes)), _observed(files))


def export_rows(scenario: Scenario) -> pd.DataFrame:
    """All figures of a scenario for a file: with the difference to the baseline, and what stands behind each."""
    return beside_baseline(result(scenario), observed())


def hindcast(start: int, until: int) -> pd.DataFrame:
    """The model started in the past: columns outcome, place, year, driver, model, observed, error_pct."""
    return _hindcast(start, until, _files())


@st.cache_resource(show_spinner=False)
def _hindcast(start: int, until: int, files: str) -> pd.DataFrame:
    return past.run_hindcast(_observed(files), start, until)


def _key(scenario: Scenario) -> Changes:
    return tuple(sorted((key, float(value)) for key, value in scenario.changes.items()))


def outcome_rows(result: model.Result, outcome: str, place: str) -> pd.DataFrame:
    """The rows of one outcome and place, oldest first."""
    rows = result.frame
    return rows[(rows["outcome"] == outcome) & (rows["place"] == place)].sort_values("year")


def places_by_outcome() -> Mapping[str, Sequence[str]]:
    """Every outcome that the model gives, to its places: the port or the district first."""
    return _reckoned(_files())


@st.cache_resource(show_spinner=False)
def _reckoned(files: str) -> dict[str, list[str]]:
    frame = _result((), files).frame
    ahead = frame[frame["status"] != "observed"]
    found = {str(key): list(dict.fromkeys(rows["place"])) for key, rows in ahead.groupby("outcome")}
    order = {place: position for position, place in enumerate(("NSP", "NSPD", *SIX))}
    return {key: sorted(found[key], key=lambda place: order.get(place, 99)) for key in outcomes() if key in found}


def place_names(t: Words) -> dict[str, str]:
    """Names of all places of the model in the reader's language; an installation keeps its own name."""
    names = {str(place): str(name) for place, name in areas(t.language)["name"].items()}
    known = {place for several in places_by_outcome().values() for place in several}
    return names | {place: place for place in known if place not in names}


def scenario_title(scenario: Scenario, t: Words) -> str:
    """The name of a scenario; one without a name is called after its preset, and says when it was adjusted."""
    if scenario.name:
        return scenario.name
    name = t.of(presets().get(scenario.preset, presets()[BASELINE]).name)
    return t("studio.named_adjusted", name=name) if count_adjusted(scenario) else name


def legend_names(scenario: Scenario, t: Words) -> scenario_panels.Names:
    """The words of the legend of a panel."""
    words = (t(f"studio.{key}") for key in ("baseline", "band", "observed", "projected", "target_mark"))
    return scenario_panels.Names(scenario_title(scenario, t), *words)


def target_marks(outcome: str, place: str, t: Words) -> list[scenario_panels.Target]:
    """The targets of an outcome, to be drawn."""
    rows = baseline().targets
    mine = rows[(rows["outcome"] == outcome) & (rows["place"] == place)]
    return [
        scenario_panels.Target(int(row["year"]), float(row["value"]), str(row[f"name_{t.language}"]))
        for row in mine.to_dict("records")
    ]


def source_line(t: Words, behind_it: AssumptionCount | None = None) -> str:
    """The line under a figure: our own model, on which figures, and how much of it no source stands behind.

    behind_it  the count for one outcome; without it that of all assumptions
    """
    version = {"model": model_version(), "data": data_version()}
    if behind_it:
        return t("studio.source_of", **version, own=behind_it.own, of=behind_it.assumptions)
    every = parameters().values()
    return t("studio.source", **version, own=sum(map(own_assumption, every)), of=len(every))


def describe_refusal(refused: Refusal, t: Words, *, kept: bool = True) -> str:
    """What was refused, why, and what is allowed; with the name of the assumption where it is one."""
    known = parameters().get(refused.field)
    field = t.of(known.label) if known else t("studio.file") if refused.field == "file" else refused.field
    word = "studio.refused" if kept else "studio.refused_plain"
    return t(word, field=field, reason=t.of(refused.reason), allowed=t.of(refused.allowed))
