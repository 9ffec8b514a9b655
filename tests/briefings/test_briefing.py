"""A briefing as a file and as a link: reading returns what was written, and every fault is named."""

import base64
import json
import zlib
from dataclasses import replace

import pytest

from briefings.briefing import MOST_SLIDES, Briefing, BriefingError, Slide, from_json, to_json
from briefings.links import LONGEST_LINK, Wanted, from_link, to_link
from briefings.plotly_export import apply_house_style, to_plain_json
from tests.support.briefing_samples import chart, sample


def words(title="Een dia", **more):
    return Slide(kind="words", title=title, says="", source="", date="", content={"paragraphs": ["tekst"]}, **more)


def of(*slides, **more):
    return Briefing(title="Proef", language="nl", slides=slides, **more)


def altered(change):
    """The sample's file with `change` made to it."""
    found = json.loads(to_json(of(chart(), words())))
    change(found)
    return json.dumps(found).encode()


def refused(body):
    with pytest.raises(BriefingError) as found:
        from_json(body)
    return found.value


def test_a_briefing_comes_back_as_it_went():
    briefing = sample()
    assert from_json(to_json(briefing)) == briefing
    # Numbers are readable in the file, not packed as base64.
    gent = json.loads(to_json(briefing))["slides"][0]["content"]["figure"]["data"][0]
    assert gent["name"] == "Gent" and dict(zip(gent["x"], gent["y"], strict=True))[2024] == 269191


def test_titles_with_markup_emoji_and_right_to_left_text_stay_what_they_are():
    titles = [
        "<b>vet</b> & <script>alert(1)</script>",
        "🚢⚓️ haven",
        "ميناء بحر الشمال",
        "a\u202eb",
        "=1+1",
        "{{title}} ${x}",
    ]
    back = from_json(to_json(of(*map(words, titles))))
    assert [slide.title for slide in back.slides] == titles


def test_signs_that_no_slide_can_hold_are_left_out_wherever_they_stand():
    table = {"head": ["a\x00"], "rows": [["x\x07y"]], "caption": "c\ud800"}
    slide = Slide(kind="table", title="een\x0btwee\r\ndrie\x1f", says="", source="", date="", content=table)
    assert slide.title == "een\ntwee\ndrie"
    assert slide.content == {"head": ["a"], "rows": [["xy"]], "caption": "c"}


