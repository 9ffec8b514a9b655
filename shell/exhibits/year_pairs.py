"""Whether two figures of a place, an older and a newer one, may be set beside each other. Needs no Streamlit."""

import re
from collections.abc import Mapping
from typing import Any

from loaders.datasets.catalogue import Indicator
from loaders.datasets.formulas import DISTRICT
from loaders.datasets.places import SIX


def can_be_compared(indicator: Indicator, before: Mapping[Any, Any], last: Mapping[Any, Any]) -> bool:
    """Whether both are of one source and one definition, with no break between. Rows of the dataset `indicators`."""
    # A sum of the six has the break of each of them.
    places = {last["place"]} | (set(SIX) if last["place"] == DISTRICT else set())
    broken = any(
        before["period"] < one.period <= last["period"] and places.intersection(one.areas) for one in indicator.breaks
    )
    return not broken and _origin(before) == _origin(last)


def _origin(row: Mapping[Any, Any]) -> tuple[object, ...]:
    """Source and definition of a figure; of a computed one also those of the figures that it was computed from."""
    return row["source"], row["definition_nl"], re.sub(r"\b\d{4}\b", "", str(row["derived_from"]))
