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
from scenarios.industry import closures
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

    Each with how far it lies from the baseline, how many assumptions, our own among them, it rests on, and the address
    of what others counted or projected.
    """
    names = place_names(t)
    parts = [(t("studio.baseline"), "baseline", Scenario("baseline"))]
    parts += [(scenario_title(one, t), one.preset, one) for one in scenarios]
    found = pd.concat([export_rows(given).assign(scenario=name, preset=preset) for name, preset, given in parts])
    words = outcomes()
    labels, units = (
        {key: t.of(getattr(outcome, part)) for key, outcome in words.items()} for part in ("label", "unit")
    )
    return found.assign(
        outcome_key=found["outcome"],
        outcome=found["outcome"].map(labels),
        unit=found["outcome"].map(units),
        place_name=found["place"].map(names),
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
        named = parameter.reference
        row: dict[str, object] = {"key": key, "chain": parameter.chain, "assumption": t.of(parameter.label)}
        # A year has no decimals; beside values that have them, only a whole number keeps it so.
        exact = int if parameter.kind == "year" else float
        row["baseline"] = exact(parameter.value)
        for place, one in enumerate(scenarios, 1):
            row[f"{place}. {scenario_title(one, t)}"] = exact(one.changes.get(key, parameter.value))
        row |= {"low": exact(parameter.low), "high": exact(parameter.high), "unit": t.of(parameter.unit)}
        row["own_assumption"] = "yes" if own_assumption(parameter) else "no"
        row["decided"] = t.of(DECIDED[parameter.decided])
        row["source"] = t.of(named.text) if named else ""
        row["address"] = named.address if named else ""
        row["source_date"] = named.date if named else ""
        row["note"] = t.of(parameter.note)
        rows.append(row)
    return pd.DataFrame(rows, dtype=object)


def scenario_table(scenarios: Scenarios, t: Words) -> pd.DataFrame:
    """The scenarios themselves: name, the preset they began as, author and notes, and the bare caution."""
    rows = [
        {"scenario": scenario_title(one, t), "preset": one.preset, "author": one.author, "notes": one.notes}
        for one in scenarios
    ]
    # No closing line of a page travels with a file: its caution goes in here.
    closing = any(closures(one.changes) for one in scenarios)
    said = [t("studio.leaflet"), source_line(t), t("studio.no_jobs_on") if closing else ""]
    rows += [{"scenario": "", "preset": "", "author": "", "notes": text} for text in said if text]
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
