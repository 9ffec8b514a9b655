"""Briefings from the command line, without a browser open and without a network.

python -m briefings make BRIEFING.json OUT.zip        the kit of a saved briefing
python -m briefings ready NAME FILE.json              a briefing from a template, with the data of today
python -m briefings list                              the templates
"""

import argparse
import sys
import threading
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from briefings.briefing import BriefingError, from_json, to_json
from briefings.kit import LIMIT, PARTS, make
from i18n.translator import LANGUAGES


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit status is 0 if everything was made, 1 if a part is missing, 2 if nothing was."""
    parser = argparse.ArgumentParser("briefings", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    actions = parser.add_subparsers(dest="action", required=True)
    make_options = actions.add_parser("make", help="the kit of a saved briefing")
    make_options.add_argument("briefing", type=Path)
    make_options.add_argument("out", type=Path)
    make_options.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    make_options.add_argument(
        "--limit", type=_seconds, default=LIMIT, metavar="SECONDS", help="for the .pdf and the charts"
    )
    template_options = actions.add_parser("ready", help="a briefing from a template, with the data of today")
    template_options.add_argument("name")
    template_options.add_argument("file", type=Path)
    template_options.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    actions.add_parser("list", help="the templates")
    chosen = parser.parse_args(arguments)
    console = Console(stderr=True)
    # On a full disk the library that writes sheets fails again in its destructor: that error was reported already.
    sys.unraisablehook = lambda _: None
    try:
        if chosen.action == "make":
            return _make_kit(chosen.briefing, chosen.out, chosen.parts, chosen.limit, console)
        return (
            _list_templates()
            if chosen.action == "list"
            else _make_from_template(chosen.name, chosen.file, chosen.language, console)
        )
    except BriefingError as error:
        console.print(f"[red]{error}", soft_wrap=True, highlight=False)
    except OSError as error:
        console.print(f"[red]{error.filename}: {error.strerror}", soft_wrap=True, highlight=False)
    return 2


def _seconds(text: str) -> float:
    """A time limit from the command line. Raises ValueError, which argparse reports, for one that cannot be kept."""
    seconds = float(text)
    if not 0 < seconds <= threading.TIMEOUT_MAX:
        raise ValueError(text)
    return seconds


def _make_kit(saved: Path, out: Path, parts: list[str], limit: float, console: Console) -> int:
    briefing = from_json(saved.read_bytes())
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(briefing.title, total=None)

        def show_progress(done: int, total: int, what: str) -> None:
            bar.update(task, completed=done, total=total, description=what[:40])

        report = make(briefing, out, parts=parts, progress=show_progress, limit=limit)
    for number, why in report.problems.items():
        console.print(f"[yellow]slide {number}: {why}", soft_wrap=True, highlight=False)
    for part, why in report.missing.items():
        console.print(f"[yellow]{part}: {why}", soft_wrap=True, highlight=False)
    size = report.bytes / 1e6
    console.print(
        f"{out}: {len(briefing.slides)} slides, {size:.1f} MB, {report.seconds:.1f} s", soft_wrap=True, highlight=False
    )
    return 1 if report.problems or report.missing else 0


def _make_from_template(name: str, file: Path, language: str, console: Console) -> int:
    # Only this command needs the dashboard: docs/decisions/0011.
    from shell.briefing import layers, templates

    known = templates.template_names(language)
    if name not in known:
        raise BriefingError("name", "one_of", ", ".join(known))
    briefing = layers.add_map_layers(templates.make_from_template(name, language))
    file.write_bytes(to_json(briefing))
    console.print(f"{file}: {briefing.title}, {len(briefing.slides)} slides", soft_wrap=True, highlight=False)
    return 0


def _list_templates() -> int:
    from shell.briefing import templates

    for name, title in templates.template_names(LANGUAGES[0]).items():
        print(f"{name:24} {title}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
