"""A briefing to take away: one zip with slides, sheets, a page that presents itself, figures, data and their sources.

Everything is written to a temporary folder and put in place in one step: two kits made at once do not interfere, and a
full disk leaves the earlier file as it was. Nothing is asked of the network. What cannot be made is named in
SOURCES.txt, on its slide and in the report; the rest is made all the same.
"""

import contextlib
import logging
import re
import shutil
import tempfile
import time
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from briefings import pdf, sources_txt, xlsx
from briefings.briefing import Briefing, BriefingError, check, to_json
from briefings.chart_images import Pictures, Progress, draw
from briefings.chromium import Deadline
from briefings.pptx import deck
from briefings.presenter import page as presenter
from i18n.system_errors import system_reason
from i18n.translator import Words

LOG = logging.getLogger("dashboard")
# Seconds that a hundred slides of charts take on a slow machine; after that something is wrong.
LIMIT = 120.0
PARTS = ("pptx", "pdf", "html", "xlsx", "figures")
ProgressCallback = Callable[[int, int, str], None]


@dataclass
class Report:
    """What a kit contains and what it lacks.

    problems    number of the slide (from 1, as shown) to why its figure is missing from some part
    missing     part (pdf, …) to why it is not in the zip
    seconds, bytes   how long it took and how large it is
    """

    problems: dict[int, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    bytes: int = 0


def make(
    briefing: Briefing,
    out: Path | IO[bytes],
    *,
    parts: Sequence[str] = PARTS,
    progress: ProgressCallback | None = None,
    limit: float = LIMIT,
) -> Report:
    """Make the kit and put it in `out`, a path or an open binary file.

    progress    called with (steps done, steps in all, what is made now), in the calling thread
    limit       seconds for everything that the browser does, the .pdf and the charts; what is not done then is left out
    Raises BriefingError: an empty briefing, one that breaks a limit, or a kit that cannot be written.
    """
    check(briefing)
    if not briefing.slides:
        raise BriefingError("slides", "empty")
    if unknown := set(parts) - set(PARTS):
        raise BriefingError("parts", "one_of", ", ".join([*PARTS, f"({min(unknown)})"]))
    started, report, deadline = time.monotonic(), Report(), Deadline(limit)
    texts = Words(briefing.language).section("kit")
    figure_slides = [slide for slide in briefing.slides if slide.kind in ("chart", "map")]
    with_pictures = "figures" in parts or "pptx" in parts
    steps = Progress(len(figure_slides) * with_pictures + len(set(parts) - {"figures"}) + 1, progress)
    try:
        with tempfile.TemporaryDirectory(prefix="kit-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            files = _make_parts(briefing, folder, parts, steps, report, deadline, with_pictures=with_pictures)
            steps.step(texts("zip"))
            _write_zip(briefing, folder, files, out, report)
    except OSError as error:
        raise BriefingError("file", "not_written", system_reason(error)) from error
    except Exception as error:
        # The library that writes sheets reports a full disk as IO_ENOSPC or IO_EFBIG.
        if str(error).startswith("IO_"):
            raise BriefingError("file", "not_written", str(error)) from error
        raise
    report.seconds = time.monotonic() - started
    return report


def _make_parts(
    briefing: Briefing,
    folder: Path,
    parts: Sequence[str],
    steps: Progress,
    report: Report,
    deadline: Deadline,
    *,
    with_pictures: bool,
) -> list[Path]:
    """Write each part to the folder. Returns the files in the order of the zip."""
    name = file_name(briefing)
    page, sheets = folder / f"{name}.html", folder / f"{name}.pdf"
    with contextlib.ExitStack() as browsers:
        finish_pdf: Callable[[], None] | None = None
        if {"html", "pdf"} & set(parts):
            steps.step("HTML")
            presenter.write(briefing, page)
        if "pdf" in parts:
            # One browser prints while the other draws.
            with _without_pdf(report, briefing.language):
                finish_pdf = browsers.enter_context(pdf.start_printing(page, sheets, deadline))
        pictures = draw(briefing, steps, deadline) if with_pictures else {}
        _add_problems(
            report, {place: picture.why for place, group in pictures.items() for picture in group if picture.why}
        )
        if "pptx" in parts:
            steps.step("PowerPoint")
            with (folder / f"{name}.pptx").open("wb") as file:
                _add_problems(report, deck.make(briefing, pictures, file))
        if "xlsx" in parts:
            steps.step("Excel")
            with (folder / f"{name}.xlsx").open("wb") as file:
                xlsx.make(briefing, file)
        if finish_pdf:
            steps.step("PDF")
            with _without_pdf(report, briefing.language):
                finish_pdf()
    if "figures" in parts:
        _write_figures(briefing, pictures, folder)
    if "html" not in parts:
        page.unlink(missing_ok=True)
    (folder / f"{name}.json").write_bytes(to_json(briefing))
    (folder / "SOURCES.txt").write_text(sources_txt.sources_text(briefing, report.problems, report.missing), "utf-8")
    order = {".pptx": 0, ".pdf": 1, ".html": 2, ".xlsx": 3, ".json": 4, ".txt": 5}
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(files, key=lambda path: (path.parent != folder, order.get(path.suffix, 9), path.name))


@contextlib.contextmanager
def _without_pdf(report: Report, language: str) -> Iterator[None]:
    """Make the kit without its .pdf where that fails, unless the disk is full."""
    try:
        yield
    except BriefingError as error:
        if error.reason == "not_written":
            raise
        LOG.warning("no .pdf: %s", error)
        report.missing["pdf"] = error.message(language)


def _add_problems(report: Report, problems: dict[int, str]) -> None:
    report.problems |= {place + 1: why for place, why in problems.items()}


def _write_figures(briefing: Briefing, pictures: Pictures, folder: Path) -> None:
    """Write each figure as SVG and PNG, numbered as its slide; parts of a split chart with the number of the part."""
    (folder / "figures").mkdir()
    for place, slide in enumerate(briefing.ordered):
        group = pictures.get(place, [])
        for part, picture in enumerate(group, 1):
            name = f"{place + 1:02}-{slug(slide.title)}" + (f"-{part}" if len(group) > 1 else "")
            for ending, body in (("svg", picture.svg), ("png", picture.png)):
                if body:
                    (folder / "figures" / f"{name}.{ending}").write_bytes(body)


def _write_zip(briefing: Briefing, folder: Path, files: list[Path], out: Path | IO[bytes], report: Report) -> None:
    """Write the zip to a draft, complete, before it takes its name."""
    beside = out.parent if isinstance(out, Path) else folder
    draft = beside / f".{out.name if isinstance(out, Path) else 'kit.zip'}.{folder.name}.part"
    top = file_name(briefing)
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in files:
                # Pictures and Office files are compressed already.
                is_compressed = path.suffix in (".png", ".pptx", ".xlsx")
                method = zipfile.ZIP_STORED if is_compressed else zipfile.ZIP_DEFLATED
                archive.write(path, f"{top}/{path.relative_to(folder)}", method)
        report.bytes = draft.stat().st_size
        if isinstance(out, Path):
            draft.replace(out)
        else:
            with draft.open("rb") as whole:
                shutil.copyfileobj(whole, out)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def file_name(briefing: Briefing) -> str:
    """A name for the files of a briefing: its day and title in plain letters."""
    return "-".join(filter(None, [slug(briefing.day[:10]), slug(briefing.title) or "briefing"]))


def slug(text: str) -> str:
    """A text in a-z, 0-9 and hyphens, which every file system can hold; at most 60 characters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-")
