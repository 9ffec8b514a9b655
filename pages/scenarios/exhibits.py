"""The exhibits of this page by their key, for pages, briefings and files. Keys never change: links hold them."""

from pages.scenarios import (
    assumption_exhibits,
    compare_exhibits,
    map_exhibits,
    outcome_exhibits,
    result_exhibits,
    tornado_exhibits,
)
from pages.scenarios.choices import ScenarioBuilder, from_address
from pages.scenarios.scenario_set import MOST
from shell.exhibits import Builder

OF_SCENARIOS: dict[str, ScenarioBuilder] = {
    "studio-goals": result_exhibits.key_outcomes,
    "studio-course": result_exhibits.outcome_over_time,
    **{f"studio-panel-{index}": outcome_exhibits.panel(index) for index in range(MOST)},
    "studio-panels": outcome_exhibits.all_panels,
    "table-studio_courses-differences": outcome_exhibits.differences_table,
    **{f"map-studio-{index}": map_exhibits.difference_map(index) for index in range(MOST)},
    "table-studio_compare-inputs": compare_exhibits.inputs_table,
    "table-studio_compare-reasons": compare_exhibits.reasons_table,
    "table-studio_compare-checks": compare_exhibits.targets_table,
    "table-studio_compare-checks-2": compare_exhibits.about_targets,
    "studio-moves": tornado_exhibits.tornado_chart,
    "table-studio_compare-moves": tornado_exhibits.moves_table,
    "table-studio_assumptions-values": assumption_exhibits.values_table,
}
FORMULAS: dict[str, Builder] = {
    f"table-studio_assumptions-formulas{f'-{number}' if number > 1 else ''}": assumption_exhibits.formula_table(number)
    for number in range(1, assumption_exhibits.most_formulas() + 1)
}
BUILDERS: dict[str, Builder] = {
    **{key: from_address(build) for key, build in OF_SCENARIOS.items()},
    **FORMULAS,
    "studio-backcast": assumption_exhibits.hindcast_chart,
    "table-studio_assumptions-past": assumption_exhibits.hindcast_table,
}
