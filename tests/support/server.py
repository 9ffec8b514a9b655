"""A dashboard for one test or benchmark, on a free loopback port and ended by its process id."""

import contextlib
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHROMIUM = [
    "--no-sandbox",
    # WebGL is computed on the processor, so only maps use it: to compose whole pages with it took 2 to 3 of the 5
    # seconds of processor time that opening a page without a map costs.
    "--disable-gpu-compositing",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Without a window chromium would move letters to whole pixels, and words of a PDF fall apart.
    "--font-render-hinting=none",
]


def free_port() -> int:
    """A port on which nothing listens now."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextlib.contextmanager
def serving(
    root: Path = ROOT, log: Path | None = None, port: int = 0, base: str = ""
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Start the dashboard in `root` on `port`, or on a free one; address and process.

    base   the path it is served under, such as `/haven`
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    command += ["--server.baseUrlPath", base.strip("/")] if base else []
    with contextlib.ExitStack() as stack:
        out = stack.enter_context(log.open("wb")) if log else subprocess.DEVNULL
        process = subprocess.Popen(command, cwd=root, stdout=out, stderr=subprocess.STDOUT)
        address = f"http://localhost:{port}{base}"
        try:
            _wait(address, process)
            yield address, process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped with status {process.returncode}")
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as reply,
        ):
            if reply.status == 200:
                return
        time.sleep(0.1)
    raise TimeoutError("the server did not answer within a minute")
