"""The exhibits of this page by their key, for pages, briefings and files. Keys never change: links hold them."""

from pages.trajectory import (
    change_exhibits,
    partner_exhibits,
    project_exhibits,
    target_exhibits,
    timeline_exhibits,
)
from shell.exhibits import Builder

BUILDERS: dict[str, Builder] = {
    "timeline": timeline_exhibits.timeline_chart(),
    "story-milestones": timeline_exhibits.milestone_story,
    "trajectory-map": timeline_exhibits.milestone_map,
    "table-story-listed": timeline_exhibits.milestones_table,
    "table-portfolio-counts": project_exhibits.counts_table,
    "gantt": project_exhibits.projects_over_time,
    "story-projects": project_exhibits.project_story,
    "projects-map": project_exhibits.project_map,
    "table-portfolio-money": project_exhibits.money_table,
    "table-portfolio-table": project_exhibits.projects_table,
    "table-alliance-founders": partner_exhibits.founders,
    "table-alliance-chain": partner_exhibits.chain,
    "table-alliance-workstreams": partner_exhibits.workstreams,
    "network": partner_exhibits.partner_network,
    "table-alliance-together": partner_exhibits.matrix,
    "table-alliance-roles": partner_exhibits.roles,
    "slippage": target_exhibits.slipped_promises,
    "table-progress-targets": target_exhibits.slipped_table,
    "table-progress-standings": target_exhibits.status_table,
    "table-progress-table": target_exhibits.target_table(1),
    "table-progress-table-2": target_exhibits.target_table(2),
    "table-progress-table-3": target_exhibits.target_table(3),
    "table-progress-contradictions": target_exhibits.contradictions,
    "table-changes-show": change_exhibits.change_table(1),
    "table-changes-show-2": change_exhibits.change_table(2),
}
