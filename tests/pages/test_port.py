"""The pages on port and climate: charts, sentences, and points that no line may join."""

import re
from datetime import date
from html import unescape

import pandas as pd
import pytest
import yaml

from charts import target_path, time_series
from i18n.translator import Words
from loaders import load
from loaders.datasets import port
from pages.climate import coverage, emission_exhibits
from pages.port import cargo_exhibits
from shell import milestone_overlay, port_data
from shell.exhibits import partial_dates, table_texts
from tests.support.opening import ROOT, opened, written

NL, EN = Words("nl"), Words("en")


def readings(app) -> list[str]:
    return [unescape(text) for text in re.findall(r'class="reading">([^<]*)<', written(app))]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("name", "query"),
    # tests/shell/test_collect.py opens every part of both pages in both languages; these are the choices within a part.
    [("port", {"subject": "trade", "trade": view}) for view in ("flows", "partners", "eurostat")]
    + [("port", {"subject": "economy", "economy": view}) for view in ("value", "finance", "owners")]
    + [("port", {"subject": "economy", "concept": concept}) for concept in ("nbb", "havenmonitor", "mixed")]
    # Figures that only a refresh adds are not offered before it: test_live_figures.py opens them after one.
    + [("port", {"measure": measure}) for measure in cargo_exhibits.SUBJECTS if measure != "plus"]
    + [("climate", {"climate": "statements", "stated": "ALL"}), ("climate", {"count": "account", "year": "2013"})],
)
@pytest.mark.slow
def test_every_choice_within_a_part_opens_in_every_language(name, query, language):
    app = opened(name, lang=language, **query)
    assert not app.exception and not app.error and not app.warning
    assert "<h1" in written(app)


@pytest.mark.slow
def test_every_target_tells_its_distance_or_why_there_is_none():
    told = {}
    for page in ("port", "climate"):
        for key in load("port_targets").query("page == @page").target:
            app = opened(
                page, lang="en", target=key, **{"port": {"subject": "targets"}}.get(page, {"climate": "targets"})
            )
            assert not app.exception and not app.error and not app.warning
            told[key] = readings(app)[0]
    assert "in 2022: 73.6 Mt. Difference from the target: 3.6 Mt above it." in told["cargo_2022"], "70 aimed at"
    assert "2025: 67.0 Mt. Difference from the target: 3.0 Mt below it." in told["cargo_2022"], "the newest full year"
    assert "first quarter of 2026: 15.0 Mt" in told["cargo_2022"] and "not held" in told["cargo_2022"]
    assert "Difference from the target: 4.5 Mt above it." in told["inland_2022"], "64.5 measured, 60 aimed at"
    assert "Difference: 1.1 percentage points above it." in told["road_2025"], "28.0 against 30 - 5 x 5/8 = 26.9"
    assert "No figure was found for 2025 itself." in told["road_2025"]
    assert "cannot be determined" in told["jobs_2020"]
    # 9557000 / 9104325 = 105.0 %; the line: 100 - 35 x 7/12 = 79.6.
    assert "105.0" in told["steel_2030"] and "79.6" in told["steel_2030"] and "25.4" in told["steel_2030"]
    # 3118000 t; the line: 3.3 - 1.5 x 5/10 = 2.55.
    assert "Measured in 2025: 3.12 Mt." in told["yara_2030"] and "0.57 Mt above it" in told["yara_2030"]


def test_the_newest_year_is_told_with_the_growth_that_the_port_published():
    assert readings(opened("port", lang="en"))[0].startswith(
        "In 2025: 67.0 Mt (North Sea Port), 0.4 % above 2024 according to the port itself."
    )
    dutch = readings(opened("port"))[0]
    assert dutch.startswith("In 2025: 67,0 Mt (North Sea Port), 0,4 % boven 2024 volgens de haven zelf.")
    assert dutch.endswith("(eerste kwartaal 2026: 15,0 Mt); dat telt hier niet mee.")
    # 61.5 of 64.2 is 4.2 % less; the port itself says 4.3 %.
    assert "4.3 % below 2024" in readings(opened("port", lang="en", measure="inland"))[0]


def test_a_change_in_tonnes_that_the_port_published_comes_before_a_percentage():
    table = port_data.cargo()
    years = table[(table.line == "NSP · own count") & (table.measure == "seaborne") & (table.category == "total")]
    of = years[years.period == "FY"].set_index("year", drop=False)
    assert port_data.published_change(of.loc[2023]) == -7.8
    assert port_data.published_change(of.loc[2025]) == pytest.approx(67 - 67 / 1.004)
    assert port_data.published_growth(of.loc[2022]) is None, "that growth is on 2019"
    ghent = table[(table.scope == "GENT") & (table.measure == "seaborne") & (table.category == "total")]
    assert port_data.published_growth(ghent[ghent.year == 2017].iloc[0]) is None, "over 10 per cent, told by others"
    assert "7,8 Mt (10,6 %) onder 2022" in cargo_exhibits.describe_newest(
        of.loc[[2023]].reset_index(drop=True), "Mt", 1, NL
    )


