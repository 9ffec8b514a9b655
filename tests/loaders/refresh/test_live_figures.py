"""A refresh of every live source of figures on a copy of the data, with replies from a server on loopback.

Replies are recorded where possible, else hand-made in the documented format; hand-made figures stay in the copy.
"""

import json
import os
import subprocess
import sys

import pytest

from loaders.sources.registry import modules
from tests.support import freeze, play_sources
from tests.support.opening import ROOT
from tests.support.refresh_play import playing

pytestmark = pytest.mark.slow

# Their rows are invented, so figures change and need approval.
INVENTED = ("cbs-ages", "statbel", "statbel-houses", "statbel-movement", "onem", "eurostat")
TAKE = """
import json, sys
from loaders.refresh.run import RefreshOptions, refresh
names, accept = (words.split(",") for words in sys.argv[1:])
told = {}
held = refresh("statbel", RefreshOptions(dry_run=True, since=2026))
told["not accepted"] = [held.result, held.reason, {}]
for name in names:
    done = refresh(name, RefreshOptions(accept=name in accept))
    told[name] = [done.result, done.reason, {one.dataset: [one.new, one.changed, one.withdrawn, one.unchanged]
                                             for one in done.merged}]
print(json.dumps(told))
"""
LOOK = """
import sys
from tests.support.opening import opened, written
FACES = ("map", "chart", "table", "sources")
for number, indicator in enumerate(sys.argv[1:]):
    # Every face of the first, then one of each other in turn; tests/pages/test_pages.py opens all of each kind.
    for face in FACES if number == 0 else (FACES[number % 4],):
        app = opened("map", indicator=indicator, face=face)
        assert not app.exception and not app.error and not app.warning, (indicator, face)
for page in ("home", "place", "climate", "data"):
    app = opened(page)
    assert not app.exception and not app.error, page
# Eurostat's newest year, not the sum of the three that it gave; and the Bank's millions as billions.
ports = written(opened("port", subject="trade", trade="eurostat"))
assert "Eurostat, 2024: Haven van Gent 29,9 Mt · Zeeland Seaports 37,3 Mt" in ports, ports
assert "2023): Haven van Gent, direct en indirect, 0,15 miljard euro" in written(
    opened("port", subject="economy", economy="value"))
plus = opened("port", measure="plus")
assert not plus.warning and "In 2024: 41,0 Mt (Zeeland Seaports)" in written(plus), "CBS counts with the empty unit"
assert "Gevonden bij: Unieregister." in written(opened("climate", climate="years"))
"""


@pytest.fixture(scope="module")
def taken(tmp_path_factory):
    """The result of a refresh of each source, and a function that runs Python on the copied data."""
    folder = tmp_path_factory.mktemp("live")
    # With all figures: replies are compared with what is shipped of every municipality.
    freeze.unpack(folder / "geodata")
    played = play_sources.replies()
    with playing(play_sources.answers(played)) as server:
        places = {"NSPD_GEODATA": str(folder / "geodata"), "NSPD_STATE": str(folder / "state"), "NO_PROXY": "127.0.0.1"}
        environment = {**os.environ, **places, **play_sources.variables(played, server.url)}

        def run(*arguments: str) -> str:
            done = subprocess.run(
                [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True
            )
            assert done.returncode == 0, done.stdout + done.stderr
            return done.stdout

        yield json.loads(run("-c", TAKE, ",".join(played), ",".join(INVENTED))), run


def test_every_source_of_figures_has_replies_to_play():
    shapes = {"boundaries", "openstreetmap"}
    assert set(modules()) - shapes == set(play_sources.replies())


def test_every_source_is_taken_in_and_the_copy_keeps_its_cards(taken):
    told, run = taken
    result, reason, _ = told.pop("not accepted")
    # No row changed, but the figure shown would come from another source.
    assert (
        result == "needs_approval" and "BE population 2026, drawn from statbel-tf-soc-pop-struct instead of" in reason
    )
    assert {name: (result, reason) for name, (result, reason, _) in told.items() if result != "fresh"} == {}
    # Recorded replies: nothing is new where the shipped rows are from the same table.
    assert told["cbs"][2] == {"indicators": [0, 0, 0, 285]}
    assert told["statbel-permits"][2] == {"indicators": [435, 0, 0, 0]}
    # The register replaces the shipped copies of it: 385 rows and 145 rounded ones, and a hand-made one of 2023.
    assert told["ets"][2] == {"emissions": [1, 385 + 145, 0, 0]}
    assert told["eurostat-port"][2]["indicators"] == [12, 0, 0, 6]
    assert "keep their cards" in run("-m", "loaders", "check")


def test_a_second_refresh_finds_nothing_new(taken):
    _, run = taken
    told = run("-m", "loaders", "refresh", *play_sources.replies())
    assert [line.endswith("nothing new") for line in told.splitlines()[-16:]] == [True] * 16, told


def test_the_command_tells_how_far_the_kept_replies_agree(taken):
    _, run = taken
    told = run("-m", "loaders", "agreement")
    line = next(
        line for line in told.splitlines() if line.split()[:2] == ["statbel-tf-building-permits", "statbel-permits"]
    )
    assert line.split()[2:] == ["435", "435", "435", "0", "0.00%"]
    differs = "flanders-household-outlook has 117118: another definition: household-outlook-observed"
    assert differs in told, "what differs is told with both figures, and why"


def test_indicators_that_waited_for_a_refresh_open_on_every_page(taken):
    _, run = taken
    waited = ("gva", "employment", "survey_unemployment", "density_eurostat", "establishments_nl", "jobs_employees_nl")
    run("-W", "ignore", "-c", LOOK, *waited)
