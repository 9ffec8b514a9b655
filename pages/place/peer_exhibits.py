"""The exhibits of a municipality beside a group: the group in a table with what makes it alike, and bars of one figure.

Needs no Streamlit.
"""

from collections.abc import Mapping

import pandas as pd

from briefings.exhibit import Exhibit
from charts import ranking
from i18n.translator import Words
from loaders.datasets.catalogue import Indicator, catalogue
from pages.place.peer_texts import describe_group, describe_likeness, describe_position
from shell import exhibits
from shell.exhibits import builder, figure_texts
from shell.exhibits.choices import Choice, Choices
from shell.indicator_data import ALL_MUNICIPALITIES, areas, by_theme, figures
from shell.peers.groups import SIMILAR, Group, chosen_group, criteria_choice
from shell.peers.municipal_values import compared_period, country_of, places_by_indicator
from shell.peers.similar import CRITERIA, DEFAULT_CRITERIA, Peer, Similarity, find_similar

PAGE = "place"


def indicator_choice(place: str, t: Words) -> Choice:
    """The indicator of the bars: any main one of which the place has a figure."""
    found = places_by_indicator()
    labels = {key: label for group in by_theme(t, details=False).values() for key, label in group.items()}
    return Choice(
        "peer_indicator", {key: label for key, label in labels.items() if place in found.get(key, ())}, "population"
    )


def compared(group: Group, choices: Choices, t: Words) -> Similarity:
    """All municipalities by their likeness to the place: by the chosen criteria where these make the group."""
    criteria = criteria_choice(t).of(choices) if group.kind == SIMILAR else DEFAULT_CRITERIA
    return find_similar(group.place, criteria, len(areas(t.language)))


@builder
def peers(choices: Choices, t: Words) -> Exhibit:
    """The place and its group: the figure of each criterion, in what each is alike, and its distance."""
    group = chosen_group(choices, t)
    likeness = compared(group, choices, t)
    by_place, names = {peer.place: peer for peer in likeness.peers}, areas(t.language)["name"]
    columns = {key: _figures_of(key, likeness.periods[key], t) for key in likeness.used}
    head = [t("peers.municipality"), t("peers.country"), *(_head(key, likeness, t) for key in likeness.used)]
    rows = [
        [
            str(names[place]),
            t(f"country.{country_of(place)}"),
            *(columns[key].get(place, "–") for key in likeness.used),
            *_likeness_cells(by_place.get(place), place == group.place, t),
        ]
        for place in (group.place, *group.others)
    ]
    title = t(f"peers.title_{group.kind}", name=names[group.place])
    used = [figures(CRITERIA[key].indicator, t).at(ALL_MUNICIPALITIES, likeness.periods[key]) for key in likeness.used]
    used = [found[found.place.isin((group.place, *group.others))] for found in used]
    publishers = figure_texts.publishers(pd.concat(used), t) if used else []
    return exhibits.table(
        "peers",
        PAGE,
        [*head, t("peers.likeness", name=names[group.place]), t("peers.distance")],
        rows,
        caption=title,
        message=describe_group(group, t),
        source=t("briefing.source", publishers=figure_texts.list_names(publishers, t)) if publishers else "",
    )


def _head(criterion: str, likeness: Similarity, t: Words) -> str:
    indicator = catalogue()[CRITERIA[criterion].indicator]
    unit, period = figure_texts.plain_unit(indicator, t), t.period(likeness.periods[criterion])
    name = t(f"peers.criterion.{criterion}")
    return f"{name} ({period})" if unit == name.lower() else f"{name} ({unit}, {period})"


def _figures_of(criterion: str, period: str, t: Words) -> dict[str, str]:
    """The figure of each municipality with the mark of its status."""
    data = figures(CRITERIA[criterion].indicator, t)
    rows = data.at(ALL_MUNICIPALITIES, period)
    texts = (figure_texts.format_figure(row, t, data.indicator.decimals) for row in rows.to_dict("records"))
    return dict(zip(rows.place, texts, strict=True))


def _likeness_cells(peer: Peer | None, own: bool, t: Words) -> list[str]:
    if own:
        return ["", ""]
    return [describe_likeness(peer.differences, t), t.number(peer.distance, 2)] if peer else ["–", "–"]


@builder
def peer_bars(choices: Choices, t: Words) -> Exhibit:
    """One figure of the place and its group as bars; apart by country where it may not be compared."""
    group = chosen_group(choices, t)
    data = figures(indicator_choice(group.place, t).of(choices), t)
    indicator, name = data.indicator, areas(t.language).loc[group.place, "name"]
    periods = _periods(group, indicator)
    rows = pd.concat(
        [
            found[found.place.isin((group.place, *group.others)) & (found.country == country)]
            for country, period in periods.items()
            for found in [data.at(ALL_MUNICIPALITIES, period)]
        ]
    )
    label, unit = t.of(indicator.label), figure_texts.plain_unit(indicator, t)
    own_period = t.period(periods[country_of(group.place)])
    apart = None
    if not indicator.comparable:
        apart = {country: f"{t(f'country.{country}')}, {t.period(period)}" for country, period in periods.items()}
    figure = ranking.ranking(
        rows,
        words=t,
        unit=unit if apart else f"{unit}, {own_period}",
        decimals=indicator.decimals,
        highlighted=(group.place,),
        apart=apart,
    )
    values = {str(row["place"]): float(row["value"]) for row in rows.to_dict("records")}
    return exhibits.chart(
        "peer-bars",
        PAGE,
        figure,
        title=t("peers.bars_title", label=label, name=name, group=t(f"peers.beside_{group.kind}")),
        alt=_alt(label, rows, indicator, t),
        source=figure_texts.source_line(rows, indicator, t),
        message=describe_position(group, indicator, values, own_period, t),
        comparability=figure_texts.comparability(indicator, t),
    )


def _periods(group: Group, indicator: Indicator) -> Mapping[str, str]:
    """By country of the group the period of its bars: one for all, unless the countries are not compared anyway.

    Then each country has its newest one; `compared_period` is not None for any place with a figure.
    """
    own = compared_period(indicator.key, group.place) or ""
    if indicator.comparable:
        return dict.fromkeys(("BE", "NL"), own)
    found = places_by_indicator()[indicator.key]
    periods = {country_of(group.place): own}
    for other in group.others:
        if country_of(other) not in periods and other in found:
            periods[country_of(other)] = compared_period(indicator.key, other) or ""
    return {country: periods[country] for country in ("BE", "NL") if country in periods}


def _alt(label: str, rows: pd.DataFrame, indicator: Indicator, t: Words) -> str:
    # Those of one country after those of the other where they may not be compared: no order across the border.
    order = ["value"] if indicator.comparable else ["country", "value"]
    ordered = rows.sort_values(order, ascending=[one == "country" for one in order])
    texts = (f"{row['name']} {t.number(row['value'], indicator.decimals)}" for row in ordered.to_dict("records"))
    return f"{label}: {'; '.join(texts)}"
