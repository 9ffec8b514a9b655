"""The kit: one zip with all files, made without a network, complete or absent, and never mixed with another."""

import io
import json
import os
import resource
import shutil
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from briefings.briefing import Briefing, BriefingError, Slide, from_json, to_json
from briefings.kit import make, slug
from briefings.xlsx import number
from tests.support.briefing_samples import chart, figures, sample
from tests.support.opening import ROOT

pytestmark = pytest.mark.slow

TOP = "2026-12-01-het-district-in-drie-dia-s"
# Parts that need no browser, for tests of something else.
QUICK = ("pptx", "xlsx")


def words(title="Een dia"):
    return Slide(kind="words", title=title, says="", source="Oefenbron", date="", content={"paragraphs": ["tekst"]})


def unpacked(file):
    with zipfile.ZipFile(file) as packed:
        assert packed.testzip() is None
        return {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    """The kit of three slides, with all its files."""
    out, told = tmp_path_factory.mktemp("kit") / "kit.zip", []
    report = make(sample(), out, progress=lambda *step: told.append(step))
    return unpacked(out), report, told, out


def test_it_holds_every_part_and_each_opens(kit):
    files, report, _, out = kit
    assert not report.problems and not report.missing
    assert report.bytes == out.stat().st_size
    assert set(files) == {
        *(f"{TOP}.{ending}" for ending in ("pptx", "pdf", "html", "xlsx", "json")),
        "SOURCES.txt",
        *(f"figures/{name}.{ending}" for name in ("01-inwoners", "02-inwoners") for ending in ("svg", "png")),
    }
    assert len(Presentation(io.BytesIO(files[f"{TOP}.pptx"])).slides) >= 6
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(files[f"{TOP}.pdf"])).pages)
    for part in ("Het district in drie dia", "Inwoners", "Statbel, CBS", "1 januari 2024"):
        assert part in text
    assert from_json(files[f"{TOP}.json"]) == sample()
    assert files["figures/01-inwoners.png"].startswith(b"\x89PNG")
    assert b"Vlissingen" in files["figures/01-inwoners.svg"] and b"269.191" not in files["figures/01-inwoners.svg"]
    assert b"274.042" in files["figures/02-inwoners.svg"]


def test_it_says_where_everything_comes_from(kit):
    told = kit[0]["SOURCES.txt"].decode()
    for part in ("Bron: Statbel, CBS", "Gegevens van 1 januari 2024", "map?indicator=population", "ODbL 1.0", "0" * 64):
        assert part in told


def test_the_workbook_has_the_numbers_as_numbers(kit):
    book = load_workbook(io.BytesIO(kit[0][f"{TOP}.xlsx"]))
    assert book.sheetnames == ["Inhoud", "01 Inwoners", "02 Inwoners", "03 Kaart Inwoners"]
    rows = list(book["01 Inwoners"].values)
    assert rows[0][:4] == ("place", "name", "period", "value")
    found = {(row[1], row[2]): row[3] for row in rows[1:]}
    every = figures()
    years = every.period.astype(int)
    assert found == dict(zip(zip(every.name, years, strict=True), every.value, strict=True))
    assert ("Gent", 274042, "inwoners") in [row[:3] for row in book["02 Inwoners"].values]
    assert ("Gent", 2026, 274042) in list(book["03 Kaart Inwoners"].values)


def test_figures_that_were_kept_as_people_read_them_are_numbers_in_the_workbook():
    rows = [{"place": "Gent", "value": "269.191,5", "code": "0715"}]
    out = io.BytesIO()
    make(Briefing(title="x", language="nl", slides=(replace(words(), rows=rows),)), out, parts=("xlsx",))
    book = load_workbook(io.BytesIO(unpacked(out)["x.xlsx"]))
    assert list(book["01 Een dia"].values)[1] == ("Gent", 269191.5, "0715")


def test_progress_goes_up_to_the_end(kit):
    steps = kit[2]
    done = [one for one, _, _ in steps]
    assert done == sorted(done) and len({of for _, of, _ in steps}) == 1 and done[-1] == steps[0][1]


