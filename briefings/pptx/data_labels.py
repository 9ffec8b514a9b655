"""The figures on the bars of an editable chart."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from pptx.enum.chart import XL_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.util import Pt

from briefings import style
from briefings.pptx.chart_model import Chart
from briefings.pptx.shapes import rgb
from charts.palettes import letters_on
from i18n.numbers import write_number

# A part of a stack smaller than this share of the highest stack has no room for its figure.
MIN_SHARE = 0.055


def label_bars(native: Any, chart: Chart, number: str) -> None:
    """Label the bars that are labelled in the Plotly figure, except parts of a stack that are too low."""
    bars = [row for row in chart.series if not row.mark]
    stacks = [sum(abs(row.values[place] or 0) for row in bars) for place in range(len(chart.categories))]
    highest = max(stacks, default=0)
    too_many = len(chart.categories) * (1 if chart.stacked else len(chart.series)) > 24
    for series, row in zip(native.plots[0].series, bars, strict=True):
        if not row.labelled or too_many:
            continue
        most_decimals = max(row.decimals, default=0)
        set_labels(series, number + _decimals(most_decimals), inside=bool(chart.stacked))
        if chart.stacked:
            series.data_labels.font.color.rgb = rgb(letters_on(row.colours[0]))
        for place, (value, decimals) in enumerate(zip(row.values, row.decimals, strict=True)):
            if chart.stacked and (value is None or abs(value) < highest * MIN_SHARE):
                _remove_label(series, place)
            elif value is not None and (decimals != most_decimals or _signed_zero(value, decimals)):
                code = number + _decimals(decimals)
                _add_label(series, place, f"{code};{code}" if _signed_zero(value, decimals) else code)


def set_labels(target: Any, number: str, inside: bool) -> None:
    """Show the figures of a series or a whole chart in a number format; inside their bars, or at the end of them."""
    if hasattr(target, "has_data_labels"):
        target.has_data_labels = True
    data_labels = target.data_labels
    data_labels.show_value, data_labels.number_format, data_labels.number_format_is_linked = True, number, False
    data_labels.font.size = Pt(style.points(style.SIZES["source"]))
    if inside:
        data_labels.position = XL_LABEL_POSITION.CENTER
    elif hasattr(target, "values"):
        data_labels.position = XL_LABEL_POSITION.OUTSIDE_END


def name_points(series: Any, names: Mapping[int, str]) -> None:
    """Write names beside points, by their place in the series."""
    for place, name in names.items():
        label = series.points[place].data_label
        label.position = XL_LABEL_POSITION.ABOVE
        frame = label.text_frame
        frame.text = name
        frame.paragraphs[0].runs[0].font.size = Pt(style.points(style.SIZES["source"]))


def _signed_zero(value: float, decimals: int) -> bool:
    """Whether Office would write a figure as -0.0: its format then needs a part for negative numbers without sign."""
    return value < 0 and not write_number(value, "en_GB", decimals).startswith("−")


def _decimals(count: int) -> str:
    return "." + "0" * count if count else ""


def _add_label(series: Any, place: int, number: str) -> None:
    """Add a label for one point with another number of decimals: 25, not 25,000."""
    labels = series.data_labels._element
    label = deepcopy(labels)
    label.tag = qn("c:dLbl")
    for name in ("c:dLbl", "c:showLeaderLines"):
        for other in label.findall(qn(name)):
            label.remove(other)
    label.find(qn("c:numFmt")).set("formatCode", number)
    label.insert(0, label.makeelement(qn("c:idx"), {"val": str(place)}))
    labels.insert(len(labels.findall(qn("c:dLbl"))), label)


def _remove_label(series: Any, place: int) -> None:
    """Remove the label of one point: python-pptx can only write one."""
    labels = series.data_labels._element
    label = labels.makeelement(qn("c:dLbl"), {})
    label.append(label.makeelement(qn("c:idx"), {"val": str(place)}))
    label.append(label.makeelement(qn("c:delete"), {"val": "1"}))
    labels.insert(len(labels.findall(qn("c:dLbl"))), label)
