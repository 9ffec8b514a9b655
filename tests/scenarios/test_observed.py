"""The observations of the model: refused with every fault listed, and read correctly where they are incomplete."""

from dataclasses import fields

import numpy as np
import pandas as pd
import pytest

from loaders.datasets import places, port
from scenarios.model import run_hindcast
from scenarios.observed import FLEMISH, GOODS, SIX, Observed
from tests.support import scenario_world as world


def test_the_model_has_the_goods_types_and_municipalities_of_the_data():
    assert (GOODS, SIX) == (port.GOODS, places.SIX)
    assert [place for place in SIX if place.startswith("BE-")] == list(FLEMISH)


def test_the_model_starts_from_the_same_years_whatever_was_collected_later():
    """Cargo by goods type was last counted for 2023; totals and emissions are newer."""
    observed = world.real()
    assert (observed.base.year, observed.base.emissions_year) == (2023, 2025)
    assert observed["cargo"]["year"].max() == observed["inland"]["year"].max() == 2025
    assert observed["emissions"]["year"].max() == 2025
    assert set(observed["households"]["place"]) == set(SIX)


def test_observations_that_are_not_whole_are_refused_with_every_fault():
    tables = world.tables()
    del tables["labour"]
    tables["cargo"].loc[0, "value"] = np.nan
    tables["locks"] = tables["locks"].drop(columns="status")
    with pytest.raises(ValueError, match=r"labour is missing.*cargo: 1 values.*locks: column status"):
        Observed.of(tables)


def test_newer_tables_that_are_not_whole_do_not_mislead_the_base():
    """A survey of one mode, or a year in which one of five sites has reported, is not a new base."""
    tables = world.tables()
    tables["split"].loc[len(tables["split"])] = ["water", 2023, 61.0, "invented"]
    sites = [[f"site {n}", world.GENT, year, 1e6, "invented"] for n in range(3) for year in (2018, 2019, 2020)]
    late = [[world.STEEL, world.GENT, 2021, 1e6, "invented"]]
    tables["emissions"] = pd.DataFrame([*tables["emissions"].to_numpy().tolist(), *sites, *late]).set_axis(
        tables["emissions"].columns, axis=1
    )
    base = Observed.of(tables).base
    assert base.split == {"road": 30, "rail": 10, "water": 58, "transhipment": 2}
    assert base.emissions_year == 2020 and len(base.sites) == 5


def test_the_base_of_an_earlier_year_and_its_hindcast_see_nothing_newer():
    """Whatever was observed later, or about people, changes neither what the model starts from nor what it says."""
    tables = world.tables()
    tables["split"].loc[len(tables["split"])] = ["road", 2018, 30.0, "invented"]
    tables["split"].loc[len(tables["split"])] = ["rail", 2018, 10.0, "invented"]
    tables["split"].loc[len(tables["split"])] = ["water", 2018, 58.0, "invented"]
    tables["locks"].loc[len(tables["locks"])] = [2018, 40_000.0, "observed", "invented"]
    tables["economy"].loc[len(tables["economy"])] = ["jobs_direct", 2018, 900.0, "invented"]
    before = Observed.of(tables)
    newer = {
        name: rows.assign(value=rows["value"].where(rows["year"] <= 2018, rows["value"] * 3))
        for name, rows in tables.items()
    }
    base, after = before.base_of(2018), Observed.of(newer).base_of(2018)
    newest = ("forecast", "households", "outlook", "working_age", "labour")
    for field in fields(base):
        if field.name not in newest:
            # As text: value added was not observed by then, and NaN is not equal to itself.
            assert str(getattr(base, field.name)) == str(getattr(after, field.name)), field.name
    assert base.passages == 40_000 and base.jobs == 900 and base.emissions_year == 2018
    people = {name: newer[name] if name in ("households", "working_age", "labour") else tables[name] for name in tables}
    people["locks"] = tables["locks"].assign(
        value=tables["locks"]["value"].where(tables["locks"]["status"] == "observed", 1.0)
    )
    pd.testing.assert_frame_equal(run_hindcast(before), run_hindcast(Observed.of(people)))


def test_the_data_version_changes_with_any_number():
    tables = world.tables()
    before = Observed.of(tables).version
    assert before == Observed.of(world.tables()).version and len(before) == 8
    tables["cargo"].loc[0, "value"] += 0.1
    assert Observed.of(tables).version != before
