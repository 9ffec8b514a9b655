"""The municipalities most like one, its neighbours, a group of one's own, and ranks: from the shipped figures."""

import math
from statistics import median, pstdev

import pytest

from i18n.translator import Words
from loaders.datasets.catalogue import catalogue
from loaders.datasets.places import SIX
from shell import datasets
from shell.exhibits.choices import ChoiceError
from shell.exhibits.list_choice import ListChoice
from shell.indicator_data import all_municipalities
from shell.peers import similar
from shell.peers.groups import chosen_group, neighbours
from shell.peers.municipal_values import compared_period, country_of, province_of, rank, values_by_period
from shell.peers.similar import CRITERIA, DEFAULT_CRITERIA, find_similar, within_one_country
from shell.peers.standing import describe, find_standing

GENT, ZELZATE, BORSELE = "BE-44021", "BE-43018", "NL-GM0654"
TERNEUZEN, VLISSINGEN = "NL-GM0715", "NL-GM0718"
T = Words("nl")


def test_a_distance_is_the_difference_in_standard_deviations():
    """One criterion without ratios: it can be checked by head."""
    found = find_similar(ZELZATE, ("old",), 67)
    values = values_by_period("age_share_65_plus")[found.periods["old"]]
    assert len(values) == 68
    for peer in found.peers[:5]:
        apart = (values[peer.place] - values[ZELZATE]) / pstdev(values.values())
        assert peer.differences == {"old": pytest.approx(apart)} and peer.distance == pytest.approx(
            abs(apart), abs=1e-6
        )
    nearest = sorted(abs(value - values[ZELZATE]) for place, value in values.items() if place != ZELZATE)
    assert abs(values[found.peers[0].place] - values[ZELZATE]) == nearest[0]


def test_of_inhabitants_ratios_count():
    """Twice as many inhabitants are as far as half as many."""
    among = find_similar(ZELZATE, ("population",), 67)
    found = {peer.place: peer.differences["population"] for peer in among.peers}
    values = values_by_period("population")[among.periods["population"]]
    spread = pstdev([math.log(value) for value in values.values()])
    assert found[GENT] == pytest.approx(math.log(values[GENT] / values[ZELZATE]) / spread)


def test_peers_are_the_same_each_time_and_in_whatever_order_criteria_are_chosen():
    first = find_similar(ZELZATE, DEFAULT_CRITERIA, 8)
    datasets.clear_caches()
    assert find_similar(ZELZATE, tuple(reversed(DEFAULT_CRITERIA)), 8) == first
    assert len(first.peers) == 8 and ZELZATE not in first.places
    assert [peer.distance for peer in first.peers] == sorted(peer.distance for peer in first.peers)
    assert find_similar(ZELZATE, DEFAULT_CRITERIA, 12).places[:8] == first.places


def test_the_usual_criteria_compare_across_the_border_and_find_peers_on_the_other_side():
    assert not any(map(within_one_country, DEFAULT_CRITERIA))
    assert {country_of(place) for place in find_similar(BORSELE, DEFAULT_CRITERIA, 8).places} == {"BE", "NL"}


@pytest.mark.parametrize("criterion", [key for key in CRITERIA if within_one_country(key)])
def test_a_criterion_that_does_not_compare_across_the_border_finds_only_places_of_the_own_country(criterion):
    for place in (ZELZATE, BORSELE):
        found = find_similar(place, ("population", criterion), 67)
        assert found.own_country and {country_of(one) for one in found.places} == {country_of(place)}


def test_places_without_a_figure_of_a_criterion_are_left_out_and_named():
    found = find_similar(ZELZATE, ("population", "income"), 67)
    merged = set(found.left_out)
    assert len(merged) == 5 and not merged & set(found.places) and set(found.left_out.values()) == {("income",)}
    of_merged = find_similar(sorted(merged)[0], ("population", "income"), 8)
    assert of_merged.lacking == ("income",) and of_merged.used == ("population",) and not of_merged.own_country


