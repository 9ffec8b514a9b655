"""ONEM's file of unemployment rates, hand-made in the documented layout: invented, and never shown."""

from loaders.fetch.replies import Raw

HEAD = '"jaar";"maand";"level";"zonegeog";"graad";"diff1an"'
# The three of the district, and one that arose from a merger in 2025.
PLACES = ("44021", "44019", "43018", "44087")


def average(place: str, year: int, rate: str, change: str = "", month: int = 13, level: int = 5) -> str:
    return f"{year};{month};{level};{place};{rate};{change}"


def rates(rows: list[str], head: str = HEAD) -> Raw:
    return Raw.of({"rates": "\r\n".join([head, *rows, ""]).encode()})


# A whole year, with its December, and one of which only the first month is there.
ROWS = [
    row
    for place in PLACES
    for row in (
        average(place, 2025, "4.00", month=12),
        average(place, 2025, "5.00"),
        average(place, 2026, "4.20", month=1),
        average(place, 2026, "4.50", "-0.50"),
    )
]
