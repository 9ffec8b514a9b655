"""Differences and percentages that a reader can check: computed from the figures as they are printed beside them."""

from decimal import ROUND_HALF_UP, Decimal

# So many decimals more than asked for are shown at most to tell two figures apart.
MORE = 3


def printed(value: float, decimals: int) -> Decimal:
    """A figure as `Words.number` prints it: rounded in the decimal system, a half away from zero."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def difference(after: float, before: float, decimals: int) -> float:
    """`after` minus `before`, both as printed with `decimals`."""
    return float(printed(after, decimals) - printed(before, decimals))


def change_pct(after: float, before: float, decimals: int) -> float:
    """The change in per cent of `before`, both as printed with `decimals`. Raises ZeroDivisionError where that is 0."""
    old = printed(before, decimals)
    if not old:
        raise ZeroDivisionError(f"{before} is printed as 0 with {decimals} decimals")
    return float(100 * (printed(after, decimals) / old - 1))


def decimals_apart(one: float, other: float, decimals: int) -> int:
    """The fewest decimals, from `decimals` on, with which two figures that differ are printed differently."""
    steps = range(decimals, decimals + MORE)
    return next((step for step in steps if printed(one, step) != printed(other, step)), decimals)


def decimals_for_pct(after: float, before: float, decimals: int, digits: int = 1) -> int:
    """The fewest decimals, from `decimals` on, with which the printed figures give the true change in per cent.

    digits  the decimals of the percentage
    """
    true = printed(100 * (after / before - 1), digits)
    for step in range(decimals, decimals + MORE):
        if printed(before, step) and printed(change_pct(after, before, step), digits) == true:
            return step
    return decimals + MORE
