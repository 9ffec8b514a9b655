// The map: one MapLibre map, its legends, and the list of the same places beside it.
//
// Shapes come once, by address; a change brings values only (`charts/maps.py` says what is in `data`), and they
// are put on the shapes that are there already, so zoom, centre and selection stay. Every text is written with
// textContent. Nothing is asked from another host: names and patterns are drawn here when the map first needs them.

import {PAGES, brush, image} from './map_images.js';
import {ContextRecovery} from './map_recovery.js';

const shared = window.__nspdMaps ??= {library: null, placed: new Map(), members: new Map()};
window.__maps ??= {};

// A list with more places than this scrolls beside the map.
const LONG = 14;
const PADDING = 18;
const NOTHING = {type: 'FeatureCollection', features: []};
const PATTERNS = ['hatch', 'sparse', 'dots', 'bars'];
const KINDS = {[-1]: 'hatch', [-2]: 'sparse'};
const SWATCHES = {missing: 'hatch', unpublished: 'sparse'};
// From which zoom on names of a rank are shown.
const NAMES = {1: 0, 2: 7.4, 3: 9.4, 4: 10.4};
// Where the layers of the base map end; towards it the map fades into the page.
const SHEET = [2.9, 50.7, 4.55, 51.9], FADE = 12;
const BORDERS = {
  municipality: ['municipality', 'nuts3', 'province'], nuts3: ['nuts3', 'province'], province: ['province'], district: [],
};

