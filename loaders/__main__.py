"""Keep the data true from the command line: `python -m loaders list | check | snapshot FOLDER`."""

import argparse
import sys
from pathlib import Path

from loaders import COMPANIONS, DATASETS, indicators, port
from loaders.card import GEODATA, Card, DatasetError, Fault
from loaders.snapshot import figures, shapes
from loaders.snapshot import port as port_tables


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 0 only when all is well."""
    parser = argparse.ArgumentParser(prog="python -m loaders", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="every dataset: rows, period, publisher, licence, when retrieved")
    commands.add_parser("check", help="does every file keep its card and checksum?")
    snapshot = commands.add_parser("snapshot", help="make the shipped data again from the prepared folder")
    snapshot.add_argument("folder", type=Path)
    chosen = parser.parse_args(arguments)
    if chosen.command == "list":
        return show()
    if chosen.command == "check":
        return check()
    if not chosen.folder.is_dir():
        print(
            f"{chosen.folder}: no such folder; name the folder with figures/ and geometry/ in it",
            file=sys.stderr,
        )
        return 2
    shapes.make(chosen.folder, GEODATA)
    figures.make(chosen.folder, GEODATA)
    port_tables.make(chosen.folder, GEODATA)
    return check()


def show() -> int:
    """Print a line a dataset."""
    print(f"{'dataset':24}{'rows':>6}  {'period':22}{'retrieved':12}{'licence':26}publisher")
    for name in (*DATASETS, *COMPANIONS):
        try:
            card = Card.of(name)
        except DatasetError as error:
            print(f"{name:24}{error}")
            continue
        print(
            f"{name:24}{card.rows:>6}  {str(card.vintage)[:20]:22}{card.retrieved_on!s:12}{card.licence[:24]:26}"
            f"{card.publisher}"
        )
    return 0


def check() -> int:
    """Print every broken promise of every dataset with its file, row, column and reason."""
    faults: list[Fault] = []
    for name in (*DATASETS, *COMPANIONS):
        try:
            faults += Card.of(name).faults()
        except DatasetError as error:
            faults.append(Fault(f"{name}/card.yaml", None, None, str(error)))
    known = (*DATASETS, *COMPANIONS)
    faults += [
        Fault(
            folder.name,
            None,
            None,
            "a folder in geodata/ that no loader reads; list it in loaders/__init__.py",
        )
        for folder in sorted(GEODATA.iterdir())
        if folder.is_dir() and folder.name not in known
    ]
    # What a card cannot say: that a figure's indicator, source and definition exist, and its unit is the indicator's.
    faults = faults or [*indicators.check(), *port.check()]
    for fault in faults:
        print(fault)
    print(f"{len(known)} datasets, {len(faults)} faults" if faults else f"{len(known)} datasets keep their cards")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
