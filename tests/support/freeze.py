"""Renew the frozen copy of the data that tests run on: `make freeze`.

Tests assert particular figures ("65,9", "274.042"), which a refresh may change. So they read tests/geodata, a copy of
geodata that only this script writes, and a refresh never fails a test. tests/test_live_data.py reads geodata itself.

Of the municipalities around the six the copy has a part of the figures, see `part`: with all of them every test that
reads or draws figures takes about twice as long. tests/geodata_whole has them all, packed, for the tests that are about
sums, counts and spot checks of what is shipped; these take the fixture `whole` (tests/loaders/conftest.py).

Renew the copy when the format of the data changes (a dataset, a column, an indicator) or when tests need newer rows.
The folder of kept versions is not renewed: tests have a small one of their own, with rows of version 0.1.
Then correct the figures that tests assert. tests/loaders/test_snapshot.py, which makes the figures again from the
collected tables, accepts new indicators but no other figures, so freeze only what a refresh did not change.
"""

import filecmp
import lzma
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).parents[2]
LIVE, FROZEN, WHOLE = ROOT / "geodata", ROOT / "tests/geodata", ROOT / "tests/geodata_whole"
FIGURES, VERSIONS = "indicators", "versions"
# Of the other municipalities: the base year of the indices, and the years in which the core set is most complete.
YEARS = ("2015", "2021", "2022", "2023", "2024", "2025")


def files(folder: Path) -> set[Path]:
    """The path of each file below `folder`, relative to it."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path for path in found if path.parts[0] != VERSIONS}


def differing(folder: Path) -> list[Path]:
    """The files that differ between the frozen copy and another one, or are in one of them only."""
    both = files(folder) & files(FROZEN)
    other = {path for path in both if not filecmp.cmp(folder / path, FROZEN / path, shallow=False)}
    return sorted((files(folder) ^ files(FROZEN)) | other)


def part(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the figures that the frozen copy has; `rows` as `Card.raw` reads them.

    All but those of the municipalities around the six: of these the core indicators, with what they are computed from,
    in YEARS.
    """
    from loaders.datasets.places import SIX  # It imports the folder of the data, which `main` sets first.

    around = rows["place"].str.fullmatch(r"BE-\d{5}|NL-GM\d{4}") & ~rows["place"].isin(SIX)
    return rows[~around | (rows["indicator"].isin(core_and_inputs()) & rows["period"].isin(YEARS))]


def core_and_inputs() -> set[str]:
    """The core indicators, and all that they are computed from."""
    from loaders.datasets.catalogue import catalogue

    wanted, waiting = set(), [key for key, entry in catalogue().items() if entry.core]
    while waiting:
        key = waiting.pop()
        wanted.add(key)
        formula = catalogue()[key].formula
        inputs = formula.inputs if formula else ()
        waiting += [one for one in inputs if one not in wanted]
    return wanted


def unpack(folder: Path) -> Path:
    """Write the frozen data with all their figures into `folder`, which does not exist yet; the folder."""
    shutil.copytree(FROZEN, folder)
    shutil.copy(WHOLE / "card.yaml", folder / FIGURES)
    (folder / FIGURES / f"{FIGURES}.csv").write_bytes(lzma.decompress((WHOLE / f"{FIGURES}.csv.xz").read_bytes()))
    return folder


def freeze(live: Path, frozen: Path, whole: Path) -> None:
    """Copy the data in `live`: all figures into `whole`, packed, and the part of them with all else into `frozen`.

    Neither folder exists yet.
    """
    from loaders.card import Card, seal

    shutil.copytree(live, frozen, ignore=shutil.ignore_patterns(VERSIONS))
    card = Card.of(FIGURES, frozen)
    whole.mkdir()
    shutil.copy(card.file, whole)
    (whole / f"{FIGURES}.csv.xz").write_bytes(lzma.compress(card.path.read_bytes(), preset=9))
    part(card.raw()).to_csv(card.path, index=False, lineterminator="\n", encoding="utf-8")
    seal(FIGURES, frozen)


def main() -> int:
    """Replace the frozen copies and print what changed in them. Refuses data that break their cards."""
    os.environ["NSPD_GEODATA"] = str(LIVE)
    from loaders.__main__ import check  # It reads the variable when it is imported.

    if check():
        print("geodata breaks its cards: nothing was copied", file=sys.stderr)
        return 1
    # In a folder of its own first: where that fails, the copies stay as they were.
    with tempfile.TemporaryDirectory(dir=FROZEN.parent) as made:
        frozen, whole = Path(made) / FROZEN.name, Path(made) / WHOLE.name
        freeze(LIVE, frozen, whole)
        shutil.copytree(FROZEN / VERSIONS, frozen / VERSIONS)
        changed = differing(frozen)
        for new, old in ((frozen, FROZEN), (whole, WHOLE)):
            old.rename(Path(made) / f"before-{old.name}")
            new.rename(old)
    print("\n".join(f"tests/geodata/{path}: renewed" for path in changed) or "tests/geodata was up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())
