"""Damaged briefings, and ones with strange query parameters: the meeting page always works."""

import ast
import json
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from briefings.__main__ import main
from briefings.briefing import Briefing, BriefingError, from_json, to_json
from briefings.links import Wanted, from_link, to_link
from i18n.translator import Words
from loaders.card import DatasetError
from pages.meeting import editor
from shell import url_state
from shell.briefing import builders, store
from shell.briefing.choice_keys import KEYS
from shell.briefing.read_draft import read
from shell.briefing.slides import is_absent
from shell.exhibits import NoFiguresError
from shell.plain_text import escape_markdown
from shell.server.middleware import WITH_NUMBER
from tests.support.briefing_samples import mapped
from tests.support.drafts import nested, said, saved, works
from tests.support.opening import ROOT, prepared

STRANGE = {"label": "x", "page": "2", "embed": "true", "embed_options": "show_toolbar", "utm_source": "mail", "v": "1"}


def titles(app: AppTest) -> list[str]:
    return [slide.title for slide in app.session_state["briefing.desk"].briefing.slides]


def test_every_choice_of_a_page_is_registered():
    written_keys = set()
    for path in [*(ROOT / "shell").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(getattr(node, "func", None), "attr", getattr(getattr(node, "func", None), "id", ""))
            called = isinstance(node, ast.Call) and name in ("choose", "choose_part", "_period", "Choice")
            if called and node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                written_keys.add(node.args[0].value)
    assert len(written_keys) > 30 and written_keys - {"lang"} <= set().union(*KEYS.values())


def test_only_the_choices_of_the_page_come_along_and_the_meeting_opens():
    query = {"subject": "cargo", "scope": "NSP"}
    app = prepared("port")
    for key, value in (query | STRANGE).items():
        app.query_params[key] = value
    app.run()
    written = app.session_state[url_state.ADDRESS].keys() - STRANGE.keys() - {"lang", "v"}
    assert query.keys() < written <= KEYS["port"]
    next(button for button in app.button if str(button.key).startswith("add-")).click().run()
    (kept,) = app.session_state["briefing.desk"].briefing.slides
    assert query.items() <= kept.query.items() and not kept.query.keys() & STRANGE.keys()
    app.query_params.clear()
    app.switch_page("meeting/page.py")
    works(app.run())


def test_a_draft_and_a_link_with_strange_choices_open_without_them(draft, monkeypatch):
    held = said("Haven", page="port", query={"port": "NSP", **STRANGE}, figure="port-goods")
    draft.write_text(json.dumps(saved(held)))
    app = works(prepared("meeting").run())
    assert app.session_state["briefing.desk"].briefing.slides == (replace(held, query={"port": "NSP"}),)
    asked = []

    def build(query, _):
        asked.append(query)
        raise NoFiguresError("none")

    monkeypatch.setattr(builders, "find_builder", lambda page, key: build)
    link = to_link(Briefing(title="", language="nl", slides=(held,)))
    builders.build_slides(from_link(link), "nl")
    assert asked == [{"port": "NSP"}]


def test_a_figure_that_cannot_be_built_says_so_and_the_others_are_made(monkeypatch):
    def fail(*_):
        raise RuntimeError("a fault in the code")

    def refuse(*_):
        raise DatasetError("a fault in the data")

    failing = {"broken": fail, "damaged": refuse}
    find = builders.find_builder
    monkeypatch.setattr(builders, "find_builder", lambda page, key: failing.get(key) or find(page, key))
    keys = ("broken", "port-goods", "damaged", "no-such-figure")
    wanted = [Wanted("port", {"port": "NSP", **STRANGE}, key, note=key, minutes=2.0) for key in keys]
    slides = builders.build_slides(wanted, "nl")
    assert [(one.figure, one.note, one.minutes, one.query) for one in slides] == [
        (key, key, 2.0, {"port": "NSP"}) for key in keys
    ]
    broken, made, damaged, gone = slides
    assert made.kind == "chart" and made.data
    for absent, why in (
        (broken, "Van deze figuur kon geen dia worden gemaakt."),
        (damaged, "a fault in the data"),
        (gone, "Deze figuur staat niet (meer) op haar pagina"),
    ):
        assert is_absent(absent) and why in absent.content["paragraphs"][0]


def table(**more) -> dict:
    content = {"head": ["a", "b"], "rows": [["x", "1"]], "caption": "c"} | more
    return saved(said("Tabel", kind="table", content={"head": ["a"], "rows": [], "caption": ""}))["slides"][0] | {
        "content": content
    }


def without_layers() -> dict:
    found = saved(mapped())["slides"][0]
    del found["content"]["map"]["layers"]
    return found


# The smallest map.
BARE = {"period": "2024", "places": [], "legends": []}
DAMAGED = {
    "object cells": (lambda: table(rows=[["x", {"a": 1}]]), "rows[1][2]"),
    "minutes of 10^400": (lambda: {**table(), "minutes": 10**400}, "getal dat te groot"),
    "minutes that are no number": (lambda: {**table(), "minutes": float("nan")}, "verkeerde soort"),
    "a huge number in a chart": (lambda: {**table(), "rows": [{"a": 10**400}]}, "getal dat te groot"),
    "nested 500 deep": (lambda: {**table(), "content": {"head": ["a"], "rows": [], "caption": nested(500)}}, "genest"),
    "nested where anything may stand": (lambda: {**table(), "rows": [{"a": nested(500)}]}, "genest"),
    "no layers but a number": (lambda: {**without_layers(), "content": {"map": BARE | {"layers": 7}}}, "map.layers"),
    "periods as a list": (lambda: {**without_layers(), "content": {"map": {}, "periods": [1]}}, "periods"),
    "no slide but a text": (lambda: "tekst", "slides[2]"),
    "a kind that is a list": (lambda: {**table(), "kind": ["table"]}, "kind"),
    "a trace whose type is a list": (
        lambda: {**table(), "kind": "chart", "content": {"figure": {"data": [{"type": []}]}}},
        "type",
    ),
    "a query of numbers": (lambda: {**table(), "query": {"port": 1}}, "query"),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_broken_slide_is_one_broken_slide_in_a_draft_and_is_named_in_a_file(draft, damage):
    make, named = DAMAGED[damage]
    found = saved(said("Een"), said("Twee"), said("Drie"))
    found["slides"][1] = make()
    body = json.dumps(found).encode()
    with pytest.raises(BriefingError) as error:
        from_json(body)
    assert named in error.value.message("nl")
    draft.write_bytes(body)
    held = read(body).briefing.slides
    assert [held[0].title, held[2].title] == ["Een", "Drie"] and named in held[1].content["paragraphs"][0]
    assert to_json(Briefing(title="", language="nl", slides=held))


def test_a_broken_slide_is_told_once_removed_by_its_button_and_kept_aside(draft):
    found = saved(said("Een"), said("Twee"), said("Drie"))
    found["slides"][1] = table(rows=[["x", {"a": 1}]])
    draft.write_text(json.dumps(found))
    app = works(prepared("meeting").run())
    assert escape_markdown("rows[1][2]") in app.warning[0].value and titles(app) == ["Een", "Tabel", "Drie"]
    app.button(key="slide-down").click().run()
    assert not app.warning, "said once"
    app.session_state["briefing.desk"].at = 0
    app.run().button(key="slide-remove").click().run()
    assert titles(works(app)) == ["Een", "Drie"] and "rows" in draft.with_suffix(".broken").read_text()
    assert from_json(draft.read_bytes()).slides[1].title == "Drie"


def test_a_slide_that_cannot_be_drawn_says_so_and_the_others_work(draft):
    found = saved(said("Een"))
    found["slides"].append(without_layers())
    draft.write_text(json.dumps(found))
    app = works(prepared("meeting").run())
    assert not app.warning
    app.session_state["briefing.desk"].at = 1
    assert "kan niet worden getekend" in works(app.run()).warning[0].value


def test_start_empty_is_one_press_and_undo_or_the_kept_briefing_brings_it_back(draft):
    draft.write_text(json.dumps(saved(said("Een"), said("Twee"))))
    app = prepared("meeting").run()
    app.button(key="briefing-clear").click().run()
    works(app)
    assert titles(app) == [] and "2 dia’s" in app.info[0].value
    app.button(key="briefing-undo").click().run()
    assert titles(app) == ["Een", "Twee"]
    app.button(key="briefing-clear").click().run()
    later = prepared("meeting").run()
    later.button(key="previous").click().run()
    assert titles(works(later)) == ["Een", "Twee"], "also in another window"


def test_opening_a_link_keeps_the_readers_own_briefing_and_says_so(draft, monkeypatch):
    draft.write_text(json.dumps(saved(said("Mijn werk"))))
    of_somebody = said("Van een ander", page="port", figure="port-goods")
    monkeypatch.setattr(editor, "build_slides", lambda wanted, _: [said(one.title) for one in wanted])
    app = prepared("meeting", briefing=to_link(Briefing("", "nl", (of_somebody,)))).run()
    app.button(key="link-open").click().run()
    assert titles(works(app)) == ["Van een ander"]
    assert "vorige briefing (1 dia" in app.info[0].value and "Ongedaan maken" in app.info[0].value
    app.button(key="briefing-undo").click().run()
    assert titles(app) == ["Mijn werk"]


def unreadable(path, how: str, monkeypatch) -> None:
    """Damage the draft in this way."""
    body = json.dumps(saved(said("Een"))).encode()
    path.write_bytes(body)
    if how == "a directory":
        path.unlink()
        path.mkdir()
        (path / "x").touch()
    elif how == "not UTF-8":
        path.write_bytes(b"\xff\xfe\x00" + body)
    else:
        refused = OSError(5, "invented") if how == "a disk that fails" else PermissionError(13, "invented")
        read_bytes, replace_ = type(path).read_bytes, type(path).replace

        def read(self):
            if self == path:
                raise refused
            return read_bytes(self)

        def move(self, target):
            if how == "a folder that is not ours" and self == path:
                raise refused
            return replace_(self, target)

        monkeypatch.setattr(type(path), "read_bytes", read)
        monkeypatch.setattr(type(path), "replace", move)


@pytest.mark.parametrize(
    "how", ["a directory", "not UTF-8", "a disk that fails", "no permission", "a folder that is not ours"]
)
def test_a_draft_that_cannot_be_read_is_told_once_and_every_page_works(draft, how, monkeypatch):
    unreadable(draft, how, monkeypatch)
    app = prepared("data").run()
    assert not app.exception and not app.error
    assert len([one for one in app.warning if "bewaarde briefing" in one.value]) == 1
    app.switch_page("meeting/page.py")
    assert not works(app.run()).warning, "said once"
    with monkeypatch.context() as patch:
        patch.setattr("shell.briefing.store.draft_session", lambda: app.session_state["briefing.desk"])
        store.change(lambda _: Briefing("", "nl", (said("Nieuw"),)), Words("nl"))
    assert titles(app) == ["Nieuw"]
    monkeypatch.undo()  # The disk works again.
    aside = draft.with_suffix(".broken")
    if how in ("a disk that fails", "a folder that is not ours"):
        assert not aside.exists() and read(draft.read_bytes()).briefing.slides[0].title == "Een", "not touched"
    else:
        assert aside.exists() and read(draft.read_bytes()).briefing.slides[0].title == "Nieuw"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"title":' + b"[" * 900 + b"]" * 900 + b"}", b'{"title": "x", "language": "fr"}']
)
def test_what_is_no_briefing_at_all_is_an_error_with_a_reason(body):
    with pytest.raises(BriefingError):
        read(body)


@pytest.mark.parametrize("part", ["period", "places", "legends"])
def test_a_map_of_which_no_output_can_be_made_is_named_before_a_kit_is_made_of_it(part):
    content = {"map": {key: value for key, value in BARE.items() if key != part}}
    found = saved(said("Een"))
    found["slides"].append({**without_layers(), "content": content})
    with pytest.raises(BriefingError) as error:
        from_json(json.dumps(found).encode())
    assert f"map.{part}" in error.value.message("en")


def test_half_a_character_in_a_shape_does_not_keep_a_briefing_from_being_kept():
    found = saved(said("Een")) | {"layers": {"a": {"name": "Gent\ud800", "sign": "€ \U0001f600"}}}
    briefing = from_json(json.dumps(found).encode())
    assert briefing.layers == {"a": {"name": "Gent", "sign": "€ \U0001f600"}}
    assert from_json(to_json(briefing)) == briefing


@pytest.mark.parametrize("limit", ["inf", "nan", "0", "-5", "soon"])
def test_a_limit_that_is_no_time_is_refused(limit, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["make", "b.json", "kit.zip", "--limit", limit])
    assert ended.value.code == 2 and "--limit" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("cookie", "has"),
    [
        (f"nspd_briefing={'0a' * 16}", True),
        (f"a=b; nspd_briefing={'0a' * 16}; c=d", True),
        (f"xnspd_briefing={'0a' * 16}", False),
        ("nspd_briefing=bad", False),
        (f"nspd_briefing={'0a' * 17}", False),
        ("", False),
    ],
)
def test_only_a_number_of_ours_is_taken_for_one(cookie, has):
    assert (WITH_NUMBER.search(cookie) is not None) is has
