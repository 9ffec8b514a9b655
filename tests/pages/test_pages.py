"""Every page in both languages in AppTest; and charts and maps of every indicator."""

from itertools import cycle
from numbers import Real

import plotly.graph_objects as go
import pytest

from charts import maps
from i18n.translator import LANGUAGES, Words
from loaders.datasets.catalogue import Indicator, catalogue, units
from loaders.datasets.places import SIX
from pages.map.chart_exhibits import indicator_chart
from pages.map.exhibits import BUILDERS
from shell.datasets import same_data_version
from shell.exhibits import figure_texts, map_descriptions
from shell.indicator_data import ALL_MUNICIPALITIES, MAPPED, figures
from shell.plain_text import escape_markdown
from tests.support.opening import PAGES, opened, widget, words, written

FACES = ("map", "chart", "table", "sources")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_in_every_language(name, language):
    app = opened(name, lang=language)
    assert not app.exception and not app.error and not app.warning
    sections = {"scenarios": "studio", "meeting": "briefing", "changes": "since", "accessibility": "access"}
    section = sections.get(name, name)
    heading = words(language)[section]["title"] if name not in ("map", "place", "port", "climate") else ""
    assert "<h1" in written(app) and heading in written(app)
    assert words(language)["foot"] in written(app)


@pytest.fixture
def one_version():
    """One version of the data, as in a run of a page: else every cached call looks at the stamps of all cards."""
    with same_data_version():
        yield


def kind_of(indicator: Indicator) -> tuple[object, ...]:
    """The properties that decide how an indicator is drawn: two of one kind run through the same code."""
    found = figures(indicator.key, Words("nl"))
    one_period = all(len(found.periods(level)) == 1 for level in found.levels)
    undated = len(found.dated) < len(found.preferred)
    return indicator.comparability, bool(found.levels), one_period, undated, bool(indicator.breaks)


def shipped() -> list[Indicator]:
    """The indicators that have figures without a refresh."""
    return [catalogue()[key] for key in sorted(catalogue()) if not catalogue()[key].live]


def of_each_kind() -> list[str]:
    """The first indicator of each kind."""
    kinds: dict[tuple[object, ...], str] = {}
    for one in shipped():
        kinds.setdefault(kind_of(one), one.key)
    return list(kinds.values())


@pytest.mark.slow
def test_an_indicator_of_each_kind_opens_on_its_page():
    # Each face of some kinds; what the faces show of every kind is built below without the page.
    for indicator, face in zip(of_each_kind(), cycle(FACES), strict=False):
        app = opened("map", indicator=indicator, face=face)
        assert not app.exception and not app.error and not app.warning, indicator
        assert catalogue()[indicator].label["nl"] in written(app).replace("&amp;", "&").replace("&#x27;", "'")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_face_of_each_kind_is_built(language, one_version):
    t = Words(language)
    for indicator in of_each_kind():
        label = t.of(catalogue()[indicator].label)
        # Without a figure that has a year there is no chart, and without one of a place no map; the page says so.
        levels = figures(indicator, t).levels
        drawn = ["chart-0"] * bool(levels) + ["map-0"] * any(level in MAPPED for level in levels)
        for key in (*drawn, "table-faces-tables"):
            exhibit = BUILDERS[key]({"indicator": indicator}, t)
            assert label in exhibit.title and exhibit.source and exhibit.content(), (indicator, key)
        for key in ("table-sources-sources", "table-sources-sources-2"):
            exhibit = BUILDERS[key]({"indicator": indicator}, t)
            assert exhibit.title and exhibit.source and exhibit.content(), (indicator, key)


# The charts, maps and sentences of every indicator without the page.


def charts_to_draw() -> list[tuple[Indicator, list[str]]]:
    """Each indicator with the level that its page opens with, and with each other one that none of its kind had."""
    seen: set[tuple[object, ...]] = set()
    drawn = []
    for indicator in shipped():
        kind, levels = kind_of(indicator), figures(indicator.key, Words("nl")).levels
        drawn.append((indicator, [level for level in levels if level == levels[0] or (*kind, level) not in seen]))
        seen |= {(*kind, level) for level in levels}
    return drawn


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.slow
def test_every_indicator_has_a_chart_and_a_sentence(language, one_version):
    t, seen, kinds = Words(language), 0, of_each_kind()
    # Only words and separators differ by language, so one chart of each kind is enough in the second one.
    for indicator, levels in charts_to_draw():
        found = figures(indicator.key, t)
        for level in levels if language == LANGUAGES[0] or indicator.key in kinds else []:
            exhibit = indicator_chart(0)({"indicator": indicator.key, "level": level}, t)
            shown = found.best_period(level) if level == ALL_MUNICIPALITIES else found.newest_period(level)
            rows = found.at(level, shown)
            # A ranking of many places names those at both ends in its text.
            newest = (rows.sort_values("value") if level == ALL_MUNICIPALITIES else rows).iloc[-1]
            assert float(newest["value"]) in charted(exhibit.drawing), (indicator.key, level)
            assert t.of(indicator.label) in exhibit.alt and newest["name"] in exhibit.alt, (indicator.key, level)
            seen += 1
    assert seen > (200 if language == LANGUAGES[0] else 10), "the test must have seen the indicators"


