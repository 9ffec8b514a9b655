// What MapLibre draws: the sources and layers of the map, and the values put on its shapes.
//
// Shapes come once, by address. A change brings values only, as feature states on the shapes that are there already.

import {PAGES} from './map_images.js';

const NOTHING = {type: 'FeatureCollection', features: []};
const PATTERNS = ['hatch', 'sparse', 'dots', 'bars'];
// From which zoom on names of a rank are shown.
const NAMES = {1: 0, 2: 7.4, 3: 9.4, 4: 10.4};
// Where the layers of the base map end; towards it the map fades into the page. charts/map_style.py has the same.
const SHEET = [2.9, 50.7, 4.55, 51.9], FADE = 12;
const BORDERS = {
  municipality: ['municipality', 'nuts3', 'province'], nuts3: ['nuts3', 'province'], province: ['province'], district: [],
};

// Rings around the sheet, each a little wider and a little less see-through than the one inside it.
const fade = () => ({type: 'FeatureCollection', features: Array.from({length: FADE + 1}, (_, step) => {
  const [west, south, east, north] = SHEET, inset = .014 * (FADE - step), x = 1.6 * inset;
  const hole = [[west + x, south + inset], [west + x, north - inset], [east - x, north - inset], [east - x, south + inset], [west + x, south + inset]];
  const world = [[-20, 40], [30, 40], [30, 60], [-20, 60], [-20, 40]];
  return {type: 'Feature', properties: {opacity: step === FADE ? 1 : .18}, geometry: {type: 'Polygon', coordinates: [world, hole]}};
})});

