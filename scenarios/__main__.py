"""`python -m scenarios`: the numbers of the page on the command line.

    python -m scenarios compare PRESET [PRESET ...] [--years 2030,2040] [--outcomes emissions,lorries] [--csv]
    python -m scenarios list
    python -m scenarios backcast [--csv]

The one module of the model that reads our datasets, so that page and command line start from the same: see
docs/decisions/0010-the-model-is-given-its-observations.md. Exit status 2 for a preset, year or outcome that is not.
"""

import argparse
import os
import sys
from collections.abc import Sequence

import pandas as pd

from loaders import DatasetError, bases
from scenarios.model import backcast, run
from scenarios.observed import Observed
from scenarios.outcomes import outcomes
from scenarios.paths import LAST
from scenarios.presets import ORDER, presets
from scenarios.versions import VERSION

DRAWS, MOST_DRAWS = 1000, 10_000
SEED = 1
YEARS = (2030, 2040, 2050)
KEY = ["outcome", "area", "year"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status: 0, or 2 where the question cannot be answered (the reason is on stderr)."""
    parser = _parser()
    try:
        asked = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        if asked.command == "backcast":
            _print(backcast(Observed.of(bases.observed())), asked.csv)
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
    """Low, mid and high of each preset in a column, and the targets; or the full figures as CSV."""
    _known("preset", asked.presets, ORDER)
    wanted = asked.outcomes.split(",") if asked.outcomes else list(outcomes())
    _known("outcome", wanted, tuple(outcomes()))
    observed = Observed.of(bases.observed())
    years = _years(asked.years, observed.base.year)
    results = {key: run(presets()[key].scenario("en"), observed, draws=asked.draws, seed=SEED) for key in asked.presets}
    tables = []
    for key, result in results.items():
        rows = result.frame[result.frame["year"].isin(years) & result.frame["outcome"].isin(wanted)]
        tables.append(rows.assign(preset=key))
    table = pd.concat(tables, ignore_index=True)[["preset", *KEY, "low", "mid", "high", "unit", "status", "chain"]]
    if asked.csv:
        table.insert(0, "data_version", observed.version)
        table.insert(0, "model_version", VERSION)
        return _print(table, True)
    print(f"model version {VERSION}, data version {observed.version}, {asked.draws} draws, seed {SEED}")
    print("low and high hold 80 of 100 draws; mid is the run with the values themselves\n")
    for key in asked.presets:
        print(f"{key}: {presets()[key].name['en']}")
    wide = table.assign(written=[_written(row) for row in table.itertuples()])
    wide = wide.pivot(index=[*KEY, "unit"], columns="preset", values="written")[list(dict.fromkeys(asked.presets))]
    order = {key: place for place, key in enumerate(outcomes())}
    print("\n" + wide.sort_index(key=lambda level: level.map(order) if level.name == "outcome" else level).to_string())
    targets = pd.concat([result.targets.assign(preset=key) for key, result in results.items()], ignore_index=True)
    print(
        "\n"
        + targets[["preset", "target", "year", "value", "reached", "met", "gap", "reached_in"]].round(2).to_string()
    )
    return None


def _written(row: object) -> str:
    decimals = outcomes()[str(row.outcome)].decimals  # type: ignore[attr-defined]
    low, mid, high = (f"{getattr(row, name):,.{decimals}f}" for name in ("low", "mid", "high"))
    return mid if low == mid == high else f"{mid} ({low} to {high})"


def _known(what: str, asked: Sequence[str], there: Sequence[str]) -> None:
    for name in asked:
        if name not in there:
            raise _Unanswerable(f"there is no {what} {name!r}; there are {', '.join(there)}")


def _years(text: str, first: int) -> list[int]:
    if not text:
        return list(YEARS)
    parts = [part.strip() for part in text.split(",")]
    wrong = [part for part in parts if not part.isdigit() or not first <= int(part) <= LAST]
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
    past = commands.add_parser("backcast", help="the model of 2018 against what was observed to 2023")
    past.add_argument("--csv", action="store_true", help="to be read by a machine")
    return parser


if __name__ == "__main__":
    sys.exit(main())
