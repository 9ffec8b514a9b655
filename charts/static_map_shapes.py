"""GeoJSON layers as geometries that matplotlib can draw."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely
from matplotlib.path import Path


def area_shapes(description: Mapping[str, Any], layers: Mapping[str, Any]) -> dict[str, Any]:
    """The shapes of the description's level by key. Raises ValueError where it has figures but no shapes."""
    name = f"areas-{description['level']}"
    if name not in layers:
        if description["places"] and not description.get("points"):
            raise ValueError(name)
        return {}
    return {one["properties"]["code"]: shapely.geometry.shape(one["geometry"]) for one in layers[name]["features"]}


def layer_shapes(layers: Mapping[str, Any], name: str) -> list[Any]:
    """The geometries of a layer; none where the layer is not there."""
    return [shapely.geometry.shape(one["geometry"]) for one in layers.get(name, {"features": []})["features"]]


def cut_lines(shape: Any, box: Any) -> list[Any]:
    """The lines of a shape within a box."""
    parts = shapely.get_parts(shapely.intersection(shape, box))
    return [part for part in parts if part.geom_type == "LineString"]


def polygon_path(shape: Any) -> Path:
    """Polygons with their holes as one path; matplotlib fills by winding, so holes run the other way."""
    polygons = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    rings = [shapely.get_coordinates(ring) for part in polygons for ring in _rings(shapely.orient_polygons(part))]
    codes = [[Path.MOVETO, *[Path.LINETO] * (len(ring) - 2), Path.CLOSEPOLY] for ring in rings]
    return Path(np.concatenate(rings), np.concatenate(codes)) if rings else Path(np.empty((0, 2)))


def _rings(polygon: Any) -> list[Any]:
    return [polygon.exterior, *polygon.interiors]
