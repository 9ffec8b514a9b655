"""Exhibits of where scenarios differ from the baseline: one map per scenario, all on one scale around zero."""

import pandas as pd

from briefings.exhibit import Exhibit
from charts import maps
from charts.class_breaks import ClassBreaks
from i18n.translator import Words
from loaders.datasets.places import SIX
from pages.scenarios.choices import PAGE, ScenarioBuilder, chosen_outcome, scenario_builder, year_choice
from pages.scenarios.model_runs import (
    TABLES,
    Changes,
    changes_key,
    difference,
    places_by_outcome,
    scenario_title,
    source_line,
)
from pages.scenarios.scenario_set import ScenarioSet
from scenarios.outcomes import Outcome, outcomes
from scenarios.scenario import Scenario
from shell.datasets import cached
from shell.exhibits import NoFiguresError, map_descriptions
from shell.exhibits.choices import Choices


def has_maps(choices: Choices, t: Words) -> bool:
    """Whether the model calculates the chosen outcome per municipality."""
    outcome, _ = chosen_outcome(choices, t)
    return bool(set(SIX) & set(places_by_outcome()[outcome.key]))


def map_title(choices: Choices, t: Words) -> str:
    """What the maps of all scenarios show."""
    outcome, _ = chosen_outcome(choices, t)
    return t("studio.map_title", outcome=t.of(outcome.label), year=year_choice().of(choices))


def difference_map(index: int) -> ScenarioBuilder:
    """The builder of the map of one scenario.

    Raises NoFiguresError where it has no map, or no difference: in the colour of the smallest one it would show one.
    """

    @scenario_builder
    def build(scenarios: ScenarioSet, choices: Choices, t: Words) -> Exhibit:
        if index >= len(scenarios.scenarios) or not has_maps(choices, t):
            raise NoFiguresError(t("briefing.no_figure"))
        outcome, _ = chosen_outcome(choices, t)
        rows = _values(scenarios.scenarios[index], outcome)
        if not (rows["value"].abs() > 0).any():
            raise NoFiguresError(t("studio.map_same"))
        year = int(year_choice().of(choices))
        subject = maps.Subject(t("studio.map_off"), t.of(outcome.unit), outcome.decimals, "same")
        described = maps.describe(
            rows[rows["year"] == year],
            subject,
            map_descriptions.surroundings(t, attributed=index == 0),
            maps.MapView("municipality", str(year), expected=list(SIX)),
            classes=_classes(scenarios, outcome, subject),
            frame=maps.MapFrame("studio", str(index), height=330),
        )
        name = scenario_title(scenarios.scenarios[index], t)
        return map_descriptions.map_exhibit(
            f"map-studio-{index}",
            PAGE,
            described | {"alt": f"{name}. {described['alt']}"},
            t,
            title=f"{name}: {map_title(choices, t)}",
            source=source_line(t),
        )

    return build


def _classes(scenarios: ScenarioSet, outcome: Outcome, subject: maps.Subject) -> dict[str, ClassBreaks]:
    """One scale for all years and scenarios: a colour means the same on each map."""
    every = [_values(scenario, outcome) for scenario in scenarios.scenarios]
    return maps.scales(pd.concat(every), subject, diverging=True)


def _values(scenario: Scenario, outcome: Outcome) -> pd.DataFrame:
    """The differences of one outcome by municipality and year, in the columns of `charts.maps`. Never alter them."""
    return _cached_values(changes_key(scenario), outcome.key)


# Each map needs those of all scenarios, for the scale.
@cached(*TABLES, max_entries=200)
def _cached_values(changes: Changes, key: str) -> pd.DataFrame:
    rows, outcome = difference(Scenario("", dict(changes))), outcomes()[key]
    selected = rows[(rows["outcome"] == key) & rows["place"].isin(SIX)]
    return pd.DataFrame(
        {
            "place": selected["place"],
            "year": selected["year"],
            # Rounded: what prints as zero gets the colour of zero.
            "value": selected["mid"].round(outcome.decimals),
            "status": "scenario",
            "period": selected["year"].astype(str),
            "country": selected["place"].str[:2],
        }
    )
