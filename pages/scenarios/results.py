"""The results of the active scenario: the key outcomes, always in view, and one outcome over the years."""

from collections.abc import Callable
from functools import partial
from html import escape

import streamlit as st

from i18n.translator import Words
from pages.scenarios import result_exhibits as exhibits
from pages.scenarios import session
from pages.scenarios.choices import outcome_choice, place_choice
from pages.scenarios.result_exhibits import HEAD, KeyOutcomes
from pages.scenarios.scenario_set import count_adjusted
from pages.scenarios.sentences import explain_clipped
from pages.scenarios.session import COURSE, RESULTS
from scenarios.outcomes import Outcome, outcomes
from scenarios.parameters import parameters
from shell import components
from shell.briefing import collect
from shell.exhibits.choices import Choices
from shell.frame import error_boundary
from shell.widgets import choose


def results(t: Words) -> None:
    """Key outcomes and one chart, each a fragment that a change redraws; the choice of outcome is not redrawn."""
    _part(RESULTS, goals, t)
    components.note(t("studio.goals_note"))

    def chosen() -> None:
        with error_boundary(t, "studio outcome"):
            _part(COURSE, partial(chart, choose_outcome(t)), t)

    st.fragment(chosen)()


def _part(name: str, draws: Callable[[Words], None], t: Words) -> None:
    def draw() -> None:
        with error_boundary(t, name):
            draws(t)

    st.fragment(draw, key=name)()


def goals(t: Words) -> None:
    """The key outcomes of 2030 and 2050 as cards: value, band, difference to the baseline, target."""
    scenarios = session.scenario_set_now()
    scenario = scenarios.active_scenario
    exhibit, shown = exhibits.key_outcomes(scenarios, {}, t), exhibits.read_key_outcomes(scenario)
    cards = "".join(_card(shown, outcome, place, t) for outcome, place in exhibits.outcomes_with_place())
    count = count_adjusted(scenario)
    adjusted = t("studio.adjusted", count=count, of=len(parameters())) if count else ""
    # One st.html for all: each element of its own is sent with a hundred bytes of wrapping.
    note = f'<p class="note">{escape(adjusted)}</p>' if adjusted else ""
    st.html(f'<h2 class="part">{escape(exhibit.title)}</h2>{note}<div class="goals">{cards}</div>')
    collect.offer(exhibit)


def _card(shown: KeyOutcomes, outcome: Outcome, place: str, t: Words) -> str:
    lines = "".join(_line(shown, key, outcome, t) for key in shown.years(outcome, place))
    targets = exhibits.describe_targets(shown.targets, outcome, place, t)
    texts = [*targets, explain_clipped(shown.clipped, outcome, t)]
    notes = "".join(f"<p>{escape(text)}</p>" for text in texts if text)
    head = "".join(f'<th scope="col">{escape(t(key))}</th>' for key in HEAD)
    return (
        f'<section class="card"><h3>{escape(t.of(outcome.label))}</h3><p>{escape(t.of(outcome.unit))}</p>'
        f'<table><thead class="hidden"><tr>{head}</tr></thead><tbody>{lines}</tbody></table>{notes}</section>'
    )


def _line(shown: KeyOutcomes, key: tuple[str, str, int], outcome: Outcome, t: Words) -> str:
    """One year of a key outcome: the value with its band, and the difference to the baseline."""
    value, band, change = exhibits.format_row(shown.rows[key], shown.base[key], outcome, t)
    kind = ' class="same"' if change == t("studio.as_base") else ""
    return (
        f'<tr><th scope="row">{key[2]}</th><td><b>{escape(value)}</b> <small>{escape(band)}</small></td>'
        f"<td{kind}>{escape(change)}</td></tr>"
    )


def chart(choices: Choices, t: Words) -> None:
    """The chosen outcome over the years in the active scenario, with the baseline in grey."""
    components.show_exhibit(exhibits.outcome_over_time(session.scenario_set_now(), choices, t))


def choose_outcome(t: Words) -> dict[str, str]:
    """Which outcome and which place the reader wants to see."""
    left, right = st.columns([7, 5], gap="small")
    with left:
        choices = choose(outcome_choice(t), label=t("studio.outcome"), words=t)
    with right:
        outcome = outcomes()[choices["outcome"]]
        return choices | choose(place_choice(outcome, t), label=t("table.place"), words=t)
