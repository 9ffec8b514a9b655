"""Both sides of the border on the start page: what is set side by side, what may be compared, what is missing."""

from types import SimpleNamespace

import pytest

from i18n.translator import Words
from loaders.datasets.catalogue import catalogue
from pages.home import exhibits, unemployment_exhibits
from pages.home.side_figures import find_sides, own_side
from pages.home.side_rows import PAIRS, SUBJECTS, shown_rows, side_rows, without_figures
from pages.home.talent_exhibits import TOPICS
from shell import port_data
from shell.datasets import clear_caches, plain_table
from shell.exhibits.choices import ChoiceError
from shell.indicator_data import figures
from shell.indicator_lists import nearest_comparable
from tests.support.opening import offered, opened, widget, written

T = Words("nl")
GENT_TERNEUZEN = ("BE-44021", "NL-GM0715")


def row(label: str, pair: tuple[str, str] = GENT_TERNEUZEN):
    return next(one for one in side_rows(pair, T) if one.label.startswith(label))


def test_every_pair_has_every_subject_and_a_plain_answer_in_each_row():
    for pair in PAIRS:
        rows = side_rows(pair, T)
        assert {one.subject for one in rows} == {T(f"sides.subject_{key}") for key in SUBJECTS}
        assert all(one.verdict.startswith(("Ja. ", "Ja, na omrekening. ", "Nee. ")) for one in rows)


def test_a_price_may_not_be_compared_and_is_followed_by_its_index_which_may():
    labels = [one.label for one in side_rows(GENT_TERNEUZEN, T)]
    price = row("Huizenprijs")
    assert price.verdict.startswith("Nee. ") and price.verdict.endswith("Wel te vergelijken: Prijsindex huizen.")
    assert not price.comparable
    assert labels[labels.index(price.label) + 1].startswith("Prijsindex huizen")
    assert row("Prijsindex huizen").comparable


@pytest.mark.parametrize(
    ("key", "nearest"),
    [
        ("house_price", "house_price_index"),
        ("establishments_per_1000", "establishments_index"),
        ("employment_rate", None),
        ("low_income", None),
    ],
)
def test_the_nearest_comparable_indicator_is_computed_from_the_same_figures(key, nearest):
    assert nearest_comparable(key) == nearest


def test_where_a_municipality_has_no_figure_both_sides_go_to_the_same_larger_level_and_are_named():
    gdp = row("Bbp per inwoner")
    assert gdp.belgian.startswith("Arrondissement Gent: ") and gdp.dutch.startswith("Zeeuws-Vlaanderen: ")
    sides = find_sides(figures("gdp_per_inhabitant", T), GENT_TERNEUZEN)
    assert [side.place for side in sides] == ["BE234", "NL341"]
    assert len({side.row.period for side in sides}) == 1


def test_the_sum_of_three_municipalities_says_that_we_added_it_up():
    emissions = row("Geverifieerde uitstoot", ("BE23", "NL34"))
    assert emissions.belgian.startswith("Gent, Evergem, Zelzate: ") and "door ons opgeteld" in emissions.verdict
    assert "door ons opgeteld" not in row("Geverifieerde uitstoot").verdict


def test_emissions_are_of_the_newest_year_that_all_counted_places_have(monkeypatch):
    sums, newest = port_data.sum_emissions("place"), int(port_data.sum_emissions("place")["year"].max())
    without = {
        "one year": sums[(sums["place"] != "BE-43018") | (sums["year"] < newest)],
        "every year": sums[sums["place"] != "BE-43018"],
    }
    for pair, (one, every) in {("BE23", "NL34"): (newest - 1, None), GENT_TERNEUZEN: (newest, newest)}.items():
        for missing, year in {"one year": one, "every year": every}.items():
            monkeypatch.setattr(port_data, "sum_emissions", lambda by, rows=without[missing]: rows)
            clear_caches()
            found = row("Geverifieerde uitstoot", pair)
            if year is None:
                assert found.empty and not found.comparable and found.belgian.endswith(T("map.nodata"))
            else:
                assert f"({year})" in found.belgian and f"({year})" in found.dutch and found.comparable
    monkeypatch.undo()
    clear_caches()