@pytest.mark.parametrize(
    ("language", "total", "covered"),
    [
        ("nl", "In 2025: 20,1 Mt CO₂e in de zes gemeenten, 2,1 % boven 2024.", "Dekking 2025: 99,84 %."),
        ("en", "In 2025: 20.1 Mt CO₂e in the six municipalities, 2.1 % above 2024.", "Coverage 2025: 99.84 %."),
    ],
)
def test_climate_opens_on_2025_with_its_largest_sites_and_the_share_that_was_found(language, total, covered):
    app = opened("climate", lang=language)
    reading, text = readings(app)[0], unescape(written(app))
    assert reading.startswith(total) and covered in text
    # 9557 + 3118 + 3009 + 1419 + 1230 of 20070 kt is 91.3 %.
    assert "91 %: ArcelorMittal Gent + Knippegroen; Yara Sluiskil; Dow Benelux Terneuzen; Zeeland Refinery" in reading
    exhibit = emission_exhibits.year_map({"year": "2024"}, Words(language))
    assert Words(language).number(99.89, 2) in exhibit.source and Words(language).number(99.84, 2) not in exhibit.source
    course = emission_exhibits.emissions_by_year({}, Words(language))
    assert f"{Words(language).number(20.07, 2)} Mt in 2025" in course.message
    assert all(Words(language).number(share, 2) in course.source for share in (99.82, 99.89, 99.84))


def test_years_in_which_everything_was_found_say_nothing_of_coverage():
    assert coverage.describe_coverage(EN, 2020) == "" and "1,000 t" in coverage.describe_coverage(EN, 2021)


def test_no_line_runs_over_the_change_of_accounts_in_2021():
    """By account no line joins 2020 and 2021 where its account became the whole site; by site lines go on."""
    table = load("emissions")
    whole = set(table[table.series == "site"].account)
    for municipality in ("NL-GM0715", "BE-44021"):
        figure = emission_exhibits.emissions_by_year({"municipality": municipality, "count": "account"}, EN).drawing
        spans = {trace.name: [int(x) for x in trace.x] for trace in figure.data if trace.x is not None and len(trace.x)}
        for name, years in spans.items():
            rows = table[(table.installation == str(name).removesuffix(" (whole site)")) & table.year.isin(years)]
            assert not (set(rows.account) & whole and {2020, 2021} <= set(years)), name
    sites = emission_exhibits.emissions_by_year({"municipality": "NL-GM0715", "count": "site"}, EN).drawing
    joined = [trace.name for trace in sites.data if {"2020", "2021"} <= {str(x)[:4] for x in trace.x}]
    assert {"Dow Benelux Terneuzen", "Yara Sluiskil"} <= set(joined)
    accounts = port_data.sum_emissions("account").set_index(["line", "year"]).value
    assert accounts["NL_407", 2020] == 0.780602 and accounts["NL_407:site", 2021] == 3.912
    assert ("NL_407", 2021) not in accounts.index


def test_containers_get_no_growth_and_say_that_the_count_changed():
    app = opened("port", lang="en", measure="teu")
    assert readings(app) == ["In 2022: 230,000 TEU (North Sea Port)."]
    assert "count changed between 2019 and 2021" in written(app)


def test_sea_and_inland_together_say_that_goods_count_twice():
    assert "counts twice" in written(opened("port", lang="en", measure="both"))


def test_an_unknown_scope_in_a_link_falls_back_with_a_message():
    app = opened("port", scope="ROTTERDAM", span="H9")
    told = " ".join(warning.value for warning in app.warning)
    assert "ROTTERDAM" in told and "H9" in told
    assert not app.exception and not app.error and readings(app)


def test_a_choice_without_figures_says_what_there_is():
    app = opened("port", lang="en", measure="teu", span="H1", scope="GENT")
    assert (
        app.info[0].value
        == "No figures for Containers (TEU) (Port of Ghent, First half). Known: nothing for this port."
    )
    app = opened("port", lang="en", measure="ships", span="H1", scope="GENT")
    assert "Full years 2010–2015" in app.info[0].value
    app = opened("climate", lang="en", climate="projects", energy="shore_power")
    assert "No project in our sources for Shore power" in app.info[0].value


def test_a_distance_is_measured_from_the_even_path():
    target = target_path.Target(100, 2018, 65, 2030)
    assert target.at(2020) == pytest.approx(94.1667, abs=1e-3)
    assert target.at(2010) == 100 and target.at(2040) == 65
    off = target_path.distance(target, pd.DataFrame({"year": [2017, 2019, 2020], "value": [101, 99, 80]}))
    assert off is not None and off.year == 2020 and off.off == pytest.approx(-14.1667, abs=1e-3)
    assert target_path.distance(target, pd.DataFrame({"year": [2017, 2018], "value": [101, 100]})) is None


