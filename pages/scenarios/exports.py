"""The downloads of the studio: every outcome of every scenario, and every assumption with its source.

Streamlit calls the function that builds a file in a thread without session: it uses only what was passed to it.
"""

import re
from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from i18n.translator import LANGUAGES, Words
from pages.scenarios import session
from pages.scenarios.model_runs import (
    data_version,
    export_rows,
    model_version,
    place_names,
    scenario_title,
    source_line,
)
from scenarios.outcomes import outcomes
from scenarios.parameters import DECIDED, own_assumption, parameters
from scenarios.scenario import Scenario
from shell.table_files import XLSX, csv, xlsx

Scenarios = Sequence[Scenario]
Table = Callable[[Scenarios, Words], pd.DataFrame]
# Word key, ending, media type, and the function that makes the file when asked.
Format = tuple[str, str, str, Callable[[], bytes]]


def download_buttons(key: str, t: Words, *, outcomes_too: bool) -> None:
    """A button per file; `key` begins the keys of the buttons."""
    with st.container(horizontal=True):
        for word, ending, media, build in list_formats(session.scenario_set_now().scenarios, t):
            if outcomes_too or not ending.startswith("outcomes"):
                file = f"north-sea-port-district-scenarios-{ending}"
                st.download_button(t(word), build, file, media, key=f"{key}-{ending}", on_click="ignore")


def list_formats(scenarios: Scenarios, t: Words) -> list[Format]:
    """The files that can be downloaded."""
    return [
        *[_csv("export_csv", "outcomes", outcome_table, scenarios, t, code) for code in LANGUAGES],
        *[_csv("export_assumed", "assumptions", assumption_table, scenarios, t, code) for code in LANGUAGES],
        ("studio.export_xlsx", "all.xlsx", XLSX, lambda: workbook(scenarios, t)),
    ]


def _csv(key: str, name: str, table: Table, scenarios: Scenarios, t: Words, code: str) -> Format:
    """A table in the reader's words, as a spreadsheet in the language of `code` opens it."""
    return f"studio.{key}_{code}", f"{name}.{code}.csv", "text/csv", lambda: csv(table(scenarios, t), Words(code))


def outcome_table(scenarios: Scenarios, t: Words) -> pd.DataFrame:
    """All outcomes of the scenarios and of the baseline, observed years included, in the reader's words.

    With the difference to the baseline, the numbers of assumptions and of our own among them that a row rests on, and
    the address of what was observed or officially projected.
    """
    names = place_names(t)
    parts = [(t("studio.baseline"), "baseline", Scenario("baseline"))]
    parts += [(scenario_title(scenario, t), scenario.preset, scenario) for scenario in scenarios]
    table = pd.concat([export_rows(scenario).assign(scenario=name, preset=preset) for name, preset, scenario in parts])
    known = outcomes()
    labels, units = (
        {key: t.of(getattr(outcome, part)) for key, outcome in known.items()} for part in ("label", "unit")
    )
    return table.assign(
        outcome_key=table["outcome"],
        outcome=table["outcome"].map(labels),
        unit=table["outcome"].map(units),
        place_name=table["place"].map(names),
        model_version=model_version(),
        data_version=data_version(),
    )[
        [
            *("scenario", "preset", "chain", "outcome_key", "outcome", "place", "place_name", "year"),
            *("low", "mid", "high", "difference_low", "difference", "difference_high", "unit", "status"),
            *("assumptions", "own_assumptions", "source", "model_version", "data_version"),
        ]
    ]


def assumption_table(scenarios: Scenarios, t: Words) -> pd.DataFrame:
    """Every assumption: its value in the baseline and in each scenario, range, unit, source and who decided."""
    rows = []
    for key, parameter in parameters().items():
        source = parameter.reference
        row: dict[str, object] = {"key": key, "chain": parameter.chain, "assumption": t.of(parameter.label)}
        # An int, because a year has no decimals and the other values of its column do.
        number = int if parameter.kind == "year" else float
        row["baseline"] = number(parameter.value)
        for index, scenario in enumerate(scenarios, 1):
            row[f"{index}. {scenario_title(scenario, t)}"] = number(scenario.changes.get(key, parameter.value))
        row |= {"low": number(parameter.low), "high": number(parameter.high), "unit": t.of(parameter.unit)}
        row["own_assumption"] = "yes" if own_assumption(parameter) else "no"
        row["decided"] = t.of(DECIDED[parameter.decided])
        row["source"] = t.of(source.text) if source else ""
        row["address"] = source.address if source else ""
        row["source_date"] = source.date if source else ""
        row["note"] = t.of(parameter.note)
        rows.append(row)
    return pd.DataFrame(rows, dtype=object)


def scenario_table(scenarios: Scenarios, t: Words) -> pd.DataFrame:
    """The scenarios: name, the preset they began as, author and notes; then the caution of the page."""
    rows = [
        {
            "scenario": scenario_title(scenario, t),
            "preset": scenario.preset,
            "author": scenario.author,
            "notes": scenario.notes,
        }
        for scenario in scenarios
    ]
    # The caution is at the foot of the page, which a file does not have.
    notes = [t("studio.leaflet"), source_line(t)]
    rows += [{"scenario": "", "preset": "", "author": "", "notes": text} for text in notes]
    return pd.DataFrame(rows).assign(model_version=model_version(), data_version=data_version())


def workbook(scenarios: Scenarios, t: Words) -> bytes:
    """One workbook: outcomes, assumptions, and the scenarios with author and notes."""
    return xlsx(
        {
            "outcomes": outcome_table(scenarios, t),
            "assumptions": assumption_table(scenarios, t),
            "scenarios": scenario_table(scenarios, t),
        }
    )


def slug(name: str) -> str:
    """A name as part of a file's name."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40] or "scenario"
