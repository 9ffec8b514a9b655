"""An indicator over time: one chart per view, with the breaks in its definition below."""

from i18n.translator import Words
from pages.map import chart_exhibits as exhibits
from pages.map.headings import introduce, reason
from pages.map.views import Views
from shell import components, plain_text
from shell.exhibits import NoFiguresError
from shell.exhibits.choices import Choices
from shell.indicator_data import ALL_MUNICIPALITIES
from shell.widgets import choose_milestones


def charts(views: Views, choices: Choices, t: Words) -> None:
    """All periods of all places of the level, one chart per view; bars where there is one period, or many places."""
    for position, view in enumerate(views):
        introduce(view, views, t)
        if position == 0 and exhibits.has_time_axis(view):
            choices = {**choices, **choose_milestones(t)}
        try:
            components.show_exhibit(exhibits.indicator_chart(position)(choices, t))
        except NoFiguresError as error:
            plain_text.info(str(error))
            continue
        rows = exhibits.drawn_rows(view)
        broken = t("chart.broken") if rows.period.nunique() > 1 else ""
        if view.level == ALL_MUNICIPALITIES:
            broken = t("chart.ranking", period=t.period(rows.period.iloc[0]))
        breaks = exhibits.describe_breaks(view.figures.indicator, rows, t)
        components.note(reason(view, views, t), broken, *breaks)
