"""The YAML files of the sources: a mistake names the file, the place in it, and what is allowed there."""

import pytest
import yaml

from loaders.errors import DatasetError
from loaders.fetch.queries import PATH, Queries
from loaders.sources.source_files import HERE, BoundariesFile, EtsFile, OpenStreetMapFile

FILES = {
    Queries: PATH,
    BoundariesFile: HERE / "boundaries.yaml",
    EtsFile: HERE / "ets.yaml",
    OpenStreetMapFile: HERE / "openstreetmap.yaml",
}


@pytest.mark.parametrize(
    ("model", "path", "value", "refusal"),
    [
        (Queries, ("cbs", "tables", 0, "measures", "M000352", "worth"), "a lot", "measures, M000352, worth"),
        (Queries, ("cbs", "larger_areas", "PV29", "must"), "yes", "cbs, larger_areas, PV29, must: not a field here"),
        (Queries, ("eurostat", "tables", 0, "geo"), "nuts1", "geo: 'nuts1' is not one of nuts2, nuts3"),
        (Queries, ("statbel", "population", "bands", "population_aged_0_14"), [0], "population_aged_0_14"),
        (Queries, ("nbb", "speed"), 1, "nbb, speed: not a field here; there are flow, port, variables, sectors"),
        (BoundariesFile, ("municipality", "FR"), {}, "municipality, FR, [key]: 'FR' is not one of BE, NL"),
        (BoundariesFile, ("above", "NL34", "quality_en"), None, "above, NL34, quality_en: must be text, not None"),
        (EtsFile, ("accounts", "BE_19", "place"), 44021, "accounts, BE_19, place: must be text, not 44021"),
        (EtsFile, ("until",), "2020", "until: must be a whole number, not '2020'"),
        (OpenStreetMapFile, ("cards", "rail", "note"), {"nl": "Alleen Nederlands."}, "cards, rail, note: must be one"),
        (OpenStreetMapFile, ("cards", "rail", "rows"), 3, "cards, rail, rows: not a field here; there are publisher"),
    ],
)
def test_a_wrong_field_is_refused_with_its_file_place_and_what_is_allowed(model, path, value, refusal):
    file = FILES[model]
    content = yaml.safe_load(file.read_text("utf-8"))
    part = content
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    with pytest.raises(DatasetError) as refused:
        model.parse(content, file.name)
    assert str(refused.value).startswith(f"{file.name}: ") and refusal in str(refused.value)