const STYLE = `
.nspd-map { container-type: inline-size; font-family: var(--st-font); color: var(--st-text-color); }
.nspd-grid { display: grid; gap: 6px 20px; grid-template-columns: minmax(0, 1fr); }
.nspd-frame { position: relative; height: min(var(--height), 60vh); min-height: 300px; overflow: hidden;
  border: 1px solid var(--st-border-color); border-radius: 6px; background: var(--st-background-color); }
.nspd-side { display: grid; gap: 14px 24px; align-content: start; grid-template-columns: repeat(auto-fit, minmax(min(100%, 250px), 1fr)); }
@container (min-width: 440px) and (max-width: 779px) {
  .nspd-side.single > section { grid-column: 1 / -1; display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 28px; align-items: start; }
  .nspd-side.single > section > p { grid-column: 1 / -1; }
  .nspd-side.long .nspd-list { max-height: 60vh; overflow-y: auto; }
}
@container (min-width: 780px) {
  .nspd-grid { grid-template-columns: minmax(0, 1fr) 300px; }
  .nspd-frame { height: var(--height); }
  .nspd-side { grid-template-columns: minmax(0, 1fr); } .nspd-side.long { max-height: var(--height); overflow-y: auto; padding-right: 4px; }
}
@container (max-width: 480px) { .nspd-frame { height: 340px; } }
.nspd-frame.failed { height: auto; min-height: 0; background: var(--st-secondary-background-color); }
.nspd-frame.failed > :not(.nspd-note) { display: none; }
.nspd-frame .nspd-canvas, .nspd-canvas .maplibregl-canvas { position: absolute; inset: 0; outline: none; }
.nspd-frame:has(canvas:focus-visible) { outline: 3px solid var(--st-primary-color); outline-offset: 1px; }
.nspd-note { position: absolute; inset: 0; display: grid; place-content: center; margin: 0; padding: 20px; text-align: center; pointer-events: none; }
.nspd-frame.failed .nspd-note { position: static; } .nspd-frame.ready .nspd-note { display: none; }
.nspd-buttons { position: absolute; z-index: 2; inset: 10px 10px 10px auto; pointer-events: none; display: flex; flex-direction: column; align-items: flex-end; gap: 4px; }
.nspd-buttons button { pointer-events: auto; min-width: 34px; height: 34px; padding: 0 9px; border: 1px solid var(--st-border-color); border-radius: 5px; cursor: pointer;
  background: var(--st-background-color); color: var(--st-text-color); font: 600 18px/1 var(--st-font); }
.nspd-buttons button:last-child { margin-top: auto; font-size: 13px; } .nspd-buttons button:hover { background: var(--st-secondary-background-color); }
.nspd-map button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 1px; }
.nspd-tip { position: absolute; z-index: 3; top: 0; left: 0; max-width: 250px; padding: 6px 10px; border-radius: 5px; pointer-events: none;
  background: var(--st-background-color); border: 1px solid var(--st-border-color); box-shadow: 0 2px 10px rgb(0 0 0 / .25); font-size: 14px; line-height: 1.35; }
.nspd-tip b, .nspd-tip span { display: block; } .nspd-tip span + span { font-size: 13px; opacity: .85; }
.nspd-map p, .nspd-map ul, .nspd-map li { margin: 0; padding: 0; list-style: none; }
.nspd-map .nspd-title { font-weight: 600; font-size: 15px; line-height: 1.3; } .nspd-unit { font-weight: 400; font-size: 14px; }
.nspd-map .nspd-small { font-size: 13px; line-height: 1.4; margin: 2px 0 0; }
.nspd-classes { margin: 6px 0 8px !important; } .nspd-map .nspd-classes li, .nspd-key li { display: flex; align-items: center; gap: 8px; font-size: 13px; line-height: 22px; }
.nspd-key li { line-height: 1.35; margin: 3px 0; }
.nspd-swatch { flex: none; position: relative; width: 20px; height: 15px; border-radius: 2px; border: 1px solid color-mix(in srgb, var(--ink) 45%, transparent); }
.nspd-swatch.hatch { background: repeating-linear-gradient(135deg, var(--hatch) 0 1.5px, transparent 1.5px 4px); }
.nspd-swatch.sparse { background: repeating-linear-gradient(45deg, var(--sparse) 0 1.5px, var(--context) 1.5px 7px); }
.nspd-swatch.context { background: var(--context); } .nspd-swatch.point { width: 14px; height: 14px; margin: 0 3px; border-radius: 50%; }
.nspd-swatch.dots::after, .nspd-swatch.bars::after { content: ""; position: absolute; inset: 0; }
.nspd-swatch.dots::after { background: radial-gradient(circle, var(--mark) 1.4px, var(--mark-edge) 1.5px 2.1px, transparent 2.2px) 0 0 / 6.6px 7.5px; }
.nspd-swatch.bars::after { background: repeating-linear-gradient(0deg, var(--mark) 0 1.6px, var(--mark-edge) 1.6px 2.2px, transparent 2.2px 6px); }
.nspd-key .nspd-swatch.dots, .nspd-key .nspd-swatch.bars { background: var(--st-primary-color); }
.nspd-swatch.approximate { height: 0; border: 0; border-top: 2px dashed var(--edge); border-radius: 0; }
.nspd-swatch.port_area { border: 2px solid var(--port); } .nspd-swatch.cycle_highways { height: 0; border: 0; border-top: 2px solid var(--cycle); border-radius: 0; }
.nspd-list li { position: relative; }
.nspd-list button { display: grid; grid-template-columns: 20px minmax(0, 1fr) auto; gap: 0 8px; align-items: center; width: 100%; padding: 5px 6px; text-align: left;
  border: 1px solid transparent; border-radius: 5px; background: none; color: inherit; font: 15px/1.3 var(--st-font); cursor: pointer; }
.nspd-list button.near { background: var(--st-secondary-background-color); }
.nspd-list button[aria-pressed="true"] { border-color: var(--st-text-color); font-weight: 600; }
.nspd-list .value { font-variant-numeric: tabular-nums; text-align: right; } .nspd-list .none { font-style: italic; font-size: 13px; }
.nspd-list .more { grid-column: 2 / -1; font-size: 12.5px; } .nspd-list .rank { font-size: 13px; margin-right: 4px; font-variant-numeric: tabular-nums; }
.nspd-source { font-size: 12px; line-height: 1.35; margin-top: 4px !important; } .nspd-unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.nspd-map .maplibregl-cooperative-gesture-screen { background: none; place-items: end center; padding: 12px; font: 600 14px/1.3 var(--st-font); }
.nspd-map .maplibregl-cooperative-gesture-screen > div { padding: 6px 12px; border-radius: 5px; background: rgb(13 31 39 / .88); color: #fff; }
.nspd-map .maplibregl-ctrl-scale { background: color-mix(in srgb, var(--sea) 75%, transparent); color: var(--ink); border-color: var(--ink); }
@media print {
  .nspd-buttons, .nspd-tip, .nspd-map .maplibregl-control-container { display: none; }
  .nspd-side { max-height: none !important; overflow: visible !important; }
  .nspd-swatch, .nspd-swatch::after { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .nspd-frame, .nspd-frame .nspd-canvas { height: auto !important; min-height: 0; position: static; break-inside: avoid; }
  .nspd-canvas .maplibregl-canvas { position: static; width: 100% !important; height: auto !important; }
}
`;

