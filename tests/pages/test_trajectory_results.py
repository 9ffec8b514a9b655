"""What is late and whose it is, European money, and development goals: rules with invented rows, and the register."""

from datetime import date

import pandas as pd
import pytest

from i18n.translator import Words
from loaders.datasets.catalogue import Break, catalogue
from loaders.datasets.formulas import DISTRICT
from loaders.trajectory.ownership import milestone_owner, project_owner
from loaders.trajectory.sdg_indicators import EMISSIONS, sdg_indicators
from pages.trajectory import europe_exhibits, goal_directions, late_exhibits, late_rows, sdg_exhibits
from pages.trajectory.registers import goals, projects
from shell.datasets import clear_caches
from shell.exhibits import year_pairs
from tests.support.opening import offered

T = Words("nl")
SIX_KEYS = ("gent", "evergem", "zelzate", "terneuzen", "vlissingen", "borsele")
KINDS = {**dict.fromkeys(SIX_KEYS, "municipality"), "zeeland": "province", "dow": "company", "bgts-nspd": "grouping"}
KINDS |= {"north-sea-port": "port", "sdr": "grouping", "ugent": "knowledge"}


@pytest.mark.parametrize(
    ("lead", "partners", "owner"),
    [
        ("bgts-nspd", "zeeland", "district"),
        ("ugent", " ".join(SIX_KEYS), "district"),
        ("gent", " ".join(SIX_KEYS[1:]), "district"),
        ("gent", "evergem", "government"),
        ("dow", "north-sea-port", "company"),
        ("north-sea-port", "", "port"),
        ("sdr", "", "grouping"),
        ("ugent", "gent", "other"),
        ("", "dow", "unknown"),
        ("nobody-we-know", "", "unknown"),
    ],
)
def test_a_project_is_of_the_district_or_of_the_kind_of_its_lead(lead, partners, owner):
    assert project_owner(lead, partners, KINDS) == owner


@pytest.mark.parametrize(
    ("partners", "project", "owner"),
    [
        ("dow", "", "company"),
        ("dow zeeland", "", "unknown"),
        ("dow bgts-nspd", "", "district"),
        ("dow", "port", "port"),
        ("", "", "unknown"),
        (" ".join(SIX_KEYS), "", "district"),
        (" ".join((*SIX_KEYS, "zeeland")), "", "government"),
        (" ".join(SIX_KEYS), "government", "government"),
    ],
)
def test_a_milestone_is_as_its_project_or_as_partners_that_are_all_of_one_kind(partners, project, owner):
    assert milestone_owner(partners, project, KINDS) == owner


@pytest.mark.parametrize(
    ("due", "dutch"),
    [
        (date(2026, 11, 1), "minder dan een maand"),
        (date(2026, 10, 30), "1 maand"),
        (date(2025, 11, 30), "1 jaar"),
        (date(2023, 12, 31), "2 jaar en 10 maanden"),
    ],
)
def test_a_delay_is_given_in_whole_years_and_months(due, dutch):
    assert late_exhibits.describe_delay(due, date(2026, 11, 30), T) == dutch


def test_what_is_late_is_past_its_end_unconfirmed_and_there_once():
    entries = late_rows.late_entries(T)
    assert entries and [one.due for one in entries] == sorted(one.due for one in entries)
    assert all(one.source.startswith("http") for one in entries)
    overdue = projects(T).query("status == 'overdue'")
    assert set(overdue.name) <= {one.name for one in entries}
    # The milestone "end of the project" of a late project is that project.
    assert not any(one.name.startswith("Einde Interreg-project GO") for one in entries)


def test_the_summary_counts_what_the_table_lists_and_the_district_apart():
    rows = late_exhibits.by_owner({}, T).content()["rows"]
    done, overdue = (sum(int(cells[column]) for cells in rows) for column in (1, 3))
    own = rows[0]
    assert own[0] == "het District zelf" and "GO North Sea Port District" in own[4]
    text = late_exhibits.summary(T)
    assert text.startswith(f"Sinds 2019 zijn {done} projecten afgerond, waarvan {own[1]} van het District zelf. ")
    assert f"Bij {overdue} beloften (" in text and text.endswith(f"; daarvan {own[3]} van het District zelf.")
    first, *_ = late_exhibits.late({}, T).content()["rows"]
    assert first[2] == "het District zelf"


def test_a_project_past_its_end_is_never_shown_as_running():
    states = {cells[1]: cells[4] for cells in europe_exhibits.money({}, T).content()["rows"]}
    assert states["GO North Sea Port District"] == "termijn verstreken, niet bevestigd"


