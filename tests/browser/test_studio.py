"""Journeys of a planner in the scenario studio: set two scenarios, compare them, share them, reopen them."""

import functools
import io
import re

import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def goal(reader, name):
    """The text of a goal figure."""
    return reader.page.locator(".goals .card", has_text=name).inner_text()


def typed(reader, key, text):
    """Type a value for an assumption, as a reader does: over what stands there, then Enter."""
    field = reader.page.locator(f".st-key-studio-line-{key} input[type=text]")
    field.fill(text)
    field.press("Enter")


def becomes(reader, name, before):
    """Wait until a goal figure is another one, and the page stands still."""
    reader.page.wait_for_function(
        """([name, before]) => [...document.querySelectorAll('.goals .card')]
            .some(card => card.innerText.includes(name) && card.innerText !== before)""",
        arg=[name, before],
        timeout=30_000,
    )
    reader.settle()


def test_a_planner_sets_two_scenarios_compares_shares_and_reopens_them(reader, chromium):
    page = reader.open("/")
    page.get_by_role("link", name="Scenario’s").first.click()
    page.wait_for_url("**/scenarios**")
    reader.plotted()
    before = goal(reader, "Vrachtwagens")
    typed(reader, "road_2050", "20,5")
    becomes(reader, "Vrachtwagens", before)
    set_once = goal(reader, "Vrachtwagens")
    reader.shows("Zoals aangekondigd, aangepast")
    # Back, and forth again.
    page.get_by_role("button", name="Ongedaan maken").click()
    becomes(reader, "Vrachtwagens", set_once)
    assert goal(reader, "Vrachtwagens") == before
    page.get_by_role("button", name="Opnieuw", exact=True).click()
    becomes(reader, "Vrachtwagens", before)
    assert goal(reader, "Vrachtwagens") == set_once
    # A second scenario, by the slider this time.
    page.get_by_text("Vertraagd", exact=True).click()
    reader.shows("Wat ‘Vertraagd’ geeft")
    page.locator(".st-key-studio-line-delay input[type=range]").press("ArrowRight")
    reader.shows("Wat ‘Vertraagd, aangepast’ geeft")
    page.get_by_text("Vergelijken", exact=True).click()
    reader.shows("Vertraagd, aangepast")
    reader.plotted()
    expect(page.locator(".js-plotly-plot")).to_have_count(3)
    scales = page.evaluate(
        "[...document.querySelectorAll('.js-plotly-plot')].map(p => p._fullLayout.yaxis.range.join())"
    )
    assert len(set(scales)) == 1, "all panels on one scale"
    page.get_by_text("Wat verschilt", exact=True).click()
    reader.shows("20,5")
    # What is shared is all of it.
    page.get_by_test_id("stButtonGroup").get_by_text("Delen", exact=True).click()
    page.wait_for_selector('[data-testid="stCode"]')
    reader.settle()
    link = "".join(page.locator('[data-testid="stCode"] code').inner_text().split())
    assert reader.foreign == [] and reader.errors == []
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    other = type(reader)(context.new_page(), reader.address)
    other.open(re.sub(r"^https?://[^/]+", "", link).replace("lang=nl", "lang=en") + "&view=inputs")
    other.shows("As announced, adjusted")
    other.shows("20.5")
    assert other.foreign == []
    context.close()


def test_what_cannot_be_is_refused_beside_its_control_and_nothing_changes(reader):
    reader.open("/scenarios?lang=en")
    reader.plotted()
    before = goal(reader, "Lorries")
    for text, why in (("much", "“much” is not a number"), ("80", "lies outside"), ("NaN", "“NaN” is not a number")):
        typed(reader, "road_2050", text)
        reader.shows(why)
        field = reader.page.locator(".st-key-studio-line-road_2050 input[type=text]")
        assert field.input_value() == "25" and goal(reader, "Lorries") == before
        assert "10" in reader.page.locator(".st-key-studio-line-road_2050 [data-testid=stAlert]").inner_text()
    typed(reader, "road_2050", "18")
    becomes(reader, "Lorries", before)
    assert reader.page.locator(".st-key-studio-line-road_2050 [data-testid=stAlert]").count() == 0
    assert "Traceback" not in reader.page.inner_text("body")


