"""Slides in the .pptx apart from charts: texts, tables, pictures, sizes, and messages on what is missing."""

import shutil
import subprocess
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.util import Emu, Pt
from pypdf import PdfReader

from briefings import style
from briefings.briefing import Slide
from briefings.chart_images import Picture
from briefings.pptx import deck as slides_pptx
from charts import static_map
from tests.support.briefing_samples import chart, deck, layers, mapped, sample, table


def written(page):
    return "\n".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame)


def test_a_picture_has_its_words_and_a_map_is_one():
    one = mapped()
    png = static_map.png(one.content["map"], layers(), width=1776, height=728, ratio=0.5)
    shown, problems = deck(one, pictures={0: [Picture(png, b"")]})
    assert not problems
    picture = next(shape for shape in shown.slides[1].shapes if shape.shape_type == 13)
    assert picture._element.xpath(".//p:cNvPr/@descr") == [one.alt]
    assert picture.width / picture.height == pytest.approx(1776 / 728, abs=0.01)


def test_each_slide_has_title_message_source_date_number_and_notes():
    shown, _ = deck(*sample().slides[:1], sample().slides[2], occasion="Overleg", place="Terneuzen", day="2026-12-01")
    assert (shown.slide_width, shown.slide_height) == (Emu(12_192_000), Emu(6_858_000))
    page = next(page for page in shown.slides if page.shapes.title.text == "Inwoners")
    for part in (chart().says, "Statbel, CBS", "Gegevens van 1 januari 2024"):
        assert part in written(page)
    assert page.shapes._spTree.xpath(".//a:fld[@type='slidenum']")
    assert chart().note in page.notes_slide.notes_text_frame.text
    assert "map?indicator=population" in page.notes_slide.notes_text_frame.text
    cover = written(shown.slides[0])
    assert "Proef" in cover and "Overleg · Terneuzen · 1 december 2026" in cover
    titles = [page.shapes.title.text for page in shown.slides]
    assert titles[-3:] == ["Kaart: Inwoners", "Bronnen", "Licenties"] and "Bijlage" in titles


def every_size(shown):
    for page in shown.slides:
        for found in page._element.xpath(".//a:rPr[@sz]"):
            yield int(found.get("sz")) / 100
        for shape in page.shapes:
            if shape.has_chart:
                yield from (int(size) / 100 for size in shape.chart._chartSpace.xpath(".//@sz"))


LONG = "Een boodschap die maar doorgaat en nog steeds niet klaar is. " * 20


@pytest.mark.slow
def test_type_is_14_points_or_more_and_nothing_lies_outside_the_slide():
    titles = ["Een titel die over meer dan één regel gaat omdat er zo veel te zeggen valt " * 4, "🚢 <b>x</b>", "ميناء"]
    shown, problems = deck(*(replace(chart(), title=title[:300], says=LONG) for title in titles), table(rows=40))
    assert not problems
    assert min(every_size(shown)) >= 14
    for page in shown.slides:
        for shape in page.shapes:
            assert shape.left >= 0 and shape.top >= 0, shape.name
            assert shape.left + shape.width <= shown.slide_width, shape.name
            assert shape.top + shape.height <= shown.slide_height, shape.name
    # What was too long for the slide is in the notes, whole.
    assert LONG in shown.slides[2].notes_slide.notes_text_frame.text
    assert not any(LONG in written(page) for page in shown.slides)
    arabic = next(page for page in shown.slides if page.shapes.title.text == "ميناء")
    assert arabic.shapes.title._element.xpath(".//a:pPr/@rtl") == ["1"]


@pytest.mark.slow
def test_long_and_wide_tables_run_over_slides_and_no_cell_is_lost():
    head = ["Gemeente", *(str(year) for year in range(1990, 2030))]
    rows = [[f"Plaats {n}", *(f"{n}.{year}" for year in range(1990, 2030))] for n in range(50)]
    one = Slide(kind="table", title="Veel", says="", source="Bron", date="", content={"head": head, "rows": rows})
    shown, _ = deck(one)
    frames = [shape for page in shown.slides for shape in page.shapes if shape.has_table][:-1]
    assert all(
        frame.top + sum(row.height for row in frame.table.rows) <= Emu(6350 * style.SOURCE.top) for frame in frames
    )
    tables = [frame.table for frame in frames]
    cells = {cell.text for made in tables for row in made.rows for cell in row.cells}
    assert cells == {*head, *(cell for row in rows for cell in row)}
    assert all(made.cell(0, 0).text == "Gemeente" for made in tables)
    for made in tables:
        # Numbers are aligned to the right, names to the left.
        assert made.cell(1, 1).text_frame.paragraphs[0].alignment == 3
    assert [page.shapes.title.text for page in shown.slides][1].startswith("Veel (deel 1 van ")


