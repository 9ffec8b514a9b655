"""Statbel: recorded files yield the shipped figures, and damaged or changed ones are refused.

Hand-made files are invented, in the layout that Statbel documents, and never shown.
"""

import gzip
import io

import pandas as pd
import pytest

from benchmarks import sources
from loaders.fetch.client import Client
from loaders.fetch.queries import queries
from loaders.fetch.replies import Raw
from loaders.fetch.source import SourceError
from loaders.sources import statbel, statbel_houses, statbel_income, statbel_permits
from tests.support.played import agrees, changed, recorded, zipped
from tests.support.replies.statbel import HEAD, HOUSES, PLACES, SIX_ROWS, TYPES, houses, permits, person, population


def test_recorded_permits_are_the_shipped_ones():
    frame = statbel_permits.parse(permits())["indicators"]
    agrees(frame, "statbel-permits", 435)
    # 1,359 dwellings in Gent in 2024, as Statbel published it.
    told = frame.query("place == 'BE-44021' and period == '2024' and indicator == 'dwellings_authorised'")
    assert told["value"].tolist() == [1359]


def test_a_year_that_is_still_running_is_no_year():
    """The row of a year is in the file from January on, and counts only once its December is there too."""
    without = permits(lambda text: "".join(line for line in text.splitlines(True) if "|2024|12|" not in line))
    periods = set(statbel_permits.parse(without)["indicators"]["period"])
    assert "2023" in periods and "2024" not in periods


@pytest.mark.parametrize(
    ("mend", "told"),
    [
        (lambda text: text.replace("|1359|", "|1358|"), r"twelve months are not the year \(seen: 1359 and 1358\)"),
        (lambda text: text.replace("MS_DWELLING_RES_NEW", "MS_DWELLINGS"), "missing MS_DWELLING_RES_NEW"),
        (lambda text: "".join(line for line in text.splitlines(True) if '"44019"' not in line), "missing 44019"),
        (lambda text: text.replace("|1359|", "|many|"), "not a number"),
        (lambda text: text.splitlines(True)[0], "missing 44021, 44019, 43018"),
        (lambda text: "", "no table separated"),
        (lambda text: "<!DOCTYPE html><html>Sorry</html>", "columns: missing REFNIS"),
    ],
)  # fmt: skip
def test_a_changed_file_of_permits_is_refused(mend, told):
    with pytest.raises(SourceError, match=told):
        statbel_permits.parse(permits(mend))


def test_recorded_incomes_are_the_shipped_ones():
    raw = Raw.of({"income": recorded("statbel_opendata/TF_PSNL_INC_TAX_MUNTY.zip")[0]})
    frame = statbel_income.parse(raw)["indicators"]
    # Every municipality of Oost-Vlaanderen that the file of 2013 has in its present borders.
    agrees(frame, "statbel-fiscal-income-2020", 46 * 9 * 3)
    assert frame["place"].nunique() == 46
    missing = ["income: without 44083 Deinze, 44084 Aalter, 44085 Lievegem, 45068 Kruisem"]
    assert frame.attrs["remarks"] == missing, "of 2025 none is expected: the file has the borders of 2019"


def test_incomes_as_a_workbook_and_a_hidden_cell():
    """Hand-made: Statbel publishes this table as .xlsx now, and hides small numbers behind an asterisk."""
    rows = pd.DataFrame(
        {
            "CD_YEAR": [2023] * len(PLACES),
            "CD_MUNTY_REFNIS": list(PLACES),
            "MS_NBR_NON_ZERO_INC": [2, 4, "*", 5, 10],
            "MS_TOT_NET_TAXABLE_INC": [101.5, 200, 300, 400, 500],
        }
    )
    body = io.BytesIO()
    rows.to_excel(body, index=False)
    frame = statbel_income.parse(Raw.of({"income": body.getvalue()}))["indicators"]
    values = frame.set_index(["place", "indicator"])["value"].to_dict()
    assert values["BE-44021", "income"] == 50.75 and values["BE-44019", "income"] == 50
    assert values["BE-43005", "income"] == 80
    assert ("BE-43018", "income") not in values and set(frame["period"]) == {"2023"}


