// The SVG of a map on a slide: areas, water, roads and borders in the order of the dashboard's map.

import {fadeRings} from '../../map/map_description.js';
import {
  BORDERS,
  COLOUR,
  PATTERNS,
  SHEET,
  WIDTH,
  featurePath,
  pattern,
  project,
  ringPath,
  shape,
} from './presenter_map_shapes.js';

const fade = () =>
  fadeRings(SHEET).map(({opacity, rings}) =>
    shape('path', {
      class: 'still',
      d: rings.map(ringPath).join(''),
      'fill-rule': 'evenodd',
      fill: COLOUR.ground,
      'fill-opacity': opacity,
    }),
  );

// id: of the map on its page; layers: features by name; described: the slide's map.
// Areas are {area: its path, mark: the path of its pattern} by key; names are places with their rank, lowest first.
export const mapLand = (id, layers, described) => {
  const svg = shape('svg', {class: 'land', role: 'img'});
  const patterns = shape('defs', {});
  const group = shape('g', {});
  const above = shape('g', {});
  const areas = new Map();
  const features = (name, wanted = () => true) => (layers[name] ?? []).filter(wanted);
  const having =
    (name, value) =>
    ({properties}) =>
      properties?.[name] === value;
  const addLine = (lines, stroke, width, more = {}) => {
    const d = lines.map(featurePath).join('');
    if (d)
      group.append(shape('path', {class: 'line', d, stroke, style: `stroke-width:${width.toFixed(3)}rem`, ...more}));
  };

  patterns.append(...PATTERNS.map(kind => pattern(`${id}-${kind}`, kind)));
  for (const feature of features('areas')) {
    const key = feature.properties?.code;
    const d = featurePath(feature);
    const area = shape('path', {class: 'area', d, fill: COLOUR.context, 'data-area': key});
    const mark = shape('path', {class: 'still', d, fill: 'none'});
    areas.set(key, {area, mark});
    group.append(area, mark);
  }
  const kinds = BORDERS[described.level] ?? [];
  const border =
    exact =>
    ({properties}) =>
      kinds.includes(properties.kind) && properties.exact === exact;
  const state = having('kind', 'state');
  const district = having('district', 1);
  const apart = described.apart ? '_apart' : '';
  const factor = described.level === 'municipality' ? 1 : 1.8;
  addLine(features('borders', border(1)), COLOUR.edge, WIDTH.edge * factor);
  addLine(features('borders', border(0)), COLOUR.edge, WIDTH.edge_approximate * factor, {'stroke-dasharray': '5 3'});
  addLine(features('borders', district), COLOUR.district, WIDTH.district_under);
  for (const sea of features('sea'))
    group.append(shape('path', {class: 'still', d: featurePath(sea), fill: COLOUR.sea}));
  addLine(features('sea'), COLOUR.shore, WIDTH.shore);
  addLine(features('roads'), COLOUR.road, WIDTH.road, {'stroke-opacity': 0.55});
  addLine(features('rail'), COLOUR.rail, WIDTH.rail, {'stroke-opacity': 0.6, 'stroke-dasharray': '2 3'});
  addLine(features('canal'), COLOUR.halo, WIDTH.canal_edge);
  addLine(features('canal'), COLOUR.canal, WIDTH.canal);
  addLine(features('borders', state), COLOUR.halo, WIDTH[`state_edge${apart}`]);
  addLine(features('borders', state), COLOUR.state, WIDTH[`state${apart}`]);
  addLine(features('borders', district), COLOUR.district, WIDTH.district);
  group.append(...fade());
  const selected = [
    ['#fff', 0.42],
    [COLOUR.ink, 0.22],
  ].map(([stroke, width]) => shape('path', {class: 'line', stroke, style: `stroke-width:${width}rem`}));
  group.append(...selected);
  const names = features('names')
    .map(({properties, geometry}) => ({
      rank: properties.rank,
      at: project(geometry.coordinates),
      text: properties[described.language] || properties.name,
    }))
    .sort((one, other) => one.rank - other.rank);
  svg.append(patterns, group, above);
  return {svg, patterns, group, above, areas, selected, names};
};
