// The names on a map of a slide.

import {shape} from './presenter_map_shapes.js';

// SVG texts of the names that fit, the most important first: a name that would touch another one, or the edge, is left
// out until the reader zooms in.
//
// names: {rank, at: [x, y], text}, lowest rank first; size: [width, height] of the map; unit: one rem. All in px.
// enlarged: how far the map is zoomed in; overPoints: whether a point stands on each place.
export const nameTexts = ({names, size: [width, height], unit, enlarged, overPoints}) => {
  const texts = [];
  const lowestRank = enlarged < 1.5 ? 2 : enlarged < 3 ? 3 : 4;
  // The buttons of the map take this much of the corner.
  const taken = [[width - 3.6 * unit, 0, width, 8.4 * unit]];
  // A point covers the middle of its place: the name moves up, so that both can be read.
  const lift = overPoints ? 1.3 * unit : 0;
  for (const {rank, at, text} of names) {
    if (rank > lowestRank) continue;
    const x = at[0];
    const y = at[1] - lift;
    const half = text.length * unit * 0.36;
    const box = [x - half, y - 0.9 * unit, x + half, y + 0.9 * unit];
    if (box[0] < 0 || box[1] < 0 || box[2] > width || box[3] > height) continue;
    if (taken.some(other => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
    taken.push(box);
    const node = shape('text', {x, y, dy: '.35em'});
    node.textContent = text;
    texts.push(node);
  }
  return texts;
};
