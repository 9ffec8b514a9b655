// The layers of the map in the style of MapLibre, bottom to top, without the values.

import {fadeRings} from './map_description.js';
import {arrowLayers, endLayers} from './map_flows.js';
import {PAGES} from './map_images.js';
import {nameFilter} from './map_names.js';

const PATTERNS = ['hatch', 'sparse', 'dots', 'bars'];
// The zoom from which names of a rank are shown.
const NAMES = {1: 0, 2: 7.4, 3: 9.4, 4: 10.4};
// West, south, east, north: where the layers of the base map end, and the map fades into the page. charts/map_style.py
// has the same.
const SHEET = [2.9, 50.7, 4.55, 51.9];
const BORDERS = {
  municipality: ['municipality', 'nuts3', 'province'],
  nuts3: ['nuts3', 'province'],
  province: ['province'],
  district: [],
};

// The rings that fade the map into the page, as GeoJSON.
export const fade = () => ({
  type: 'FeatureCollection',
  features: fadeRings(SHEET).map(({opacity, rings}) => ({
    type: 'Feature',
    properties: {opacity},
    geometry: {type: 'Polygon', coordinates: rings},
  })),
});

// The base map and the layers of values, bottom to top.
export const layers = (page, data, paper) => {
  const c = PAGES[page];
  const state = name => ['coalesce', ['feature-state', name], 0];
  const line = (id, source, paint, more = {}) => ({
    id,
    type: 'line',
    source,
    layout: {'line-join': 'round'},
    paint,
    ...more,
  });
  const wider = (low, high) => ['interpolate', ['linear'], ['zoom'], 8, low, 12, high];
  const kinds = BORDERS[data.level] ?? [];
  const strong = data.level === 'municipality' ? 1 : 1.8;
  const border = (id, exact, paint) =>
    line(id, 'borders', paint, {
      filter: ['all', ['in', ['get', 'kind'], ['literal', kinds]], ['==', ['get', 'exact'], exact]],
    });
  const district = ['==', ['get', 'district'], 1];
  const divide = ['==', ['get', 'kind'], 'state'];
  const name = ['coalesce', ['get', data.language], ['get', 'name']];
  return [
    {id: 'ground', type: 'background', paint: {'background-color': c.ground}},
    {id: 'areas', type: 'fill', source: 'areas', paint: {'fill-color': c.context}},
    {
      id: 'values',
      type: 'fill',
      source: 'areas',
      paint: {'fill-color': ['coalesce', ['feature-state', 'colour'], c.context]},
    },
    ...PATTERNS.map(kind => ({
      id: kind,
      type: 'fill',
      source: 'areas',
      paint: {'fill-pattern': `${page}|${kind}`, 'fill-opacity': state(kind)},
    })),
    border('edges', 1, {'line-color': c.edge, 'line-width': wider(0.7 * strong, 1.3 * strong)}),
    border('edges-approximate', 0, {
      'line-color': c.edge,
      'line-width': wider(0.9 * strong, 1.5 * strong),
      'line-dasharray': [3, 2],
    }),
    line('district-land', 'borders', {'line-color': c.district, 'line-width': wider(2.4, 3.2)}, {filter: district}),
    {id: 'sea', type: 'fill', source: 'sea', paint: {'fill-color': c.sea}},
    line('shore', 'sea', {'line-color': c.shore, 'line-width': wider(0.4, 1)}),
    // Fetched by a refresh, not shipped: docks as water, the edges of port areas, locks, and cycle highways.
    {
      id: 'docks',
      type: 'fill',
      source: 'port_area',
      filter: ['==', ['get', 'kind'], 'dock'],
      paint: {'fill-color': c.sea},
    },
    line(
      'dock-shore',
      'port_area',
      {'line-color': c.shore, 'line-width': wider(0.4, 1)},
      {filter: ['==', ['get', 'kind'], 'dock']},
    ),
    line(
      'port-edge',
      'port_area',
      {'line-color': c.halo, 'line-width': wider(1.6, 3.6), 'line-opacity': 0.7},
      {filter: ['==', ['get', 'kind'], 'port']},
    ),
    line(
      'port',
      'port_area',
      {'line-color': c.port, 'line-width': wider(0.8, 1.8)},
      {filter: ['==', ['get', 'kind'], 'port']},
    ),
    line(
      'cycle-edge',
      'cycle_highways',
      {'line-color': c.halo, 'line-width': wider(1.2, 3.6), 'line-opacity': 0.7},
      {minzoom: 8.8},
    ),
    line('cycle', 'cycle_highways', {'line-color': c.cycle, 'line-width': wider(0.6, 2)}, {minzoom: 8.8}),
    line('roads', 'roads', {'line-color': c.road, 'line-width': wider(0.4, 1.6), 'line-opacity': 0.55}, {minzoom: 8}),
    line(
      'rail',
      'rail',
      {'line-color': c.rail, 'line-width': wider(0.5, 1.4), 'line-opacity': 0.6, 'line-dasharray': [1, 1.5]},
      {minzoom: 8.8},
    ),
    line('canal-edge', 'canal', {'line-color': c.canalEdge, 'line-width': wider(3, 7)}),
    line('canal', 'canal', {'line-color': c.canal, 'line-width': wider(1.6, 4.5)}),
    line(
      'locks',
      'port_area',
      {'line-color': c.port, 'line-width': wider(1.5, 3.5)},
      {filter: ['==', ['get', 'kind'], 'lock']},
    ),
    line('state-edge', 'borders', {'line-color': c.halo, 'line-width': data.apart ? 8 : 4}, {filter: divide}),
    line('state', 'borders', {'line-color': c.state, 'line-width': data.apart ? 2.6 : 1.6}, {filter: divide}),
    // On land the outline of the district is drawn thick; over water it is official too, but matters less.
    line('district', 'borders', {'line-color': c.district, 'line-width': wider(0.7, 1.2)}, {filter: district}),
    {
      id: 'fade',
      type: 'fill',
      source: 'fade',
      paint: {'fill-color': paper, 'fill-opacity': ['get', 'opacity'], 'fill-antialias': false},
    },
    line('near', 'areas', {'line-color': c.chosen, 'line-width': 2.5, 'line-opacity': state('near')}),
    line('chosen-edge', 'areas', {'line-color': c.halo, 'line-width': 6.5, 'line-opacity': state('chosen')}),
    line('chosen', 'areas', {'line-color': c.chosen, 'line-width': 3.2, 'line-opacity': state('chosen')}),
    ...arrowLayers(page, c),
    {
      id: 'points',
      type: 'circle',
      source: 'points',
      paint: {
        'circle-radius': ['get', 'size'],
        'circle-color': ['get', page],
        'circle-opacity': 0.85,
        'circle-stroke-color': ['case', ['>', ['+', state('near'), state('chosen')], 0], c.chosen, c.halo],
        'circle-stroke-width': ['case', ['>', ['+', state('near'), state('chosen')], 0], 3, 1.5],
      },
    },
    ...[4, 3, 2, 1].map(rank => ({
      id: `names-${rank}`,
      type: 'symbol',
      source: 'names',
      minzoom: NAMES[rank],
      filter: nameFilter(rank),
      // A point covers the middle of its place: the name moves up, so that both can be read.
      layout: {
        'icon-image': ['concat', `${page}|name|${rank}|`, name],
        'icon-padding': 3,
        'icon-offset': data.points ? [0, -16] : [0, 0],
      },
      paint: {},
    })),
    ...endLayers(page),
  ].filter(({source}) => !source || ['areas', 'fade', 'flows', 'points'].includes(source) || data.layers[source]);
};
