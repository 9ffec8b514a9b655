"""Drafts and kits: limits for each reader, a minimum age, bytes as well as numbers."""

import os

import pytest

from pages.meeting import export
from shell.briefing import drafts
from shell.briefing.storage_quota import FullError, Quota, make_room, owner_of, stored

SMALL = Quota(reader_files=2, reader_bytes=100, files=4, bytes=200)


def put(folder, name: str, size: int, used: float | None = None) -> None:
    (folder / name).write_bytes(bytes(size))
    if used is not None:
        os.utime(folder / name, (used, used))


def left(folder) -> set[str]:
    return {path.name for path in folder.iterdir()}


def room(folder, owner: str, size: int, quota: Quota = SMALL) -> None:
    make_room(stored(folder.iterdir(), lambda path: path.name[0]), owner, size, quota)


def test_a_reader_replaces_the_oldest_of_their_own_by_number_and_by_bytes(tmp_path):
    for name, size in (("a1", 40), ("a2", 40), ("b1", 40)):
        put(tmp_path, name, size)
    os.utime(tmp_path / "a1", (1, 1))
    room(tmp_path, "a", 40)
    assert left(tmp_path) == {"a2", "b1"}, "two files: one of the two goes for the third"
    room(tmp_path, "a", 70)
    assert left(tmp_path) == {"b1"}, "40 + 70 bytes are more than 100"


def test_what_is_larger_than_an_allowance_is_refused_and_nothing_goes(tmp_path):
    put(tmp_path, "a1", 40)
    with pytest.raises(FullError):
        room(tmp_path, "a", 101)
    assert left(tmp_path) == {"a1"}


def test_files_of_others_stay_for_the_minimum_age_then_the_oldest_goes(tmp_path):
    for name in ("b1", "c1", "d1"):
        put(tmp_path, name, 60)
    with pytest.raises(FullError):
        room(tmp_path, "a", 60)
    assert left(tmp_path) == {"b1", "c1", "d1"}, "3 x 60 + 60 bytes are more than 200"
    os.utime(tmp_path / "c1", (1, 1))
    os.utime(tmp_path / "d1", (2, 2))
    room(tmp_path, "a", 60)
    assert left(tmp_path) == {"b1", "d1"}


def test_readers_without_a_number_share_one_allowance_and_a_hash_names_the_others():
    assert owner_of("") == "shared" and owner_of("a" * 32) != owner_of("b" * 32)
    assert len(owner_of("a" * 32)) == 16 and "a" * 8 not in owner_of("a" * 32)


def test_a_flood_of_drafts_is_refused_and_takes_nobodys_work(tmp_path, monkeypatch):
    monkeypatch.setattr(drafts, "QUOTA", Quota(4, 1000, files=2, bytes=1000, minimum_age=30 * 86_400))
    for reader in "ab":
        drafts.write(tmp_path / f"{reader * 32}.json", b"work")
    with pytest.raises(FullError):
        drafts.write(tmp_path / f"{'c' * 32}.json", b"flood")
    drafts.write(tmp_path / f"{'a' * 32}.json", b"more work")
    assert left(tmp_path) == {f"{reader * 32}.json" for reader in "ab"}


def test_a_folder_among_the_drafts_stops_nobody_and_who_never_came_back_is_forgotten(tmp_path):
    (tmp_path / f"{'d' * 32}.json").mkdir()
    put(tmp_path, f"{'e' * 32}.json", 4, used=1)
    drafts.write(tmp_path / f"{'a' * 32}.json", b"work")
    assert left(tmp_path) == {f"{'d' * 32}.json", f"{'a' * 32}.json"}


def test_a_kit_that_finds_no_room_is_not_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(export, "QUOTA", SMALL)
    for number in range(4):
        put(tmp_path, f"{number}-0.zip", 50)
    kit = tmp_path / "a-1.zip"
    put(tmp_path, kit.name, 50)
    with pytest.raises(FullError):
        export.make_room_for_kit(kit, "a", 50)
    assert left(tmp_path) == {f"{number}-0.zip" for number in range(4)}
