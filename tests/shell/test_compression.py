"""What the middleware compresses and caches, with an invented app behind it."""

import gzip
from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest

from shell.server.compression import Compression, Reply, ReplyCache, accepted_encoding

SCRIPT = "/static/js/index.AbCd-_12.js"
PAGE = b'<html lang="en"><head><title>Streamlit</title></head></html>'


class MadeUpApp:
    """Answer every path below /static/js with a script, any other with the start page; counts requests."""

    def __init__(self):
        self.asked: list[str] = []

    async def __call__(self, scope, receive, send):
        self.asked.append(scope["path"])
        await anyio.sleep(0)
        script = scope["path"].startswith("/static/js/") and ".js" in scope["path"]
        kind, body = (b"text/javascript", b"let x;" * 1000) if script else (b"text/html", PAGE)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind)]})
        await send({"type": "http.response.body", "body": body})


def scope(path, query=b"", **headers):
    asked = [(b"accept-encoding", b"gzip"), *((name.encode(), value.encode()) for name, value in headers.items())]
    return {"type": "http", "method": "GET", "path": path, "query_string": query, "headers": asked}


async def ask(app, path, query=b"", **headers) -> dict:
    answer = {"body": b""}

    async def send(message):
        if message["type"] == "http.response.start":
            answer.update({name.decode(): value.decode() for name, value in message["headers"]})
        else:
            answer["body"] += message["body"]

    async def receive():
        return {"type": "http.request"}

    await app(scope(path, query, **headers), receive, send)
    return answer


def run(work, *arguments):
    """In a thread of its own: in this one the browser of another test may hold a running event loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, work, *arguments).result()


def test_a_file_with_a_hash_is_compressed_once_whatever_the_query():
    app = Compression(inner := MadeUpApp())
    first = run(ask, app, SCRIPT)
    again = run(ask, app, SCRIPT, b"v=2")
    assert first == again and first["content-encoding"] == "gzip" and first["content-length"] == str(len(first["body"]))
    assert gzip.decompress(first["body"]) == b"let x;" * 1000
    assert inner.asked == [SCRIPT] and list(app.cache.replies) == [(SCRIPT, "gzip")]


def test_requests_at_the_same_time_compress_once():
    app = Compression(inner := MadeUpApp())
    answers = []

    async def collect():
        answers.append(await ask(app, SCRIPT))

    async def all_at_once():
        async with anyio.create_task_group() as group:
            for _ in range(5):
                group.start_soon(collect)

    run(all_at_once)
    assert len(answers) == 5 and all(answer == answers[0] for answer in answers)
    assert inner.asked == [SCRIPT]


@pytest.mark.parametrize(
    "path",
    [
        "/static/js/./index.AbCd-_12.js",
        "/static/js/././././index.AbCd-_12.js",
        "/static/js//index.AbCd-_12.js",
        "//static/js/index.AbCd-_12.js",
        "/static/js/../js/index.AbCd-_12.js",
        "/static/js/x/index.AbCd-_12.js",
        "/static/js/index.js",
        "/own/./0123456789ab-map.js",
        "/own/map.js",
        "/layers/./areas.0123456789ab.json",
        "/maplibre/./././maplibre-gl.js",
    ],
)
def test_another_spelling_of_a_path_is_neither_compressed_nor_kept(path):
    app = Compression(MadeUpApp())
    assert "content-encoding" not in run(ask, app, path)
    assert not app.cache.replies


def test_a_file_that_is_not_there_is_not_kept():
    app = Compression(MadeUpApp())
    for number in range(3):
        run(ask, app, f"/own/00000000000{number}-map.js")
    assert not app.cache.replies


def test_the_start_page_is_compressed_and_ours_at_any_path_but_never_kept():
    app = Compression(MadeUpApp())

    async def visit(path):
        return await ask(app, path, accept="text/html")

    assert b'lang="nl"' in gzip.decompress(run(visit, "/map")["body"])
    assert b'lang="nl"' in gzip.decompress(run(visit, "/no-such-page")["body"])
    # Responses under these paths are streamed: a large download is not collected in memory.
    for path in ("/media/table.csv", "/_stcore/health", "/present/mine"):
        assert "content-encoding" not in run(visit, path)
    assert not app.cache.replies


def test_where_the_reader_left_before_the_reply_began_nothing_is_sent_nor_kept():
    async def silent(_scope, _receive, _send):
        await anyio.sleep(0)

    app = Compression(silent)

    async def visit():
        return await ask(app, "/map", accept="text/html")

    for answer in (run(ask, app, SCRIPT), run(visit)):
        assert answer == {"body": b""}
    assert not app.cache.replies


def test_what_is_kept_has_a_limit_in_bytes_and_the_least_used_goes_first():
    def reply(size):
        return Reply({}, b"x" * size)

    cache = ReplyCache(most_bytes=10)
    cache.put(("a", "br"), reply(4))
    cache.put(("b", "br"), reply(4))
    assert cache.get(("a", "br")) is not None
    cache.put(("c", "br"), reply(5))
    assert list(cache.replies) == [("a", "br"), ("c", "br")] and cache.bytes == 9
    cache.put(("d", "br"), reply(11))
    assert not cache.replies and cache.bytes == 0, "one that is larger than all room is not kept"


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("identity", ""), ("brew", "")],
)
def test_only_what_the_client_accepts(accepted, encoding):
    asked = {"type": "http", "method": "GET", "path": "/", "headers": [(b"accept-encoding", accepted.encode())]}
    assert accepted_encoding(asked) == encoding
    assert accepted_encoding({**asked, "method": "HEAD"}) == ""