const element = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

// The library and our own style, once a page; the server puts the versions into the names of the files.
const library = () => shared.library ??= new Promise((done, failed) => {
  const sheet = Object.assign(element('link'), {rel: 'stylesheet', href: new URL('./maplibre-gl.css', import.meta.url)});
  const script = Object.assign(element('script'), {src: new URL('./maplibre-gl.js', import.meta.url)});
  const styled = new Promise(ready => { sheet.onload = sheet.onerror = ready; });
  script.onload = () => styled.then(() => window.maplibregl ? done(window.maplibregl) : failed(new Error('no library')));
  script.onerror = () => { shared.library = null; failed(new Error('the map library could not be loaded')); };
  document.head.append(sheet, script);
});
const style = () => {
  if (document.getElementById('nspd-map-style')) return;
  document.head.append(Object.assign(element('style', '', STYLE), {id: 'nspd-map-style'}));
};

// Rings around the sheet, each a little wider and a little less see-through than the one inside it.
const fade = () => ({type: 'FeatureCollection', features: Array.from({length: FADE + 1}, (_, step) => {
  const [west, south, east, north] = SHEET, inset = .014 * (FADE - step), x = 1.6 * inset;
  const hole = [[west + x, south + inset], [west + x, north - inset], [east - x, north - inset], [east - x, south + inset], [west + x, south + inset]];
  const world = [[-20, 40], [30, 40], [30, 60], [-20, 60], [-20, 40]];
  return {type: 'Feature', properties: {opacity: step === FADE ? 1 : .18}, geometry: {type: 'Polygon', coordinates: [world, hole]}};
})});

// Our own base map and the layers of figures, bottom to top.
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

class View {
  constructor(parent) {
    style();
    this.root = element('div', 'nspd-map');
    this.grid = element('div', 'nspd-grid');
    this.frame = element('div', 'nspd-frame');
    this.canvas = element('div', 'nspd-canvas');
    this.note = element('p', 'nspd-note');
    this.note.setAttribute('role', 'status');
    this.tip = element('div', 'nspd-tip');
    this.tip.hidden = true;
    this.buttons = element('div', 'nspd-buttons');
    for (const [name, act] of Object.entries({in: () => this.zoom(1), out: () => this.zoom(-1), whole: () => this.whole(400)})) {
      this.buttons[name] = Object.assign(element('button'), {type: 'button', onclick: act});
      this.buttons.append(this.buttons[name]);
    }
    this.side = element('div', 'nspd-side');
    this.source = element('p', 'nspd-source');
    this.main = element('div', 'nspd-main');
    this.live = element('p', 'nspd-unseen');
    this.live.setAttribute('aria-live', 'polite');
    this.frame.append(this.canvas, this.note, this.buttons, this.tip);
    this.main.append(this.frame, this.source);
    this.grid.append(this.main, this.side);
    this.root.append(this.grid, this.live);
    (parent.querySelector('.district-map') ?? parent).append(this.root);
    this.rows = new Map();
    this.states = new Map();
    this.home = true;
    this.state = 'loading';
    this.recovery = new ContextRecovery({onLost: () => this.lose(), rebuild: () => this.start(), onFailed: error => this.fail(error)});
    this.root.dataset.change = this.root.dataset.idle = '0';
  }

  update(data, trigger) {
    const before = this.data;
    Object.assign(this, {data, trigger, chosen: data.selected ?? (before && data.selected === before.selected ? this.chosen : null)});
    performance.mark('map-change');
    this.root.dataset.change = +this.root.dataset.change + 1;
    this.paper = getComputedStyle(this.root).getPropertyValue('--st-background-color').trim() || '#ffffff';
    this.page = this.isDark() ? 'dark' : 'light';
    for (const [name, colour] of Object.entries(PAGES[this.page]))
      this.root.style.setProperty('--' + name.replace(/[A-Z]/g, letter => '-' + letter.toLowerCase()), colour);
    // On a low screen, a projector, the map leaves room for what is above it.
    this.root.style.setProperty('--height', `min(${data.height}px, max(340px, 100vh - 400px))`);
    this.figures = new Map(data.places.map(([key, name, legend, kind, text, rank = 0, status = '', period = '']) =>
      [key, {key, name, legend: data.legends[legend], section: legend, kind, text, rank, period,
        status: data.statuses[status]?.[0], mark: data.statuses[status]?.[1]}]));
    this.points = new Map((data.points ?? []).map(([key, lon, lat, kind, size, name, text]) =>
      [key, {key, at: [lon, lat], kind, size, name, text, ...data.kinds[kind]}]));
    this.speak(before);
    this.list();
    if (this.map) this.draw(before);
    else if (!this.started) this.start();
  }

