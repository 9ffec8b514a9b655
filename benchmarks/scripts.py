"""How long a page's script takes when the data are already read: run as Streamlit runs it, without a browser."""

import statistics
import time
from collections.abc import Sequence

from streamlit import logger

from shell.frame import PAGES
from tests.support.opening import prepared


def measure(pages: Sequence[str] = PAGES, runs: int = 15) -> dict[str, float]:
    """Median milliseconds of a warm run, by page."""
    # Streamlit warns at each run that no server is running.
    logger.set_log_level("ERROR")
    medians = {}
    for page in pages:
        app = prepared(page)
        app.run()
        app.run()
        times = []
        for _ in range(runs):
            start = time.perf_counter()
            app.run()
            times.append((time.perf_counter() - start) * 1000)
        medians[page] = statistics.median(times)
    return medians
