"""A municipality among others: key figures, peers, what is missing, and the files, in both languages."""

import io
import re
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from i18n.translator import LANGUAGES, Words
from loaders.datasets.catalogue import catalogue
from loaders.datasets.places import SIX
from pages.place import key_figure_exhibits, missing, place_files, profile_exhibits
from pages.place.exhibits import BUILDERS
from pages.place.key_figure_exhibits import KEY_FIGURES, key_figures_html, standings
from pages.place.peer_texts import describe_group, explain
from shell import datasets
from shell.exhibits import figure_texts
from shell.indicator_data import all_municipalities, figures
from shell.indicator_lists import leading_indicators
from shell.peers.groups import chosen_group
from shell.peers.municipal_values import country_of
from shell.peers.similar import find_similar
from tests.support.opening import opened, widget, written
from tests.support.page_text import texts

GENT, ZELZATE, TERNEUZEN, BORSELE = "BE-44021", "BE-43018", "NL-GM0715", "NL-GM0654"
T = Words("nl")


def bars(**choices: str):
    return BUILDERS["peer-bars"]({"place": ZELZATE, **choices}, T)


def test_the_key_figures_are_of_the_core_set_and_of_each_of_its_themes():
    assert len(KEY_FIGURES) == len(set(KEY_FIGURES)) == 10
    assert all(catalogue()[key].core for key in KEY_FIGURES)
    assert {catalogue()[key].theme for key in KEY_FIGURES} == {one.theme for one in catalogue().values() if one.core}


def test_a_municipality_outside_of_the_district_has_a_profile_too():
    """Every fourth of the 68, among them some of the five of 2025, which lack income and households."""
    for place in all_municipalities()[::4]:
        found = standings(place, "nl")
        assert len(found) >= 8, place
        for one in found:
            assert place in one.values and one.province[0] <= one.province[1]
            if not one.indicator.comparable:
                assert {country_of(other) for other in one.values} == {country_of(place)}


def test_a_card_has_value_year_and_what_is_around_it():
    page = key_figures_html(ZELZATE, TERNEUZEN, "nl")
    card = page.split("<article")[KEY_FIGURES.index("house_price") + 1]
    assert "<b>260.000</b> €, 2024" in card and "Niet vergelijkbaar" in card
    assert "<dt>Terneuzen</dt><dd>≠</dd>" in card, "no figure across the border"
    assert "Huizenprijs: 260.000 tussen 212.000 (laagste) en 747.500 (hoogste) van 54 gemeenten, 2024." in card
    within = key_figures_html(ZELZATE, GENT, "nl").split("<article")[KEY_FIGURES.index("house_price") + 1]
    assert "<dt>Gent</dt><dd>369.000, 2024</dd>" in within


def test_what_a_place_lacks_is_one_line_and_what_only_the_other_side_counts_another():
    keys = ["job_seeker_rate", "woz_value", "gdp", "population"]
    own, abroad = missing.describe_missing(keys, ZELZATE, GENT, T)
    assert own == f"Niet in onze bronnen voor Zelzate: {catalogue()['job_seeker_rate'].label['nl']}."
    assert abroad == f"Alleen aan Nederlandse zijde: {catalogue()['woz_value'].label['nl']}."
    assert missing.describe_missing(keys, ZELZATE, TERNEUZEN, T) == [own], "its figure stands under the theme"
    assert missing.describe_missing(["population"], ZELZATE, GENT, T) == []


def test_what_only_the_other_place_has_stands_with_its_figure():
    """Unemployment: the profile of Terneuzen showed nothing of Ghent's, as if it had none."""
    key = "unemployment_insured"
    text = missing.describe_of_other_only([key, "population"], TERNEUZEN, GENT, T)
    row = figures(key, T).newest(GENT)
    assert row is not None and text.startswith("Wel voor Gent, niet voor Terneuzen: ")
    figure = f"{T.number(row.value, catalogue()[key].decimals)} (v) %, {row.period}"
    assert figure in text and figure in profile_exhibits.profile_html(TERNEUZEN, GENT, "nl", "1")
    assert missing.describe_of_other_only(["population"], TERNEUZEN, GENT, T) == ""


