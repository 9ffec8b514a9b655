"""Check and maintain the data: `python -m loaders list | check | coverage | refresh | versions | trajectory ...`."""

import argparse
import sys
from pathlib import Path

from loaders import NAMES, faults, load
from loaders.card import GEODATA, Card, DatasetError, Fault
from loaders.datasets import coverage, flows, indicators, port
from loaders.datasets.catalogue import catalogue
from loaders.refresh import agreement, cli, renewal
from loaders.snapshot import figures, shapes
from loaders.snapshot import flows as movements
from loaders.snapshot import port as port_tables
from loaders.snapshot import trajectory as collected
from loaders.trajectory import datasets, spreadsheet
from loaders.trajectory.validation import TABLES
from loaders.versions import commands, files


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 0 only when all is well."""
    parser = argparse.ArgumentParser(prog="python -m loaders", description=__doc__)
    actions = parser.add_subparsers(dest="command", required=True)
    actions.add_parser("list", help="every dataset: rows, period, publisher, licence, when retrieved")
    actions.add_parser("check", help="does every file keep its card and checksum?")
    places = actions.add_parser("coverage", help="of which places and years is there a figure of each indicator?")
    places.add_argument("--core", action="store_true", help="only the core indicators")
    places.add_argument(
        "--live",
        action="store_true",
        help="of which places does a refresh renew each core indicator, from which sources?",
    )
    places.add_argument("--format", choices=("table", "csv"), default="table", help="csv: every column of the table")
    cli.add_arguments(
        actions.add_parser("refresh", help="ask the official sources anew, check, and swap in what is new")
    )
    actions.add_parser("agreement", help="do the replies of the last refresh agree with the data that stand here?")
    actions.add_parser("hint", help="from when the data are, in one line")
    snapshot = actions.add_parser("snapshot", help="make the shipped data again from the prepared folder")
    snapshot.add_argument("folder", type=Path)
    versions = actions.add_parser("versions", help="the kept versions of the data: moment, figures, size")
    versions.add_argument("--keep", action="store_true", help="first keep the data as they are now, unless they are")
    _register_commands(actions.add_parser("trajectory", help="milestones and projects, out to a spreadsheet and back"))
    chosen = parser.parse_args(arguments)
    if chosen.command == "trajectory":
        return run_trajectory(chosen)
    if chosen.command in (simple := {"list": show, "check": check, "agreement": agreement.show, "hint": cli.hint}):
        return simple[chosen.command]()
    if chosen.command == "versions":
        return commands.run(keep_first=chosen.keep)
    if chosen.command == "coverage":
        return show_renewal(chosen.format) if chosen.live else show_coverage(core=chosen.core, form=chosen.format)
    if chosen.command == "refresh":
        return cli.run(chosen)
    if not chosen.folder.is_dir():
        print(
            f"{chosen.folder}: no such folder; name the folder with figures/ and geometry/ in it",
            file=sys.stderr,
        )
        return 2
    shapes.make(chosen.folder, GEODATA)
    for source, count in figures.make(chosen.folder, GEODATA).items():
        print(
            f"indicators: {count} rows of {source} are not in the tables and were left out; refresh asks for them anew"
        )
    port_tables.make(chosen.folder, GEODATA)
    movements.make(chosen.folder, GEODATA)
    collected.make(chosen.folder, GEODATA)
    return check() or commands.keep()


def _register_commands(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    take = actions.add_parser("import", help="check a .csv or .xlsx file and take it in if all is well")
    take.add_argument("file", type=Path)
    take.add_argument("--replace", action="store_true", help="also remove what is not in the file")
    for action, does in {"export": "write the register", "template": "write an empty file to fill in"}.items():
        give = actions.add_parser(action, help=f"{does} as .csv or .xlsx")
        give.add_argument("table", choices=TABLES)
        give.add_argument("file", type=Path)
    actions.add_parser("partners", help="the keys of all partners")


def run_trajectory(chosen: argparse.Namespace) -> int:
    """Export a register, or import a file; the exit status is 0 only when all is well."""
    try:
        if chosen.action == "partners":
            for row in datasets.load("partners").to_dict("records"):
                print(f"{row['partner']:28}{row['name_nl']}")
        elif chosen.action in ("export", "template"):
            spreadsheet.export(chosen.table, chosen.file, empty=chosen.action == "template")
            print(f"{chosen.file}: written")
        else:
            return _import(chosen)
    except DatasetError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _import(chosen: argparse.Namespace) -> int:
    done = spreadsheet.import_file(chosen.file, replace=chosen.replace)
    for remark in done.remarks:
        print(remark)
    for fault in done.faults:
        print(fault)
    if done.faults:
        count = "1 fault" if len(done.faults) == 1 else f"{len(done.faults)} faults"
        print(f"{done.table}: {count}; nothing was written")
        return 1
    for what in ("added", "changed", "removed"):
        keys = getattr(done, what)
        print(f"{done.table}: {len(keys)} {what}" + (f": {', '.join(keys[:10])}" if keys else ""))
    if done.added or done.changed or done.removed:
        commands.keep()
    return 0


def show() -> int:
    """Print one line per dataset."""
    print(f"{'dataset':27}{'rows':>6}  {'period':34}{'retrieved':12}{'licence':26}publisher")
    for name in NAMES:
        try:
            card = Card.of(name).fields
        except DatasetError as error:
            print(f"{name:27}{error}")
            continue
        # The command line speaks English, as its messages do.
        vintage, licence, publisher = (
            text if isinstance(text, str) else text["en"] for text in (card.vintage, card.licence, card.publisher)
        )
        day = card.retrieved_on or "not yet"
        print(f"{name:27}{card.rows:>6}  {vintage[:32]:34}{day!s:12}{licence[:24]:26}{publisher}")
    return 0


def show_coverage(*, core: bool, form: str) -> int:
    """Print which places and years each indicator has, core indicators first, details last; form: table or csv."""
    try:
        levels = load("places").set_index("place")["level"]
        found = coverage.main_first(coverage.coverage(load("indicators"), levels, catalogue()))
    except DatasetError as error:
        print(error, file=sys.stderr)
        return 1
    shown = found[found["core"]] if core else found
    if form == "csv":
        print(shown.to_csv(index=False), end="")
    else:
        which = "core" if core else "main"
        print(coverage.format_table(shown, int((levels == "municipality").sum()), which))
    return 0


def show_renewal(form: str) -> int:
    """Print which core indicators a refresh renews, where, and which are kept by hand; form: table or csv."""
    try:
        places = load("places")
        towns = places.loc[places["level"] == "municipality", "place"].tolist()
        found = renewal.renewal(load("indicators"), towns, catalogue())
    except DatasetError as error:
        print(error, file=sys.stderr)
        return 1
    if form == "csv":
        print(found.to_csv(index=False), end="")
    else:
        print(renewal.format_renewal(found, len(towns)))
    return 0


def check() -> int:
    """Print every broken promise of every dataset with its file, row, column and reason."""
    broken = [fault for name in NAMES for fault in faults(name)]
    broken += [
        Fault(
            folder.name,
            None,
            None,
            "a folder in geodata/ that no loader reads; list it in loaders/__init__.py",
        )
        for folder in sorted(GEODATA.iterdir())
        if folder.is_dir() and folder.name not in (*NAMES, files.FOLDER)
    ]
    # What a card cannot say: that a figure's indicator, source and definition exist, and its unit is the indicator's.
    broken = broken or [*indicators.check(), *port.check(), *flows.check(), *datasets.check()]
    for fault in broken:
        print(fault)
    if not broken:
        _print_overdue()
    print(f"{len(NAMES)} datasets, {len(broken)} faults" if broken else f"{len(NAMES)} datasets keep their cards")
    return 1 if broken else 0


def _print_overdue() -> None:
    """Name entries to look up: no fault, since the register says what its sources said."""
    for table in TABLES:
        if keys := datasets.overdue(table):
            print(f"{table}: {len(keys)} overdue, not confirmed: {', '.join(keys)}")


if __name__ == "__main__":
    sys.exit(main())