def charted(chart: go.Figure) -> set[float]:
    """The figures that the marks of a chart show, along either axis."""
    values = [value for trace in chart.data for axis in (trace.x, trace.y) if axis is not None for value in axis]
    return {float(value) for value in values if isinstance(value, Real)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.slow
def test_every_indicator_has_a_map_with_each_of_its_figures_at_every_level_that_has_one(language, one_version):
    t, seen = Words(language), 0
    around, kinds = map_descriptions.surroundings(t), of_each_kind()
    # As above: one of each kind is enough in the second language.
    for one in [each for each in shipped() if language == LANGUAGES[0] or each.key in kinds]:
        found = figures(one.key, t)
        notes = {side: t.of(one.definition[side]) for side in ("BE", "NL")}
        notes = notes if one.comparability == "not_comparable" else {}
        about = (t.of(one.label), t.of(units()[one.unit]), one.decimals, one.comparability, one.country, notes)
        for level in set(found.levels) & set(MAPPED):
            subject, period = maps.Subject(*about), found.best_period(level)
            rows, every = found.at(level, period), found.at(level)
            expected = list(SIX) if level == "municipality" else sorted(set(every.place))
            scales = maps.scales(every, subject, diverging=bool((every.value < 0).any()))
            view = maps.MapView(level, period, expected, ranked=True)
            shown = maps.describe(rows, subject, around, view, frame=maps.MapFrame(), classes=scales)
            listed = {place[0]: place[4] if len(place) > 4 else "" for place in shown["places"]}
            for row in rows[rows.place.isin(expected)].itertuples():
                assert t.number(row.value, one.decimals) in listed[row.place], (one.key, level, row.place)
            seen += 1
    assert seen > (150 if language == LANGUAGES[0] else 10), "the test must have seen the indicators"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.slow
def test_every_indicator_has_a_cell_for_each_figure_and_a_source(language, one_version):
    t, kinds = Words(language), of_each_kind()
    # As above: one of each kind is enough in the second language.
    for indicator in [one for one in shipped() if language == LANGUAGES[0] or one.key in kinds]:
        rows = figures(indicator.key, t).preferred
        for row in rows.to_dict("records"):
            cell = figure_texts.format_figure(row, t, indicator.decimals)
            assert cell.startswith(t.number(row["value"], indicator.decimals)), (indicator.key, row["place"])
            assert row["period"] == "" or t.period(row["period"])
        assert figure_texts.source_line(rows, indicator, t), indicator.key
        assert t.of(indicator.why) and all(t.of(indicator.definition[side]) for side in ("BE", "NL"))


@pytest.mark.parametrize("compare", ["period", "indicator"])
def test_two_maps_stand_side_by_side(compare):
    app = opened("map", compare=compare)
    assert not app.exception and not app.error
    assert len(app.get("bidi_component")) == 4, "the page's language, the tools of the frame, and two maps"


def test_a_link_with_values_that_are_not_known_opens_the_default_and_says_so():
    app = opened("map", indicator="happiness", level="<b>x</b>", period="9999", v="1")
    assert not app.exception and not app.error
    told = " ".join(warning.value for warning in app.warning)
    assert "happiness" in told and "9999" in told and escape_markdown("<b>x</b>") in told
    assert catalogue()["population"].label["nl"] in written(app)


@pytest.mark.parametrize(
    ("name", "key", "part"),
    [("port", "subject", "goods"), ("climate", "climate", "years"), ("data", "part", "indicators")],
)
def test_the_chosen_part_of_a_page_is_in_its_address(name, key, part):
    app = opened(name)
    first = app.query_params[key]
    widget(app.get("button_group"), key).set_value(part).run()
    assert not app.exception and app.query_params[key] == part != first


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