def test_a_change_sends_its_row_and_the_results_and_leaves_the_rest(reader):
    page = reader.open("/scenarios?lang=en")
    reader.plotted()
    page.evaluate("document.querySelector('.st-key-studio-line-delay').dataset.mine = 'kept'")
    before = goal(reader, "Lorries")
    typed(reader, "road_2050", "18")
    becomes(reader, "Lorries", before)
    assert page.evaluate("document.querySelector('.st-key-studio-line-delay').dataset.mine") == "kept"


def test_every_step_of_a_slider_counts_however_fast_the_keys_come(reader):
    page = reader.open("/scenarios?lang=en&outcome=lorries")
    reader.plotted()
    line = page.locator(".st-key-studio-line-road_2050")
    # While a new widget is drawn, the old one still stands behind it.
    slider, field = line.locator("input[type=range]:visible").first, line.locator("input[type=text]:visible").first
    for delay, start in ((30, 25), (120, 21), (300, 17)):
        slider.focus()
        for _ in range(4):
            page.keyboard.press("ArrowLeft", delay=delay)
        expect(field).to_have_value(str(start - 4))
        reader.settle()
        expect(slider).to_have_attribute("aria-valuetext", str(start - 4))
    # A step and the step back at once.
    for key in ("ArrowRight", "ArrowLeft", "ArrowLeft", "ArrowRight", "ArrowRight"):
        slider.press(key)
    expect(field).to_have_value("14")
    reader.settle()
    expect(slider).to_have_attribute("aria-valuetext", "14")


def test_undo_and_redo_count_at_any_speed(reader):
    page = reader.open("/scenarios?lang=en&outcome=lorries")
    reader.plotted()
    line = page.locator(".st-key-studio-line-road_2050")
    # While a new widget is drawn, the old one still stands behind it.
    slider, field = line.locator("input[type=range]:visible").first, line.locator("input[type=text]:visible").first
    for value in ("24", "23", "22", "21"):
        slider.press("ArrowLeft")
        expect(field).to_have_value(value)
        reader.settle()
    undo, redo = page.get_by_role("button", name="Undo"), page.get_by_role("button", name="Redo")
    for _ in range(3):
        undo.click(no_wait_after=True)
    expect(field).to_have_value("24")
    expect(slider).to_have_attribute("aria-valuetext", "24")
    redo.click(no_wait_after=True)
    redo.click(no_wait_after=True)
    undo.click(no_wait_after=True)
    expect(field).to_have_value("23")
    reader.settle()
    expect(slider).to_have_attribute("aria-valuetext", "23")


def test_a_saved_file_opens_again_and_a_harmful_one_is_refused(reader, tmp_path):
    page = reader.open("/scenarios?lang=en&studio=share")
    shared = page.locator('[data-testid="stCode"] code')
    before = shared.inner_text()
    page.get_by_label("Author").fill("A. Planner")
    page.get_by_label("Author").press("Enter")
    # The address changes while the page is still being drawn: the link on it tells that it has been.
    expect(shared).not_to_have_text(before, use_inner_text=True, timeout=30_000)
    reader.settle()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Save as a file").click()
    text = taken.value.path().read_text("utf-8")
    assert "author: A. Planner" in text and "changes:" in text
    saved = tmp_path / "plan.yaml"
    assert "scenario: As announced" in text
    saved.write_text(text.replace("scenario: As announced", "scenario: Our plan"), "utf-8")
    page.set_input_files("input[type=file]", saved)
    reader.shows("‘Our plan’ has been opened")
    for name, body in {
        "tag.yaml": b"!!python/object/apply:os.system ['true']",
        "other.yaml": b"scenario: x\npreset: baseline\nchanges: {growth_2030: 99}",
        "large.yaml": b"# " + b"x" * 1_000_000,
        "binary.yaml": b"\xff\xfe\x00\x01",
    }.items():
        path = tmp_path / name
        path.write_bytes(body)
        page.set_input_files("input[type=file]", path)
        reader.shows("The file was not opened")
        page.wait_for_selector(f'text="{name}"')
        assert "Our plan" in page.inner_text("body") and "Traceback" not in page.inner_text("body")


