"""A page says when one of its sources failed: the list of datasets per page is compared with what pages read."""

import pytest

from loaders import load
from loaders.refresh import status
from loaders.sources.registry import sources
from pages.scenarios import model_runs
from shell import datasets
from shell.freshness import USES
from tests.support.opening import opened, written

FED = {dataset for source in sources().values() for dataset in source.datasets}
# The section of a page that reads the most datasets.
READ = {
    "home": {},
    "port": {"subject": "economy"},
    "climate": {"climate": "years"},
    "trajectory": {"series": "cargo-sea"},
}


@pytest.mark.parametrize("page", READ)
@pytest.mark.slow
def test_a_page_reads_nothing_of_a_source_that_its_banner_would_not_tell(page, monkeypatch):
    read = set()
    monkeypatch.setattr(datasets, "load", lambda name: (read.add(name), load(name))[1])
    datasets.clear_caches()  # Cached data are not read again.
    assert not opened(page, **READ[page]).exception
    # Every page reads the names of places; this test cannot see whether it draws their outlines.
    assert read & FED and read & FED - {"places"} <= USES[page]


def test_a_source_of_two_publishers_and_borders_that_wait_read_as_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("NSPD_STATE", str(tmp_path))
    status.record("statbel", "needs_approval", "moved")
    status.record("boundaries", "needs_approval", "moved")
    assert "Nieuwe gegevens van Statbel, Digitaal Vlaanderen en CBS wachten op akkoord." in written(opened("home"))
    assert "New data of Digitaal Vlaanderen and CBS wait for consent." in written(opened("climate", lang="en"))


def test_the_studio_starts_from_data_that_its_banner_tells():
    assert {*model_runs.TABLES} & FED <= USES["scenarios"]
