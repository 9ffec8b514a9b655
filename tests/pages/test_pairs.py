"""Two indicators in one picture, a scatter or a map: what may be together, in which period, and what is refused."""

from html import unescape

import numpy as np
import pytest

from charts import paired_map, scatter
from charts.palettes import PAIRS, paired
from i18n.translator import Words
from loaders.datasets.catalogue import catalogue
from loaders.datasets.places import SIX
from pages.map import pairs, scatter_exhibits
from pages.map.exhibits import BUILDERS
from shell.exhibits import NoFiguresError
from shell.exhibits.choices import ChoiceError
from shell.indicator_data import figures
from tests.support.opening import offered, opened, written
from tests.support.whole_data import whole_data

T = Words("nl")
ALL = {"compare": "indicator", "level": "municipalities_all"}
# Comparable, and comparable after conversion; then one that may not be compared, and one of Belgium only.
TOGETHER = ALL | {"indicator": "age_share_65_plus", "second": "dependency_ratio"}
APART = ALL | {"indicator": "population", "second": "house_price"}
BELGIAN = ALL | {"indicator": "unemployment_census", "second": "age_share_65_plus"}
BOTH = ("scatter", "map-two")


@pytest.fixture(scope="module", autouse=True)
def whole(tmp_path_factory):
    """All municipalities in all years: the smaller copy has a part of them."""
    with whole_data(tmp_path_factory.mktemp("whole") / "geodata"):
        yield


def build(key, address, t=T):
    return BUILDERS[key](address, t)


def test_two_comparable_indicators_are_in_one_panel_with_a_point_for_each_municipality_that_has_both():
    exhibit = build("scatter", TOGETHER)
    belgian, dutch = exhibit.drawing.data
    assert (len(belgian.x), len(dutch.x)) == (55, 13)
    assert (belgian.marker.symbol[0], dutch.marker.symbol[0]) == ("circle", "diamond")
    gent = belgian.text.index("Gent")
    year = exhibit.title.split(", ")[-1]
    for key, shown in (("age_share_65_plus", belgian.x), ("dependency_ratio", belgian.y)):
        rows = figures(key, T).at("municipality", year)
        assert shown[gent] == rows.value[rows.place == "BE-44021"].item()
    # The six are named; the others on hover.
    assert {name for trace in exhibit.drawing.data for name in trace.text} == {
        *("", "Gent", "Evergem", "Zelzate", "Terneuzen", "Vlissingen", "Borsele")
    }
    assert exhibit.drawing.layout.xaxis.title.text == f"Aandeel 65-plussers (%, {year})"
    assert exhibit.source.count("Bron (") == 2 and exhibit.comparability.count("Vergelijkbaar") == 2


def test_places_that_the_reader_picked_are_named_too():
    named = scatter_exhibits.named_places(scatter_exhibits.read_scatter(TOGETHER, T), {"places": "NL-GM1714,BE-46021"})
    assert set(named) == {*SIX, "NL-GM1714", "BE-46021"}


def test_what_may_not_be_compared_never_stands_in_one_panel_or_one_correlation():
    exhibit = build("scatter", APART)
    by_axis = {trace.xaxis: trace.name for trace in exhibit.drawing.data}
    assert by_axis == {"x": "België", "x2": "Nederland"} and len(exhibit.drawing.data) == 2
    assert "‘Huizenprijs’ is niet vergelijkbaar" in exhibit.message
    assert exhibit.message.index("België: ") < exhibit.message.index("Nederland: ")
    assert exhibit.message.count("rangcorrelatie") == 2 and exhibit.message.endswith("oorzaak.")
    shown = build("map-two", APART).drawing
    assert [legend["title"] for legend in shown["legends"]] == ["België", "Nederland"] and shown["apart"]
    assert not set(shown["legends"][0]["light"]) & set(shown["legends"][1]["light"])