def taken(reader, key):
    """What a download button gives."""
    with reader.page.expect_download() as download:
        reader.page.locator(f".st-key-{key} button").click()
    return io.BytesIO(download.value.path().read_bytes())


def test_every_file_that_is_offered_holds_the_value_that_was_just_changed(reader):
    page = reader.open("/scenarios")
    reader.plotted()
    before = goal(reader, "Vrachtwagens")
    # A value of our own, which no preset has.
    typed(reader, "road_2050", "20,5")
    becomes(reader, "Vrachtwagens", before)
    lorries = goal(reader, "Vrachtwagens").split("2050")[1].split()[0].replace(".", "")
    name = "Zoals aangekondigd, aangepast"
    page.get_by_test_id("stButtonGroup").get_by_text("Delen", exact=True).click()
    page.wait_for_selector(".st-key-studio-take-all-xlsx")
    reader.settle()
    for ending, separator in (("nl", ";"), ("en", ",")):
        read = functools.partial(pd.read_csv, sep=separator, decimal="," if ending == "nl" else ".")
        rows = read(taken(reader, f"studio-take-outcomes-{ending}-csv"))
        mine = (rows.scenario == name) & (rows.outcome_key == "lorries") & (rows.year == 2050)
        (row,) = rows[mine].to_dict("records")
        assert f"{row['mid']:.0f}" == lorries and row["difference"] != 0
        rows = pd.read_csv(taken(reader, f"studio-take-assumptions-{ending}-csv"), sep=separator, dtype=str)
        expected = "20,5" if ending == "nl" else "20.5"
        assert rows.set_index("key").loc["road_2050", f"1. {name}"] == expected
    book = openpyxl.load_workbook(taken(reader, "studio-take-all-xlsx"), read_only=True)
    assert name in [row[0] for row in book["scenarios"].values]
    assert next(row for row in book["assumptions"].values if row[0] == "road_2050")[4] == 20.5
    page.get_by_text("Aannames", exact=True).click()
    page.wait_for_selector(".st-key-studio-assumed-all-xlsx")
    reader.settle()
    for ending in ("nl", "en"):
        text = taken(reader, f"studio-assumed-assumptions-{ending}-csv").read().decode("utf-8-sig")
        assert re.search(r"road_2050.*20[,.]5", text)
    book = openpyxl.load_workbook(taken(reader, "studio-assumed-all-xlsx"), read_only=True)
    assert next(row for row in book["assumptions"].values if row[0] == "road_2050")[4] == 20.5


def test_a_name_from_a_file_or_link_is_text_in_every_notice(reader, tmp_path):
    name = "https://e.example www.e.example me@e.example <b>x</b> :material/home: [x](//e.e)"
    opened, refused = tmp_path / "opened.yaml", tmp_path / "refused.yaml"
    opened.write_text(f"scenario: '{name}'\npreset: baseline\nchanges: {{road_2050: 20}}\n", "utf-8")
    refused.write_text(f"scenario: x\npreset: baseline\nchanges: {{'{name[:60]}': 1}}\n", "utf-8")
    page = reader.open("/scenarios?lang=en&studio=share")
    notices = """() => [...document.querySelectorAll('[data-testid=stAlert] [data-testid=stMarkdownContainer]')]
        .map(one => [one.innerText.replaceAll('\u2060', ''), one.querySelectorAll('a, img, b, span').length])"""
    for path, told in ((refused, name[:60]), (opened, f"‘{name}’ has been opened")):
        page.set_input_files("input[type=file]", path)
        page.wait_for_function(f"told => ({notices})().some(([text]) => text.includes(told))", arg=told, timeout=30_000)
        assert [count for _, count in page.evaluate(notices)] == [0]
    # A notice above the page, of a link with a value that nobody knows; escaped once and not twice.
    page = reader.open("/scenarios?lang=en&studio=https://e.example/x*y*")
    reader.shows("*y*")
    ((text, count),) = page.evaluate(notices)
    assert "https://e.example/x*y*" in text and "\\" not in text and count == 0
