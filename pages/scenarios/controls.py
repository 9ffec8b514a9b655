"""The controls of the studio: each assumption as a slider and a text field, with its range and a reset button.

Each row is a fragment: a change redraws this row and the results, and nothing else. A typed number is parsed in the
reader's locale; one that cannot be parsed is refused with the reason and the range, and the value stays as it was.
"""

import math
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache, partial
from typing import Any

import streamlit as st
from babel.numbers import NumberFormatError, parse_decimal

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

# The largest number of stops of a slider: a finer value is typed.
STOPS = 60
# The mark of every assumption that has no source.
OWN = "◇"


def draw_control(key: str, t: Words) -> None:
    """One assumption of the active scenario: name, slider or switch, text field, reset button."""

    def draw() -> None:
        with error_boundary(t, f"studio row {key}"):
            _row(parameters()[key], t)

    st.fragment(draw, key=f"studio-row-{key}")()


def _row(parameter: Parameter, t: Words) -> None:
    key = parameter.key
    current = session.scenario_set_now()
    value = float(current.active_scenario.changes.get(key, parameter.value))
    start = current.start_of(key)
    label = parameter_name(parameter, t)
    back_to = t("studio.back_to", value=format_with_unit(parameter, start, t))
    slider, typed = f"studio.slide.{key}", f"studio.typed.{key}"
    with st.container(key=f"studio-line-{key}"):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", wrap=False):
            _show(slider, value > 0.5 if parameter.kind == "switch" else value, t)
            on_change = partial(_on_slider, key, t)
            if parameter.kind == "switch":
                why = origin(key, t)
                st.toggle(label, key=slider, on_change=on_change, wrap=True, width="stretch", help=why)
            else:
                st.select_slider(
                    label,
                    # Recent values are stops too: a browser that sends a stop that is gone gets the first one.
                    slider_stops(parameter, value, *url_state.recent_input(slider)),
                    format_func=lambda stop: _stop(key, stop, t),
                    key=slider,
                    on_change=on_change,
                    help=origin(key, t),
                )
                _show(typed, format_value(parameter, value, t), t)
                st.text_input(
                    t("studio.typed", name=label, unit=t.of(parameter.unit)),
                    key=typed,
                    label_visibility="collapsed",
                    on_change=partial(_on_text, key, t),
                    width=104,
                )
            st.button(
                "↺", key=f"studio.back.{key}", help=back_to, disabled=value == start, on_click=partial(_reset, key, t)
            )
        if why := st.session_state.get(session.REFUSED, {}).get(key):
            st.warning(escape_markdown(why))
        components.note(describe_control(parameter, value, t))


def describe_control(parameter: Parameter, value: float, t: Words) -> str:
    """The note under a control: unit, range and the baseline's value; for a closure what it does not count."""
    base = t("studio.base_is", value=format_value(parameter, parameter.value, t))
    if parameter.kind == "switch":
        notes = [base] if value != parameter.value else []
        notes += [t("studio.no_jobs")] if closures({parameter.key: 1}) else []
        return " · ".join(notes)
    low, high = format_value(parameter, parameter.low, t), format_value(parameter, parameter.high, t)
    ranged = t("studio.range", unit=t.of(parameter.unit), low=low, high=high)
    return f"{ranged} · {base}" if value != parameter.value else ranged


@cache
def origin(key: str, t: Words) -> str:
    """The help text of a control: what the assumption means and where its value comes from."""
    parameter = parameters()[key]
    source = parameter.reference
    origin_text = (
        f"{t.of(source.text)} ({t.of(DECIDED[parameter.decided])})" if source else t("studio.own_long", sign=OWN)
    )
    return escape_markdown(f"{t.of(parameter.note)} {origin_text}.")


def parameter_name(parameter: Parameter, t: Words) -> str:
    """The name of an assumption, marked where it has no source."""
    return f"{t.of(parameter.label)} {OWN}" if own_assumption(parameter) else t.of(parameter.label)


