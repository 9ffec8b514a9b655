"""Keep and list versions from the command line: `python -m loaders versions`, and after a refresh or an import."""

import sys

from loaders.errors import DatasetError
from loaders.text_table import align
from loaders.versions import files


def run(*, keep_first: bool) -> int:
    """Print the kept versions, newest first; the exit status is 1 where one cannot be read or kept."""
    failed = keep() if keep_first else 0
    rows = [("version", "figures", "bytes", "data version", "difference from")]
    for version in reversed(files.list_versions()):
        try:
            files.read_version(version)
        except DatasetError as error:
            print(error, file=sys.stderr)
            failed = 1
            continue
        said = files.metadata(version)
        size = f"{version.path.stat().st_size:,}"
        rows.append((version.key, f"{int(said['figures']):,}", size, said["data_version"], said["base"] or "–"))
    print("\n".join(align(rows, {0, 3, 4})))
    return failed


def keep() -> int:
    """Keep the data as they are now, and say so. The status is 1 where that fails.

    What was refreshed or imported stays so: those commands say that no version was kept, and keep their own status.
    """
    try:
        version = files.keep()
    except (DatasetError, OSError) as error:
        print(f"this state of the data could not be kept as a version: {error}", file=sys.stderr)
        return 1
    if version is not None:
        print(f"kept as version {version.key}, for what is new since then")
    return 0
