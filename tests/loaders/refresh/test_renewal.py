"""What a refresh renews: what the live sources are asked for, on the frozen data, in played replies and in the docs."""

import csv
import io

import pandas as pd
import pytest

from loaders import load
from loaders.__main__ import main
from loaders.datasets.catalogue import catalogue
from loaders.datasets.places import SIX
from loaders.refresh import renewal
from loaders.sources.registry import modules
from tests.support import play_sources
from tests.support.opening import ROOT


@pytest.fixture(scope="module")
def towns() -> list[str]:
    places = load("places")
    return places.loc[places["level"] == "municipality", "place"].tolist()


@pytest.fixture(scope="module")
def table(towns) -> pd.DataFrame:
    return renewal.renewal(load("indicators"), towns, catalogue()).set_index("indicator")


def test_a_core_indicator_is_renewed_by_hand_or_without_a_figure_in_each_of_the_68(table, towns):
    assert len(towns) == 68 and len(table) > 30
    assert (table[["renewed", "by_hand", "without"]].sum(axis=1) == 68).all()
    assert ((table["renewed"] == 0) == (table["sources"] == "")).all()
    # Whoever keeps a figure by hand is told where its publisher has it.
    assert ((table["by_hand"] > 0) == (table["kept"] != "")).all()
    assert table.loc[table["kept"] != "", "kept"].str.contains("https://").all()


def test_what_some_core_indicators_have(table):
    """Counted by hand: 13 of CBS; 55 of Statbel, of which five arose in 2025 and are not in its table of incomes."""
    columns = ["six", "renewed", "by_hand", "sources"]
    assert table.loc["population", columns].tolist() == [6, 68, 0, "cbs, statbel"]
    assert table.loc["live_births", columns].tolist() == [6, 68, 0, "cbs-regional, statbel-movement"]
    assert table.loc["net_migration", columns].tolist() == [6, 68, 0, "statbel-movement, cbs-regional"]
    assert table.loc["share_women", columns].tolist() == [6, 68, 0, "cbs-ages, statbel, cbs"]
    assert table.loc["private_households", columns].tolist() == [3, 13, 55, "cbs-regional"]
    assert table.loc["income", columns].tolist() == [3, 50, 13, "statbel-income"]
    assert table.loc["employment_rate", "renewed"] == 0
    # Computed: where both of its inputs are renewed, and an area is not one that must be.
    assert table.loc["house_price_in_incomes", "renewed"] == 13 and table.loc["density_total", "renewed"] == 68
    assert table.loc["share_one_person_households", "renewed"] == 13
    assert "85039NED" in table.loc["employment_rate", "kept"]
    assert "computed" not in " ".join(table["kept"])


def test_the_list_is_what_the_played_sources_deliver(towns):
    """Every figure of a municipality in a played reply is in the list; where a reply has all there is, nothing else."""
    asked: dict[str, dict[str, set[str]]] = {}
    for source, indicator, places in renewal.asked():
        asked.setdefault(source, {}).setdefault(indicator, set()).update(places)
    delivered = {}
    for name, raw in play_sources.replies().items():
        if "indicators" not in modules()[name].SOURCE.datasets:
            continue
        frame = modules()[name].parse(raw)["indicators"]
        frame = frame[frame["place"].isin(towns) & (frame["source"] != "bestat-households")]
        for indicator, rows in frame.groupby("indicator"):
            assert set(rows["place"]) <= asked[name][indicator], (name, indicator)
            assert set(rows["source"]) <= set(catalogue()[indicator].sources), (name, indicator)
        delivered[name] = set(frame["indicator"])
    whole = ("cbs", "cbs-ages", "statbel", "statbel-permits", "statbel-income", "statbel-movement", "bestat", "onem")
    assert {name: delivered[name] for name in whole} == {name: set(asked[name]) for name in whole}
    assert set(asked) == {name for name, keys in delivered.items() if keys}
    assert delivered["statbel-houses"] == set(asked["statbel-houses"]) - {"house_price_quarterly"}


def test_the_command_prints_the_core_set_with_totals_or_as_csv(capsys):
    assert main(["coverage", "--live"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("  ")[0] == "indicator" and "by hand: Statbel, https://" in "".join(lines)
    assert lines[-1].startswith(f"{sum(one.core for one in catalogue().values())} core indicators; a refresh renews ")
    assert main(["coverage", "--live", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(rows[0]) == renewal.COLUMNS and rows[0]["indicator"] == "population" and rows[0]["six"] == str(len(SIX))


def test_the_documentation_has_the_same_list(table):
    groups = {}
    for key, row in table.iterrows():
        sources = ", ".join(sorted(filter(None, row["sources"].split(", ")))) or "by hand"
        groups.setdefault((row["six"], row["renewed"], sources), []).append(f"`{key}`")
    ordered = sorted(groups.items(), key=lambda group: (-group[0][1], group[0][2]))
    lines = [f"| {six} | {count} | {sources} | {', '.join(keys)} |" for (six, count, sources), keys in ordered]
    told = (ROOT / "docs/refresh.md").read_text("utf-8").split("## What is renewed")[1].split("\n## ")[0]
    written = [line for line in told.splitlines() if line.startswith("| ") and "`" in line]
    assert written == lines, "\n".join(lines)
