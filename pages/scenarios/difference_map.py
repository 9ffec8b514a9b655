"""Where scenarios differ from the baseline: one map per scenario, all on one scale around zero."""

import pandas as pd
import streamlit as st

from charts import maps
from i18n.translator import Words
from loaders.datasets.places import SIX
from pages.scenarios import session
from pages.scenarios.model_runs import difference, places_by_outcome, scenario_title, source_line
from scenarios.outcomes import Outcome
from shell import components, map_component
from shell.exhibits import map_descriptions


def differences(outcome: Outcome, year: int, t: Words) -> None:
    """The maps of an outcome that the model calculates per municipality; nothing for any other outcome."""
    if not set(SIX) & set(places_by_outcome()[outcome.key]):
        return
    scenarios = session.scenario_set_now().scenarios
    every = [_values(difference(scenario), outcome) for scenario in scenarios]
    components.subheading(t("studio.map_title", outcome=t.of(outcome.label), year=year))
    if not any((rows["value"].abs() > 0).any() for rows in every):
        components.key_message(t("studio.map_same"))
        return
    subject = maps.Subject(t("studio.map_off"), t.of(outcome.unit), outcome.decimals, "same")
    # One scale for all years and scenarios: a colour means the same on each map.
    classes = maps.scales(pd.concat(every), subject, diverging=True)
    abreast = min(len(scenarios), 2)
    for index, (scenario, rows) in enumerate(zip(scenarios, every, strict=True)):
        if index % abreast == 0:
            # A row per pair: keeps the order on a phone, and lets a page of paper end between pairs.
            columns = st.columns(abreast, gap="medium")
        with columns[index % abreast]:
            name = scenario_title(scenario, t)
            components.note(name, links=False)
            if not (rows["value"].abs() > 0).any():
                # A map in the colour of the smallest difference would show one.
                components.note(t("studio.map_same"))
                continue
            description = maps.describe(
                rows[rows["year"] == year],
                subject,
                map_descriptions.surroundings(t, attributed=index == 0),
                maps.MapView("municipality", str(year), expected=list(SIX)),
                classes=classes,
                frame=maps.MapFrame("studio", str(index), height=330),
            )
            description["alt"] = f"{name}. {description['alt']}"
            title = f"{name}: {t('studio.map_title', outcome=t.of(outcome.label), year=year)}"
            map_component.mount_map(description, f"map-studio-{index}", title=title, source=source_line(t))
    components.note(t("studio.map_note"))


def _values(rows: pd.DataFrame, outcome: Outcome) -> pd.DataFrame:
    """The differences of one outcome by municipality and year, in the columns of `charts.maps`."""
    selected = rows[(rows["outcome"] == outcome.key) & rows["place"].isin(SIX)]
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
