// The map: one MapLibre map, its legends, and the list of the same places beside it.
//
// `charts/maps.py` says what is in `data`. At a change zoom, centre and selection stay. Every text is written with
// textContent. Nothing comes from another host: names and patterns are drawn here when the map first needs them.

import {element, library, styled} from './map_dom.js';
import {PAGES, brush, image} from './map_images.js';
import {MapPainter} from './map_layers.js';
import {Legend, Popup} from './map_legend.js';
import {ContextRecovery} from './map_recovery.js';

// By group of maps that move together: where the reader left them, and the views that are on the page.
const shared = window.__nspdMaps ??= {placed: new Map(), members: new Map()};
window.__maps ??= {};

const PADDING = 18;

class MapView {
  constructor(parent) {
    this.root = element('div', 'nspd-map');
    // Without its style sheet the map would cover the page.
    this.root.hidden = true;
    styled.then(() => { this.root.hidden = false; });
    this.frame = element('div', 'nspd-frame');
    this.canvas = element('div', 'nspd-canvas');
    this.note = element('p', 'nspd-note');
    this.note.setAttribute('role', 'status');
    this.popup = new Popup(this);
    this.legend = new Legend(this);
    this.painter = new MapPainter(this);
    this.buttons = {};
    const bar = element('div', 'nspd-buttons');
    for (const [name, onclick] of Object.entries({in: () => this.map?.zoomIn(), out: () => this.map?.zoomOut(), whole: () => this.fitDistrict(400)})) {
      this.buttons[name] = Object.assign(element('button'), {type: 'button', onclick});
      bar.append(this.buttons[name]);
    }
    this.source = element('p', 'nspd-source');
    this.live = element('p', 'nspd-unseen');
    this.live.setAttribute('aria-live', 'polite');
    const main = element('div', 'nspd-main'), grid = element('div', 'nspd-grid');
    this.frame.append(this.canvas, this.note, bar, this.popup.node);
    main.append(this.frame, this.source);
    grid.append(main, this.legend.side);
    this.root.append(grid, this.live);
    (parent.querySelector('.district-map') ?? parent).append(this.root);
    this.home = true;
    this.state = 'loading';
    this.recovery = new ContextRecovery({onLost: () => this.lose(), rebuild: () => this.start(), onFailed: error => this.fail(error)});
    this.root.dataset.change = this.root.dataset.idle = '0';
  }

  update(data, trigger) {
    const before = this.data;
    // A selection of the reader's stays until the page itself selects something else.
    Object.assign(this, {data, trigger, selected: data.selected ?? (before && data.selected === before.selected ? this.selected : null)});
    performance.mark('map-change');
    this.root.dataset.change = +this.root.dataset.change + 1;
    this.setColours();
    // On a low screen, a projector, the map leaves room for what is above it.
    this.root.style.setProperty('--height', `min(${data.height}px, max(340px, 100vh - 400px))`);
    this.figures = new Map(data.places.map(([key, name, legend, kind, text, rank = 0, status = '', period = '']) =>
      [key, {key, name, legend: data.legends[legend], section: legend, kind, text, rank, period,
        status: data.statuses[status]?.[0], mark: data.statuses[status]?.[1]}]));
    this.points = new Map((data.points ?? []).map(([key, lon, lat, kind, size, name, text]) =>
      [key, {key, at: [lon, lat], kind, size, name, text, ...data.kinds[kind]}]));
    this.setTexts(before);
    this.legend.draw();
    if (this.map) this.painter.draw();
    else if (!this.started) this.start();
  }

