"""Assumptions in words: their names, values and ranges. Needs no Streamlit."""

import math

from i18n.translator import Words
from scenarios.parameters import Parameter, own_assumption

# The mark of every assumption that has no source.
OWN = "◇"


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


def format_range(parameter: Parameter, t: Words) -> str:
    """The lowest and the highest value, without the unit."""
    return f"{format_value(parameter, parameter.low, t)} – {format_value(parameter, parameter.high, t)}"


def format_range_with_unit(parameter: Parameter, t: Words) -> str:
    """The lowest and the highest value with the unit; of a switch what it is in place of a unit."""
    if parameter.kind == "switch":
        return t.of(parameter.unit)
    unit = "" if parameter.kind == "year" else f" {t.of(parameter.unit)}"
    return f"{format_range(parameter, t)}{unit}"
