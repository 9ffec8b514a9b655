"""Fields of a card.yaml changed in its text: comments, order and quotes of all the rest stay as they are."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, ScalarString

from loaders.errors import DatasetError


def change_fields(name: str, text: str, fields: Mapping[str, Any]) -> str:
    """The text of the card of `name` with new values for these fields, which it must have already.

    Values are text, numbers, dates, None, and lists and mappings of these. Each keeps the style of the one it replaces.
    Raises DatasetError if the text is no YAML or lacks a field.
    """
    editor = _editor()
    try:
        card = editor.load(text)
    except YAMLError as error:
        raise DatasetError(f"{name}/card.yaml: the card is not readable YAML ({error})") from error
    if missing := [field for field in fields if not isinstance(card, CommentedMap) or field not in card]:
        raise DatasetError(f"{name}/card.yaml: the card has no field {', '.join(missing)} to change")
    for field, value in fields.items():
        card[field] = _styled(value, card[field])
    changed = io.StringIO()
    editor.dump(card, changed)
    return changed.getvalue()


def _editor() -> YAML:
    editor = YAML()
    editor.preserve_quotes = True
    # A sentence stays on its line, and items of a list are indented as in our cards.
    editor.width = 1_000_000
    editor.indent(mapping=2, sequence=4, offset=2)
    editor.Representer = _Representer
    return editor


class _Representer(RoundTripRepresenter):
    """Writes a missing value as null; ruamel leaves it empty."""


_Representer.add_representer(type(None), lambda self, _: self.represent_scalar("tag:yaml.org,2002:null", "null"))


def _styled(value: Any, old: Any) -> Any:
    """A new value in the style of the old one; lists and mappings are changed in place, so that comments stay."""
    if isinstance(value, Mapping):
        return _mapping(value, old)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _sequence(value, old)
    if isinstance(value, str):
        # In place of a mapping a text has quotes, like its texts; in place of a text, those that it had.
        style = DoubleQuotedScalarString if isinstance(old, Mapping) else type(old)
        return style(value) if issubclass(style, ScalarString) else value
    # A date of its own: one object at two places would be written as an anchor and a reference to it.
    return date(value.year, value.month, value.day) if isinstance(value, date) else value


def _mapping(value: Mapping[str, Any], old: Any) -> CommentedMap:
    if not isinstance(old, CommentedMap):
        flow = CommentedMap((key, _styled(one, {})) for key, one in value.items())
        flow.fa.set_flow_style()
        return flow
    for key in [key for key in old if key not in value]:
        del old[key]
    for key, one in value.items():
        if old.get(key) != one or key not in old:
            old[key] = _styled(one, old.get(key))
    return old


def _sequence(value: Sequence[Any], old: Any) -> CommentedSeq:
    if not isinstance(old, CommentedSeq):
        return CommentedSeq(_styled(one, None) for one in value)
    del old[len(value) :]
    for place, one in enumerate(value):
        if place == len(old):
            old.append(_styled(one, _template(old)))
        elif old[place] != one:
            old[place] = _styled(one, old[place])
    return old


def _template(items: CommentedSeq) -> Any:
    """What a further item looks like: the last one, without its comments."""
    last = items[-1] if items else None
    if not isinstance(last, CommentedMap):
        return last
    plain = CommentedMap((key, _styled(one, one)) for key, one in last.items())
    if last.fa.flow_style():
        plain.fa.set_flow_style()
    return plain
