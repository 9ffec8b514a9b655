"""A refresh while somebody reads: the next view has the new borders, without a restart. Hand-made replies."""

import os
import shutil
import subprocess
import sys

import pytest

from loaders.card import GEODATA
from tests.conftest import Reader
from tests.support.play_shapes import handmade_rows, serve
from tests.support.server import ROOT, serving

pytestmark = pytest.mark.browser


def test_the_map_follows_a_refresh_of_borders_and_port_areas(chromium, httpserver, overpass, tmp_path, monkeypatch):
    shutil.copytree(GEODATA, tmp_path / "geodata")
    monkeypatch.setenv("NSPD_GEODATA", str(tmp_path / "geodata"))
    monkeypatch.setenv("NSPD_STATE", str(tmp_path / "state"))
    environment = {**os.environ, **serve(httpserver, handmade_rows()), "NSPD_RETRY_WAIT": "0.01"}
    with serving() as (address, _):
        context = chromium.new_context(viewport={"width": 1440, "height": 900})
        reader = Reader(context.new_page(), address)
        reader.open("/map")
        reader.page.wait_for_selector(".nspd-frame.ready")
        reader.page.wait_for_selector("footer.foot")
        before = reader.page.locator("body").inner_text()
        assert "grens benaderd" in before and "Kadaster" in before and "havengebied" not in before
        command = [sys.executable, "-m", "loaders", "refresh", "boundaries", "openstreetmap", "--accept"]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        reader.open("/map")
        reader.page.wait_for_selector(".nspd-frame.ready")
        reader.page.wait_for_selector("footer.foot")
        after = reader.page.locator("body").inner_text()
        assert "benaderd" not in after and "Kadaster" not in after
        assert "Digitaal Vlaanderen" in after and "havengebied (OpenStreetMap)" in after
        map_ = "Object.values(window.__maps)[0]"
        reader.page.evaluate(f"() => {map_}.jumpTo({{center: [3.765, 51.105], zoom: 12}})")
        reader.page.wait_for_function(f"() => {map_}.queryRenderedFeatures({{layers: ['port', 'docks']}}).length >= 2")
        dashed = "{filter: ['==', ['get', 'exact'], 0]}"
        assert reader.page.evaluate(f"() => {map_}.querySourceFeatures('borders', {dashed}).length") == 0
        assert reader.foreign == []
        context.close()