def test_a_place_is_compared_in_the_newest_year_that_it_and_nearly_all_others_have(monkeypatch):
    every = dict.fromkeys(all_municipalities(), 1.0)
    # Invented: of 2022 all but Zelzate, of 2023 the six only.
    without = {place: 2.0 for place in every if place != ZELZATE}
    invented = {"2021": every, "2022": without, "2023": dict.fromkeys(SIX, 3.0)}
    monkeypatch.setattr(similar, "values_by_period", lambda key: invented)
    assert similar._values("old", ZELZATE)[0] == "2021" and similar._values("old", GENT)[0] == "2022"
    del invented["2021"]
    assert similar._values("old", ZELZATE) == ("2022", without), "its figure is lacking, and of which year is said"


def test_neighbours_share_an_edge_also_across_the_border_and_each_is_one_of_the_other():
    found = neighbours()
    assert set(found) == set(all_municipalities())
    assert {GENT, "BE-44019", "BE-43002", TERNEUZEN} < set(found[ZELZATE]) and VLISSINGEN not in found[ZELZATE]
    assert all(place in found[other] for place, others in found.items() for other in others)
    assert all(found[place] and place not in found[place] for place in found)


def test_a_group_of_ones_own_never_has_the_place_itself():
    def own(place: str, group: str) -> tuple[str, ...]:
        return chosen_group({"place": place, "peers": "own", "group": group}, T).others

    assert own(ZELZATE, f"{GENT},{ZELZATE}") == (GENT,)
    assert own(ZELZATE, ZELZATE) == ()
    assert own(ZELZATE, "") == tuple(one for one in SIX if one != ZELZATE), "the six, where none is chosen"
    assert len(own(ZELZATE, ",".join(all_municipalities()))) == 67
    with pytest.raises(ChoiceError, match="group=Atlantis"):
        own(ZELZATE, f"{GENT},Atlantis")


def test_a_choice_of_several_keeps_the_order_of_its_options_and_names_what_it_does_not_know():
    choice = ListChoice("letters", {"a": "A", "b": "B", "c": "C"}, ("b",))
    assert choice.of({}) == choice.of({"letters": ""}) == ("b",)
    assert choice.of({"letters": "c,a,c"}) == ("a", "c")
    assert choice.split("x,c,,y") == (("c",), ("x", "y"))


def test_figures_that_print_alike_rank_alike():
    values = {"a": 3.04, "b": 3.01, "c": 2.9, "d": 5.0}
    assert [rank(values, place, values, 1) for place in "dabc"] == [(1, 4), (2, 4), (2, 4), (4, 4)]
    assert rank(values, "a", ["c"], 1) == (1, 2) and rank(values, "x", values, 1) is None


def test_a_place_stands_among_its_province_and_the_six():
    standing = find_standing("population", ZELZATE, (GENT, "BE-44019"), T)
    assert standing and standing.period == "2025" and len(standing.values) == 68
    assert standing.district == (6, 6), "the smallest of the six"
    smaller = sum(value < 13653 for place, value in standing.values.items() if country_of(place) == "BE")
    assert standing.province == (55 - smaller, 55)
    assert standing.median == median([272657, 37254])
    text = describe(standing, T)
    assert text.startswith(f"In 2025: {55 - smaller}e van 55 in Oost-Vlaanderen, 6e van 6 in het district.")
    assert text.endswith("Mediaan van 2 soortgelijke gemeenten: 154.956.")
    assert province_of(ZELZATE) == "BE23" and province_of(BORSELE) == "NL34"


def test_a_figure_that_does_not_compare_stands_among_places_of_its_own_country_only():
    assert not catalogue()["house_price"].comparable
    for place, country in ((ZELZATE, "BE"), (TERNEUZEN, "NL")):
        standing = find_standing("house_price", place, all_municipalities(), T)
        assert standing and {country_of(one) for one in (*standing.values, *standing.peers)} == {country}
        assert standing.district == (3, 3) and "NSPD" not in standing.wider
        assert {key[:2] for key in standing.wider} <= {country}
        of_own = {"BE": "Belgische", "NL": "Nederlandse"}[country]
        assert f"3e van 3 van de {of_own} gemeenten in het district" in describe(standing, T)


def test_a_figure_is_compared_in_a_year_that_nearly_all_have():
    """The Belgian shares of 2026 have no Dutch ones beside them."""
    assert compared_period("age_share_65_plus", ZELZATE) == "2025"
    standing = find_standing("age_share_65_plus", ZELZATE, (), T)
    assert standing and standing.newest.period == "2026" and describe(standing, T).startswith("In 2025: ")
    assert compared_period("woz_value", ZELZATE) is None, "a figure of the Netherlands only"
