"""Kept versions: what differs between two of them, and that a damaged or missing one breaks nothing else.

The figures of most tests are invented; the last tests read the versions that ship, made from the data in git.
"""

import shutil
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pandas as pd
import pytest

from loaders import __main__, card
from loaders.card import Card
from loaders.errors import DatasetError
from loaders.refresh import cli
from loaders.refresh.run import Outcome
from loaders.versions import commands, figures, files
from loaders.versions.figures import COLUMNS, KEY
from tests.support.freeze import LIVE
from tests.support.opening import ROOT

DAY = datetime(2026, 1, 10, 9, 30, tzinfo=UTC)


def invented(*rows: tuple[str, str, str, float, str]) -> pd.DataFrame:
    """Invented figures: indicator, place, period, value, status."""
    table = pd.DataFrame(rows, columns=["indicator", "place", "period", "value", "status"])
    return figures.tidy(table.assign(dataset="indicators", unit="invented", source="invented")[COLUMNS])


BEFORE = invented(
    ("births", "A", "2024", 10, "measured"),
    ("births", "A", "2025", 12, "provisional"),
    ("births", "B", "2025", 7, "measured"),
    ("jobs", "A", "2025", 300, "provisional"),
)
AFTER = invented(
    ("births", "A", "2024", 10, "measured"),
    ("births", "A", "2025", 13, "measured"),
    ("births", "A", "2026", 14, "provisional"),
    ("jobs", "A", "2025", 300, "measured"),
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder of versions."""
    monkeypatch.setattr(card, "GEODATA", tmp_path)
    files.folder().mkdir()
    return files.folder()


def many(count: int, **changed: float) -> pd.DataFrame:
    """So many invented figures that a difference is much smaller; `changed`: the value of some indicators."""
    rows = [(f"i{n}", "A", "2025", changed.get(f"i{n}", n * 1.37), "measured") for n in range(count)]
    return invented(*rows)


def keep(rows: pd.DataFrame, moment: datetime) -> files.Version:
    version = files.write(rows, [], moment)
    assert version is not None
    return version


def test_what_changed_is_counted_by_head():
    rows = figures.compare(BEFORE, AFTER).set_index(["kind", "indicator", "place", "period"])
    assert set(rows.index) == {
        ("moved", "births", "A", "2025"),  # 12 became 13
        ("new", "births", "A", "2026"),
        ("withdrawn", "births", "B", "2025"),
        ("status", "jobs", "A", "2025"),  # no longer provisional
    }
    moved = rows.loc[("moved", "births", "A", "2025")]
    assert (moved["value_before"], moved["value_after"]) == (12, 13)
    assert (moved["status_before"], moved["status_after"]) == ("provisional", "measured")
    assert rows.loc[("new", "births", "A", "2026")]["status_before"] == ""


def test_a_figure_of_another_source_or_with_other_last_digits_did_not_change():
    other = BEFORE.assign(source="another", value=BEFORE["value"] * (1 + 1e-12))
    assert figures.compare(BEFORE, other).empty
    in_another_unit = figures.compare(BEFORE, BEFORE.assign(unit="other"))
    assert sorted(in_another_unit["kind"]) == ["new"] * 4 + ["withdrawn"] * 4


def test_what_is_new_since_a_version_is_the_difference_of_two_versions_as_read_from_disk(folder):
    first, second = keep(BEFORE, DAY), keep(AFTER, DAY + timedelta(days=1))
    read = figures.compare(files.read_version(first), files.read_version(second))
    assert read.equals(figures.compare(BEFORE, AFTER)) and len(read) == 4


def test_a_small_change_is_kept_as_a_difference_and_reads_back_whole(folder):
    first, second = many(3000), many(2999, i5=1.0, i6=2.0)
    whole, little = keep(first, DAY), keep(second, DAY + timedelta(days=1))
    assert files.metadata(whole)["base"] == "" and files.metadata(little)["base"] == whole.path.name
    assert little.path.stat().st_size < whole.path.stat().st_size / 2
    assert files.read_version(little).equals(second) and files.read_version(whole).equals(first)


def test_a_version_of_the_same_minute_is_replaced_and_nothing_builds_on_it(folder):
    keep(many(3000), DAY)
    again = keep(many(3000, i1=5), DAY)
    assert files.list_versions() == [again] and files.read_version(again).equals(many(3000, i1=5))


def test_the_same_figures_are_not_kept_twice(folder):
    keep(BEFORE, DAY)
    assert files.write(BEFORE, [], DAY + timedelta(days=1)) is None
    assert files.write(BEFORE, ["another register"], DAY + timedelta(days=2)) is not None


def test_a_damaged_or_missing_version_is_named_and_the_others_stay(folder):
    whole, little, later = (
        keep(many(3000, **changed), DAY + timedelta(days=n)) for n, changed in enumerate(({}, {"i1": 5}, {"i1": 6}))
    )
    body = whole.path.read_bytes()
    whole.path.write_bytes(body[:-40] + b"x" * 40)
    with pytest.raises(DatasetError, match=rf"{whole.path.name}: this kept version is damaged"):
        files.read_version(whole)
    with pytest.raises(DatasetError, match=rf"{little.path.name} needs another one: .*{whole.path.name}"):
        files.read_version(little)
    # The next one does not build on what is damaged.
    next_one = keep(many(3000, i1=7), DAY + timedelta(days=4))
    assert files.read_version(next_one).equals(many(3000, i1=7))
    whole.path.unlink()
    with pytest.raises(DatasetError, match="is missing"):
        files.read_version(later)
    assert [one.key for one in files.list_versions()] == [little.key, later.key, next_one.key]


def test_a_file_whose_name_is_of_no_moment_is_no_version(folder):
    version = keep(BEFORE, DAY)
    (folder / "2026-13-45T9999-0a1b2c3d.parquet").write_bytes(version.path.read_bytes())
    assert files.list_versions() == [version]


def test_a_version_that_stood_at_the_end_of_a_day_is_found(folder):
    first, second = keep(BEFORE, DAY), keep(AFTER, DAY + timedelta(hours=3))
    assert files.find_version(date(2026, 1, 9)) is None
    assert files.find_version(date(2026, 1, 10)) == files.find_version(date(2026, 5, 1)) == second != first


def test_old_versions_go_by_the_rule_and_what_others_need_stays(folder):
    """Seen from 1 March 2027: 31 days back is 29 January 2027, 366 days back is 28 February 2026."""
    moments = [
        datetime(2025, 11, 3, 8, tzinfo=UTC),  # holds everything, so others are a difference from it
        datetime(2025, 12, 1, 8, tzinfo=UTC),
        datetime(2025, 12, 20, 8, tzinfo=UTC),  # the last one of its month
        datetime(2026, 6, 5, 8, tzinfo=UTC),
        datetime(2026, 6, 5, 12, tzinfo=UTC),  # the last one of its day
        datetime(2026, 6, 6, 8, tzinfo=UTC),
        datetime(2027, 2, 20, 8, tzinfo=UTC),
        datetime(2027, 2, 20, 12, tzinfo=UTC),
    ]
    kept = [keep(many(2000, i1=float(n)), moment) for n, moment in enumerate(moments)]
    removed = files.prune(date(2027, 3, 1))
    assert removed == [kept[1], kept[3]]
    assert files.read_version(kept[2]).equals(many(2000, i1=2.0))


def test_the_base_of_a_version_that_stays_is_not_removed(folder):
    base, later = (keep(many(2000, i1=float(n)), datetime(2025, 12, 1 + n, tzinfo=UTC)) for n in range(2))
    assert files.prune(date(2027, 3, 1)) == [] and files.metadata(later)["base"] == base.path.name


def test_a_damaged_last_version_of_a_day_pushes_out_none_that_can_be_read(folder):
    moments = [datetime(2026, 6, 5, hour, tzinfo=UTC) for hour in (8, 10, 12)]
    first, second, damaged = (keep(many(2000, i1=float(n)), moment) for n, moment in enumerate(moments))
    damaged.path.write_bytes(damaged.path.read_bytes()[:-10])
    # The first holds everything, so the second is a difference from it.
    assert files.prune(date(2026, 12, 1)) == [] and files.read_version(second).equals(many(2000, i1=1.0))
    first.path.write_bytes(first.path.read_bytes()[:-10])
    third = keep(many(2000, i1=3.0), datetime(2026, 6, 5, 9, tzinfo=UTC))
    # Now the second cannot be read either, because of what it is a difference from.
    assert files.prune(date(2026, 12, 1)) == [first, second]
    assert files.list_versions() == [third, damaged]


def test_a_figure_that_is_there_twice_is_refused_as_other_faults_of_data_are():
    with pytest.raises(DatasetError, match="there twice: indicators, A, births, 2024"):
        invented(("births", "A", "2024", 10, "measured"), ("births", "A", "2024", 11, "measured"))


def test_a_figure_of_the_port_that_gets_a_second_source_stays_the_same_figure():
    """With invented rows, as figures.collect makes them."""

    def port(*sources: str) -> pd.DataFrame:
        columns = {"scope": "NSP", "measure": "cost", "category": "total", "series": "own count", "unit": "invented"}
        table = pd.DataFrame({"source": sources, "value": [float(len(source)) for source in sources]})
        table = table.assign(**columns, drawn="yes", year=2024, period="FY", status="measured")
        return figures.tidy(figures._port_rows("port_economy", table))

    one, two = port("a.be"), port("a.be", "nl.nl")
    for before, after, kind in ((one, two, "new"), (two, one, "withdrawn")):
        changed = figures.compare(before, after)
        assert [*zip(changed["kind"], changed["indicator"], strict=True)] == [
            (kind, "cost | total | own count | nl.nl")
        ]


@pytest.fixture
def geodata(tmp_path, monkeypatch):
    """A copy of the frozen data with an empty folder of versions."""
    copy = tmp_path / "geodata"
    shutil.copytree(card.GEODATA, copy, ignore=shutil.ignore_patterns(files.FOLDER))
    monkeypatch.setattr(card, "GEODATA", copy)
    (copy / files.FOLDER).mkdir()
    return copy


def test_an_import_of_a_register_keeps_a_version_once(geodata, tmp_path, capsys):
    path = tmp_path / "milestones.csv"
    assert __main__.main(["trajectory", "export", "milestones", str(path)]) == 0
    assert __main__.main(["trajectory", "import", str(path)]) == 0
    assert files.list_versions() == [], "nothing was imported that was not there"
    text = path.read_text("utf-8-sig")
    path.write_text(text.replace("Start ROM-project", "Begin ROM-project", 1), "utf-8-sig")
    assert __main__.main(["trajectory", "import", str(path)]) == 0
    assert "kept as version" in capsys.readouterr().out and len(files.list_versions()) == 1
    assert __main__.main(["versions", "--keep"]) == 0
    assert len(files.list_versions()) == 1, "the same state is kept once"


@pytest.mark.parametrize(
    ("result", "changed", "arguments", "count"),
    [
        ("fresh", True, [], 1),
        ("fresh", False, [], 0),
        ("needs_approval", True, [], 0),
        ("fresh", True, ["--dry-run"], 0),
    ],
)
def test_a_refresh_keeps_a_version_where_it_changed_something(monkeypatch, result, changed, arguments, count):
    """With an invented outcome; tests/loaders/refresh has real ones."""
    kept = []
    outcome = Outcome("cbs", result=result, merged=[SimpleNamespace(differs=changed)])
    monkeypatch.setattr(cli, "_refresh_one", lambda *_: outcome)
    monkeypatch.setattr(cli, "_report", lambda *_: None)
    monkeypatch.setattr(commands, "keep", lambda: kept.append(True))
    assert __main__.main(["refresh", "cbs", *arguments]) == (0 if result == "fresh" else 1)
    assert len(kept) == count


def test_without_a_folder_a_command_says_that_no_version_is_kept(geodata, capsys):
    (geodata / files.FOLDER).rmdir()
    assert __main__.main(["versions", "--keep"]) == 1
    assert "make that folder to keep versions" in capsys.readouterr().err


def test_the_shipped_versions_can_be_read_and_say_what_changed_from_0_1_to_0_2(monkeypatch):
    monkeypatch.setattr(card, "GEODATA", LIVE)
    shipped = {version.key: version for version in files.list_versions()}
    first, last = (files.read_version(shipped[key]) for key in ("2026-11-29T0346", "2026-11-30T1947"))
    # 0.1: 4,963 figures of indicators that charts show; 0.2: 72,449.
    assert [int((rows["dataset"] == "indicators").sum()) for rows in (first, last)] == [4963, 72449]
    rows = figures.compare(first, last).set_index(["kind", *KEY[:-1]]).sort_index()
    zelzate = rows.loc[("moved", "indicators", "BE-43018", "population", "2011")]
    assert (zelzate["value_before"], zelzate["value_after"]) == (12578, 12573)
    gdp = rows.loc[("moved", "indicators", "BE23", "gdp", "2021")]
    assert (gdp["value_before"], gdp["value_after"], gdp["status_after"]) == (62123.11, 63411.61, "measured")
    cargo = rows.loc[("new", "port_cargo", "NSP", "inland navigation | total | own count", "2025")]
    assert cargo["value_after"] == 61.5
    gone = rows.loc[("withdrawn", "indicators", "BE-44019", "unemployment_insured", "2013")]
    assert gone["value_before"] == 4.73
    assert sum(path.stat().st_size for path in (ROOT / "geodata/versions").iterdir()) < 4_000_000


def test_what_is_kept_is_what_charts_show(geodata, capsys):
    assert __main__.main(["versions", "--keep"]) == 0
    (version,) = files.list_versions()
    rows = files.read_version(version)
    own = rows[(rows["dataset"] == "emissions") & (rows["indicator"] == "BE_83") & (rows["period"] == "2013")]
    assert own["value"].tolist() == [92] and own["place"].tolist() == ["BE-43018"]
    drawn = Card.of("port_cargo").read()
    assert (rows["dataset"] == "port_cargo").sum() == (drawn["drawn"] == "yes").sum()
