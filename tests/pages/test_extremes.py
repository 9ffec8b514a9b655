"""The sentence on the highest and lowest places: those with the same figure are named together."""

from i18n.translator import Words
from pages.map.extremes import describe_extremes
from shell.indicator_data import View, figures


def test_places_with_the_same_figure_are_named_together():
    # Inhabitants of 2026 and 2012: 23,186 of 22,676 in Borsele and 55,955 of 54,742 in Terneuzen.
    view = View(figures("population_index", Words("en")), "municipality", "2026")
    assert describe_extremes(view, Words("en")) == (
        "2026: highest Evergem, 110.9 (2012 = 100); lowest Borsele, Terneuzen, 102.2 (2012 = 100)."
    )