def test_bars_that_do_not_compare_stand_apart_and_the_rank_is_within_the_own_country():
    across = bars(peers="own", group=",".join(SIX), peer_indicator="house_price")
    assert len({trace.xaxis for trace in across.drawing.data}) == 2
    assert across.message.startswith("Zelzate: 260.000 € (2024). 3e van 3 van de Belgische gemeenten in deze groep")
    assert "Mediaan van de overige gemeenten: 354.500." in across.message
    one_scale = bars(peers="own", group=",".join(SIX), peer_indicator="population")
    assert len(one_scale.drawing.data) == 1 and "6e van 6 in deze groep" in one_scale.message


@pytest.mark.parametrize(
    ("group", "says"),
    [
        (ZELZATE, "In deze groep staat geen andere gemeente. Kies er een bij."),
        (TERNEUZEN, "In deze groep staat één andere gemeente, in Nederland."),
        (f"{TERNEUZEN},{BORSELE}", "In deze groep staan 2 andere gemeenten, alle in Nederland."),
        (f"{GENT},{BORSELE}", "In deze groep staan 2 andere gemeenten: 1 in België, 1 in Nederland."),
        (",".join(all_municipalities()), "In deze groep staan alle 68 gemeenten van Oost-Vlaanderen en Zeeland."),
    ],
)
def test_a_group_says_what_it_is(group, says):
    choices = {"place": ZELZATE, "peers": "own", "group": group}
    assert describe_group(chosen_group(choices, T), T) == says
    assert BUILDERS["peers"](choices, T).message == says
    assert bars(**choices).message.startswith("Zelzate: 13.653 inwoners (2025).")
    apart = bars(**choices, peer_indicator="house_price").message
    if group == ZELZATE:
        assert apart == "Zelzate: 260.000 € (2024)."
    if group.startswith("NL"):
        assert "geen rangorde" in apart and "Mediaan" not in apart


def test_a_place_without_any_of_the_chosen_figures_says_so_and_asks_for_another():
    """One of the municipalities of 2025, of which income is not known: there is nothing to add."""
    choices = {"place": "BE-46030", "peers": "similar", "criteria": "income"}
    says = "Van Beveren-Kruibeke-Zwijndrecht is geen van de gekozen cijfers bekend. Kies een ander kenmerk."
    table = BUILDERS["peers"](choices, T)
    assert (table.message, table.source) == (says, "")
    notes = explain(find_similar("BE-46030", ("income",), 8), T)
    assert any(re.search(r"geen cijfer voor: inkomen \(20\d\d\)\. ", note) for note in notes)


def test_a_figure_of_one_country_is_not_in_our_sources_on_the_other_side_of_the_border():
    """In a card as in the table: it is no figure that does not compare."""
    only = catalogue()["unemployment_insured"]
    assert only.country == "BE"
    assert missing.short_sign(missing.sign_across(only, "BE", "NL", T), T) == "n.b."
    assert missing.sign_across(only, "NL", "BE", T) == missing.sign_across(only, "BE", "BE", T) == ""
    (one,) = (standing for standing in standings(ZELZATE, "nl") if standing.indicator.key == "population")
    invented = replace(one, data=replace(one.data, indicator=only))
    assert key_figure_exhibits._other_text(invented, TERNEUZEN, T) == "n.b."


def test_the_table_of_peers_says_in_what_each_is_alike():
    content = BUILDERS["peers"]({"place": ZELZATE, "criteria": "population,old"}, T).content()
    assert content["rows"][0][0] == "Zelzate" and len(content["rows"]) == 9
    assert [cell.split(" (")[0] for cell in content["head"][2:4]] == ["Inwoners", "65-plussers"]
    for *_, why, distance in content["rows"][1:]:
        assert why.startswith("lijkt erop in ") and 0 <= float(distance.replace(",", ".")) < 0.5


@pytest.mark.parametrize(("place", "language"), [(ZELZATE, "nl"), (BORSELE, "en")])
def test_the_files_of_a_place_hold_the_numbers_of_its_page(place, language):
    t = Words(language)
    workbook, table = (file.make() for file in place_files.list_files(place, t))
    book = openpyxl.load_workbook(io.BytesIO(workbook), read_only=True)
    newest, every, defined = (pd.DataFrame(list(sheet.values)[1:], columns=next(sheet.values)) for sheet in book)
    key, value, period, unit, status = (
        t(f"place.file.{name}") for name in ("key", "value", "period", "unit", "status")
    )
    rows = newest.set_index(key)
    shown = profile_exhibits.profile_html(place, GENT, language, "1") + key_figures_html(place, GENT, language)
    for indicator in leading_indicators():
        row = figures(indicator, t).newest(place)
        if row is None:
            assert indicator not in rows.index
            continue
        found, decimals = rows.loc[indicator], catalogue()[indicator].decimals
        assert (found[value], str(found[period])) == (pytest.approx(row.value), row.period)
        assert found[status] == t(f"status.{row.status}") and found[unit]
        assert figure_texts.format_figure(row, t, decimals) in shown
    assert set(newest[key]) <= set(every[key]) == set(defined[key])
    assert defined.iloc[:, 1:].notna().all(axis=None), "each indicator with both definitions and why it compares"
    lines = table.decode("utf-8-sig").splitlines()
    assert len(lines) == len(every) + 1 and t("place.file.definition_nl") in lines[0]


