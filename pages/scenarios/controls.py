"""The controls of the studio: each assumption as a slider and a text field, with its range and a reset button.

Each row is a fragment: a change redraws this row and the results, and nothing else. A typed number is parsed in the
reader's locale; one that cannot be parsed is refused with the reason and the range, and the value stays as it was.
"""

import math
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache, partial

import streamlit as st
from babel.numbers import NumberFormatError, parse_decimal

from i18n.translator import Words
from pages.scenarios import session
from pages.scenarios.model_runs import describe_refusal
from pages.scenarios.parameter_texts import OWN, format_value, format_with_unit, parameter_name
from pages.scenarios.scenario_set import ScenarioSet
from pages.scenarios.session import COURSE, NAMES, RESULTS, STEPS
from scenarios.parameters import DECIDED, Parameter, parameters
from scenarios.scenario import Refusal
from shell import components, widget_seeds
from shell.frame import error_boundary
from shell.plain_text import escape_markdown

# The largest number of stops of a slider: a finer value is typed.
STOPS = 60


def draw_control(key: str, t: Words) -> None:
    """One assumption of the active scenario: name, slider or switch, text field, reset button."""

    def draw() -> None:
        with error_boundary(t, f"studio row {key}"):
            _row(parameters()[key], t)

    st.fragment(draw, key=f"studio-row-{key}")()


def _row(parameter: Parameter, t: Words) -> None:
    key = parameter.key
    current = session.scenario_set_now()
    value = _value(key, current)
    start = current.start_of(key)
    label = parameter_name(parameter, t)
    back_to = t("studio.back_to", value=format_with_unit(parameter, start, t))
    with st.container(key=f"studio-line-{key}"):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", wrap=False):
            slider = widget_seeds.seed_widget(_slider(key), _shown(key, current), t.language)
            on_change = partial(take_slider_value, key, slider, t)
            if parameter.kind == "switch":
                why = origin(key, t)
                st.toggle(label, key=slider, on_change=on_change, wrap=True, width="stretch", help=why)
            else:
                st.select_slider(
                    label,
                    # The same stops as long as it is the same slider, whatever it is moved to.
                    slider_stops(parameter, widget_seeds.seeded_value(_slider(key))),
                    format_func=lambda stop: _stop(key, stop, t),
                    key=slider,
                    on_change=on_change,
                    help=origin(key, t),
                )
                typed = widget_seeds.seed_widget(_text(key), format_value(parameter, value, t), t.language)
                st.text_input(
                    t("studio.typed", name=label, unit=t.of(parameter.unit)),
                    key=typed,
                    label_visibility="collapsed",
                    on_change=partial(take_typed_value, key, typed, t),
                    width=104,
                )
            st.button(
                "↺",
                key=f"studio.back.{key}",
                help=back_to,
                disabled=value == start,
                on_click=partial(reset_value, key, t),
            )
        if why := st.session_state.get(session.REFUSED, {}).get(key):
            st.warning(escape_markdown(why))
        components.note(describe_control(parameter, value, t))


def describe_control(parameter: Parameter, value: float, t: Words) -> str:
    """The note under a control: unit, range and the baseline's value; for steel what the choice is without DRI."""
    base = t("studio.base_is", value=format_value(parameter, parameter.value, t))
    if parameter.kind == "switch":
        notes = [base] if value != parameter.value else []
        notes += [t("studio.steel_choice")] if parameter.key == "steel_dri" and value == 0 else []
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


def _value(key: str, scenarios: ScenarioSet) -> float:
    return float(scenarios.active_scenario.changes.get(key, parameters()[key].value))


def _shown(key: str, scenarios: ScenarioSet) -> float | bool:
    """What the slider of an assumption shows, or its switch."""
    value = _value(key, scenarios)
    return value > 0.5 if parameters()[key].kind == "switch" else value


def _slider(key: str) -> str:
    return f"studio.slide.{key}"


def _text(key: str) -> str:
    return f"studio.typed.{key}"


def take_slider_value(key: str, widget: str, t: Words) -> None:
    """Take a value that was picked; the slider goes back where it is refused."""
    if not widget_seeds.is_current(_slider(key), widget):
        return
    current = session.scenario_set_now()
    changed, refused = current.change({key: float(st.session_state[widget])})
    if refused:
        st.session_state[widget] = _shown(key, current)
    _apply_change(key, changed, refused, t)


def take_typed_value(key: str, widget: str, t: Words) -> None:
    """Take what was typed, which stays in the same field, written as we write it or as it was before."""
    if not widget_seeds.is_current(_text(key), widget):
        return
    text, parameter = str(st.session_state[widget]), parameters()[key]
    current = session.scenario_set_now()
    value = parse_number(text, t)
    changed, refused = current, list[Refusal]()
    if value is not None:
        changed, refused = current.change({key: value})
    st.session_state[widget] = format_value(parameter, _value(key, changed), t)
    if value is None:
        low, high = format_with_unit(parameter, parameter.low, t), format_with_unit(parameter, parameter.high, t)
        _refuse(key, t("studio.no_number", text=text[:40], low=low, high=high))
    _apply_change(key, changed, refused, t)


def _apply_change(key: str, changed: ScenarioSet, refused: Sequence[Refusal], t: Words) -> None:
    """Apply a change, or show why it is refused: a slider too can move a start before what it builds on."""
    if refused:
        _refuse(key, describe_refusal(refused[0], t))
    session.apply(changed, _fragments(key))


def _refuse(key: str, why: str) -> None:
    """Redraw only this row, with the reason; ends the callback."""
    st.session_state[session.REFUSED] = {key: why}
    st.rerun([f"studio-row-{key}"])


def reset_value(key: str, t: Words) -> None:
    """Set an assumption back to where its scenario began."""
    _apply_change(key, *session.scenario_set_now().reset(key), t)


def _fragments(key: str) -> Iterable[str]:
    # The refusal in another row disappears.
    other = [f"studio-row-{refused}" for refused in st.session_state.get(session.REFUSED, {}) if refused != key]
    return [f"studio-row-{key}", *other, NAMES, STEPS, RESULTS, COURSE]
