"""The controls of the studio: each assumption as a slider and a value to type, with its range and a way back.

Each row runs on its own: a change sends this row and the results, and nothing else. What is typed is read the
reader's way; what cannot be is refused with the reason and what is allowed, and the value stays as it was.
"""

import math
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache, partial
from typing import Any

import streamlit as st
from babel.numbers import NumberFormatError, parse_decimal

from charts.numbers import LOCALES
from i18n.translator import Words
from pages.scenarios import session
from pages.scenarios.model_runs import describe_refusal
from pages.scenarios.scenario_set import ScenarioSet
from pages.scenarios.session import COURSE, NAMES, RESULTS, STEPS
from scenarios.industry import closures
from scenarios.parameters import DECIDED, Parameter, own_assumption, parameters
from scenarios.scenario import Refusal
from shell import components, url_state
from shell.frame import error_boundary
from shell.plain_text import escape_markdown

# So many stops at most: a finer value is typed.
STOPS = 60
# Stands behind every assumption that has no source.
OWN = "◇"


def draw_control(key: str, t: Words) -> None:
    """One assumption of the active scenario: what it is, slider or switch, typed value, back to the start."""

    def drawn() -> None:
        with error_boundary(t, f"studio row {key}"):
            _row(parameters()[key], t)

    st.fragment(drawn, key=f"studio-row-{key}")()


def _row(parameter: Parameter, t: Words) -> None:
    key = parameter.key
    desk = session.scenario_set_now()
    value = float(desk.now.changes.get(key, parameter.value))
    start = desk.start_of(key)
    label = parameter_name(parameter, t)
    told = t("studio.back_to", value=format_with_unit(parameter, start, t))
    slider, typed = f"studio.slide.{key}", f"studio.typed.{key}"
    with st.container(key=f"studio-line-{key}"):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", wrap=False):
            _put(slider, value > 0.5 if parameter.kind == "switch" else value, t)
            slid = partial(_slid, key, t)
            if parameter.kind == "switch":
                why = origin(key, t)
                st.toggle(label, key=slider, on_change=slid, wrap=True, width="stretch", help=why)
            else:
                st.select_slider(
                    label,
                    # What was set just now too: a browser that names a stop that is gone would mean the first one.
                    slider_stops(parameter, value, *url_state.recent_input(slider)),
                    format_func=lambda stop: _stop(key, stop, t),
                    key=slider,
                    on_change=slid,
                    help=origin(key, t),
                )
                _put(typed, format_value(parameter, value, t), t)
                st.text_input(
                    t("studio.typed", name=label, unit=t.of(parameter.unit)),
                    key=typed,
                    label_visibility="collapsed",
                    on_change=partial(_typed, key, t),
                    width=104,
                )
            st.button(
                "↺", key=f"studio.back.{key}", help=told, disabled=value == start, on_click=partial(_reset, key, t)
            )
        if why := st.session_state.get("studio.refused", {}).get(key):
            st.warning(escape_markdown(why))
        components.note(describe_control(parameter, value, t))


def describe_control(parameter: Parameter, value: float, t: Words) -> str:
    """Unit, range, and how far from the baseline: the line under a control; of a closure what it leaves out."""
    base = t("studio.base_is", value=format_value(parameter, parameter.value, t))
    if parameter.kind == "switch":
        told = [base] if value != parameter.value else []
        told += [t("studio.no_jobs")] if closures({parameter.key: 1}) else []
        return " · ".join(told)
    low, high = format_value(parameter, parameter.low, t), format_value(parameter, parameter.high, t)
    ranged = t("studio.range", unit=t.of(parameter.unit), low=low, high=high)
    return f"{ranged} · {base}" if value != parameter.value else ranged


@cache
def origin(key: str, t: Words) -> str:
    """What an assumption means and where its value comes from, behind the question mark of its control."""
    parameter = parameters()[key]
    source = parameter.reference
    told = f"{t.of(source.text)} ({t.of(DECIDED[parameter.decided])})" if source else t("studio.own_long", sign=OWN)
    return escape_markdown(f"{t.of(parameter.note)} {told}.")


def parameter_name(parameter: Parameter, t: Words) -> str:
    """The name of an assumption, with the sign of one that has no source."""
    return f"{t.of(parameter.label)} {OWN}" if own_assumption(parameter) else t.of(parameter.label)


