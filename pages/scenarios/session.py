"""The scenarios of this visit: stored in the session and in the address, and changed only through this module.

A link holds every scenario of the set. One that cannot be read leaves the set as it is, and the page says which part
was refused and why; one made by an older version opens, and the page says what changed since.
"""

from collections.abc import Iterable, Sequence

import streamlit as st

from i18n.translator import Words
from pages.scenarios import scenario_link
from pages.scenarios.model_runs import scenario_title, write_message
from pages.scenarios.scenario_link import ACTIVE, KEY, LONGEST_LINK
from pages.scenarios.scenario_set import MOST, History, ScenarioSet, default_scenarios, without_default_name
from shell import url_state

# What the studio stores in Streamlit's session besides its widgets, whose keys begin with `studio.` too: the history of
# the set, refusals by the key of their row, what changed since an opened link was made, and the result of an upload.
HISTORY, REFUSED, CHANGED_SINCE, UPLOAD = "studio.steps", "studio.refused", "studio.told", "studio.loaded"
# The keys of the fragments that are redrawn by name.
ALL, NAMES, STEPS, RESULTS, COURSE = "studio-all", "studio-names", "studio-steps", "studio-results", "studio-drawn"


def history() -> History:
    """The scenario set with its steps back and forth.

    Raises RuntimeError where the session has none, as in the thread in which Streamlit builds a download: default
    scenarios there would not be the reader's.
    """
    stored = st.session_state.get(HISTORY)
    if not isinstance(stored, History):
        raise RuntimeError("no scenarios in this session: call open_link first, and hand scenarios to a download")
    return stored


def scenario_set_now() -> ScenarioSet:
    """The scenarios of this visit."""
    return history().current


def store(new: History) -> None:
    """Store the scenario set for this visit and in the address."""
    st.session_state[HISTORY] = new
    for key, value in address(new.current).items():
        url_state.remember(key, value)


def apply(new: ScenarioSet, redraw: Iterable[str] = (ALL,)) -> None:
    """Take a step, from a widget's callback; redraws the named fragments except those that would look the same."""
    before = history()
    after = before.to(new)
    store(after)
    st.session_state.pop(REFUSED, None)
    same = {NAMES} if after.current.title_parts == before.current.title_parts else set[str]()
    if (bool(after.past), bool(after.future)) == (bool(before.past), bool(before.future)):
        same.add(STEPS)
    st.rerun([fragment for fragment in redraw if fragment not in same])


def undo() -> None:
    """Undo, from a button."""
    store(history().undo())
    st.rerun(ALL)


def redo() -> None:
    """Redo, from a button."""
    store(history().redo())
    st.rerun(ALL)


def address(scenarios: ScenarioSet) -> dict[str, str]:
    """A scenario set as the choices of an address."""
    return {KEY: scenario_link.write_link(scenarios), ACTIVE: str(scenarios.active + 1)}


def open_link(t: Words) -> None:
    """Open the link of the address, once per visit and whenever it is another one; else keep the scenarios.

    A visit that begins without a link begins with the default scenarios.
    """
    current = history() if HISTORY in st.session_state else History(default_scenarios())
    if new_link := url_state.take_linked(KEY):
        current = current.to(_open_scenarios(new_link, current.current, t))
    at = url_state.take_linked(ACTIVE) or ""
    if at.isascii() and at.isdigit() and 0 < int(at[:3]) <= MOST:
        current = current.to(current.current.choose(int(at[:3]) - 1))
    store(current)


def _open_scenarios(text: str, before: ScenarioSet, t: Words) -> ScenarioSet:
    """The scenarios of a link; those of before where none of them can be read."""
    stays = t("studio.link_stays")
    if scenario_link.is_too_long(text):
        url_state.notify(f"{t('studio.link_long', most=t.number(LONGEST_LINK))} {stays}")
        return before
    if scenario_link.has_too_many(text):
        url_state.notify(t("studio.link_many", most=MOST))
    scenarios, messages = [], []
    for number, opened in enumerate(scenario_link.read_parts(text), 1):
        for fault in opened.faults:
            url_state.notify(f"{scenario_link.describe_fault(number, fault, t)} {stays}")
        if opened.scenario is not None:
            scenario = without_default_name(opened.scenario)
            scenarios.append(scenario)
            messages.append(
                (scenario_title(scenario, t), [write_message(change.message, t) for change in opened.messages])
            )
    st.session_state[CHANGED_SINCE] = merge_messages(messages)
    return ScenarioSet(tuple(scenarios)) if scenarios else before


def merge_messages(messages: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """The messages with the name of their scenario; one that all scenarios have is first, without a name."""
    unique = dict.fromkeys(text for _, texts in messages for text in texts)
    shared = [text for text in unique if all(text in texts for _, texts in messages)]
    return shared + [f"{name}: {text}" for name, texts in messages for text in texts if text not in shared]
