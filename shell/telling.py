"""What stands under every milestone and project: other readings, development goals with our reasons, the source."""

from html import escape

import pandas as pd

from shell.trajectory import alternatives, day, table
from shell.words import Words


def others(name: str, key: str, t: Words) -> str:
    """Other dates and amounts for the same thing, each with its source (safe HTML)."""
    rows = alternatives(name, key)
    items = []
    for row in rows.to_dict("records"):
        money = row["field"] in ("budget_eur", "amount")
        value = f"€ {t.number(float(row['value']))}" if money else day(row["value"], t)
        where = t.half(row["source"])
        if row["source_url"]:
            where = (
                f'<a href="{escape(row["source_url"])}" target="_blank" rel="noopener noreferrer">{escape(where)}</a>'
            )
        else:
            where = escape(where)
        items.append(f"<li><b>{escape(value)}</b>: {escape(row[f'note_{t.language}'])} ({where})</li>")
    return f"<h3>{escape(t('trajectory.others'))}</h3><ul>{''.join(items)}</ul>" if items else ""


def goals(row: pd.Series, t: Words) -> str:
    """The development goals of an entry, each with our reason (safe HTML)."""
    reasons = table("sdgs").set_index(["theme", "sdg"])[f"reason_{t.language}"]
    items = "".join(
        f"<li>{escape(t(f'sdg.{goal}'))}: {escape(reasons[row.theme, goal])}</li>" for goal in row.sdgs.split()
    )
    return f"<h3>{escape(t('trajectory.goals'))}</h3><ul>{items}</ul>" if items else ""


def source(row: pd.Series, t: Words) -> str:
    """Publisher, address and date of the source of an entry (safe HTML)."""
    dated = row.source_date or t("trajectory.undated")
    link = f'<a href="{escape(row.source_url)}" target="_blank" rel="noopener noreferrer">{escape(row.publisher)}</a>'
    return f'<p class="from">{escape(t("trajectory.source"))}: {link} ({escape(dated)})</p>'
