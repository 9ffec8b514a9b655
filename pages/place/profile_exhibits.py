"""The profile of one municipality: every theme, the newest figure of each indicator, and a small chart over time.

Needs no Streamlit: the page shows the profile as HTML, a briefing as one table.
"""

from html import escape
from typing import Any, cast

import pandas as pd

from briefings.exhibit import Exhibit
from charts.sparkline import sparkline
from i18n.translator import Words
from loaders.datasets.catalogue import themes, units
from pages.place import missing
from pages.place.key_figure_exhibits import KEY_FIGURES
from shell.datasets import cached, note_used
from shell.exhibits import builder, figure_texts
from shell.exhibits.choices import Choice, Choices
from shell.indicator_data import Figures, areas, by_theme, figures, offered_indicators
from shell.indicator_lists import leading_indicators
from shell.peers.groups import municipality_names, place_choice

# The option of the leading indicators only.
LEADING = "0"


def other_choice(place: str, t: Words) -> Choice:
    """The municipality beside it: any other one."""
    return Choice("other", {key: name for key, name in municipality_names(t).items() if key != place}, "NL-GM0715")


def extent_choice(t: Words) -> Choice:
    """Whether the profile has the leading indicators only, which fit on one sheet, or every main one."""
    return Choice("all", {LEADING: t("place.leading"), "1": t("indicator.details")}, LEADING)


def has_more() -> bool:
    """Whether there are main indicators besides the leading ones."""
    return any(not one.detail and key not in leading_indicators() for key, one in offered_indicators().items())


def chosen_places(choices: Choices, t: Words) -> tuple[pd.Series, pd.Series]:
    """The municipality of the profile and the one beside it, as rows of the places dataset."""
    place = place_choice(t).of(choices)
    return find_place(place, t.language), find_place(other_choice(place, t).of(choices), t.language)


def find_place(key: str, language: str) -> pd.Series:
    """The row of a place in the places dataset."""
    return cast(pd.Series, areas(language).loc[key])


@builder
def profile(choices: Choices, t: Words) -> Exhibit:
    """The profile as one table: the place, the district, the other place."""
    place, other = chosen_places(choices, t)
    extent = extent_choice(t).of(choices)
    title = t("place.title", name=place["name"])
    # The table takes as long as the page itself, so it is only made for a slide.
    note_used("indicators")
    return Exhibit(
        "profile", "place", "table", title, lambda: {**table_content(place, other, t, extent), "caption": title}
    )


@cached("indicators", max_entries=200)
def list_sources(place_key: str, other_key: str, language: str, extent: str = LEADING) -> list[str]:
    """Who publishes the figures of each column, most figures first: two countries have their own publishers."""
    t = Words(language)
    place, other = find_place(place_key, language), find_place(other_key, language)
    names = {place_key: place["name"], "NSPD": t("place.district"), other_key: other["name"]}
    used: dict[str, list[dict[str, Any]]] = {column: [] for column in names}
    for data in _listed_indicators(place_key, extent, t):
        for column, rows in used.items():
            if column == other_key and _not_comparable(data, place, other):
                continue
            if row := data.newest_values(column, "place", "source", "publisher", "derived_from"):
                rows.append(row)
    return [
        t("place.source", name=names[column], publishers=", ".join(figure_texts.publishers(pd.DataFrame(rows), t)))
        for column, rows in used.items()
        if rows
    ]


def describe_signs(place: pd.Series, other: pd.Series, t: Words) -> str:
    """What the signs beside the figures mean."""
    across = place.country != other.country
    signs = [t("place.signs", short=t("place.unpublished"), country=t(f"country.{other.country}"))] if across else []
    return " ".join([t("table.status_key"), *signs, t("place.older")])


def keys_by_theme(extent: str, t: Words) -> dict[str, list[str]]:
    """The indicators of each theme, in the order of the profile."""
    leading = leading_indicators()
    every = by_theme(t, details=False)
    return {theme: [key for key in keys if extent != LEADING or key in leading] for theme, keys in every.items()}


def _listed_indicators(place: str, extent: str, t: Words) -> list[Figures]:
    """The indicators that have a figure of the place, in the order of the profile."""
    keys = [key for indicators in keys_by_theme(extent, t).values() for key in indicators]
    return [data for key in keys if (data := figures(key, t)).has_newest(place)]


