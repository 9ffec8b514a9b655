"""The exhibits of this page by their key, for pages, briefings and files. Keys never change: links hold them."""

from pages.climate import emission_exhibits, project_exhibits
from shell.exhibits import Builder, port_exhibits, target_path

BUILDERS: dict[str, Builder] = {
    "map-climate": emission_exhibits.year_map,
    "climate-largest": emission_exhibits.largest_installations,
    "climate-years": emission_exhibits.emissions_by_year,
    "table-emissions-over_years": emission_exhibits.emissions_table,
    "table-energy-projects": project_exhibits.projects_table,
    "target": target_path.target_chart("climate"),
    "table-energy-statements": project_exhibits.statements_table,
    "table-observed-conflicts": port_exhibits.conflicts("climate"),
}
