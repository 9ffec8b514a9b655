"""Emissions of industry, what is being done about them, and how far targets are."""

from pages.climate import emissions, energy_projects
from shell import tables, target_path
from shell.frame import heading, run_as_fragment, words
from shell.url_state import choose_part

t = words()
heading(t("climate.title"), t("climate.lead"))
parts = {key: t(f"climate.part_{key}") for key in ("map", "years", "projects", "targets", "statements", "differ")}
part = choose_part("climate", parts, label=t("climate.part"), words=t)
if part == "map":
    run_as_fragment(emissions.overview, t)
elif part == "years":
    run_as_fragment(emissions.over_years, t)
elif part == "projects":
    run_as_fragment(energy_projects.projects, t)
elif part == "targets":
    target_path.show("climate", t)
elif part == "statements":
    run_as_fragment(energy_projects.statements, t)
else:
    tables.conflict_table("climate", t)
table = {"projects": "energy_stages", "targets": "port_targets", "statements": "energy_projects"}.get(part, "emissions")
tables.offer_table_downloads(
    table, energy_projects.stages_today(t) if part == "projects" else tables.read_table(table), t
)
