"""Addresses that a browser may cache for ever: other content has another address. All are below the base path."""

import re

import pytest
import streamlit as st

from shell.exhibits import map_descriptions
from shell.server import own_files
from shell.server.addresses import address, is_versioned, path_below_base
from shell.server.own_files import PATHS, own_address, own_file
from tests.support.opening import ROOT


@pytest.fixture
def changed(tmp_path, monkeypatch):
    """A function that changes the content of a file, as an upgrade does."""

    def change(name):
        path = tmp_path / name
        path.write_bytes(PATHS[name].read_bytes() + b"\n")
        monkeypatch.setitem(own_files.PATHS, name, path)
        own_file.cache_clear()

    yield change
    own_file.cache_clear()


@pytest.mark.parametrize("name", PATHS)
def test_another_content_has_another_address(name, changed):
    before = own_address(name)
    assert is_versioned(before) and before.endswith(f"-{name}")
    changed(name)
    assert is_versioned(own_address(name)) and own_address(name) != before


@pytest.mark.parametrize("name", ["maplibre-gl.js", "maplibre-gl.css", "map.css", "map_images.js", "map_recovery.js"])
def test_the_map_script_names_its_files_by_hash_and_changes_with_them(name, changed):
    before = own_address("map.js")
    scripts = [one for one in PATHS if one.startswith("map") and one.endswith(".js") and one != "maplibre-gl.js"]

    def named():
        return [one for one in scripts if f"'./{own_file(name).name}'".encode() in own_file(one).body]

    assert (found := named())
    changed(name)
    assert named() == found
    assert own_address("map.js") != before, "else a browser would keep a script that names the old library"


def test_layers_have_versioned_addresses_and_pages_and_presentations_have_not():
    assert all(is_versioned(where) for where in map_descriptions.layer_addresses().values())
    for path in ("/", "/map", "/favicon.png", "/own/map.js", "/maplibre/maplibre-gl.js", "/present/mine", "/qr"):
        assert not is_versioned(path)


def test_every_file_of_streamlits_that_may_be_kept_for_ever_has_a_hash_in_its_name():
    bundle = next(iter(st.__path__))
    names = [path.relative_to(f"{bundle}/static") for path in (ROOT / bundle / "static" / "static").rglob("*.*")]
    assert len(names) > 50
    assert [str(name) for name in names if not is_versioned(f"/{name.as_posix()}")] == []


@pytest.mark.parametrize("option", ["haven", "/haven", "/haven/"])
def test_all_addresses_are_below_the_base_path(option, monkeypatch):
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": option}.get)
    assert address("/qr") == "/haven/qr" and own_address("map.js").startswith("/haven/own/")
    assert path_below_base("/haven/own/x") == "/own/x" and path_below_base("/haven") == "/"
    assert path_below_base("/own/x") == path_below_base("/havens/own/x") == ""


def test_without_a_base_path_addresses_begin_at_the_root():
    assert address("/qr") == "/qr" and path_below_base("/own/x") == "/own/x"


def test_no_module_or_script_writes_an_address_from_the_root_by_hand():
    """Only paths from `address` stay below the base path."""
    rooted = re.compile(r"""["'`]/(?:own|layers|maplibre|present|meeting|health|qr)[/?"'`]""")
    folders = ("map", "briefings", "shell", "pages")
    paths = [path for one in folders for ending in ("js", "py") for path in ROOT.glob(f"{one}/**/*.{ending}")]
    paths = [path for path in paths if path.name != "addresses.py"]
    lines = [line for path in paths for line in path.read_text("utf-8").splitlines() if rooted.search(line)]
    assert len(paths) > 60 and any('address("/qr")' in line for line in lines), "the test must have seen the code"
    # A path that is compared had its base taken off, a link is found by how it ends; backticks in Python are text.
    by_hand = [
        line for line in lines if not re.search(r"""address\(f?["']/|path\.startswith|a\[href\*=|`/[^`]*`""", line)
    ]
    assert by_hand == []