def test_the_page_and_the_figures_ask_no_other_host(kit, chromium, tmp_path):
    files = kit[0]
    context = chromium.new_context(offline=True)
    try:
        page, asked = context.new_page(), []
        page.on("request", lambda request: asked.append(request.url))
        for name in (f"{TOP}.html", "figures/01-inwoners.svg", "figures/02-inwoners.svg"):
            path = tmp_path / Path(name).name
            path.write_bytes(files[name])
            page.goto(path.as_uri())
        page.goto((tmp_path / f"{TOP}.html").as_uri() + "#3")
        page.wait_for_selector(".js-plotly-plot .legend")
    finally:
        context.close()
    assert asked and [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


def run(*arguments, before=None, **environment):
    command = [*arguments, sys.executable, "-m", "briefings", "make"]
    return lambda *rest: subprocess.run(
        [*command, *map(str, rest)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        preexec_fn=before,
    )


def alone() -> bool:
    """Whether this machine can start a process without any network."""
    tried = (
        subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False)
        if shutil.which("unshare")
        else None
    )
    return tried is not None and tried.returncode == 0


@pytest.mark.skipif(not alone(), reason="this machine lets nobody make a space without a network (unshare -rn)")
def test_it_is_made_where_there_is_no_network_at_all(tmp_path):
    saved, out = tmp_path / "b.json", tmp_path / "kit.zip"
    saved.write_bytes(to_json(sample()))
    done = run("unshare", "-rn")(saved, out)
    assert done.returncode == 0, done.stderr
    assert "3 slides" in done.stderr
    files = unpacked(out)
    assert {"figures/01-inwoners.png", f"{TOP}.pdf"} <= set(files)


def test_without_a_browser_there_are_still_native_charts_and_the_rest_says_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("NSPD_CHROMIUM", "/nowhere/chromium")
    out = tmp_path / "kit.zip"
    report = make(sample(), out)
    files = unpacked(out)
    assert f"{TOP}.pdf" not in files and "apt install chromium" in report.missing["pdf"]
    assert "apt install chromium" in files["SOURCES.txt"].decode()
    slides = Presentation(io.BytesIO(files[f"{TOP}.pptx"])).slides
    assert any(shape.has_chart for page in slides for shape in page.shapes)
    assert "figures/02-inwoners.svg" in files and "figures/01-inwoners.svg" not in files


def test_kits_made_at_once_do_not_mix(tmp_path):
    def one(number):
        slides = [replace(words(f"Dia {number}.{place}")) for place in range(30)]
        briefing = Briefing(title=f"Briefing {number}", language="nl", slides=(*slides, chart()))
        out = tmp_path / ("same.zip" if number > 3 else f"{number}.zip")
        make(briefing, out, parts=QUICK if number else ("pptx", "xlsx", "figures"))
        return out

    with ThreadPoolExecutor(4) as pool:
        outs = list(pool.map(one, range(6)))
    for of, out in enumerate(outs[:4]):
        files = unpacked(out)
        text = "\n".join(
            shape.text_frame.text
            for page in Presentation(io.BytesIO(files[f"briefing-{of}.pptx"])).slides
            for shape in page.shapes
            if shape.has_text_frame
        )
        assert f"Dia {of}.29" in text
        assert not any(f"Dia {other}." in text for other in range(6) if other != of)
    # Two kits with one name: the later one is complete.
    assert any(name.endswith(".pptx") for name in unpacked(outs[4]))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.zip", "1.zip", "2.zip", "3.zip", "same.zip"]


def small_disk():
    """No file may grow beyond 400 kB: the kernel then reports the error of a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))


def test_a_full_disk_is_told_and_leaves_what_was_there(tmp_path):
    saved, out = tmp_path / "b.json", tmp_path / "out" / "kit.zip"
    noise = [{"a": os.urandom(900).hex()} for _ in range(1_000)]
    saved.write_bytes(to_json(Briefing(title="Vol", language="nl", slides=(replace(words(), rows=noise),))))
    out.parent.mkdir()
    out.write_bytes(b"the kit of last week")
    done = run(before=small_disk)(saved, out, "--parts", "xlsx")
    assert done.returncode == 2 and "the file would become too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert out.read_bytes() == b"the kit of last week"
    assert [path.name for path in out.parent.iterdir()] == ["kit.zip"]


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(BriefingError) as found:
        make(Briefing(title="x", language="nl", slides=(words(),)), tmp_path / "no" / "kit.zip", parts=("xlsx",))
    assert found.value.reason == "not_written"


def test_an_empty_briefing_is_refused_in_the_readers_language():
    with pytest.raises(BriefingError) as found:
        make(Briefing(title="leeg", language="nl"), io.BytesIO())
    assert found.value.reason == "empty" and "leeg" in found.value.message("nl")


def test_a_figure_that_cannot_be_drawn_is_named_and_the_others_are_made(tmp_path):
    broken = replace(
        chart(), title="Stuk", content={"figure": {"data": [{"type": "pie", "labels": 5}], "layout": {"yaxis": 3}}}
    )
    nowhere = replace(sample().slides[1], title="Zonder vormen")
    briefing = replace(sample(), slides=(broken, nowhere, chart()), layers={})
    out = io.BytesIO()
    report = make(briefing, out, parts=("pptx", "figures"))
    assert set(report.problems) == {1, 2} and "vormen" in report.problems[2]
    files = unpacked(out)
    assert "Dia 1: deze figuur kon niet worden getekend" in files["SOURCES.txt"].decode()
    assert "figures/03-inwoners.png" in files and "figures/01-stuk.png" not in files


def test_texts_that_look_like_formulas_stay_texts_and_names_of_sheets_are_allowed():
    rows = [{"x": '=HYPERLINK("https://example.org")', "y": -5, "z": None, "w": "@SUM(1)"}]
    slide = replace(words("[a]:*?/\\ '"), rows=rows)
    twice = Briefing(title="../../etc/passwd", language="en", slides=(slide, slide, replace(words(""), rows=[])))
    out = io.BytesIO()
    make(twice, out, parts=("xlsx",))
    with zipfile.ZipFile(out) as packed:
        assert all(name.startswith("etc-passwd/") for name in packed.namelist())
    book = load_workbook(io.BytesIO(unpacked(out)["etc-passwd.xlsx"]))
    cells = next(book[book.sheetnames[1]].iter_rows(min_row=2))
    assert [cell.data_type for cell in cells] == ["s", "n", "n", "s"]
    assert cells[0].value.startswith("=HYPER") and len(set(book.sheetnames)) == 4


@pytest.mark.parametrize(
    ("cell", "language", "value"),
    [
        ("1.234,5", "nl", 1234.5),
        ("1,234.5", "en", 1234.5),
        ("−12", "nl", -12),
        ("269.191", "nl", 269191),
        ("269.191", "en", 269.191),
        ("0,5", "nl", 0.5),
        ("0715", "nl", "0715"),
        ("12 %", "nl", "12 %"),
        ("geen cijfer", "nl", "geen cijfer"),
        (None, "nl", None),
    ],
)
def test_a_figure_in_words_becomes_a_number_only_where_it_is_one(cell, language, value):
    assert number(cell, language) == value and type(number(cell, language)) is type(value)


def test_names_of_files_are_plain():
    assert slug("Één dia: 🚢 <b>&</b> ميناء") == "een-dia-b-b" and slug("🚢") == ""


def test_the_command_line_tells_what_is_wrong_with_a_file(tmp_path):
    saved = tmp_path / "b.json"
    saved.write_text(json.dumps({"title": "x", "language": "nl", "slides": [], "colour": "red"}))
    wrong = run()(saved, tmp_path / "kit.zip")
    assert wrong.returncode == 2 and "briefing.colour" in wrong.stderr and "Traceback" not in wrong.stderr
    none = run()(tmp_path / "absent.json", tmp_path / "kit.zip")
    assert none.returncode == 2 and "absent.json" in none.stderr and "Traceback" not in none.stderr
    assert list(tmp_path.iterdir()) == [saved]
