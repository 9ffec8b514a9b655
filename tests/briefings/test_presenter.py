"""The file that presents by itself, the sheets printed from it, and where the server keeps it."""

import gzip
import html
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from starlette.requests import Request

from briefings import pdf as sheets_pdf
from briefings.briefing import Briefing, BriefingError, from_json, to_json
from briefings.presenter import bundle
from briefings.presenter import page as presenter
from shell.briefing import layers, present
from shell.briefing.storage_quota import Quota
from tests.support.briefing_samples import chart, mapped, sample, table

NASTY = "</script><script>alert(1)</script> <b>&amp;</b> {{briefing}} مرحبا 🚢"


@pytest.fixture
def state(tmp_path, monkeypatch):
    """A folder of this test's own for what the server keeps."""
    monkeypatch.setenv("NSPD_STATE", str(tmp_path))
    return tmp_path / ".briefings"


def asked_for(identity: str, encoding: str = "gzip"):
    """The reply to a browser that asks for a presentation."""
    headers = [(b"accept-encoding", encoding.encode())]
    return present.present(Request({"type": "http", "path_params": {"identity": identity}, "headers": headers}))


def carried(page: str) -> Briefing:
    return from_json(re.search(r'id="briefing">(.*?)</script>', page, re.DOTALL)[1].encode())


def test_the_file_carries_the_briefing_whole_whatever_its_titles_say():
    briefing = replace(sample(), title=NASTY, slides=(replace(table(), title=NASTY, note=NASTY),))
    page = presenter.page(briefing)
    assert carried(page) == briefing
    assert html.escape(NASTY) in page.split("</title>")[0]
    # Words, style, briefing, cuts, columns of figures and our own script: a title has added none.
    assert page.count("</script>") == 5 + 1


def test_every_script_of_the_presenter_is_in_the_file():
    bundled = bundle.modules(presenter.SCRIPT)
    assert len(bundled) == len(set(bundled)) > 10 and set(presenter.HERE.glob("*.js")) <= set(bundled)


def test_columns_of_figures_are_told_from_columns_of_words():
    rows = [["Gent", "België", "274.042"], ["Borsele", "Nederland", "–"], ["Sluis"]]
    counted = replace(table(), content={"head": ["Plaats", "Land", "Inwoners"], "rows": rows})
    page = presenter.page(replace(sample(), slides=(chart(), counted)))
    assert json.loads(re.search(r'id="figured">(.*?)</script>', page)[1]) == {"1": [2]}


def test_plotly_comes_along_only_where_a_slide_has_a_chart():
    with_chart, without = (presenter.page(replace(sample(), slides=(one,))) for one in (chart(), table()))
    assert "plotly.js v" in with_chart and "plotly.js v" not in without
    assert len(without) < len(with_chart) / 3


def test_the_policy_allows_the_scripts_of_the_file_and_no_host():
    page = presenter.page(sample())
    policy = presenter.content_security_policy(page)
    assert policy.startswith("default-src 'none'") and "http" not in policy and "unsafe-eval" not in policy
    assert policy.count("'sha256-") == len(re.findall(r"<script>", page)) == 2
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page.split("plotly.js v")[0])


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """A briefing of a chart, a map, a table of three sheets and one slide that cannot be drawn, as .pdf."""
    folder = tmp_path_factory.mktemp("printed")
    long = replace(table(rows=70), title="Lange tabel")
    elsewhere = {**mapped().content["map"], "level": "mars", "layers": {"areas": "/layers/areas-mars.0.json"}}
    lost = replace(mapped(), title="Kaart zonder omtrek", content={"map": elsewhere})
    tall = chart()
    tall.content["figure"]["layout"]["height"] = 1400
    years = [str(year) for year in range(1990, 2027)]
    figures = [["Testdorp", *(f"{int(year) * 131:,}" for year in years)], ["Teststad", *years]]
    wide = replace(table(), title="Brede tabel", content={"head": ["Plaats", *years], "rows": figures})
    briefing = replace(sample(), slides=(chart(), mapped(), lost, replace(tall, title="Hoge grafiek"), long, wide))
    presenter.write(briefing, folder / "a.html")
    sheets_pdf.make(folder / "a.html", folder / "a.pdf")
    return briefing, pypdf.PdfReader(folder / "a.pdf")


