"""The Chromium of this machine: find it, and run it so that none of its processes outlives its time limit."""

import contextlib
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No host name resolves: the pages that are printed or drawn contain all they need.
NO_NETWORK = "--host-resolver-rules=MAP * ~NOTFOUND"


def find() -> str | None:
    """The path of the browser: NSPD_CHROMIUM where it is set and not empty, else the first of NAMES installed."""
    named = os.environ.get("NSPD_CHROMIUM")
    return next(filter(None, map(shutil.which, [named] if named else NAMES)), None)


class Deadline:
    """The moment, `seconds` from now, at which every browser that still runs is killed."""

    def __init__(self, seconds: float):
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds until then, never below zero."""
        return max(0.0, self._end - time.monotonic())

    @property
    def passed(self) -> bool:
        """Whether it has passed."""
        return not self.left


@contextlib.contextmanager
def process_group(command: Sequence[str], deadline: Deadline, **settings: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command in a session of its own, killed with all it started at the deadline or when the block ends.

    SIGKILL at once: a browser that hangs may ignore SIGTERM, and its profile is temporary.
    settings    for subprocess.Popen. Raises OSError where the command cannot be started.
    """
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True, **settings)

    def kill() -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)

    timer = threading.Timer(deadline.left, kill)
    timer.daemon = True
    timer.start()
    try:
        yield process
    finally:
        timer.cancel()
        kill()
        process.wait()
        for stream in filter(None, (process.stdout, process.stderr)):
            stream.close()
