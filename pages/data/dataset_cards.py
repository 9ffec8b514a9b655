"""What the data page shows: cards of datasets, cards of indicators, and which figures there are."""

from collections.abc import Sequence
from html import escape
from typing import cast

import pandas as pd
import streamlit as st

from i18n.translator import Words
from loaders import AWAITED, DATASETS
from loaders.card import DatasetError
from loaders.datasets.catalogue import catalogue, themes, units
from loaders.datasets.indicators import COMPUTED
from loaders.datasets.places import SIX
from shell import components, figure_texts, plain_text, url_state
from shell.attribution import publisher_names
from shell.briefing import collect
from shell.datasets import card, dataset
from shell.frame import link
from shell.indicator_data import areas, by_theme, figures, offered_indicators

# A cell that begins with this sign is filled.
MARK = "\u2588"


def counts(t: Words) -> None:
    """How much there is, in one line."""
    try:
        table = dataset("indicators")
    except DatasetError as error:
        plain_text.error(t("data.broken", why=str(error)))
        return
    components.note(
        t(
            "data.counts",
            datasets=t.number(len(DATASETS)),
            indicators=t.number(len(offered_indicators())),
            observations=t.number(len(table)),
            publishers=t.number(table.loc[table.source != COMPUTED, "publisher"].nunique()),
        )
    )


def datasets(t: Words) -> None:
    """The card of every dataset; a broken one says what is wrong with it."""
    for name in (*DATASETS, *AWAITED):
        try:
            fields = card(name).fields
            if not card(name).fetched:
                components.note(t("shapes.awaited", title=t.of(fields.title), publisher=t.of(fields.publisher)))
                continue
            dataset(name)
        except DatasetError as error:
            plain_text.error(t("data.broken", why=str(error)))
            continue
        with st.expander(f"{t.of(fields.title)} · {t.number(fields.rows)} {t('data.rows').lower()}"):
            components.table(
                ["", ""],
                [
                    [t("data.publisher"), t.of(fields.publisher)],
                    [t("data.licence"), t.of(fields.licence)],
                    [t("data.attribution"), t.of(fields.attribution)],
                    [t("data.address"), fields.address],
                    [t("data.retrieved_from"), t.of(fields.retrieved_from)],
                    [t("data.retrieved"), t.date(fields.retrieved_on) if fields.retrieved_on else ""],
                    [t("data.vintage"), t.of(fields.vintage)],
                    [t("data.note"), t.of(fields.note)],
                ],
                key="register-datasets",
                caption=t.of(fields.title),
                words=True,
            )
            components.table(
                [t("data.column"), t("data.meaning"), t("indicator.unit")],
                [[key, t.of(c.meaning), c.unit] for key, c in fields.columns.items()],
                caption=t("data.columns"),
                words=True,
                # What columns mean matters for a download, not on a slide; twenty buttons would slow the page.
                key="",
            )


def indicators(t: Words) -> None:
    """The card of every indicator of a theme: definitions, comparability, unit, order of sources."""
    theme = _choose_theme(t)
    names = publisher_names()
    for key in by_theme(t)[theme]:
        indicator = catalogue()[key]
        with st.expander(f"{t.of(indicator.label)} · {t(f'comparability.{indicator.comparability}')}"):
            components.definitions_by_country(indicator, t)
            order = list(dict.fromkeys(t.half(names[source]) for source in indicator.sources))
            components.note(f"{t('indicator.unit')}: {t.of(units()[indicator.unit])}")
            components.note(f"{t('indicator.order')}: {' → '.join(order)}")
            link("map", t("data.open"), indicator=key)


def coverage(t: Words) -> None:
    """How many years each place has of each indicator, and year by year for one of them."""
    theme = _choose_theme(t)
    names = areas(t.language)["name"]
    rows = []
    for key, label in by_theme(t)[theme].items():
        dated = figures(key, t).dated
        spans = dated[dated.place.isin(SIX)].groupby("place").period.agg(["count", "min", "max"])
        rows.append([label, *(_span(spans, place, t) for place in SIX)])
    components.table(
        [t("indicator.label"), *(names[place] for place in SIX)],
        rows,
        key="register-coverage",
        caption=f"{t('data.coverage')}: {t.of(themes()[theme])}",
        marks=MARK,
    )
    components.note(t("data.coverage_note"))
    key = url_state.choose("indicator", by_theme(t)[theme], label=t("indicator.label"), words=t)
    _by_year(key, t)


def _span(spans: pd.DataFrame, place: str, t: Words) -> str:
    if place not in spans.index:
        return ""
    row = cast(pd.Series, spans.loc[place])
    first, last = str(row["min"]), str(row["max"])
    span = first if first == last else t("period.between", first=first, last=last)
    return f"{MARK}{span} ({t.number(row['count'])})"


def _by_year(key: str, t: Words) -> None:
    """A table of places by years, a cell filled where there is a figure."""
    data = figures(key, t)
    dated = data.dated.dropna(subset=["year"])
    if dated.empty:
        components.note(t("sources.none"))
        return
    names = areas(t.language)["name"]
    filled = set(zip(dated.place, dated.year.astype(int), strict=True))
    years = list(range(int(dated.year.min()), int(dated.year.max()) + 1))
    places = list(dict.fromkeys([*SIX, *dated.place]))
    head = "".join(f'<th scope="col">{year}</th>' for year in years)
    body = "".join(
        f'<tr><th scope="row">{escape(str(names[place]))}</th>'
        + "".join(
            f'<td class="some" title="{year}"><span class="hidden">{escape(t("data.full"))}</span></td>'
            if (place, year) in filled
            else '<td><span class="hidden">–</span></td>'
            for year in years
        )
        + "</tr>"
        for place in places
    )
    caption = t("data.coverage_years", title=t.of(data.indicator.label))
    st.html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="plain matrix">'
        f"<caption>{escape(caption)}</caption><thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    # One column per year would be forty columns on a slide.
    spans = {place: _format_years([year for year in years if (place, year) in filled]) for place in places}
    listed = [[str(names[place]), spans[place] or "–"] for place in places]
    content = {"head": [t("table.place"), t("data.years")], "rows": listed, "caption": caption}
    source = figure_texts.source_line(dated, data.indicator, t)
    collect.offer_exhibit("table", "coverage-years", lambda: content, title=caption, source=source)


def _format_years(years: Sequence[int]) -> str:
    """Years with consecutive ones as a range: 1977, 2004–2026."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _choose_theme(t: Words) -> str:
    names = {key: t.of(label) for key, label in themes().items() if key in by_theme(t)}
    return url_state.choose("theme", names, label=t("theme.label"), words=t)


PARTS = {"datasets": datasets, "indicators": indicators, "coverage": coverage}
