"""The catalogue of indicators: what may be compared and added up, both languages, and entries that are wrong."""

import pytest

from loaders.card import DatasetError
from loaders.datasets import catalogue as module
from loaders.datasets import indicators
from loaders.datasets.catalogue import PATH, catalogue, themes, units


def test_traps_keep_their_own_indicator_and_scale():
    entries = catalogue()
    assert entries["income"].comparability == entries["house_price"].comparability == "not_comparable"
    assert entries["house_price_index"].comparability == entries["dependency_ratio"].comparability == "bridged"
    assert entries["density_land"].unit != entries["density_total"].unit
    unemployment = [key for key in entries if key.startswith("unemployment_") or key == "job_seeker_rate"]
    assert len(unemployment) >= 6
    assert not any(entries[key].comparable for key in unemployment)
    assert not any(entries[key].comparable for key in ("foreign_nationality", "born_abroad", "origin_netherlands"))
    assert "Oost-Vlaanderen" not in entries and entries["population"].breaks[-1].areas == ("BE23",)


def test_one_country_has_figures_of_that_country_only():
    rows = indicators.load()
    for key, entry in catalogue().items():
        if entry.comparability == "one_country":
            sides = {place[:2] for place in rows.loc[rows["indicator"] == key, "place"]}
            assert sides == {entry.country} or (entry.live and not sides), key


def test_only_what_compares_is_added_up():
    for key, entry in catalogue().items():
        assert not (entry.total and not entry.comparable), key


def test_the_catalogue_speaks_both_languages_and_every_unit_and_theme_is_used():
    used = catalogue().values()
    assert {entry.unit for entry in used} == set(units())
    assert {entry.theme for entry in used} == set(themes())
    assert len({entry.label["nl"] for entry in used}) == len(used) == len({entry.label["en"] for entry in used})


@pytest.mark.parametrize(
    ("good", "bad", "reason"),
    [
        ("    unit: inhabitants\n", "    unit: heads\n", "population, unit: 'heads'"),
        ("    comparability: same\n", "    comparability: roughly\n", "population, comparability"),
        ("    comparability: same\n", "    comparability: one_country\n", "population, country"),
        ("    kind: count\n", "", "population, kind: missing"),
        ('en: "Population"', 'fr: "Population"', "population, label: needs words"),
        (
            'en: "Population"}',
            'en: "Population"}\n    lable: x',
            "population, lable: not a field here; there are key, theme",
        ),
        ("    decimals: 0\n", "    decimals: none\n", "population, decimals: must be a whole number, not 'none'"),
        (
            "{change: population}",
            "{change: population, index: population}",
            "population_change, formula: must hold exactly",
        ),
        ("{change: population}", "{change: poppulation}", "population_change, formula: poppulation"),
    ],
)
def test_a_faulty_entry_is_refused_with_its_name_and_field(tmp_path, monkeypatch, good, bad, reason):
    text = PATH.read_text("utf-8")
    assert good in text
    path = tmp_path / "indicators.yaml"
    path.write_text(text.replace(good, bad, 1), "utf-8")
    monkeypatch.setattr(module, "PATH", path)
    with pytest.raises(DatasetError, match=reason.replace("(", "[(]")):
        catalogue()


def test_a_figure_without_an_entry_is_a_fault_and_so_is_an_entry_without_figures(monkeypatch):
    entries = dict(catalogue())
    entries["invented"] = entries["population"]
    del entries["woz_value"]
    monkeypatch.setattr(indicators, "catalogue", lambda: entries)
    faults = indicators.check()
    assert {(f.column, f.reason) for f in faults} == {
        ("indicator", "woz_value has no entry in indicators.yaml"),
        ("invented", "the indicator has no figure and no formula"),
    }
    assert all(f.row and f.row > 1 for f in faults if f.column == "indicator")
