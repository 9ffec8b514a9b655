"""Descriptions of maps: classes worked out by hand, one or two scales by comparability, and missing figures."""

import itertools
import json
import random

import pandas as pd
import pytest

from charts import maps, palettes
from charts.class_breaks import ClassBreaks, classify
from tests.support.map_samples import ALL_SIX, EN, LAYERS, NAMES, NL, PLACES, SIX, described, listed, rows, subject


@pytest.mark.parametrize(
    ("values", "edges"),
    [
        ([], ()),
        ([7], (7, 7)),
        ([5, 5, 5], (5, 5)),
        ([1, 9], (0, 5, 10)),
        ([12, 47, 61, 88], (0, 25, 50, 75, 100)),
        ([2.1, 2.3, 2.35, 2.4], (2.1, 2.2, 2.3, 2.4)),
        ([0.1, 0.15, 0.2, 0.1 + 0.2], (0.1, 0.15, 0.2, 0.25, 0.3)),
        ([-10, -5, 3, 8], (-10, -5, 0, 5, 10)),
        # One city and five towns: equal steps would put the five into one class.
        (
            [13_704, 23_116, 36_860, 45_389, 55_132, 269_191],
            (10_000, 25_000, 50_000, 100_000, 250_000, 500_000),
        ),
    ],
)
def test_classes_have_edges_a_reader_can_say(values, edges):
    assert classify(values).edges == pytest.approx(edges)


def test_the_edge_belongs_to_the_class_above_and_the_last_edge_to_the_last_class():
    classes = classify([0, 10, 20, 30, 40, 50])
    assert classes.edges == (0, 10, 20, 30, 40, 50)
    assert [classes.of(value) for value in (0, 9.99, 10, 49, 50)] == [0, 0, 1, 4, 4]


def test_change_has_an_edge_on_zero_and_colours_by_distance_from_it():
    classes = classify([-3.2, 1, 4, 12], diverging=True)
    assert classes.edges == (-5, 0, 5, 10, 15)
    assert classes.below == 1
    light, _ = palettes.diverging(classes.below, len(classes) - classes.below)
    assert light == [palettes.BELOW.light[0], *palettes.ABOVE.light]
    assert classify([1, 2, 3], diverging=True).edges[0] == 0
    assert classify([0, 0], diverging=True).edges == (0, 0)


def test_what_did_not_change_is_in_no_class_of_either_side():
    classes = classify([-3.2, 0, 0, 1, 12], diverging=True)
    assert classes.edges == (-5, 0, 0, 5, 10, 15)
    assert [classes.of(value) for value in (-3.2, -0.01, 0, -0.0, 0.01, 12)] == [0, 0, 1, 1, 2, 4]
    assert classes.labels(NL.number) == ["−5 – 0", "0", "0 – 5", "5 – 10", "10 – 15"]
    light, dark = palettes.diverging(classes.below, 3, zero=classes.zero)
    assert light[1] == palettes.ZERO[0] not in (*palettes.BELOW.light, *palettes.ABOVE.light) and len(dark) == 5
    fell = classify([-8, 0], diverging=True)
    assert [fell.of(value) for value in (-8, -1, 0)] == [0, 1, 2] and len(palettes.diverging(2, 0, zero=True)[0]) == 3


def test_a_value_the_classes_were_not_made_for_is_refused():
    with pytest.raises(ValueError, match="lies outside"):
        classify([1, 2, 3]).of(9)
    with pytest.raises(ValueError, match="lies outside"):
        ClassBreaks(()).of(1)


def test_missing_values_make_no_class():
    assert classify([1.0, float("nan"), 9.0]) == classify([1.0, 9.0])


def test_labels_are_written_the_readers_way():
    assert classify([1_000, 2_400]).labels(NL.number) == ["1.000 – 2.000", "2.000 – 3.000"]
    assert classify([1_000, 2_400]).labels(EN.number, "{low} to {high}")[0] == "1,000 to 2,000"
    assert classify([0.5, 0.9, 1.3]).labels(NL.number)[0] == "0,5 – 1,0"
    assert classify([5, 5]).labels(NL.number) == ["5"]


