"""Presentations on the server: served unchanged, within their quota, and a clear page for one that is gone."""

import gzip
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from starlette.requests import Request

from briefings.briefing import Briefing, BriefingError, to_json
from briefings.presenter import page as presenter
from shell.briefing import layers, present
from shell.briefing.storage_quota import Quota
from tests.support.briefing_samples import sample, table
from tests.support.presented import carried


@pytest.fixture
def state(tmp_path, monkeypatch):
    """An own folder for what the server stores."""
    monkeypatch.setenv("NSPD_STATE", str(tmp_path))
    return tmp_path / ".briefings"


def asked_for(identity: str, encoding: str = "gzip"):
    """The response to a request for a presentation."""
    headers = [(b"accept-encoding", encoding.encode())]
    return present.present(Request({"type": "http", "path_params": {"identity": identity}, "headers": headers}))


def test_what_is_kept_is_served_as_it_was_made_and_survives_the_process(state):
    briefing = sample()
    identity = present.keep(briefing)
    assert present.keep(briefing) == identity and len(list(state.iterdir())) == 1
    reply = asked_for(identity)
    assert reply.status_code == 200 and reply.headers["content-encoding"] == "gzip"
    assert carried(gzip.decompress(reply.body).decode()) == briefing
    assert reply.headers["content-security-policy"].endswith("frame-ancestors 'self'")
    plain = asked_for(identity, "identity")
    assert plain.body == gzip.decompress(reply.body) and "content-encoding" not in plain.headers


@pytest.mark.parametrize("asked", ["0" * 32, "../../README.md", "x", "draft-1", ""])
def test_what_is_not_kept_says_so_in_both_languages(state, asked):
    state.mkdir()
    (state / "draft-1").write_text("half a file")
    reply = asked_for(asked)
    assert reply.status_code == 404
    assert "niet (meer)" in reply.body.decode() and "any more" in reply.body.decode()


def test_a_file_that_was_cut_off_is_gone_not_half_shown(state):
    identity = present.keep(sample())
    (kept,) = state.iterdir()
    kept.write_bytes(kept.read_bytes()[:5000])
    assert asked_for(identity).status_code == 404


def packed(title: str) -> Briefing:
    return Briefing(title, "nl", (table(),))


def ids(state) -> set[str]:
    return {path.name.split(".")[0] for path in state.iterdir()}


def test_the_folder_stays_within_its_number_and_bytes(state, monkeypatch):
    monkeypatch.setattr(present, "QUOTA", Quota(reader_files=3, reader_bytes=10**9, files=100, bytes=10**9))
    kept = []
    for place in range(5):
        kept.append(present.keep(packed(f"Test {place}")))
        os.utime(state / f"{kept[-1]}.html.gz", (place, place))
    assert ids(state) == set(kept[2:]), "the newest three"
    size = max(path.stat().st_size for path in state.iterdir())
    monkeypatch.setattr(present, "QUOTA", Quota(reader_files=3, reader_bytes=size + 1000, files=100, bytes=10**9))
    last = present.keep(packed("Alleen deze"))
    assert ids(state) == {last}


def test_a_flood_of_one_reader_takes_only_their_own(state, monkeypatch):
    monkeypatch.setattr(present, "QUOTA", Quota(reader_files=2, reader_bytes=10**9, files=5, bytes=10**9))
    theirs = {present.keep(packed("Van een ander"), "a" * 32), present.keep(packed("Zonder nummer"))}
    own = [present.keep(packed(f"Vloed {place}"), "b" * 32) for place in range(7)]
    assert ids(state) == theirs | set(own[-2:])
    assert not any("b" * 32 in path.name for path in state.iterdir()), "a name does not give the cookie away"


