"""`python -m scenarios`: the numbers of the page on the command line.

    python -m scenarios compare PRESET [PRESET ...] [--years 2030,2040] [--outcomes emissions,lorries] [--csv]
    python -m scenarios list
    python -m scenarios hindcast [--csv]

The one module of the model that reads our datasets, so that page and command line start from the same: see
docs/decisions/0010-the-model-is-given-its-observations.md. Exit status 2 for a preset, year or outcome that is not.
"""

import argparse
import os
import sys
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from loaders import DatasetError, model_inputs
from scenarios.baseline_difference import beside_baseline
from scenarios.industry import closures
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
    """Run one command; the exit status: 0, or 2 where the question cannot be answered (the reason is on stderr)."""
    parser = _parser()
    try:
        asked = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        if asked.command in ("hindcast", *OLD_NAMES):
            _print(run_hindcast(Observed.of(model_inputs.observed())), asked.csv)
        elif asked.command == "list":
            _print(
                pd.DataFrame([(p.key, p.name["en"], p.story["en"]) for p in presets().values()]), False, header=False
            )
        else:
            _compare(asked)
    except (_Unanswerable, DatasetError) as error:
        print(f"python -m scenarios: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever reads has seen enough (`| head`): what is left goes nowhere, without a complaint at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


class _Unanswerable(ValueError):
    """The question names something that is not there; the message says what there is."""


def _compare(asked: argparse.Namespace) -> None:
    """Each preset in a column: low, mid and high, then the difference to the baseline; or the full figures as CSV."""
    _known("preset", asked.presets, ORDER)
    wanted = asked.outcomes.split(",") if asked.outcomes else list(outcomes())
    _known("outcome", wanted, tuple(outcomes()))
    observed = Observed.of(model_inputs.observed())
    years = _years(asked.years, observed.base.year)
    results = {key: run(presets()[key].scenario("en"), observed, draws=asked.draws, seed=SEED) for key in asked.presets}
    tables = []
    for key, result in results.items():
        rows = beside_baseline(result, observed)
        tables.append(rows[rows["year"].isin(years) & rows["outcome"].isin(wanted)].assign(preset=key))
    table = pd.concat(tables, ignore_index=True)[["preset", *KEY, *COLUMNS]]
    if asked.csv:
        table.insert(0, "data_version", observed.version)
        table.insert(0, "model_version", VERSION)
        return _print(table, True)
    _head(observed, results, asked.draws)
    print("\n" + _wide(table, ("low", "mid", "high")))
    print("\nDifference to the baseline; low and high hold 80 of 100 differences between the same draws\n")
    smallest = table["outcome"].map({key: 0.5 * 10**-word.decimals for key, word in outcomes().items()})
    differ = table[table.assign(off=table["difference"].abs() >= smallest).groupby(KEY)["off"].transform("any")]
    print(_wide(differ, ("difference_low", "difference", "difference_high"), sign="+") if len(differ) else "none")
    left = len(set(table["outcome"])) - len(set(differ["outcome"]))
    if left and len(differ):
        print(f"{left} of the {len(set(table['outcome']))} outcomes do not differ")
    print("\nTargets: met by the middle values, and in how many of 100 draws")
    targets = pd.concat([result.targets.assign(preset=key) for key, result in results.items()], ignore_index=True)
    shown = targets[["preset", *TARGET]].round(2)
    # The gap is that of the two figures beside it.
    print("\n" + shown.assign(gap=(shown["reached"] - shown["value"]).round(2)).to_string(index=False))
    return None


def _head(observed: Observed, results: Mapping[str, Result], draws: int) -> None:
    """What a reader must know before the numbers."""
    every = parameters().values()
    print(f"model version {VERSION}, data version {observed.version}, {draws} draws, seed {SEED}")
    print("low and high hold 80 of 100 draws; mid is the run with the values themselves")
    print(f"{sum(map(own_assumption, every))} of the {len(every)} assumptions are our own, without a source", end="; ")
    print("--csv gives the count behind each outcome\n")
    for key, result in results.items():
        print(f"{key}: {result.scenario.name}")
        if closed := closures(result.scenario.changes):
            print(f"  {', '.join(closed)}: takes no jobs and no value added; how many is not in our sources")


def _wide(table: pd.DataFrame, names: tuple[str, str, str], sign: str = "") -> str:
    """A preset a column, each cell the middle value and its band."""
    wide = table.assign(written=[_written(row, names, sign) for row in table.to_dict("records")])
    presets_asked = list(dict.fromkeys(table["preset"]))
    wide = wide.pivot(index=[*KEY, "unit"], columns="preset", values="written")[presets_asked]
    order = {key: place for place, key in enumerate(outcomes())}
    wide = wide.sort_index(key=lambda level: level.map(order) if level.name == "outcome" else level)
    return str(wide.to_string())


def _written(row: Mapping[Hashable, Any], names: tuple[str, str, str], sign: str) -> str:
    decimals = outcomes()[row["outcome"]].decimals
    low, mid, high = (f"{row[name]:{sign}z,.{decimals}f}" for name in names)
    if low == mid == high:
        return mid if row[names[1]] or not sign else "0"
    return f"{mid} ({low} to {high})"


def _known(what: str, asked: Sequence[str], there: Sequence[str]) -> None:
    for name in asked:
        if name not in there:
            raise _Unanswerable(f"there is no {what} {name!r}; there are {', '.join(there)}")


def _years(text: str, first: int) -> list[int]:
    if not text:
        return list(YEARS)
    parts = [part.strip() for part in text.split(",")]
    # Four plain digits: what else Python calls a digit, or a number without end, it does not read.
    wrong = [part for part in parts if not (part.isdecimal() and len(part) == 4 and first <= int(part) <= LAST)]
    if wrong:
        raise _Unanswerable(f"{', '.join(map(repr, wrong))}: years are {first} to {LAST}, written 2030,2040")
    years = [int(part) for part in parts]
    if years != sorted(set(years)):
        raise _Unanswerable(f"{text}: write each year once, the earliest first")
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
        "hindcast", aliases=OLD_NAMES, help="the model of 2018 against what was observed to 2023"
    )
    past.add_argument("--csv", action="store_true", help="to be read by a machine")
    return parser


if __name__ == "__main__":
    sys.exit(main())
