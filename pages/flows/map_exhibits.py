"""The map of movements: an arrow for the newest figure between two ends, as wide as the figure is large."""

from collections.abc import Mapping

import pandas as pd

from briefings.exhibit import Exhibit
from charts import maps
from charts.class_breaks import ClassBreaks
from charts.flow_map import Flow, Position, describe_flows
from charts.palettes import CATEGORICAL
from charts.points import Kind
from i18n.translator import Words
from pages.flows import count_exhibits, movement_rows
from pages.flows.movement_rows import PAGE, UNITS
from shell.datasets import cached, dataset
from shell.exhibits import NoFiguresError, builder, map_descriptions, table_texts
from shell.exhibits.choices import Choices

# Degrees that the first view is wider than the district on each side, so that countries have room at its edge.
ROOM = 0.13
# Where a country or region that is larger than the map stands on it: a share of the first view from west to east and
# from south to north. A position on the sheet, not a coordinate of the place; the page says so.
AT_EDGE = {"BE": (0.80, 0.03), "BE2": (0.28, 0.03), "BE23+BE25": (0.12, 0.22), "NL": (0.88, 0.96)}


@builder
def flow_map(choices: Choices, t: Words) -> Exhibit:
    """The newest figures as arrows. Raises NoFiguresError for a part without figures between two places."""
    rows = movement_rows.newest_rows(choices, t)
    rows = rows[(rows["site"] == "") & (rows["origin"] != rows["destination"])]
    if rows.empty:
        raise NoFiguresError(t("flows.no_map"))
    part = str(rows["flow"].iloc[0])
    west, south, east, north = _bounds()
    at_edge = {
        key: (west + x * (east - west), south + y * (north - south))
        for key, (x, y) in AT_EDGE.items()
        if key in {*rows["origin"], *rows["destination"]}
    }
    ends: Mapping[str, Position] = {**_inside(), **at_edge}
    kinds = {
        counted: Kind(t(f"flows.counted_{counted}"), colour, colour)
        for counted, colour in zip(movement_rows.LEADING[part], CATEGORICAL, strict=False)
    }
    lanes = rows.groupby(["origin", "destination"]).cumcount()
    flows = [
        Flow(
            f"flow-{number}",
            ends[row["origin"]],
            ends[row["destination"]],
            row["counted"],
            movement_rows.name_ends(row, t),
            f"{movement_rows.format_value(row, t)} ({movement_rows.short_period(row, t)})",
            float(row["value"]),
            row["direction"] == "both",
            int(lane),
        )
        for number, (row, lane) in enumerate(zip(rows.to_dict("records"), lanes, strict=True))
    ]
    title = t("flows.map_title", part=t(f"flows.part_{part}"), unit=t(f"flows.unit_{UNITS[part]}"))
    names = map_descriptions.place_names(t)
    labels = {names[key]: at for key, at in at_edge.items()}
    described = describe_flows(_base_map(t), flows, kinds, t, title=title, ends=labels)
    return map_descriptions.map_exhibit(
        "flows-map",
        PAGE,
        described,
        t,
        title=title,
        message=count_exhibits.describe_part(choices, t),
        source=table_texts.source_line(rows, t),
    )


@cached("places")
def _bounds() -> tuple[float, float, float, float]:
    west, south, east, north = map_descriptions.district_bounds()
    return west - ROOM, south - ROOM, east + ROOM, north + ROOM


@cached("places")
def _inside() -> dict[str, Position]:
    """A point inside the shape of each place that has one: where its arrows begin and end."""
    places = dataset("places")
    shaped = places[places.geometry.notna()]
    points = shaped.geometry.representative_point()
    return {str(key): (point.x, point.y) for key, point in zip(shaped["place"], points, strict=True)}


def _base_map(t: Words) -> dict[str, object]:
    """The map of the District without figures."""
    nothing = pd.DataFrame(columns=["place", "value", "status", "period"])
    return maps.describe(
        nothing,
        maps.Subject(t("flows.title"), "", 0, "same"),
        map_descriptions.surroundings(t)._replace(bounds=_bounds()),
        maps.MapView("municipality", period=""),
        classes={"": ClassBreaks(())},
        frame=maps.MapFrame("flows", height=460),
    )
