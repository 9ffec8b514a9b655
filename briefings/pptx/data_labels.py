"""The figures on the bars of a native chart of PowerPoint."""

from copy import deepcopy
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.util import Pt

from briefings import style
from briefings.pptx.chart_model import Chart
from charts.palettes import letters_on
from i18n.numbers import write_number

# A part of a stack lower than this share of the highest stack has no room for its figure.
ROOM = 0.055


def figures(drawn: Any, chart: Chart, number: str) -> None:
    """The figures on the bars where the figure had them; not in parts of a stack that are too low for one."""
    below = [row for row in chart.series if not row.over]
    stacks = [sum(abs(row.values[place] or 0) for row in below) for place in range(len(chart.categories))]
    highest = max(stacks, default=0)
    many = len(chart.categories) * (1 if chart.stacked else len(chart.series)) > 24
    for series, row in zip(drawn.plots[0].series, below, strict=True):
        if not row.labelled or many:
            continue
        usual = max(row.decimals, default=0)
        labels(series, number + _decimals(usual), inside=bool(chart.stacked))
        if chart.stacked:
            series.data_labels.font.color.rgb = rgb(letters_on(row.colours[0]))
        for place, (value, decimals) in enumerate(zip(row.values, row.decimals, strict=True)):
            if chart.stacked and (value is None or abs(value) < highest * ROOM):
                _unlabelled(series, place)
            elif value is not None and (decimals != usual or _signed_zero(value, decimals)):
                code = number + _decimals(decimals)
                _own_label(series, place, f"{code};{code}" if _signed_zero(value, decimals) else code)


def labels(of: Any, number: str, inside: bool) -> None:
    """Show the figures of a series or a whole chart in a number format; inside their bars, or at the end of them."""
    if hasattr(of, "has_data_labels"):
        of.has_data_labels = True
    told = of.data_labels
    told.show_value, told.number_format, told.number_format_is_linked = True, number, False
    told.font.size = Pt(style.points(style.SIZES["source"]))
    if inside:
        told.position = XL_LABEL_POSITION.CENTER
    elif hasattr(of, "values"):
        told.position = XL_LABEL_POSITION.OUTSIDE_END


def _signed_zero(value: float, decimals: int) -> bool:
    """Whether Office would write a figure as -0.0: its format then needs a part below zero without sign."""
    return value < 0 and not write_number(value, "en_GB", decimals).startswith("−")


def _decimals(count: int) -> str:
    return "." + "0" * count if count else ""


def _own_label(series: Any, place: int, number: str) -> None:
    """The label of one figure, written with other decimals than the others: 25, not 25,000."""
    labels = series.data_labels._element
    label = deepcopy(labels)
    label.tag = qn("c:dLbl")
    for name in ("c:dLbl", "c:showLeaderLines"):
        for other in label.findall(qn(name)):
            label.remove(other)
    label.find(qn("c:numFmt")).set("formatCode", number)
    label.insert(0, label.makeelement(qn("c:idx"), {"val": str(place)}))
    labels.insert(len(labels.findall(qn("c:dLbl"))), label)


def _unlabelled(series: Any, place: int) -> None:
    """Take one label away: the library can only write one."""
    labels = series.data_labels._element
    label = labels.makeelement(qn("c:dLbl"), {})
    label.append(label.makeelement(qn("c:idx"), {"val": str(place)}))
    label.append(label.makeelement(qn("c:delete"), {"val": "1"}))
    labels.insert(len(labels.findall(qn("c:dLbl"))), label)


def rgb(colour: str) -> RGBColor:
    """A colour of ours as python-pptx takes it."""
    return RGBColor.from_string(colour.lstrip("#").upper())
