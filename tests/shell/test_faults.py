"""Missing or damaged data: the dashboard on a copy with a broken file, in a browser."""

import contextlib
import json
import shutil
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from loaders.__main__ import check
from loaders.card import GEODATA
from tests.conftest import Reader
from tests.support.server import serving

pytestmark = pytest.mark.browser


class Damaged:
    """A copy of the data to damage, and a server that reads it; it is started by the first look, on damaged data."""

    def __init__(self, folder: Path, chromium, running: contextlib.ExitStack) -> None:
        self.folder, self._chromium, self._running, self._address = folder, chromium, running, ""
        self.restore()

    def restore(self) -> None:
        shutil.copytree(GEODATA, self.folder, dirs_exist_ok=True)
        self.notice()

    def notice(self) -> None:
        """Let a running server see that the data are other ones: it looks at the times of the cards."""
        for card in self.folder.glob("*/card.yaml"):
            card.touch()

    def look(self, *paths: str) -> tuple[list[str], dict]:
        """The text of each page, and the answer of /health/ready."""
        self.notice()
        self._address = self._address or self._running.enter_context(serving())[0]
        context = self._chromium.new_context(viewport={"width": 1440, "height": 900})
        said = []
        for path in paths:
            reader = Reader(context.new_page(), self._address)
            reader.open(path)
            reader.page.wait_for_selector("footer.foot")
            said.append(reader.page.locator("body").inner_text())
        context.close()
        assert not any("Traceback" in text or "Error:" in text for text in said)
        try:
            with urllib.request.urlopen(f"{self._address}/health/ready", timeout=20) as reply:
                return said, json.loads(reply.read())
        except urllib.error.HTTPError as error:
            return said, json.loads(error.read())


@pytest.fixture(scope="module")
def served(chromium, tmp_path_factory):
    folder = tmp_path_factory.mktemp("damaged") / "geodata"
    with pytest.MonkeyPatch.context() as patch, contextlib.ExitStack() as running:
        patch.setenv("NSPD_GEODATA", str(folder))
        yield Damaged(folder, chromium, running)


@pytest.fixture
def copy(served, monkeypatch):
    """The copy, to damage; afterwards it is whole again."""
    monkeypatch.setattr("loaders.card.GEODATA", served.folder)
    monkeypatch.setattr("loaders.__main__.GEODATA", served.folder)
    yield served.folder
    served.restore()


def test_without_the_figures_the_pages_that_need_them_say_so_and_the_others_work(served, copy, capsys):
    (copy / "indicators/indicators.csv").unlink()
    assert check() == 1 and "indicators/indicators.csv: the file is missing" in capsys.readouterr().out
    (map_, data), ready = served.look("/map", "/data")
    assert "ontbreken of zijn beschadigd" in map_ and "indicators.csv" in map_
    assert "Gemeenten" in data or "CC BY 4.0" in data or "Datasets" in data
    assert "Deze dataset is beschadigd of ontbreekt" in data
    assert list(ready["broken"]) == ["indicators"]


def test_without_a_base_layer_the_map_is_drawn_and_says_what_it_lacks(served, copy, capsys):
    (copy / "sea/sea.parquet").write_bytes(b"not a parquet file")
    (copy / "rail/card.yaml").unlink()
    assert check() == 1
    told = capsys.readouterr().out
    assert "sea/sea.parquet: the checksum is not the card's" in told and "rail/card.yaml" in told
    (map_, home), ready = served.look("/map", "/")
    assert "De kaart mist nu: zee, spoor." in map_ and "Gent" in map_ and "274.042" in map_
    assert "450.177" in home
    assert sorted(ready["broken"]) == ["rail", "sea"]


def test_a_figure_changed_by_hand_is_not_shown_until_its_card_is_sealed_again(served, copy, capsys):
    path = copy / "indicators/indicators.csv"
    path.write_text(path.read_text("utf-8").replace("274042", "999999"), "utf-8")
    assert check() == 1
    (home,), _ = served.look("/")
    assert "999.999" not in home and "ontbreken of zijn beschadigd" in home
