"""A scenario as a link and as a small file, and back: checked, never trusted, with messages on what changed since.

A link is `1.<base64url of deflated JSON>.<checksum>` and holds only what differs from the baseline, with the version
of the model and of the data. One made by an older model opens for ever: scenarios/versions/ keeps the baseline of every
version, so that every value that changed since has a message. A file is YAML (or JSON, which is YAML too) to be read
and edited by people. `scenarios.scenario_file` has the fields of both.
"""

import base64
import binascii
import hashlib
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from scenarios import versions
from scenarios.presets import presets
from scenarios.safe_yaml import UnreadableError, read_yaml
from scenarios.scenario import Refusal, RefusedError, Scenario, check
from scenarios.scenario_file import ScenarioFile, validate
from scenarios.versions import VERSION, Change

FORMAT = "1"
LINK_LENGTH = 16_000
# The size that a link may have when inflated: far more than any scenario needs.
INFLATED = 200_000


@dataclass(frozen=True)
class Opened:
    """The scenario of a link or file (none where there are faults), messages on what changed since, and the faults."""

    scenario: Scenario | None
    messages: list[Change] = field(default_factory=list)
    faults: list[Refusal] = field(default_factory=list)


def encode(scenario: Scenario, data_version: str) -> str:
    """The scenario as the text of a link; always the same text for the same scenario."""
    fields: dict[str, Any] = {
        "m": VERSION,
        "d": data_version,
        "p": scenario.preset,
        "n": scenario.name,
        "c": {key: _shortest(value) for key, value in scenario.changes.items()},
    }
    fields |= {key: text for key, text in (("a", scenario.author), ("o", scenario.notes)) if text}
    if scenario.reasons:
        fields["r"] = 1 if dict(scenario.reasons) == _reasons(scenario.preset) else dict(scenario.reasons)
    packed = zlib.compress(json.dumps(fields, separators=(",", ":"), ensure_ascii=False).encode(), 9)
    return f"{FORMAT}.{_to_base64(packed)}.{_checksum(packed)}"


def decode(text: str, data_version: str) -> Opened:
    """The scenario of a link made by this or any older version. Never raises: faults say what is wrong."""
    try:
        fields = _unpack(text)
    except UnreadableError as error:
        return Opened(None, faults=[error.refusal])
    reasons = fields.get("r", {})
    if reasons == 1 and isinstance(fields.get("p"), str):
        reasons = _reasons(fields["p"])
    # A link has every field but author, notes and reasons; what else it may hold is ignored.
    named = {
        "scenario": fields.get("n"),
        "author": fields.get("a", ""),
        "notes": fields.get("o", ""),
        "preset": fields.get("p"),
        "model": fields.get("m"),
        "data": fields.get("d"),
        "changes": fields.get("c"),
        "reasons": reasons,
    }
    return _open(named, data_version)


def to_yaml(scenario: Scenario, data_version: str = "") -> str:
    """The scenario as a file for people: name, author, notes, versions, every change and its reason."""
    fields = {
        "scenario": scenario.name,
        "author": scenario.author,
        "notes": scenario.notes,
        "preset": scenario.preset,
        "model": VERSION,
        "data": data_version,
        "changes": {key: _shortest(value) for key, value in scenario.changes.items()},
        "reasons": {key: dict(why) if isinstance(why, Mapping) else why for key, why in scenario.reasons.items()},
    }
    return yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=100)


def from_yaml(text: str | bytes, data_version: str = "") -> Opened:
    """The scenario of a file. Never raises: faults name each field, why it is refused and what is allowed."""
    try:
        fields = read_yaml(text)
    except UnreadableError as error:
        return Opened(None, faults=[error.refusal])
    return _open({**fields, "changes": fields.get("changes") or {}}, data_version)


def _open(fields: Mapping[Any, Any], data_version: str) -> Opened:
    """The scenario of these fields: each field checked, changes of an older version migrated and checked."""
    try:
        file = validate(fields)
        changes, messages = versions.migrate(file.changes, file.model)
        if refusals := check(changes):
            raise RefusedError(refusals)
    except RefusedError as error:
        return Opened(None, faults=error.refusals)
    if data_version and file.data and file.data != data_version:
        messages.append(versions.explain_other_data(file.data, data_version))
    return Opened(_scenario(file, changes), messages)


def _scenario(file: ScenarioFile, changes: Mapping[str, float]) -> Scenario:
    return Scenario(
        name=file.scenario,
        changes={key: float(value) for key, value in changes.items()},
        author=file.author,
        notes=file.notes,
        preset=file.preset,
        reasons=dict(file.reasons),
    )


def _unpack(text: str) -> dict[str, Any]:
    """The fields of a link. Raises UnreadableError where it was cut, altered or is not a link at all."""
    parts = text.strip().split(".") if isinstance(text, str) and len(text) <= LINK_LENGTH else []
    if len(parts) != 3 or not re.fullmatch(r"[\w-]*", parts[1], re.ASCII):
        raise UnreadableError("link", "not_a_link")
    if parts[0] != FORMAT:
        raise UnreadableError("link", "newer_link")
    try:
        packed = base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4))
        # The last letter has unused bits: only what `encode` would write is a link.
        if _checksum(packed) != parts[2] or _to_base64(packed) != parts[1]:
            raise UnreadableError("link", "altered_link")
        inflater = zlib.decompressobj()
        plain = inflater.decompress(packed, INFLATED)
        if not inflater.eof and len(plain) >= INFLATED:
            raise UnreadableError("link", "link_too_large")
        fields = json.loads(plain)
    except UnreadableError:
        raise
    except (binascii.Error, zlib.error, ValueError, RecursionError) as error:
        raise UnreadableError("link", "not_readable") from error
    if not isinstance(fields, dict):
        raise UnreadableError("link", "not_readable")
    return fields


def _to_base64(packed: bytes) -> str:
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _checksum(packed: bytes) -> str:
    return hashlib.sha256(packed).hexdigest()[:10]


def _shortest(value: float) -> float:
    return int(value) if float(value).is_integer() else float(value)


def _reasons(preset: str) -> dict[str, Any]:
    return dict(presets()[preset].reasons) if preset in presets() else {}
