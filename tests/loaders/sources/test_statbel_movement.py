"""Statbel's workbook of births, deaths and migration: hand-made in the documented layout, invented and never shown."""

import pytest

from loaders.fetch.client import Client
from loaders.fetch.queries import queries
from loaders.fetch.replies import Raw
from loaders.fetch.source import SourceError
from loaders.sources import statbel_movement
from tests.support.replies.statbel import HEADINGS, MOVED, PLACES, moved, movement


def headings(row: int, column: int, text: str) -> list[list]:
    changed = [list(line) for line in HEADINGS]
    changed[row][column] = text
    return changed


def test_a_sheet_is_a_year_and_areas_that_are_not_ours_are_left_out():
    others = [moved("40000", 900, 800, 1, 1), moved("11001", 131, 170, 34, 0)]
    frame = statbel_movement.parse(movement({"2025": [*MOVED, *others], "Notes": [], "1992": []}))["indicators"]
    assert set(frame["place"]) == {f"BE-{code}" for code in PLACES} and set(frame["period"]) == {"2025"}
    values = frame[frame["place"] == "BE-43005"].set_index("indicator")["value"].to_dict()
    expected = {"live_births": 30, "deaths": 20, "net_internal_migration": -5, "net_international_migration": 8}
    assert values == expected
    (remark,) = frame.attrs["remarks"]
    assert remark.startswith("movement, 2025: without 41002 Aalst") and "44087 Lochristi" in remark


def test_a_municipality_has_no_figure_of_the_year_before_its_merger():
    """The sheet of 2018 has the municipalities of 2019 already, such as Deinze."""
    frame = statbel_movement.parse(movement({"2018": MOVED, "2019": MOVED}))["indicators"]
    assert set(frame.loc[frame["place"] == "BE-44083", "period"]) == {"2019"}
    assert set(frame.loc[frame["place"] == "BE-44021", "period"]) == {"2018", "2019"}
    assert "44083" not in " ".join(frame.attrs["remarks"])


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (lambda: movement({"2025": MOVED}, headings(3, 3, "DECES")), "row 4, column 4 is not 'NAISSANCES'"),
        (lambda: movement({"2025": MOVED}, headings(1, 9, "TOTAL")), "is not 'MOUVEMENT MIGRATOIRE INTERNATIONAL'"),
        (lambda: movement({"Blad1": MOVED}), r"no sheet of a year since 2017 \(seen: Blad1\)"),
        (lambda: movement({"2025": MOVED[1:]}), "2025: missing 44021"),
        (lambda: movement({"2025": [*MOVED[1:], ["44021", "Gent", 1, "n.d.", 2, 3, 1, 1, 1] + [None] * 6 + [1]]}),
         "44021 Gent, live_births: not a number"),
        (lambda: movement({"2025": [*MOVED[1:], [*MOVED[0][:15], None]]}), "net_international_migration is empty"),
        (lambda: movement({"2025": [*MOVED[1:], [*MOVED[0][:5], 11, *MOVED[0][6:]]]}),
         "births minus deaths are not the natural balance"),
        (lambda: Raw.of({"movement": b"PK no workbook"}), "no readable workbook"),
    ],
)  # fmt: skip
def test_a_changed_workbook_is_refused(raw, told):
    with pytest.raises(SourceError, match=told):
        statbel_movement.parse(raw())


def test_the_address_is_read_from_the_page_and_a_page_for_humans_only_is_refused(httpserver, monkeypatch):
    monkeypatch.setenv("NSPD_STATBEL_URL", httpserver.url_for("/").rstrip("/"))
    raw = movement({"2025": MOVED})
    page = f"/{queries().statbel.movement.page}"
    httpserver.expect_oneshot_request(page).respond_with_data(raw.body("page"), content_type="text/html")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    file = "/sites/default/files/made/pop1992-mov_fr.xlsx"
    httpserver.expect_request(file).respond_with_data(raw.body("movement"), content_type=kind)
    client = Client(statbel_movement.SOURCE)
    statbel_movement.fetch(client)
    assert len(statbel_movement.parse(client.raw)["indicators"]) == len(PLACES) * 4
    httpserver.expect_request(page).respond_with_data("<html>What code is in the image?", content_type="text/html")
    with pytest.raises(SourceError, match="has no link to pop1992-mov"):
        statbel_movement.fetch(Client(statbel_movement.SOURCE))
