"""Emissions of industry, what is being done about them, and how far targets are."""

from functools import partial

from pages.climate import emissions, energy_projects, project_exhibits
from shell import port_data, tables, target_section
from shell.frame import heading, run_as_fragment, words
from shell.url_state import choose_part

PARTS = {
    "map": partial(run_as_fragment, emissions.overview),
    "years": partial(run_as_fragment, emissions.over_years),
    "projects": partial(run_as_fragment, energy_projects.projects),
    "targets": partial(target_section.show, "climate"),
    "statements": partial(run_as_fragment, energy_projects.statements),
    "differ": partial(tables.conflict_table, "climate"),
}
# The table to download where it is not that of the emissions.
TABLES = {"projects": "energy_stages", "targets": "port_targets", "statements": "energy_projects"}

t = words()
heading(t("climate.title"), t("climate.lead"))
part = choose_part("climate", {key: t(f"climate.part_{key}") for key in PARTS}, label=t("climate.part"), words=t)
PARTS[part](t)
table = TABLES.get(part, "emissions")
rows = project_exhibits.stages_today(t) if part == "projects" else port_data.read_table(table)
tables.offer_table_downloads(table, rows, t)
