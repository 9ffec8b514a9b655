"""Read values of a Plotly figure: labels, numbers, dates, colours, and one value that stands for many."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from html import unescape
from typing import Any

from briefings import style


def plain(text: Any) -> str:
    """A text of Plotly without its tags."""
    return unescape(re.sub(r"<br ?/?>|</?[a-z]+( [^<>]*)?>", " ", str(text or ""))).strip()


def label_text(value: Any) -> str:
    """A label as it is drawn."""
    return plain(f"{value:g}" if isinstance(value, float) else value)


def number(value: Any) -> float | None:
    """A number as float; None for any other value."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def day(value: Any) -> float | None:
    """An ISO date as the serial number of Office; None for another text."""
    try:
        return float((date.fromisoformat(str(value)[:10]) - date(1899, 12, 30)).days)
    except ValueError:
        return None


def categories(rows: Sequence[Sequence[Any]], axis: Mapping[str, Any]) -> list[str]:
    """The labels of all rows in the order of the axis, each once."""
    ordered = axis.get("categoryarray") if axis.get("categoryorder") == "array" else []
    seen = [label_text(one) for row in rows for one in row]
    first = [label_text(one) for one in ordered or [] if label_text(one) in seen]
    return list(dict.fromkeys([*first, *seen]))


def decimals(text: str, layout: Mapping[str, Any]) -> int:
    """The number of decimals in a text, after the decimal separator of the layout."""
    sign = (layout.get("separators") or ".,")[0]
    match = re.search(rf"{re.escape(sign)}(\d+)\D*$", text)
    return len(match[1]) if match else 0


def as_list(value: Any, count: int) -> list[Any]:
    """A list of values, one per item: the list itself, or one value repeated."""
    return list(value) if isinstance(value, list | tuple) else [] if value is None else [value] * max(count, 1)


def value_at(values: Sequence[Any], place: int) -> Any:
    """The value at a place, or the last one where there are fewer."""
    return values[place] if place < len(values) else values[-1] if values else None


def colour(value: Any) -> str | None:
    """A colour of our charts as `#rrggbb`; None for a number on a colour scale, or a name."""
    if value is None:
        return style.ACCENT
    text = str(value).strip().lower()
    if re.fullmatch(r"#[0-9a-f]{6}", text):
        return text
    if re.fullmatch(r"#[0-9a-f]{3}", text):
        return "#" + "".join(sign * 2 for sign in text[1:])
    if match := re.fullmatch(r"rgb\((\d+), *(\d+), *(\d+)\)", text):
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in match.groups())
    return None