def test_the_steelworks_and_its_power_plant_are_one_site_where_asked():
    site = port_data.sum_emissions("site").set_index(["line", "year"]).value
    account = port_data.sum_emissions("account").set_index(["line", "year"]).value
    assert site["ArcelorMittal Gent + Knippegroen", 2019] == pytest.approx(9.413548)
    assert account["BE_203912", 2019] + account["BE_750", 2019] == pytest.approx(9.413548)
    by_site, by_account = (
        readings(opened("climate", lang="en", count=count, year="2020"))[0] for count in ("site", "account")
    )
    assert "19.4 Mt CO₂e" in by_site and "91 %" in by_site and "12.4 % below 2019" in by_site
    # 2020: 3879477 + 3462111 + 1798500 + 1687968 + 1298105 of 19401428 is 62.502 %.
    assert "63 %" in by_account


def test_stages_tell_announced_postponed_and_built_apart():
    text = unescape(written(opened("climate", lang="en", climate="projects", energy="steel")))
    assert "Postponed" in text and "26 November 2024" in text and "Built or in use" in text
    assert "Earlier: announced 28 September 2021, support granted 2024." in text


def test_conflicts_of_the_notes_are_all_told():
    known = port.conflicts()
    text = unescape(written(opened("port", lang="en", subject="differ")))
    assert all(row.subject_en in text for row in known[known.page == "port"].itertuples())
    used = set(load("port_cargo").conflict) | set(load("port_economy").conflict) | set(load("energy_projects").conflict)
    assert set(known.conflict) - used <= {"gent_2005"} and used - {""} <= set(known.conflict)


def test_every_word_that_a_page_shows_of_the_tables_is_in_both_languages():
    keys = set(yaml.safe_load((ROOT / "i18n/nl.yaml").read_text("utf-8"))["portword"])
    table = load("energy_projects")
    economy = load("port_economy")
    told = economy[economy.measure.isin(["employment", "value added"]) & economy.scope.isin(["NSP", "GENT", "ZSP"])]
    shown = {*table.measure, *table.unit, *table.entity, *load("port_cargo").series, *told.series, *told.category}
    assert {table_texts.text_key(text) for text in shown} - {""} - keys == set()


def test_milestones_are_laid_over_a_series_when_there_are_any():
    assert partial_dates.parse_partial_date("2018") == 2018.0 and partial_dates.parse_partial_date("2018-07") == 2018.5
    assert partial_dates.parse_partial_date("2024-10-11") == pytest.approx(2024.777, abs=0.002)
    assert partial_dates.parse_partial_date("autumn 2024") is None
    rows = table_texts.as_series(port_data.cargo().query("line == 'NSP · own count' and category == 'total'"), EN)
    rows = rows[(rows.measure == "seaborne") & (rows.period == rows.year.astype(str))].query("value > 60")
    events = [(1953.1, "flood"), (2021.9, "1 December 2021: BGTS"), (2034.0, "380 kV")]
    drawn = time_series.history(rows, words=EN, unit="Mt", annotations=time_series.Annotations(events=events))
    assert list(drawn.data[-1].text) == ["1 December 2021: BGTS"], "an axis is not stretched for an event"
    governance = milestone_overlay.list_milestones("governance", "en", date(2026, 11, 30))
    assert any(at == pytest.approx(2021.917, abs=0.01) and "BGTS" in text for at, text in governance)
    assert len(governance) == 22, "one theme at a time"


def test_a_date_is_told_as_precisely_as_it_is_known():
    assert [NL.partial_date(date) for date in ("2021", "2021-09", "2021-09-28")] == [
        "2021",
        "september 2021",
        "28 september 2021",
    ]


def test_every_figure_of_the_drawing_is_a_table_away_with_its_address():
    app = opened("port", lang="en", scope="NSP")
    assert "ibj-online.com/reduced-cargo" not in written(app)
    app.toggle(key="observed-table").set_value(True).run()
    rows = re.findall(r"<tr>(.*?)</tr>", written(app))
    newest = next(row for row in rows if "<td>2023</td>" in row)
    assert "<td>65.9</td>" in newest and 'href="https://www.ibj-online.com/reduced-cargo' in newest


def test_a_copy_is_told_as_one_and_never_by_the_number_of_its_file():
    text = unescape(written(opened("climate", lang="nl", climate="statements")))
    assert "file id" not in text
    invented = "GitHub file id 1 (built from https://www.euets.info)"
    assert table_texts.source_address(invented, Words("nl")) == "kopie van euets.info op GitHub"
    assert "Zeeuwse industrie" in text and "Zeeland industry" not in text