def test_any_values_fall_into_few_round_classes():
    chance = random.Random(20261123)
    for _ in range(2_000):
        size = chance.randint(1, 9)
        values = [chance.choice([-1, 1, 1]) * 10 ** chance.uniform(-3, 9) for _ in range(size)]
        most, diverging = chance.randint(2, 7), chance.random() < 0.5
        classes = classify(values, most=most, diverging=diverging)
        assert len(classes) <= most
        assert all(0 <= classes.of(value) < len(classes) for value in values)
        assert not diverging or 0 in classes.edges


def luminance(colour):
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


ONE_WAY = (palettes.SEQUENTIAL, palettes.OTHER)
TWO_WAYS = (palettes.BELOW, palettes.ABOVE, palettes.BELOW_OTHER, palettes.ABOVE_OTHER)


@pytest.mark.parametrize("scale", [*ONE_WAY, *TWO_WAYS])
@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_each_class_is_darker_than_the_last_on_light_and_lighter_on_dark(scale, count):
    light, dark = scale.of(count)
    assert [luminance(c) for c in light] == sorted((luminance(c) for c in light), reverse=True)
    assert [luminance(c) for c in dark] == sorted(luminance(c) for c in dark)
    for colours in (light, dark):
        for one, other in itertools.pairwise(sorted(map(luminance, colours))):
            assert (other + 0.05) / (one + 0.05) > 1.15


def test_series_colours_are_seen_on_both_pages():
    for colour in [*palettes.CATEGORICAL, *palettes.COUNTRY.values()]:
        for page in ("#ffffff", "#10181d"):
            dark, light = sorted([luminance(colour), luminance(page)])
            assert (light + 0.05) / (dark + 0.05) >= 3, (colour, page)


def test_figures_in_bars_are_read_on_every_colour():
    for colour in palettes.CATEGORICAL:
        dark, light = sorted([luminance(colour), luminance(palettes.letters_on(colour))])
        assert (light + 0.05) / (dark + 0.05) >= 4.5, colour


@pytest.mark.parametrize("comparability", ["same", "bridged"])
def test_comparable_figures_share_one_scale_one_legend_and_ranks(comparability):
    description = described(rows(ALL_SIX), subject(comparability))
    assert len(description["legends"]) == 1 and not description["apart"]
    assert [one[1] for one in description["places"]] == [
        "Evergem",
        "Gent",
        "Borsele",
        "Zelzate",
        "Terneuzen",
        "Vlissingen",
    ]
    assert [entry.rank for entry in listed(description).values()] == [1, 2, 3, 4, 5, 6]
    assert description["words"]["rank"].format(rank=1) == "1e van 6"


def test_what_may_not_be_compared_has_two_scales_two_legends_and_no_rank():
    notes = {"BE": "per aangifte", "NL": "gestandaardiseerd"}
    description = described(rows(ALL_SIX), subject("not_comparable", notes=notes))
    belgian, dutch = description["legends"]
    assert description["apart"]
    assert (belgian["title"], dutch["title"]) == ("België", "Nederland")
    assert (belgian["note"], dutch["note"]) == ("per aangifte", "gestandaardiseerd")
    assert not set(belgian["light"] + belgian["dark"]) & set(dutch["light"] + dutch["dark"])
    assert belgian["labels"] != dutch["labels"]
    # The scale of each country comes from its own figures only.
    assert [entry.legend for entry in listed(description).values()] == [0, 0, 0, 1, 1, 1]
    assert [one[1] for one in description["places"]] == NAMES
    assert all(entry.rank == 0 for entry in listed(description).values())
    assert "België: Gent" in description["alt"] and "Nederland: Terneuzen" in description["alt"]


def test_the_scale_of_one_country_does_not_know_the_other():
    scale = maps.scales(rows(ALL_SIX), subject("not_comparable"))
    assert scale["BE"] == classify([36_000, 41_000, 33_000])
    assert scale["NL"] == classify([31_000, 29_500, 34_000])


def test_what_one_country_publishes_says_so_on_the_other_side():
    known = {place: ALL_SIX[place] for place in SIX[:2]}
    description = described(rows(known), subject("one_country", "BE"))
    places = listed(description)
    assert places["BE-43018"].kind == maps.MISSING
    assert {places[place].kind for place in SIX[3:]} == {maps.UNPUBLISHED}
    assert places["NL-GM0715"].text == "Nederland: niet in onze bronnen"
    assert ["unpublished", "Nederland: niet in onze bronnen"] in description["marks"]


