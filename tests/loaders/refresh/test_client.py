"""The HTTP client and the kept replies: who it says it is, when it gives up, and what comes back unaltered."""

import os
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from loaders.fetch import client as asking
from loaders.fetch.client import Client, RetryPolicy
from loaders.fetch.replies import Raw, latest
from loaders.fetch.source import Source, SourceError
from tests.support import refresh_play as play
from tests.support.refresh_play import shipped

QUICK = RetryPolicy(connect=1, read=1, whole=0.5, attempts=2, wait=0.01, most=2)


def source(url: str, **more) -> Source:
    told = {"publisher": "Invented", "licence": "none"}
    return Source(name="invented", base=url, variable="NSPD_INVENTED_URL", datasets=("indicators",), **told, **more)


def test_it_names_itself_and_whom_to_reach_and_asks_only_for_what_changed(monkeypatch):
    monkeypatch.setenv("NSPD_CONTACT", "data@example.org")

    def unless_known(h, n):
        known = h.headers.get("If-None-Match") == '"v1"'
        h.say(b"", 304) if known else h.rows(shipped(), ETag='"v1"', Last_Modified="Mon, 23 Nov 2026 10:00:00 GMT")

    with play.playing({"table": unless_known}) as server:
        first = Client(source(server.url), policy=QUICK)
        body = first.get("rows", "table", params={"geo": ["BE234", "NL341"], "lang": "EN"})
        assert server.seen["table"]["User-Agent"].startswith("nspd-dashboard/")
        assert "data@example.org" in server.seen["table"]["User-Agent"]
        second = Client(source(server.url), before=first.raw, policy=QUICK)
        assert second.get("rows", "table", params={"geo": ["BE234", "NL341"], "lang": "EN"}) == body
        assert second.raw.replies["rows"].status == 304 and second.raw.replies["rows"].etag == '"v1"'
        # Another request is sent, whatever is stored.
        second.get("others", "table", params={"geo": "BE233"})
        assert second.raw.replies["others"].status == 200
        assert first.raw.replies["rows"].address.endswith("/table?geo=BE234&geo=NL341&lang=EN")


def test_a_page_that_names_the_next_in_full_never_leads_from_the_played_source_to_the_real_one(monkeypatch):
    real = source("https://statistics.invalid/api", others={"NSPD_OTHER_URL": "https://files.invalid"})
    monkeypatch.setenv("NSPD_INVENTED_URL", "http://127.0.0.1:1/played/")
    monkeypatch.setenv("NSPD_OTHER_URL", "http://127.0.0.1:2")
    assert real.address("table/1") == "http://127.0.0.1:1/played/table/1"
    assert real.address("https://statistics.invalid/api/table/2?x=1") == "http://127.0.0.1:1/played/table/2?x=1"
    assert real.address("https://files.invalid/a.zip") == "http://127.0.0.1:2/a.zip"
    monkeypatch.delenv("NSPD_INVENTED_URL")
    assert real.address("/table/1") == "https://statistics.invalid/api/table/1"


def test_a_date_to_come_back_at_is_kept_and_one_too_far_off_is_not_waited_for():
    def later(seconds):
        return {"Retry_After": format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)}

    answers = {
        "soon": lambda h, n: h.rows([]) if n > 1 else h.say(b"", 503, **later(1)),
        "late": lambda h, n: h.say(b"", 503, **later(3600)),
    }
    with play.playing(answers) as server:
        asked = Client(source(server.url), policy=QUICK)
        assert asked.get("soon", "soon") == b'{"rows": []}' and server.asked["soon"] == 2
        with pytest.raises(SourceError, match=r"asks to wait 3[56]\d\d s"):
            asked.get("late", "late")
        assert server.asked["late"] == 1


def test_a_reply_that_trickles_on_and_paging_that_never_ends_are_left(monkeypatch):
    monkeypatch.setattr(asking, "MAX_REQUESTS", 3)
    with play.playing({"slow": play.trickles, "page": lambda h, n: h.rows([])}) as server:
        asked = Client(source(server.url), policy=QUICK)
        with pytest.raises(SourceError, match=r"was not whole after") as caught:
            asked.get("slow", "slow")
        assert caught.value.result == "unreachable"
        asked.get("1", "page/1"), asked.get("2", "page/2")
        with pytest.raises(SourceError, match="its paging does not end"):
            asked.get("3", "page/3")


@pytest.mark.parametrize("text", ["soon", "0", "-3"])
def test_a_time_that_is_none_is_refused(monkeypatch, text):
    monkeypatch.setenv("NSPD_TIMEOUT", text)
    with pytest.raises(SourceError, match="NSPD_TIMEOUT"):
        RetryPolicy.from_environment()


@settings(max_examples=30, deadline=None)
@given(some.dictionaries(some.text("abc/-0123", min_size=1, max_size=12), some.binary(max_size=200), min_size=1))
def test_what_was_kept_is_what_comes_back_and_the_same_replies_are_kept_once(tmp_path_factory, bodies):
    folder = tmp_path_factory.mktemp("raw") / "invented"
    raw = Raw.of(bodies, source="invented", fetched=datetime(2026, 11, 24, 5, 17, tzinfo=UTC))
    path = raw.store(folder)
    again = Raw.open(path)
    assert {name: again.body(name) for name in again.names()} == bodies and again.sha256 == raw.sha256
    assert again.fetched(next(iter(bodies))) == datetime(2026, 11, 24, 5, 17, tzinfo=UTC)
    assert again.store(folder) == path == latest(folder) and len(list(folder.iterdir())) == 1


def test_drafts_of_killed_runs_are_tidied_up_and_that_of_a_run_beside_stays(tmp_path):
    left, beside = tmp_path / ".old.zip.1.draft", tmp_path / ".new.zip.2.draft"
    left.touch(), beside.touch()
    os.utime(left, (0, 0))
    Raw.of({"a": b"one"}, source="invented").store(tmp_path)
    assert not left.exists() and beside.exists()


def test_a_kept_reply_that_was_altered_is_noticed(tmp_path):
    path = Raw.of({"a": b"one"}, source="invented").store(tmp_path / "invented")
    forged = Raw.of({"a": b"two"}, source="invented")
    forged.replies = Raw.open(path).replies
    with pytest.raises(SourceError, match="not the one that was fetched"):
        Raw.open(forged.store(tmp_path / "forged")).body("a")
