"""The slides as PowerPoint has them: native charts with the right numbers, read back, and nothing outside the slide."""

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta

import plotly.graph_objects as go
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu, Pt

from briefings import slides_pptx, style
from briefings.briefing import Briefing, Slide
from briefings.native import native
from briefings.pictures import Picture
from briefings.plotted import kept
from charts import paper, series, stacks
from charts.palettes import COUNTRY
from loaders.places import SIX
from shell.words import Words
from tests.briefing_samples import chart, figures, layers, mapped, sample, table

NL = Words("nl")


def slide(figure, **more):
    return replace(chart(), content={"figure": kept(figure.to_dict())}, **more)


def deck(*slides, pictures=None, **more):
    """The presentation of these slides, written and read back; and what is not in it."""
    briefing = Briefing(**{"title": "Proef", "language": "nl", "slides": slides, **more})
    file = io.BytesIO()
    problems = slides_pptx.make(briefing, pictures or {}, file)
    return Presentation(file), problems


def the_chart(one):
    shown, problems = deck(one)
    assert not problems
    return next(shape.chart for page in shown.slides for shape in page.shapes if shape.has_chart)


def rows_of(made):
    return {one.name: dict(zip(made.plots[0].categories, one.values, strict=True)) for one in made.plots[0].series}


def year(category):
    """The year of a date as Office counts it."""
    return (date(1899, 12, 30) + timedelta(days=float(category))).year


def written(page):
    return "\n".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame)


def test_bars_are_a_chart_with_the_same_numbers_colours_and_hatching():
    rows = figures()
    rows = rows[rows.period == "2024"].assign(status=["measured", "provisional", *["measured"] * 4])
    made = the_chart(slide(series.bars(rows, words=NL, unit="inwoners", colours=COUNTRY)))
    assert made.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    (found,) = rows_of(made).values()
    assert found == dict(zip(rows.name, rows.value, strict=True)) and found["Gent"] == 269191
    # Order and colours of the screen: the smallest below, a colour a country.
    assert list(found) == list(rows.sort_values("value").name)
    points = made.plots[0].series[0].points
    colours = {}
    for place, name in enumerate(found):
        # A bar without a colour of its own has that of the row.
        own = points[place].format.fill
        fill = own if own.type in (1, 2) else made.plots[0].series[0].format.fill
        colours[name] = str(fill.fore_color.rgb if fill.type == 1 else fill.back_color.rgb)
    assert colours["Gent"] == COUNTRY["BE"][1:].upper() and colours["Terneuzen"] == COUNTRY["NL"][1:].upper()
    provisional = rows[rows.status == "provisional"].name.item()
    assert [name for place, name in enumerate(found) if points[place].format.fill.type == 2] == [provisional]
    assert made.value_axis.axis_title.text_frame.text == "inwoners" and made.value_axis.minimum_scale == 0
    assert made.plots[0].series[0].data_labels.number_format == "[$-413]#,##0"


def test_stacked_bars_keep_their_order_and_what_is_missing_is_an_empty_cell():
    rows = figures()
    rows = rows[rows.area.isin(SIX[:2]) & rows.year.isin([2004, 2023, 2024])].sort_values("year")
    bars = rows.assign(label=rows.year.astype(str), part=rows.area)
    names = {SIX[0]: "Gent", SIX[1]: "Evergem"}
    made = the_chart(slide(stacks.stacked(bars, words=NL, unit="inwoners", names=names, decimals=0)))
    assert made.chart_type == XL_CHART_TYPE.COLUMN_STACKED and made.plots[0].overlap == 100
    assert list(rows_of(made)) == ["Gent", "Evergem"]
    assert rows_of(made)["Gent"]["2024"] == 269191 and rows_of(made)["Evergem"]["2024"] == 36860
    assert sum(value is None for row in rows_of(made).values() for value in row.values()) == 2 * len(
        set(bars.label)
    ) - len(bars)
    assert made.has_legend


