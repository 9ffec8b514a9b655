"""The .pdf of a briefing: the presentation itself, laid out as sheets and printed by the machine's own Chromium.

So paper and screen look the same, its text can be searched and read out, and there is no second layout to maintain. The
browser runs without a network, in a temporary profile.
"""

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from briefings import chromium
from briefings.briefing import BriefingError
from briefings.chromium import Deadline
from i18n.system_errors import system_reason

# Seconds that a hundred slides of charts take on a slow machine; after that something is wrong.
LIMIT = 120
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    # The policy of the file lets it ask for nothing; the browser itself must not look for anything either.
    chromium.NO_NETWORK,
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    # The clock of the page runs fast, until animations of charts have ended.
    "--virtual-time-budget=20000",
)


def make(html: Path, out: Path, *, limit: float = LIMIT) -> None:
    """Print a presentation (`presenter.write`) to a .pdf, A4 landscape, one slide per sheet.

    limit   seconds after which the browser is ended
    Raises BriefingError: no browser, too slow, no room, or a page that is no presentation.
    """
    with start_printing(html, out, Deadline(limit)) as finish:
        finish()


@contextlib.contextmanager
def start_printing(html: Path, out: Path, deadline: Deadline) -> Iterator[Callable[[], None]]:
    """Start to print as `make` does; yields a function that waits until it is done.

    The browser is killed when the block ends, in whatever way. Both the block and the function raise BriefingError.
    """
    browser = chromium.find()
    if browser is None:
        configured = os.environ.get("NSPD_CHROMIUM")
        raise BriefingError(
            "pdf", "no_browser", f"NSPD_CHROMIUM={configured}" if configured else ", ".join(chromium.NAMES)
        )
    draft = out.with_name(f".{out.name}.draft")
    try:
        with tempfile.TemporaryDirectory(prefix="briefing-", ignore_cleanup_errors=True) as folder:
            command = [browser, *FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={draft.resolve()}"]
            # As root, as in a container, Chromium starts only without its sandbox; what it opens here is our own file.
            command += ["--no-sandbox"] if os.geteuid() == 0 else []
            command.append(f"{html.resolve().as_uri()}#print")
            homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR"), folder)
            with _start(command, homes, deadline) as process:
                tail = _Tail(process.stderr)
                yield lambda: _finish(process, tail, draft, out, deadline)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


@contextlib.contextmanager
def _start(command: list[str], homes: dict[str, str], deadline: Deadline) -> Iterator[subprocess.Popen[bytes]]:
    output: dict[str, int] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with contextlib.ExitStack() as stack:
        try:
            group = chromium.process_group(command, deadline, env={**os.environ, **homes}, **output)
            process = stack.enter_context(group)
        except OSError as error:  # a file that this machine cannot run
            raise BriefingError("pdf", "not_printed", system_reason(error)) from error
        yield process


class _Tail(threading.Thread):
    """Reads the output of a process, so that its pipe never fills up, and keeps the end."""

    def __init__(self, stream: IO[bytes] | None):
        super().__init__(daemon=True)
        self._stream, self._end = stream, b""
        self.start()

    def run(self) -> None:
        """Read until the end of the stream, or until it is closed."""
        with contextlib.suppress(ValueError, OSError):
            while self._stream and (part := os.read(self._stream.fileno(), 65536)):
                self._end = (self._end + part)[-4096:]

    def line(self) -> str:
        """The last line, at most 300 characters; waits 1 s at most, as an escaped process may hold the stream open."""
        self.join(1)
        return self._end.decode(errors="replace").strip().rpartition("\n")[2][-300:]


def _finish(process: subprocess.Popen[bytes], tail: _Tail, draft: Path, out: Path, deadline: Deadline) -> None:
    """Wait for the browser, and put the file it printed in place if it is complete."""
    process.wait()
    try:
        is_complete = draft.is_file() and draft.read_bytes().rstrip().endswith(b"%%EOF")
        if not is_complete and deadline.passed and process.returncode == -signal.SIGKILL:
            raise BriefingError("pdf", "too_slow", f"{deadline.seconds:g} s")
        if not is_complete:
            raise BriefingError("pdf", "not_printed", tail.line() or f"Chromium, exit {process.returncode}")
        draft.replace(out)
    except OSError as error:
        raise BriefingError("pdf", "not_written", system_reason(error)) from error