@pytest.mark.parametrize("key", BOTH)
def test_an_indicator_of_one_country_leaves_the_other_out(key):
    exhibit = build(key, BELGIAN)
    if key == "scatter":
        assert [trace.name for trace in exhibit.drawing.data] == ["België"]
        assert "alleen plaatsen in België" in exhibit.message
    else:
        kinds = {place[0][:2]: set() for place in exhibit.drawing["places"]}
        for place in exhibit.drawing["places"]:
            kinds[place[0][:2]].add(place[3])
        assert kinds["NL"] == {-2} and kinds["BE"] > {0, 8}


@pytest.mark.parametrize("key", BOTH)
@pytest.mark.parametrize(
    ("address", "says"),
    [
        (ALL | {"indicator": "house_price", "second": "house_price"}, "tweemaal ‘Huizenprijs’"),
        (ALL | {"indicator": "woz_value", "second": "unemployment_census"}, "alleen voor Nederland en"),
        (ALL | {"level": "province", "indicator": "population", "second": "area_total"}, "minder dan drie plaatsen"),
        ({"indicator": "population"}, T("briefing.no_figure")),
        ({"indicator": "population", "compare": "period"}, T("briefing.no_figure")),
    ],
)
def test_two_that_do_not_go_together_are_refused_with_a_sentence(key, address, says):
    with pytest.raises(NoFiguresError) as refused:
        build(key, address)
    assert says in str(refused.value)


def test_both_are_of_one_period_or_of_the_nearest_which_is_said():
    pair = pairs.read_pair(TOGETHER, T)
    for period in pairs.period_choice(pair, T).options:
        assert pairs.read_periods(pair, {"pair_period": period}, T) == (period, period)
    with pytest.raises(ChoiceError) as refused:
        build("scatter", TOGETHER | {"pair_period": "1066"})
    assert refused.value.key == "pair_period"
    # The census was in 2021, and ages of all municipalities are known for other years.
    shown = scatter_exhibits.read_scatter(BELGIAN | {"second": "population_aged_15_24"}, T)
    first, second = shown.pair.first.period, shown.pair.second.period
    assert first == "2021" != second and pairs.describe_periods(shown.pair, T).endswith(f": {first} en {second}.")


def test_a_rank_correlation_is_that_of_spearman():
    points = scatter_exhibits.read_scatter(TOGETHER, T).points.head(4).assign(x=[1.0, 2, 3, 4], y=[10.0, 30, 20, 40])
    # 1 - 6 * (0 + 1 + 1 + 0) / (4 * (16 - 1))
    assert scatter.correlation(points) == pytest.approx(0.8)
    assert np.isnan(scatter.correlation(points.assign(y=1.0)))


def test_of_few_places_no_correlation_is_told():
    message = build("scatter", TOGETHER | {"level": "municipality"}).message
    assert message == "6 plaatsen; pas vanaf 10 plaatsen berekenen we een samenhang."


def test_points_grow_with_the_population_where_it_is_known_of_all():
    exhibit = build("scatter", TOGETHER | {"level": "municipality", "scatter_size": "population"})
    sizes = [size for trace in exhibit.drawing.data for size in trace.marker.size]
    assert max(sizes) == sizes[0] == scatter.LARGEST, "Gent has most inhabitants"
    # A quarter of the inhabitants has half the width.
    gent, evergem = (figures("population", T).at("municipality", "2025").set_index("place").value[k] for k in SIX[:2])
    assert sizes[1] == pytest.approx(scatter.LARGEST * (evergem / gent) ** 0.5, abs=0.1)