def test_a_total_is_marked_across_the_bars_of_a_native_chart():
    rows = figures()
    rows = rows[rows.area.isin(SIX[:2]) & rows.year.isin([2023, 2024])].sort_values("year")
    bars = rows.assign(label=rows.year.astype(str), part=rows.area)
    totals = {label: float(part.value.sum()) for label, part in bars.groupby("label")}
    names = {SIX[0]: "Gent", SIX[1]: "Evergem"}
    figure = stacks.stacked(bars, words=NL, unit="inwoners", names=names, totals=totals, total_name="Samen")
    made = the_chart(slide(figure))
    below, over = made.plots
    assert [one.name for one in below.series] == ["Gent", "Evergem"]
    (marks,) = over.series
    assert marks.name == "Samen" and list(marks.values) == [totals["2023"], totals["2024"]]
    # No line between two totals, and the same axes as the bars.
    assert marks._element.xpath("c:spPr/a:ln/a:noFill") and marks._element.xpath("c:marker/c:symbol/@val") == ["dash"]
    assert over._element.xpath("c:axId/@val") == below._element.xpath("c:axId/@val")


def test_a_line_over_years_is_a_table_of_years_with_gaps_where_nothing_is_known():
    made = the_chart(chart())
    assert made.chart_type == XL_CHART_TYPE.LINE_MARKERS
    found = {name: {year(day): value for day, value in row.items()} for name, row in rows_of(made).items()}
    every = figures()
    assert len(made.plots[0].series) == 6, "a row a place: what people keep in a sheet"
    assert list(found) == ["Gent", "Evergem", "Zelzate", "Terneuzen", "Vlissingen", "Borsele"]
    for name, row in found.items():
        known = every[every.name == name]
        assert {at: value for at, value in row.items() if value is not None} == dict(
            zip(known.year, known.value, strict=True)
        )
    # Evergem has a lone figure in 1990: on its row, with nothing beside it.
    assert found["Evergem"][1990] is not None and found["Evergem"][1991] is None
    assert made._chartSpace.xpath("c:chart/c:dispBlanksAs/@val") == ["gap"]
    assert made.value_axis.tick_labels.number_format == "[$-413]#,##0"
    assert str(made.plots[0].series[0].format.line.color.rgb) == "0061FA"


def test_a_break_and_a_projection_stay_apart_and_a_figure_that_is_not_measured_stays_hollow():
    rows = figures()
    rows = rows[(rows.area == SIX[0]) & (rows.year > 2014)].sort_values("year")
    status = ["projected" if at > 2023 else "provisional" if at == 2023 else "measured" for at in rows.year]
    figure = series.history(rows.assign(status=status), words=NL, unit="inwoners", breaks=[(SIX[0], "2019")])
    made = the_chart(slide(figure))
    pieces = [{year(day) for day, v in row.items() if v is not None} for row in map(dict, _values(made))]
    assert pieces == [set(range(2015, 2019)), set(range(2019, 2024)), {2024, 2025, 2026}]
    lines = made.plots[0].series
    assert [one.name for one in lines] == ["Gent"] * 3
    dashes = [one._element.xpath("c:spPr/a:ln/a:prstDash/@val") for one in lines]
    assert dashes == [[], [], ["sysDot"]]
    hollow = lines[1]._element.xpath("c:dPt[c:marker/c:spPr/a:solidFill/a:srgbClr/@val='FFFFFF']/c:idx/@val")
    years = [year(day) for day in made.plots[0].categories]
    assert [years[int(place)] for place in hollow] == [2023]
    # The three pieces stand in the legend once.
    assert len(made.legend._element.xpath("c:legendEntry/c:delete[@val='1']")) == 2


def _values(made):
    return [list(zip(made.plots[0].categories, one.values, strict=True)) for one in made.plots[0].series]


def test_pies_rings_and_dates_are_charts_too():
    pie = go.Figure(go.Pie(labels=["a", "b", "c"], values=[1, 5, 2]))
    made = the_chart(slide(pie))
    assert made.chart_type == XL_CHART_TYPE.PIE and list(rows_of(made)[""].items()) == [("b", 5), ("c", 2), ("a", 1)]
    assert the_chart(slide(pie.update_traces(hole=0.5))).chart_type == XL_CHART_TYPE.DOUGHNUT
    dated = go.Figure(go.Scatter(x=["2024-01-01", "2024-06-15"], y=[1, 3], mode="lines+markers", name="reeks"))
    made = the_chart(slide(dated))
    assert made.chart_type == XL_CHART_TYPE.XY_SCATTER_LINES
    # Office counts days from 30 December 1899: 1 January 2024 is day 45292.
    assert made.plots[0].series[0]._element.xpath("c:xVal//c:v/text()") == ["45292.0", "45458.0"]
    assert list(made.plots[0].series[0].values) == [1, 3]