def test_projects_without_an_amount_are_counted_and_named_and_nothing_is_added_up():
    rows = europe_exhibits.money({}, T).content()["rows"]
    unknown = T("money.unknown")
    without = [cells[1] for cells in rows if cells[5] == cells[6] == unknown]
    part = sum(cells[6] != unknown for cells in rows)
    text = europe_exhibits.summary(T)
    assert text.startswith(f"{len(rows)} projecten hebben Europees geld. Van {part} is bekend wat Europa betaalt")
    named = text.partition("Zonder bedrag: ")[2].removesuffix(".").split("; ")
    assert without and sorted(named) == sorted(without)
    assert len(rows) == len({cells[1] for cells in rows}), "each project once"


def test_the_amount_of_a_phase_is_not_counted_as_that_of_the_whole_project():
    rows = {cells[1]: cells for cells in europe_exhibits.money({}, T).content()["rows"]}
    known = [cells[5] for cells in rows.values() if cells[6] == T("money.unknown") != cells[5]]
    phases = [text for text in known if text.endswith(f"({T('money.part')})")]
    # The phase of the railway in the port of Gent.
    assert len(phases) == 1 and "12,5" in phases[0]
    said = f"van {len(known) - 1} alleen het bedrag van het hele project, van 1 alleen dat van een deel, "
    assert said in europe_exhibits.summary(T)


@pytest.mark.parametrize(("group", "column"), [("lead", 3), ("year", 2)])
def test_european_money_is_grouped_as_chosen(group, column):
    rows = europe_exhibits.money({"money": group}, T).content()["rows"]
    assert all(cells[0] == cells[column] for cells in rows)


def rows(*years: tuple[int, float], **more: str) -> pd.DataFrame:
    """Invented rows of Gent."""
    texts = {"place": "BE-44021", "source": "invented", "definition_nl": "verzonnen", "derived_from": ""} | more
    return pd.DataFrame([{"period": str(year), "value": value, **texts} for year, value in years])


def test_years_compare_only_with_one_source_and_no_break_between():
    indicator = catalogue()["population"].model_copy(update={"breaks": ()})
    first, last = goal_directions.comparable_years(rows((2019, 1), (2020, 2), (2023, 3)), indicator)
    assert (first["period"], last["period"]) == ("2019", "2023")
    other = pd.concat([rows((2019, 1), source="another"), rows((2020, 2), (2023, 3))])
    first, _ = goal_directions.comparable_years(other, indicator)
    assert first["period"] == "2020"
    why = {"nl": "verzonnen", "en": "invented"}
    broken = indicator.model_copy(update={"breaks": (Break(areas=("BE-44021",), period="2023", why=why),)})
    assert goal_directions.comparable_years(rows((2019, 1), (2020, 2), (2023, 3)), broken) is None
    # A break in a year between them without a figure.
    broken = indicator.model_copy(update={"breaks": (Break(areas=("BE-44021",), period="2022", why=why),)})
    assert goal_directions.comparable_years(rows((2019, 1), (2020, 2), (2023, 3)), broken) is None
    (before, last), district = rows((2020, 2), (2023, 3)).to_dict("records"), {"place": DISTRICT}
    assert not year_pairs.can_be_compared(broken, before, last)
    assert not year_pairs.can_be_compared(broken, before | district, last | district), (
        "of a sum that of each of the six"
    )
    assert year_pairs.can_be_compared(indicator, before, last)
    assert goal_directions.comparable_years(rows((2019, 1)), indicator) is None


@pytest.mark.parametrize(
    ("first", "last", "better", "kind"),
    [(1, 2, "up", "better"), (1, 2, "down", "worse"), (2, 1, "down", "better"), (1.04, 1.0, "down", "same")],
)
def test_a_direction_is_that_of_the_figures_as_printed(first, last, better, kind):
    assert goal_directions.direction(first, last, 1, better) == kind


def test_the_mapping_names_every_goal_and_only_indicators_that_exist():
    mapping = sdg_indicators()
    assert set(mapping) == set(goals())
    assert all(one.indicator == EMISSIONS or one.indicator in catalogue() for some in mapping.values() for one in some)
    table = sdg_exhibits.by_goal({}, T).content()["rows"]
    assert len(table) == len(goals())
    climate = next(cells for cells in table if cells[0].startswith("13 "))
    assert "lager is beter" in climate[3] and "(2021–2025)" in climate[3]
    served = [cells for cells in table if any(f"{kind} in " in cells[3] for kind in ("beter", "slechter", "gelijk"))]
    assert sdg_exhibits.by_goal({}, T).message.startswith(f"Bij {len(served)} van de {len(table)} doelen")


def test_a_goal_is_served_only_where_an_indicator_has_a_direction(monkeypatch):
    monkeypatch.setattr(sdg_exhibits, "directions", lambda entry, t: [])
    clear_caches()
    assert sdg_exhibits.by_goal({}, T).message.startswith("Bij 0 van de ")
    monkeypatch.undo()
    clear_caches()


def test_the_section_shows_whose_it_is_and_what_is_late():
    shown, _ = offered("trajectory", section="late", lang="en")
    assert [exhibit.key for exhibit in shown] == ["late-by-owner", "late"]
