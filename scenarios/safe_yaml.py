"""Parsing a YAML file from a reader: small and plain, no tags, anchors, aliases or duplicate keys, never code."""

from collections.abc import Hashable
from typing import Any

import yaml

from scenarios.messages import Message
from scenarios.scenario import Refusal

# A scenario with every parameter changed and long notes is 20 kB.
LARGEST = 64_000
# A scenario nests far less.
DEEPEST = 8


class UnreadableError(ValueError):
    """A text that cannot be a scenario; `refusal` says why.

    name    what was read: file or link
    reason  the key of the reason under `model.refused` in the locale files; values: what its text names
    """

    def __init__(self, name: str, reason: str, **values: float | str):
        self.refusal = Refusal(name, Message(f"refused.{reason}", values), Message("allowed.stored_here"))
        super().__init__(str(self.refusal))


class _Loader(yaml.SafeLoader):
    """Refuses a duplicate key, of which YAML would silently keep the last value."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        if len(keys) != len(set(map(str, keys))):
            raise UnreadableError("file", "field_twice")
        return dict(super().construct_mapping(node, deep))


def read_yaml(text: str | bytes) -> dict[str, Any]:
    """The fields of a file. Raises UnreadableError where it is too large, damaged, or not plain fields."""
    if len(text) > LARGEST:
        raise UnreadableError("file", "file_too_large", size=LARGEST // 1000)
    try:
        plain = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        _check_plain(plain)
        fields = yaml.load(plain, Loader=_Loader)
    except UnicodeDecodeError as error:
        raise UnreadableError("file", "not_utf8") from error
    except UnreadableError:
        raise
    # A number with thousands of digits or an impossible date raises Python's own ValueError.
    except (yaml.YAMLError, RecursionError, TypeError, ValueError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else "?"
        raise UnreadableError("file", "not_yaml", line=line) from error
    if not isinstance(fields, dict):
        raise UnreadableError("file", "not_fields")
    return fields


def _check_plain(text: str) -> None:
    """Raises UnreadableError at the first tag, anchor or alias, and where the nesting is too deep."""
    depth = 0
    for token in yaml.scan(text):
        if isinstance(token, yaml.TagToken | yaml.AnchorToken | yaml.AliasToken):
            raise UnreadableError("file", "tag", line=token.start_mark.line + 1)
        opens = yaml.BlockMappingStartToken | yaml.BlockSequenceStartToken | yaml.FlowMappingStartToken
        depth += isinstance(token, opens | yaml.FlowSequenceStartToken)
        depth -= isinstance(token, yaml.BlockEndToken | yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken)
        if depth > DEEPEST:
            raise UnreadableError("file", "too_deep")
