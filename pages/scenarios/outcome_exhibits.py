"""Exhibits of one outcome in every scenario: a chart per scenario, all of them in one, the table of differences."""

from dataclasses import dataclass
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from briefings.exhibit import Exhibit
from charts import scenario_panels
from charts.panel_grid import join_panels
from i18n.translator import Words
from pages.scenarios.choices import PAGE, ScenarioBuilder, chosen_outcome, scenario_builder, year_choice
from pages.scenarios.model_runs import (
    assumption_counts,
    baseline_rows,
    difference,
    outcome_rows,
    place_names,
    scenario_title,
    source_line,
    target_marks,
)
from pages.scenarios.result_exhibits import describe_panel, draw_outcome
from pages.scenarios.scenario_set import ScenarioSet
from pages.scenarios.sentences import describe_outcome
from scenarios.assumption_counts import AssumptionCount
from scenarios.outcomes import Outcome
from shell import exhibits
from shell.exhibits import NoFiguresError, arithmetic
from shell.exhibits.choices import Choices

# The years of the table, which has room for three with their bands and differences.
TABLE_YEARS = (2030, 2040, 2050)


@dataclass(frozen=True)
class ShownOutcome:
    """One outcome in one place and a year: its rows in the baseline and in every scenario of the set."""

    outcome: Outcome
    place: str
    year: int
    heading: str
    base: pd.DataFrame
    compared: ScenarioSet
    rows: tuple[pd.DataFrame, ...]
    titles: tuple[str, ...]

    def counts(self, index: int) -> AssumptionCount | None:
        """How many assumptions the outcome rests on in a scenario."""
        return assumption_counts(self.compared.scenarios[index]).get((self.outcome.key, self.place))

    def panel_title(self, index: int) -> str:
        """The heading with the name of a scenario, for its alternative text."""
        return f"{self.heading}: {self.titles[index]}"


def read_outcome(scenarios: ScenarioSet, choices: Choices, t: Words) -> ShownOutcome:
    """The chosen outcome in the baseline and in every scenario."""
    outcome, place = chosen_outcome(choices, t)
    return ShownOutcome(
        outcome=outcome,
        place=place,
        year=int(year_choice().of(choices)),
        heading=f"{t.of(outcome.label)}, {place_names(t)[place]}",
        base=baseline_rows(outcome.key, place),
        compared=scenarios,
        rows=tuple(outcome_rows(scenario, outcome.key, place) for scenario in scenarios.scenarios),
        titles=tuple(scenario_title(scenario, t) for scenario in scenarios.scenarios),
    )


def panel(index: int) -> ScenarioBuilder:
    """The builder of the chart of one scenario, on the scale that it shares with the others.

    Raises NoFiguresError where there are fewer scenarios.
    """

    @scenario_builder
    def build(scenarios: ScenarioSet, choices: Choices, t: Words) -> Exhibit:
        if index >= len(scenarios.scenarios):
            raise NoFiguresError(t("briefing.no_figure"))
        shown = read_outcome(scenarios, choices, t)
        figure = _draw(shown, index, t)
        return exhibits.chart(
            f"studio-panel-{index}",
            PAGE,
            figure,
            title=f"{shown.titles[index]}: {shown.heading}",
            message=_sentence(shown, index, t),
            alt=_describe(shown, index, t),
            source=source_line(t, shown.counts(index)),
            # On a slide with the legend, which the page has under all panels.
            slide_figure=partial(join_panels, [figure], unit=t.of(shown.outcome.unit)),
        )

    return build


@scenario_builder
def all_panels(scenarios: ScenarioSet, choices: Choices, t: Words) -> Exhibit:
    """The charts of all scenarios as one figure: one alone does not compare."""
    shown = read_outcome(scenarios, choices, t)
    indices = range(len(shown.rows))
    # The page draws them one by one: the joined figure is made for a slide only.
    return Exhibit(
        "studio-panels",
        PAGE,
        "chart",
        shown.heading,
        lambda: {"figure": join_panels([_draw(shown, index, t) for index in indices], unit=t.of(shown.outcome.unit))},
        message=_summary(shown, t),
        source=source_line(t, shown.counts(scenarios.active)),
        alt=" ".join(_describe(shown, index, t) for index in indices),
    )


@scenario_builder
def differences_table(scenarios: ScenarioSet, choices: Choices, t: Words) -> Exhibit:
    """The baseline and every scenario by year: the value, its band, and the difference to the baseline."""
    shown = read_outcome(scenarios, choices, t)
    decimals, base = shown.outcome.decimals, {row["year"]: row for row in shown.base.to_dict("records")}
    body = []
    tables = zip([t("studio.baseline"), *shown.titles], [shown.base, *shown.rows], strict=True)
    for position, (name, rows) in enumerate(tables):
        by_year = {row["year"]: row for row in rows.to_dict("records")}
        cells = []
        for year in TABLE_YEARS:
            if year not in by_year:
                cells.append("–")
                continue
            low, mid, high = (t.number(by_year[year][part], decimals) for part in ("low", "mid", "high"))
            cell = f"{mid} ({low} – {high})"
            # The baseline is first; a scenario without changes has its differences too, which are zero.
            if position:
                change = arithmetic.difference(by_year[year]["mid"], base[year]["mid"], decimals)
                cell += f" · {t.number(change, decimals, signed=True)}"
            cells.append(cell)
        body.append([name, *cells])
    return exhibits.table(
        "table-studio_courses-differences",
        PAGE,
        [t("studio.scenario"), *map(str, TABLE_YEARS)],
        body,
        caption=t("studio.differences", outcome=t.of(shown.outcome.label), unit=t.of(shown.outcome.unit)),
        message=_summary(shown, t),
        source=source_line(t, shown.counts(scenarios.active)),
    )


def _draw(shown: ShownOutcome, index: int, t: Words) -> go.Figure:
    targets = target_marks(shown.outcome.key, shown.place, t)
    span = scenario_panels.value_range([shown.base, *shown.rows], targets)
    view = scenario_panels.PanelView(span, index, targets, legend=False, height=300)
    return draw_outcome(shown.compared.scenarios[index], shown.outcome, shown.rows[index], shown.base, view, t)


def _describe(shown: ShownOutcome, index: int, t: Words) -> str:
    scenario, rows = shown.compared.scenarios[index], shown.rows[index]
    return describe_panel(scenario, shown.outcome, rows, shown.base, shown.panel_title(index), t)


def _sentence(shown: ShownOutcome, index: int, t: Words) -> str:
    """What a scenario has in the chosen year, compared with the baseline."""
    every = difference(shown.compared.scenarios[index])
    own = every[(every["outcome"] == shown.outcome.key) & (every["place"] == shown.place)]
    tables = (shown.rows[index], shown.base, own)
    rows, base, differences = (table[table["year"] == shown.year] for table in tables)
    return describe_outcome(shown.titles[index], shown.year, shown.outcome, rows, base, differences, t)


def _summary(shown: ShownOutcome, t: Words) -> str:
    """The value of the baseline and of every scenario in the chosen year, in one sentence; empty without figures."""
    values = [rows.loc[rows["year"] == shown.year, "mid"] for rows in (shown.base, *shown.rows)]
    parts = [
        f"{name} {t.number(float(value.iloc[0]), shown.outcome.decimals)}"
        for name, value in zip([t("studio.baseline"), *shown.titles], values, strict=True)
        if len(value)
    ]
    if not parts:
        return ""
    return t("studio.beside", year=shown.year, told="; ".join(parts), unit=t.of(shown.outcome.unit))
