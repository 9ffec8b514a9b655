"""Emissions of industry, what is being done about them, and how far targets are."""

from shell import emissions, energy, observed, targets
from shell.choices import choose_part
from shell.frame import alone, heading, words

t = words()
heading(t("climate.title"), t("climate.lead"))
parts = {key: t(f"climate.part_{key}") for key in ("map", "years", "projects", "targets", "statements", "differ")}
part = choose_part("climate", parts, label=t("climate.part"), words=t)
if part == "map":
    alone(emissions.overview, t)
elif part == "years":
    alone(emissions.over_years, t)
elif part == "projects":
    alone(energy.projects, t)
elif part == "targets":
    targets.show("climate", t)
elif part == "statements":
    alone(energy.statements, t)
else:
    observed.conflicts("climate", t)
table = {"projects": "energy_stages", "targets": "port_targets", "statements": "energy_projects"}.get(part, "emissions")
observed.take_away(table, energy.stages_today(t) if part == "projects" else observed.rows(table), t)
