"""Room for what readers store on this server: an allowance for each reader, a limit for all, a minimum age.

A reader who stores much replaces what they stored themselves. What others stored goes only where all the room is in
use and it was not used for the minimum age; within that time the one who asks for more is refused instead.
"""

import hashlib
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# All readers whose browser sends no number share one allowance.
SHARED = "shared"
DAY = 86_400


class FullError(Exception):
    """There is no room within the limits; nothing was removed."""


@dataclass(frozen=True)
class Quota:
    """How many files and bytes: of one reader, of all readers; and the seconds for which files of others stay."""

    reader_files: int
    reader_bytes: int
    files: int
    bytes: int
    minimum_age: int = DAY


@dataclass(frozen=True)
class Stored:
    """A file of a reader; used: when it was last written or asked for, in seconds since 1970."""

    path: Path
    owner: str
    size: int
    used: float


def owner_of(number: str) -> str:
    """A reader in a file name: a hash, so that a list of files does not give the numbers in the cookies away."""
    return hashlib.sha256(number.encode()).hexdigest()[:16] if number else SHARED


def stored(paths: Iterable[Path], owner: Callable[[Path], str]) -> list[Stored]:
    """The files among `paths`, the one not used for longest first; what is gone meanwhile or unreadable is left out."""
    files = []
    for path in paths:
        with suppress(OSError):
            state = path.stat()
            if path.is_file():
                files.append(Stored(path, owner(path), state.st_size, state.st_mtime))
    return sorted(files, key=lambda one: one.used)


def make_room(stored_files: list[Stored], owner: str, size: int, quota: Quota) -> None:
    """Remove what has to go for one more file of `size` bytes. Raises FullError, and then removes nothing.

    stored_files  what is stored, as `stored` returns it, without the file that is to be replaced
    """
    own, others = ([one for one in stored_files if (one.owner == owner) is is_own] for is_own in (True, False))
    removed = _oldest(own, quota.reader_files - 1, quota.reader_bytes - size)
    left = [one for one in own if one not in removed]
    limit = time.time() - quota.minimum_age
    removable = [one for one in others if one.used < limit] + left
    fixed = [one for one in others if one.used >= limit]
    files = quota.files - 1 - len(fixed)
    removed += _oldest(removable, files, quota.bytes - size - sum(one.size for one in fixed))
    for one in removed:
        with suppress(OSError):
            one.path.unlink(missing_ok=True)


def _oldest(files: list[Stored], most: int, most_bytes: int) -> list[Stored]:
    """How many from the front have to go for the rest to be within the limits. Raises FullError where none would do."""
    if most < 0 or most_bytes < 0:
        raise FullError
    room = most_bytes - sum(one.size for one in files)
    removed = 0
    while len(files) - removed > most or room < 0:
        room += files[removed].size
        removed += 1
    return files[:removed]
