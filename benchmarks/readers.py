"""Memory of the server with one and with ten readers who each look at two pages."""

import shutil
import subprocess

import psutil
from playwright.sync_api import sync_playwright

from benchmarks.first_view import READY
from tests.support.server import CHROMIUM


def measure(address: str, process: subprocess.Popen[bytes]) -> dict[str, float]:
    """Megabytes of resident memory: idle, with one reader, with ten."""

    def megabytes() -> float:
        return psutil.Process(process.pid).memory_info().rss / 1e6

    memory = {"idle": megabytes()}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        context = browser.new_context()
        for reader in range(1, 11):
            page = context.new_page()
            for path in ("/map?face=table", "/place"):
                page.goto(address + path)
                page.wait_for_selector(READY, timeout=60_000)
            if reader in (1, 10):
                memory[f"readers_{reader}"] = megabytes()
        browser.close()
    return memory
