// Maps on slides: the shapes of the briefing and a description of `charts/maps.py`, drawn as SVG.
//
// It draws what the dashboard's map/map.js draws, without the map library: the same layers in the same order, the same
// classes, marks and legend. A kit must open for years, also without WebGL, and its maps must print sharply.

import {LONG_LIST, patternOf, readPlaces, readPoints} from '../../map/map_description.js';
import {element, labelledButton} from '../../map/map_elements.js';
import {mapGestures} from './presenter_map_gestures.js';
import {mapLand} from './presenter_map_land.js';
import {nameTexts} from './presenter_map_names.js';
import {MapPopup} from './presenter_map_popup.js';
import {COLOUR, project, shape} from './presenter_map_shapes.js';
import {mapSide} from './presenter_map_side.js';

// How far one can zoom out and in, as a factor of the first view.
const FARTHEST = 0.6;
const CLOSEST = 24;
const rootSize = () => parseFloat(getComputedStyle(document.documentElement).fontSize);
let maps = 0;

export class DistrictMap {
  // described: the slide's map; periods: other years of it, without layers; shapes: published name to GeoJSON
  constructor(host, described, periods, shapes, words) {
    Object.assign(this, {host, kept: described, periods: periods ?? {}, words, id: `map${(maps += 1)}`});
    this.years = Object.keys(this.periods).sort();
    this.root = element('div', 'atlas');
    this.sheet = element('div', 'sheet');
    this.side = element('div', 'side');
    this.side.tabIndex = 0;
    this.root.append(this.sheet, this.side);
    host.replaceChildren(this.root);
    Object.assign(this, mapLand(this.id, this.layers(shapes), described));
    this.popup = new MapPopup(words);
    this.sheet.append(this.svg, this.popup.node);
    mapGestures({
      svg: this.svg,
      sheet: this.sheet,
      zoom: (by, at) => this.zoom(by, at),
      pan: by => this.pan(by),
      point: (target, at) => this.point(target, at),
    });
    this.addTools();
    if (this.years.length > 1) this.addSlider();
    this.setFigures(described);
    this.showWhole();
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(this.sheet);
  }

  // The features of each layer that the description names. Throws where the areas are missing: there is no map then.
  layers(shapes) {
    const {kept} = this;
    const layers = {};
    for (const [name, address] of Object.entries(kept.layers ?? {})) {
      const published = String(address).split('/').pop().split('.')[0];
      const collection = shapes[published] ?? shapes[name === 'areas' ? `areas-${kept.level}` : name];
      if (Array.isArray(collection?.features)) layers[name] = collection.features;
    }
    const needsAreas = kept.layers?.areas || (kept.places ?? []).length;
    if (needsAreas && !layers.areas && !(kept.points ?? []).length)
      throw new Error(this.words.not_drawn_shapes.replace('{level}', kept.level));
    return layers;
  }

  addTools() {
    const tools = element('div', 'tools');
    tools.append(
      labelledButton('+', this.words.zoom_in, () => this.zoom(1.6)),
      labelledButton('−', this.words.zoom_out, () => this.zoom(1 / 1.6)),
      labelledButton('⌂', this.words.reset_map, () => this.showWhole()),
    );
    this.sheet.append(tools);
  }

  addSlider() {
    const bar = element('label', 'years');
    this.range = Object.assign(element('input'), {type: 'range', min: 0, max: this.years.length - 1, step: 1});
    this.output = element('output');
    this.range.addEventListener('input', () => this.showYear(+this.range.value));
    bar.append(element('span', '', this.words.period), this.range, this.output);
    this.root.append(bar);
    this.setSlider(this.kept);
  }

  setSlider(described) {
    if (!this.range) return;
    const place = this.years.findIndex(year => this.periods[year].period === described.period);
    this.range.value = Math.max(place, 0);
    this.range.setAttribute('aria-valuetext', described.period);
    this.output.textContent = described.period;
  }

  // Put the figures of a description on the shapes that are there: another year keeps the zoom.
  setFigures(described) {
    this.shown = described;
    this.svg.setAttribute('aria-label', described.alt ?? '');
    this.places = readPlaces(described);
    for (const place of this.places.values()) place.colour = place.kind < 0 ? null : place.legend?.light?.[place.kind];
    this.points = readPoints(described);
    for (const point of this.points.values()) Object.assign(point, {at: project(point.at), colour: point.light});
    for (const [key, {area, mark}] of this.areas) {
      const place = this.places.get(key);
      const pattern = place && (patternOf(place.kind) ?? place.mark);
      area.setAttribute('fill', place?.colour ?? COLOUR.context);
      mark.setAttribute('fill', pattern ? `url(#${this.id}-${pattern})` : 'none');
    }
    const outline = this.areas.get(described.selected)?.area.getAttribute('d') ?? '';
    for (const line of this.selected) line.setAttribute('d', outline);
    const {parts, rows} = mapSide({
      places: this.places,
      points: this.points,
      shown: described,
      kept: this.kept,
      words: this.words,
      onNear: key => this.setNear(key),
    });
    this.rows = rows;
    this.side.replaceChildren(...parts);
    this.side.classList.toggle('long', this.places.size + this.points.size > LONG_LIST);
    if (this.view) this.redraw();
  }

