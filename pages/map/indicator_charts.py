"""An indicator as a chart: over time, as a ranking, or as small charts, with what must be known about it below."""

from i18n.translator import Words
from pages.map import chart_controls, chart_exhibits, chart_notes, ranking_exhibits
from pages.map.chart_choices import MULTIPLES, RANKING, chart_choice, fit_choices
from pages.map.chart_texts import describe_undated
from pages.map.headings import introduce, reason
from pages.map.views import Views
from shell import components, plain_text
from shell.exhibits import NoFiguresError, map_descriptions
from shell.exhibits.choices import Choices

BUILDERS = {RANKING: ranking_exhibits.ranking_chart, MULTIPLES: chart_exhibits.small_charts}


def charts(views: Views, choices: Choices, t: Words) -> None:
    """One chart per view; bars where there is one period."""
    first = views[0]
    if not first.figures.at(first.level).empty:
        choices = {**choices, **chart_controls.choose_chart(first, choices, t)}
    for position, view in enumerate(views):
        introduce(view, views, t)
        mine = fit_choices(choices, view, t) if position else choices
        kind = chart_choice(view.figures, view.level, t).of(mine)
        try:
            exhibit = BUILDERS.get(kind, chart_exhibits.indicator_chart)(position)(choices, t)
        except NoFiguresError as error:
            plain_text.info(str(error))
            components.note(describe_undated(view, t))
            continue
        if exhibit.message:
            components.key_message(exhibit.message)
        chart_notes.offer_index(view, mine, t)
        if kind == MULTIPLES:
            chart_controls.show_small_charts(exhibit, map_descriptions.place_names(t))
        else:
            chart_controls.show_chart(exhibit)
        components.note(
            reason(view, views, t), *chart_notes.list_notes(view, kind, position, mine, t), describe_undated(view, t)
        )
