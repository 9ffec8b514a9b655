"""The .pdf of a briefing: the presentation itself, laid out as sheets and printed by the machine's own Chromium.

So the paper looks as the screen did, its text can be searched and read out, and there is no second drawing to keep
the same. The browser runs without a network, in a profile of its own that is thrown away.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from briefings.briefing import BriefingError
from briefings.words import refusal

NAMES = ("chromium", "chromium-browser", "google-chrome")
# What a hundred slides of charts need on a slow machine; after this something is wrong.
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
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    # The clock of the page runs ahead until the charts stand still.
    "--virtual-time-budget=20000",
)


def browser() -> str:
    """The Chromium of this machine. Raises BriefingError where there is none; NSPD_CHROMIUM names one elsewhere."""
    named = os.environ.get("NSPD_CHROMIUM")
    for name in (named,) if named else NAMES:
        if found := shutil.which(name):
            return found
    raise BriefingError("pdf", "no_browser", f"NSPD_CHROMIUM={named}" if named else ", ".join(NAMES))


def make(html: Path, out: Path, *, limit: float = LIMIT) -> None:
    """Print a presentation (`presenter.write`) to a .pdf, A4 on its side, a slide a sheet.

    limit   seconds after which the browser is ended
    Raises BriefingError: no browser, too slow, no room, or a page that is no presentation.
    """
    chromium = browser()
    draft = out.with_name(f".{out.name}.draft")
    try:
        with tempfile.TemporaryDirectory(prefix="briefing-", ignore_cleanup_errors=True) as folder:
            command = [chromium, *FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={draft.resolve()}"]
            # As root, as in a container, Chromium starts only without its sandbox; what it opens here is our own file.
            command += ["--no-sandbox"] if os.geteuid() == 0 else []
            told = _run([*command, f"{html.resolve().as_uri()}#print"], Path(folder), limit)
        if not draft.is_file() or not draft.read_bytes().rstrip().endswith(b"%%EOF"):
            raise BriefingError("pdf", "not_printed", told or "no output")
        draft.replace(out)
    except OSError as error:
        raise BriefingError("pdf", "not_written", refusal(error)) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def _run(command: list[str], home: Path, limit: float) -> str:
    """Run the browser to its end, or end it with all it started; gives the last it said."""
    environment = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_CACHE_HOME": str(home)}
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    ) as process:
        try:
            said = process.communicate(timeout=limit)[1].decode(errors="replace").strip()
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise BriefingError("pdf", "not_printed", f"> {limit:g} s") from None
    return said.splitlines()[-1][:300] if said else ""
