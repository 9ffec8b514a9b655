"""Files are written whole or not at all, by one process at a time; old ones are removed by number, bytes and age."""

import os
import signal
import subprocess
import sys

import pytest

from loaders.storage import LOCK_FILE, TEMPORARY, lock, prune, write_atomic
from tests.support.opening import ROOT

HOLDS = """
import sys, time
from pathlib import Path
from loaders.storage import lock
with lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""
TRIES = """
import sys
from pathlib import Path
from loaders.storage import lock
print("starts", flush=True)
with lock(Path(sys.argv[1])):
    print("held", flush=True)
"""


def start(code: str, folder) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", code, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_a_second_process_waits_until_the_first_is_dead_and_its_lock_file_blocks_nobody(tmp_path):
    with start(HOLDS, tmp_path) as first:
        assert first.stdout.readline() == "held\n"
        second = start(TRIES, tmp_path)
        assert second.stdout.readline() == "starts\n"
        with pytest.raises(subprocess.TimeoutExpired):
            second.wait(timeout=0.5)
        first.send_signal(signal.SIGKILL)
        assert first.wait(timeout=30) == -signal.SIGKILL and (tmp_path / LOCK_FILE).exists()
        assert second.communicate(timeout=30)[0] == "held\n"
    with lock(tmp_path):
        pass


def test_a_file_is_replaced_whole_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "kept.json"
    for body in (b"one", b"two"):
        write_atomic(path, body, check=lambda written, body=body: written.read_bytes() == body or pytest.fail("other"))
        assert path.read_bytes() == body
    assert [each.name for each in tmp_path.iterdir()] == ["kept.json"]


def test_what_the_check_refuses_never_takes_the_name(tmp_path):
    path = tmp_path / "kept.json"
    path.write_bytes(b"one")

    def refuse(_):
        raise ValueError("not acceptable")

    with pytest.raises(ValueError, match="not acceptable"):
        write_atomic(path, b"two", check=refuse)
    assert path.read_bytes() == b"one" and list(tmp_path.iterdir()) == [path]


def test_a_disk_that_gives_back_something_else_is_noticed(tmp_path, monkeypatch):
    path = tmp_path / "kept.json"
    monkeypatch.setattr(type(path), "read_bytes", lambda _: b"rotten")
    with pytest.raises(OSError, match="gives back something else"):
        write_atomic(path, b"two")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_missing_is_an_error_of_the_system(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_atomic(tmp_path / "nowhere" / "kept.json", b"one")


@pytest.fixture
def files(tmp_path):
    """Four files of ten bytes, written 1 to 4 seconds after 1970."""
    for at in range(1, 5):
        path = tmp_path / f"{at}.zip"
        path.write_bytes(bytes(10))
        os.utime(path, (at, at))
    return tmp_path


@pytest.mark.parametrize(
    ("limits", "left"),
    [
        ({"keep": 4}, "1234"),
        ({"keep": 2}, "34"),
        ({"max_bytes": 29}, "34"),
        ({"keep": 3, "max_bytes": 10}, "4"),
        ({"min_age": 60}, "n"),
        ({}, ""),
    ],
)
def test_the_oldest_go_by_number_by_bytes_and_by_age(files, limits, left):
    if "min_age" in limits:
        (files / "n.zip").write_bytes(b"")
    removed = prune(files.glob("*.zip"), **limits)
    assert "".join(sorted(path.stem for path in files.glob("*.zip"))) == left
    assert len(removed) + len(left) == 4 + ("n" in left)


def test_a_file_that_is_gone_already_is_no_error(files):
    paths = list(files.glob("*.zip"))
    paths[0].unlink()
    assert len(prune(paths)) == 3


def test_what_a_killed_write_leaves_is_found_by_its_pattern(tmp_path):
    code = "import os, sys; from pathlib import Path; from loaders.storage import write_atomic\n"
    code += "write_atomic(Path(sys.argv[1]) / 'a.json', b'x', check=lambda _: os.kill(os.getpid(), 9))"
    with start(code, tmp_path) as killed:
        assert killed.wait(timeout=30) == -signal.SIGKILL
    assert not (tmp_path / "a.json").exists() and len(prune(tmp_path.glob(TEMPORARY))) == 1
