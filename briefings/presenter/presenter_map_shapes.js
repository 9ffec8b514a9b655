// The parts of maps on slides: SVG elements, paths of GeoJSON, patterns and swatches of the legend.

import {patternOf} from '../../map/map_description.js';

const SVG = 'http://www.w3.org/2000/svg';
// Colours, widths in rem and borders are those of the pictures in the same kit: charts/map_style.py.
const STYLE = JSON.parse(document.getElementById('style').textContent).map;
export const COLOUR = STYLE.colours;
export const WIDTH = STYLE.widths;
export const BORDERS = STYLE.borders;
export const SHEET = STYLE.sheet;
const PATTERN_SIZES = {hatch: 8, sparse: 14, dots: 10, bars: 10};
export const PATTERNS = Object.keys(PATTERN_SIZES);
// The width of the world in our units: Mercator metres would need more digits in a path than can be seen, and
// thousandths of a degree fewer.
const WORLD = 60000;

export const shape = (tag, attributes) => {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
};
export const project = ([lon, lat]) => [
  (lon / 360) * WORLD,
  (-Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)) * WORLD,
];
const linePath = (points, end = '') =>
  `M${points
    .map(point =>
      project(point)
        .map(value => value.toFixed(2))
        .join(' '),
    )
    .join('L')}${end}`;
export const ringPath = points => linePath(points, 'Z');
const PATHS = {
  Polygon: rings => rings.map(ringPath).join(''),
  MultiPolygon: parts => parts.map(PATHS.Polygon).join(''),
  LineString: line => linePath(line),
  MultiLineString: lines => lines.map(line => linePath(line)).join(''),
};
// The path of a feature, computed once for all the maps that draw it.
const paths = new WeakMap();
export const featurePath = ({geometry}) => {
  if (!geometry || !PATHS[geometry.type]) return '';
  if (!paths.has(geometry)) paths.set(geometry, PATHS[geometry.type](geometry.coordinates));
  return paths.get(geometry);
};

export const pattern = (id, kind) => {
  const size = PATTERN_SIZES[kind];
  const node = shape('pattern', {id, width: size, height: size, patternUnits: 'userSpaceOnUse'});
  const diagonal = (stroke, width, falling) =>
    shape('path', {
      stroke,
      'stroke-width': width,
      d: falling
        ? `M0 0L${size} ${size}M-1 ${size - 1}L1 ${size + 1}M${size - 1} -1L${size + 1} 1`
        : `M0 ${size}L${size} 0M-1 1L1 -1M${size - 1} ${size + 1}L${size + 1} ${size - 1}`,
    });
  if (kind === 'hatch') node.append(diagonal(COLOUR.hatch, 1.3));
  if (kind === 'sparse') node.append(diagonal(COLOUR.sparse, 1.1, true));
  if (kind === 'dots')
    node.append(
      shape('circle', {cx: 5, cy: 5, r: 2.3, fill: COLOUR.ink, style: 'stroke:none'}),
      shape('circle', {cx: 5, cy: 5, r: 1.6, fill: '#fff', style: 'stroke:none'}),
    );
  if (kind === 'bars')
    node.append(
      shape('rect', {y: 3.5, width: 10, height: 3, fill: COLOUR.ink}),
      shape('rect', {y: 4.1, width: 10, height: 1.8, fill: '#fff'}),
    );
  return node;
};

let swatches = 0;
export const swatch = (kind, colour, mark) => {
  const node = shape('svg', {class: 'swatch', viewBox: '0 0 24 16', 'aria-hidden': 'true'});
  if (kind === 'point') node.append(shape('circle', {cx: 12, cy: 8, r: 7, fill: colour}));
  else if (kind === 'approximate')
    node.append(shape('path', {d: 'M0 8H24', stroke: COLOUR.edge, 'stroke-width': 2, 'stroke-dasharray': '5 3'}));
  else
    node.append(
      shape('rect', {
        x: 0.5,
        y: 0.5,
        width: 23,
        height: 15,
        rx: 2,
        fill: colour ?? (kind === 'context' ? COLOUR.context : '#fff'),
        stroke: COLOUR.edge,
      }),
    );
  const filling = patternOf(kind) ?? mark ?? (['dots', 'bars'].includes(kind) ? kind : '');
  if (filling) {
    const id = `swatch${(swatches += 1)}`;
    node.append(pattern(id, filling), shape('rect', {x: 1, y: 1, width: 22, height: 14, fill: `url(#${id})`}));
  }
  return node;
};
