"""Every page in both languages, run as Streamlit runs it."""

import pytest

from loaders.catalogue import catalogue
from shell.plain_text import plain
from tests.opening import PAGES, opened, words, written


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_in_every_language(name, language):
    app = opened(name, lang=language)
    assert not app.exception and not app.error and not app.warning
    section = {"scenarios": "studio", "meeting": "briefing"}.get(name, name)
    heading = words(language)[section]["title"] if name not in ("map", "place", "port", "climate") else ""
    assert "<h1" in written(app) and heading in written(app)
    assert words(language)["foot"] in written(app)


@pytest.mark.parametrize("face", ["map", "chart", "table", "sources"])
@pytest.mark.parametrize("indicator", sorted(key for key, entry in catalogue().items() if not entry.live))
def test_every_indicator_shows_its_four_faces(indicator, face):
    app = opened("map", indicator=indicator, face=face)
    assert not app.exception and not app.error and not app.warning
    assert catalogue()[indicator].label["nl"] in written(app).replace("&amp;", "&").replace("&#x27;", "'")


@pytest.mark.parametrize("compare", ["period", "indicator"])
def test_two_maps_stand_side_by_side(compare):
    app = opened("map", compare=compare)
    assert not app.exception and not app.error
    assert len(app.get("bidi_component")) == 3, "the page's language, and two maps"


def test_a_link_with_values_that_are_not_known_opens_the_default_and_says_so():
    app = opened("map", indicator="happiness", level="<b>x</b>", period="9999", v="1")
    assert not app.exception and not app.error
    told = " ".join(warning.value for warning in app.warning)
    assert "happiness" in told and "9999" in told and plain("<b>x</b>") in told
    assert catalogue()["population"].label["nl"] in written(app)


def test_a_link_of_another_version_is_told():
    assert "“99”" in opened("map", v="99").warning[0].value


def test_a_choice_keeps_its_key_when_the_language_changes():
    dutch, english = (opened("map", indicator="house_price", face="table", lang=one) for one in ("nl", "en"))
    assert catalogue()["house_price"].label["nl"] in written(dutch)
    assert catalogue()["house_price"].label["en"] in written(english)
    assert dutch.query_params["indicator"] == english.query_params["indicator"]


def test_dutch_and_english_write_the_same_number_their_own_way():
    dutch, english = (written(opened("map", face="table", lang=one)) for one in ("nl", "en"))
    assert "23.116" in dutch or "23.121" in dutch
    assert "23,116" in english or "23,121" in english


def test_figures_that_may_not_be_compared_are_never_ranked_and_stand_on_two_scales():
    app = opened("map", indicator="house_price", face="chart")
    spec = app.get("plotly_chart")[0].proto.spec
    assert '"yaxis2"' in spec, "each country has its own scale"
