"""The page of movements: the answer first, figures as the source gives them, and what is missing by name."""

import pytest

from i18n.translator import LANGUAGES, Words
from pages.flows.exhibits import BUILDERS
from shell import port_data
from shell.exhibits import NoFiguresError
from tests.support.opening import opened, written

PARTS = ("commuters", "students", "road", "locks", "trade")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_part_opens_and_names_what_is_missing(language):
    for part in PARTS:
        app = opened("flows", flow=part, lang=language)
        assert not app.exception and not app.error
        assert Words(language)(f"flows.missing_{part}")[:60] in written(app), part


def test_how_many_cross_the_border_to_work_is_the_first_sentence():
    said = BUILDERS["flows-counts"]({}, Words("nl")).message
    assert said.startswith("België → Nederland: meer dan 41.000 werknemers (2018, CBS).")
    assert "België → Zeeuws-Vlaanderen: 1.570 werknemers (2016, CBS)" in said
    assert "Nederland → Oost- en West-Vlaanderen: 4.068" in said and said.endswith("Tel ze niet op.")


def test_a_figure_is_written_as_exact_as_its_source_gives_it():
    rows = BUILDERS["flows-table"]({"flow": "road"}, Words("en")).content()["rows"]
    assert "about 10,100,000 passages" in {row[3] for row in rows} and "7,565,315 passages" in {row[3] for row in rows}
    assert all(row[5].startswith("https://") for row in rows)


def test_counts_are_bars_beside_each_other_never_stacked():
    figure = BUILDERS["flows-years"]({"flow": "commuters"}, Words("nl")).drawing
    assert figure.layout.barmode == "group"
    # 2011 to 2015 have no count, and keep their room on the axis.
    assert figure.layout.xaxis.categoryarray == tuple(str(year) for year in range(2010, 2019))


def test_a_country_stands_at_the_edge_by_name_and_a_line_has_its_figure():
    shown = BUILDERS["flows-map"]({"flow": "commuters"}, Words("nl")).drawing
    assert {name for _, _, name in shown["flow_ends"]} == {
        "België",
        "Vlaanderen",
        "Oost- en West-Vlaanderen",
        "Nederland",
    }
    texts = {point[5]: point[6] for point in shown["points"]}
    assert texts["België → Zeeuws-Vlaanderen"] == "1.570 (2016)" and len(shown["flows"]) == len(texts) == 5


def test_parts_without_two_places_have_no_map():
    for part in ("locks", "trade"):
        with pytest.raises(NoFiguresError):
            BUILDERS["flows-map"]({"flow": part}, Words("nl"))


def test_the_forecast_of_the_locks_is_marked_and_not_measured():
    exhibit = BUILDERS["flows-locks"]({}, Words("nl"))
    assert "56.000 schepen in 2023" in exhibit.message and "2040 (prognose)" in exhibit.alt


def test_ships_without_a_forecast_are_told_without_it_and_without_a_count_not_at_all(monkeypatch):
    table = port_data.cargo()
    for status, said in (("projected", "gingen 56.000 schepen in 2023."), ("measured", None)):
        monkeypatch.setattr(port_data, "cargo", lambda wrong=status: table[table["status"] != wrong])
        if said:
            assert BUILDERS["flows-locks"]({}, Words("nl")).message.endswith(said)
            continue
        with pytest.raises(NoFiguresError, match="geteld"):
            BUILDERS["flows-locks"]({}, Words("nl"))
        app = opened("flows", flow="locks")
        assert not app.error and "geen jaar dat geteld is" in written(app)


def test_the_trade_partners_are_counted_in_words_that_fit(monkeypatch):
    assert "noemde de haven van 2 partners het gewicht" in BUILDERS["flows-trade"]({}, Words("nl")).message
    table = port_data.cargo()
    partners = table["measure"] == "trade partner"
    largest = table[partners & (table["period"] == "FY") & (table["scope"] == "NSP")].nlargest(1, ["year", "value"])
    monkeypatch.setattr(port_data, "cargo", lambda: largest)
    assert "van één partner het gewicht" in BUILDERS["flows-trade"]({}, Words("nl")).message
    assert "the weight of one partner" in BUILDERS["flows-trade"]({}, Words("en")).message
    monkeypatch.setattr(port_data, "cargo", lambda: table[~partners])
    with pytest.raises(NoFiguresError):
        BUILDERS["flows-trade"]({}, Words("nl"))