@pytest.mark.browser
def test_sheets_are_a4_on_their_side_and_hold_titles_sources_dates_and_figures_as_text(printed):
    briefing, pdf = printed
    for sheet in pdf.pages:
        assert [round(float(side)) for side in sheet.mediabox[2:]] == [842, 595]
    texts = [" ".join(sheet.extract_text().split()) for sheet in pdf.pages]
    assert briefing.title in texts[0] and "1 december 2026" in texts[0]
    bookmarks = str(pdf.outline)
    assert all(slide.title in bookmarks for slide in briefing.slides)
    assert pdf.metadata.title == briefing.title
    for slide in briefing.slides:
        first = next(at for at, text in enumerate(texts) if slide.title in text and "Agenda" not in text)
        # The source of a long table stands under its end, sheets later.
        ends = "".join(texts[first : first + 4] if slide.title == "Lange tabel" else texts[first])
        assert slide.source in ends and "1 januari 2024" in ends, slide.title
    assert "250.000" in texts[2] and "Zelzate" in texts[2], "axis and legend of the chart"
    assert "274.042" in texts[3] and "Terneuzen" in texts[3] and "OpenStreetMap" in texts[3]
    assert briefing.slides[0].note not in " ".join(texts), "notes are the speaker's"


@pytest.mark.browser
def test_a_slide_that_cannot_be_drawn_says_why_and_the_rest_is_printed(printed):
    _, pdf = printed
    texts = [sheet.extract_text() for sheet in pdf.pages]
    broken = next(text for text in texts if "Kaart zonder omtrek" in text and "Agenda" not in text)
    assert "kon niet worden getekend" in broken and "mars" in broken
    assert "Hoge grafiek" in texts[5] and "Zelzate" in texts[5]


@pytest.mark.browser
def test_a_long_table_runs_on_over_sheets_with_its_head_on_each(printed):
    _, pdf = printed
    texts = [sheet.extract_text() for sheet in pdf.pages]
    heads = [text for text in texts if "Gemeente Jaar Inwoners" in " ".join(text.split())]
    assert len(heads) >= 3
    rows = sum(len(re.findall(r"\b(?:19|20)\d\d \d", " ".join(text.split()))) for text in heads)
    assert rows >= 70


@pytest.mark.browser
def test_a_wide_table_stands_in_parts_with_every_figure_and_the_names_of_its_rows(printed):
    _, pdf = printed
    text = " ".join(next(sheet.extract_text() for sheet in pdf.pages if "Brede tabel" in sheet.extract_text()).split())
    assert all(f"{year * 131:,}" in text for year in range(1990, 2027))
    assert text.count("Testdorp") >= 2


def test_without_a_browser_the_reader_hears_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("NSPD_CHROMIUM", str(tmp_path / "none"))
    with pytest.raises(BriefingError) as told:
        sheets_pdf.make(tmp_path / "a.html", tmp_path / "a.pdf")
    assert "install" in str(told.value) and told.value.told("nl") != told.value.told("en")


def test_a_browser_that_hangs_is_ended_with_all_it_started(tmp_path, monkeypatch):
    slow = tmp_path / "chromium"
    slow.write_text(f"#!/bin/sh\nsleep 300 & echo $! > {tmp_path}/child\nwait\n")
    slow.chmod(0o755)
    monkeypatch.setenv("NSPD_CHROMIUM", str(slow))
    with pytest.raises(BriefingError, match=r"3 s"):
        sheets_pdf.make(tmp_path / "a.html", tmp_path / "a.pdf", limit=3)
    child = int((tmp_path / "child").read_text())
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.browser
def test_a_folder_that_takes_no_sheets_is_told_and_left_as_it_was(tmp_path):
    presenter.write(Briefing("Klein", "nl", (table(),)), tmp_path / "a.html")
    with pytest.raises(BriefingError) as told:
        sheets_pdf.make(tmp_path / "a.html", tmp_path / "nowhere" / "a.pdf")
    assert told.value.reason in ("not_printed", "not_written")
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_what_is_kept_is_served_as_it_was_made_and_survives_the_process(state):
    briefing = sample()
    identity = present.keep(briefing)
    assert present.keep(briefing) == identity and len(list(state.iterdir())) == 1
    reply = asked_for(identity)
    assert reply.status_code == 200 and reply.headers["content-encoding"] == "gzip"
    assert carried(gzip.decompress(reply.body).decode()) == briefing
    assert reply.headers["content-security-policy"].endswith("frame-ancestors 'self'")
    plain = asked_for(identity, "identity")
    assert plain.body == gzip.decompress(reply.body) and "content-encoding" not in plain.headers