def test_when_all_room_is_in_use_who_asks_for_more_is_refused_until_others_are_a_day_old(state, monkeypatch):
    monkeypatch.setattr(present, "QUOTA", Quota(reader_files=2, reader_bytes=10**9, files=2, bytes=10**9))
    first, second = (present.keep(packed(f"Van {one}"), one * 32) for one in "ab")
    with pytest.raises(BriefingError) as refused:
        present.keep(packed("Nieuw"), "c" * 32)
    assert refused.value.reason == "store_full" and "geen ruimte" in refused.value.message("nl")
    assert refused.value.message("en") != refused.value.message("nl") and ids(state) == {first, second}
    assert present.keep(packed("Van a, nieuwer"), "a" * 32) in ids(state), "in the place of one of their own"
    (kept,) = state.glob(f"{second}.*")
    os.utime(kept, (1, 1))
    third = present.keep(packed("Nieuw"), "c" * 32)
    assert third in ids(state) and second not in ids(state)


def test_the_same_briefing_of_two_readers_does_not_go_with_one_of_them(state, monkeypatch):
    monkeypatch.setattr(present, "QUOTA", Quota(reader_files=1, reader_bytes=10**9, files=9, bytes=10**9))
    same = {present.keep(packed("Van ons allebei"), one * 32) for one in "ab"}
    present.keep(packed("Iets anders"), "a" * 32)
    (identity,) = same
    assert asked_for(identity).status_code == 200


DAMAGE = {
    "cut off": lambda body: body[:500],
    "empty": lambda body: b"",
    "other bytes inside": lambda body: body[:60] + bytes(200) + body[260:],
    "no gzip": lambda body: b"<html>",
    "another page": lambda body: gzip.compress(b"<html>another</html>"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_presentation_is_a_clear_page_and_is_made_again(state, damage):
    identity = present.keep(packed("Heel"))
    (kept,) = state.iterdir()
    kept.write_bytes(DAMAGE[damage](kept.read_bytes()))
    reply = asked_for(identity)
    assert reply.status_code == 404 and "niet (meer)" in reply.body.decode() and "any more" in reply.body.decode()
    assert present.keep(packed("Heel")) == identity
    assert carried(asked_for(identity, "identity").body.decode()).title == "Heel"


def asked_for_mine(number: str):
    cookie = f"nspd_briefing={number}".encode()
    return layers.present_draft(Request({"type": "http", "headers": [(b"cookie", cookie)]}))


def test_a_draft_that_cannot_be_presented_is_a_clear_page(state, monkeypatch):
    number = "a" * 32
    drafts = state / "drafts"
    drafts.mkdir(parents=True)
    (drafts / f"{number}.json").write_bytes(b"\xff no briefing")
    assert asked_for_mine(number).status_code == 409
    (drafts / f"{number}.json").write_bytes(to_json(packed("Heel")))
    assert asked_for_mine(number).status_code == 303
    monkeypatch.setattr(presenter, "page", lambda _: {}["whatever is in it"])
    reply = asked_for_mine(number)
    assert reply.status_code == 500 and "een van de dia" in reply.body.decode() and "one of the" in reply.body.decode()


def test_an_empty_briefing_is_refused_by_name(state):
    with pytest.raises(BriefingError) as told:
        present.keep(Briefing("Leeg", "nl"))
    assert told.value.reason == "empty" and not state.exists()


def test_keeping_at_once_does_not_mix(state):
    briefings = [Briefing(f"Test {place}", "nl", (replace(table(), title=f"Dia {place}"),)) for place in range(8)]
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(present.keep, briefings))
    for identity, briefing in zip(ids, briefings, strict=True):
        body = gzip.decompress((state / f"{identity}.html.gz").read_bytes()).decode()
        assert carried(body) == briefing


def test_a_full_disk_is_told_and_leaves_nothing_half(state):
    # The kernel refuses to write more than a few bytes to a file, as with a full disk.
    code = (
        "import resource\n"
        "from tests.support.briefing_samples import table\n"
        "from briefings.briefing import Briefing, BriefingError\n"
        "from shell.briefing import present\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: present.keep(Briefing('Vol', 'nl', (table(),)))\n"
        "except BriefingError as error: print(error.reason, '|', error.message('nl'))\n"
    )
    command = [sys.executable, "-B", "-c", code]
    ran = subprocess.run(command, cwd=presenter.HERE.parents[1], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("not_written | ") and "het bestand zou te groot worden" in ran.stdout
    assert not list(state.iterdir())
