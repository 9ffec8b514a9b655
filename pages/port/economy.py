"""What the port earns: jobs and value added by concept, the port authority's finance, its shareholders and land."""

import streamlit as st

from i18n.translator import Words
from pages.port import economy_exhibits as exhibits
from pages.port import owner_exhibits
from shell import components, tables
from shell.exhibits.choices import Choice
from shell.widgets import choose, choose_milestones


def economy(t: Words) -> None:
    """One of the four at a time."""
    views = {"jobs": jobs, "value": value_added, "finance": finance, "owners": owners}
    choice = Choice("economy", {key: t(f"port.economy_{key}") for key in views})
    chosen = choose(choice, label=t("port.measure"), words=t, widget=st.segmented_control, required=True)
    views[chosen["economy"]](t)


def jobs(t: Words) -> None:
    """Jobs in one concept: each publication its own points, joined only within it."""
    choices = choose(exhibits.concept_choice(t), label=t("port.concept"), words=t)
    _points({"economy": "jobs", **choices}, (t(f"port.concept_{choices['concept']}_note"),), t)


def value_added(t: Words) -> None:
    """Value added in billions of euros, by publication."""
    _points({"economy": "value"}, (t("port.value_note"), t("port.value_old")), t)


def _points(choices: dict[str, str], notes: tuple[str, ...], t: Words) -> None:
    """Figures of several publications over time and in a table, and what to know about them."""
    choices |= choose_milestones(t)
    components.show_with_heading(exhibits.points_by_year(choices, t))
    components.show_exhibit(exhibits.points_table(choices, t), words=True)
    components.note(*notes)
    tables.conflict_notes(exhibits.read_points(choices, t).rows, t)


def finance(t: Words) -> None:
    """The port authority's own figures, by year; each as it was reported."""
    components.show_with_heading(exhibits.finance_table({}, t), words=True, headed=True)
    components.note(t("port.finance_note"))
    tables.conflict_notes(exhibits.finance_rows(), t)


def owners(t: Words) -> None:
    """Who owns the port, and how much land it has."""
    components.show_with_heading(owner_exhibits.owners({}, t))
    components.note(t("observed.sides"), t("port.owners_note"))
    components.show_exhibit(owner_exhibits.land_table({}, t), words=True)
