// Maps of one group: they move together, and a map that is built again starts where the reader left the group.

// By group: the position where the reader left it, and the maps that are on the page. map_address.js adds what the
// address of the page says.
window.__nspdMaps ??= {placed: new Map(), members: new Map()};
const groups = window.__nspdMaps;

// {center, zoom}; null for the view of the whole district, undefined where the group was never shown.
export const positionOf = group => groups.placed.get(group);

export const keepPosition = (group, position) => groups.placed.set(group, position);

export const join = (group, view) => {
  if (!groups.members.has(group)) groups.members.set(group, new Set());
  groups.members.get(group).add(view);
};

export const leave = view => {
  for (const members of groups.members.values()) members.delete(view);
};

export const othersOf = (group, view) => [...(groups.members.get(group) ?? [])].filter(other => other !== view);
