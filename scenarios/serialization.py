"""A scenario as a link and as a small file, and back: checked, never trusted, and telling what changed since.

A link is `1.<base64url of deflated JSON>.<checksum>` and holds only what differs from the baseline, with the version
of the model and of the data. One made by an older model opens for ever: scenarios/versions/ keeps the baseline of every
version, so that what changed since is told value by value. A file is YAML (or JSON, which is YAML too) to be read and
edited by people.
"""

import base64
import binascii
import hashlib
import json
import re
import unicodedata
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from scenarios import versions
from scenarios.presets import presets
from scenarios.safe_yaml import UnreadableError, read_yaml
from scenarios.scenario import NAME_LENGTH, NOTES_LENGTH, Refusal, Scenario, check, quote_input
from scenarios.versions import VERSION, Change

FORMAT = "1"
LINK_LENGTH = 16_000
# What a link may grow to when inflated: far more than any scenario needs.
INFLATED = 200_000
DATA_VERSION = re.compile(r"[0-9a-f]{0,64}")
FIELDS = {"scenario", "author", "notes", "preset", "model", "data", "changes", "reasons"}


@dataclass(frozen=True)
class Opened:
    """What came out of a link or file: the scenario (none where there are faults), what changed since, the faults."""

    scenario: Scenario | None
    told: list[Change] = field(default_factory=list)
    faults: list[Refusal] = field(default_factory=list)


def encode(scenario: Scenario, data_version: str) -> str:
    """The scenario as the text of a link; the same scenario always gives the same text."""
    fields: dict[str, Any] = {
        "m": VERSION,
        "d": data_version,
        "p": scenario.preset,
        "n": scenario.name,
        "c": {key: _short(value) for key, value in scenario.changes.items()},
    }
    fields |= {key: text for key, text in (("a", scenario.author), ("o", scenario.notes)) if text}
    if scenario.reasons:
        fields["r"] = 1 if dict(scenario.reasons) == _reasons(scenario.preset) else dict(scenario.reasons)
    packed = zlib.compress(json.dumps(fields, separators=(",", ":"), ensure_ascii=False).encode(), 9)
    return f"{FORMAT}.{_written(packed)}.{_checksum(packed)}"


def decode(text: str, data_version: str) -> Opened:
    """The scenario of a link made by this or any older version. Never raises: faults say what is wrong."""
    try:
        fields = _unpacked(text)
    except UnreadableError as error:
        return Opened(None, faults=[error.refusal])
    reasons = fields.get("r", {})
    if reasons == 1 and isinstance(fields.get("p"), str):
        reasons = _reasons(fields["p"])
    return _opened(
        {
            "scenario": fields.get("n"),
            "author": fields.get("a", ""),
            "notes": fields.get("o", ""),
            "preset": fields.get("p"),
            "model": fields.get("m"),
            "data": fields.get("d"),
            "changes": fields.get("c"),
            "reasons": reasons,
        },
        data_version,
    )


def to_yaml(scenario: Scenario, data_version: str = "") -> str:
    """The scenario as a file for people: name, author, notes, versions, every change and its reason."""
    fields = {
        "scenario": scenario.name,
        "author": scenario.author,
        "notes": scenario.notes,
        "preset": scenario.preset,
        "model": VERSION,
        "data": data_version,
        "changes": {key: _short(value) for key, value in scenario.changes.items()},
        "reasons": {key: dict(why) if isinstance(why, Mapping) else why for key, why in scenario.reasons.items()},
    }
    return yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=100)


def from_yaml(text: str | bytes, data_version: str = "") -> Opened:
    """The scenario of a file. Never raises: faults name each field, why it is refused and what is allowed."""
    try:
        fields = read_yaml(text)
    except UnreadableError as error:
        return Opened(None, faults=[error.refusal])
    unknown = [
        Refusal(
            quote_input(key),
            {"nl": "dit veld bestaat niet", "en": "there is no such field"},
            {"nl": ", ".join(sorted(FIELDS)), "en": ", ".join(sorted(FIELDS))},
        )
        for key in fields
        if key not in FIELDS
    ]
    if unknown:
        return Opened(None, faults=unknown)
    given = {"author": "", "notes": "", "preset": "baseline", "model": VERSION, "data": "", "reasons": {}, **fields}
    return _opened({**given, "changes": given.get("changes") or {}}, data_version)


