"""Two indicators against each other: their badges, the period and size of points, a panel a country where needed."""

from collections.abc import Sequence

import streamlit as st

from i18n.translator import Words
from pages.map import pairs, scatter_exhibits
from pages.map.headings import introduce_pair, reasons_of_pair
from shell import components, plain_text, url_state, widgets
from shell.briefing import collect
from shell.exhibits import NoFiguresError
from shell.exhibits.choices import Choices
from shell.frame import heading
from shell.streamlit_hooks import Container


def scatter(choices: Choices, head: Container, containers: Sequence[Container], t: Words) -> None:
    """The scatter with its choices; a sentence instead where these two cannot be set against each other.

    head, containers    for the heading of the page, and for the choices of size and period
    """
    try:
        pair = pairs.read_pair(choices, t)
        # Places that were picked for a chart are named here too.
        address = url_state.address()
        picked: dict[str, str] = {key: address[key] for key in ("places", "focus") if key in address}
        choices = {**picked, **choices, **_choose(pair, containers, t)}
        shown = scatter_exhibits.read_scatter(choices, t)
        exhibit = scatter_exhibits.scatter(choices, t)
    except NoFiguresError as error:
        with head:
            heading(t("scatter.face"))
        plain_text.info(str(error))
        return
    with head:
        heading(exhibit.title)
    introduce_pair((shown.pair.first, shown.pair.second), t)
    components.note(pairs.describe_grouping(shown.pair, t))
    named = scatter_exhibits.named_places(shown, choices)
    # A column a panel, and not one figure: on a phone they stand below each other.
    for number, (column, panel) in enumerate(zip(st.columns(len(shown.panels)), shown.panels, strict=True)):
        with column:
            if panel:
                components.subheading(t(f"country.{panel}"))
            figure = scatter_exhibits.draw(shown, [panel], named, t, headed=False)
            config = components.CHART_CONFIG
            st.plotly_chart(figure, key=f"scatter-{number}", alt=exhibit.alt, config=config, width="stretch")
    for text in scatter_exhibits.describe_correlation(shown, t):
        components.key_message(text)
    components.note(
        *reasons_of_pair((shown.pair.first, shown.pair.second), t),
        t("scatter.reading"),
        pairs.describe_periods(shown.pair, t),
        scatter_exhibits.describe_missing(shown, t),
        exhibit.source,
    )
    collect.offer(exhibit)


def choose_period(pair: pairs.Pair, t: Words) -> dict[str, str]:
    """Draw the choice of a period that both indicators have. Raises NoFiguresError where they have too few places."""
    choice = pairs.period_choice(pair, t)
    if len(choice.options) > 1:
        return widgets.choose(choice, label=t("period.label"), words=t, widget=st.select_slider)
    # A slider needs two ends.
    return widgets.choose(choice, label=t("period.label"), words=t)


def _choose(pair: pairs.Pair, containers: Sequence[Container], t: Words) -> dict[str, str]:
    """Draw the choices of the size of points and of the period. Returns what is chosen."""
    size, period = containers
    with period:
        chosen = choose_period(pair, t)
    in_periods = pair.at(pairs.read_periods(pair, chosen, t))
    with size:
        offered = scatter_exhibits.size_choice(in_periods, pairs.join_figures(in_periods), t)
        return chosen | widgets.choose(offered, label=t("scatter.size"), words=t)
