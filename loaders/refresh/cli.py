"""`python -m loaders refresh`: its arguments, its progress and its report."""

import argparse
import contextlib
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import stamina.instrumentation
from rich.console import Console
from rich.filesize import decimal
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from loaders.fetch.source import SourceError
from loaders.refresh import status
from loaders.refresh.run import Outcome, RefreshOptions, refresh
from loaders.sources import registry
from loaders.versions import commands

RESULTS = {
    "fresh": "taken in",
    "needs_approval": "held: needs --accept",
    "unreachable": "no answer",
    "invalid_reply": "refused",
    "local_error": "not written here",
}
HEAD = ("source", "new", "changed", "withdrawn", "unchanged", "moved", "seconds", "result")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `refresh`."""
    parser.add_argument("names", nargs="*", metavar="DATASET", help="sources or datasets; all where none is named")
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and write nothing at all")
    parser.add_argument("--since", type=int, metavar="YEAR", help="leave figures before this year as they are")
    parser.add_argument("--share", type=float, default=0.05, help="by how much a figure may move (0.05 is 5 %%)")
    parser.add_argument("--accept", action="store_true", help="take in figures that moved further, or are withdrawn")
    parser.add_argument("--from", dest="raw", type=Path, metavar="RAWFILE", help="read kept replies; name one source")


def run(chosen: argparse.Namespace) -> int:
    """Refresh what was chosen; the exit status is 0 only when every source was taken in, 2 for a wrong command."""
    try:
        names = registry.select(chosen.names)
        options = _options(chosen, names)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 2
    console = Console()
    if not console.is_terminal:
        # A log grows by one such part per run.
        print(f"refresh of {datetime.now(UTC):%Y-%m-%d %H:%M} UTC", flush=True)
    outcomes = []
    try:
        with _progress_bars(console) as bars:
            for name in names:
                outcomes.append(_refresh_one(name, options, bars))
    except KeyboardInterrupt:
        print("stopped; every dataset is as it was, or as its source now has it", file=sys.stderr)
        return 130
    _report(outcomes, options, console)
    if not options.dry_run and any(outcome.result == "fresh" and outcome.differs for outcome in outcomes):
        commands.keep()
    return 0 if all(outcome.result == "fresh" for outcome in outcomes) else 1


def hint() -> int:
    """Print one line for `make run`: of which days the data are, and how to refresh them. Never fails."""
    with contextlib.suppress(Exception):
        days = [one.good for one in status.list_freshness() if one.good]
        if days:
            span = f"{min(days)}" if min(days) == max(days) else f"{min(days)} to {max(days)}"
            print(f"data of {span}; `make refresh` asks the sources anew (not needed: everything works without)")
    return 0


def _options(chosen: argparse.Namespace, names: list[str]) -> RefreshOptions:
    """The options of a command. Raises SourceError for values that make no sense."""
    if chosen.raw is not None and len(names) != 1:
        raise SourceError("refresh", "--from reads the replies of one source: name it after the file")
    if chosen.since is not None and not 1900 <= chosen.since <= date.today().year:
        raise SourceError("refresh", f"--since {chosen.since}: name a year from 1900 to {date.today().year}")
    if not 0 <= chosen.share < 10:
        raise SourceError("refresh", f"--share {chosen.share}: name a share such as 0.05, for 5 %")
    return RefreshOptions(chosen.dry_run, chosen.since, chosen.share, chosen.accept, chosen.raw)


@contextlib.contextmanager
def _progress_bars(console: Console) -> Iterator[Progress | None]:
    """Progress bars on a terminal, None in a log."""
    if not console.is_terminal:
        yield None
        return
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.fields[source]:17}"),
        BarColumn(bar_width=24),
        # No source says beforehand how much there is in all: only what came is shown.
        TextColumn("{task.fields[size]:>9}"),
        TimeElapsedColumn(),
        # Text from a source may look like markup.
        TextColumn("{task.description}", markup=False),
        console=console,
    ) as bars:
        yield bars


def _refresh_one(name: str, options: RefreshOptions, bars: Progress | None) -> Outcome:
    """Refresh one source under its own bar, and print at once how it went."""
    task = bars.add_task("asking", source=name, size="", total=None) if bars else None
    read: dict[str, int] = {}

    def show_progress(reply: str, size: int) -> None:
        read[reply] = size
        if bars and task is not None:
            bars.update(task, size=decimal(sum(read.values())), description=reply)

    def show_retry(details: stamina.instrumentation.RetryDetails) -> None:
        message = f"{details.caused_by}; trying again in {details.wait_for:.0f} s"
        if bars and task is not None:
            bars.update(task, description=message)
        else:
            print(f"{name}: {message}", file=sys.stderr)

    stamina.instrumentation.set_on_retry_hooks([show_retry])
    outcome = refresh(name, options, show_progress)
    if bars and task is not None:
        bars.update(task, completed=1, total=1, description=RESULTS[outcome.result])
    if outcome.result != "fresh":
        stays = "" if options.dry_run else f"; what stands stays, {_data_day(name)}"
        kept = f" [replies: {outcome.raw}]" if outcome.raw else ""
        print(f"{name}: {outcome.reason}{stays}{kept}", file=sys.stderr, flush=True)
    return outcome


def _data_day(name: str) -> str:
    good = next((one.good for one in status.list_freshness() if one.source.name == name), None)
    return f"of {good}" if good else "of a day that is not known"


def _report(outcomes: list[Outcome], options: RefreshOptions, console: Console) -> None:
    """Print the figures that moved, remarks, and one line per source."""
    for outcome in outcomes:
        for merged in outcome.merged:
            for moved in merged.moved[:50]:
                print(f"{outcome.source}: moved: {moved}")
            if len(merged.moved) > 50:
                print(f"{outcome.source}: moved: and {len(merged.moved) - 50} more in {merged.dataset}")
            if merged.near:
                count, furthest = len(merged.near), merged.near[0]
                print(f"{outcome.source}: {count} figures moved by {options.share:.0%} or less, furthest {furthest}")
            for text in [*merged.lost, *merged.remarks][:50]:
                print(f"{outcome.source}: {text}")
    rows = [
        (
            outcome.source,
            # A source without anything to compare has no counts; that is not the same as zero.
            *(f"{outcome.count(what):,}" if outcome.merged else "–" for what in HEAD[1:5]),
            str(sum(len(merged.moved) for merged in outcome.merged)) if outcome.merged else "–",
            f"{outcome.seconds:.1f}",
            _result(outcome, options),
        )
        for outcome in outcomes
    ]
    if not console.is_terminal:
        width = max(len(row[0]) for row in [HEAD, *rows])
        for row in [HEAD, *rows]:
            print(f"{row[0]:{width}}" + "".join(f"{cell:>11}" for cell in row[1:-1]) + f"  {row[-1]}")
    else:
        table = Table()
        for column in HEAD:
            table.add_column(column, justify="left" if column in ("source", "result") else "right")
        for row in rows:
            table.add_row(*row)
        console.print(table)
    if len(outcomes) > 1 and all(outcome.result == "unreachable" for outcome in outcomes):
        print("not one source answered: is this machine on the internet? The dashboard works on with the data it has")


def _result(outcome: Outcome, options: RefreshOptions) -> str:
    if outcome.result != "fresh":
        return RESULTS[outcome.result]
    if not outcome.differs:
        return "nothing new"
    return "would be taken in" if options.dry_run else RESULTS["fresh"]
