"""Sentences of the studio on comparisons, targets and missing sources; the figures are invented."""

import pandas as pd
import pytest

from i18n.translator import Words
from pages.scenarios import controls, model_runs, scenario_set
from pages.scenarios.sentences import describe_draws, describe_outcome, explain_clipped, is_skewed, lower_first
from scenarios.outcomes import outcomes
from scenarios.parameters import parameters

DUTCH, ENGLISH = Words("nl"), Words("en")


def said(outcome, mid, base, low, high, t):
    def rows(value):
        return pd.DataFrame({"mid": [value]})

    away = pd.DataFrame({"low": [low - base], "mid": [mid - base], "high": [high - base]})
    return describe_outcome("Mijn", 2040, outcomes()[outcome], rows(mid), rows(base), away, t)


def test_a_sentence_says_how_much_less_in_per_cent_with_its_band():
    told = said("lorries", 880, 1000, 850, 920, DUTCH)
    assert "‘Mijn’" in told and "880" in told and "12,0 % minder dan de basis (band 8,0 – 15,0 %)" in told
    assert "12.0 % less than the baseline (band 8.0 – 15.0 %)" in said("lorries", 880, 1000, 850, 920, ENGLISH)


def test_a_band_over_both_sides_of_zero_keeps_its_signs():
    assert "(band −5,0 – +10,0 %)" in said("lorries", 1020, 1000, 950, 1100, DUTCH)


def test_shares_are_compared_in_points_and_never_in_per_cent_of_a_per_cent():
    outcome = outcomes()["share_road"]
    told = said("share_road", 20, 25, 20, 20, DUTCH)
    assert f"5{',0' if outcome.decimals else ''}" in told and "20,0 % minder" not in told


def test_the_same_and_nothing_are_said_as_such():
    assert "gelijk aan de basis" in said("lorries", 1000, 1000, 1000, 1000, DUTCH)
    none = pd.DataFrame({"mid": []})
    away = pd.DataFrame({"low": [], "mid": [], "high": []})
    assert "geen cijfer" in describe_outcome("Mijn", 2040, outcomes()["lorries"], none, none, away, DUTCH)


@pytest.mark.parametrize(
    ("low", "mid", "high", "edge"),
    [
        *[(-14.2, -14.2, -11.1, "at_most"), (-5.0, -2.1, -2.0, "at_least"), (-3.0, -2.0, -1.0, "")],
        *[(1.0, 5.0, 5.1, "at_most"), (1.0, 1.0, 4.0, "at_least"), (2.0, 2.0, 2.0, "")],
    ],
)
def test_a_difference_at_an_end_of_its_band_says_to_which_side_nearly_all_draws_lie(low, mid, high, edge):
    assert is_skewed({"low": low, "mid": mid, "high": high}) == edge


def test_the_sentence_warns_where_what_was_announced_is_taken_at_its_word():
    told = said("emissions", 4.08, 18.24, 4.08, 7.13, DUTCH)
    assert "77,6 % minder dan de basis (band 60,9 – 77,6 %)" in told
    assert told.endswith("Ongeveer negen van de tien trekkingen geven een kleiner verschil.")
    assert "negen van de tien" not in said("lorries", 880, 1000, 850, 920, DUTCH)


def test_a_target_says_in_how_many_draws_it_is_met_unless_it_is_in_none():
    assert describe_draws({"met": True, "draws_met": 14.3}, DUTCH) == "; in 14 van de 100 trekkingen"
    assert describe_draws({"met": False, "draws_met": 12.0}, ENGLISH) == "; in 12 of 100 draws"
    assert (
        describe_draws({"met": False, "draws_met": 0.0}, DUTCH)
        == describe_draws({"met": True, "draws_met": pd.NA}, DUTCH)
        == ""
    )


def test_an_effect_that_does_not_count_is_said_with_its_year_and_only_beside_emissions():
    clipped = {2030: 0.0, 2050: 0.154}
    assert explain_clipped(clipped, outcomes()["emissions"], DUTCH) == (
        "Niet meegeteld, want de installaties stoten niet meer uit: 0,15 Mt in 2050."
    )
    assert "0.15 Mt in 2050" in explain_clipped(clipped, outcomes()["emissions"], ENGLISH)
    assert explain_clipped({2030: 0.004}, outcomes()["emissions"], DUTCH) == "", "what prints as zero is not said"
    assert explain_clipped(clipped, outcomes()["jobs_direct"], DUTCH) == ""


def test_without_a_dri_plant_the_choice_is_to_reline_or_to_close():
    off = controls.describe_control(parameters()["steel_dri"], 0.0, DUTCH)
    assert "opnieuw bemetseld, zoals B in 2021" in off and "sluit" in off
    assert "bemetseld" not in controls.describe_control(parameters()["steel_dri"], 1.0, DUTCH)
    assert "relined" in controls.describe_control(parameters()["steel_dri"], 0.0, ENGLISH)


def test_the_line_under_a_figure_says_how_much_of_it_has_no_source():
    own = sum(parameter.reference is None for parameter in parameters().values())
    assert f"{own} van de {len(parameters())} aannames zonder bron" in model_runs.source_line(DUTCH)
    counted = model_runs.assumption_counts(scenario_set.from_preset("delayed"))["lorries", "NSP"]
    line = model_runs.source_line(ENGLISH, counted)
    assert f"{counted.own} of the {counted.assumptions} assumptions behind this without a source" in line


def test_a_label_within_a_sentence_starts_small_unless_it_is_an_abbreviation():
    assert [lower_first(label) for label in ("Zeevracht", "CO₂ weg", "Ro-ro")] == ["zeevracht", "CO₂ weg", "ro-ro"]
