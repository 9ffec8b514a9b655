// Puts a description on a map of MapLibre: the style it starts with, and the values of its shapes.
//
// Shapes come once, by address. A change brings values only, as feature states on the shapes that are there already.

import {flowFeatures} from './map_flows.js';
import {fade, layers} from './map_layers.js';
import {hideCutNames} from './map_names.js';

const NOTHING = {type: 'FeatureCollection', features: []};

// The circles, the largest first so that none hides a smaller one.
const pointFeatures = points => ({
  type: 'FeatureCollection',
  features: [...points.values()]
    .sort((a, b) => b.size - a.size)
    .map(({key, at, size, light, dark}) => ({
      type: 'Feature',
      properties: {key, size, light, dark},
      geometry: {type: 'Point', coordinates: at},
    })),
});

// Puts what a view shows (its data, figures, points and selection) on a map of MapLibre.
export class MapPainter {
  constructor(view) {
    Object.assign(this, {view, map: null, loaded: false, states: new Map()});
  }

  // The style that a new map starts with.
  style() {
    const {data, page, paper, points} = this.view;
    const sources = {
      fade: {type: 'geojson', data: fade()},
      areas: {type: 'geojson', data: data.layers.areas ?? NOTHING, promoteId: 'code'},
      flows: {type: 'geojson', data: flowFeatures(data)},
      points: {type: 'geojson', data: pointFeatures(points), promoteId: 'key'},
    };
    for (const [name, url] of Object.entries(data.layers)) sources[name] ??= {type: 'geojson', data: url};
    this.shapes = data.layers.areas;
    this.pinned = JSON.stringify(data.points);
    this.drawnStyle = this.styleKey();
    return {version: 8, transition: {duration: 0, delay: 0}, sources, layers: layers(page, data, paper)};
  }

  // What the style of the layers depends on, apart from the values.
  styleKey() {
    const {page, paper, data} = this.view;
    return [page, paper, data.level, data.apart, data.language].join();
  }

  // Forget the map that was removed; a new one starts without any state.
  reset() {
    Object.assign(this, {map: null, loaded: false});
    this.states.clear();
  }

  draw() {
    const {
      map,
      view: {data, points, figures, selected},
    } = this;
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
      map.getSource('flows').setData(flowFeatures(data));
      this.pinned = JSON.stringify(data.points);
    }
    if (points.has(selected)) map.setFeatureState({source: 'points', id: selected}, {chosen: 1});
    if (this.drawnStyle !== this.styleKey()) this.restyle();
    const states = new Map(
      [...figures].map(([key, figure]) => [
        key,
        {
          colour: this.view.colour(figure),
          near: 0,
          chosen: +(key === selected),
          hatch: +(figure.kind === -1),
          sparse: +(figure.kind === -2),
          dots: +(figure.mark === 'dots'),
          bars: +(figure.mark === 'bars'),
        },
      ]),
    );
    for (const key of this.states.keys()) if (!states.has(key)) map.removeFeatureState({source: 'areas', id: key});
    for (const [key, state] of states)
      if (JSON.stringify(state) !== JSON.stringify(this.states.get(key)))
        map.setFeatureState({source: 'areas', id: key}, state);
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

  // The map came to rest.
  rest() {
    hideCutNames(this.map, this.view);
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
    const {
      map,
      view: {points, figures},
    } = this;
    const pin = map.getLayer('points') && map.queryRenderedFeatures(position, {layers: ['points']}).at(-1)?.id;
    if (points.has(pin)) return pin;
    const key = map.getLayer('areas') && map.queryRenderedFeatures(position, {layers: ['areas']})[0]?.id;
    return figures.has(key) ? key : null;
  }
}
