"""Maps of invented figures for the six municipalities."""

import pandas as pd

from charts import maps
from i18n.translator import Words

NL, EN = Words("nl"), Words("en")
SIX = ["BE-44021", "BE-44019", "BE-43018", "NL-GM0715", "NL-GM0718", "NL-GM0654"]
NAMES = ["Gent", "Evergem", "Zelzate", "Terneuzen", "Vlissingen", "Borsele"]
PLACES = pd.DataFrame(
    {
        "name": [*NAMES, *(f"Gemeente {number}" for number in range(62))],
        "level": "municipality",
        "country": ["BE", "BE", "BE", "NL", "NL", "NL", *["BE"] * 31, *["NL"] * 31],
    },
    index=[
        *SIX,
        *(f"BE-4{number:04}" for number in range(31)),
        *(f"NL-GM{number:04}" for number in range(31)),
    ],
)
LAYERS = {
    name: f"/layers/{name}.0123456789ab.json"
    for name in ["areas-municipality", "areas-nuts3", "borders", "sea", "canal", "rail", "roads", "names"]
}


def rows(values, status="measured", period="2024"):
    """One row per place that has a value."""
    table = pd.DataFrame({"place": list(values), "value": list(values.values()), "period": period, "status": status})
    return table.assign(country=[PLACES.at[place, "country"] for place in table.place])


def subject(comparability="same", country=None, **more):
    return maps.Subject("Inkomen", "€", 0, comparability, country, **more)


def described(table, about=None, *, words=NL, every=None, places=PLACES, attribution="", frame=None, **view):
    about = about or subject()
    context = maps.MapContext(places, words, LAYERS, (3.30794, 50.98284, 4.00569, 51.61641), attribution)
    view = maps.MapView(**{"level": "municipality", "period": "2024", "expected": SIX, "ranked": True} | view)
    classes = maps.scales(table if every is None else every, about)
    return maps.describe(table, about, context, view, classes=classes, frame=frame or maps.MapFrame())


def listed(description):
    """Every place as a dict, with the fields that the description leaves out filled in."""
    return {one[0]: maps.Entry(*one) for one in description["places"]}


ALL_SIX = dict(zip(SIX, [36_000, 41_000, 33_000, 31_000, 29_500, 34_000], strict=True))
