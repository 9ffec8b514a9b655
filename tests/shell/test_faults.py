"""Missing or damaged data: the dashboard on a copy with a broken file, in a browser."""

import json
import shutil
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from loaders.card import GEODATA
from tests.conftest import Reader
from tests.support.server import ROOT, serving

pytestmark = pytest.mark.browser


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the data to damage; processes started from now on read it."""
    monkeypatch.setenv("NSPD_GEODATA", str(tmp_path / "geodata"))
    return shutil.copytree(GEODATA, tmp_path / "geodata")


def check():
    return subprocess.run([sys.executable, "-m", "loaders", "check"], cwd=ROOT, capture_output=True, text=True)


def looked_at(chromium, *paths):
    """The text of each page of a server that runs on the damaged copy, and the answer of /health/ready."""
    with serving() as (address, _):
        context = chromium.new_context(viewport={"width": 1440, "height": 900})
        said = []
        for path in paths:
            reader = Reader(context.new_page(), address)
            reader.open(path)
            reader.page.wait_for_selector("footer.foot")
            said.append(reader.page.locator("body").inner_text())
        context.close()
        try:
            with urllib.request.urlopen(f"{address}/health/ready", timeout=20) as reply:
                ready = json.loads(reply.read())
        except urllib.error.HTTPError as error:
            ready = json.loads(error.read())
    assert not any("Traceback" in text or "Error:" in text for text in said)
    return said, ready


def test_without_the_figures_the_pages_that_need_them_say_so_and_the_others_work(chromium, copy):
    (copy / "indicators/indicators.csv").unlink()
    told = check()
    assert told.returncode == 1 and "indicators/indicators.csv: the file is missing" in told.stdout
    (map_, data), ready = looked_at(chromium, "/map", "/data")
    assert "ontbreken of zijn beschadigd" in map_ and "indicators.csv" in map_
    assert "Gemeenten" in data or "CC BY 4.0" in data or "Datasets" in data
    assert "Deze dataset is beschadigd of ontbreekt" in data
    assert list(ready["broken"]) == ["indicators"]


def test_without_a_base_layer_the_map_is_drawn_and_says_what_it_lacks(chromium, copy):
    (copy / "sea/sea.parquet").write_bytes(b"not a parquet file")
    (copy / "rail/card.yaml").unlink()
    told = check()
    assert told.returncode == 1
    assert "sea/sea.parquet: the checksum is not the card's" in told.stdout and "rail/card.yaml" in told.stdout
    (map_, home), ready = looked_at(chromium, "/map", "/")
    assert "De kaart mist nu: zee, spoor." in map_ and "Gent" in map_ and "274.042" in map_
    assert "450.177" in home
    assert sorted(ready["broken"]) == ["rail", "sea"]


def test_a_figure_changed_by_hand_is_not_shown_until_its_card_is_sealed_again(chromium, copy):
    path = copy / "indicators/indicators.csv"
    path.write_text(path.read_text("utf-8").replace("274042", "999999"), "utf-8")
    assert check().returncode == 1
    (home,), _ = looked_at(chromium, "/")
    assert "999.999" not in home and "ontbreken of zijn beschadigd" in home