@pytest.mark.parametrize("asked", ["0" * 32, "../../README.md", "x", "draft-1", ""])
def test_what_is_not_kept_says_so_in_both_languages(state, asked):
    state.mkdir()
    (state / "draft-1").write_text("half a file")
    reply = asked_for(asked)
    assert reply.status_code == 404
    assert "niet (meer)" in reply.body.decode() and "any more" in reply.body.decode()


def test_a_file_that_was_cut_off_is_gone_not_half_shown(state):
    identity = present.keep(sample())
    (kept,) = state.iterdir()
    kept.write_bytes(kept.read_bytes()[:5000])
    assert asked_for(identity).status_code == 404


def packed(title: str) -> Briefing:
    return Briefing(title, "nl", (table(),))


def ids(state) -> set[str]:
    return {path.name.split(".")[0] for path in state.iterdir()}


def test_the_folder_stays_within_its_number_and_bytes(state, monkeypatch):
    monkeypatch.setattr(present, "QUOTA", Quota(reader_files=3, reader_bytes=10**9, files=100, bytes=10**9))
    kept = []
    for place in range(5):
        kept.append(present.keep(packed(f"Test {place}")))
        os.utime(state / f"{kept[-1]}.html.gz", (place, place))
    assert ids(state) == set(kept[2:]), "the newest three"
    size = max(path.stat().st_size for path in state.iterdir())
    monkeypatch.setattr(present, "QUOTA", Quota(reader_files=3, reader_bytes=size + 1000, files=100, bytes=10**9))
    last = present.keep(packed("Alleen deze"))
    assert ids(state) == {last}


def test_a_flood_of_one_reader_takes_only_their_own(state, monkeypatch):
    monkeypatch.setattr(present, "QUOTA", Quota(reader_files=2, reader_bytes=10**9, files=5, bytes=10**9))
    theirs = {present.keep(packed("Van een ander"), "a" * 32), present.keep(packed("Zonder nummer"))}
    own = [present.keep(packed(f"Vloed {place}"), "b" * 32) for place in range(7)]
    assert ids(state) == theirs | set(own[-2:])
    assert not any("b" * 32 in path.name for path in state.iterdir()), "a name does not give the cookie away"


def test_when_all_room_is_in_use_who_asks_for_more_is_refused_until_others_are_a_day_old(state, monkeypatch):
    monkeypatch.setattr(present, "QUOTA", Quota(reader_files=2, reader_bytes=10**9, files=2, bytes=10**9))
    first, second = (present.keep(packed(f"Van {one}"), one * 32) for one in "ab")
    with pytest.raises(BriefingError) as refused:
        present.keep(packed("Nieuw"), "c" * 32)
    assert refused.value.reason == "store_full" and "geen ruimte" in refused.value.told("nl")
    assert refused.value.told("en") != refused.value.told("nl") and ids(state) == {first, second}
    assert present.keep(packed("Van a, nieuwer"), "a" * 32) in ids(state), "in the place of one of their own"
    (kept,) = state.glob(f"{second}.*")
    os.utime(kept, (1, 1))
    third = present.keep(packed("Nieuw"), "c" * 32)
    assert third in ids(state) and second not in ids(state)