@pytest.fixture
def three_figures(monkeypatch):
    """The shipped data in which Zelzate has three indicators only, and none of the usual criteria but inhabitants."""
    read, kept = datasets._without_shapes, ("population", "house_price", "establishments")

    def fewer(name: str) -> pd.DataFrame:
        table = read(name)
        return table[(table.place != ZELZATE) | table.indicator.isin(kept)] if name == "indicators" else table

    datasets.clear_caches()
    monkeypatch.setattr(datasets, "_without_shapes", fewer)
    yield kept
    datasets.clear_caches()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_with_three_figures_has_a_sheet_and_files(three_figures, language):
    t = Words(language)
    assert len(standings(ZELZATE, language)) == 2, "two of the three are key figures"
    app = opened("place", place=ZELZATE, lang=language)
    assert not app.exception and not app.error and not app.warning
    assert any(text.startswith(t("place.missing", name="Zelzate", labels="").strip(". ")) for text in texts(app))
    workbook, _ = (file.make() for file in place_files.list_files(ZELZATE, t))
    newest = list(openpyxl.load_workbook(io.BytesIO(workbook), read_only=True).worksheets[0].values)
    assert [row[-1] for row in newest[1:]] == sorted(three_figures, key=list(catalogue()).index)
    beside = opened("place", place=ZELZATE, sheet="peers", lang=language)
    assert not beside.exception and not beside.error
    assert any(t("peers.alike_in.density") in text and "Zelzate" in text for text in texts(beside))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_the_peers_of_any_municipality(language):
    t = Words(language)
    app = opened("place", place="NL-GM0703", sheet="peers", lang=language, criteria="population,income")
    assert not app.exception and not app.error and not app.warning
    assert t("peers.title", name="Reimerswaal") in texts(app)
    assert any(t("country.NL") in text and t("peers.alike_in.income") in text for text in texts(app))
    assert app.query_params["criteria"] == "population,income"
    multi = widget(app.multiselect, "criteria")
    assert multi.value == ["population", "income"]
    multi.set_value(["old", "population"]).run()
    again = widget(app.multiselect, "criteria")
    assert (again.key, again.value) == (multi.key, ["old", "population"]), (
        "as picked, in the same widget: it stays open"
    )
    assert not app.exception and app.query_params["criteria"] == "population,old"


def test_an_unknown_place_in_a_link_falls_back_with_a_notice():
    app = opened("place", place="BE-99999", sheet="peers", peers="own", group=f"Atlantis,{GENT},{BORSELE}")
    assert not app.exception and len(app.warning) == 2
    assert "BE-99999" in app.warning[0].value and "Atlantis" in app.warning[1].value
    assert [T("place.choose") in app.warning[0].value, T("peers.own_label") in app.warning[1].value] == [True, True]
    assert app.query_params["group"] == f"{GENT},{BORSELE}" and app.query_params["place"] == GENT
    assert "Borsele" in written(app)


def test_an_emptied_group_is_the_district_and_says_so():
    app = opened("place", place=ZELZATE, sheet="peers", peers="own", group=GENT)
    widget(app.multiselect, "group").set_value([]).run()
    assert not app.exception and "group" not in app.query_params
    assert any("zes van het district" in notice.value for notice in app.warning)
    assert any("5 andere gemeenten" in text for text in texts(app))


def test_emptied_criteria_are_the_usual_ones_and_the_page_says_so():
    app = opened("place", place=ZELZATE, sheet="peers", criteria="old")
    widget(app.multiselect, "criteria").set_value([]).run()
    assert not app.exception and "criteria" not in app.query_params
    assert any("U koos geen kenmerken" in notice.value and "inwonertal" in notice.value for notice in app.warning)