  showYear(place) {
    const next = this.periods[this.years[Math.min(Math.max(place, 0), this.years.length - 1)]];
    if (!next) return;
    // The year of the slide itself is drawn with what the slide holds.
    const described =
      next.period === this.kept.period
        ? this.kept
        : {...this.kept, ...next, selected: next.selected ?? this.kept.selected};
    this.setFigures(described);
    this.setSlider(described);
    this.host.dispatchEvent(
      new CustomEvent('year', {
        bubbles: true,
        detail: {period: described.period, kept: this.kept.period, alt: described.alt},
      }),
    );
  }

  step(by) {
    if (this.range) this.showYear(+this.range.value + by);
  }

  // ---- what part of the map is shown: {scale, x, y} of the group, in px

  box() {
    return [this.sheet.clientWidth || 1, this.sheet.clientHeight || 1];
  }

  // The first view: the bounds of the description, whole and in the middle.
  showWhole() {
    const [west, south, east, north] = this.kept.bounds ?? [3.3, 50.95, 4.1, 51.6];
    const [left, top] = project([west, north]);
    const [right, bottom] = project([east, south]);
    const [width, height] = this.box();
    const scale = Math.min(width / (right - left), height / (bottom - top)) * 0.95;
    this.firstScale = scale;
    this.view = {scale, x: width / 2 - (scale * (left + right)) / 2, y: height / 2 - (scale * (top + bottom)) / 2};
    this.size = [width, height];
    this.isWhole = true;
    this.redraw();
  }

  resized() {
    const [width, height] = this.box();
    if ((this.size[0] === width && this.size[1] === height) || width < 2) return;
    if (this.isWhole) {
      this.showWhole();
      return;
    }
    this.view.x += (width - this.size[0]) / 2;
    this.view.y += (height - this.size[1]) / 2;
    this.size = [width, height];
    this.redraw();
  }

  zoom(by, at = this.box().map(side => side / 2)) {
    const scale = Math.min(Math.max(this.view.scale * by, this.firstScale * FARTHEST), this.firstScale * CLOSEST);
    const factor = scale / this.view.scale;
    this.view = {scale, x: at[0] - (at[0] - this.view.x) * factor, y: at[1] - (at[1] - this.view.y) * factor};
    this.isWhole = false;
    this.redraw();
  }

  pan([x, y]) {
    this.view.x += x;
    this.view.y += y;
    this.isWhole = false;
    this.redraw();
  }

  // Patterns, points and names keep their size on the screen at any zoom.
  redraw() {
    const {scale, x, y} = this.view;
    const unit = rootSize();
    this.group.setAttribute('transform', `matrix(${scale} 0 0 ${scale} ${x} ${y})`);
    for (const pattern of this.patterns.children)
      pattern.setAttribute('patternTransform', `scale(${unit / 14 / scale})`);
    const toScreen = at => [at[0] * scale + x, at[1] * scale + y];
    const circles = [...this.points.values()].map(point => {
      const [cx, cy] = toScreen(point.at);
      return shape('circle', {
        cx,
        cy,
        r: (point.size * unit) / 14,
        fill: point.colour ?? COLOUR.edge,
        'fill-opacity': 0.85,
        'data-point': point.key,
      });
    });
    const names = nameTexts({
      names: this.names.map(({rank, at, text}) => ({rank, at: toScreen(at), text})),
      size: this.box(),
      unit,
      enlarged: scale / this.firstScale,
      overPoints: this.points.size > 0,
    });
    this.above.replaceChildren(...circles, ...names);
  }

  // ---- pointing

  // Show the figures of the place or point under the pointer; null: nothing.
  point(target, at) {
    const place = this.points.get(target?.dataset?.point) ?? this.places.get(target?.dataset?.area);
    this.setNear(place?.key ?? null);
    this.popup.show(place, at, this.box());
  }

  setNear(key) {
    if (key === this.nearKey) return;
    this.nearKey = key;
    for (const [other, {area}] of this.areas) area.classList.toggle('near', other === key);
    for (const [other, row] of this.rows) row.classList.toggle('near', other === key);
    for (const circle of this.above.querySelectorAll('circle'))
      circle.classList.toggle('near', circle.dataset.point === key);
  }

  dispose() {
    this.observer.disconnect();
    this.root.remove();
  }
}
