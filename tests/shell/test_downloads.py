"""Every file that Streamlit makes later, in a thread without session, has the content of the screen."""

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor

import openpyxl
import pytest
from streamlit.runtime import context
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx
from streamlit.runtime.state import session_state_proxy

from briefings.briefing import Briefing, Slide
from pages.scenarios import exports, model_runs, session
from scenarios import serialization
from scenarios.scenario import Scenario
from shell.briefing.store import DraftSession
from tests.support.opening import prepared

# For each view: a text that its files must contain, and the choice that changes it.
NAME, VALUE = "Verzonnen plan", 31.25
TABLE = (".nl.csv", ".en.csv", ".xlsx", ".geojson")
STUDIO = ("assumptions.nl.csv", "assumptions.en.csv", "all.xlsx")


@pytest.fixture
def offered(monkeypatch):
    """The functions of all deferred downloads of a page, by file name."""
    found, keep = {}, MediaFileManager.add_deferred

    def noted(self, make, mimetype, coordinates, file_name=None, **more):
        found[file_name] = make
        return keep(self, make, mimetype, coordinates, file_name=file_name, **more)

    monkeypatch.setattr(MediaFileManager, "add_deferred", noted)
    return found


@pytest.fixture
def without_session(monkeypatch):
    """Call a function as Streamlit does, in a thread of its own, where access to the session raises."""

    def refused(real):
        def asked(*given):
            assert get_script_run_ctx(suppress_warning=True) is not None, "asked for the session of a reader"
            return real(*given)

        return asked

    # st.session_state and st.query_params ask the first; st.context asks the others.
    for module, names in {
        session_state_proxy: ["get_session_state"],
        context: ["_get_client_context", "_context_info_field"],
    }.items():
        for name in names:
            monkeypatch.setattr(module, name, refused(getattr(module, name)))
    with ThreadPoolExecutor(1) as threads:
        yield lambda make: threads.submit(make).result()


def opened(page, state=None, **query):
    app = prepared(page, **query)
    # The content of the popover of downloads is rendered when it is open.
    app.session_state["taking"] = True
    for key, value in (state or {}).items():
        app.session_state[key] = value
    app.run()
    assert not app.exception and not app.error
    return app


@pytest.mark.parametrize(
    ("page", "query", "endings"),
    [
        ("map", {"indicator": "population"}, TABLE),
        ("port", {"subject": "economy"}, TABLE),
        ("climate", {"climate": "targets"}, TABLE),
        ("trajectory", {}, (".csv", ".xlsx")),
        ("meeting", {}, (".json",)),
    ],
)
def test_a_file_is_made_without_asking_for_the_session(page, query, endings, offered, without_session):
    content = {"paragraphs": ["Tekst"]}
    slide = Slide(kind="words", title="Een dia", says="", source="", date="2026-01-01", content=content)
    briefing = Briefing(title="Proef", language="nl", slides=(slide,))
    opened(page, {"briefing.desk": DraftSession(briefing)} if page == "meeting" else None, **query)
    assert len(offered) == len(endings) and all(any(name.endswith(one) for name in offered) for one in endings)
    rows = set()
    for name, make in offered.items():
        body = without_session(make)
        if name.endswith(".json"):
            assert "Een dia" in str(body, "utf-8")
        elif name.endswith(".geojson"):
            rows.add(len(json.loads(body)["features"]))
        elif name.endswith(".xlsx"):
            lines = list(openpyxl.load_workbook(io.BytesIO(body)).active.values)
            rows.add(sum(any(line) for line in lines[1:]))
        else:
            text = body.decode("utf-8-sig")
            rows.add(len(list(csv.reader(io.StringIO(text), delimiter="," if ".en." in name else ";"))) - 1)
    assert page == "meeting" or (len(rows) == 1 and rows.pop() > 1), "each file has all rows"


@pytest.mark.parametrize(
    ("part", "endings"), [("share", ("outcomes.nl.csv", "outcomes.en.csv", *STUDIO)), ("assumptions", STUDIO)]
)
def test_the_files_of_the_studio_hold_the_scenarios_on_the_screen(part, endings, offered, without_session, monkeypatch):
    link = serialization.encode(Scenario(NAME, {"road_2050": VALUE}), model_runs.data_version())
    # One outcome is enough: all of them have 6,000 rows, five times.
    every = exports.export_rows
    monkeypatch.setattr(exports, "export_rows", lambda one: every(one).query("outcome == 'lorries'"))
    opened("scenarios", studio=part, s=link)
    assert {name.removeprefix("north-sea-port-district-scenarios-") for name in offered} == set(endings)
    mid = model_runs.result(Scenario("", {"road_2050": VALUE})).value("lorries", 2050)
    for name, make in offered.items():
        body = without_session(make)
        if name.endswith(".xlsx"):
            book = openpyxl.load_workbook(io.BytesIO(body))
            rows = [row for sheet in book for row in sheet.values]
        else:
            dutch = ".nl." in name
            rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";" if dutch else ","))
            rows = [[cell.replace(",", ".") if dutch else cell for cell in row] for row in rows]
        if "outcomes" not in name:
            (changed,) = [row for row in rows if row[0] == "road_2050"]
            assert str(VALUE) in map(str, changed), name
        if "assumptions" not in name:
            of = (NAME, "lorries", "2050")
            (line,) = [row for row in rows if len(row) > 9 and (row[0], row[3], str(row[7])) == of]
            assert float(line[9]) == pytest.approx(mid), name
        assert any(NAME in str(cell) for row in rows for cell in row) and "Vertraagd" not in str(rows), name


def test_scenarios_are_never_made_up_where_there_is_no_visit():
    with pytest.raises(RuntimeError, match="no scenarios in this session"):
        session.scenario_set_now()
