"""Details of a milestone or project: what other sources say, development goals with our reasons, the source.

Needs no Streamlit.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from briefings.exhibit import Exhibit
from i18n.translator import Words
from pages.trajectory.registers import alternatives, table

# An entry as `registers.find_entry` returns it.
Row = Mapping[str, Any]


def format_other_sources(name: str, key: str, t: Words) -> str:
    """The dates and amounts that other sources have for an entry (safe HTML)."""
    items = []
    for row in alternatives(name, key).to_dict("records"):
        publisher = escape(t.half(row["source"]))
        if url := escape(row["source_url"]):
            publisher = f'<a href="{url}" target="_blank" rel="noopener noreferrer">{publisher}</a>'
        note = escape(row[f"note_{t.language}"])
        items.append(f"<li><b>{escape(_value(row, t))}</b>: {note} ({publisher})</li>")
    return f"<h3>{escape(t('trajectory.others'))}</h3><ul>{''.join(items)}</ul>" if items else ""


def _value(row: Mapping[Any, Any], t: Words) -> str:
    """What another source says: an amount or a day."""
    money = row["field"] in ("budget_eur", "amount")
    return f"€ {t.number(float(row['value']))}" if money else t.partial_date(row["value"])


def story(name: str, row: Row, title: str, message: str, facts: Sequence[tuple[str, str]], t: Words) -> Exhibit:
    """An entry of the register `name` as text: summary, facts, what other sources say, its source."""
    rows = alternatives(name, row["key"]).to_dict("records")
    readings = [f"{_value(one, t)}: {one[f'note_{t.language}']} ({t.half(one['source'])})" for one in rows]
    paragraphs = [row["summary"], *(f"{label}: {fact}" for label, fact in facts if fact not in ("", "–"))]
    paragraphs += [f"{t('trajectory.others')}: {'; '.join(readings)}"] if readings else []
    day = _source_date(row, t)
    line = f"{t('trajectory.source')}: {row['publisher']} ({day}). {row['source_url']}"
    content = {"paragraphs": [text for text in paragraphs if text]}
    return Exhibit(
        f"story-{name}",
        "trajectory",
        "words",
        title,
        lambda: content,
        message=message,
        source=line.strip(),
        # Not the registers that its names were read from.
        datasets=(name,),
    )


def format_entry(name: str, row: Row, title: str, facts: Sequence[tuple[str, str]], t: Words, *, lead: str = "") -> str:
    """An entry of the register `name` in full (safe HTML); `lead`: what stands under its title (safe HTML too)."""
    body = "".join(f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in facts)
    below = f"{format_other_sources(name, row['key'], t)}{format_goals(row, t)}{format_source(row, t)}"
    return (
        f'<article class="story"><h2>{escape(title)}</h2>{lead}<p>{escape(row["summary"])}</p>'
        f"<dl>{body}</dl>{below}</article>"
    )


def format_goals(row: Row, t: Words) -> str:
    """The development goals of an entry, each with our reason (safe HTML)."""
    reasons = table("sdgs").set_index(["theme", "sdg"])[f"reason_{t.language}"]
    items = "".join(
        f"<li>{escape(t(f'sdg.{goal}'))}: {escape(reasons[row['theme'], goal])}</li>" for goal in row["sdgs"].split()
    )
    return f"<h3>{escape(t('trajectory.goals'))}</h3><ul>{items}</ul>" if items else ""


def format_source(row: Row, t: Words) -> str:
    """Publisher, address and date of the source of an entry (safe HTML)."""
    day = _source_date(row, t)
    url, publisher = escape(row["source_url"]), escape(row["publisher"])
    link = f'<a href="{url}" target="_blank" rel="noopener noreferrer">{publisher}</a>'
    return f'<p class="from">{escape(t("trajectory.source"))}: {link} ({escape(day)})</p>'


def _source_date(row: Row, t: Words) -> str:
    """The day of the source in words; the registers write `c. 2025-11` for about November 2025, and 2024/2025."""
    day = str(row["source_date"])
    if not day:
        return t("trajectory.undated")
    about, text = day.startswith("c. "), "–".join(t.partial_date(part) for part in day.removeprefix("c. ").split("/"))
    return t("trajectory.about", when=text) if about else text
