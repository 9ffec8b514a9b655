"""Kept versions of the data: one small file each, written after a refresh or an import, and pruned by a rule.

A file is called by its moment (UTC) and the start of its own checksum, 2026-11-30T1947-1a2b3c4d.parquet: a damaged one
is known by its name. It holds either all figures (loaders/versions/figures.py) or, where that is much smaller, what
differs from an older file that holds all, which its metadata name as `base`. So no file needs more than one other.

Folder   geodata/versions; where it does not exist, no versions are kept
Raises   DatasetError, with what to do, where a version cannot be read; all other versions stay readable
"""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

import loaders
from loaders import card, storage
from loaders.errors import DatasetError
from loaders.trajectory.validation import TABLES
from loaders.versions import figures
from loaders.versions.figures import COLUMNS, KEY

FOLDER = "versions"
NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d{4})-([0-9a-f]{8})\.parquet")
MOMENT = "%Y-%m-%dT%H%M"
ZONE = ZoneInfo("Europe/Brussels")
# A version is kept as a difference where that takes at most this share of what all its figures take.
SHARE = 0.5
# The rule by which versions are pruned: up to so many days old all stay; then the last of a day; then of a month.
ALL_DAYS, DAILY_DAYS = 31, 366
# In a file with differences: a figure of its base that this version does not have.
GONE = "gone"
ZSTD = 19


@dataclass(frozen=True, order=True)
class Version:
    """A kept version; the key is its moment, 2026-11-30T1947 (UTC), and is what addresses hold."""

    key: str
    path: Path

    @property
    def moment(self) -> datetime:
        """When it was kept, in the time of the district."""
        return datetime.strptime(self.key, MOMENT).replace(tzinfo=UTC).astimezone(ZONE)

    @property
    def day(self) -> date:
        """The day of it."""
        return self.moment.date()


def folder() -> Path:
    """Where the versions are."""
    return card.GEODATA / FOLDER


def list_versions() -> list[Version]:
    """The kept versions, oldest first; none where there is no folder."""
    found = ((NAME.fullmatch(path.name), path) for path in folder().glob("*.parquet"))
    return sorted(Version(match[1], path) for match, path in found if match and _is_moment(match[1]))


def _is_moment(key: str) -> bool:
    """Whether a key is of a moment that exists: a file may have been renamed by hand."""
    try:
        datetime.strptime(key, MOMENT)
    except ValueError:
        return False
    return True


def find_version(day: date) -> Version | None:
    """The version that stood at the end of a day: the newest one kept up to then. None before the first."""
    return max((version for version in list_versions() if version.day <= day), default=None)


def read_version(version: Version) -> pd.DataFrame:
    """The figures of a kept version; columns figures.COLUMNS, sorted by figures.KEY. Raises DatasetError."""
    table = _read(version.path)
    base = _metadata(table)["base"]
    if not base:
        return _frame(table)
    try:
        whole = _frame(_read(folder() / base))
    except DatasetError as error:
        raise DatasetError(f"versions/{version.path.name} needs another one: {error}") from error
    return _apply(whole, _frame(table))


def metadata(version: Version) -> Mapping[str, str]:
    """What the file says of itself: data_version, base (empty where it holds all figures), figures (how many)."""
    return _metadata(_read(version.path))


def keep(now: datetime | None = None) -> Version | None:
    """Keep the data of now as a version, and prune. None where the newest version holds the same.

    Raises DatasetError where the data cannot be read, OSError where the file cannot be written.
    """
    if not folder().is_dir():
        raise DatasetError(f"{folder()} does not exist; make that folder to keep versions")
    rows, moment = figures.collect(loaders.load), now or datetime.now(UTC)
    registers = [card.Card.of(name).fields.sha256 for name in TABLES]
    with storage.lock(folder()):
        version = write(rows, registers, moment)
        prune(moment.date())
    return version


def write(rows: pd.DataFrame, registers: Sequence[str], moment: datetime) -> Version | None:
    """Write figures as a version, read back before it takes its name. None where the newest version holds the same.

    registers  checksums of the registers, which keep their versions themselves: another one is another version
    """
    rows, versions = figures.tidy(rows), list_versions()
    state = sha256(rows.to_csv(index=False).encode("utf-8") + repr([*registers]).encode()).hexdigest()[:12]
    if versions and _stated(versions[-1]) == state:
        return None
    said = {"data_version": state, "base": "", "figures": str(len(rows))}
    body = _encode(rows, said)
    key = moment.astimezone(UTC).strftime(MOMENT)
    # A version of the same minute is replaced: nothing may build on it.
    if base := _newest_whole([version for version in versions if version.key != key]):
        difference = _encode(_difference(_frame(_read(base.path)), rows), {**said, "base": base.path.name})
        body = difference if len(difference) <= SHARE * len(body) else body
    path = folder() / f"{key}-{sha256(body).hexdigest()[:8]}.parquet"
    storage.write_atomic(path, body)
    if not read_version(Version(key, path)).equals(rows):
        path.unlink()
        raise DatasetError(f"versions/{path.name}: what was to be kept reads back otherwise; it was not kept")
    for older in versions:
        # The same minute again: the newer state is the one of that minute.
        if older.key == key:
            older.path.unlink(missing_ok=True)
    return Version(key, path)


