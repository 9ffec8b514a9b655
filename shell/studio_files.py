"""The studio's figures to take away: every outcome of every scenario, and every assumption with where it comes from."""

import io
import re
from collections.abc import Callable

import pandas as pd

from scenarios.industry import closures
from scenarios.outcomes import outcomes
from scenarios.parameters import DECIDED, own_assumption, parameters
from scenarios.scenario import Scenario
from shell import studio_desk
from shell.studio_runs import data_version, model_version, places, source, taken_along, title
from shell.words import Words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offers(t: Words) -> list[tuple[str, str, str, Callable[[], bytes]]]:
    """What can be taken: word key, ending, media type, and the function that makes it when asked."""
    return [
        ("studio.export_csv_nl", "outcomes.nl.csv", "text/csv", lambda: csv(results(t), dutch=True)),
        ("studio.export_csv_en", "outcomes.en.csv", "text/csv", lambda: csv(results(t), dutch=False)),
        ("studio.export_assumed_nl", "assumptions.nl.csv", "text/csv", lambda: csv(assumed(t), dutch=True)),
        ("studio.export_assumed_en", "assumptions.en.csv", "text/csv", lambda: csv(assumed(t), dutch=False)),
        ("studio.export_xlsx", "all.xlsx", XLSX, lambda: workbook(t)),
    ]


def results(t: Words) -> pd.DataFrame:
    """All outcomes of the scenarios on the desk and of the baseline, observed years included, in the reader's words.

    Each with how far it lies from the baseline, how many assumptions, our own among them, it rests on, and the address
    of what others counted or projected.
    """
    names = places(t)
    parts = [(t("studio.baseline"), "baseline", Scenario("baseline"))]
    parts += [(title(one, t), one.preset, one) for one in studio_desk.desk().scenarios]
    found = pd.concat([taken_along(given).assign(scenario=name, preset=preset) for name, preset, given in parts])
    words = outcomes()
    labels, units = (
        {key: t.of(getattr(outcome, part)) for key, outcome in words.items()} for part in ("label", "unit")
    )
    return found.assign(
        outcome_key=found["outcome"],
        outcome=found["outcome"].map(labels),
        unit=found["outcome"].map(units),
        area_name=found["area"].map(names),
        model_version=model_version(),
        data_version=data_version(),
    )[
        [
            *("scenario", "preset", "chain", "outcome_key", "outcome", "area", "area_name", "year"),
            *("low", "mid", "high", "difference_low", "difference", "difference_high", "unit", "status"),
            *("assumptions", "own_assumptions", "source", "model_version", "data_version"),
        ]
    ]


def assumed(t: Words) -> pd.DataFrame:
    """Every assumption: its value in the baseline and in each scenario, range, unit, source and who decided."""
    scenarios = studio_desk.desk().scenarios
    rows = []
    for key, parameter in parameters().items():
        named = parameter.reference
        row: dict[str, object] = {"key": key, "chain": parameter.chain, "assumption": t.of(parameter.label)}
        row["baseline"] = parameter.value
        for place, one in enumerate(scenarios, 1):
            row[f"{place}. {title(one, t)}"] = float(one.changes.get(key, parameter.value))
        row |= {"low": parameter.low, "high": parameter.high, "unit": t.of(parameter.unit)}
        row["own_assumption"] = "yes" if own_assumption(parameter) else "no"
        row["decided"] = t.of(DECIDED[parameter.decided])
        row["source"] = t.of(named.text) if named else ""
        row["address"] = named.address if named else ""
        row["source_date"] = named.date if named else ""
        row["note"] = t.of(parameter.note)
        rows.append(row)
    return pd.DataFrame(rows)


def signed(t: Words) -> pd.DataFrame:
    """The scenarios themselves: name, the preset they began as, author and notes, and the bare caution."""
    rows = [
        {"scenario": title(one, t), "preset": one.preset, "author": one.author, "notes": one.notes}
        for one in studio_desk.desk().scenarios
    ]
    # No closing line of a page travels with a file: its caution goes in here.
    said = [t("studio.leaflet"), source(t), t("studio.no_jobs_on") if any(_closes()) else ""]
    rows += [{"scenario": "", "preset": "", "author": "", "notes": text} for text in said if text]
    return pd.DataFrame(rows).assign(model_version=model_version(), data_version=data_version())


def _closes() -> list[bool]:
    return [bool(closures(one.changes)) for one in studio_desk.desk().scenarios]


def csv(table: pd.DataFrame, *, dutch: bool) -> bytes:
    """CSV as a spreadsheet of the reader's country opens it: `;` and decimal comma, or `,` and decimal dot."""
    text: str = safe(table).to_csv(index=False, sep=";" if dutch else ",", decimal="," if dutch else ".")
    # The mark at the start tells Excel that the file is UTF-8.
    return ("\ufeff" + text).encode("utf-8")


def workbook(t: Words) -> bytes:
    """One workbook: outcomes, assumptions, and the scenarios with author and notes."""
    file = io.BytesIO()
    sheets = {"outcomes": results(t), "assumptions": assumed(t), "scenarios": signed(t)}
    with pd.ExcelWriter(file, engine="openpyxl") as writer:
        for name, table in sheets.items():
            safe(table).to_excel(writer, index=False, sheet_name=name)
            writer.sheets[name].freeze_panes = "A2"
    return file.getvalue()


def safe(table: pd.DataFrame) -> pd.DataFrame:
    """Text that a spreadsheet would run as a formula gets a quote before it; numbers, negative ones too, stay."""
    kept = table.copy()
    for column in kept.columns:
        if not pd.api.types.is_numeric_dtype(kept[column]):
            text = kept[column].astype("string").fillna("")
            kept[column] = text.where(~text.str.match(r"^[=+\-@\t\r]"), "'" + text)
    kept.columns = [f"'{name}" if re.match(r"[=+\-@\t\r]", str(name)) else name for name in kept.columns]
    return kept


def slug(name: str) -> str:
    """A name as part of a file's name."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40] or "scenario"
