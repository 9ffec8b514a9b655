"""The desk of this reader: kept for the visit, written into the address, and changed only through here.

A link holds every scenario on the desk. One that cannot be read leaves the desk as it is, and the page says which
part was refused and why; one made by an older version opens, and the page says what changed since.
"""

from collections.abc import Iterable, Sequence

import streamlit as st

from i18n.translator import Words
from pages.scenarios.model_runs import data_version, describe_refusal, scenario_title
from pages.scenarios.scenario_set import (
    MOST,
    ScenarioSet,
    Steps,
    default_scenarios,
    with_default_name,
    without_default_name,
)
from scenarios import serialization
from shell import url_state

KEY = "s"
# Signs that no part of a link uses, so that several scenarios can stand in one.
BETWEEN = "~"
# What a browser's address line surely holds; a desk of four full scenarios stays far below.
LONGEST_LINK = 16_000
# Parts of the page that are drawn anew by name.
ALL, NAMES, STEPS, RESULTS, COURSE = "studio-all", "studio-names", "studio-steps", "studio-results", "studio-drawn"


def steps() -> Steps:
    """The desk with its steps back and forth.

    Raises RuntimeError where no visit has begun, as in the thread in which Streamlit makes a file: any scenarios
    found there would be other ones than the reader's.
    """
    kept = st.session_state.get("studio.steps")
    if not isinstance(kept, Steps):
        raise RuntimeError("no scenarios in this session: call open_link first, and hand scenarios to a download")
    return kept


def scenario_set_now() -> ScenarioSet:
    """The scenarios on the desk."""
    return steps().desk


def keep(now: Steps) -> None:
    """The desk after a step: for this visit, and in the address."""
    st.session_state["studio.steps"] = now
    url_state.remember(KEY, link(now.desk))
    url_state.remember("at", str(now.desk.active + 1))


def apply(after: ScenarioSet, redraw: Iterable[str] = (ALL,)) -> None:
    """A step from a widget's callback; only the named parts of the page are drawn anew, and not what looks the same."""
    before = steps()
    now = before.to(after)
    keep(now)
    st.session_state.pop("studio.refused", None)
    same = {NAMES} if now.desk.named == before.desk.named else set()
    same |= {STEPS} if (bool(now.past), bool(now.future)) == (bool(before.past), bool(before.future)) else set()
    st.rerun([part for part in redraw if part not in same])


def undo() -> None:
    """Undo, from a button."""
    keep(steps().undo())
    st.rerun(ALL)


def redo() -> None:
    """Redo, from a button."""
    keep(steps().redo())
    st.rerun(ALL)


def link(now: ScenarioSet) -> str:
    """All scenarios of a desk as one text for an address."""
    return BETWEEN.join(serialization.encode(with_default_name(scenario), data_version()) for scenario in now.scenarios)


def open_link(t: Words) -> None:
    """What the address asks for, once a visit and whenever another link is opened; then the desk as it is.

    A visit that begins without a link begins with the first presets.
    """
    now = steps() if "studio.steps" in st.session_state else Steps(default_scenarios())
    if asked := url_state.new_from_url(KEY):
        now = now.to(_read(asked, now.desk, t))
    at = url_state.new_from_url("at") or ""
    if at.isascii() and at.isdigit() and 0 < int(at[:3]) <= MOST:
        now = now.to(now.desk.choose(int(at[:3]) - 1))
    keep(now)


def _read(asked: str, now: ScenarioSet, t: Words) -> ScenarioSet:
    """The desk of a link; the one there is where nothing in it can be read."""
    if len(asked) > LONGEST_LINK:
        url_state.notify(t("studio.link_long", most=t.number(LONGEST_LINK)))
        return now
    found, told = [], []
    parts = asked.split(BETWEEN, MOST)
    if len(parts) > MOST:
        url_state.notify(t("studio.link_many", most=MOST))
    for place, part in enumerate(parts[:MOST], 1):
        opened = serialization.decode(part, data_version())
        for fault in opened.faults:
            url_state.notify(t("studio.link_refused", place=place, why=describe_refusal(fault, t, kept=False)))
        if opened.scenario is not None:
            scenario = without_default_name(opened.scenario)
            found.append(scenario)
            told.append((scenario_title(scenario, t), [t.of(change.message) for change in opened.messages]))
    st.session_state["studio.told"] = _once(told)
    return ScenarioSet(tuple(found)) if found else now


def _once(told: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """What changed, by scenario; what changed for all of them is said once and first."""
    every = [text for text in dict.fromkeys(text for _, texts in told for text in texts) if _all(text, told)]
    return every + [f"{name}: {text}" for name, texts in told for text in texts if text not in every]


def _all(text: str, told: Sequence[tuple[str, Sequence[str]]]) -> bool:
    return all(text in texts for _, texts in told)