def format_value(parameter: Parameter, value: float, t: Words) -> str:
    """A value without its unit: a year without a thousands mark, a switch as a word."""
    if parameter.kind == "switch":
        return t("studio.turned_on") if value > 0.5 else t("studio.turned_off")
    if parameter.kind == "year":
        return str(int(value))
    # A typed value may be finer than the step: one decimal more, and no other, shows that.
    finer = not math.isclose(round(value, parameter.decimals), value, abs_tol=1e-9)
    return t.number(value, parameter.decimals + finer)


def format_with_unit(parameter: Parameter, value: float, t: Words) -> str:
    """A value with its unit."""
    text = format_value(parameter, value, t)
    return text if parameter.kind in ("switch", "year") else f"{text} {t.of(parameter.unit)}"


@lru_cache(maxsize=4096)
def _stop(key: str, value: float, t: Words) -> str:
    # A slider writes each of its stops at every run: written once, it is kept.
    return format_value(parameters()[key], value, t)


def slider_stops(parameter: Parameter, *others: float) -> list[float]:
    """Where the slider stops, low to high in whole steps, and every value that is in use."""
    low, high, step = float(parameter.low), float(parameter.high), float(parameter.step)
    count = max(round((high - low) / step), 1)
    stride = math.ceil(count / STOPS)
    found = {round(low + place * step, 9) for place in range(0, count + 1, stride)}
    found |= {low, high, float(parameter.value), *map(float, others)}
    return sorted(stop for stop in found if low <= stop <= high)


def parse_number(text: str, t: Words) -> float | None:
    """A typed number, the reader's way or with a plain decimal point; none where it is no finite number."""
    plain = text.strip().removesuffix("%").strip().replace("\N{MINUS SIGN}", "-").replace("\N{NO-BREAK SPACE}", "")
    if not plain or len(plain) > 30:
        return None
    try:
        value = float(parse_decimal(plain, locale=LOCALES[t.language], strict=True))
    except NumberFormatError:
        try:
            value = float(plain)
        except ValueError:
            return None
    return value if math.isfinite(value) else None


def _put(control: str, value: float | str | bool, t: Words) -> None:
    """Show a value in a control, and remember what stood there: see `_new`."""
    shown = st.session_state.get(control)
    if url_state.sync_widget(control, value, t.language):
        url_state.remember_input(control, shown, value)


def _new(key: str, control: str) -> Any:
    """What a reader set a control to; where it only says what stood there before, its row is drawn again instead.

    A browser sends all its controls with each step: where that crosses ours, an old value looks like a new one.
    """
    value = st.session_state[control]
    if url_state.is_stale(control, value):
        st.rerun([f"studio-row-{key}"])
    return value


def _slid(key: str, t: Words) -> None:
    value = _new(key, f"studio.slide.{key}")
    _take(key, *session.scenario_set_now().change({key: float(value)}), t)


def _typed(key: str, t: Words) -> None:
    text = str(_new(key, f"studio.typed.{key}"))
    parameter, value = parameters()[key], parse_number(text, t)
    if value is None:
        low, high = format_with_unit(parameter, parameter.low, t), format_with_unit(parameter, parameter.high, t)
        _refuse(key, t("studio.no_number", text=text[:40], low=low, high=high))
    _take(key, *session.scenario_set_now().change({key: float(value or 0.0)}), t)


def _take(key: str, after: ScenarioSet, refused: Sequence[Refusal], t: Words) -> None:
    """The desk after a change, unless that was refused: a slider too can move a start before what it builds on."""
    if refused:
        _refuse(key, describe_refusal(refused[0], t))
    session.apply(after, _parts(key))


def _refuse(key: str, why: str) -> None:
    """Nothing changes but this row, which says why; ends the callback."""
    st.session_state["studio.refused"] = {key: why}
    st.rerun([f"studio-row-{key}"])


def _reset(key: str, t: Words) -> None:
    _take(key, *session.scenario_set_now().reset(key), t)


def _parts(key: str) -> Iterable[str]:
    # A message of another row goes once something else is set.
    other = [f"studio-row-{one}" for one in st.session_state.get("studio.refused", {}) if one != key]
    return [f"studio-row-{key}", *other, NAMES, STEPS, RESULTS, COURSE]
