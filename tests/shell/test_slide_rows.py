"""The figures of a slide as rows, which its workbook holds: a reader must know of which place each is."""

import pytest

from i18n.translator import Words
from shell.briefing.builders import page_builders
from shell.briefing.slides import make_slide

T = Words("nl")
# A panel for each country, all municipalities in one panel, and two indicators against each other.
CHARTS = [
    ("ranking-0", {"indicator": "house_price", "period": "2024"}, "x"),
    ("ranking-0", {"indicator": "house_price", "period": "2024", "level": "municipalities_all"}, "x"),
    ("scatter", {"indicator": "house_price", "compare": "indicator", "second": "population"}, "x"),
]


@pytest.mark.parametrize(("key", "choices", "axis"), CHARTS)
def test_each_row_of_a_ranking_or_a_scatter_names_its_place(key, choices, axis):
    slide = make_slide(page_builders("map")[key](choices, T), choices, T)
    values = {row.get(T("table.place")): row[axis] for row in slide.rows}
    assert values["Gent"] == 369_000 and values["Borsele"] == 363_073
