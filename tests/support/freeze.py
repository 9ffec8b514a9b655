"""Renew the frozen copy of the data that tests run on: `make freeze`.

Tests assert particular figures ("65,9", "274.042"), which a refresh may change. So they read tests/geodata, a copy of
geodata that only this script writes, and a refresh never fails a test. tests/test_live_data.py reads geodata itself.

Renew the copy when the format of the data changes (a dataset, a column, an indicator) or when tests need newer rows.
The folder of kept versions is not renewed: tests have a small one of their own, with rows of version 0.1.
Then correct the figures that tests assert. tests/loaders/test_snapshot.py, which makes the figures again from the
collected tables, accepts new indicators but no other figures, so freeze only what a refresh did not change.
"""

import filecmp
import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIVE, FROZEN = ROOT / "geodata", ROOT / "tests/geodata"
VERSIONS = "versions"


def files(folder: Path) -> set[Path]:
    """The path of each file below `folder`, relative to it."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path for path in found if path.parts[0] != VERSIONS}


def differing() -> list[Path]:
    """The files that differ between the folders, or are in one of them only."""
    both = files(LIVE) & files(FROZEN)
    other = {path for path in both if not filecmp.cmp(LIVE / path, FROZEN / path, shallow=False)}
    return sorted((files(LIVE) ^ files(FROZEN)) | other)


def main() -> int:
    """Replace the frozen copy and print what changed in it. Refuses data that break their cards."""
    os.environ["NSPD_GEODATA"] = str(LIVE)
    from loaders.__main__ import check  # It reads the variable when it is imported.

    if check():
        print("geodata breaks its cards: nothing was copied", file=sys.stderr)
        return 1
    changed = differing()
    for folder in FROZEN.iterdir():
        if folder.is_dir() and folder.name != VERSIONS:
            shutil.rmtree(folder)
    shutil.copytree(LIVE, FROZEN, ignore=shutil.ignore_patterns(VERSIONS), dirs_exist_ok=True)
    print("\n".join(f"tests/geodata/{path}: renewed" for path in changed) or "tests/geodata was up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())