  // The colours of a light or dark page, by the page's own background.
  setColours() {
    this.paper = getComputedStyle(this.root).getPropertyValue('--st-background-color').trim() || '#ffffff';
    const [pen, pixels] = brush(1, 1, 1);
    pen.fillStyle = this.paper;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue] = pixels().data;
    this.page = .299 * red + .587 * green + .114 * blue < 128 ? 'dark' : 'light';
    for (const [name, colour] of Object.entries(PAGES[this.page]))
      this.root.style.setProperty('--' + name.replace(/[A-Z]/g, letter => '-' + letter.toLowerCase()), colour);
  }

  colour(figure) { return figure.kind < 0 ? null : figure.legend[this.page][figure.kind]; }

  setTexts(before) {
    const {words, attribution, alt} = this.data;
    this.source.textContent = attribution;
    this.showState(this.state);
    // A screen reader hears what changed, not what was there when the page opened.
    if (before && before.alt !== alt) this.live.textContent = alt;
    for (const [name, sign, text] of [['in', '+', words.zoom_in], ['out', '−', words.zoom_out], ['whole', words.district_reset, words.district_reset]]) {
      this.buttons[name].textContent = sign;
      this.buttons[name].title = text;
      this.buttons[name].setAttribute('aria-label', text);
    }
    this.setMapTexts();
  }

  // The texts in MapLibre's own elements, in the reader's present language.
  setMapTexts() {
    const {alt, words} = this.data;
    const set = (selector, text) => { const node = this.canvas.querySelector(selector); if (node) node.textContent = text; };
    this.canvas.querySelector('canvas')?.setAttribute('aria-label', alt);
    set('.maplibregl-desktop-message', words.scroll);
    set('.maplibregl-mobile-message', words.fingers);
  }

  async start() {
    this.started = true;
    try {
      const {Map: MapLibre, ScaleControl} = await library();
      if (this.disposed) return;
      const {group} = this.data, placed = shared.placed.get(group);
      this.home = !placed;
      // What an attempt that failed left behind.
      this.canvas.replaceChildren();
      const map = new MapLibre({
        container: this.canvas, style: this.painter.style(), attributionControl: false, cooperativeGestures: true, dragRotate: false,
        pitchWithRotate: false, maxPitch: 0, minZoom: 7, maxZoom: 14, maxBounds: [[1.6, 50.2], [6, 52.5]], fadeDuration: 0, renderWorldCopies: false,
        ...(placed ?? {bounds: this.bounds(), fitBoundsOptions: {padding: PADDING}}),
      });
      map.touchZoomRotate.disableRotation();
      map.keyboard.disableRotation();
      map.addControl(new ScaleControl({maxWidth: 110}), 'bottom-left');
      this.map = this.painter.map = window.__maps[group + this.data.side] = map;
      if (!shared.members.has(group)) shared.members.set(group, new Set());
      shared.members.get(group).add(this);
      this.listen(map);
      this.setMapTexts();
      if (this.focused) map.getCanvas().focus({preventScroll: true});
      this.recovery.watch(map);
    } catch (error) { if (!this.recovery.retry()) this.fail(error); }
  }

  listen(map) {
    map.on('styleimagemissing', ({id}) => { if (!map.hasImage(id)) map.addImage(id, image(id), {pixelRatio: 2}); });
    map.once('load', () => { this.showState('ready'); this.painter.loaded = true; this.painter.draw(); });
    map.on('idle', () => {
      performance.mark('map-idle');
      this.root.dataset.idle = +this.root.dataset.idle + 1;
      this.root.dataset.shown = this.root.dataset.change;
    });
    map.on('error', ({error, sourceId}) => {
      console.warn('map:', error?.message);
      if (sourceId === 'areas') this.fail(error);
    });
    map.on('move', () => this.moveOthers());
    map.on('moveend', () => this.rememberPosition());
    map.on('resize', () => { if (this.home) this.fitDistrict(0); });
    map.on('mousemove', ({point}) => { const key = this.painter.keyAt(point); this.highlight(key); this.popup.show(key, point); });
    map.on('mouseout', () => { this.highlight(null); this.popup.hide(); });
    map.on('dragstart', () => this.popup.hide());
    map.on('click', ({point}) => { const key = this.painter.keyAt(point); if (key) this.select(key); });
  }

  fail(error) {
    console.warn('map:', error?.message ?? error);
    this.showState('failed');
  }

  // loading, ready, lost or failed; with a text where there is no map.
  showState(state) {
    this.state = state;
    for (const name of ['ready', 'failed']) this.frame.classList.toggle(name, name === state);
    this.note.textContent = this.data.words[state] ?? '';
  }

  // The map is gone; its position, selection and values are kept for the next one.
  lose() {
    this.rememberPosition();
    this.popup.hide();
    this.focused = this.canvas.contains(document.activeElement);
    this.remove();
    this.showState('lost');
  }

  remove() {
    for (const [name, map] of Object.entries(window.__maps)) if (map === this.map) delete window.__maps[name];
    this.map?.remove();
    this.map = null;
    this.painter.reset();
  }

  // The place under the pointer or the focus: in the list, on the map, and on the other maps of the group.
  highlight(key, fromOther = false) {
    if (key === this.highlighted) return;
    if (!fromOther) for (const other of this.others()) other.highlight(key, true);
    this.legend.highlight(this.highlighted, false);
    this.painter.mark(this.highlighted, {near: 0});
    this.highlighted = key;
    this.legend.highlight(key, true);
    this.painter.mark(key, {near: 1});
    if (this.map) this.map.getCanvas().style.cursor = key ? 'pointer' : '';
  }

  select(key) {
    this.legend.press(this.selected, false);
    this.painter.mark(this.selected, {chosen: 0});
    this.selected = key;
    this.legend.press(key, true);
    this.painter.mark(key, {chosen: 1});
    this.trigger('clicked', key);
  }

  bounds() { const [west, south, east, north] = this.data.bounds; return [[west, south], [east, north]]; }

  fitDistrict(duration) { this.map?.fitBounds(this.bounds(), {padding: PADDING, duration}); }

  others() { return [...shared.members.get(this.data.group) ?? []].filter(view => view !== this); }

  // The other maps of the group follow; their own moves are not followed in turn.
  moveOthers() {
    if (this.following) return;
    const center = this.map.getCenter(), zoom = this.map.getZoom();
    for (const other of this.others()) if (other.map) {
      other.following = true;
      try { other.map.jumpTo({center, zoom}); } finally { other.following = false; }
    }
  }

  // Where the reader left the map, for when it is shown again. A view of the whole district stays one in a frame of
  // another size too.
  rememberPosition() {
    const {map} = this, fit = map.cameraForBounds(this.bounds(), {padding: PADDING});
    const center = map.getCenter(), zoom = map.getZoom();
    this.home = Boolean(fit) && Math.abs(fit.zoom - zoom) < .01 && fit.center.distanceTo(center) < 100;
    if (!this.following) shared.placed.set(this.data.group, this.home ? null : {center: center.toArray(), zoom});
  }

  dispose() {
    this.disposed = true;
    for (const members of shared.members.values()) members.delete(this);
    this.recovery.cancel();
    this.remove();
    this.root.remove();
  }
}

const views = new WeakMap();

export default function ({data, parentElement, setTriggerValue}) {
  if (!views.has(parentElement)) views.set(parentElement, new MapView(parentElement));
  views.get(parentElement).update(data, setTriggerValue);
  return () => { views.get(parentElement)?.dispose(); views.delete(parentElement); };
}