def test_the_address_of_the_incomes_is_read_from_their_page(httpserver, monkeypatch):
    monkeypatch.setenv("NSPD_STATBEL_URL", httpserver.url_for("/").rstrip("/"))
    file = "/sites/default/files/x/TF_PSNL_INC_TAX_MUNTY.zip"
    packed = recorded("statbel_opendata/TF_PSNL_INC_TAX_MUNTY.zip")[0]
    page = httpserver.expect_request("/" + queries().statbel.income.page)
    page.respond_with_data(f'<html><a href="{file}">xlsx</a></html>', content_type="text/html; charset=UTF-8")
    httpserver.expect_request(file).respond_with_data(packed, content_type="application/zip")
    client = Client(statbel_income.SOURCE)
    statbel_income.fetch(client)
    assert len(statbel_income.parse(client.raw)["indicators"]) == 46 * 9 * 3


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ('<html><a href="/files/other.xlsx">', r"no link to TF_PSNL_INC_TAX_MUNTY \(seen: /files/other.xlsx\)"),
        ('<html><a href="https://elsewhere.invalid/TF_PSNL_INC_TAX_MUNTY.xlsx">', "leads to another host"),
    ],
)
def test_a_page_without_the_file_says_what_it_has(httpserver, monkeypatch, page, told):
    monkeypatch.setenv("NSPD_STATBEL_URL", httpserver.url_for("/").rstrip("/"))
    asked_for = httpserver.expect_request("/" + queries().statbel.income.page)
    asked_for.respond_with_data(page, content_type="text/html")
    with pytest.raises(SourceError, match=told):
        statbel_income.fetch(Client(statbel_income.SOURCE))


def test_population_is_added_up_by_age_and_place():
    """Hand-made: five municipalities of 3 + 5 + 2 persons, and ten in another province."""
    frame = statbel.parse(population([*SIX_ROWS, person("11001", 30, 10, "10000")]))["indicators"]
    values = frame.set_index(["place", "indicator"])["value"].to_dict()
    assert values["BE-43018", "population"] == 10 and values["BE-43018", "population_aged_65_plus"] == 2
    assert values["BE-44083", "population_aged_25_44"] == values["BE-44083", "population_aged_15_64"] == 5
    assert values["BE-43005", "population_women"] == 5 and values["BE23", "population_women"] == 25
    assert values["BE23", "population_aged_15_64"] == 25
    assert values["BE2", "population"] == values["BE", "population"] == 60
    assert set(frame["period"]) == {"2026"} and set(frame["unit"]) == {"inhabitants"}
    older = population([*SIX_ROWS], HEAD.replace("CD_REFNIS|", "CD_MUNTY_REFNIS|", 1))
    assert statbel.parse(older)["indicators"].query("place == 'BE-44021'")["value"].tolist() == [
        10,
        3,
        0,
        5,
        5,
        0,
        2,
        5,
    ]


def test_every_municipality_is_read_and_those_of_a_later_merger_are_not_expected():
    """Hand-made: of the 55 a file has five; Deinze arose in 2019, Lochristi as it is now in 2025."""
    of_2026 = statbel.parse(population(SIX_ROWS))["indicators"].attrs["remarks"]
    assert len(of_2026) == 1 and of_2026[0].startswith("population-2026: without 41002 Aalst, ")
    assert of_2026[0].count(",") == 55 - 5 - 1 and "44087 Lochristi" in of_2026[0]
    raw = Raw.of({"population-2018": population(SIX_ROWS).body("population-2026")})
    frame = statbel.parse(raw)["indicators"]
    assert "44087" not in frame.attrs["remarks"][0] and "44084" not in frame.attrs["remarks"][0]
    assert "BE-43005" in set(frame["place"])
    assert "BE-44083" not in set(frame["place"]), "a code that was not in use yet means nothing of ours"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (lambda: population(SIX_ROWS[:6]), "missing 43018"),
        (lambda: population(SIX_ROWS, HEAD.replace("MS_POPULATION", "MS_POP")), "missing MS_POPULATION"),
        (lambda: population([*SIX_ROWS, person("44021", 200, 1)]), "the ages do not add up"),
        (lambda: population([*SIX_ROWS, "44021|Naam|1|40000|02000|M|BEL|1|x|4"]), "without an age"),
        (lambda: population([*SIX_ROWS, person("44021", 9, 1, sex="V")]), r"CD_SEX: an unknown code \(seen: V\)"),
        (lambda: population([*SIX_ROWS, "44021|Naam|1|40000|02000|M|BEL|1|3|many"]), "not a number"),
        (lambda: Raw.of({"population-2026": b"PK\x03\x04 cut"}), "the zip is damaged"),
        (lambda: Raw.of({"population-2026": zipped(b"", "readme.pdf")}), "not one table in the zip"),
    ],
)
def test_a_faulty_population_file_is_refused(raw, told):
    with pytest.raises(SourceError, match=told):
        statbel.parse(raw())


def test_a_zip_that_unpacks_to_too_much_is_left_unread(monkeypatch):
    monkeypatch.setattr(statbel, "MAX_UNPACKED", 100)
    with pytest.raises(SourceError, match="unpacks to more than 100 bytes"):
        statbel.parse(population(SIX_ROWS))


@pytest.mark.slow
def test_a_hundred_megabytes_are_read_in_pieces():
    """Hand-made text of the size of a real year: read in parts, so memory stays below a few times its size."""
    text, _, more, seconds = sources.largest()
    assert text > 100 and seconds > 0
    assert more < 200, "all of it at once takes more than that"


