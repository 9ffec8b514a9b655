"""Emissions of industry, what is being done about them, and how far targets are."""

from pages.climate import emissions, energy_projects
from shell import tables, target_path
from shell.frame import alone, heading, words
from shell.url_state import choose_part

t = words()
heading(t("climate.title"), t("climate.lead"))
parts = {key: t(f"climate.part_{key}") for key in ("map", "years", "projects", "targets", "statements", "differ")}
part = choose_part("climate", parts, label=t("climate.part"), words=t)
if part == "map":
    alone(emissions.overview, t)
elif part == "years":
    alone(emissions.over_years, t)
elif part == "projects":
    alone(energy_projects.projects, t)
elif part == "targets":
    target_path.show("climate", t)
elif part == "statements":
    alone(energy_projects.statements, t)
else:
    tables.conflicts("climate", t)
table = {"projects": "energy_stages", "targets": "port_targets", "statements": "energy_projects"}.get(part, "emissions")
tables.take_away(table, energy_projects.stages_today(t) if part == "projects" else tables.rows(table), t)
