"""Panels side by side on a slide: the lines of each, one scale, and each shared name once in the legend."""

import pandas as pd

from charts import scenario_panels
from charts.panel_grid import join_panels
from i18n.translator import Words

INVENTED = pd.DataFrame(
    {"year": [2023, 2030, 2050], "low": [10.0, 8, 5], "mid": [10.0, 9, 7], "high": [10.0, 11, 12]}
).assign(status=["observed", "scenario", "scenario"])


def panel(name: str, place: int):
    names = scenario_panels.Names(name, "Basis", "band", "waargenomen", "vooruitzicht", "doel")
    view = scenario_panels.PanelView((0.0, 12.6), place, legend=False)
    return scenario_panels.panel(INVENTED, INVENTED, words=Words("nl"), unit="Mt", decimals=1, names=names, view=view)


def test_every_line_stands_in_its_own_panel_on_one_scale():
    figure = join_panels([panel("Eerste", 0), panel("Tweede", 1)], unit="Mt")
    for axis, colour in (("y", scenario_panels.COLOURS[0]), ("y2", scenario_panels.COLOURS[1])):
        (line,) = [one for one in figure.data if one.yaxis == axis and one.line.width == 3]
        assert line.line.color == colour and list(line.y)[-2:] == [9.0, 7.0]
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range == (0.0, 12.6)
    assert [note.text for note in figure.layout.annotations] == ["<b>Eerste</b>", "<b>Tweede</b>"]


def test_the_legend_names_what_the_panels_share_once():
    figure = join_panels([panel("Eerste", 0), panel("Tweede", 1)], unit="Mt")
    shown = [trace.name for trace in figure.data if trace.showlegend]
    assert sorted(shown) == ["Basis", "band", "waargenomen"]
