"""Merge, approval and status of a refresh whose source answers well, with rows checked by hand."""

import ast
import json
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from loaders.__main__ import main
from loaders.card import Card, DatasetError
from loaders.fetch.replies import latest
from loaders.refresh import merge, run, status
from loaders.sources.registry import sources
from shell.frame import PAGES
from shell.freshness import USES
from tests.support import refresh_play as play
from tests.support.opening import ROOT
from tests.support.refresh_play import Copy, changed, newer, shipped


def table(*rows: tuple[str, str, str, object]) -> pd.DataFrame:
    """Rows of the indicators, by place, period, source and value; invented."""
    about = {"indicator": "population", "unit": "persons", "status": "measured", "definition": "d", "note": ""}
    return pd.DataFrame([{"place": a, "period": p, "source": s, "value": v, **about} for a, p, s, v in rows])


@pytest.fixture
def card(tmp_path):
    """The card of the indicators over six invented rows: two places of one source, and a row of another."""
    folder = tmp_path / "indicators"
    folder.mkdir()
    (folder / "card.yaml").write_bytes((Card.of("indicators").folder / "card.yaml").read_bytes())
    made = Card.of("indicators", tmp_path)
    rows = table(
        *[("A", "2000", "x", "90"), ("A", "2010", "x", "100.0"), ("A", "2011", "x", "101")],
        *[("B", "2010", "x", "200"), ("A", "2010-Q1", "x", "99"), ("A", "2010", "y", "103")],
    )
    rows.assign(source_date="old")[[*made.fields.columns]].to_csv(made.path, index=False)
    return made


def values(merged) -> dict[str, str]:
    return {f"{r.place} {r.period} {r.source}": r.value for r in merged.rows.itertuples()}


def test_a_delivery_speaks_for_its_series_from_its_first_period_on(card):
    given_rows = table(("A", "2010", "x", 100), ("A", "2012", "x", 104.5), ("B", "2010", "x", 202))
    merged = merge.merge_figures(card, given_rows.assign(source_date="new"))
    assert (merged.new, merged.changed, merged.withdrawn, merged.unchanged) == (1, 1, 1, 1)
    assert values(merged) == {
        **{"A 2000 x": "90", "A 2010-Q1 x": "99", "A 2010 y": "103"},  # earlier, by quarter, of another: they stay
        **{"A 2010 x": "100.0", "A 2012 x": "104.5", "B 2010 x": "202"},
    }
    assert [str(moved) for moved in merged.moved] == ["A population 2011 x: 101 → withdrawn"]
    assert merged.lost == [] and len(merged.remarks) == 1 and "its 1 rows stay" in merged.remarks[0]
    assert dict(zip(merged.rows.period, merged.rows.source_date, strict=True))["2012"] == "new"


def test_a_series_that_another_live_source_delivers_stays_without_a_remark(card):
    given_rows = table(("A", "2010", "x", 100), ("A", "2011", "x", 101), ("B", "2010", "x", 200)).assign(
        source_date="new"
    )
    alone = merge.merge_figures(card, given_rows)
    shared = merge.merge_figures(card, given_rows, shared=("x",))
    assert len(alone.remarks) == 1 and shared.remarks == []
    assert values(alone) == values(shared) and "A 2010-Q1 x" in values(shared)


def test_a_place_that_is_missing_and_a_figure_that_moved_are_listed(card):
    merged = merge.merge_figures(
        card, table(("A", "2010", "x", 106), ("A", "2011", "x", 101)).assign(source_date="old")
    )
    assert [str(moved) for moved in merged.moved if moved.new] == ["A population 2010 x: 100 → 106"]
    assert len(merged.lost) == 1 and merged.lost[0].startswith("B is missing from population")
    rows = [("A", "2010", "x", 105), ("A", "2011", "x", 101), ("B", "2010", "x", 200)]
    near = merge.merge_figures(card, table(*rows).assign(source_date="old"))
    assert near.moved == [] and near.changed == 1, "5 % is not more than 5 %"
    assert [str(moved) for moved in near.near] == ["A population 2010 x: 100 → 105"], "nor does it move in silence"