// The base map and the layers of values, bottom to top.
const layers = (page, data, paper) => {
  const c = PAGES[page], state = name => ['coalesce', ['feature-state', name], 0];
  const line = (id, source, paint, more = {}) => ({id, type: 'line', source, layout: {'line-join': 'round'}, paint, ...more});
  const wider = (low, high) => ['interpolate', ['linear'], ['zoom'], 8, low, 12, high];
  const kinds = BORDERS[data.level] ?? [], strong = data.level === 'municipality' ? 1 : 1.8;
  const border = (id, exact, paint) => line(id, 'borders', paint,
    {filter: ['all', ['in', ['get', 'kind'], ['literal', kinds]], ['==', ['get', 'exact'], exact]]});
  const district = ['==', ['get', 'district'], 1], divide = ['==', ['get', 'kind'], 'state'];
  const name = ['coalesce', ['get', data.language], ['get', 'name']];
  return [
    {id: 'ground', type: 'background', paint: {'background-color': c.ground}},
    {id: 'areas', type: 'fill', source: 'areas', paint: {'fill-color': c.context}},
    {id: 'values', type: 'fill', source: 'areas', paint: {'fill-color': ['coalesce', ['feature-state', 'colour'], c.context]}},
    ...PATTERNS.map(kind => ({id: kind, type: 'fill', source: 'areas', paint: {'fill-pattern': `${page}|${kind}`, 'fill-opacity': state(kind)}})),
    border('edges', 1, {'line-color': c.edge, 'line-width': wider(.7 * strong, 1.3 * strong)}),
    border('edges-approximate', 0, {'line-color': c.edge, 'line-width': wider(.9 * strong, 1.5 * strong), 'line-dasharray': [3, 2]}),
    line('district-land', 'borders', {'line-color': c.district, 'line-width': wider(2.4, 3.2)}, {filter: district}),
    {id: 'sea', type: 'fill', source: 'sea', paint: {'fill-color': c.sea}},
    line('shore', 'sea', {'line-color': c.shore, 'line-width': wider(.4, 1)}),
    // Fetched by a refresh, not shipped: docks as water, the edges of port areas, locks, and cycle highways.
    {id: 'docks', type: 'fill', source: 'port_area', filter: ['==', ['get', 'kind'], 'dock'], paint: {'fill-color': c.sea}},
    line('dock-shore', 'port_area', {'line-color': c.shore, 'line-width': wider(.4, 1)}, {filter: ['==', ['get', 'kind'], 'dock']}),
    line('port-edge', 'port_area', {'line-color': c.halo, 'line-width': wider(1.6, 3.6), 'line-opacity': .7}, {filter: ['==', ['get', 'kind'], 'port']}),
    line('port', 'port_area', {'line-color': c.port, 'line-width': wider(.8, 1.8)}, {filter: ['==', ['get', 'kind'], 'port']}),
    line('cycle-edge', 'cycle_highways', {'line-color': c.halo, 'line-width': wider(1.2, 3.6), 'line-opacity': .7}, {minzoom: 8.8}),
    line('cycle', 'cycle_highways', {'line-color': c.cycle, 'line-width': wider(.6, 2)}, {minzoom: 8.8}),
    line('roads', 'roads', {'line-color': c.road, 'line-width': wider(.4, 1.6), 'line-opacity': .55}, {minzoom: 8}),
    line('rail', 'rail', {'line-color': c.rail, 'line-width': wider(.5, 1.4), 'line-opacity': .6, 'line-dasharray': [1, 1.5]}, {minzoom: 8.8}),
    line('canal-edge', 'canal', {'line-color': c.canalEdge, 'line-width': wider(3, 7)}),
    line('canal', 'canal', {'line-color': c.canal, 'line-width': wider(1.6, 4.5)}),
    line('locks', 'port_area', {'line-color': c.port, 'line-width': wider(1.5, 3.5)}, {filter: ['==', ['get', 'kind'], 'lock']}),
    line('state-edge', 'borders', {'line-color': c.halo, 'line-width': data.apart ? 8 : 4}, {filter: divide}),
    line('state', 'borders', {'line-color': c.state, 'line-width': data.apart ? 2.6 : 1.6}, {filter: divide}),
    // On land the district stands out; over water its outline is official too, but says less.
    line('district', 'borders', {'line-color': c.district, 'line-width': wider(.7, 1.2)}, {filter: district}),
    {id: 'fade', type: 'fill', source: 'fade', paint: {'fill-color': paper, 'fill-opacity': ['get', 'opacity'], 'fill-antialias': false}},
    line('near', 'areas', {'line-color': c.chosen, 'line-width': 2.5, 'line-opacity': state('near')}),
    line('chosen-edge', 'areas', {'line-color': c.halo, 'line-width': 6.5, 'line-opacity': state('chosen')}),
    line('chosen', 'areas', {'line-color': c.chosen, 'line-width': 3.2, 'line-opacity': state('chosen')}),
    {id: 'points', type: 'circle', source: 'points', paint: {
      'circle-radius': ['get', 'size'], 'circle-color': ['get', page], 'circle-opacity': .85,
      'circle-stroke-color': ['case', ['>', ['+', state('near'), state('chosen')], 0], c.chosen, c.halo],
      'circle-stroke-width': ['case', ['>', ['+', state('near'), state('chosen')], 0], 3, 1.5]}},
    ...[4, 3, 2, 1].map(rank => ({
      id: `names-${rank}`, type: 'symbol', source: 'names', minzoom: NAMES[rank], filter: ['==', ['get', 'rank'], rank],
      // A point stands on its place: the name moves up, so that both can be read.
      layout: {'icon-image': ['concat', `${page}|name|${rank}|`, name], 'icon-padding': 3, 'icon-offset': data.points ? [0, -16] : [0, 0]}, paint: {},
    })),
  ].filter(({source}) => !source || ['areas', 'fade', 'points'].includes(source) || data.layers[source]);
};

// The circles, the largest first so that none hides a smaller one.
const pointFeatures = points => ({type: 'FeatureCollection', features: [...points.values()].sort((a, b) => b.size - a.size)
  .map(({key, at, size, light, dark}) => ({type: 'Feature', properties: {key, size, light, dark}, geometry: {type: 'Point', coordinates: at}}))});

