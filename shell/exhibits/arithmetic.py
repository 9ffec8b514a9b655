"""Differences and percentages that a reader can check: computed from the figures as they are printed."""

from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

# How many more decimals than usual two figures may have so that they differ in print.
MORE = 3


def printed(value: float, decimals: int) -> Decimal:
    """A figure as `Words.number` prints it: rounded in the decimal system, half away from zero."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def printed_values(values: pd.Series, decimals: int) -> pd.Series:
    """Figures as `printed`, so that those that read alike are equal."""
    return values.map(lambda value: float(printed(float(value), decimals)))


def difference(after: float, before: float, decimals: int) -> float:
    """`after` minus `before`, both as printed with `decimals`."""
    return float(printed(after, decimals) - printed(before, decimals))


def change_pct(after: float, before: float, decimals: int) -> float:
    """The change in per cent of `before`, both as printed. Raises ZeroDivisionError where `before` prints as 0."""
    base = printed(before, decimals)
    if not base:
        raise ZeroDivisionError(f"{before} is printed as 0 with {decimals} decimals")
    return float(100 * (printed(after, decimals) / base - 1))


def decimals_apart(first: float, second: float, decimals: int) -> int:
    """The fewest decimals, at least `decimals`, with which two different figures print differently."""
    options = range(decimals, decimals + MORE)
    return next((option for option in options if printed(first, option) != printed(second, option)), decimals)


def decimals_for_pct(after: float, before: float, decimals: int, digits: int = 1) -> int:
    """The fewest decimals, at least `decimals`, with which the printed figures have the true change in per cent.

    digits  the decimals of that percentage
    """
    true = printed(100 * (after / before - 1), digits)
    for option in range(decimals, decimals + MORE):
        if printed(before, option) and printed(change_pct(after, before, option), digits) == true:
            return option
    return decimals + MORE
