"""Invented observations for the tests of the model, in round numbers so that outcomes can be calculated by hand.

And our own observations, read once for all tests.
"""

from functools import cache

import pandas as pd

from loaders import model_inputs
from scenarios.observed import Observed

GENT, EVERGEM, TERNEUZEN = "BE-44021", "BE-44019", "NL-GM0715"
STEEL, YARA = "ArcelorMittal Gent + Knippegroen", "Yara Sluiskil"


def tables() -> dict[str, pd.DataFrame]:
    """Invented: 100 Mt of cargo in 2023, 10 Mt of emissions in 2020, 1,000 households."""
    goods = {"dry bulk": 50.0, "liquid bulk": 20.0, "breakbulk": 15.0, "ro-ro": 10.0, "containers": 5.0, "total": 100.0}
    made = {
        "cargo": [(name, year, value) for year in (2018, 2023) for name, value in goods.items()],
        "inland": [(2018, 90.0)],
        "split": [(mode, 2022, share) for mode, share in _split(30.0, 10.0, 58.0, 2.0)],
        "locks": [(2023, 50_000.0, "observed"), (2040, 100_000.0, "projected")],
        "economy": [("jobs_direct", 2022, 1000.0), ("value_direct", 2022, 10.0)],
        "emissions": [
            *[(STEEL, GENT, year, value) for year, value in ((2018, 9e6), (2019, 7e6), (2020, 6e6))],
            *[(YARA, TERNEUZEN, year, value) for year, value in ((2018, 4e6), (2019, 4e6), (2020, 4e6))],
        ],
        "households": [
            *[(GENT, 2023, 1000.0, "observed"), (GENT, 2030, 1070.0, "projected"), (GENT, 2040, 1170.0, "projected")],
            (TERNEUZEN, 2024, 500.0, "observed"),
        ],
        "working_age": [(GENT, 2023, 200_000.0)],
        "labour": [("NL34", 2019, 235_000.0, "observed"), ("NL34", 2040, 215_000.0, "projected")],
        "targets": [
            _target("steel_2030", "emissions_site", STEEL, 2030, 4.0),
            _target("neutral_2050", "emissions", "NSPD", 2050, 0.0),
        ],
    }
    columns = {
        "cargo": ["goods", "year", "value"],
        "inland": ["year", "value"],
        "split": ["mode", "year", "value"],
        "locks": ["year", "value", "status"],
        "economy": ["outcome", "year", "value"],
        "emissions": ["site", "place", "year", "value"],
        "households": ["place", "year", "value", "status"],
        "working_age": ["place", "year", "value"],
        "labour": ["place", "year", "value", "status"],
    }
    frames = {name: pd.DataFrame(rows, columns=columns[name]) for name, rows in made.items() if name in columns}
    frames["targets"] = pd.DataFrame(made["targets"])
    return {name: frame.assign(source="invented") for name, frame in frames.items()}


def observed() -> Observed:
    return Observed.of(tables())


@cache
def real() -> Observed:
    """The observations in our datasets, cached: reading them takes a second."""
    return Observed.of(model_inputs.observed())


def _split(road: float, rail: float, water: float, transhipment: float) -> list[tuple[str, float]]:
    return [("road", road), ("rail", rail), ("water", water), ("transhipment", transhipment)]


def _target(target: str, outcome: str, place: str, year: int, value: float) -> dict[str, object]:
    words = dict.fromkeys(("name_nl", "name_en", "why_nl", "why_en"), "invented")
    fields = {"target": target, "outcome": outcome, "place": place, "year": year, "value": value}
    return {**fields, "unit": "mt_co2e", "compare": "at_most", **words}
