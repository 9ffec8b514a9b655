// The names of places on a map of MapLibre: one that the edge of the map cuts, or a button covers, is left out.

const HALF_HEIGHT = 10;

// The filter of a layer of names: those of a rank, without some.
export const nameFilter = (rank, without = []) => [
  'all',
  ['==', ['get', 'rank'], rank],
  ['!', ['in', ['get', 'name'], ['literal', without]]],
];

const overlap = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

// MapLibre draws a name that its canvas cuts. Called at rest, when the images of all names are there.
export const hideCutNames = (map, {page, data, frame}) => {
  if (!map.getSource('names')) return;
  const canvas = map.getContainer().getBoundingClientRect();
  const buttons = Object.values(frame.buttons).map(button => button.getBoundingClientRect());
  const cut = {1: new Set(), 2: new Set(), 3: new Set(), 4: new Set()};
  for (const {properties, geometry} of map.querySourceFeatures('names')) {
    const {name, rank} = properties;
    const picture = map.getImage(`${page}|name|${rank}|${properties[data.language] ?? name}`);
    if (!picture || !cut[rank]) continue;
    const half = picture.data.width / picture.pixelRatio / 2;
    const {x, y} = map.project(geometry.coordinates);
    const [left, top] = [canvas.left + x - half, canvas.top + y - HALF_HEIGHT];
    const box = {left, right: left + 2 * half, top, bottom: top + 2 * HALF_HEIGHT};
    const inside =
      box.left >= canvas.left && box.right <= canvas.right && box.top >= canvas.top && box.bottom <= canvas.bottom;
    if (!inside || buttons.some(button => overlap(box, button))) cut[rank].add(name);
  }
  for (const [rank, names] of Object.entries(cut)) {
    const [layer, filter] = [`names-${rank}`, nameFilter(+rank, [...names].sort())];
    // Setting the same filter again would start another round of drawing, for ever.
    if (map.getLayer(layer) && JSON.stringify(map.getFilter(layer)) !== JSON.stringify(filter))
      map.setFilter(layer, filter);
  }
};
