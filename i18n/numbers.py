"""How a number is written for a reader; every page, chart, slide and file writes numbers with this.

A half is rounded away from zero, as readers learnt at school and as Excel does; what rounds to zero has no sign.
"""

import re
from decimal import ROUND_HALF_UP, Context, localcontext

from babel.numbers import format_decimal

# Precision for every digit of the largest float; Python's default of 28 digits would raise for it.
ROUNDING = Context(prec=400, rounding=ROUND_HALF_UP)
# A whole number of five digits or more as sources write it. Not a part of an address, a code, a date or a decimal.
LONG = re.compile(r"(?<![\w.,:/#=+-])\d{5,}(?![\w/=+]|[.,:-]\w)")


def write_number(value: float, locale: str, decimals: int = 0, *, signed: bool = False) -> str:
    """A number with a fixed count of decimals: 1.234,5 in Dutch, 1,234.5 in English, with a true minus sign.

    locale  a locale of Babel, such as nl_NL
    signed  write a plus before a value above zero, for a change
    """
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    with localcontext(ROUNDING):
        text = str(format_decimal(abs(value), pattern, locale=locale))
    zero = not any(digit in text for digit in "123456789")
    return ("" if zero else "−" if value < 0 else "+" if signed else "") + text


def group_digits(text: str, locale: str) -> str:
    """A text of a source with its long whole numbers grouped as ours are: 510000 becomes 510.000 or 510,000."""
    return LONG.sub(lambda match: write_number(int(match[0]), locale), text)