// Puts what a view shows (its data, figures, points and selection) on a map of MapLibre.
export class MapPainter {
  constructor(view) { Object.assign(this, {view, map: null, loaded: false, states: new Map()}); }

  // The style that a new map starts with.
  style() {
    const {data, page, paper, points} = this.view;
    const sources = {fade: {type: 'geojson', data: fade()}, areas: {type: 'geojson', data: data.layers.areas ?? NOTHING, promoteId: 'code'},
      points: {type: 'geojson', data: pointFeatures(points), promoteId: 'key'}};
    for (const [name, url] of Object.entries(data.layers)) sources[name] ??= {type: 'geojson', data: url};
    this.shapes = data.layers.areas;
    this.pinned = JSON.stringify(data.points);
    this.drawnStyle = this.styleKey();
    return {version: 8, transition: {duration: 0, delay: 0}, sources, layers: layers(page, data, paper)};
  }

  // What the style of the layers depends on, apart from the values.
  styleKey() { const {page, paper, data} = this.view; return [page, paper, data.level, data.apart, data.language].join(); }

  // The map is gone; a new one starts without any state.
  reset() { Object.assign(this, {map: null, loaded: false}); this.states.clear(); }

  draw() {
    const {map, view: {data, points, figures, selected}} = this;
    if (!this.loaded) return;
    if (this.shapes !== data.layers.areas) {
      // Another level: new shapes, and no state of the old ones may stay on them.
      map.removeFeatureState({source: 'areas'});
      this.states.clear();
      map.getSource('areas').setData(data.layers.areas ?? NOTHING);
      this.shapes = data.layers.areas;
    }
    if (this.pinned !== JSON.stringify(data.points)) {
      map.removeFeatureState({source: 'points'});
      map.getSource('points').setData(pointFeatures(points));
      this.pinned = JSON.stringify(data.points);
    }
    if (points.has(selected)) map.setFeatureState({source: 'points', id: selected}, {chosen: 1});
    if (this.drawnStyle !== this.styleKey()) this.restyle();
    const states = new Map([...figures].map(([key, figure]) => [key, {
      colour: this.view.colour(figure), near: 0, chosen: +(key === selected), hatch: +(figure.kind === -1), sparse: +(figure.kind === -2),
      dots: +(figure.mark === 'dots'), bars: +(figure.mark === 'bars')}]));
    for (const key of this.states.keys()) if (!states.has(key)) map.removeFeatureState({source: 'areas', id: key});
    for (const [key, state] of states)
      if (JSON.stringify(state) !== JSON.stringify(this.states.get(key))) map.setFeatureState({source: 'areas', id: key}, state);
    this.states = states;
    map.triggerRepaint();
  }

  restyle() {
    const {data, page, paper} = this.view;
    this.drawnStyle = this.styleKey();
    for (const {id, paint, layout = {}, filter} of layers(page, data, paper)) {
      if (!this.map.getLayer(id)) continue;
      for (const [name, value] of Object.entries(paint)) this.map.setPaintProperty(id, name, value);
      for (const [name, value] of Object.entries(layout)) this.map.setLayoutProperty(id, name, value);
      if (filter) this.map.setFilter(id, filter);
    }
  }

  // Change the state of one place or point.
  mark(key, state) {
    const {map} = this;
    if (this.view.points.has(key) && map?.getSource('points')) map.setFeatureState({source: 'points', id: key}, state);
    if (!key || !this.states.has(key)) return;
    Object.assign(this.states.get(key), state);
    map?.setFeatureState({source: 'areas', id: key}, state);
  }

  // The place or point under a position on the map, or null.
  keyAt(position) {
    const {map, view: {points, figures}} = this;
    const pin = map.getLayer('points') && map.queryRenderedFeatures(position, {layers: ['points']}).at(-1)?.id;
    if (points.has(pin)) return pin;
    const key = map.getLayer('areas') && map.queryRenderedFeatures(position, {layers: ['areas']})[0]?.id;
    return figures.has(key) ? key : null;
  }
}
