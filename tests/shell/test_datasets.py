"""Data and results are cached until data are replaced, and a slide names the same datasets on a hit and a miss."""

import os

import pytest

from loaders.card import Card
from shell import datasets

CALLS: list[str] = []


@datasets.cached("emissions", "places")
def describe(text: str, _ignored: object) -> list[str]:
    CALLS.append(text)
    datasets.dataset("port_sites")
    return [text]


@pytest.fixture
def geodata(tmp_path, monkeypatch):
    """Folders with a card each, so that a test can replace one."""
    for name in datasets.NAMES:
        (tmp_path / name).mkdir()
        (tmp_path / name / "card.yaml").write_bytes((Card.of(name).folder / "card.yaml").read_bytes())
    monkeypatch.setattr(datasets, "GEODATA", tmp_path)
    CALLS.clear()
    return tmp_path


def replace(card):
    """Replace the file in one step, as a refresh does."""
    draft = card.with_name(".card.yaml.draft")
    draft.write_bytes(card.read_bytes())
    stamp = card.stat()
    os.utime(draft, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    draft.replace(card)


@pytest.mark.parametrize("name", ["places", "emissions", "trajectory_sdgs"])
def test_whichever_card_is_replaced_the_next_run_computes_anew(geodata, name):
    first = describe("a", object())
    assert describe("a", object()) is first and CALLS == ["a"]
    before = datasets.data_version()
    replace(geodata / name / "card.yaml")
    assert datasets.data_version() != before, "within the same tick of the clock too"
    assert describe("a", object()) is not first and CALLS == ["a", "a"]


def test_a_run_keeps_to_the_data_it_began_with(geodata):
    with datasets.same_data_version():
        began = datasets.data_version()
        replace(geodata / "places" / "card.yaml")
        with datasets.same_data_version():
            assert datasets.data_version() == began
        assert datasets.data_version() == began
    assert datasets.data_version() != began


def test_a_missing_card_is_another_version_and_no_error(geodata):
    before = datasets.data_version()
    (geodata / "sea" / "card.yaml").unlink()
    assert datasets.data_version() not in ("", before)


def test_a_cached_result_counts_as_a_use_of_the_same_datasets_as_a_computed_one(geodata):
    noted = []
    for _ in range(2):
        used: set[str] = set()
        before = datasets.note_asked(used)
        describe("b", object())
        datasets.note_asked(before)
        noted.append(used)
    assert CALLS == ["b"] and noted == [{"emissions", "places"}] * 2
