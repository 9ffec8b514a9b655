"""The services of boundaries, played on loopback in their documented envelopes."""

import json
from urllib.parse import parse_qs, urlsplit

import shapely
from werkzeug import Response

# Property names of the two services: code and name.
NAMES = {"vrbg": ("NISCODE", "NAAM"), "pdok": ("statcode", "statnaam")}


def collection(service, rows, *, matched=None, crs=None):
    """A page as the service writes it. rows: (code, name, shape)."""
    code, name = NAMES[service]
    features = [
        {
            "type": "Feature",
            "id": f"{service}.{number}",
            "properties": {code: row[0], name: row[1]},
            "geometry": json.loads(shapely.to_geojson(row[2])) if row[2] is not None else None,
        }
        for number, row in enumerate(rows)
    ]
    answer = {"type": "FeatureCollection", "numberMatched": len(rows) if matched is None else matched}
    if crs:
        answer["crs"] = {"type": "name", "properties": {"name": crs}}
    return {**answer, "features": features}


def serve(server, rows, *, most=1000):
    """Answer for both services, `most` features a page, as WFS does with count and startIndex; gives the addresses."""

    def answer(service):
        def handle(request):
            asked = {key: values[0] for key, values in parse_qs(urlsplit(request.url).query).items()}
            assert asked["srsName"] == "EPSG:4326" and asked["request"] == "GetFeature"
            start, count = int(asked["startIndex"]), min(int(asked["count"]), most)
            page = collection(service, rows[service][start : start + count], matched=len(rows[service]))
            kind = {"vrbg": "application/json;charset=UTF-8", "pdok": "application/json; subtype=geojson"}[service]
            return Response(json.dumps(page), content_type=kind)

        return handle

    server.expect_request("/vrbg").respond_with_handler(answer("vrbg"))
    server.expect_request("/pdok/2025/wfs/v1_0").respond_with_handler(answer("pdok"))
    return {"NSPD_VRBG_URL": server.url_for("/vrbg"), "NSPD_PDOK_URL": server.url_for("/pdok")}