def test_since_leaves_what_is_before(card):
    rows = table(("A", "2010", "x", 1), ("A", "2011", "x", 102)).assign(source_date="old")
    merged = merge.merge_figures(card, rows, since=2011)
    assert values(merged)["A 2010 x"] == "100.0" and values(merged)["A 2011 x"] == "102" and merged.lost == []
    assert (merged.changed, merged.withdrawn) == (1, 0)


def test_rows_that_say_the_same_change_nothing_and_twice_the_same_is_refused(card):
    same = card.raw()
    merged = merge.merge_figures(card, same)
    assert not merged.differs and merged.unchanged == len(same) and merged.rows.equals(same)
    with pytest.raises(DatasetError, match="1 rows are delivered twice"):
        merge.merge_figures(card, pd.concat([same, same.head(1)]))


@pytest.mark.slow
def test_what_moved_is_taken_in_only_with_consent_and_a_kept_reply_can_be_read_again(tmp_path):
    answers = {
        "moved": lambda h, n: h.rows(changed(value="5")),
        "well": lambda h, n: h.rows(newer()) if n == 1 else h.rows(shipped()[:-1]),
    }
    with play.playing(answers) as server:
        copy = Copy(tmp_path, ["moved", "well"], server.url)
        held = copy.refresh("moved")
        assert held.returncode == 1 and "→ 5" in held.stdout and "held: needs --accept" in held.stdout
        assert copy.refresh("moved", "--share", "9").returncode == 0, "99.98 % is not ninefold"
        assert copy.refresh("moved", "--accept").returncode == 0
        assert "5" in set(copy.rows().query("source == @play.KEY")["value"])
        assert copy.refresh("well", "--accept").returncode == 0
        first = latest(copy.state / "raw/well")
        assert copy.refresh("well", "--accept").returncode == 0
        assert "2031" not in set(copy.rows().query("source == @play.KEY")["period"])
        again = copy.refresh("well", "--from", str(first))
        assert again.returncode == 0 and server.asked["well"] == 2, again.stderr
        assert "2031" in set(copy.rows().query("source == @play.KEY")["period"])
        other = copy.refresh("moved", "--from", str(first))
        assert other.returncode == 1 and "holds replies of well" in other.stderr


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (["nobody"], "no source or dataset nobody; there are the sources cbs, .* and the datasets borders, "),
        (["--from", "kept.zip"], "--from reads the replies of one source"),
        (["--since", "12"], "--since 12: name a year"),
        (["--share", "-1"], "--share -1.0: name a share"),
    ],
)
def test_a_command_that_cannot_be_meant_is_refused_before_anything_is_asked(wrong, told, capsys, state):
    assert main(["refresh", *wrong]) == 2
    assert re.match(f"refresh: {told}", capsys.readouterr().err) and not status.state_folder().exists()


SHOWN = """
import subprocess, sys
from tests.support.opening import prepared, written
app = prepared("map", indicator="population", face="table")
for first in (True, False):
    app.run()
    assert not app.exception
    print("2031" in written(app))
    if first:
        subprocess.run([sys.executable, "-m", "loaders", "refresh"], check=True, capture_output=True)
"""


@pytest.mark.slow
def test_a_running_dashboard_shows_a_new_figure_at_the_next_click(tmp_path):
    with play.playing({"well": lambda h, n: h.rows(newer())}) as server:
        copy = Copy(tmp_path, ["well"], server.url)
        shown = copy.run("-c", SHOWN)
        assert shown.stdout.split() == ["False", "True"], shown.stderr


@pytest.fixture
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("NSPD_STATE", str(tmp_path / "state"))


