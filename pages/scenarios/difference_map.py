"""Where a scenario differs from the baseline: a map a scenario, all on one scale around zero."""

import pandas as pd
import streamlit as st

from charts import maps
from i18n.translator import Words
from loaders.datasets.places import SIX
from pages.scenarios import session
from pages.scenarios.model_runs import difference, places_by_outcome, scenario_title, source_line
from scenarios.outcomes import Outcome
from shell import components, map_component


def differences(outcome: Outcome, year: int, t: Words) -> None:
    """The maps of an outcome that is reckoned by municipality; nothing for one that is not."""
    if not set(SIX) & set(places_by_outcome()[outcome.key]):
        return
    scenarios = session.scenario_set_now().scenarios
    every = [_off(difference(scenario), outcome) for scenario in scenarios]
    components.subheading(t("studio.map_title", outcome=t.of(outcome.label), year=year))
    if not any((rows["value"].abs() > 0).any() for rows in every):
        components.key_message(t("studio.map_same"))
        return
    subject = maps.Subject(t("studio.map_off"), t.of(outcome.unit), outcome.decimals, "same")
    # One scale for all years and scenarios: a colour means the same on each map.
    classes = maps.scales(pd.concat(every), subject, diverging=True)
    abreast = min(len(scenarios), 2)
    for place, (scenario, rows) in enumerate(zip(scenarios, every, strict=True)):
        if place % abreast == 0:
            # A row of its own for each pair: on a phone the order stays, and paper can end between them.
            columns = st.columns(abreast, gap="medium")
        with columns[place % abreast]:
            name = scenario_title(scenario, t)
            components.note(name, links=False)
            if not (rows["value"].abs() > 0).any():
                # A map in the colour of the least difference would say that there is one.
                components.note(t("studio.map_same"))
                continue
            description = maps.describe(
                rows[rows["year"] == year],
                subject,
                map_component.surroundings(t, attributed=place == 0),
                level="municipality",
                period=str(year),
                expected=list(SIX),
                classes=classes,
                group="studio",
                side=str(place),
                height=330,
            )
            description["alt"] = f"{name}. {description['alt']}"
            told = f"{name}: {t('studio.map_title', outcome=t.of(outcome.label), year=year)}"
            map_component.mount_map(description, f"map-studio-{place}", title=told, source=source_line(t))
    components.note(t("studio.map_note"))


def _off(rows: pd.DataFrame, outcome: Outcome) -> pd.DataFrame:
    """The differences of one outcome by municipality and year, as `charts.maps` takes them."""
    mine = rows[(rows["outcome"] == outcome.key) & rows["place"].isin(SIX)]
    return pd.DataFrame(
        {
            "place": mine["place"],
            "year": mine["year"],
            # What would be written as zero is zero: no colour for less than the figures say.
            "value": mine["mid"].round(outcome.decimals),
            "status": "scenario",
            "period": mine["year"].astype(str),
            "country": mine["place"].str[:2],
        }
    )