def test_the_same_briefing_of_two_readers_does_not_go_with_one_of_them(state, monkeypatch):
    monkeypatch.setattr(present, "QUOTA", Quota(reader_files=1, reader_bytes=10**9, files=9, bytes=10**9))
    same = {present.keep(packed("Van ons allebei"), one * 32) for one in "ab"}
    present.keep(packed("Iets anders"), "a" * 32)
    (identity,) = same
    assert asked_for(identity).status_code == 200


DAMAGE = {
    "cut off": lambda body: body[:500],
    "empty": lambda body: b"",
    "other bytes inside": lambda body: body[:60] + bytes(200) + body[260:],
    "no gzip": lambda body: b"<html>",
    "another page": lambda body: gzip.compress(b"<html>another</html>"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_presentation_is_a_clear_page_and_is_made_again(state, damage):
    identity = present.keep(packed("Heel"))
    (kept,) = state.iterdir()
    kept.write_bytes(DAMAGE[damage](kept.read_bytes()))
    reply = asked_for(identity)
    assert reply.status_code == 404 and "niet (meer)" in reply.body.decode() and "any more" in reply.body.decode()
    assert present.keep(packed("Heel")) == identity
    assert carried(asked_for(identity, "identity").body.decode()).title == "Heel"


def asked_for_mine(number: str):
    cookie = f"nspd_briefing={number}".encode()
    return layers.present_draft(Request({"type": "http", "headers": [(b"cookie", cookie)]}))


def test_a_draft_that_cannot_be_presented_is_a_clear_page(state, monkeypatch):
    number = "a" * 32
    drafts = state / "drafts"
    drafts.mkdir(parents=True)
    (drafts / f"{number}.json").write_bytes(b"\xff no briefing")
    assert asked_for_mine(number).status_code == 409
    (drafts / f"{number}.json").write_bytes(to_json(packed("Heel")))
    assert asked_for_mine(number).status_code == 303
    monkeypatch.setattr(presenter, "page", lambda _: {}["whatever is in it"])
    reply = asked_for_mine(number)
    assert reply.status_code == 500 and "een van de dia" in reply.body.decode() and "one of the" in reply.body.decode()


def test_an_empty_briefing_is_refused_by_name(state):
    with pytest.raises(BriefingError) as told:
        present.keep(Briefing("Leeg", "nl"))
    assert told.value.reason == "empty" and not state.exists()


def test_keeping_at_once_does_not_mix(state):
    briefings = [Briefing(f"Test {place}", "nl", (replace(table(), title=f"Dia {place}"),)) for place in range(8)]
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(present.keep, briefings))
    for identity, briefing in zip(ids, briefings, strict=True):
        body = gzip.decompress((state / f"{identity}.html.gz").read_bytes()).decode()
        assert carried(body) == briefing


def test_a_full_disk_is_told_and_leaves_nothing_half(state):
    # The system itself refuses to write more than a few bytes to a file, as a full disk does.
    code = (
        "import resource\n"
        "from tests.support.briefing_samples import table\n"
        "from briefings.briefing import Briefing, BriefingError\n"
        "from shell.briefing import present\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: present.keep(Briefing('Vol', 'nl', (table(),)))\n"
        "except BriefingError as error: print(error.reason, '|', error.told('nl'))\n"
    )
    command = [sys.executable, "-B", "-c", code]
    ran = subprocess.run(command, cwd=presenter.HERE.parents[1], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("not_written | ") and "het bestand zou te groot worden" in ran.stdout
    assert not list(state.iterdir())


def test_both_languages_have_the_presenters_words():
    english, dutch = (
        json.loads(re.search(r'id="words">(.*?)</script>', presenter.page(sample(one)))[1]) for one in ("en", "nl")
    )
    assert english.keys() == dutch.keys() and english["next"] != dutch["next"]
    used = "".join(path.read_text("utf-8") for path in bundle.modules(presenter.SCRIPT))
    asked = set(re.findall(r"words\.(\w+)", used))
    assert asked and asked <= dutch.keys()
    assert dutch.keys() - asked - {"no_script", "gone", "gone_link", "agenda", "appendix", "sources"} == set()
