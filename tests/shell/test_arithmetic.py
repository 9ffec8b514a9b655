"""Printed differences and percentages follow from the figures printed beside them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n.translator import Words
from shell.exhibits import arithmetic

VALUES = st.floats(-1e9, 1e9, allow_nan=False)
DECIMALS = st.integers(0, 3)
EN = Words("en")


def read(text: str) -> float:
    """The value of a printed number."""
    return float(text.replace("−", "-").replace(",", ""))


@settings(deadline=None)
@given(VALUES, VALUES, DECIMALS)
def test_a_difference_is_that_of_the_printed_figures(after, before, decimals):
    apart = EN.number(arithmetic.difference(after, before, decimals), decimals)
    assert read(apart) == pytest.approx(read(EN.number(after, decimals)) - read(EN.number(before, decimals)), abs=1e-6)


@settings(deadline=None)
@given(st.floats(1, 1e9), st.floats(1, 1e9), DECIMALS)
def test_a_percentage_is_that_of_the_printed_figures(after, before, decimals):
    new, old = (read(EN.number(value, decimals)) for value in (after, before))
    assert arithmetic.change_pct(after, before, decimals) == pytest.approx(100 * (new / old - 1), rel=1e-9, abs=1e-9)


@settings(deadline=None)
@given(st.floats(0.5, 1e6), st.floats(0.5, 1e6), st.integers(0, 2))
def test_enough_decimals_give_the_true_percentage(after, before, decimals):
    shown = arithmetic.decimals_for_pct(after, before, decimals)
    true, redone = 100 * (after / before - 1), arithmetic.change_pct(after, before, shown)
    assert decimals <= shown <= decimals + arithmetic.MORE
    assert shown == decimals + arithmetic.MORE or EN.number(redone, 1) == EN.number(true, 1)


def test_cases_by_hand():
    assert arithmetic.change_pct(1.0, 2.5, 0) == pytest.approx(-200 / 3), "1 against 3: halves go up"
    assert arithmetic.difference(80.638, 94.167, 1) == -13.6, "80.6 - 94.2, where the full figures give -13.5"
    assert arithmetic.decimals_apart(10.76, 10.75, 1) == 2, "10.8 and 10.8 would look the same"
    assert arithmetic.decimals_apart(10.75, 10.75, 1) == 1
    # 0.84 against 0.88 is -4.5 %; 0.8 against 0.9 would read as -11.1 %.
    assert arithmetic.decimals_for_pct(0.84, 0.88, 1) == 2
    with pytest.raises(ZeroDivisionError, match="printed as 0"):
        arithmetic.change_pct(1.0, 0.04, 1)
