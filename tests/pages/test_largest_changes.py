"""The largest changes of the last year on the start page: what counts as one, with invented rows; and the page."""

import pandas as pd
import pytest

from i18n.translator import LANGUAGES, Words
from loaders.datasets.catalogue import Break, catalogue
from loaders.datasets.places import SIX
from pages.home import exhibits, largest_changes
from pages.home.largest_changes import LEAST, change_cards
from tests.support.invented_data import invented_data
from tests.support.opening import opened, written

GENT, TERNEUZEN = SIX[0], SIX[3]
# Not depending on which real indicators are core ones.
COUNT, PRICE, SHARE = "population", "house_price", "age_share_65_plus"
ENTRIES = {
    key: catalogue()[key].model_copy(update={"kind": kind, "breaks": (), "decimals": 0})
    for key, kind in ((COUNT, "count"), (PRICE, "amount"), (SHARE, "rate"))
}


def row(indicator: str, place: str, year: int, value: float, **more: str) -> dict:
    """An invented row."""
    texts = {"source": "invented", "definition_nl": "verzonnen", "derived_from": "", "status": "measured"}
    return {"indicator": indicator, "place": place, "period": str(year), "year": year, "value": value} | texts | more


def found(*rows: dict, entries=ENTRIES) -> list[tuple]:
    changes = largest_changes.largest_changes(pd.DataFrame(rows), entries, 2026)
    return [(one.indicator.key, one.last["place"], one.last["year"], round(one.percent, 1)) for one in changes]


def pair(indicator: str, place: str, before: float, last: float, **more: str) -> tuple[dict, dict]:
    return row(indicator, place, 2024, before), row(indicator, place, 2025, last, **more)


def test_each_indicator_is_named_once_with_the_place_that_changed_most_and_the_largest_comes_first():
    rows = [*pair(COUNT, GENT, 2000, 2020), *pair(COUNT, TERNEUZEN, 2000, 1900), *pair(PRICE, GENT, 100, 120)]
    assert found(*rows) == [(PRICE, GENT, 2025, 20.0), (COUNT, TERNEUZEN, 2025, -5.0)]


def test_at_most_three_are_shown():
    entries = {f"i{number}": ENTRIES[PRICE] for number in range(5)}
    rows = [each for number in range(5) for each in pair(f"i{number}", GENT, 100, 101 + number)]
    assert [percent for *_, percent in found(*rows, entries=entries)] == [5.0, 4.0, 3.0]


@pytest.mark.parametrize(
    "rows",
    [
        pair(COUNT, GENT, LEAST - 1, 5000),
        pair(SHARE, GENT, 2000, 4000),
        pair(COUNT, "BE23", 2000, 4000),
        pair(COUNT, GENT, 2000, 4000, source="another"),
        pair(COUNT, GENT, 2000, 4000, definition_nl="anders"),
        pair(COUNT, GENT, 2000, 4000, status="projected"),
        pair(COUNT, GENT, 2000, 4000, status="estimated"),
        (row(COUNT, GENT, 2023, 2000), row(COUNT, GENT, 2025, 4000)),
        (row(COUNT, GENT, 2021, 2000), row(COUNT, GENT, 2022, 4000)),
        (*pair(COUNT, GENT, 2000, 4000), row(COUNT, TERNEUZEN, 2010, -5)),
        (row(COUNT, GENT, 2025, 4000),),
    ],
    ids=[
        *("a small count", "a share", "a province", "another source", "another definition", "a projection"),
        *("an estimate", "a year between", "too old", "a balance", "one year"),
    ],
)
def test_what_does_not_count(rows):
    assert found(*pair(COUNT, GENT, 2000, 4000)) == [(COUNT, GENT, 2025, 100.0)], "else it would"
    assert found(*rows) == []


@pytest.mark.parametrize("place", [GENT, "NSPD"])
def test_a_break_of_the_place_or_of_one_of_the_six_in_their_sum_ends_the_comparison(place):
    why = {"nl": "fusie", "en": "merger"}
    breaks = (Break(areas=(GENT,), period="2025", why=why),)
    entries = {COUNT: ENTRIES[COUNT].model_copy(update={"breaks": breaks})}
    rows = [*pair(COUNT, place, 2000, 4000), *pair(COUNT, TERNEUZEN, 2000, 2100)]
    assert found(*rows, entries=entries) == [(COUNT, TERNEUZEN, 2025, 5.0)]


def test_a_computed_figure_compares_where_it_was_computed_from_the_same():
    before = row(COUNT, "NSPD", 2024, 2000, source="computed", derived_from="population 2024 (a)")
    for derived, counts in (("population 2025 (a)", True), ("population 2025 (b)", False)):
        last = row(COUNT, "NSPD", 2025, 3000, source="computed", derived_from=derived)
        assert bool(found(before, last)) == counts


def test_a_change_is_that_of_the_figures_as_they_are_written():
    (change,) = largest_changes.largest_changes(
        pd.DataFrame(pair(PRICE, GENT, 100.4, 150.4)), {PRICE: ENTRIES[PRICE]}, 2026
    )
    assert change.percent == 50.0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_the_changes_with_place_years_source_and_the_rule(language):
    t = Words(language)
    with invented_data(core=("population", "house_price")):
        cards = change_cards(t)
        assert 0 < len(cards) <= 2, "only core indicators"
        page = written(opened("home", lang=language))
        for card in cards:
            (side,) = card.sides
            assert side.value in page and side.change in page and side.period in page and card.publishers
        assert t("home.changes_core") in page
        table = exhibits.BUILDERS["largest-changes"]({}, t)
        assert len(table.content()["rows"]) == len(cards) and table.source
    with invented_data():
        assert t("home.changes_main") in written(opened("home", lang=language))


def test_where_nothing_can_be_compared_the_page_says_so(monkeypatch):
    monkeypatch.setattr(largest_changes, "largest_changes", lambda *_: [])
    with invented_data():
        app = opened("home")
        assert not app.exception and Words("nl")("home.changes_none") in written(app)