def test_classes_are_thirds_and_the_square_says_what_they_range_over():
    shown = build("map-two", TOGETHER | {"level": "municipality"}).drawing
    (legend,) = shown["legends"]
    places = {place[1]: place for place in shown["places"]}
    for axis, of in (("x", lambda kind: kind % 3), ("y", lambda kind: kind // 3)):
        assert sorted(of(place[3]) for place in places.values()) == [0, 0, 1, 1, 2, 2]
        assert len(legend["square"][axis]["steps"]) == 3
    lowest = min(places.values(), key=lambda place: float(place[7].split("\u00a0")[0].replace(",", ".")))
    assert lowest[3] % 3 == 0 and legend["square"]["x"]["steps"][0].startswith(lowest[7].split("\u00a0")[0])
    assert legend["labels"][0] == "laag · laag" and legend["labels"][2] == "hoog · laag"


def test_the_share_of_a_class_follows_the_values_and_a_small_group_has_none():
    points = scatter_exhibits.read_scatter(TOGETHER, T).points
    six = points[points.place.isin(SIX)].assign(x=[1.0, 2, 3, 4, 5, 6], y=[6.0, 5, 4, 3, 2, 1])
    assert list(paired_map.classify(six, [""], fewest=3).x_class) == [0, 0, 1, 1, 2, 2]
    assert list(paired_map.classify(six, ["BE", "NL"], fewest=3).x_class) == [0, 1, 2, 0, 1, 2]
    assert set(paired_map.classify(six.head(4), ["BE", "NL"], fewest=3).country) == {"BE"}


def test_a_place_without_one_of_both_figures_is_hatched_with_the_figure_that_it_has():
    shown = build("map-two", TOGETHER | {"second": "share_one_person_households"}).drawing
    hatched = [place for place in shown["places"] if place[3] == -1]
    assert hatched and all(place[7].endswith("% · geen cijfer") for place in hatched)
    assert ["missing", "geen cijfer"] in shown["marks"]


def luminances(colour: str) -> np.ndarray:
    """The linear light of a colour: red, green, blue."""
    parts = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(light: np.ndarray) -> np.ndarray:
    """A colour of linear light in CIE L*a*b*, where distances are as an eye sees them."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = np.cbrt(np.maximum(to_xyz @ light / [0.9505, 1, 1.089], 0.0089))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


# How the eyes of the three kinds of colour blindness see linear light (Machado, Oliveira and Fernandes 2009).
EYES = {
    "all colours": np.eye(3),
    "no red": np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
    "no green": np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
    "no blue": np.array([[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]]),
}


@pytest.mark.parametrize("eye", EYES)
def test_any_two_of_the_nine_colours_differ_for_every_eye_and_none_is_that_of_places_without_figures(eye):
    for country in PAIRS:
        for colours, context in zip(paired(country, 3), ("#e8e6e0", "#2b343a"), strict=True):
            seen = [lab(np.clip(EYES[eye] @ luminances(colour), 0, 1)) for colour in [*colours, context]]
            gaps = [np.linalg.norm(a - b) for at, a in enumerate(seen) for b in seen[:at]]
            # A difference of 2.3 is just seen where two colours touch.
            assert len(set(colours)) == 9 and min(gaps) > 7


@pytest.mark.parametrize(("face", "key", "language"), [("scatter", "scatter", "nl"), ("map", "map-two", "en")])
def test_the_page_shows_both_badges_reasons_and_sources(face, key, language):
    t = Words(language)
    exhibits, app = offered("map", lang=language, face=face, overlay="together", **APART | {"level": "municipality"})
    page = unescape(written(app))
    assert [exhibit.key for exhibit in exhibits] == [key]
    assert 'class="badge same"' in page and 'class="badge not_comparable"' in page
    for entry in (catalogue()["population"], catalogue()["house_price"]):
        assert all(t.of(text) in page for text in (entry.label, entry.why, entry.reference))


def test_the_face_of_two_indicators_is_there_only_with_two():
    app = opened("map", face="scatter")
    assert app.query_params["face"] == "map" and any("“scatter”" in warning.value for warning in app.warning)
    same = opened("map", face="scatter", **ALL | {"indicator": "house_price", "second": "house_price"})
    assert [info.value for info in same.info] == [T("scatter.itself", label="Huizenprijs")] and not same.error