def test_a_row_without_a_figure_on_either_side_is_named_below_the_table_instead():
    pair = ("BE23", "NL34")
    empty = [one.label for one in side_rows(pair, T) if one.empty]
    assert empty and not {one.label for one in shown_rows(pair, T)} & set(empty)
    assert all(label in without_figures(pair, T) for label in empty)
    # One side without a figure never counts as comparable.
    assert not any(one.comparable for one in side_rows(pair, T) if T("map.nodata") in one.belgian + one.dutch)


def test_a_pair_that_does_not_exist_is_refused():
    with pytest.raises(ChoiceError):
        exhibits.BUILDERS["both-sides"]({"sides": "BE-44021.NL"}, T)


def test_unemployment_lists_every_rate_of_the_catalogue():
    rates = {
        key for key, one in catalogue().items() if one.unit == "pct" and ("unemploy" in key or key == "job_seeker_rate")
    }
    assert rates == set(unemployment_exhibits.CONCEPTS)


@pytest.mark.parametrize(
    ("pair", "begins", "ends"),
    [
        ("BE-44021.NL-GM0715", "In % van de beroepsbevolking. Gent: 8,2 (2024), ", "Er zit bovendien 8 jaar tussen."),
        # Borsele has no figure: that of its province stands in, by name.
        (
            "BE-44021.NL-GM0654",
            "In % van de beroepsbevolking. Gent: 8,2 (2024), volgens de administratieve telling. Zeeland: 3,4 (2018)",
            "tussen.",
        ),
    ],
)
def test_unemployment_of_a_pair_is_answered_by_the_two_nearest_concepts(pair, begins, ends):
    answer = unemployment_exhibits.answer({"sides": pair}, T)
    assert answer.startswith(begins) and answer.endswith(ends) and "Zet ze niet op één schaal" in answer


def test_figures_without_a_year_say_so():
    rows = exhibits.BUILDERS["unemployment-concepts"]({}, T).content()["rows"]
    seekers = next(cells for cells in rows if cells[0] == "België: Werkzoekendengraad")
    assert seekers[5] == "Evergem 3,7 (2019); Gent 11,2; Zelzate 8,2 (zonder jaartal)"


def test_what_is_missing_on_talent_is_named_with_where_it_would_come_from():
    rows = exhibits.BUILDERS["talent-both-sides"]({}, T).content()["rows"]
    said = {cells[0]: cells[-1] for cells in rows if cells[-1]}
    assert len(said) == len(TOPICS) and all("Bron" in missing for missing in said.values())
    assert T("map.nodata") == rows[0][2], "no source has a Dutch figure on students"
    # What the page of movements has of them is not called missing.
    counted = plain_table("flows").query("counted == 'dutch_students'")["period"]
    page = T("page.flows")
    assert f"pagina {page}" in rows[0][3] and f"pagina {page}" in said[T("sides.talent_students")]
    assert f"van {counted.min()} tot {counted.max()}, en aan de UGent" in said[T("sides.talent_students")]


@pytest.mark.parametrize(
    ("language", "years", "said"),
    [
        ("en", 1, "There is also 1 year between them."),
        ("en", 2, "There are also 2 years between them."),
        ("nl", 1, "1 jaar"),
    ],
)
def test_years_between_two_figures_are_counted_in_words_that_fit(language, years, said):
    sides = [SimpleNamespace(row=SimpleNamespace(year=year)) for year in (2020, 2020 + years)]
    assert said in unemployment_exhibits._years_apart(sides, Words(language))


def test_own_side_gives_a_place_that_no_source_covers_as_such():
    side = own_side(figures("unemployment_census", T), "NL-GM0654")
    assert (side.place, side.row) == ("NL-GM0654", None)


@pytest.mark.parametrize(
    ("part", "language", "key"),
    [
        ("both", "en", "both-sides"),
        ("unemployment", "nl", "unemployment-concepts"),
        ("talent", "en", "talent-both-sides"),
    ],
)
def test_each_part_shows_its_exhibit(part, language, key):
    shown, _ = offered("home", home=part, lang=language)
    assert [exhibit.key for exhibit in shown] == [key]


def test_a_pair_of_a_link_is_chosen_and_each_figure_leads_to_the_map():
    app = opened("home", home="both", sides="BE-43018.NL-GM0718")
    assert 'href="map?indicator=house_price&amp;level=municipality&amp;lang=nl' in written(app)
    assert widget(app.selectbox, "sides").value == "BE-43018.NL-GM0718"