def test_a_missing_place_is_listed_by_name_and_gets_no_class():
    known = {place: value for place, value in ALL_SIX.items() if place != "NL-GM0654"}
    table = pd.concat([rows(known), rows({"NL-GM0654": float("nan")})])
    for missing in (rows(known), table):
        description = described(missing)
        borsele = listed(description)["NL-GM0654"]
        assert (borsele.name, borsele.kind, borsele.text, borsele.rank) == (
            "Borsele",
            maps.MISSING,
            "geen cijfer",
            0,
        )
        assert ["missing", "geen cijfer"] in description["marks"]
        assert "Borsele geen cijfer" in description["alt"]
        assert description["places"][-1][1] == "Borsele"
    assert "missing" not in dict(described(rows(ALL_SIX))["marks"])


def test_a_map_without_any_figure_still_names_the_places():
    description = described(rows({}))
    assert [one[1] for one in description["places"]] == NAMES
    assert description["legends"][0]["labels"] == []


def test_every_status_but_measured_is_marked_and_missing_looks_different():
    statuses = ["provisional", "estimated", "projected", "target", "plan", "measured"]
    description = described(rows(ALL_SIX, status=statuses))
    places = listed(description)
    assert [places[place].status for place in SIX] == [*statuses[:5], ""]
    assert description["statuses"]["provisional"] == ["voorlopig", "dots"]
    assert description["statuses"]["projected"] == ["prognose", "bars"]
    assert {mark for _, mark in description["statuses"].values()} == {"dots", "bars"}
    marks = dict(description["marks"])
    assert marks["dots"] == "voorlopig, geschat" and "prognose" in marks["bars"] and "missing" not in marks
    assert "voorlopig" in description["alt"]
    assert described(rows(ALL_SIX))["statuses"] == {}


def test_figures_of_different_years_are_not_ranked_and_say_their_year():
    description = described(rows(ALL_SIX, period=["2024", "2024", "2021", "2024", "2024", "2024"]))
    places = listed(description)
    assert places["BE-43018"].period == "2021" and places["BE-44021"].period == ""
    assert all(entry.rank == 0 for entry in places.values())
    assert "(2021)" in description["alt"]


def test_equal_values_share_a_rank():
    ranks = {entry.name: entry.rank for entry in listed(described(rows(ALL_SIX | {"BE-44021": 41_000}))).values()}
    assert (ranks["Gent"], ranks["Evergem"], ranks["Borsele"]) == (1, 1, 3)


def test_the_same_classes_serve_two_maps():
    every = pd.concat([rows(ALL_SIX), rows({place: value * 2 for place, value in ALL_SIX.items()}, period="2014")])
    one = described(rows(ALL_SIX), every=every)
    other = described(every[every.period == "2014"], every=every, period="2014", frame=maps.MapFrame(side="b"))
    assert one["legends"] == other["legends"]


def test_two_figures_for_one_place_and_unknown_places_are_refused():
    with pytest.raises(ValueError, match="two figures for BE-44021"):
        described(pd.concat([rows(ALL_SIX), rows({"BE-44021": 1})]))
    strange = rows(ALL_SIX).replace({"place": {"BE-44021": "BE-99999"}})
    with pytest.raises(ValueError, match="BE-99999"):
        described(strange)


def test_the_areas_of_the_level_are_the_ones_that_are_drawn():
    assert described(rows(ALL_SIX))["layers"]["areas"] == LAYERS["areas-municipality"]
    assert "areas" not in described(rows(ALL_SIX), level="port")["layers"]
    assert not any(name.startswith("areas-") for name in described(rows(ALL_SIX))["layers"])


def test_the_reader_reads_it_in_one_language():
    description = described(rows(ALL_SIX), words=EN)
    assert listed(description)["BE-44021"].text == "36,000"
    assert description["language"] == "en"
    assert "Nederland" not in json.dumps(description) and "gemeente" not in json.dumps(description["words"])


def test_a_change_of_68_places_stays_small():
    values = {area: 1_000 * place for place, area in enumerate(PLACES.index)}
    status = ["provisional" if place % 3 else "measured" for place in range(len(values))]
    description = described(rows(values, status=status), expected=list(PLACES.index), attribution="x" * 200)
    assert len(description["places"]) == 68
    assert len(json.dumps(description)) <= 6_000