BAR = go.Bar(x=["a", "b"], y=[1, 2])


@pytest.mark.parametrize(
    ("figure", "why"),
    [
        (go.Figure([BAR, go.Scatter(x=["a"], y=[3])]), "bar+scatter"),
        (go.Figure(BAR).add_hline(1.5), "shapes"),
        (go.Figure(BAR).add_annotation(text="doel", x="a", y=2), "annotations"),
        (go.Figure(BAR).update_yaxes(type="log"), "logarithmic"),
        (go.Figure(go.Scatter(x=[1, 2], y=[1, 2], fill="tozeroy")), "areas"),
        (go.Figure(go.Scatter(x=[2020.3], y=[1], mode="markers", marker={"symbol": "triangle-down"})), "events"),
        (go.Figure(go.Scatter(x=[1], y=[1], marker={"size": [9]})), "sizes"),
        (go.Figure(go.Bar(x=["a", "a"], y=[1, 2])), "twice"),
        (go.Figure(go.Bar(x=["a"], y=[1], base=[3])), "base"),
        (go.Figure(go.Heatmap(z=[[1]])), "heatmap"),
        (go.Figure(), "none"),
    ],
)
def test_what_powerpoint_cannot_say_stays_a_picture_and_the_reason_is_told(figure, why):
    assert why in native(kept(figure.to_dict()))


def test_a_picture_has_its_words_and_a_map_is_one():
    one = mapped()
    png = paper.png(one.content["map"], layers(), width=1776, height=728, ratio=0.5)
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
        # Figures stand to the right, names to the left.
        assert made.cell(1, 1).text_frame.paragraphs[0].alignment == 3
    assert [page.shapes.title.text for page in shown.slides][1].startswith("Veel (deel 1 van ")


def test_a_figure_that_cannot_be_drawn_says_why_and_the_rest_goes_on():
    broken = replace(chart(), title="Stuk", content={"figure": {"data": [{"type": "pie", "labels": 5}], "layout": {}}})
    shown, problems = deck(broken, mapped(), chart(), pictures={1: [Picture(why="geen vormen")]})
    assert set(problems) == {0, 1}
    assert "kon niet worden getekend" in written(shown.slides[2])
    assert "geen vormen" in written(shown.slides[3])
    assert any(shape.has_chart for shape in shown.slides[4].shapes)


def test_two_hundred_slides_are_made():
    shown, problems = deck(*(replace(chart(), title=f"Dia {n}") if n % 50 == 0 else words(n) for n in range(200)))
    assert not problems and len(shown.slides) >= 202
    # The agenda tells the number that jumps to a slide.
    tables = [shape.table for page in shown.slides for shape in page.shapes if shape.has_table]
    agenda = [row for table in tables if len(table.columns) == 3 for row in table.rows]
    assert len(agenda) > 200
    for row in agenda:
        number, title = row.cells[0].text, row.cells[1].text
        if title in ("Dia 0", "Dia 57", "Dia 199"):
            assert shown.slides[int(number) - 1].shapes.title.text == title


def words(number):
    return Slide(kind="words", title=f"Dia {number}", says="", source="", date="", content={"paragraphs": ["x"]})


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine")
def test_libreoffice_opens_it_and_shows_a_page_a_slide(tmp_path):
    pypdf = pytest.importorskip("pypdf")
    briefing = replace(sample(), slides=(sample().slides[0], sample().slides[2]))
    with (tmp_path / "kit.pptx").open("wb") as file:
        slides_pptx.make(briefing, {}, file)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "kit.pptx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "kit.pdf").pages]
    assert len(pages) == len(Presentation(tmp_path / "kit.pptx").slides)
    # Dutch figures on the axis, and the names of the lines, as the chart itself draws them.
    assert "250.000" in pages[1] and "Vlissingen" in pages[1] and "Statbel, CBS" in pages[1]


def test_pictures_keep_out_of_the_way_of_the_source():
    assert style.FIGURE.top + style.FIGURE.height <= style.SOURCE.top
    assert Pt(style.points(style.SIZES["source"])) >= Pt(14)