def _opened(fields: Mapping[str, Any], data_version: str) -> Opened:
    """The common end of both: every field judged, older versions carried over, and what changed told."""
    faults = [*_texts(fields), *_reasoned(fields["reasons"])]
    faults += versions.check_version(fields["model"])
    if not isinstance(fields["data"], str) or not DATA_VERSION.fullmatch(fields["data"]):
        faults.append(
            _fault("data", "geen versie van de gegevens", "no version of the data", "cijfers en letters", "hex digits")
        )
    if not isinstance(fields["changes"], Mapping):
        return Opened(None, faults=[*faults, *check(fields["changes"])])
    if faults:
        return Opened(None, faults=faults)
    changes, told = versions.migrate(dict(fields["changes"]), fields["model"])
    if faults := check(changes):
        return Opened(None, faults=faults)
    if data_version and fields["data"] and fields["data"] != data_version:
        told.append(versions.explain_other_data(fields["data"], data_version))
    scenario = Scenario(
        name=fields["scenario"],
        changes={key: float(value) for key, value in changes.items()},
        author=fields["author"],
        notes=fields["notes"],
        preset=fields["preset"],
        reasons=dict(fields["reasons"]),
    )
    return Opened(scenario, told)


def _texts(fields: Mapping[str, Any]) -> list[Refusal]:
    found = []
    for name, most in (("scenario", NAME_LENGTH), ("author", NAME_LENGTH), ("notes", NOTES_LENGTH)):
        text = fields.get(name)
        if not _text(text, most) or (name == "scenario" and not str(text).strip()):
            found.append(
                _fault(
                    name,
                    "ontbreekt, is geen tekst, te lang of met vreemde tekens",
                    "is missing, no text, too long or with odd signs",
                    f"tekst tot {most} tekens",
                    f"text of at most {most} characters",
                )
            )
    if not isinstance(fields["preset"], str) or fields["preset"] not in presets():
        known = ", ".join(presets())
        found.append(_fault("preset", "dit uitgangspunt bestaat niet", "there is no such preset", known, known))
    return found


def _text(text: Any, most: int = NOTES_LENGTH) -> bool:
    """Whether this is text that can be shown and sent on: not too long, no control signs, no half letters."""
    if not isinstance(text, str) or len(text) > most:
        return False
    return all(letter in "\n\r\t" or unicodedata.category(letter) not in ("Cc", "Cs") for letter in text)


def _reasoned(reasons: Any) -> list[Refusal]:
    fine = isinstance(reasons, Mapping) and all(
        _text(key) and (_text(why) or (isinstance(why, Mapping) and all(map(_text, (*why, *why.values())))))
        for key, why in reasons.items()
    )
    if fine:
        return []
    return [_fault("reasons", "geen lijst van redenen", "no list of reasons", "naam: tekst", "name: text")]


def _unpacked(text: str) -> dict[str, Any]:
    """The fields of a link. Raises Unreadable where it was cut, altered or is not a link at all."""
    parts = text.strip().split(".") if isinstance(text, str) and len(text) <= LINK_LENGTH else []
    if len(parts) != 3 or not re.fullmatch(r"[\w-]*", parts[1], re.ASCII):
        raise UnreadableError(
            "link", "geen link van een scenario, of afgebroken", "not a link of a scenario, or cut off"
        )
    if parts[0] != FORMAT:
        raise UnreadableError("link", "gemaakt door een nieuwere versie", "made by a newer version")
    try:
        packed = base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4))
        # The last letter has spare bits: a link is only what `encode` would write, to the letter.
        if _checksum(packed) != parts[2] or _written(packed) != parts[1]:
            raise UnreadableError(
                "link",
                "het controlegetal klopt niet: de link is veranderd",
                "the checksum is wrong: the link was altered",
            )
        inflater = zlib.decompressobj()
        plain = inflater.decompress(packed, INFLATED)
        if not inflater.eof and len(plain) >= INFLATED:
            raise UnreadableError("link", "te groot", "too large")
        fields = json.loads(plain)
    except UnreadableError:
        raise
    except (binascii.Error, zlib.error, ValueError, RecursionError) as error:
        raise UnreadableError("link", "niet leesbaar", "not readable") from error
    if not isinstance(fields, dict):
        raise UnreadableError("link", "niet leesbaar", "not readable")
    return fields


def _written(packed: bytes) -> str:
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _checksum(packed: bytes) -> str:
    return hashlib.sha256(packed).hexdigest()[:10]


def _short(value: float) -> float:
    return int(value) if float(value).is_integer() else float(value)


def _reasons(preset: str) -> dict[str, Any]:
    return dict(presets()[preset].reasons) if preset in presets() else {}


def _fault(name: str, nl: str, en: str, allowed_nl: str, allowed_en: str) -> Refusal:
    return Refusal(name, {"nl": nl, "en": en}, {"nl": allowed_nl, "en": allowed_en})
