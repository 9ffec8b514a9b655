"""The data that the dashboard ships, geodata/ itself: the only tests that read it, and they assert no figure.

All others run on a copy, see tests/support/freeze.py, so only these tests see what a refresh changes.
"""

import os
import subprocess
import sys

import pytest
import yaml

import loaders.__main__
from loaders import DATASETS
from loaders.card import GEODATA, Card
from tests.support import freeze
from tests.support.opening import PAGES, ROOT

COLUMNS = """
from loaders import DATASETS, load
from loaders.card import Card
for name in DATASETS:
    card, rows = Card.of(name), load(name)
    # Without a file the dataset waits for its first refresh.
    if card.fetched:
        assert len(rows), f"{name} has no rows"
        # A loader may add columns, and gives some of the file under another name; the keys stay.
        assert set(card.fields.key) <= set(rows.columns), f"{name}: {set(card.fields.key) - set(rows.columns)}"
        raw = card.read()
        assert list(raw.columns) == list(card.fields.columns), f"{name}: its columns are not those of its card"
    print(name)
"""
OPEN = """
import sys
from tests.support.opening import opened, written
for page in sys.argv[1:]:
    app = opened(page)
    assert not app.exception and not app.error, (page, [e.value for e in [*app.exception, *app.error]])
    assert "<h1" in written(app), page
    print(page)
"""


def on_live_data(*arguments: str) -> str:
    """The output of Python code that runs on geodata/; fails where the code fails."""
    environment = {**os.environ, "NSPD_GEODATA": str(freeze.LIVE)}
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_all_other_tests_read_the_frozen_copy():
    assert GEODATA == freeze.FROZEN and os.environ["NSPD_GEODATA"] == str(freeze.FROZEN)


def test_every_file_keeps_its_card():
    assert "keep their cards" in on_live_data("-m", "loaders", "check")


def test_every_dataset_loads_with_the_columns_of_its_card():
    assert on_live_data("-c", COLUMNS).split() == list(DATASETS)


@pytest.mark.slow
def test_every_page_opens():
    assert on_live_data("-c", OPEN, *PAGES).split() == list(PAGES)


def test_the_frozen_copy_has_the_format_of_the_live_data():
    """The same datasets and columns: else tests would check a format that the dashboard no longer ships."""

    def formats(folder):
        cards = {path.parent.name: yaml.safe_load(path.read_text("utf-8")) for path in folder.glob("*/card.yaml")}
        return {
            name: (card["key"], {column: told["kind"] for column, told in card["columns"].items()})
            for name, card in cards.items()
        }

    live, frozen = formats(freeze.LIVE), formats(freeze.FROZEN)
    assert len(live) > 20 and live == frozen, "the format of geodata changed: run `make freeze`"


def test_the_smaller_frozen_figures_are_a_part_of_the_packed_ones(tmp_path):
    packed = Card.of(freeze.FIGURES, freeze.unpack(tmp_path / "geodata"))
    assert packed.faults() == [] and packed.fields.rows > 3 * Card.of(freeze.FIGURES).fields.rows
    assert freeze.part(packed.raw()).reset_index(drop=True).equals(Card.of(freeze.FIGURES).raw())


def test_a_renewal_that_fails_leaves_the_frozen_copy_as_it_was(tmp_path, monkeypatch):
    for name in ("LIVE", "FROZEN", "WHOLE"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
        monkeypatch.setattr(freeze, name, tmp_path / name)
    monkeypatch.setenv("NSPD_GEODATA", os.environ["NSPD_GEODATA"])
    monkeypatch.setattr(loaders.__main__, "check", lambda: 0)

    def fail(_live, frozen, _whole):
        frozen.mkdir()
        raise OSError("no space left")

    monkeypatch.setattr(freeze, "freeze", fail)
    with pytest.raises(OSError, match="no space"):
        freeze.main()
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()) == [
        "FROZEN/file",
        "LIVE/file",
        "WHOLE/file",
    ]