def test_missing_numbers_become_null_and_numpy_numbers_plain():
    rows = [{"value": float("nan"), "year": 2024}, {"value": 1.5, "year": None}]
    assert from_json(to_json(of(words(rows=rows)))).slides[0].rows == [{"value": None, "year": 2024}, rows[1]]


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        (lambda b: b.update(colour="red"), "briefing.colour", "unknown"),
        (lambda b: b.pop("title"), "briefing.title", "missing"),
        (lambda b: b.update(title=7), "briefing.title", "type"),
        (lambda b: b.update(language="fr"), "language", "one_of"),
        (lambda b: b.update(version=2), "version", "version"),
        (lambda b: b["slides"][1].update(size=3), "slides[2].size", "unknown"),
        (lambda b: b["slides"][1].update(kind="film"), "slides[2].kind", "one_of"),
        (lambda b: b["slides"][1].update(title="x" * 301), "slides[2].title", "too_long"),
        (lambda b: b["slides"][1].update(minutes=-1), "slides[2].minutes", "between"),
        (lambda b: b["slides"][1].update(minutes=True), "slides[2].minutes", "type"),
        (lambda b: b["slides"][1].update(query={"a": 1}), "slides[2].query", "type"),
        (lambda b: b["slides"][1].update(content={}), "slides[2].content.paragraphs", "missing"),
        (lambda b: b["slides"][1]["content"].update(html="<p>"), "slides[2].content.html", "unknown"),
        (lambda b: b["slides"][0]["content"].update(figure="x"), "slides[1].content.figure", "type"),
        (lambda b: b["slides"][0]["content"]["figure"].update(data=[1]), "slides[1].content.figure.data", "type"),
        (lambda b: b["slides"][1]["content"].update(paragraphs=["a", 1]), "slides[2].content.paragraphs", "type"),
        (lambda b: b["slides"][1].update(licences=["a", 1]), "slides[2].licences", "type"),
        (lambda b: b["slides"][1].update({"__dataclass_self__": 1}), "slides[2].__dataclass_self__", "unknown"),
        (lambda b: b.update(language=7), "briefing.language", "type"),
        (lambda b: b.update(slides={}), "briefing.slides", "type"),
        (lambda b: b.update(slides=b["slides"][1:] * (MOST_SLIDES + 1)), "slides", "too_many"),
    ],
)
def test_what_is_wrong_in_a_file_is_named_with_its_place(change, field, reason):
    error = refused(altered(change))
    assert (error.field, error.reason) == (field, reason)
    # A sentence in each language, which names the field.
    for language in ("nl", "en"):
        told = error.message(language)
        assert error.field in told or reason == "version"
        assert "{" not in told


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04", b"[1]", b"\xff\xfe", b"[" * 100_000, b'"text"'])
def test_what_is_no_briefing_is_refused_and_not_read_further(body):
    assert refused(body).reason in ("not_json", "type")


def test_a_file_of_more_than_ten_megabytes_is_refused_unread():
    assert refused(b" " * 10_000_001).reason == "too_large"
    heavy = of(*(words(note="x" * 20_000) for _ in range(190)), words(rows=[{"a": "y" * 100}] * 70_000))
    with pytest.raises(BriefingError, match="too large"):
        to_json(heavy)


@pytest.mark.parametrize(
    "figure",
    [
        {"data": [], "layout": {"images": [{"source": "https://example.org/x.png"}]}},
        {"data": [{"type": "choropleth"}], "layout": {}},
        {"data": [{"type": "scattermapbox"}], "layout": {}},
        {"data": [{"type": "image", "source": "https://example.org/x.png"}], "layout": {}},
    ],
)
def test_a_figure_that_would_ask_another_host_is_refused(figure):
    with pytest.raises(BriefingError):
        to_json(of(replace(chart(), content={"figure": figure})))


def test_two_hundred_slides_are_a_briefing():
    assert len(from_json(to_json(of(*(words(f"Dia {n}") for n in range(MOST_SLIDES))))).slides) == 200


def test_a_link_says_what_is_wanted_and_no_number():
    briefing = replace(sample(), slides=tuple(replace(s, title="é🚢", minutes=2.5) for s in sample().slides))
    text = to_link(briefing)
    assert text.isascii() and text.replace("-", "").replace("_", "").isalnum() and len(text) < 600
    wanted = from_link(text)
    assert [one.figure for one in wanted] == ["chart-0", "map-0", "table-0"]
    assert wanted[0] == Wanted(
        "map", {"indicator": "population", "face": "chart"}, "chart-0", "é🚢", briefing.slides[0].note, 2.5, False
    )
    assert wanted[2].appendix


def test_a_link_that_would_be_cut_is_not_made():
    noise = [base64.b64encode(bytes((n * k) % 251 for k in range(300))).decode() for n in range(1, 40)]
    assert to_link(of(*(words(page="map", figure="x", note=note) for note in noise))) is None
    assert to_link(of(words())) is None, "words come from no page"
    assert to_link(of()) is None


def packed(value):
    return base64.urlsafe_b64encode(zlib.compress(json.dumps(value).encode())).decode().rstrip("=")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "%%%",
        packed([["map", {"indicator": "population"}, "chart-0", "", "", 1, False]])[:-8],
        packed({"a": 1}),
        packed([["map", {}, "x"]]),
        packed([["map", {}, "x", "", "", float("1e9"), False]]),
        packed([["map", {"a": 1}, "x", "", "", 1, False]]),
        # 50 MB of blanks in 50 kB would be too long a link; a shorter one must not inflate without limit either.
        base64.urlsafe_b64encode(zlib.compress(b"[" + b" " * 3_000_000 + b"]", 9)).decode(),
        "A" * (LONGEST_LINK + 1),
    ],
)
def test_a_link_that_is_cut_off_or_something_else_is_refused(text):
    with pytest.raises(BriefingError):
        from_link(text)


@pytest.mark.parametrize("tag", ["<a href='https://evil.example'>", "< A\nhref=x>"])
def test_a_figure_whose_text_is_a_link_is_refused_by_its_field(tag):
    figure = {"data": [{"type": "bar", "x": [f"{tag}klik</a>"], "y": [1]}], "layout": {}}
    saved = to_json(Briefing("x", "nl", (chart(),))).decode()
    own = json.dumps(chart().content["figure"], separators=(",", ":"), ensure_ascii=False)
    assert own in saved
    with pytest.raises(BriefingError) as found:
        from_json(saved.replace(own, json.dumps(figure)).encode())
    assert found.value.reason == "linked" and "slides[1].content.figure" in found.value.message("nl")


def test_a_figure_is_staged_without_touching_the_one_that_is_kept():
    figure = chart().content["figure"]
    before = json.dumps(figure)
    titled = {**figure, "layout": {**figure["layout"], "title": {"text": "Basis", "font": {"size": 15}}}}
    assert apply_house_style(titled, width=1776, height=728)["layout"]["title"]["font"]["size"] >= 24
    shown = apply_house_style(figure, width=1776, height=728)
    assert json.dumps(figure) == before
    assert shown["layout"]["xaxis"]["tickfont"]["size"] >= 24 and shown["layout"]["legend"]["font"]["size"] >= 24
    assert [trace["y"] for trace in shown["data"]] == [trace["y"] for trace in figure["data"]]


def test_packed_numbers_of_plotly_are_unpacked():
    packed_column = {
        "dtype": "i2",
        "bdata": base64.b64encode(b"\x01\x00\x02\x00\x03\x00\x04\x00").decode(),
        "shape": "2, 2",
    }
    figure = to_plain_json(
        {"data": [{"z": packed_column, "y": [float("nan"), 1.5]}], "layout": {"template": {"big": 1}}}
    )
    assert figure == {"data": [{"z": [[1, 2], [3, 4]], "y": [None, 1.5]}], "layout": {}}
