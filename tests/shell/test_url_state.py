"""The state of widgets and of the address, without a browser: a plain dict stands for Streamlit's session."""

from types import SimpleNamespace

import pytest

from i18n.translator import Words
from shell import streamlit_hooks, url_state, widget_seeds

T = Words("nl")
YEARS = ["2020", "2021", "2022"]


class Query(dict):
    to_dict = dict.copy

    def from_dict(self, other):
        self.clear()
        self.update(other)


@pytest.fixture
def state(monkeypatch):
    """An empty session with an empty address."""
    streamlit = SimpleNamespace(session_state={}, query_params=Query())
    monkeypatch.setattr(url_state, "st", streamlit)
    monkeypatch.setattr(widget_seeds, "st", streamlit)
    return streamlit


def test_what_a_browser_still_sends_for_a_widget_that_was_set_is_no_choice(state):
    """A slider moves twice before the browser hears of the first: it sends the old field along with the second step."""
    session = state.session_state
    field = widget_seeds.seed_widget("field", "25")
    assert session[field] == "25" and widget_seeds.seed_widget("field", "25") == field
    renewed = widget_seeds.seed_widget("field", "24")
    session[field] = "25"
    assert renewed != field and widget_seeds.widget_value("field") == "24"
    session[renewed] = "24,5"
    assert widget_seeds.widget_value("field") == "24,5", "what is typed into the new field counts"
    assert widget_seeds.seed_widget("field", "24,5") == renewed and widget_seeds.seeded_value("field") == "24"


def test_a_widget_with_other_labels_is_a_new_one_with_the_same_value(state):
    dutch = widget_seeds.seed_widget("_scope", "NSP", "nl")
    english = widget_seeds.seed_widget("_scope", "NSP", "en")
    assert dutch != english and state.session_state[english] == "NSP"


def test_a_button_that_sets_a_choice_wins_over_its_widget_and_the_next_press_starts_there(state):
    state.session_state[widget_seeds.seed_widget("_period", "2020")] = "2020"
    url_state.set_query(period="2021")
    assert url_state.current_choice("period") == "2021" == url_state.resolve("period", YEARS, default="2022", words=T)
    assert state.session_state[widget_seeds.seed_widget("_period", "2021")] == "2021"


def run(state, page, **query):
    """A run of a page with this address."""
    state.query_params.from_dict(query)
    url_state.read_address()
    url_state.begin(page, T)
    chosen = url_state.resolve("period", YEARS, default="2022", words=T)
    url_state.remember("period", chosen)
    url_state.write_address()
    return chosen


def test_the_address_is_read_when_a_visit_or_page_begins_and_when_the_browser_goes_back(state, monkeypatch):
    assert run(state, "map", period="2020") == "2020"
    url_state.set_query(period="2021")
    assert run(state, "map", period="2020") == "2021", "the browser had not heard of the change"
    assert state.query_params == {"period": "2021", "v": "1"}, "now it does"
    assert run(state, "place", period="2021", v="1") == "2021"
    url_state.set_query(period="2022")
    assert run(state, "map", period="2021", v="1") == "2022", "the address of the page before is no link"
    assert run(state, "place", period="2020") == "2020", "a link to a page is one"
    monkeypatch.setattr(streamlit_hooks, "is_history_navigation", lambda: True)
    assert run(state, "place", period="2021") == "2021"
    assert url_state.take_notices() == []


def test_an_unknown_value_is_named_once_and_the_default_is_chosen(state):
    assert run(state, "map", period="1066") == "2022"
    assert run(state, "map", period="1066") == "2022"
    (notice,) = url_state.take_notices()
    assert "1066" in notice


def test_a_choice_of_a_part_that_is_drawn_later_waits_for_it(state):
    run(state, "map", period="2020", site="lock")
    run(state, "map", **state.query_params)
    assert url_state.is_linked("site") and url_state.take_linked("site") == "lock"
    assert not url_state.is_linked("site") and url_state.take_linked("site") is None
    assert url_state.address()["site"] == "lock"
    url_state.drop("site")
    assert "site" not in url_state.address()


def test_an_address_that_is_held_is_written_by_the_next_run_that_does_not_hold_it(state):
    run(state, "map", period="2020")
    url_state.set_query(period="2021")
    url_state.hold_address()
    url_state.write_address()
    assert state.query_params["period"] == "2020"
    # A run that was stopped before it wrote anything.
    url_state.hold_address()
    run(state, "map", **state.query_params)
    assert state.query_params["period"] == "2021"
