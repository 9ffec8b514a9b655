// The map: one MapLibre map, its legends, and the list of the same places beside it.
//
// `charts/maps.py` documents `data`. A change of the data keeps zoom, centre and selection. Nothing is loaded from
// another host: images of names and patterns are drawn in the browser when the map first needs them.

import {linkedPosition, writePosition} from './map_address.js';
import {createMap, library} from './map_library.js';
import {readPlaces, readPoints} from './map_description.js';
import {MapFrame} from './map_frame.js';
import {join, keepPosition, leave, othersOf, positionOf} from './map_group.js';
import {image} from './map_images.js';
import {Legend, Popup} from './map_legend.js';
import {MapPainter} from './map_painter.js';
import {ContextRecovery} from './map_recovery.js';

// The maps of MapLibre that are on the page, by group and side; browser tests read them.
window.__maps ??= {};

const PADDING = 18;

class MapView {
  constructor(parent) {
    this.popup = new Popup(this);
    this.legend = new Legend(this);
    this.painter = new MapPainter(this);
    const actions = {
      in: () => this.map?.zoomIn(),
      out: () => this.map?.zoomOut(),
      whole: () => this.fitDistrict(400),
    };
    this.frame = new MapFrame(parent, {actions, popup: this.popup.node, side: this.legend.side});
    this.home = true;
    this.state = 'loading';
    this.recovery = new ContextRecovery({
      onLost: () => this.lose(),
      rebuild: () => this.start(),
      onFailed: error => this.fail(error),
    });
  }

  update(data, trigger) {
    const before = this.data;
    // A selection by the reader stays until the page itself selects something else.
    Object.assign(this, {
      data,
      trigger,
      selected: data.selected ?? (before && data.selected === before.selected ? this.selected : null),
    });
    this.frame.countChange(data.height);
    Object.assign(this, this.frame.setColours());
    this.figures = readPlaces(data);
    this.points = readPoints(data);
    this.showState(this.state);
    this.frame.setTexts(data, Boolean(before) && before.alt !== data.alt);
    this.legend.draw();
    if (this.map) {
      this.painter.draw();
      // Other places are the whole of the map: a reader who saw the whole sees it again.
      if (this.home && `${data.bounds}` !== `${before.bounds}`) this.fitDistrict(0);
      // Another link was opened, or the browser went back to one.
      if (data.position && `${data.position}` !== `${before.position}`) this.map.jumpTo(linkedPosition(data));
    } else if (!this.started) this.start();
  }

  colour(figure) {
    return figure.kind < 0 ? null : figure.legend[this.page][figure.kind];
  }

  async start() {
    this.started = true;
    try {
      const maplibre = await library();
      if (this.disposed) return;
      const {group} = this.data;
      const kept = positionOf(group);
      const position = kept === undefined ? linkedPosition(this.data) : kept;
      this.home = !position;
      // Remove what a failed attempt left behind.
      this.frame.canvas.replaceChildren();
      const map = createMap(maplibre, {
        container: this.frame.canvas,
        style: this.painter.style(),
        ...(position ?? {bounds: this.bounds(), fitBoundsOptions: {padding: PADDING}}),
      });
      this.map = map;
      this.painter.map = map;
      window.__maps[group + this.data.side] = map;
      join(group, this);
      this.keep(position ?? null);
      this.listen(map);
      this.frame.setMapTexts(this.data);
      if (this.focused) map.getCanvas().focus({preventScroll: true});
      this.recovery.watch(map);
    } catch (error) {
      if (!this.recovery.retry()) this.fail(error);
    }
  }

  listen(map) {
    map.on('styleimagemissing', ({id}) => {
      if (!map.hasImage(id)) map.addImage(id, image(id), {pixelRatio: 2});
    });
    map.once('load', () => {
      this.showState('ready');
      this.painter.loaded = true;
      this.painter.draw();
    });
    map.on('idle', () => {
      this.frame.countIdle();
      this.painter.rest();
    });
    map.on('error', ({error, sourceId}) => {
      console.warn('map:', error?.message);
      if (sourceId === 'areas') this.fail(error);
    });
    map.on('move', () => this.moveOthers());
    map.on('moveend', () => this.rememberPosition());
    map.on('resize', () => {
      if (this.home) this.fitDistrict(0);
    });
    map.on('mousemove', ({point}) => {
      const key = this.painter.keyAt(point);
      this.highlight(key);
      this.popup.show(key, point);
    });
    map.on('mouseout', () => {
      this.highlight(null);
      this.popup.hide();
    });
    map.on('dragstart', () => this.popup.hide());
    map.on('click', ({point}) => {
      const key = this.painter.keyAt(point);
      if (key) this.select(key);
    });
  }

  fail(error) {
    console.warn('map:', error?.message ?? error);
    this.showState('failed');
  }

  showState(state) {
    this.state = state;
    this.frame.showState(state, this.data.words[state]);
  }

  // The map is gone; its position, selection and values are kept for the next one.
  lose() {
    this.rememberPosition();
    this.popup.hide();
    this.focused = this.frame.canvas.contains(document.activeElement);
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

  bounds() {
    const [west, south, east, north] = this.data.bounds;
    return [
      [west, south],
      [east, north],
    ];
  }

  fitDistrict(duration) {
    this.map?.fitBounds(this.bounds(), {padding: PADDING, duration});
  }

  others() {
    return othersOf(this.data.group, this);
  }

  // The other maps of the group follow; their own moves are not followed in turn.
  moveOthers() {
    if (this.following) return;
    const center = this.map.getCenter();
    const zoom = this.map.getZoom();
    for (const other of this.others())
      if (other.map) {
        other.following = true;
        try {
          other.map.jumpTo({center, zoom});
        } finally {
          other.following = false;
        }
      }
  }

  // Remember the position for when the map is shown again. A view of the whole district is remembered as such, so that
  // it shows the whole district in a frame of another size too.
  rememberPosition() {
    const {map} = this;
    const fit = map.cameraForBounds(this.bounds(), {padding: PADDING});
    const center = map.getCenter();
    const zoom = map.getZoom();
    this.home = Boolean(fit) && Math.abs(fit.zoom - zoom) < 0.01 && fit.center.distanceTo(center) < 100;
    if (!this.following) this.keep(this.home ? null : {center: center.toArray(), zoom});
  }

  keep(position) {
    keepPosition(this.data.group, position);
    if (this.data.linked) writePosition(position);
  }

  dispose() {
    this.disposed = true;
    leave(this);
    this.recovery.cancel();
    this.remove();
    this.frame.root.remove();
  }
}

const views = new WeakMap();

export default function ({data, parentElement, setTriggerValue}) {
  if (!views.has(parentElement)) views.set(parentElement, new MapView(parentElement));
  views.get(parentElement).update(data, setTriggerValue);
  return () => {
    views.get(parentElement)?.dispose();
    views.delete(parentElement);
  };
}
