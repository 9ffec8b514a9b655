"""Values of numpy, pandas and Python as JSON can hold them."""

import math
from collections.abc import Mapping
from typing import Any


def to_json_value(value: Any) -> Any:
    """A number of numpy or pandas as JSON has it, a date as text."""
    if hasattr(value, "tolist"):
        return null_for_nan(value.tolist())
    return str(value)


def null_for_nan(value: Any) -> Any:
    """The same value with None for NaN and infinity, which JSON does not have."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): null_for_nan(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [null_for_nan(each) for each in value]
    return value
