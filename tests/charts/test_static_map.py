"""Static maps: the same places, colours, marks and texts as in the description that the screen draws."""

import itertools
import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import pytest

from charts import map_style, static_map, static_map_legend
from charts.maps import MISSING
from charts.points import Kind, Point, describe_points
from i18n.translator import Words
from tests.support.briefing_samples import described, figures, layers
from tests.support.opening import ROOT

SVG = "{http://www.w3.org/2000/svg}"
SIZE = {"width": 1776, "height": 728}


def drawn(description, **more):
    return ElementTree.fromstring(static_map.svg(description, layers(), **SIZE | more))


def group(tree, key):
    return tree.find(f".//{SVG}g[@id='{key}']")


def fill(tree, key):
    return re.search(r"fill: (#\w+)", group(tree, key).find(f"{SVG}path").get("style"))[1]


def texts(tree):
    return [" ".join(one.itertext()).strip() for one in tree.iter(f"{SVG}text")]


def test_each_place_has_the_colour_of_its_class_and_stands_in_the_key_with_its_figure():
    description = described("2024")
    tree, told = drawn(description), None
    for place, name, legend, kind, text, *_ in description["places"]:
        assert fill(tree, place) == description["legends"][legend]["light"][kind]
        told = texts(tree)
        assert any(line.endswith(name) for line in told) and text in told
    for label in description["legends"][0]["labels"]:
        assert label in told
    assert "Inwoners (inwoners)" in told
    assert " ".join(told).count("OpenStreetMap") == 1


def test_a_missing_figure_is_hatched_and_a_status_is_marked_on_the_map_and_in_the_key():
    rows = figures()
    rows = rows[(rows.period == "2024") & (rows.place != "BE-43018")]
    rows = rows.assign(status=["provisional", *["projected"] * 3, "measured"])
    description = described("2024", rows=rows)
    missing = next(place[0] for place in description["places"] if place[3] == MISSING)
    tree = drawn(description)
    assert fill(tree, missing) == static_map.CONTEXT and group(tree, f"{missing}-mark") is not None
    marked = {place[0] for place in description["places"] if len(place) > 6 and place[6]}
    assert len(marked) >= 4
    for place in description["places"]:
        assert (group(tree, f"{place[0]}-mark") is not None) == (place[0] in marked or place[0] == missing)
    assert {"geen cijfer", "voorlopig", "prognose"} <= set(texts(tree))


def test_points_are_circles_and_are_listed():
    kinds = {"port": Kind("haven", "#aa0000", "#ff0000")}
    points = [Point("p1", 3.8, 51.3, "port", "Oefenhaven", "12 Mt", 12.0)]
    description = describe_points(described("2024"), points, kinds, Words("nl"), title="Havens", alone=True)
    tree = drawn(description)
    assert fill(tree, "p1") == "#aa0000"
    assert {"Havens", "Oefenhaven", "12 Mt", "haven"} <= set(texts(tree))


def test_words_for_a_figure_never_lie_over_the_name_of_their_place():
    kinds = {"project": Kind("project", "#aa0000", "#ff0000")}
    words = ("Snelle fietsroute Terneuzen - Zelzate", "latere stand niet gevonden")
    points = [Point(f"p{n}", 3.8, 51.3, "project", words[0], words[1], 12.0) for n in range(24)]
    figure = static_map.draw(
        describe_points(described("2024"), points, kinds, Words("nl"), title="Waar", alone=True), layers(), **SIZE
    )
    figure.canvas.draw()
    boxes = [
        text.get_window_extent() for axes in figure.axes for text in axes.texts if text.get_text() in " ".join(words)
    ]
    assert len(boxes) > 12
    for one, other in itertools.combinations(boxes, 2):
        beside = one.x1 <= other.x0 + 1 or other.x1 <= one.x0 + 1
        assert beside or one.y1 <= other.y0 + 6 or other.y1 <= one.y0 + 6