def test_the_number_of_a_part_pushes_no_title_over_the_message():
    titles = ("Banen: Belgische voltijdbanen plus Nederlandse personen (North Sea Port)", "Kort")
    shown, _ = deck(*(replace(table(rows=40), title=title, appendix=False) for title in titles))
    parts = [page for page in shown.slides if " (deel " in page.shapes.title.text]
    assert len(parts) >= 4
    for page in parts:
        (says,) = (shape for shape in page.shapes if shape.has_text_frame and shape.text_frame.text == table().says)
        assert page.shapes.title.top + page.shapes.title.height <= says.top


@pytest.mark.slow
def test_a_row_higher_than_a_slide_runs_on_and_an_empty_cell_is_no_higher_than_its_row():
    story = " ".join(f"woord{n}" for n in range(700))
    content = {"head": ["Fonds", "Wat", "Niets"], "rows": [["Geen fonds", story, ""], ["Ander", "kort", ""]]}
    shown, _ = deck(replace(table(), content=content))
    frames = [shape for page in shown.slides for shape in page.shapes if shape.has_table][:-2]
    for frame in frames:
        assert frame.top + sum(row.height for row in frame.table.rows) <= Emu(6350 * style.SOURCE.top)
    cells = [frame.table.cell(row, 1).text for frame in frames for row in range(1, len(frame.table.rows))]
    assert " ".join(cells) == f"{story} kort"
    empty = frames[0].table.cell(1, 2)
    assert empty._tc.xpath(".//a:endParaRPr/@sz") == [str(style.SIZES["table"] * 50)]


def test_a_figure_that_cannot_be_drawn_says_why_and_the_rest_goes_on():
    broken = replace(chart(), title="Stuk", content={"figure": {"data": [{"type": "pie", "labels": 5}], "layout": {}}})
    shown, problems = deck(broken, mapped(), chart(), pictures={1: [Picture(why="geen vormen")]})
    assert set(problems) == {0, 1}
    assert "kon niet worden getekend" in written(shown.slides[2])
    assert "geen vormen" in written(shown.slides[3])
    assert any(shape.has_chart for shape in shown.slides[4].shapes)


@pytest.mark.slow
def test_two_hundred_slides_are_made():
    shown, problems = deck(*(replace(chart(), title=f"Dia {n}") if n % 50 == 0 else words(n) for n in range(200)))
    assert not problems and len(shown.slides) >= 202
    # The agenda has the number with which the presenter jumps to a slide.
    tables = [shape.table for page in shown.slides for shape in page.shapes if shape.has_table]
    agenda = [row for table in tables if len(table.columns) == 3 for row in table.rows]
    assert len(agenda) > 200
    for row in agenda:
        number, title = row.cells[0].text, row.cells[1].text
        if title in ("Dia 0", "Dia 57", "Dia 199"):
            assert shown.slides[int(number) - 1].shapes.title.text == title


def words(number):
    return Slide(kind="words", title=f"Dia {number}", says="", source="", date="", content={"paragraphs": ["x"]})


@pytest.mark.slow
def test_libreoffice_opens_it_and_shows_a_page_a_slide(tmp_path):
    assert shutil.which("soffice"), "LibreOffice is missing: run `make test`, which installs it"
    briefing = replace(sample(), slides=(sample().slides[0], sample().slides[2]))
    with (tmp_path / "kit.pptx").open("wb") as file:
        slides_pptx.make(briefing, {}, file)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "kit.pptx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = [page.extract_text() for page in PdfReader(tmp_path / "kit.pdf").pages]
    assert len(pages) == len(Presentation(tmp_path / "kit.pptx").slides)
    # Dutch figures on the axis, and the names of the lines, as the chart itself draws them.
    assert "250.000" in pages[1] and "Vlissingen" in pages[1] and "Statbel, CBS" in pages[1]


def test_pictures_keep_out_of_the_way_of_the_source():
    assert style.FIGURE.top + style.FIGURE.height <= style.SOURCE.top
    assert Pt(style.points(style.SIZES["source"])) >= Pt(14)
