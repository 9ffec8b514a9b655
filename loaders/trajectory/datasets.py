"""The cooperation trajectory: milestones, projects, targets, partners and workstreams.

milestones   one row per milestone: the columns of its card, and precision (day, month, year), first and
             last (the days between which it lies), publisher (the site of its source)
projects     one row per project: the columns of its card, and the same for start and end
             (start_first, start_last, end_first, end_last), publisher
targets      one row per target, forecast or observed figure; columns as its card lists them, and publisher
partners     one row per organisation that a milestone or project names
workstreams  one row per work line of 2020 or a theme in use since; `follows` is our own mapping
CRS          EPSG:4326. Points as the source or the researcher placed them (`coordinates`: known, approximate, absent);
             targets and partners have the shape of their place, workstreams that of the District
Source       geodata/<name>/card.yaml

Companions: trajectory_bodies (what came before and now is), trajectory_roles, trajectory_alternatives (other dates
and amounts for the same thing), trajectory_contradictions, trajectory_revisions (what was promised when),
trajectory_sdgs (our reasons).
"""

from datetime import date
from functools import partial
from typing import cast
from urllib.parse import urlsplit

import geopandas as gpd
import pandas as pd

from loaders.card import Card, Fault
from loaders.clock import today as current_day
from loaders.datasets import places
from loaders.trajectory import project_status, validation

NAMES = ("milestones", "projects", "targets", "partners", "workstreams")
COMPANIONS = tuple(
    f"trajectory_{name}" for name in ("bodies", "roles", "alternatives", "contradictions", "revisions", "sdgs")
)


def load(name: str) -> gpd.GeoDataFrame:
    """The dataset `name`, one of NAMES. Raises DatasetError if its file breaks its card."""
    rows = Card.of(name).read()
    if name in validation.TABLES:
        return entries(rows, name)
    if name == "workstreams":
        rows["place"] = "NSPD"
    else:
        rows["publisher"] = rows["source_url"].map(publisher)
    return _placed(rows)


LOADERS = {name: partial(load, name) for name in NAMES}


def companion(name: str) -> pd.DataFrame:
    """The table geodata/trajectory_<name>; columns as its card lists them."""
    return cast(pd.DataFrame, Card.of(f"trajectory_{name}").read())


def publisher(address: str) -> str:
    """The site an address lies on, as a reader would name it: benelux.int."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def entries(rows: pd.DataFrame, table: str) -> gpd.GeoDataFrame:
    """A register as its card reads it, with its dates as days and its places as points."""
    rows = rows.assign(publisher=rows["source_url"].map(publisher))
    for column in validation.DATES[table]:
        spans = [validation.span(text) for text in rows[column]]
        before = "" if column == "date" else f"{column}_"
        rows[f"{before}first"] = pd.to_datetime(pd.Series([each and each[0] for each in spans], index=rows.index))
        rows[f"{before}last"] = pd.to_datetime(pd.Series([each and each[1] for each in spans], index=rows.index))
        rows[f"{before}precision"] = rows[column].map(validation.precision)
    points = gpd.points_from_xy(rows["lon"], rows["lat"], crs=4326)
    shapes = gpd.GeoSeries(points, index=rows.index, crs=4326).where(rows["lat"].notna())
    return gpd.GeoDataFrame(rows, geometry=shapes, crs=4326)


def _placed(rows: pd.DataFrame) -> gpd.GeoDataFrame:
    """Rows with the shape of the place their `place` names; none where they name none."""
    shapes = places.load().set_index("place").geometry
    return gpd.GeoDataFrame(rows, geometry=shapes.reindex(rows["place"]).values, crs=shapes.crs)


def known_keys() -> validation.Known:
    """The keys that rows of the registers may name."""
    streams, sdgs = Card.of("workstreams").read(), companion("sdgs")
    return validation.Known(
        partners=frozenset(Card.of("partners").read()["partner"]),
        workstreams=frozenset(streams.loc[streams["generation"] == "2020", "workstream"]),
        sdgs=frozenset(zip(sdgs["theme"], sdgs["sdg"], strict=True)),
        projects=frozenset(read_text("projects")["project"]),
    )


def read_text(table: str) -> pd.DataFrame:
    """A register with every cell as text. Raises DatasetError if the file breaks its card."""
    return cast(pd.DataFrame, Card.of(table).read_text())


def read_text_today(table: str) -> pd.DataFrame:
    """The rows of `read_text` with the columns validation.DERIVED: the status of today, and which day that is."""
    rows, day = read_text(table), current_day()
    status, end = (
        (project_status.project_status, "end") if table == "projects" else (project_status.milestone_status, "date")
    )
    derived = [status(row["status"], row[end], day) for row in rows.to_dict("records")]
    return rows.assign(**dict(zip(validation.DERIVED, (derived, str(day)), strict=True)))


def overdue(table: str) -> list[str]:
    """The keys of entries whose planned end has passed without a confirmation."""
    rows = read_text_today(table)
    return list(rows.loc[rows["status_today"] == project_status.OVERDUE, validation.key_of(table)])


def check(today: date | None = None) -> list[Fault]:
    """Faults that the cards cannot describe: dates, keys, places and addresses of both registers, and between them."""
    keys, faults = known_keys(), []
    tables = {table: read_text(table) for table in validation.TABLES}
    for table, rows in tables.items():
        where = Card.of(table).where
        faults += validation.faults(rows, table, where, keys, today or current_day())
    return (
        faults + unknown_references(tables) + _stages(tables["projects"]) + _unknown_places() + _unknown_members(keys)
    )


def unknown_references(tables: dict[str, pd.DataFrame]) -> list[Fault]:
    """Faults of rows that name an entry which is in neither register."""
    keys = {table: set(rows[validation.key_of(table)]) for table, rows in tables.items()}
    where = Card.of("trajectory_alternatives").where
    rows = companion("alternatives")[["table", "key"]].itertuples(index=False)
    faults = [
        Fault(where, place, "key", f"{key!r} is not in {table}; change or remove this row first")
        for place, (table, key) in enumerate(rows, start=2)
        if key not in keys[table]
    ]
    milestones = tables["milestones"]
    lost = ~milestones["project"].isin({"", *keys["projects"]})
    return faults + [
        Fault("milestones", int(i) + 2, "project", f"{milestones.loc[i, 'project']!r} is not the key of a project")
        for i in milestones.index[lost]
    ]


def _stages(projects: pd.DataFrame) -> list[Fault]:
    return project_status.contradictions(Card.of("energy_stages").raw(), projects)


def _unknown_places() -> list[Fault]:
    keys = {"", *places.load()["place"]}
    return [
        Fault(name, int(i) + 2, "place", f"{place!r} is not a place")
        for name in ("targets", "partners")
        for i, place in Card.of(name).read()["place"].items()
        if place not in keys
    ]


def _unknown_members(keys: validation.Known) -> list[Fault]:
    return [
        Fault("trajectory_bodies", row, "members", f"{member!r} is not a partner's key")
        for row, members in enumerate(companion("bodies")["members"], start=2)
        for member in members.split()
        if member not in keys.partners
    ]