  isDark() {
    const [red, green, blue] = this.rgb(this.paper);
    return .299 * red + .587 * green + .114 * blue < 128;
  }

  rgb(colour) {
    const [pen, pixels] = brush(1, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return pixels().data;
  }

  speak(before) {
    const {words, attribution, alt} = this.data;
    this.source.textContent = attribution;
    this.show(this.state);
    // A screen reader hears what changed, not what was there when the page opened.
    if (before && before.alt !== alt) this.live.textContent = alt;
    const {in: closer, out, whole} = this.buttons;
    for (const [button, sign, word] of [[closer, '+', words.zoom_in], [out, '−', words.zoom_out], [whole, words.district_reset, words.district_reset]]) {
      button.textContent = sign;
      button.title = word;
      button.setAttribute('aria-label', word);
    }
    this.label();
  }

  // The map's own texts, in the reader's language of now.
  label() {
    const {alt, words} = this.data;
    const set = (selector, text) => { const found = this.canvas.querySelector(selector); if (found) found.textContent = text; };
    this.canvas.querySelector('canvas')?.setAttribute('aria-label', alt);
    set('.maplibregl-desktop-message', words.scroll);
    set('.maplibregl-mobile-message', words.fingers);
  }

  swatch(kind, colour, mark) {
    const made = element('span', `nspd-swatch ${SWATCHES[kind] ?? KINDS[kind] ?? (colour ? '' : kind)} ${mark ?? ''}`);
    made.setAttribute('aria-hidden', 'true');
    if (colour) made.style.backgroundColor = colour;
    return made;
  }

  // One section a legend, with the places on that scale under it; then what the marks mean.
  list() {
    const {data} = this, {scrollTop} = this.side;
    const focused = this.side.contains(document.activeElement) ? document.activeElement.dataset.area : null;
    const parts = data.legends.map((legend, section) => {
      const part = element('section'), title = element('p', 'nspd-title', legend.title);
      // Where the title is the unit already, it is not said twice.
      if (legend.unit && legend.unit.toLowerCase() !== legend.title.toLowerCase()) title.append(element('span', 'nspd-unit', ` (${legend.unit})`));
      const classes = element('ul', 'nspd-classes');
      classes.append(...legend.labels.map((label, place) => {
        const item = element('li');
        item.append(this.swatch('class', legend[this.page][place]), element('span', '', label));
        return item;
      }));
      part.append(title);
      if (legend.note) part.append(element('p', 'nspd-small', legend.note));
      const rows = element('ul', 'nspd-list');
      rows.setAttribute('aria-label', `${data.words.list}: ${legend.title}`);
      rows.append(...[...this.figures.values()].filter(figure => figure.section === section).map(figure => this.row(figure)));
      part.append(classes, rows);
      return part;
    });
    if (this.points.size) parts.push(this.dots());
    const key = element('ul', 'nspd-key');
    key.append(...[...data.marks, ...data.fetched ?? []].map(([kind, label]) => {
      const item = element('li');
      item.append(this.swatch(kind), element('span', '', label));
      return item;
    }));
    this.side.classList.toggle('single', parts.length === 1);
    this.side.classList.toggle('long', data.places.length + this.points.size > LONG);
    this.side.replaceChildren(...parts, key);
    this.side.scrollTop = scrollTop;
    if (this.figures.has(focused) || this.points.has(focused)) this.rows.get(focused).focus({preventScroll: true});
  }

  // What lies on the map as circles: their kinds, and each of them to point at or press, like a place.
  dots() {
    const part = element('section'), kinds = element('ul', 'nspd-classes'), rows = element('ul', 'nspd-list');
    const swatch = one => {
      const made = this.swatch('point', one[this.page]);
      made.classList.add('point');
      return made;
    };
    kinds.append(...Object.values(this.data.kinds).map(kind => {
      const item = element('li');
      item.append(swatch(kind), element('span', '', kind.label));
      return item;
    }));
    rows.setAttribute('aria-label', this.data.words.points);
    rows.append(...[...this.points.values()].map(point => {
      const button = this.button(point.key), item = element('li');
      button.replaceChildren(swatch(point), element('span', 'name', point.name), element('span', 'value', point.text), element('span', 'nspd-unseen', `, ${point.label}`));
      item.append(button);
      return item;
    }));
    part.append(element('p', 'nspd-title', this.data.words.points), kinds, rows);
    return part;
  }

  button(key) {
    const button = this.rows.get(key) ?? Object.assign(element('button'), {type: 'button',
      onclick: () => this.choose(key), onfocus: () => this.near(key), onblur: () => this.near(null),
      onmouseenter: () => this.near(key), onmouseleave: () => this.near(null)});
    button.dataset.area = key;
    button.setAttribute('aria-pressed', String(key === this.chosen));
    this.rows.set(key, button);
    return button;
  }

  row(figure) {
    const {words} = this.data, button = this.button(figure.key);
    const name = element('span', 'name'), value = element('span', figure.kind < 0 ? 'value none' : 'value', figure.text);
    if (figure.rank) {
      const rank = element('span', 'rank', `${figure.rank}.`);
      rank.setAttribute('aria-hidden', 'true');
      name.append(rank);
    }
    name.append(figure.name);
    button.replaceChildren(this.swatch(figure.kind, this.colour(figure), figure.mark), name, value);
    if (figure.kind >= 0) value.append(element('span', 'nspd-unseen', ` ${figure.legend.unit}${figure.rank ? `, ${words.rank.replace('{rank}', figure.rank)}` : ''}`));
    const more = [figure.period, figure.status].filter(Boolean).join(' · ');
    if (more) button.append(element('span', 'more', more));
    const item = element('li');
    item.append(button);
    return item;
  }

  colour(figure) { return figure.kind < 0 ? null : figure.legend[this.page][figure.kind]; }

  async start() {
    this.started = true;
    try {
      const {Map: MapLibre, ScaleControl} = await library();
      if (this.gone) return;
      const {group} = this.data, placed = shared.placed.get(group);
      this.home = !placed;
      // What an attempt that failed left behind.
      this.canvas.replaceChildren();
      const map = new MapLibre({
        container: this.canvas, style: this.style(), attributionControl: false, cooperativeGestures: true, dragRotate: false,
        pitchWithRotate: false, maxPitch: 0, minZoom: 7, maxZoom: 14, maxBounds: [[1.6, 50.2], [6, 52.5]], fadeDuration: 0, renderWorldCopies: false,
        ...(placed ?? {bounds: this.box(), fitBoundsOptions: {padding: PADDING}}),
      });
      map.touchZoomRotate.disableRotation();
      map.keyboard.disableRotation();
      map.addControl(new ScaleControl({maxWidth: 110}), 'bottom-left');
      this.map = window.__maps[group + this.data.side] = map;
      this.join(group);
      this.listen(map);
      this.label();
      if (this.focused) map.getCanvas().focus({preventScroll: true});
      this.recovery.watch(map);
    } catch (error) { if (!this.recovery.retry()) this.fail(error); }
  }

  style() {
    const {data} = this, sources = {fade: {type: 'geojson', data: fade()}, areas: {type: 'geojson', data: data.layers.areas ?? NOTHING, promoteId: 'code'},
      points: {type: 'geojson', data: this.collected(), promoteId: 'key'}};
    for (const [name, url] of Object.entries(data.layers)) sources[name] ??= {type: 'geojson', data: url};
    this.shapes = data.layers.areas;
    this.pinned = JSON.stringify(data.points);
    this.drawnAs = this.looks();
    return {version: 8, transition: {duration: 0, delay: 0}, sources, layers: layers(this.page, data, this.paper)};
  }

  // The circles as the map takes them, the largest first so that none hides a smaller one.
  collected() {
    const features = [...this.points.values()].sort((a, b) => b.size - a.size).map(({key, at, size, light, dark}) =>
      ({type: 'Feature', properties: {key, size, light, dark}, geometry: {type: 'Point', coordinates: at}}));
    return {type: 'FeatureCollection', features};
  }

  // What the look of the layers, apart from the figures, hangs on.
  looks() { return [this.page, this.paper, this.data.level, this.data.apart, this.data.language].join(); }

  listen(map) {
    map.on('styleimagemissing', ({id}) => { if (!map.hasImage(id)) map.addImage(id, image(id), {pixelRatio: 2}); });
    map.once('load', () => { this.show('ready'); this.loaded = true; this.draw(); });
    map.on('idle', () => {
      performance.mark('map-idle');
      this.root.dataset.idle = +this.root.dataset.idle + 1;
      this.root.dataset.shown = this.root.dataset.change;
    });
    map.on('error', ({error, sourceId}) => {
      console.warn('map:', error?.message);
      if (sourceId === 'areas') this.fail(error);
    });
    map.on('move', () => this.lead());
    map.on('moveend', () => this.settle());
    map.on('resize', () => { if (this.home) this.whole(0); });
    const under = ({point}) => {
      const pin = map.getLayer('points') && map.queryRenderedFeatures(point, {layers: ['points']}).at(-1)?.id;
      if (this.points.has(pin)) return pin;
      const key = map.getLayer('areas') && map.queryRenderedFeatures(point, {layers: ['areas']})[0]?.id;
      return this.figures.has(key) ? key : null;
    };
    map.on('mousemove', event => { const key = under(event); this.near(key); this.point(key, event.point); });
    map.on('mouseout', () => { this.near(null); this.point(null); });
    map.on('dragstart', () => this.point(null));
    map.on('click', event => { const key = under(event); if (key) this.choose(key); });
  }

  fail(error) {
    console.warn('map:', error?.message ?? error);
    this.show('failed');
  }

  // How the map stands: loading, ready, lost or failed; in words where it is not there.
  show(state) {
    this.state = state;
    for (const name of ['ready', 'failed']) this.frame.classList.toggle(name, name === state);
    this.note.textContent = this.data.words[state] ?? '';
  }

  // The map is gone, not what it shows: place, choice and values are kept for the next one.
  lose() {
    this.settle();
    this.point(null);
    this.focused = this.canvas.contains(document.activeElement);
    this.remove();
    this.states.clear();
    this.loaded = false;
    this.show('lost');
  }

  remove() {
    for (const [name, map] of Object.entries(window.__maps)) if (map === this.map) delete window.__maps[name];
    this.map?.remove();
    this.map = null;
  }

  draw() {
    const {map, data} = this;
    if (!this.loaded) return;
    if (this.shapes !== data.layers.areas) {
      // Another level: new shapes, and nothing of the old ones may stay on them.
      map.removeFeatureState({source: 'areas'});
      this.states.clear();
      map.getSource('areas').setData(data.layers.areas ?? NOTHING);
      this.shapes = data.layers.areas;
    }
    if (this.pinned !== JSON.stringify(data.points)) {
      map.removeFeatureState({source: 'points'});
      map.getSource('points').setData(this.collected());
      this.pinned = JSON.stringify(data.points);
    }
    if (this.points.has(this.chosen)) map.setFeatureState({source: 'points', id: this.chosen}, {chosen: 1});
    if (this.drawnAs !== this.looks()) this.restyle();
    const seen = new Map([...this.figures].map(([key, figure]) => [key, {
      colour: this.colour(figure), near: 0, chosen: +(key === this.chosen), hatch: +(figure.kind === -1), sparse: +(figure.kind === -2),
      dots: +(figure.mark === 'dots'), bars: +(figure.mark === 'bars')}]));
    for (const key of this.states.keys()) if (!seen.has(key)) map.removeFeatureState({source: 'areas', id: key});
    for (const [key, state] of seen)
      if (JSON.stringify(state) !== JSON.stringify(this.states.get(key))) map.setFeatureState({source: 'areas', id: key}, state);
    this.states = seen;
    map.triggerRepaint();
  }

  restyle() {
    this.drawnAs = this.looks();
    for (const {id, paint, layout = {}, filter} of layers(this.page, this.data, this.paper)) {
      if (!this.map.getLayer(id)) continue;
      for (const [name, value] of Object.entries(paint)) this.map.setPaintProperty(id, name, value);
      for (const [name, value] of Object.entries(layout)) this.map.setLayoutProperty(id, name, value);
      if (filter) this.map.setFilter(id, filter);
    }
  }

  mark(key, state) {
    if (this.points.has(key)) this.map?.getSource('points') && this.map.setFeatureState({source: 'points', id: key}, state);
    if (!key || !this.states.has(key)) return;
    Object.assign(this.states.get(key), state);
    this.map?.setFeatureState({source: 'areas', id: key}, state);
  }

  // The place under the pointer or the focus: in the list, on the map, and on the other maps of the group.
  near(key, told = false) {
    if (key === this.hovered) return;
    if (!told) for (const other of this.others()) other.near(key, true);
    this.rows.get(this.hovered)?.classList.remove('near');
    this.mark(this.hovered, {near: 0});
    this.hovered = key;
    this.rows.get(key)?.classList.add('near');
    this.mark(key, {near: 1});
    if (this.map) this.map.getCanvas().style.cursor = key ? 'pointer' : '';
  }

  choose(key) {
    this.rows.get(this.chosen)?.setAttribute('aria-pressed', 'false');
    this.mark(this.chosen, {chosen: 0});
    this.chosen = key;
    this.rows.get(key)?.setAttribute('aria-pressed', 'true');
    this.mark(key, {chosen: 1});
    this.trigger('clicked', key);
  }

  point(key, at) {
    this.tip.hidden = !key;
    if (!key) return;
    const pin = this.points.get(key);
    if (pin) this.tip.replaceChildren(element('b', '', pin.name), element('span', '', pin.text), element('span', '', pin.label));
    else this.tell(key);
    this.beside(at);
  }

  tell(key) {
    const {name, text, kind, legend, period, rank, status} = this.figures.get(key), {words} = this.data;
    const about = [period || this.data.period, rank && words.rank.replace('{rank}', rank), status].filter(Boolean).join(' · ');
    this.tip.replaceChildren(element('b', '', name), element('span', '', kind < 0 ? text : `${text} ${legend.unit}`), element('span', '', about));
  }

  beside(at) {
    const {offsetWidth: width, offsetHeight: height} = this.tip, {clientWidth, clientHeight} = this.frame;
    const left = at.x + 16 + width > clientWidth ? at.x - 16 - width : at.x + 16;
    const top = at.y + 16 + height > clientHeight ? at.y - 12 - height : at.y + 16;
    this.tip.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
  }

  box() { const [west, south, east, north] = this.data.bounds; return [[west, south], [east, north]]; }

  zoom(steps) { this.map?.[steps > 0 ? 'zoomIn' : 'zoomOut'](); }

  whole(duration) { this.map?.fitBounds(this.box(), {padding: PADDING, duration}); }

  join(group) {
    if (!shared.members.has(group)) shared.members.set(group, new Set());
    shared.members.get(group).add(this);
  }

  others() { return [...shared.members.get(this.data.group) ?? []].filter(view => view !== this); }

  // The other maps of the group go along; what they do in answer is not answered again.
  lead() {
    if (this.following) return;
    const center = this.map.getCenter(), zoom = this.map.getZoom();
    for (const other of this.others()) if (other.map) {
      other.following = true;
      try { other.map.jumpTo({center, zoom}); } finally { other.following = false; }
    }
  }

  // Where the reader left the map: kept for when it is shown again. The whole district stays the whole district,
  // in a box of another size too.
  settle() {
    const {map} = this, fit = map.cameraForBounds(this.box(), {padding: PADDING});
    const center = map.getCenter(), zoom = map.getZoom();
    this.home = Boolean(fit) && Math.abs(fit.zoom - zoom) < .01 && fit.center.distanceTo(center) < 100;
    if (!this.following) shared.placed.set(this.data.group, this.home ? null : {center: center.toArray(), zoom});
  }

  dispose() {
    this.gone = true;
    for (const members of shared.members.values()) members.delete(this);
    this.recovery.cancel();
    this.remove();
    this.root.remove();
  }
}

const views = new WeakMap();

export default function ({data, parentElement, setTriggerValue}) {
  if (!views.has(parentElement)) views.set(parentElement, new View(parentElement));
  views.get(parentElement).update(data, setTriggerValue);
  return () => { views.get(parentElement)?.dispose(); views.delete(parentElement); };
}
