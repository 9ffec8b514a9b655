"""Parsing a YAML file from a reader: small and plain, no tags, anchors, aliases or duplicate keys, never code."""

from collections.abc import Hashable
from typing import Any

import yaml

from scenarios.scenario import Refusal

# A scenario with every parameter changed and long notes is 20 kB.
LARGEST = 64_000
# A scenario nests far less.
DEEPEST = 8
ALLOWED = {"nl": "een bestand of link die hier is bewaard", "en": "a file or link that was saved here"}


class UnreadableError(ValueError):
    """A text that cannot be a scenario; `refusal` says why in both languages."""

    def __init__(self, name: str, nl: str, en: str):
        super().__init__(en)
        self.refusal = Refusal(name, {"nl": nl, "en": en}, ALLOWED)


class _Loader(yaml.SafeLoader):
    """Refuses a duplicate key, of which YAML would silently keep the last value."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        if len(keys) != len(set(map(str, keys))):
            raise UnreadableError("file", "een veld staat er twee keer in", "a field stands twice")
        return dict(super().construct_mapping(node, deep))


def read_yaml(text: str | bytes) -> dict[str, Any]:
    """The fields of a file. Raises UnreadableError where it is too large, damaged, or not plain fields."""
    if len(text) > LARGEST:
        raise UnreadableError("file", f"groter dan {LARGEST // 1000} kB", f"larger than {LARGEST // 1000} kB")
    try:
        plain = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        _check_plain(plain)
        fields = yaml.load(plain, Loader=_Loader)
    except UnicodeDecodeError as error:
        raise UnreadableError("file", "geen tekst in UTF-8", "no text in UTF-8") from error
    except UnreadableError:
        raise
    # A number with thousands of digits or an impossible date raises Python's own ValueError.
    except (yaml.YAMLError, RecursionError, TypeError, ValueError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else "?"
        raise UnreadableError("file", f"geen leesbare YAML, regel {line}", f"not readable YAML, line {line}") from error
    if not isinstance(fields, dict):
        raise UnreadableError("file", "geen lijst van velden", "not a list of fields")
    return fields


def _check_plain(text: str) -> None:
    """Raises UnreadableError at the first tag, anchor or alias, and where the nesting is too deep."""
    depth = 0
    for token in yaml.scan(text):
        if isinstance(token, yaml.TagToken | yaml.AnchorToken | yaml.AliasToken):
            line = token.start_mark.line + 1
            raise UnreadableError(
                "file",
                f"regel {line}: een merkteken, anker of verwijzing is niet toegestaan",
                f"line {line}: a tag, anchor or alias is not allowed",
            )
        opens = yaml.BlockMappingStartToken | yaml.BlockSequenceStartToken | yaml.FlowMappingStartToken
        depth += isinstance(token, opens | yaml.FlowSequenceStartToken)
        depth -= isinstance(token, yaml.BlockEndToken | yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken)
        if depth > DEEPEST:
            raise UnreadableError("file", "te diep genest", "nested too deep")
