"""An invented source: a loopback server with good and bad answers, and the source modules that fetch from it.

Everything here is invented or taken from shipped figures: no reply of a real service, and no figure is shown.
"""

import gzip
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pandas as pd

from loaders import NAMES
from loaders.card import GEODATA, Card
from loaders.datasets.places import SIX
from loaders.storage import LOCK_FILE
from tests.support.opening import ROOT

KEY = "cbs-03759ned"
MODULE = '''"""Invented: a source that exists only in tests."""

import pandas as pd

from loaders.fetch.replies import Raw
from loaders.fetch.source import Fetcher, Source

SOURCE = Source(
    name="{name}", publisher="Invented {name}",
    licence="none", base="https://statistics.invalid/api", variable="{variable}", datasets=("indicators",),
)


def fetch(client: Fetcher) -> None:
    address, page = "{name}/0", 0
    while address:
        client.get(f"page-{{page}}", address, max_bytes=1_000_000)
        address, page = client.raw.json(f"page-{{page}}").get("next"), page + 1


def parse(raw: Raw) -> dict[str, pd.DataFrame]:
    rows = [row for name in raw.names("page-") for row in raw.json(name)["rows"]]
    return {{"indicators": pd.DataFrame(rows)}}
'''


def shipped() -> list[dict[str, str]]:
    """The shipped rows of one source: the good answer of the invented one."""
    rows = Card.of("indicators").raw()
    return rows[rows["source"] == KEY].to_dict("records")


def changed(number: int = 0, **cells: object) -> list[dict[str, object]]:
    """The shipped rows with changed cells in one of them."""
    rows = shipped()
    rows[number] = {**rows[number], **cells}
    return rows


def newer() -> list[dict[str, str]]:
    """The shipped rows and an invented one of a later year, about a municipality of the district."""
    rows = shipped()
    newest = max((row for row in rows if row["place"] in SIX), key=lambda row: row["period"])
    return [*rows, {**newest, "period": "2031", "status": "projected"}]


class Play(ThreadingHTTPServer):
    """Answers by the first part of the path; `asked` counts the requests for each, `seen` keeps their headers."""

    daemon_threads = True

    def __init__(self, answers: dict[str, Callable]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.asked, self.seen, self.over = answers, Counter(), {}, Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request, client_address):
        """Ignore clients that close the connection, which some of these answers provoke."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        name = self.path.partition("?")[0].split("/")[1]
        self.server.asked[name] += 1
        self.server.seen[name] = dict(self.headers)
        self.server.answers[name](self, self.server.asked[name])

    do_POST = do_GET

    def say(self, body: bytes, status: int = 200, kind: str = "application/json", length: int | None = None, **headers):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in {"Content-Type": kind, **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        if length is not None:
            self.close_connection = True

    def rows(self, rows: list, **headers):
        self.say(json.dumps({"rows": rows}).encode(), **headers)

    def log_message(self, *_):
        pass


@contextmanager
def playing(answers: dict[str, Callable]):
    """The server, while the block lasts."""
    server = Play(answers)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()


class Copy:
    """The project in a folder of its own, with invented sources in the place of the real ones."""

    def __init__(self, folder: Path, names: list[str], url: str, closed: tuple[str, ...] = ()) -> None:
        self.root, self.url, self.state = folder / "copy", url, folder / "state"
        for part in ("loaders", "pages", "shell", "charts", "i18n", "map", "scenarios", "briefings"):
            # With the compiled files, which stay valid because copies keep the times of their files.
            shutil.copytree(ROOT / part, self.root / part)
        for file in (ROOT / "pyproject.toml", ROOT / "dashboard.py"):
            shutil.copy(file, self.root)
        (self.root / "tests/support").mkdir(parents=True)
        shutil.copy(ROOT / "tests/support/opening.py", self.root / "tests/support")
        # Without the folder of kept versions a refresh keeps none: tests/loaders/test_versions.py has those.
        shutil.copytree(GEODATA, self.root / "geodata", ignore=shutil.ignore_patterns("versions"))
        registry = self.root / "loaders/sources/registry.py"
        listed = ", ".join(names)
        played = f"from loaders.sources import {listed}  # noqa: E402\n\nMODULES = ({listed},)\n"
        registry.write_text(f"{registry.read_text('utf-8')}\n\n{played}", "utf-8")
        for path in (self.root / "i18n").glob("*.yaml"):
            titles = "".join(f'\n  {name}: "Invented {name}"' for name in names)
            path.write_text(path.read_text("utf-8").replace("\nsource_title:", f"\nsource_title:{titles}"), "utf-8")
        for name in names:
            variable = "NSPD_CLOSED_URL" if name in closed else "NSPD_INVENTED_URL"
            (self.root / f"loaders/sources/{name}.py").write_text(MODULE.format(name=name, variable=variable), "utf-8")

    @property
    def environment(self) -> dict[str, str]:
        played = {"NSPD_INVENTED_URL": self.url, "NSPD_CLOSED_URL": "http://127.0.0.1:9"}
        folders = {"NSPD_STATE": str(self.state), "NSPD_GEODATA": str(self.root / "geodata")}
        return {
            **os.environ,
            **played,
            **folders,
            "NSPD_TIMEOUT": "1",
            "NSPD_RETRY_WAIT": "0.02",
            "NO_PROXY": "127.0.0.1",
        }

    def start(self, *arguments: str, **settings) -> subprocess.Popen:
        command = [sys.executable, *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, cwd=self.root, env=self.environment, **pipes, **settings)

    def run(self, *arguments: str, **settings) -> subprocess.CompletedProcess:
        process = self.start(*arguments, **settings)
        out, err = process.communicate(timeout=300)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def refresh(self, *arguments: str, **settings) -> subprocess.CompletedProcess:
        return self.run("-m", "loaders", "refresh", *arguments, **settings)

    def rows(self) -> pd.DataFrame:
        """The current figures."""
        return Card.of("indicators", self.root / "geodata").raw()

    def files(self) -> dict[str, bytes]:
        """The content of every data file, to check that nothing changed; without lock files."""
        folder = self.root / "geodata"
        files = [path for path in folder.rglob("*") if path.is_file() and path.name != LOCK_FILE]
        return {str(path.relative_to(folder)): path.read_bytes() for path in files}

    def whole(self) -> bool:
        """Whether no dataset breaks its card."""
        return not [fault for name in NAMES for fault in Card.of(name, self.root / "geodata").faults()]

    def usable(self) -> str:
        """The texts of two pages in Dutch; fails where data break their cards or a page does not open."""
        looked = self.run("-c", LOOK)
        assert looked.returncode == 0, looked.stdout + looked.stderr
        return looked.stdout


LOOK = """
from loaders.__main__ import main
from tests.support.opening import opened, written
assert main(["check"]) == 0
for page in ("map", "data"):
    app = opened(page, part="fresh")
    assert not app.exception and not app.error, (page, [e.value for e in [*app.exception, *app.error]])
    print(f"== {page}")
    print(written(app))
"""


def waits(handler: Handler, _: int) -> None:
    """Accepts the request and never answers."""
    handler.server.over.wait(30)
    handler.close_connection = True


def packed_and_cut(handler: Handler, _: int) -> None:
    handler.say(gzip.compress(json.dumps({"rows": shipped()}).encode())[:-20], Content_Encoding="gzip")


def trickles(handler: Handler, _: int) -> None:
    """Sends one byte at a time, endlessly."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    while not handler.server.over.is_set():
        handler.wfile.write(b" ")
        time.sleep(0.05)