def test_type_is_large_enough_for_the_back_row():
    tree = drawn(described("2024"))
    sizes = [float(size) for one in tree.iter(f"{SVG}text") for size in re.findall(r"(\d+)px", one.get("style"))]
    assert sizes and min(sizes) >= 24


def test_nothing_of_the_key_lies_outside_the_sheet_however_many_places():
    description = described("2024")
    many = [[f"X{n}", f"Gemeente {n} met een lange naam", 0, n % 5, f"{n}.000"] for n in range(90)]
    figure = static_map.draw(description | {"places": many}, layers(), **SIZE)
    figure.canvas.draw()
    written = [text for axes in figure.axes for text in axes.texts] + figure.texts
    assert len(written) > 60
    for text in written:
        box = text.get_window_extent()
        assert box.x1 <= 1777 and box.y0 >= -1 and box.y1 <= 729, text.get_text()
    left_out = [text.get_text() for text in written if text.get_text().startswith("… (+ ")]
    listed = [text for text in written if text.get_text().startswith("Gemeente")]
    assert len(left_out) == 1 and int(re.search(r"\d+", left_out[0])[0]) <= 90 - len(listed) / 3


def test_without_the_shapes_of_its_level_a_map_says_so():
    with pytest.raises(ValueError, match="areas-municipality"):
        static_map.svg(described("2024"), {}, **SIZE)
    # A map without rail or roads is still drawn.
    only = {"areas-municipality": layers()["areas-municipality"]}
    assert "BE-44021" in static_map.svg(described("2024"), only, **SIZE)


@pytest.mark.slow
def test_maps_drawn_at_once_are_the_maps_drawn_alone():
    wanted = ["2019", "2024"] * 2
    alone = {period: static_map.png(described(period), layers(), width=1200, height=600, ratio=1) for period in wanted}
    with ThreadPoolExecutor(4) as pool:
        each = [pool.submit(static_map.png, described(p), layers(), width=1200, height=600, ratio=1) for p in wanted]
    assert [one.result() for one in each] == [alone[period] for period in wanted]
    assert alone["2019"] != alone["2024"] and alone["2024"].startswith(b"\x89PNG")


def test_pyplot_which_threads_share_is_never_loaded():
    code = "import sys, charts.static_map; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_word_longer_than_its_line_is_cut_and_none_is_lost():
    address = "https://example.org/" + "a" * 80
    lines = static_map_legend.lines(f"zie {address}", 300, 28, static_map.FAMILY)
    assert "".join(lines).replace("zie", "") == address
    assert all(static_map_legend.text_width(line, 28, static_map.FAMILY) <= 300 for line in lines)


def test_paper_and_slides_have_the_colours_borders_and_edges_of_the_map_on_the_screen():
    script = "".join((ROOT / name).read_text("utf-8") for name in ("map/map_images.js", "map/map_layers.js"))
    light = re.search(r"light: \{(.*?)\}", script, re.DOTALL)[1]
    screen = dict(re.findall(r"(\w+): '(#[0-9a-f]{6})'", light))
    assert {name: screen[name] for name in map_style.COLOURS} == map_style.COLOURS
    assert json.loads(re.search(r"const SHEET = (\[.*?\])", script)[1]) == list(map_style.SHEET)
    for level, kinds in map_style.BORDERS.items():
        assert f"{level}: {json.dumps(kinds)}".replace('"', "'") in script


def test_screen_slides_and_paper_have_the_same_pattern_for_a_place_without_a_figure():
    script = (ROOT / "map/map_description.js").read_text("utf-8")
    kinds = dict(re.findall(r"\[(-\d)\]: '(\w+)'", script))
    swatches = dict(re.findall(r"(\w+): '(\w+)'", re.search(r"SWATCHES = \{(.*?)\}", script)[1]))
    assert kinds == {str(kind): swatches[pattern] for kind, pattern in map_style.PATTERNS.items()}
    for name in ("map/map_legend.js", "briefings/presenter/presenter_map_shapes.js"):
        assert re.search(r"import \{.*\bpatternOf\b.*map_description.js", (ROOT / name).read_text("utf-8")), name
