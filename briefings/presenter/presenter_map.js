// Maps on slides: the shapes of the briefing and a description of `charts/maps.py`, drawn as SVG.
//
// What the dashboard's map/map.js draws, without its library: the same layers in the same order, the same classes, marks
// and legend. A kit must open for ever, also where no WebGL is, and its maps must print sharp.
/* exported DistrictMap */

const DistrictMap = (() => {
  const SVG = 'http://www.w3.org/2000/svg';
  // Colours, widths and borders are those of the pictures in the same kit: charts/map_style.py.
  const {colours: COLOUR, widths: WIDE, borders: BORDERS, sheet: SHEET} = JSON.parse(document.getElementById('style').textContent).map;
  const KINDS = {[-1]: 'hatch', [-2]: 'sparse'}, SWATCHES = {missing: 'hatch', unpublished: 'sparse'};
  // A list of more places than this is set smaller on paper.
  const LONG = 14;
  // World units: Mercator metres are too many digits for a path, a thousandth of a degree is too few.
  const WORLD = 60000;
  const MOST = 24;
  // Where the layers of the base map end; towards it the map fades into the ground.
  const FADE = 12;

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const shape = (tag, attributes) => {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };
  const project = ([lon, lat]) => [lon / 360 * WORLD, -Math.log(Math.tan(Math.PI / 4 + lat * Math.PI / 360)) / (2 * Math.PI) * WORLD];
  const written = (points, end) => 'M' + points.map(point => project(point).map(one => one.toFixed(2)).join(' ')).join('L') + end;
  const PATHS = {
    Polygon: rings => rings.map(ring => written(ring, 'Z')).join(''),
    MultiPolygon: parts => parts.map(rings => PATHS.Polygon(rings)).join(''),
    LineString: line => written(line, ''),
    MultiLineString: lines => lines.map(line => written(line, '')).join(''),
  };
  // The shapes of a feature as a path, worked out once for all the maps that draw it.
  const paths = new WeakMap();
  const path = ({geometry}) => {
    if (!geometry || !PATHS[geometry.type]) return '';
    if (!paths.has(geometry)) paths.set(geometry, PATHS[geometry.type](geometry.coordinates));
    return paths.get(geometry);
  };
  let counted = 0;

  class View {
    // described: the slide's map; periods: other years of it, without layers; shapes: published name to GeoJSON
    constructor(host, described, periods, shapes, words) {
      Object.assign(this, {host, kept: described, periods: periods ?? {}, shapes, words, id: `map${counted += 1}`});
      this.years = Object.keys(this.periods).sort();
      this.root = element('div', 'atlas');
      this.sheet = element('div', 'sheet');
      this.side = element('div', 'side');
      this.side.tabIndex = 0;
      this.root.append(this.sheet, this.side);
      host.replaceChildren(this.root);
      this.layers = this.found();
      this.land();
      this.tools();
      if (this.years.length > 1) this.slider();
      this.figures(described);
      this.whole();
      this.seen = new ResizeObserver(() => this.resized());
      this.seen.observe(this.sheet);
    }

    // The GeoJSON of each layer the description names. Without the areas it draws there is no map.
    found() {
      const layers = {};
      for (const [name, address] of Object.entries(this.kept.layers ?? {})) {
        const published = String(address).split('/').pop().split('.')[0];
        const one = this.shapes[published] ?? this.shapes[name === 'areas' ? `areas-${this.kept.level}` : name];
        if (Array.isArray(one?.features)) layers[name] = one.features;
      }
      const wanted = this.kept.layers?.areas || (this.kept.places ?? []).length;
      if (wanted && !layers.areas && !(this.kept.points ?? []).length) throw new Error(this.words.not_drawn_shapes.replace('{level}', this.kept.level));
      return layers;
    }

    land() {
      const {layers, kept} = this;
      this.svg = shape('svg', {class: 'land', role: 'img'});
      this.patterns = shape('defs', {});
      for (const [kind, size] of [['hatch', 8], ['sparse', 14], ['dots', 10], ['bars', 10]]) this.patterns.append(this.pattern(kind, size));
      this.group = shape('g', {});
      this.above = shape('g', {});
      this.areas = new Map();
      const features = (name, keep = () => true) => (layers[name] ?? []).filter(keep);
      const line = (found, colour, width, more = {}) => {
        const d = found.map(path).join('');
        if (d) this.group.append(shape('path', {class: 'line', d, stroke: colour, style: `stroke-width:${width.toFixed(3)}rem`, ...more}));
      };
      const property = (name, value) => ({properties}) => properties?.[name] === value;
      for (const feature of features('areas')) {
        const key = feature.properties?.code, d = path(feature);
        const area = shape('path', {class: 'area', d, fill: COLOUR.context, 'data-area': key});
        const mark = shape('path', {class: 'still', d, fill: 'none'});
        this.areas.set(key, {area, mark});
        this.group.append(area, mark);
      }
      const kinds = BORDERS[kept.level] ?? [], of = exact => ({properties: p}) => kinds.includes(p.kind) && p.exact === exact;
      const apart = kept.apart ? '_apart' : '', strong = kept.level === 'municipality' ? 1 : 1.8;
      line(features('borders', of(1)), COLOUR.edge, WIDE.edge * strong);
      line(features('borders', of(0)), COLOUR.edge, WIDE.edge_approximate * strong, {'stroke-dasharray': '5 3'});
      line(features('borders', property('district', 1)), COLOUR.district, WIDE.district_under);
      for (const sea of features('sea')) this.group.append(shape('path', {class: 'still', d: path(sea), fill: COLOUR.sea}));
      line(features('sea'), COLOUR.shore, WIDE.shore);
      line(features('roads'), COLOUR.road, WIDE.road, {'stroke-opacity': .55});
      line(features('rail'), COLOUR.rail, WIDE.rail, {'stroke-opacity': .6, 'stroke-dasharray': '2 3'});
      line(features('canal'), COLOUR.halo, WIDE.canal_edge);
      line(features('canal'), COLOUR.canal, WIDE.canal);
      line(features('borders', property('kind', 'state')), COLOUR.halo, WIDE[`state_edge${apart}`]);
      line(features('borders', property('kind', 'state')), COLOUR.state, WIDE[`state${apart}`]);
      line(features('borders', property('district', 1)), COLOUR.district, WIDE.district);
      for (const ring of this.fade()) this.group.append(ring);
      this.chosen = [['#fff', .42], [COLOUR.ink, .22]].map(([stroke, width]) => shape('path', {class: 'line', stroke, style: `stroke-width:${width}rem`}));
      this.group.append(...this.chosen);
      this.names = features('names').map(({properties, geometry}) => ({rank: properties.rank, at: project(geometry.coordinates),
        text: properties[kept.language] || properties.name})).sort((a, b) => a.rank - b.rank);
      this.svg.append(this.patterns, this.group, this.above);
      this.sheet.append(this.svg);
      this.tip = element('div', 'tip');
      this.tip.hidden = true;
      this.sheet.append(this.tip);
      this.listen();
    }

    // Rings around the sheet, each a little wider and a little less see-through than the one inside it.
    fade() {
      const [west, south, east, north] = SHEET, box = points => written(points, 'Z');
      const world = box([[-20, 40], [30, 40], [30, 60], [-20, 60]]);
      return Array.from({length: FADE + 1}, (_, step) => {
        const inset = .014 * (FADE - step), x = 1.6 * inset;
        const hole = box([[west + x, south + inset], [west + x, north - inset], [east - x, north - inset], [east - x, south + inset]]);
        return shape('path', {class: 'still', d: world + hole, 'fill-rule': 'evenodd', fill: COLOUR.ground, 'fill-opacity': step === FADE ? 1 : .18});
      });
    }

    pattern(kind, size) {
      const made = shape('pattern', {id: `${this.id}-${kind}`, width: size, height: size, patternUnits: 'userSpaceOnUse'});
      const slash = (colour, width, turned) => shape('path', {d: turned ? `M0 0L${size} ${size}M-1 ${size - 1}L1 ${size + 1}M${size - 1} -1L${size + 1} 1` : `M0 ${size}L${size} 0M-1 1L1 -1M${size - 1} ${size + 1}L${size + 1} ${size - 1}`, stroke: colour, 'stroke-width': width});
      if (kind === 'hatch') made.append(slash(COLOUR.hatch, 1.3));
      if (kind === 'sparse') made.append(slash(COLOUR.sparse, 1.1, true));
      if (kind === 'dots') made.append(shape('circle', {cx: 5, cy: 5, r: 2.3, fill: COLOUR.ink, style: 'stroke:none'}), shape('circle', {cx: 5, cy: 5, r: 1.6, fill: '#fff', style: 'stroke:none'}));
      if (kind === 'bars') made.append(shape('rect', {y: 3.5, width: 10, height: 3, fill: COLOUR.ink}), shape('rect', {y: 4.1, width: 10, height: 1.8, fill: '#fff'}));
      return made;
    }

    // Put a description on the shapes that are there: another year keeps the zoom.
    figures(described) {
      this.now = described;
      this.svg.setAttribute('aria-label', described.alt ?? '');
      this.places = new Map((described.places ?? []).map(([key, name, legend, kind, text, rank = 0, status = '', period = '']) => {
        const scale = described.legends?.[legend];
        return [key, {key, name, scale, section: legend, kind, text, rank, period, status: described.statuses?.[status]?.[0], mark: described.statuses?.[status]?.[1],
          colour: kind < 0 ? null : scale?.light?.[kind]}];
      }));
      this.points = new Map((described.points ?? []).map(([key, lon, lat, kind, size, name, text]) =>
        [key, {key, at: project([lon, lat]), size, name, text, ...described.kinds?.[kind], colour: described.kinds?.[kind]?.light}]));
      for (const [key, {area, mark}] of this.areas) {
        const place = this.places.get(key), fill = place && (KINDS[place.kind] ?? place.mark);
        area.setAttribute('fill', place?.colour ?? COLOUR.context);
        mark.setAttribute('fill', fill ? `url(#${this.id}-${fill})` : 'none');
      }
      const picked = this.areas.get(described.selected)?.area.getAttribute('d') ?? '';
      for (const line of this.chosen) line.setAttribute('d', picked);
      this.rows = new Map();
      this.side.replaceChildren(...this.legends());
      this.side.classList.toggle('long', this.places.size + this.points.size > LONG);
      if (this.view) this.move();
    }

    swatch(kind, colour, mark) {
      const made = shape('svg', {class: 'swatch', viewBox: '0 0 24 16', 'aria-hidden': 'true'});
      const box = fill => shape('rect', {x: .5, y: .5, width: 23, height: 15, rx: 2, fill, stroke: COLOUR.edge});
      if (kind === 'point') made.append(shape('circle', {cx: 12, cy: 8, r: 7, fill: colour}));
      else if (kind === 'approximate') made.append(shape('path', {d: 'M0 8H24', stroke: COLOUR.edge, 'stroke-width': 2, 'stroke-dasharray': '5 3'}));
      else made.append(box(colour ?? (kind === 'context' ? COLOUR.context : '#fff')));
      const filled = SWATCHES[kind] ?? KINDS[kind] ?? mark ?? (['dots', 'bars'].includes(kind) ? kind : '');
      if (filled) {
        const own = this.pattern(filled, filled === 'sparse' ? 14 : filled === 'hatch' ? 8 : 10);
        own.id = `${this.id}-s${View.swatches = (View.swatches ?? 0) + 1}`;
        made.append(own, shape('rect', {x: 1, y: 1, width: 22, height: 14, fill: `url(#${own.id})`}));
      }
      return made;
    }

    entry(swatch, label) {
      const made = element('li');
      made.append(swatch, element('span', 'name', label));
      return made;
    }

    legends() {
      const {now} = this, parts = [];
      for (const [section, legend] of (now.legends ?? []).entries()) {
        const part = element('section'), title = element('h2', '', legend.title), classes = element('ul', 'classes');
        if (legend.unit) title.append(element('span', '', ` (${legend.unit})`));
        if (section === 0 && now.period) title.append(element('span', '', `, ${now.period}`));
        classes.append(...legend.labels.map((label, place) => this.entry(this.swatch('class', legend.light[place]), label)));
        part.append(title);
        if (legend.note) part.append(element('p', 'aside', legend.note));
        part.append(classes, this.listed([...this.places.values()].filter(place => place.section === section), legend.title));
        parts.push(part);
      }
      if (this.points.size) {
        const part = element('section'), kinds = element('ul', 'classes');
        kinds.append(...Object.values(now.kinds ?? {}).map(kind => this.entry(this.swatch('point', kind.light), kind.label)));
        part.append(element('h2', '', now.words?.points ?? ''), kinds, this.listed([...this.points.values()], now.words?.points ?? ''));
        parts.push(part);
      }
      const key = element('ul', 'classes');
      key.append(...(now.marks ?? []).map(([kind, label]) => this.entry(this.swatch(kind), label)));
      const attribution = element('p', 'aside', this.kept.attribution || '');
      return [...parts, key, attribution];
    }

    listed(rows, label) {
      const list = element('ul', 'places');
      list.setAttribute('aria-label', `${this.words.list}: ${label}`);
      list.append(...rows.map(row => {
        const item = element('li', row.key === this.now.selected ? 'place chosen' : 'place'), value = element('span', row.kind < 0 ? 'value none' : 'value', row.text);
        const more = [row.period, row.status].filter(Boolean).join(' · ');
        if (more) value.append(element('span', 'more', more));
        item.append(this.swatch(row.at ? 'point' : row.kind, row.colour, row.mark), element('span', 'name', (row.rank ? `${row.rank}. ` : '') + row.name), value);
        item.onpointerenter = () => this.near(row.key);
        item.onpointerleave = () => this.near(null);
        this.rows.set(row.key, item);
        return item;
      }));
      return list;
    }

    tools() {
      const tools = element('div', 'tools');
      const button = (sign, word, act) => {
        const made = Object.assign(element('button', '', sign), {type: 'button', title: word, onclick: act});
        made.setAttribute('aria-label', word);
        tools.append(made);
      };
      button('+', this.words.zoom_in, () => this.zoom(1.6));
      button('−', this.words.zoom_out, () => this.zoom(1 / 1.6));
      button('⌂', this.words.reset_map, () => this.whole());
      this.sheet.append(tools);
    }

    slider() {
      const bar = element('label', 'years'), first = element('span', '', this.words.period);
      this.range = Object.assign(element('input'), {type: 'range', min: 0, max: this.years.length - 1, step: 1});
      this.told = element('output');
      this.range.oninput = () => this.year(+this.range.value);
      bar.append(first, this.range, this.told);
      this.root.append(bar);
      this.pointAt(this.kept);
    }

    pointAt(described) {
      if (!this.range) return;
      const place = this.years.findIndex(year => this.periods[year].period === described.period);
      this.range.value = Math.max(place, 0);
      this.range.setAttribute('aria-valuetext', described.period);
      this.told.textContent = described.period;
    }

    year(place) {
      const next = this.periods[this.years[Math.min(Math.max(place, 0), this.years.length - 1)]];
      if (!next) return;
      // The year that was kept is drawn as it was kept.
      const described = next.period === this.kept.period ? this.kept : {...this.kept, ...next, selected: next.selected ?? this.kept.selected};
      this.figures(described);
      this.pointAt(described);
      this.host.dispatchEvent(new CustomEvent('year', {bubbles: true, detail: {period: described.period, kept: this.kept.period, alt: described.alt}}));
    }

    step(by) { if (this.range) this.year(+this.range.value + by); }
    reset() { if (this.now !== this.kept) { this.figures(this.kept); this.pointAt(this.kept); } this.whole(); }

    box() { return [this.sheet.clientWidth || 1, this.sheet.clientHeight || 1]; }

    // The first view: the bounds of the description, whole and in the middle.
    whole() {
      const [west, south, east, north] = this.kept.bounds ?? [3.3, 50.95, 4.1, 51.6];
      const [left, top] = project([west, north]), [right, bottom] = project([east, south]), [width, height] = this.box();
      const scale = Math.min(width / (right - left), height / (bottom - top)) * .95;
      this.first = scale;
      this.view = {scale, x: width / 2 - scale * (left + right) / 2, y: height / 2 - scale * (top + bottom) / 2};
      this.size = [width, height];
      this.home = true;
      this.move();
    }

    resized() {
      const [width, height] = this.box();
      if (this.size[0] === width && this.size[1] === height || width < 2) return;
      if (this.home) { this.whole(); return; }
      this.view.x += (width - this.size[0]) / 2;
      this.view.y += (height - this.size[1]) / 2;
      this.size = [width, height];
      this.move();
    }

    zoom(by, at = this.box().map(side => side / 2)) {
      const scale = Math.min(Math.max(this.view.scale * by, this.first * .6), this.first * MOST), real = scale / this.view.scale;
      this.view = {scale, x: at[0] - (at[0] - this.view.x) * real, y: at[1] - (at[1] - this.view.y) * real};
      this.home = false;
      this.move();
    }

    move() {
      const {scale, x, y} = this.view, unit = parseFloat(getComputedStyle(document.documentElement).fontSize);
      this.group.setAttribute('transform', `matrix(${scale} 0 0 ${scale} ${x} ${y})`);
      // Marks and names keep their size on the screen, whatever the zoom.
      for (const one of this.patterns.children) one.setAttribute('patternTransform', `scale(${unit / 14 / scale})`);
      const screen = at => [at[0] * scale + x, at[1] * scale + y], [width, height] = this.box();
      const circles = [...this.points.values()].map(point => {
        const [cx, cy] = screen(point.at);
        return shape('circle', {cx, cy, r: point.size * unit / 14, fill: point.colour ?? COLOUR.edge, 'fill-opacity': .85, 'data-point': point.key});
      });
      // Important names first; a name that would touch another one, or the edge, waits for a closer look.
      const most = scale < this.first * 1.5 ? 2 : scale < this.first * 3 ? 3 : 4, taken = [[width - 3.6 * unit, 0, width, 8.4 * unit]], texts = [];
      // Above a point that stands on the place, so that both can be read.
      const up = this.points.size ? 1.3 * unit : 0;
      for (const {rank, at, text} of this.names) {
        if (rank > most) continue;
        const [cx, low] = screen(at), cy = low - up, half = text.length * unit * .36, box = [cx - half, cy - .9 * unit, cx + half, cy + .9 * unit];
        if (box[0] < 0 || box[1] < 0 || box[2] > width || box[3] > height) continue;
        if (taken.some(other => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
        taken.push(box);
        const made = shape('text', {x: cx, y: cy, dy: '.35em'});
        made.textContent = text;
        texts.push(made);
      }
      this.above.replaceChildren(...circles, ...texts);
    }

    listen() {
      const held = new Map();
      const at = event => { const box = this.sheet.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
      this.svg.addEventListener('wheel', event => { event.preventDefault(); this.zoom(2 ** (-event.deltaY / (event.deltaMode ? 12 : 400)), at(event)); }, {passive: false});
      this.svg.addEventListener('dblclick', event => this.zoom(1.8, at(event)));
      this.svg.addEventListener('pointerdown', event => { if (event.button === 0) { held.set(event.pointerId, at(event)); this.svg.setPointerCapture(event.pointerId); } });
      this.svg.addEventListener('pointermove', event => {
        const here = at(event), before = held.get(event.pointerId);
        if (!before) { this.point(event.target, here); return; }
        const [other] = [...held].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
        if (other) this.zoom(Math.hypot(here[0] - other[0], here[1] - other[1]) / Math.max(Math.hypot(before[0] - other[0], before[1] - other[1]), 1), other);
        else if (here[0] !== before[0] || here[1] !== before[1]) { this.view.x += here[0] - before[0]; this.view.y += here[1] - before[1]; this.home = false; this.svg.classList.add('dragged'); this.move(); }
        held.set(event.pointerId, here);
        this.point(null);
      });
      for (const end of ['pointerup', 'pointercancel']) this.svg.addEventListener(end, event => { held.delete(event.pointerId); this.svg.classList.remove('dragged'); });
      this.svg.addEventListener('pointerleave', () => this.point(null));
    }

    point(target, here) {
      const found = this.points.get(target?.dataset?.point) ?? this.places.get(target?.dataset?.area);
      this.near(found?.key ?? null);
      this.tip.hidden = !found;
      if (!found) return;
      const unit = found.kind >= 0 && found.scale?.unit ? ` ${found.scale.unit}` : '';
      this.tip.replaceChildren(element('b', '', found.name), element('span', '', found.text + unit),
        ...[found.rank && this.words.rank.replace('{rank}', found.rank), found.period, found.status].filter(Boolean).map(text => element('span', '', text)));
      const [width, height] = this.box(), {offsetWidth: wide, offsetHeight: high} = this.tip;
      this.tip.style.transform = `translate(${Math.max(4, Math.min(here[0] + 16, width - wide - 4))}px, ${here[1] + 20 + high > height ? Math.max(4, here[1] - high - 12) : here[1] + 20}px)`;
    }

    near(key) {
      if (key === this.close) return;
      this.close = key;
      for (const [one, {area}] of this.areas) area.classList.toggle('near', one === key);
      for (const [one, row] of this.rows) row.classList.toggle('near', one === key);
      for (const circle of this.above.querySelectorAll('circle')) circle.classList.toggle('near', circle.dataset.point === key);
    }

    dispose() { this.seen.disconnect(); this.root.remove(); }
  }
  return View;
})();
