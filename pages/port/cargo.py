"""Cargo of the port over time: totals, containers, and calls of ships."""

import streamlit as st

from i18n.translator import Words
from pages.port import cargo_exhibits as exhibits
from pages.port.cargo_exhibits import SUBJECTS
from shell import components, plain_text, port_data, tables
from shell.exhibits import NoFiguresError, table_texts
from shell.widgets import choose, choose_milestones


def over_time(t: Words) -> None:
    """One measure of North Sea Port and its predecessors over the years, full years or one kind of part-year."""
    choices = _choose(t)
    try:
        components.show_with_heading(exhibits.cargo_by_year(choices, t))
    except NoFiguresError as error:
        plain_text.info(str(error))
        return
    rows, subject = exhibits.select(choices, t).rows, choices["measure"]
    measure, category, _, _ = SUBJECTS[subject]
    components.note(
        t("port.never_joined"),
        t("port.twice") if subject in ("inland", "both") else "",
        t("port.plus_note") if subject == "plus" else "",
        t("port.teu_break") if subject == "teu" else "",
        t("port.calls_break") if subject in ("ships", "barges") else "",
        table_texts.status_note(rows, t),
    )
    tables.show_on_request(exhibits.listed_cargo, choices, t)
    tables.conflict_notes(rows, t)
    _target_notes(measure, category, t)


def _choose(t: Words) -> dict[str, str]:
    """The controls: subject, scope and period; the locks have neither scopes nor milestones."""
    left, middle, right = st.columns([5, 4, 3], vertical_alignment="bottom", gap="medium")
    with left:
        choices = choose(exhibits.subject_choice(t), label=t("port.measure"), words=t)
    with right:
        choices |= choose(exhibits.period_choice(t), label=t("port.span"), words=t)
    if choices["measure"] == "locks":
        return choices
    with middle:
        choices |= choose(exhibits.scope_choice(t), label=t("port.scope"), words=t)
    return choices | choose_milestones(t)


def _target_notes(measure: str, category: str, t: Words) -> None:
    """The targets that are about the same figure."""
    targets = port_data.read_table("port_targets")
    targets = targets[targets["observed"] == f"cargo:{measure}:{category}"]
    components.note(
        *(
            t(
                "port.target_note",
                name=row[f"name_{t.language}"],
                value=t.number(row["value"]),
                unit=row["unit"],
                year=row["year"],
            )
            for row in targets.to_dict("records")
        )
    )
