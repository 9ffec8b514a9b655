"""be.STAT views: recorded figures under a hand-made description."""

import json

from loaders.fetch.replies import Raw
from tests.support.played import changed, recorded


def views(**bodies: object) -> Raw:
    households, units = recorded("statbel_bestat/huishoudens.TRIMMED.json", "statbel_bestat/vestigingseenheden.json")
    # Hand-made, since none was recorded. The year is that of the shipped figures, Census 2011.
    described = json.dumps({"title": {"nl": "Private huishoudens, census 2011"}}).encode()
    raw = Raw.of({"establishments": units, "households": households, "households-view": described})
    return changed(raw, **bodies)


def facts(name: str, mend) -> dict[str, dict]:
    body = json.loads(views().body(name))
    body["facts"] = [row for row in (mend(row) for row in body["facts"]) if row]
    return {name: body}
