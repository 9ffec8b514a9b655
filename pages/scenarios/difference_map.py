"""Where scenarios differ from the baseline: one map per scenario, all on one scale around zero."""

import streamlit as st

from briefings.exhibit import Exhibit
from i18n.translator import Words
from pages.scenarios import map_exhibits as exhibits
from pages.scenarios.model_runs import scenario_title
from pages.scenarios.scenario_set import ScenarioSet
from shell import components, map_component
from shell.exhibits import NoFiguresError
from shell.exhibits.choices import Choices


def differences(scenarios: ScenarioSet, choices: Choices, t: Words) -> None:
    """The maps of an outcome that the model calculates per municipality; nothing for any other outcome."""
    if not exhibits.has_maps(choices, t):
        return
    maps = [_find_map(index, scenarios, choices, t) for index in range(len(scenarios.scenarios))]
    components.subheading(exhibits.map_title(choices, t))
    if not any(maps):
        components.key_message(t("studio.map_same"))
        return
    abreast = min(len(maps), 2)
    for index, (scenario, exhibit) in enumerate(zip(scenarios.scenarios, maps, strict=True)):
        if index % abreast == 0:
            # A row per pair: keeps the order on a phone, and lets a page of paper end between pairs.
            columns = st.columns(abreast, gap="medium")
        with columns[index % abreast]:
            components.note(scenario_title(scenario, t), links=False)
            if exhibit is None:
                components.note(t("studio.map_same"))
            else:
                map_component.show_map(exhibit)
    components.note(t("studio.map_note"))


def _find_map(index: int, scenarios: ScenarioSet, choices: Choices, t: Words) -> Exhibit | None:
    """The map of a scenario; none where it does not differ."""
    try:
        return exhibits.difference_map(index)(scenarios, choices, t)
    except NoFiguresError:
        return None
