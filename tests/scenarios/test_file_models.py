"""The YAML files of the model: a mistake in one stops the program with the file, the record and the field."""

import pytest
import yaml

from scenarios.file_models import load, load_rows, load_values
from scenarios.industry import Measure
from scenarios.outcomes import Outcome
from scenarios.parameters import Parameter
from scenarios.presets import Preset

WORDS = {"nl": "x", "en": "x"}
MEASURE = {"site": "Yara Sluiskil", "kind": "capture", "built": True}
OUTCOME = {"chain": "cargo", "unit": "mt", "decimals": 1, "label": WORDS}
PARAMETER = {"label": WORDS, "unit": "pct", "value": 1, "low": 0, "high": 2, "step": 1, "decimals": 0, "note": WORDS}
SOURCED = {"reference": "survey", "decided": "source"}


def stored(folder, content):
    path = folder / "rows.yaml"
    path.write_text(yaml.safe_dump(content), "utf-8")
    return path


@pytest.mark.parametrize(
    ("model", "row", "fault"),
    [
        (Measure, {**MEASURE, "secret": 1}, "one.secret: Extra inputs"),
        (Measure, {**MEASURE, "built": "yes"}, "one.built: Input should be a valid boolean"),
        (Measure, {**MEASURE, "kind": "magic"}, "one.kind: Input should be 'electric_arc'"),
        (Measure, {"kind": "other", "built": True}, "one.site: Field required"),
        (Outcome, {**OUTCOME, "decimals": "1"}, "one.decimals: Input should be a valid integer"),
        (Outcome, {**OUTCOME, "label": {"nl": "x"}}, "one.label: Value error, needs exactly the languages nl, en"),
        (Outcome, {**OUTCOME, "label": {"nl": "x", "en": ""}}, "one.label.en: String should have at least 1"),
        (Outcome, {**OUTCOME, "chain": "weather"}, "one.chain: Input should be 'cargo'"),
        (Parameter, {**PARAMETER, "value": 3}, "one: Value error, 3 lies outside 0 to 2"),
        (Parameter, {**PARAMETER, "value": True}, "one.value"),
        (Parameter, {**PARAMETER, "unit": "ell"}, "one: Value error, there is no unit ell in units.yaml"),
        (Parameter, {**PARAMETER, "decided": "source"}, "an own assumption and a reference exclude each other"),
        (Parameter, {**PARAMETER, **SOURCED, "reference": "rumour"}, "there is no reference rumour in references.yaml"),
    ],
)
def test_a_wrong_record_is_named_with_its_file_and_field(model, row, fault, tmp_path):
    more = {"chain": "cargo"} if model is Parameter else {}
    with pytest.raises(ValueError) as refused:
        load_rows(stored(tmp_path, {"one": row}), model, **more)
    assert f"{tmp_path.name}/rows.yaml: one" in str(refused.value) and fault in str(refused.value)


def test_a_right_record_has_its_key_and_keeps_whole_numbers_whole(tmp_path):
    found = load_rows(stored(tmp_path, {"one": {**PARAMETER, **SOURCED}}), Parameter, chain="cargo")["one"]
    assert (found.key, found.chain, repr(found.value)) == ("one", "cargo", "1")
    assert found.unit == {"nl": "%", "en": "%"} and found.reference.address.startswith("https://")


def test_a_preset_without_a_reason_for_a_change_is_refused(tmp_path):
    preset = {"name": WORDS, "story": WORDS, "changes": {"delay": {"value": 5}}}
    with pytest.raises(ValueError, match=r"rows.yaml: changes.delay.reason: Field required"):
        load(stored(tmp_path, preset), Preset, key="x")
    preset["changes"]["delay"]["reason"] = WORDS
    assert load(stored(tmp_path, preset), Preset, key="x").changes == {"delay": 5}


def test_a_file_that_holds_no_mapping_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"rows.yaml: .*valid dictionary"):
        load_values(stored(tmp_path, [1]), dict[str, float])