def format_value(parameter: Parameter, value: float, t: Words) -> str:
    """A value without its unit: a year without a thousands mark, a switch as a word."""
    if parameter.kind == "switch":
        return t("studio.turned_on") if value > 0.5 else t("studio.turned_off")
    if parameter.kind == "year":
        return str(int(value))
    # A typed value may be finer than the step: it is shown with one decimal more.
    finer = not math.isclose(round(value, parameter.decimals), value, abs_tol=1e-9)
    return t.number(value, parameter.decimals + finer)


def format_with_unit(parameter: Parameter, value: float, t: Words) -> str:
    """A value with its unit."""
    text = format_value(parameter, value, t)
    return text if parameter.kind in ("switch", "year") else f"{text} {t.of(parameter.unit)}"


@lru_cache(maxsize=4096)
def _stop(key: str, value: float, t: Words) -> str:
    # A slider formats all its stops at every run.
    return format_value(parameters()[key], value, t)


def slider_stops(parameter: Parameter, *others: float) -> list[float]:
    """The stops of a slider: low to high in whole steps, the baseline and the other values in use."""
    low, high, step = float(parameter.low), float(parameter.high), float(parameter.step)
    count = max(round((high - low) / step), 1)
    stride = math.ceil(count / STOPS)
    stops = {round(low + index * step, 9) for index in range(0, count + 1, stride)}
    stops |= {low, high, float(parameter.value), *map(float, others)}
    return sorted(stop for stop in stops if low <= stop <= high)


def parse_number(text: str, t: Words) -> float | None:
    """A typed number, in the reader's locale or with a decimal point; none where it is no finite number."""
    plain = text.strip().removesuffix("%").strip().replace("\N{MINUS SIGN}", "-").replace("\N{NO-BREAK SPACE}", "")
    if not plain or len(plain) > 30:
        return None
    try:
        value = float(parse_decimal(plain, locale=t.locale, strict=True))
    except NumberFormatError:
        try:
            value = float(plain)
        except ValueError:
            return None
    return value if math.isfinite(value) else None


def _show(control: str, value: float | str | bool, t: Words) -> None:
    """Show a value in a control, and remember the one it showed before: see `_new_value`."""
    shown = st.session_state.get(control)
    if url_state.sync_widget(control, value, t.language):
        url_state.remember_input(control, shown, value)


def _new_value(key: str, control: str) -> Any:
    """The value that a reader set a control to; redraws the row instead where it is only the value of before.

    A browser sends all its controls with each step: when that crosses our answer, an old value looks like a new one.
    """
    value = st.session_state[control]
    if url_state.is_stale(control, value):
        st.rerun([f"studio-row-{key}"])
    return value


def _on_slider(key: str, t: Words) -> None:
    value = _new_value(key, f"studio.slide.{key}")
    _apply_change(key, *session.scenario_set_now().change({key: float(value)}), t)


def _on_text(key: str, t: Words) -> None:
    text = str(_new_value(key, f"studio.typed.{key}"))
    parameter, value = parameters()[key], parse_number(text, t)
    if value is None:
        low, high = format_with_unit(parameter, parameter.low, t), format_with_unit(parameter, parameter.high, t)
        _refuse(key, t("studio.no_number", text=text[:40], low=low, high=high))
    _apply_change(key, *session.scenario_set_now().change({key: float(value or 0.0)}), t)


def _apply_change(key: str, changed: ScenarioSet, refused: Sequence[Refusal], t: Words) -> None:
    """Apply a change, or show why it is refused: a slider too can move a start before what it builds on."""
    if refused:
        _refuse(key, describe_refusal(refused[0], t))
    session.apply(changed, _fragments(key))


def _refuse(key: str, why: str) -> None:
    """Redraw only this row, with the reason; ends the callback."""
    st.session_state[session.REFUSED] = {key: why}
    st.rerun([f"studio-row-{key}"])


def _reset(key: str, t: Words) -> None:
    _apply_change(key, *session.scenario_set_now().reset(key), t)


def _fragments(key: str) -> Iterable[str]:
    # The refusal in another row disappears.
    other = [f"studio-row-{refused}" for refused in st.session_state.get(session.REFUSED, {}) if refused != key]
    return [f"studio-row-{key}", *other, NAMES, STEPS, RESULTS, COURSE]
