"""The page on what is new since a kept version: its numbers, what it may not compare, and what it does without one."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from i18n.translator import Words
from loaders import card
from loaders.versions import figures, files
from pages.changes import other_exhibits
from pages.changes.exhibits import BUILDERS
from pages.changes.full_list import COLUMNS, full_list
from shell import indicator_data
from shell.exhibits import NoFiguresError, register_changes, version_changes
from shell.exhibits.choices import ChoiceError
from tests.support.opening import opened, widget, written

NL = Words("nl")
KEPT = {"since": "2026-11-29"}


@pytest.fixture
def versions(tmp_path, monkeypatch):
    """An empty folder of versions."""
    monkeypatch.setattr(files, "folder", lambda: tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A version of the frozen data in which five figures are otherwise; the values that differ are invented."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("versions")
        patch.setattr(files, "folder", lambda: folder)
        rows = version_changes.current_figures()
        rows = rows.set_index(pd.Index(rows["indicator"] + " " + rows["place"] + " " + rows["period"]))
        rows.loc["population BE-44019 2024", "value"] += 1000
        rows.loc["house_price NL-GM0715 2023", "value"] += 0.01
        gone = rows.loc[["population BE-44021 2024"]].assign(period="1900", value=7.0)
        rows = rows.drop(index=["population BE-44021 2024", "house_price NL-GM0715 2024"])
        return files.write(pd.concat([rows, gone]), [], datetime(2026, 1, 5, tzinfo=UTC))


@pytest.fixture
def altered(made, versions):
    """That version, alone in a folder."""
    return files.Version(made.key, Path(shutil.copy(made.path, versions)))


def table(key: str, t: Words = NL, **choices: str) -> list[list[str]]:
    return BUILDERS[key](choices, t).content()["rows"]


def test_the_page_says_the_difference_of_two_versions(altered):
    counts = {row[0]: row[1:] for row in table("changes-counts")}
    # Subject: new, of them of the six, moved, withdrawn, new indicators.
    assert counts == {"Mensen": ["1", "1", "1", "1", "0"], "Wonen": ["1", "1", "1", "0", "0"]}
    assert table("changes-counts", Words("en"))[0] == ["People", "1", "1", "1", "1", "0"]
    moved = BUILDERS["changes-moved"]({}, NL)
    (row,) = moved.content()["rows"]
    value = indicator_data.figures("population", NL).course("BE-44019").set_index("period")["value"]["2024"]
    assert row[1:6] == ["Evergem", "2024", NL.number(value + 1000), NL.number(value), "−1.000"]
    assert "Bij nog 1 is het verschil zo klein" in moved.message
    assert [row[1:4] for row in table("changes-withdrawn")] == [["Gent", "1900", "7"]]
    assert BUILDERS["changes-withdrawn"]({}, NL).message == "Eén cijfer is ingetrokken."


def test_a_new_figure_has_its_change_and_its_rank(altered):
    rows = {row[0]: row for row in table("changes-figures")}
    people = next(row for label, row in rows.items() if "Inwoners" in label)
    gent = indicator_data.figures("population", NL).course("BE-44021").set_index("period")["value"]
    now, before = gent["2024"], gent["2023"]
    change = NL.number(100 * (now / before - 1), 1, signed=True)
    assert people[1:4] == ["2024", f"{NL.number(now)} · {change}% · 1e\u00a0van\u00a06", "–"]
    # House prices do not compare across the border: the rank is among the three of the Netherlands.
    homes = next(row for label, row in rows.items() if "Huizenprijs" in label)
    assert homes[2:5] == ["–"] * 3 and homes[5].endswith("e\u00a0van\u00a03") and "Niet vergelijkbaar" in homes[0]


def test_the_download_has_every_change_and_a_subject_its_own(altered):
    every = full_list({}, NL)
    assert list(every.columns) == COLUMNS and sorted(every["kind"]) == ["moved", "moved", "new", "new", "withdrawn"]
    assert set(full_list({"about": "housing"}, NL)["label"]) == {"Huizenprijs"}


def test_without_a_version_the_page_says_so_and_nothing_fails(versions):
    with pytest.raises(NoFiguresError, match="nog geen versie"):
        BUILDERS["changes-figures"]({}, NL)
    app = opened("changes")
    assert not app.exception and not app.error and "nog geen versie" in written(app)
    assert not opened("home").exception


def test_a_damaged_version_is_named_and_the_rest_of_the_page_stays(altered):
    altered.path.write_bytes(altered.path.read_bytes()[:-10])
    app = opened("changes", since=altered.key)
    assert not app.exception and "niet te lezen" in app.error[0].value and "damaged" in app.error[0].value
    assert widget(app.selectbox, "since").value == altered.key, "another one can be chosen"
    assert not opened("home").exception


def test_a_link_may_name_a_version_or_a_day_and_an_unknown_one_is_told():
    assert version_changes.chosen_version(KEPT, NL).key == "2026-11-29T0346"
    assert version_changes.chosen_version({"since": "2020-01-01"}, NL).key == "2026-11-29T0346", "the oldest one"
    with pytest.raises(ChoiceError):
        version_changes.chosen_version({"since": "yesterday"}, NL)
    app = opened("changes", since="yesterday")
    assert not app.exception and "“yesterday” voor “Sinds de gegevens van”" in app.warning[0].value


def test_a_link_to_a_version_that_was_pruned_or_a_day_before_the_first_opens_another_and_says_so():
    for asked in ("2026-11-29T0700", "2026-11-28T0700", "2030-01-01T0000"):
        assert version_changes.chosen_version({"since": asked}, NL).key == "2026-11-29T0346"
    app = opened("changes", since="2026-11-29T0700")
    assert [one.value for one in app.warning] == [
        "Van 29 november 2026, 08:00 is geen versie bewaard. U ziet wat er nieuw is sinds 29 november 2026."
    ]
    app = opened("changes", since="2020-01-01", lang="en")
    assert app.warning[0].value.startswith("No version of 1 January 2020 was kept.")
    assert not opened("changes", **KEPT).warning


def test_a_link_to_a_day_that_is_yet_to_come_says_what_is_shown_instead():
    app = opened("changes", since="9999-12-31", lang="en")
    assert app.warning[0].value.startswith("No version of 31 December 9999 was kept.")


def test_promises_are_told_only_where_another_year_was_named(monkeypatch):
    """Invented promises: before the day of the version, and after it another year, none, the same, an earlier one."""
    years = {"later": ("2030", "2031"), "open": ("2030", ""), "same": ("", ""), "earlier": ("2030", "2029")}
    said = [
        {"subject": key, "said": day, "promised": year, "promise_nl": key, "source_url": "invented"}
        for key, pair in years.items()
        for day, year in zip(("2020", "2027"), pair, strict=True)
    ]
    monkeypatch.setattr(other_exhibits.datasets, "companion", lambda _: pd.DataFrame(said))
    assert {row[0]: row[2:5] for row in other_exhibits._promises("2026-11-29", NL)} == {
        "later": ["2030", "2031", "Opgeschoven"],
        "open": ["2030", "geen datum", "geen nieuw jaar genoemd"],
        "earlier": ["2030", "2029", "Vervroegd"],
    }


def test_a_target_in_another_unit_shows_what_it_was_and_what_it_is():
    """With an invented target."""
    columns = {"dataset": "targets", "place": "NSP", "indicator": "invented", "period": "aim", "source": "invented"}
    before, after = (
        figures.tidy(pd.DataFrame([{**columns, "value": value, "unit": unit, "status": "open"}]))
        for value, unit in ((40, "pct"), (3, "mt"))
    )
    (row,) = other_exhibits._target_rows(figures.compare(before, after), {}, NL)
    assert row[1] == "Beoogd" and row[2].startswith("40") and row[3].startswith("3 M")


def test_registers_go_by_day_and_the_page_says_so(altered):
    try:
        said = BUILDERS["changes-trajectory"]({}, NL).message
    except NoFiguresError as error:
        said = str(error)
    assert said.startswith(f"Na {NL.date(altered.day)}")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_part_of_the_page_opens(language):
    heads = {"nl": ("Wat is er nieuw", "Doelen en beloften"), "en": ("What is new", "Targets and promises")}[language]
    app = opened("changes", **KEPT, what="register", lang=language)
    assert not app.exception and not app.error and not app.warning
    assert all(head in written(app) for head in heads)
    app = opened("changes", **KEPT, what="moved", about="people", lang=language)
    assert not app.exception and not app.error and widget(app.selectbox, "about").value == "people"


def test_the_home_page_links_to_what_is_new():
    links = [one.proto.label for one in opened("home").get("page_link")]
    assert any(label.startswith("→ Sinds 29 november 2026: ") and "nieuwe cijfers" in label for label in links)


def test_the_register_page_leaves_the_version_that_a_reader_chose(made, versions):
    """Both pages have a choice `since` in their address: a day there, a version here."""
    shutil.copy(made.path, versions)
    shutil.copy(card.GEODATA / "versions/2026-11-29T0346-f9a3ee37.parquet", versions)
    app = opened("changes", since=made.key)
    app.query_params.clear()
    app.switch_page("trajectory/page.py")
    app.session_state["chosen.section"] = "changes"
    assert not app.run().exception and app.date_input[0].value == register_changes.version_days()[-2:][0]
    app.query_params.clear()
    app.switch_page("changes/page.py")
    assert not app.run().exception and widget(app.selectbox, "since").value == made.key
