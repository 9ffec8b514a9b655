"""OpenStreetMap by Overpass, hand-made: invented docks and tracks in the port of Gent."""

import json
from urllib.parse import parse_qs

from werkzeug import Response

from loaders.fetch.replies import Raw
from loaders.sources import openstreetmap

STATUS = "Connected as: 1\nCurrent time: 2026-11-24T00:00:00Z\nRate limit: 2\n{}\nCurrently running queries:\n"
FREE = STATUS.format("2 slots available now.")


def points(*xy):
    """Coordinates in steps of a thousandth of a degree from a place in the port of Gent."""
    return [{"lat": 51.1 + y / 1000, "lon": 3.75 + x / 1000} for x, y in xy]


def way(number, *xy, **tags):
    return {"type": "way", "id": number, "tags": tags, "geometry": points(*xy)}


def member(role, *xy):
    return {"type": "way", "ref": 1, "role": role, "geometry": points(*xy)}


RING = ((0, 0), (10, 0), (10, 10), (0, 10), (0, 0))
# Two halves of an outline, one without a role (which is common), and a hole.
BASIN = {
    "type": "relation",
    "id": 7,
    "tags": {"type": "multipolygon", "name": "Invented basin"},
    "members": [
        member("outer", (20, 0), (30, 0), (30, 10)),
        member("", (30, 10), (20, 10), (20, 0)),
        member("inner", (22, 2), (24, 2), (24, 4), (22, 4), (22, 2)),
        {"type": "node", "ref": 2, "role": "label", "lat": 51.1, "lon": 3.77},
    ],
}
FOUND = {
    "port": [way(1, *RING, landuse="port", name="Invented quay"), {"type": "node", "id": 3, "lat": 51.1, "lon": 3.7}],
    "dock": [BASIN, way(1, *RING, waterway="dock")],
    "lock": [way(5, (0, 30), (0, 34), lock="yes"), way(6, (5, 30), (6, 30), (6, 34), (5, 34), (5, 30), lock="yes")],
    "rail": [way(8, (0, 0), (5, 5)), way(9, (5, 5), (40, 5)), way(10, (0, 20), (900, 20))],
    "cycle_highways": [
        {
            "type": "relation",
            "id": 40,
            "tags": {"name": "Invented F40", "ref": "F40"},
            "members": [member("", (0, 0), (0, 50)), member("forward", (0, 50), (3, 80))],
        }
    ],
}


def answer(elements, **more):
    head = {"version": 0.6, "generator": "Overpass API", "osm3s": {"timestamp_osm_base": "2026-11-23T00:00:00Z"}}
    return json.dumps({**head, "elements": elements, **more}).encode()


def replies(**other):
    bodies = {f"query/{name}": answer(found) for name, found in FOUND.items()}
    return Raw.of({"status": FREE.encode(), **bodies, **{f"query/{name}": body for name, body in other.items()}})


def play(httpserver, monkeypatch) -> list[str]:
    """Overpass on loopback: busy once, then answers. Returns the queries that it received."""
    monkeypatch.setenv("NSPD_OVERPASS_URL", httpserver.url_for("/api"))
    got, busy = [], [429, 504]

    def interpreter(request):
        assert request.headers["User-Agent"].startswith("nspd-dashboard/")
        if busy:
            return Response("busy", busy.pop(0), {"Retry-After": "0"})
        query = parse_qs(request.get_data(as_text=True))["data"][0]
        got.append(query)
        name = next(name for name, wanted in openstreetmap.WANTED.items() if openstreetmap.query(wanted) == query)
        return Response(answer(FOUND[name]), content_type="application/json")

    httpserver.expect_request("/api/status").respond_with_data(FREE, content_type="text/plain")
    httpserver.expect_request("/api/interpreter", method="POST").respond_with_handler(interpreter)
    return got