def table_content(place: pd.Series, other: pd.Series, t: Words, extent: str = LEADING) -> dict[str, Any]:
    """The profile as the content of one table, figures with their period, and its source."""
    rows, used = [], []
    for data in _listed_indicators(str(place.name), extent, t):
        indicator = data.indicator
        newest = {key: data.newest(key) for key in (str(place.name), "NSPD", str(other.name))}
        cells = [_text(row, data, t) for row in newest.values()]
        if sign := missing.sign_across(data.indicator, place.country, other.country, t):
            cells[-1] = sign
        marked = f" · {figure_texts.badge_text(indicator, t)}" if _bridged(data, place, other) else ""
        rows.append([f"{t.of(indicator.label)} ({figure_texts.plain_unit(indicator, t)}){marked}", *cells])
        # A figure that is not in the table has no source in it.
        used += [row for key, row in newest.items() if row is not None and not (sign and key == str(other.name))]
    head = [t("place.indicator"), str(place["name"]), t("place.district"), str(other["name"])]
    publishers = figure_texts.publishers(pd.DataFrame(used), t)
    return {
        "head": head,
        "rows": rows,
        "source": t("briefing.source", publishers=figure_texts.list_names(publishers, t)),
    }


def _not_comparable(data: Figures, place: pd.Series, other: pd.Series) -> bool:
    """Whether the two lie on both sides of the border and the figures may not be compared across it."""
    return bool(place.country != other.country) and data.indicator.comparability == "not_comparable"


def _bridged(data: Figures, place: pd.Series, other: pd.Series) -> bool:
    """Whether the two may only be compared because the figures of one side were recomputed."""
    return bool(place.country != other.country) and data.indicator.comparability == "bridged"


def _text(row: pd.Series | None, data: Figures, t: Words) -> str:
    if row is None:
        return "–"
    return f"{figure_texts.format_figure(row, t, data.indicator.decimals)}, {t.period(row.period)}"


@cached("indicators", max_entries=200)
def profile_html(place_key: str, other_key: str, language: str, extent: str = LEADING) -> str:
    """The profile as safe HTML, without the key figures, which stand above it."""
    t = Words(language)
    place, other = find_place(place_key, language), find_place(other_key, language)
    sections = []
    for theme, indicators in keys_by_theme(extent, t).items():
        rows = [row for key in indicators if key not in KEY_FIGURES and (row := _row(figures(key, t), place, other, t))]
        only_other = missing.describe_of_other_only(indicators, place_key, other_key, t)
        if not rows and not only_other:
            continue
        head = [t("place.indicator"), place["name"], t("place.district"), other["name"], t("place.over_time")]
        cells = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
        table = f"<table><thead><tr>{cells}</tr></thead><tbody>{''.join(rows)}</tbody></table>" if rows else ""
        note = f'<p class="note">{escape(only_other)}</p>' if only_other else ""
        sections.append(f"<section><h2>{escape(t.of(themes()[theme]))}</h2>{table}{note}</section>")
    return f'<div class="profile">{"".join(sections)}</div>'


def _row(data: Figures, place: pd.Series, other: pd.Series, t: Words) -> str:
    """One indicator; empty where the place has no figure. Across the border only what may be compared."""
    indicator = data.indicator
    if not data.has_newest(str(place.name)):
        return ""
    label = t.of(indicator.label)
    sign = missing.sign_across(data.indicator, place.country, other.country, t)
    other_cell = (
        f'<td title="{escape(sign if sign != "≠" else t.of(indicator.why))}">{missing.short_sign(sign, t)}</td>'
        if sign
        else _cell(data, str(other.name), t)
    )
    # The whole badge would make the row three lines high, and the profile longer than its one sheet.
    bridged = f' <abbr title="{escape(t.of(indicator.why))}">≈</abbr>' if _bridged(data, place, other) else ""
    course = data.course(str(place.name), "year", "period", "value", "status")
    return (
        f'<tr><th scope="row">{escape(label)}{bridged} {_small(t.of(units()[indicator.unit]))}</th>'
        f"{_cell(data, str(place.name), t)}{_cell(data, 'NSPD', t)}{other_cell}"
        f"<td>{sparkline(course, alt=_describe_course(label, course, data, t)) if len(course) > 1 else ''}</td></tr>"
    )


def _small(text: str) -> str:
    return f'<span class="when">{escape(text)}</span>'


def _cell(data: Figures, place: str, t: Words) -> str:
    row = data.newest_values(place, "value", "status", "source", "period")
    if row is None:
        return "<td>–</td>"
    text = figure_texts.format_figure(row, t, data.indicator.decimals)
    return f"<td>{escape(text)} {_small(t.period(row['period']))}</td>"


def _describe_course(label: str, course: pd.DataFrame, data: Figures, t: Words) -> str:
    """The first and the last figure in words, for whoever cannot see the small chart."""
    values, periods, decimals = course.value.tolist(), course.period.tolist(), data.indicator.decimals
    first, last = (f"{t.number(values[end], decimals)} ({t.period(periods[end])})" for end in (0, -1))
    return f"{label}: {first} → {last}"
