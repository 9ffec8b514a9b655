"""`python -m scenarios`: the numbers of the page, on the command line.

    python -m scenarios compare PRESET [PRESET ...] [--years 2030,2040] [--outcomes emissions,lorries] [--csv]
    python -m scenarios list
    python -m scenarios hindcast [--csv]

The one module of the model that reads our datasets, so that page and command line start from the same observations:
see docs/decisions/0010-the-model-is-given-its-observations.md. Exit status 2 for an unknown preset, year or outcome.
"""

import argparse
import os
import sys
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from loaders import DatasetError, model_inputs
from scenarios.baseline_difference import beside_baseline
from scenarios.hindcast import coverage
from scenarios.model import Result, run, run_hindcast
from scenarios.observed import Observed
from scenarios.outcomes import outcomes
from scenarios.parameters import own_assumption, parameters
from scenarios.presets import ORDER, presets
from scenarios.time_paths import LAST
from scenarios.versions import VERSION

DRAWS, MOST_DRAWS = 1000, 10_000
SEED = 1
YEARS = (2030, 2040, 2050)
# What the command `hindcast` was called before; scripts of users may have it.
OLD_NAMES = ("backcast",)
KEY = ["outcome", "place", "year"]
COLUMNS = [
    *("low", "mid", "high", "difference_low", "difference", "difference_high"),
    *("unit", "status", "chain", "assumptions", "own_assumptions", "source"),
]
TARGET = ["target", "year", "value", "reached", "met", "gap", "reached_in", "draws_met"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit status: 0, or 2 for a bad argument or bad data, with the reason on stderr."""
    parser = _parser()
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        if options.command in ("hindcast", *OLD_NAMES):
            table = run_hindcast(Observed.of(model_inputs.observed()))
            _print(table, options.csv)
            if not options.csv:
                counted = coverage(table)
                print(f"\nobserved years within the band of 80 of 100 draws: {counted['inside'].sum()} of {len(table)}")
                print(counted.to_string())
        elif options.command == "list":
            _print(
                pd.DataFrame([(p.key, p.name["en"], p.story["en"]) for p in presets().values()]), False, header=False
            )
        else:
            _compare(options)
    except (_ArgumentError, DatasetError) as error:
        print(f"python -m scenarios: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader closed the pipe (`| head`): discard the rest, so that Python reports no error at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


class _ArgumentError(ValueError):
    """An argument names something that does not exist; the message says what exists."""


def _compare(options: argparse.Namespace) -> None:
    """Print each preset in a column: low, mid and high, then the difference to the baseline; or all of it as CSV."""
    _check_known("preset", options.presets, ORDER)
    selected = options.outcomes.split(",") if options.outcomes else list(outcomes())
    _check_known("outcome", selected, tuple(outcomes()))
    observed = Observed.of(model_inputs.observed())
    years = _years(options.years, observed.base.year)
    results = {
        key: run(presets()[key].scenario("en"), observed, draws=options.draws, seed=SEED) for key in options.presets
    }
    tables = []
    for key, result in results.items():
        rows = beside_baseline(result, observed)
        tables.append(rows[rows["year"].isin(years) & rows["outcome"].isin(selected)].assign(preset=key))
    table = pd.concat(tables, ignore_index=True)[["preset", *KEY, *COLUMNS]]
    if options.csv:
        table.insert(0, "data_version", observed.version)
        table.insert(0, "model_version", VERSION)
        return _print(table, True)
    _print_heading(observed, results, options.draws)
    print("\n" + _wide(table, ("low", "mid", "high")))
    print("\nDifference to the baseline; low and high hold 80 of 100 differences between the same draws\n")
    smallest = table["outcome"].map({key: 0.5 * 10**-outcome.decimals for key, outcome in outcomes().items()})
    different = table[table.assign(size=table["difference"].abs() >= smallest).groupby(KEY)["size"].transform("any")]
    print(_wide(different, ("difference_low", "difference", "difference_high"), sign="+") if len(different) else "none")
    same = len(set(table["outcome"])) - len(set(different["outcome"]))
    if same and len(different):
        print(f"{same} of the {len(set(table['outcome']))} outcomes do not differ")
    print("\nTargets: met by the middle values, and in how many of 100 draws")
    targets = pd.concat([result.targets.assign(preset=key) for key, result in results.items()], ignore_index=True)
    shown = targets[["preset", *TARGET]].round(2)
    # The gap is that of the two printed figures beside it.
    print("\n" + shown.assign(gap=(shown["reached"] - shown["value"]).round(2)).to_string(index=False))
    return None


def _print_heading(observed: Observed, results: Mapping[str, Result], draws: int) -> None:
    """Print versions, draws and what the numbers rest on."""
    every = parameters().values()
    print(f"model version {VERSION}, data version {observed.version}, {draws} draws, seed {SEED}")
    print("low and high hold 80 of 100 draws; mid is the run with the values themselves")
    print(f"{sum(map(own_assumption, every))} of the {len(every)} assumptions are our own, without a source", end="; ")
    print("--csv gives the count behind each outcome\n")
    for key, result in results.items():
        print(f"{key}: {result.scenario.name}")


def _wide(table: pd.DataFrame, names: tuple[str, str, str], sign: str = "") -> str:
    """One column per preset, each cell the middle value and its band."""
    wide = table.assign(cell=[_format_cell(row, names, sign) for row in table.to_dict("records")])
    columns = list(dict.fromkeys(table["preset"]))
    wide = wide.pivot(index=[*KEY, "unit"], columns="preset", values="cell")[columns]
    order = {key: index for index, key in enumerate(outcomes())}
    wide = wide.sort_index(key=lambda level: level.map(order) if level.name == "outcome" else level)
    return str(wide.to_string())


def _format_cell(row: Mapping[Hashable, Any], names: tuple[str, str, str], sign: str) -> str:
    decimals = outcomes()[row["outcome"]].decimals
    low, mid, high = (f"{row[name]:{sign}z,.{decimals}f}" for name in names)
    if low == mid == high:
        return mid if row[names[1]] or not sign else "0"
    return f"{mid} ({low} to {high})"


def _check_known(kind: str, names: Sequence[str], known: Sequence[str]) -> None:
    for name in names:
        if name not in known:
            raise _ArgumentError(f"there is no {kind} {name!r}; there are {', '.join(known)}")


def _years(text: str, first: int) -> list[int]:
    if not text:
        return list(YEARS)
    parts = [part.strip() for part in text.split(",")]
    # Four digits: Python's int would also read signs, spaces and underscores.
    wrong = [part for part in parts if not (part.isdecimal() and len(part) == 4 and first <= int(part) <= LAST)]
    if wrong:
        raise _ArgumentError(f"{', '.join(map(repr, wrong))}: years are {first} to {LAST}, written 2030,2040")
    years = [int(part) for part in parts]
    if years != sorted(set(years)):
        raise _ArgumentError(f"{text}: write each year once, the earliest first")
    return years


def _print(table: pd.DataFrame, as_csv: bool, header: bool = True) -> None:
    if as_csv:
        table.to_csv(sys.stdout, index=False, lineterminator="\n")
    else:
        print(table.round(2).to_string(index=False, header=header))


def _draws(text: str) -> int:
    if not text.isdigit() or int(text) > MOST_DRAWS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of draws, 0 to {MOST_DRAWS}")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scenarios", description="The scenario model on the command line.")
    commands = parser.add_subparsers(dest="command", required=True)
    compare = commands.add_parser("compare", help="outcomes of presets side by side, and their targets")
    compare.add_argument("presets", nargs="+", metavar="PRESET", help=", ".join(ORDER))
    compare.add_argument("--years", default="", help="such as 2030,2040; without it 2030,2040,2050")
    compare.add_argument("--outcomes", default="", help="such as emissions,lorries; without it all")
    compare.add_argument("--draws", type=_draws, default=DRAWS, help=f"0 to {MOST_DRAWS}; without it {DRAWS}")
    compare.add_argument("--csv", action="store_true", help="full figures, to be read by a machine")
    commands.add_parser("list", help="the presets and their stories")
    past = commands.add_parser(
        "hindcast", aliases=OLD_NAMES, help="the model of 2018 against what was observed to 2025"
    )
    past.add_argument("--csv", action="store_true", help="to be read by a machine")
    return parser


if __name__ == "__main__":
    sys.exit(main())
