"""The ten figures that a profile begins with, each with where the place stands. Why these: docs/decisions/0029."""

from html import escape
from typing import Any

import pandas as pd

from briefings.exhibit import Exhibit
from charts.strip import has_ratios, strip
from i18n.translator import Words
from loaders.datasets.catalogue import units
from pages.place.missing import short_sign, sign_across
from shell.datasets import cached
from shell.exhibits import NoFiguresError, builder, figure_texts
from shell.exhibits.choices import Choices
from shell.indicator_data import areas
from shell.peers.groups import place_choice
from shell.peers.municipal_values import country_of, province_of
from shell.peers.similar import DEFAULT_CRITERIA, DEFAULT_SIZE, find_similar
from shell.peers.standing import Standing, describe, figure_text, find_standing

# Of the core set one figure for each question that is asked first of a municipality, at least one of each theme that
# has core indicators. Shares and rates, so that large and small places compare; only the first is a count.
KEY_FIGURES = (
    "population",
    "population_change",
    "age_share_65_plus",
    "share_one_person_households",
    "net_migration_per_1000",
    "density_total",
    "house_price",
    "equivalised_income",
    "employment_rate",
    "establishments_per_1000",
)


@cached("indicators", "places", max_entries=200)
def standings(place: str, language: str) -> list[Standing]:
    """The key figures that the place has, among the most similar municipalities by the usual criteria."""
    peers = find_similar(place, DEFAULT_CRITERIA, int(DEFAULT_SIZE)).places
    found = (find_standing(key, place, peers, Words(language)) for key in KEY_FIGURES)
    return [one for one in found if one is not None]


@builder
def key_figures(choices: Choices, t: Words) -> Exhibit:
    """The key figures as one table. Raises NoFiguresError where the place has none of them."""
    place = place_choice(t).of(choices)
    name = str(areas(t.language).loc[place, "name"])
    if not standings(place, t.language):
        raise NoFiguresError(t("place.no_key_figures", name=name))
    title = t("place.key_figures_of", name=name)
    return Exhibit(
        "key-figures",
        "place",
        "table",
        title,
        # The page shows cards instead, so the table is only made for a slide.
        lambda: {**_table(place, t), "caption": title},
        message=t("place.rank_note"),
        source=_source(place, t.language),
    )


def _table(place: str, t: Words) -> dict[str, Any]:
    name, wider = str(areas(t.language).loc[place, "name"]), ("NSPD", province_of(place), country_of(place))
    head = [t("place.indicator"), name, *(_short_name(key, t) for key in wider), t("peers.median_short")]
    rows = [
        [
            _label(one, t),
            figure_text(one.newest, one.indicator, t),
            *(figure_text(one.wider[key], one.indicator, t) if key in one.wider else "–" for key in wider),
            _median_text(one, t),
            describe(one, t),
        ]
        for one in standings(place, t.language)
    ]
    return {"head": [*head, t("place.standing")], "rows": rows}


def _label(one: Standing, t: Words) -> str:
    return f"{t.of(one.indicator.label)} ({figure_texts.plain_unit(one.indicator, t)})"


def _short_name(key: str, t: Words) -> str:
    return t("place.district") if key == "NSPD" else str(areas(t.language).loc[key, "name"])


def _median_text(one: Standing, t: Words) -> str:
    if one.median is None:
        return "–"
    return f"{t.number(one.median, one.indicator.decimals)}, {t.period(one.period)}"


@cached("indicators", "places", max_entries=200)
def _source(place: str, language: str) -> str:
    """Who publishes the figures of the place, of what is around it, and of its peers in each country."""
    rows: list[pd.Series] = []
    for one in standings(place, language):
        peers = {country_of(peer): peer for peer in one.peers}.values()
        rows += [
            one.newest,
            *one.wider.values(),
            *(row for peer in peers if (row := one.data.newest(peer)) is not None),
        ]
    t = Words(language)
    used = [{column: row[column] for column in ("place", "source", "publisher", "derived_from")} for row in rows]
    return t("briefing.source", publishers=", ".join(figure_texts.publishers(pd.DataFrame(used), t)))


@cached("indicators", "places", max_entries=200)
def key_figures_html(place: str, other: str, language: str) -> str:
    """The key figures as safe HTML: value, dots of the others, what is around the place, and a sentence."""
    t = Words(language)
    cards = "".join(_card(one, other, t) for one in standings(place, language))
    title, legend = escape(t("place.key_figures")), escape(_legend(place, t))
    return f'<h2 class="part">{title}</h2><div class="standings">{cards}</div><p class="note">{legend}</p>'


def _legend(place: str, t: Words) -> str:
    return t("place.strip_note", name=areas(t.language).loc[place, "name"])


def _card(one: Standing, other: str, t: Words) -> str:
    indicator, decimals = one.indicator, one.indicator.decimals
    unit = escape(t.of(units()[indicator.unit]))
    value = escape(figure_texts.format_figure(one.newest, t, decimals))
    ends = "".join(f"<span>{escape(t.number(end(one.values.values()), decimals))}</span>" for end in (min, max))
    around = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in _around(one, other, t)
    )
    return (
        f'<article class="standing"><h3>{escape(t.of(indicator.label))} {figure_texts.badge_html(indicator, t)}</h3>'
        f'<p class="value"><b>{value}</b> {unit}, {escape(t.period(one.newest.period))}</p>'
        f'{strip(one.values, one.place, peers=one.peers, alt=_describe_strip(one, t))}<p class="ends">{ends}</p>'
        f"<dl>{around}</dl><p>{escape(describe(one, t))}</p></article>"
    )


def _around(one: Standing, other: str, t: Words) -> list[tuple[str, str]]:
    """What is beside the figure, by name: district, province, country, the median of the peers, the other place."""
    indicator = one.indicator
    rows = [(_short_name(key, t), figure_text(row, indicator, t)) for key, row in one.wider.items()]
    if one.median is not None:
        rows.append((t("peers.median_short"), _median_text(one, t)))
    return [*rows, (str(areas(t.language).loc[other, "name"]), _other_text(one, other, t))]


def _other_text(one: Standing, other: str, t: Words) -> str:
    if sign := sign_across(one.indicator, country_of(one.place), country_of(other), t):
        return short_sign(sign, t)
    row = one.data.newest(other)
    return "–" if row is None else figure_text(row, one.indicator, t)


def _describe_strip(one: Standing, t: Words) -> str:
    """The strip in words, for whoever cannot see it."""
    decimals = one.indicator.decimals
    numbers: dict[str, Any] = {
        "value": t.number(one.values[one.place], decimals),
        "low": t.number(min(one.values.values()), decimals),
        "high": t.number(max(one.values.values()), decimals),
        "count": t.number(len(one.values)),
        "period": t.period(one.period),
    }
    scale = f" {t('place.strip_ratios')}" if has_ratios(one.values.values()) else ""
    return f"{t.of(one.indicator.label)}: {t('place.strip_alt', **numbers)}{scale}"
