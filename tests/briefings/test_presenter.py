"""The file of a presentation, which needs no server, and the sheets printed from it."""

import html
import json
import re
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from briefings import pdf as sheets_pdf
from briefings.briefing import Briefing, BriefingError
from briefings.presenter import bundle
from briefings.presenter import page as presenter
from tests.support.briefing_samples import chart, mapped, sample, table
from tests.support.presented import carried

NASTY = "</script><script>alert(1)</script> <b>&amp;</b> {{briefing}} مرحبا 🚢"


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
    assert "install" in str(told.value) and told.value.message("nl") != told.value.message("en")


def test_a_browser_that_hangs_is_ended_with_all_it_started(tmp_path, monkeypatch):
    slow = tmp_path / "chromium"
    slow.write_text(f"#!/bin/sh\nsleep 300 & echo $! > {tmp_path}/child\nwait\n")
    slow.chmod(0o755)
    monkeypatch.setenv("NSPD_CHROMIUM", str(slow))
    with pytest.raises(BriefingError, match=r"3 s"):
        sheets_pdf.make(tmp_path / "a.html", tmp_path / "a.pdf", limit=3)
    child = int((tmp_path / "child").read_text())
    status = Path(f"/proc/{child}/stat")
    assert not status.exists() or status.read_text().split()[2] == "Z"
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.browser
def test_a_folder_that_takes_no_sheets_is_told_and_left_as_it_was(tmp_path):
    presenter.write(Briefing("Klein", "nl", (table(),)), tmp_path / "a.html")
    with pytest.raises(BriefingError) as told:
        sheets_pdf.make(tmp_path / "a.html", tmp_path / "nowhere" / "a.pdf")
    assert told.value.reason in ("not_printed", "not_written")
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_both_languages_have_the_presenters_words():
    english, dutch = (
        json.loads(re.search(r'id="words">(.*?)</script>', presenter.page(sample(one)))[1]) for one in ("en", "nl")
    )
    assert english.keys() == dutch.keys() and english["next"] != dutch["next"]
    used = "".join(path.read_text("utf-8") for path in bundle.modules(presenter.SCRIPT))
    asked = set(re.findall(r"words\.(\w+)", used))
    assert asked and asked <= dutch.keys()
    assert dutch.keys() - asked - {"no_script", "gone", "gone_link", "agenda", "appendix", "sources"} == set()
