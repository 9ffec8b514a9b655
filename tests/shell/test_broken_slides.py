"""Slides damaged at random: the others are read, the page works, and all can be stored again."""

import json
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefings.briefing import from_json, to_json
from shell.briefing.read_draft import read
from shell.briefing.store import DraftSession
from tests.support.briefing_samples import mapped
from tests.support.drafts import nested, said, saved, works
from tests.support.opening import prepared


def places(found: object, above: tuple = ()) -> list[tuple]:
    """The path of every part of a JSON value, down to the figures."""
    if len(above) > 5 or not isinstance(found, dict | list):
        return []
    inner = list(found.items()) if isinstance(found, dict) else list(enumerate(found))[:3]
    return [place for key, one in inner for place in [(*above, key), *places(one, (*above, key))]]


JUNK = [None, True, -1, 10**400, 0.5, "x", "\ud800", [], {}, [[1]], {"a": {"b": 1}}, [{"a": 1}], nested(500)]
FEW = {"deadline": None, "suppress_health_check": list(HealthCheck), "derandomize": True}


@cache
def undamaged() -> dict:
    """A chart, a map and a table. Not when this module is read: the map needs every figure."""
    return saved(
        said(
            "Grafiek", kind="chart", content={"figure": {"data": [{"type": "bar", "x": ["a"], "y": [1]}], "layout": {}}}
        ),
        mapped(),
        said("Tabel", kind="table", content={"head": ["a", "b"], "rows": [["x", "1"]], "caption": "c"}, page="port"),
    )


def damaged(at: int, data: st.DataObject) -> dict:
    """The briefing with one part of one slide replaced at random."""
    found = json.loads(json.dumps(undamaged()))
    *above, last = data.draw(st.sampled_from(places(found["slides"][at])))
    inner = found["slides"][at]
    for key in above:
        inner = inner[key]
    inner[last] = data.draw(st.sampled_from(JUNK))
    return found


@settings(max_examples=40, **FEW)
@given(at=st.integers(0, 2), data=st.data())
def test_whatever_is_damaged_in_a_slide_the_others_are_read_and_all_can_be_stored_again(at, data):
    whole, found = (read(json.dumps(one).encode()).briefing for one in (undamaged(), damaged(at, data)))
    assert all(found.slides[one] == whole.slides[one] for one in range(3) if one != at)
    assert len(from_json(to_json(found)).slides) == 3


@settings(max_examples=6, **FEW)
@given(at=st.integers(0, 2), data=st.data())
def test_whatever_is_damaged_in_a_slide_the_page_of_the_meeting_works(draft, at, data):
    draft.write_text(json.dumps(damaged(at, data)))
    app = prepared("meeting")
    app.session_state["briefing.desk"] = DraftSession(at=at)
    works(app.run())
    assert len(app.session_state["briefing.desk"].briefing.slides) == 3
