"""How long a kit takes and how large it is: 10 and 40 slides of charts, maps and tables, all parts of it."""

import io
import zipfile
from dataclasses import replace

from briefings.briefing import Briefing
from briefings.kit import make
from tests.support.briefing_samples import chart, mapped, sample, table


def briefing(slides: int) -> Briefing:
    """A briefing of `slides` real slides: six charts, two maps and two tables in each ten."""
    kinds = [chart(), mapped(), chart(), table(), chart(), chart(), mapped(), table(), chart(), chart()]
    shown = tuple(replace(kinds[n % 10], title=f"{kinds[n % 10].title} {n + 1}", appendix=False) for n in range(slides))
    return replace(sample(), slides=shown)


def measure(slides: int) -> tuple[float, float, dict[str, float]]:
    """Seconds, megabytes, and the megabytes of each kind of file in it."""
    out = io.BytesIO()
    report = make(briefing(slides), out)
    if report.problems or report.missing:
        raise RuntimeError(f"not all was made: {report.problems} {report.missing}")
    parts: dict[str, float] = {}
    with zipfile.ZipFile(out) as packed:
        for one in packed.infolist():
            ending = one.filename.rpartition(".")[2]
            parts[ending] = parts.get(ending, 0) + one.compress_size / 1e6
    return report.seconds, report.bytes / 1e6, parts
