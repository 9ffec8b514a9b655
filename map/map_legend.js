// The legends with the lists of places beside the map, and the popup at the pointer.

import {LONG_LIST, patternOf, placeDetails} from './map_description.js';
import {element} from './map_elements.js';
import {legendSquare} from './map_square.js';

const swatch = (kind, colour, mark) => {
  const node = element('span', `nspd-swatch ${patternOf(kind) ?? (colour ? '' : kind)} ${mark ?? ''}`);
  node.setAttribute('aria-hidden', 'true');
  if (colour) node.style.backgroundColor = colour;
  return node;
};
const item = (...children) => {
  const node = element('li');
  node.append(...children);
  return node;
};

// The legends, each with its places below it, then the circles, then what the marks mean.
export class Legend {
  constructor(view) {
    Object.assign(this, {view, side: element('div', 'nspd-side'), buttons: new Map()});
  }

  draw() {
    const {
      side,
      view: {data, figures, points},
    } = this;
    const {scrollTop} = side;
    const focused = side.contains(document.activeElement) ? document.activeElement.dataset.area : null;
    const parts = data.legends.map((legend, place) => this.section(legend, place));
    if (points.size) parts.push(this.pointSection());
    const key = element('ul', 'nspd-key');
    key.append(
      ...[...data.marks, ...(data.fetched ?? [])].map(([kind, label]) =>
        item(swatch(kind), element('span', '', label)),
      ),
    );
    side.classList.toggle('single', parts.length === 1);
    const isLong = data.places.length + points.size > LONG_LIST;
    side.classList.toggle('long', isLong);
    // A long list scrolls: the classes of a second scale would be below it, out of sight.
    side.replaceChildren(
      ...(isLong && parts.length > 1 ? [...parts, ...parts.map(part => this.listOf(part))] : parts),
      key,
    );
    side.scrollTop = scrollTop;
    if (figures.has(focused) || points.has(focused)) this.buttons.get(focused).focus({preventScroll: true});
  }

  // One legend and the places on its scale.
  section(legend, place) {
    const {data, page, figures} = this.view;
    const part = element('section');
    const title = element('p', 'nspd-title', legend.title);
    // A unit that is the same as the title is not repeated.
    if (legend.unit && legend.unit.toLowerCase() !== legend.title.toLowerCase())
      title.append(element('span', 'nspd-unit', legend.unit.startsWith('(') ? ` ${legend.unit}` : ` (${legend.unit})`));
    const classes = element('ul', 'nspd-classes');
    const rows = element('ul', 'nspd-list');
    classes.append(
      ...legend.labels.map((label, step) => item(swatch('class', legend[page][step]), element('span', '', label))),
    );
    part.append(title);
    if (legend.note) part.append(element('p', 'nspd-small', legend.note));
    rows.setAttribute('aria-label', `${data.words.list}: ${legend.title}`);
    rows.append(...[...figures.values()].filter(figure => figure.section === place).map(figure => this.row(figure)));
    part.append(legend.square ? legendSquare(legend, legend[page]) : classes, rows);
    return part;
  }

  // The list of a legend in a section of its own, under the same title.
  listOf(part) {
    const section = element('section');
    section.append(part.querySelector('.nspd-title').cloneNode(true), part.querySelector('.nspd-list'));
    return section;
  }

  // The points on the map: a legend of their kinds, and a button for each, as places have.
  pointSection() {
    const {data, page, points} = this.view;
    const part = element('section');
    const kinds = element('ul', 'nspd-classes');
    const rows = element('ul', 'nspd-list');
    const circle = kind => {
      const node = swatch('point', kind[page]);
      node.classList.add('point');
      return node;
    };
    kinds.append(...Object.values(data.kinds).map(kind => item(circle(kind), element('span', '', kind.label))));
    rows.setAttribute('aria-label', data.words.points);
    rows.append(
      ...[...points.values()].map(point => {
        const button = this.button(point.key);
        button.replaceChildren(
          circle(point),
          element('span', 'name', point.name),
          element('span', 'value', point.text),
          element('span', 'hidden', `, ${point.label}`),
        );
        return item(button);
      }),
    );
    part.append(element('p', 'nspd-title', data.words.points), kinds, rows);
    return part;
  }

  // The button of a place or point. It is reused when the data change, so that it keeps the focus.
  button(key) {
    const {view} = this;
    const button =
      this.buttons.get(key) ??
      Object.assign(element('button'), {
        type: 'button',
        onclick: () => view.select(key),
        onfocus: () => view.highlight(key),
        onblur: () => view.highlight(null),
        onmouseenter: () => view.highlight(key),
        onmouseleave: () => view.highlight(null),
      });
    button.dataset.area = key;
    button.setAttribute('aria-pressed', String(key === view.selected));
    this.buttons.set(key, button);
    return button;
  }

  row(figure) {
    const {view} = this;
    const {words} = view.data;
    const button = this.button(figure.key);
    button.classList.toggle('highlighted', view.data.highlighted?.includes(figure.key) ?? false);
    const name = element('span', 'name');
    const value = element('span', figure.kind < 0 ? 'value none' : 'value', figure.text);
    if (figure.rank) {
      const rank = element('span', 'rank', `${figure.rank}.`);
      rank.setAttribute('aria-hidden', 'true');
      name.append(rank);
    }
    name.append(figure.name);
    button.replaceChildren(swatch(figure.kind, view.colour(figure), figure.mark), name, value);
    if (figure.kind >= 0)
      value.append(
        element(
          'span',
          'hidden',
          ` ${figure.legend.unit}${figure.rank ? `, ${words.rank.replace('{rank}', figure.rank)}` : ''}`,
        ),
      );
    const more = placeDetails(figure);
    if (more) button.append(element('span', 'more', more));
    return item(button);
  }

  highlight(key, on) {
    this.buttons.get(key)?.classList.toggle('near', on);
  }

  press(key, on) {
    this.buttons.get(key)?.setAttribute('aria-pressed', String(on));
  }
}

// The popup beside the pointer.
export class Popup {
  constructor(view) {
    Object.assign(this, {view, node: element('div', 'nspd-tip')});
    this.node.hidden = true;
  }

  hide() {
    this.node.hidden = true;
  }

  show(key, position) {
    this.node.hidden = !key;
    if (!key) return;
    const {points} = this.view;
    const lines = points.has(key) ? this.ofPoint(points.get(key)) : this.ofPlace(key);
    this.node.replaceChildren(element('b', '', lines[0]), ...lines.slice(1).map(line => element('span', '', line)));
    this.move(position);
  }

  ofPoint({name, text, label}) {
    return [name, text, label];
  }

  ofPlace(key) {
    const {data, figures} = this.view;
    const {name, text, kind, legend, period, rank, status} = figures.get(key);
    const about = [period || data.period, rank && data.words.rank.replace('{rank}', rank), status]
      .filter(Boolean)
      .join(' · ');
    return [name, kind < 0 ? text : `${text} ${legend.unit}`, about];
  }

  // Beside the pointer, on the side where the popup fits in the frame.
  move({x, y}) {
    const {offsetWidth: width, offsetHeight: height} = this.node;
    const {clientWidth, clientHeight} = this.node.parentElement;
    const left = x + 16 + width > clientWidth ? x - 16 - width : x + 16;
    const top = y + 16 + height > clientHeight ? y - 12 - height : y + 16;
    this.node.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
  }
}