def test_the_newest_year_may_be_missing_and_no_other(httpserver, monkeypatch):
    """Hand-made years: a 404 for this year is no error, one for a year before is."""
    monkeypatch.setenv("NSPD_STATBEL_URL", httpserver.url_for("/").rstrip("/"))
    newest = pd.Timestamp.now("UTC").year
    body = population(SIX_ROWS).body("population-2026")
    folder = queries().statbel.root + queries().statbel.population.folder
    root = f"/{folder}/TF_SOC_POP_STRUCT_".replace("%20", " ")
    root = root.replace("%2C", ",")
    httpserver.expect_request(f"/{queries().statbel.root}REFNIS code/TU_COM_REFNIS.txt").respond_with_data(
        "", status=404
    )
    for year in range(2016, newest):
        httpserver.expect_request(f"{root}{year}.zip").respond_with_data(body, content_type="application/zip")
    httpserver.expect_request(f"{root}{newest}.zip").respond_with_data("no", status=404)
    client = Client(statbel.SOURCE)
    statbel.fetch(client)
    assert client.raw.names()[-1] == f"population-{newest - 1}"
    httpserver.clear()
    httpserver.expect_request(f"/{queries().statbel.root}REFNIS code/TU_COM_REFNIS.txt").respond_with_data(
        "", status=404
    )
    httpserver.expect_request(f"{root}2016.zip").respond_with_data("no", status=404)
    with pytest.raises(SourceError, match="404"):
        statbel.fetch(Client(statbel.SOURCE))


def test_house_prices_take_totals_only_and_keep_quarters_apart():
    """Hand-made: medians by type of a year, one quarter, one surface class, one cell that is hidden."""
    more = [
        f"2024|{TYPES[0]}|44021|Gent|Q3|totaal / total|5|1|310000",
        f"2024|{TYPES[0]}|44021|Gent|Y|100-299|5|1|999",
        f"2023|{TYPES[3]}|43018|Zelzate|Y|totaal / total|3||",
        f"2024|{TYPES[0]}|40000|Oost-Vlaanderen|Y|totaal / total|50|1|320000",
    ]
    frame = statbel_houses.parse(houses([*HOUSES, *more]))["indicators"]
    values = frame.set_index(["place", "indicator", "period"])["value"].to_dict()
    assert values["BE-44021", "house_price", "2024"] == 300000 and values["BE-44021", "house_sales", "2024"] == 10
    assert values["BE-44021", "house_price_quarterly", "2024-Q3"] == 310000
    assert values["BE-43018", "sales_apartments", "2023"] == 3
    assert ("BE-43018", "apartment_price", "2023") not in values
    assert values["BE23", "house_price", "2024"] == 320000 and 999 not in values.values()


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([*HOUSES, HOUSES[0].replace("300000", "1")], "stands twice with two values"),
        ([row for row in HOUSES if "Appartementen" not in row], "missing Appartementen"),
        ([row for row in HOUSES if "|44019|" not in row], "missing 44019"),
        ([row.replace("|Y|", "|13|") for row in HOUSES], "unknown year or period"),
        ([row.replace("totaal / total", "alles") for row in HOUSES], "missing Alle huizen"),
    ],
)
def test_a_changed_file_of_house_prices_is_refused(rows, told):
    with pytest.raises(SourceError, match=told):
        statbel_houses.parse(houses(rows))


@pytest.mark.parametrize(
    ("mend", "told"),
    [
        (lambda text: text, ""),
        (
            lambda text: text.replace("|Zelzate|01/01/1970|31/12/9999", "|Zelzate|01/01/1970|31/12/2027"),
            "missing 43018",
        ),
        (lambda text: text.replace("|43018|43000|", "|43018|44000|"), "43018 is not Zelzate in 43000 any more"),
        (lambda text: text.replace("|Eeklo|", "|Eekloo|"), "43005 is not Eeklo in 43000 any more"),
        (lambda text: text.replace("|41002|41000|", "|41002|11000|"), "41002 is not Aalst in 40000 any more"),
        (lambda text: text.replace("CD_SUP_REFNIS", "CD_PARENT"), "columns: missing CD_SUP_REFNIS"),
        (lambda text: "", "columns: missing"),
    ],
)
def test_the_recorded_list_of_areas_still_has_our_municipalities(mend, told):
    text = recorded("statbel_opendata/TU_COM_REFNIS.txt")[0].decode("utf-8-sig")
    assert not told or mend(text) != text
    raw = changed(population(SIX_ROWS), refnis=mend(text).encode())
    if not told:
        frame = statbel.parse(raw)["indicators"]
        # Five municipalities and the province with eight figures each; Flanders and Belgium with one.
        assert len(frame) == 6 * 8 + 2
        # The recorded list is of before the mergers of 2025.
        assert frame.attrs["remarks"][0].startswith("refnis, in force: without 44086 Nazareth-De Pinte, 44087 Loch")
        return
    with pytest.raises(SourceError, match=told):
        statbel.parse(raw)


def test_gzip_is_no_zip():
    with pytest.raises(SourceError, match="the zip is damaged"):
        statbel_permits.parse(Raw.of({"permits": gzip.compress(b"x")}))
