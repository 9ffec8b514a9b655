"""The current day, in one place so that tests can fix it."""

import os
from datetime import date

VARIABLE = "NSPD_TODAY"


def today() -> date:
    """The current day, or the one in NSPD_TODAY. Raises ValueError if that is not a day like 2026-11-30."""
    text = os.environ.get(VARIABLE, "")
    if not text:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{VARIABLE}={text!r} is not a day like 2026-11-30") from None