def test_a_failure_keeps_the_day_of_the_last_good_data(state):
    name = next(iter(sources()))
    shipped_on = status.list_freshness(date(2026, 11, 24))[0].good
    assert shipped_on == Card.of(sources()[name].datasets[0]).fields.retrieved_on
    status.record(name, "fresh", now=datetime(2026, 12, 1, tzinfo=UTC))
    status.record(name, "unreachable", "it did not answer", now=datetime(2026, 12, 8, tzinfo=UTC))
    fresh = status.list_freshness(date(2026, 12, 9))[0]
    assert fresh.good == date(2026, 12, 1) and fresh.failed and not fresh.late
    days = sources()[name].days
    assert not status.list_freshness(date(2026, 12, 1) + timedelta(days=days))[0].late
    assert status.list_freshness(date(2026, 12, 1) + timedelta(days=days + 1))[0].late


@pytest.mark.slow
def test_a_source_that_never_answered_is_not_as_fresh_as_the_one_that_shares_its_dataset(tmp_path):
    with play.playing({"well": lambda h, n: h.rows(newer())}) as server:
        copy = Copy(tmp_path, ["well", "closed"], server.url, closed=("closed",))
        path = copy.root / "geodata/indicators/card.yaml"
        path.write_text(re.sub("retrieved_on: .*", "retrieved_on: 2025-01-02", path.read_text("utf-8")), "utf-8")
        assert copy.refresh().returncode == 1
        assert "retrieved_on: 2025-01-02" not in path.read_text("utf-8")
        asked = "from loaders.refresh import status; print([str(one.good) for one in status.list_freshness()])"
        well, closed = ast.literal_eval(copy.run("-c", asked).stdout)
        assert closed == "2025-01-02" and well > closed


@pytest.mark.parametrize("text", ["", "{", "[]", '{"cbs": 3}', '{"cbs": {"tried": "x"}}'])
def test_a_status_that_cannot_be_read_is_no_status(state, text):
    status.state_folder().mkdir()
    (status.state_folder() / "status.json").write_text(text, "utf-8")
    assert status.read_attempts() == {} and not any(one.failed for one in status.list_freshness(date(2026, 11, 24)))


def test_a_status_of_version_0_1_is_read_with_the_names_of_today(state):
    status.state_folder().mkdir()
    old = {"cbs": "fresh", "statbel": "held", "bestat": "silent", "nbb": "wrong", "ets": "here", "eurostat": "lost"}
    entries = {name: {"tried": "2026-11-30T10:00:00+00:00", "result": result} for name, result in old.items()}
    (status.state_folder() / "status.json").write_text(json.dumps(entries), "utf-8")
    assert {name: one.result for name, one in status.read_attempts().items()} == {
        **{"cbs": "fresh", "statbel": "needs_approval", "bestat": "unreachable"},
        **{"nbb": "invalid_reply", "ets": "local_error"},
    }


def test_asking_how_fresh_the_data_are_loads_no_http_library():
    code = "import sys, loaders; from loaders.refresh import status; status.list_freshness(); print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "pandas" in shown.split() and not {"requests", "stamina", "rich", "ruamel.yaml"} & {*shown.split()}


def test_every_page_says_what_it_draws_from_sources_and_every_variable_is_documented():
    fed = {dataset for one in sources().values() for dataset in one.datasets}
    assert set(USES) == set(PAGES) and set().union(*USES.values()) <= fed
    told = (ROOT / "docs/refresh.md").read_text("utf-8")
    for one in sources().values():
        for variable in (one.variable, *one.others):
            assert f"`{variable}`" in told, f"{variable} of {one.name}"
    read = {
        v for p in (ROOT / "loaders").rglob("*.py") for v in re.findall(r'environ\.get\("(NSPD_\w+)"', p.read_text())
    }
    assert read and all(f"`{variable}`" in told for variable in read)


def test_reconstructed_and_modelled_figures_count_as_known_in_the_years_of_a_card():
    """Invented rows: only 2030 is a projection."""
    statuses = ["measured", "reconstructed", "modelled", "projected"]
    rows = pd.DataFrame({"period": ["2024", "2018", "2025", "2030"], "status": statuses})
    assert run._vintage(rows)["en"] == "2018–2025, projections to 2030"
