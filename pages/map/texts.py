"""How an indicator is written in its exhibits and above them: title and unit. Needs no Streamlit."""

from i18n.translator import Words
from loaders.datasets.catalogue import Indicator, units
from shell.indicator_data import View


def title(view: View, t: Words) -> str:
    """What an exhibit shows: the indicator, and the period where it shows one."""
    label = t.of(view.figures.indicator.label)
    return t("map.caption", title=label, period=t.period(view.period)) if view.period else label


def unit_text(indicator: Indicator, t: Words) -> str:
    """The unit as written after a value."""
    return t.of(units()[indicator.unit])


def label_with_unit(indicator: Indicator, t: Words) -> str:
    """The name of an indicator and its unit, once where they are the same word."""
    label, unit = t.of(indicator.label), unit_text(indicator, t)
    return label if label.lower() == unit.lower() else with_unit(label, unit)


def with_unit(title: str, unit: str) -> str:
    """A title with the unit behind it, in brackets unless it has these itself, as (2012 = 100) does."""
    return f"{title} {unit}" if unit.startswith("(") else f"{title} ({unit})"
