"""Check what a file holds against its pydantic model, and say what is wrong in the reader's language.

A model names a type as the reader sees it by `expected`: `Annotated[dict[str, str], expected("object of text")]`.
"""

import math
import sys
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from i18n.system_errors import explain_reason
from i18n.translator import Words

# How deep lists and objects may nest: a figure of Plotly needs about ten levels, and Python gives up near a thousand.
MAX_DEPTH = 40
# How the reader sees the types that a model names without `expected`, by the type of pydantic's error.
TYPE_NAMES = {
    "string_type": "text",
    "string_unicode": "text",
    "float_type": "number",
    "int_type": "number",
    "bool_type": "true, false",
    "dict_type": "object",
    "model_type": "object",
    "literal_error": "text",
}
T = TypeVar("T")


class BriefingError(ValueError):
    """What is wrong with a briefing: in which field (`slides[3].title`), why, and what is allowed.

    reason  a key under `kit.wrong` of the locale files; `message` is the sentence in the reader's language
    """

    def __init__(self, field: str, reason: str, allowed: str = ""):
        self.field, self.reason, self.allowed = field, reason, allowed
        super().__init__(self.message("en"))

    def message(self, language: str) -> str:
        """The error as a sentence."""
        allowed = explain_reason(self.allowed, language)
        return Words(language)(f"kit.wrong.{self.reason}", field=self.field, allowed=allowed)


def expected(name: str) -> WrapValidator:
    """In a model: the name of a type for the reader. Whatever is wrong inside such a value, its field is refused."""

    def check(value: Any, validate_type: ValidatorFunctionWrapHandler) -> Any:
        try:
            return validate_type(value)
        except ValidationError:
            raise BriefingError("", "type", name) from None

    return WrapValidator(check)


def validate(where: str, value: Any, fields: Collection[str], build: Callable[[dict[str, Any]], T]) -> T:
    """Build the model of an object of JSON. Raises BriefingError for its first field that is refused.

    where   its place in the file, such as `slides[3]`
    fields  the names it may have; build: makes the model, or raises ValidationError
    """
    if not isinstance(value, dict):
        raise BriefingError(where, "type", "object")
    # Before pydantic sees them: it cannot report a name with half a character in it.
    if unknown := set(value) - set(fields):
        raise BriefingError(f"{where}.{min(unknown)[:60]}", "unknown", ", ".join(fields))
    try:
        return build(value)
    except ValidationError as error:
        raise _briefing_error(where, error.errors(include_url=False)[0]) from None


def _briefing_error(where: str, error: Mapping[str, Any]) -> BriefingError:
    """An error of pydantic as ours: places in lists count from 1."""
    field = where + "".join(f"[{name + 1}]" if isinstance(name, int) else f".{name[:60]}" for name in error["loc"])
    context: dict[str, Any] = error.get("ctx", {})
    if isinstance(refused := context.get("error"), BriefingError):
        # A validator of ours named the place inside the field.
        return BriefingError(field + refused.field, refused.reason, refused.allowed)
    if error["type"] == "missing":
        return BriefingError(field, "missing")
    if error["type"] == "literal_error" and isinstance(error["input"], str):
        choices = context["expected"].replace("'", "").replace(" or ", ", ")
        # The language belongs to the whole file, and is named without a path.
        return BriefingError(field.removeprefix("briefing."), "one_of", choices)
    return BriefingError(field, "type", TYPE_NAMES.get(error["type"], "list"))


def check_values(where: str, value: Any) -> None:
    """Raise BriefingError for the field of an object that nests too deep, or holds a number that is no finite float.

    Call it before `validate`: models copy and clean values by recursion, which deep nesting would exhaust.
    """
    fields = {f"{where}.{name[:60]}": each for name, each in value.items()} if isinstance(value, dict) else {}
    for field, each in (fields or {where: value}).items():
        _check_value(field, each)


def _check_value(field: str, value: Any) -> None:
    """Level by level, without recursion."""
    level = [value]
    for _ in range(MAX_DEPTH):
        inner: list[Any] = []
        for each in level:
            if isinstance(each, dict):
                inner += each.values()
            elif isinstance(each, list):
                inner += each
            elif isinstance(each, int | float) and not _is_finite(each):
                raise BriefingError(field, "no_number")
        if not inner:
            return
        level = inner
    raise BriefingError(field, "nested", str(MAX_DEPTH))


def _is_finite(value: int | float) -> bool:
    # A whole number of JSON has no limit, and the largest ones do not become a float.
    return abs(value) <= sys.float_info.max if isinstance(value, int) else math.isfinite(value)
