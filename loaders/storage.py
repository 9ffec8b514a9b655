"""How files are written: one process at a time, whole or not at all; and how old ones are removed.

Nothing in here knows what the files hold. Datasets are written through loaders/dataset_swap.py.
"""

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

LOCK_FILE = ".lock"
# The temporary file of a write; of a process that was killed it stays, until `prune` removes it.
TEMPORARY = ".*.draft"


@contextmanager
def lock(*folders: Path) -> Iterator[None]:
    """Hold these folders for this process; another one that wants any of them waits.

    The operating system releases the lock when the process ends, in whatever way: the lock file itself blocks nobody.
    """
    # Imported here, since only writers lock: pages need not load the library.
    from filelock import FileLock

    with ExitStack() as stack:
        # Always in the same order, or two processes could wait for each other.
        for folder in sorted(folders):
            stack.enter_context(FileLock(folder / LOCK_FILE))
        yield


def write_atomic(path: Path, body: bytes, check: Callable[[Path], object] | None = None) -> None:
    """Write a file so that it is there whole or not at all, and is still there after a power cut.

    check  called with the temporary file before it takes the name; raises if the content is not acceptable
    Raises OSError if the file cannot be written or reads back differently, and whatever `check` raises; the file that
    was there before then stays.
    """
    # In the same folder, because only within one file system a file can take another one's name in one step.
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.draft")
    try:
        with temporary.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        if temporary.read_bytes() != body:
            raise OSError(f"{path.name}: the disk gives back something else than was written")
        if check is not None:
            check(temporary)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def prune(
    files: Iterable[Path], *, keep: int | None = None, max_bytes: int | None = None, min_age: float = 0.0
) -> list[Path]:
    """Remove the oldest of `files` until the others are within the limits; returns what was removed.

    keep       how many may stay, the newest
    max_bytes  how many bytes may stay in all
    min_age    a file written less than so many seconds ago always stays
    Without `keep` and `max_bytes`, every file older than `min_age` goes. A file that another process removes meanwhile
    counts as gone; one that cannot be removed stays.
    """
    known = []
    for path in files:
        with suppress(OSError):
            state = path.stat()
            known.append((state.st_mtime, state.st_size, path))
    if keep is None and max_bytes is None:
        keep = 0
    newest = time.time() - min_age
    count, size, removed = len(known), sum(size for _, size, _ in known), []
    for written, own_size, path in sorted(known):
        fits = (keep is None or count <= keep) and (max_bytes is None or size <= max_bytes)
        if fits or written > newest:
            break
        with suppress(OSError):
            path.unlink(missing_ok=True)
            removed.append(path)
            count, size = count - 1, size - own_size
    return removed


def _sync_folder(folder: Path) -> None:
    """Put the names of a folder on disk. Windows cannot open a folder, and needs no such step."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