def prune(today: date) -> list[Version]:
    """Remove the versions that the rule does not keep. Returns them.

    Of the last ALL_DAYS days all stay, of the last DAILY_DAYS the last one of each day, before that the last one of
    each month; and what a version that stays is a difference from. A last one that cannot be read stays, to be
    restored, but takes the place of none that can.
    """
    storage.prune(folder().glob(storage.TEMPORARY))
    versions = list_versions()
    bases = {version: metadata(version)["base"] for version in versions if _is_readable(version)}
    whole = {version.path.name for version, base in bases.items() if not base}
    readable = [version for version, base in bases.items() if not base or base in whole]
    stay = {each for some in (versions, readable) for each in {_group(one, today): one for one in some}.values()}
    needed = {bases[version] for version in stay if version in bases}
    removed = [version for version in versions if version not in stay and version.path.name not in needed]
    for version in removed:
        version.path.unlink(missing_ok=True)
    return removed


def _group(version: Version, today: date) -> str:
    """Of the versions of one group only the last one stays."""
    age = (today - version.day).days
    if age <= ALL_DAYS:
        return version.key
    return str(version.day) if age <= DAILY_DAYS else f"{version.day:%Y-%m}"


def _newest_whole(versions: Sequence[Version]) -> Version | None:
    """The newest version that holds all its figures and can be read."""
    whole = (version for version in reversed(versions) if _is_readable(version) and not metadata(version)["base"])
    return next(whole, None)


def _is_readable(version: Version) -> bool:
    return _stated(version) != ""


def _stated(version: Version) -> str:
    """The data version that a file states; empty where it cannot be read."""
    try:
        return metadata(version)["data_version"]
    except DatasetError:
        return ""


def _difference(base: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that are not in `base` as they are, and the keys of those that are gone."""
    every = rows.merge(base.assign(same=True), on=COLUMNS, how="left")
    other = every.loc[every["same"].isna(), COLUMNS].assign(**{GONE: False})
    left = base.merge(rows[KEY].assign(here=True), on=KEY, how="left")
    gone = left.loc[left["here"].isna(), COLUMNS].assign(**{GONE: True})
    return pd.concat([other, gone], ignore_index=True)


def _apply(base: pd.DataFrame, difference: pd.DataFrame) -> pd.DataFrame:
    """The figures of a version from those of its base and the difference."""
    named = base.merge(difference[KEY].assign(other=True), on=KEY, how="left")
    stayed = named.loc[named["other"].isna(), COLUMNS]
    return figures.tidy(pd.concat([stayed, difference.loc[~difference[GONE], COLUMNS]], ignore_index=True))


def _encode(rows: pd.DataFrame, said: Mapping[str, str]) -> bytes:
    file = io.BytesIO()
    table = pa.Table.from_pandas(rows, preserve_index=False).replace_schema_metadata(dict(said))
    pq.write_table(table, file, compression="zstd", compression_level=ZSTD)
    return file.getvalue()


def _read(path: Path) -> pa.Table:
    """A file whose content is what its name says. Raises DatasetError where it is missing or damaged."""
    where, match = f"versions/{path.name}", NAME.fullmatch(path.name)
    try:
        body = path.read_bytes()
    except OSError as error:
        raise DatasetError(f"{where}: this kept version is missing; restore it from git or a backup") from error
    if match is None or sha256(body).hexdigest()[:8] != match[2]:
        raise DatasetError(f"{where}: this kept version is damaged; restore it from git or a backup, or delete it")
        # Without threads: one of them may outlive the interpreter, which then aborts.
    return pq.read_table(io.BytesIO(body), use_threads=False, pre_buffer=False)


def _frame(table: pa.Table) -> pd.DataFrame:
    return cast(pd.DataFrame, table.to_pandas())


def _metadata(table: pa.Table) -> dict[str, str]:
    return {key.decode(): value.decode() for key, value in (table.schema.metadata or {}).items()}
