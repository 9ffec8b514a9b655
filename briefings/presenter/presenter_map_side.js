// The column beside a map on a slide: its legends, with the list of places under each, marks and attribution.

import {placeDetails} from '../../map/map_description.js';
import {element} from '../../map/map_elements.js';
import {legendSquare} from '../../map/map_square.js';
import {swatch} from './presenter_map_shapes.js';

export const mapSide = ({places, points, shown, kept, words, onNear}) => {
  // The items of the lists by the key of their place or point.
  const rows = new Map();

  const entry = (sign, label) => {
    const item = element('li');
    item.append(sign, element('span', 'name', label));
    return item;
  };
  const rowList = (entries, label) => {
    const list = element('ul', 'places');
    list.setAttribute('aria-label', `${words.list}: ${label}`);
    list.append(
      ...entries.map(row => {
        const item = element('li', row.key === shown.selected ? 'place chosen' : 'place');
        const value = element('span', row.kind < 0 ? 'value none' : 'value', row.text);
        const more = placeDetails(row);
        if (more) value.append(element('span', 'more', more));
        item.append(
          swatch(row.at ? 'point' : row.kind, row.colour, row.mark),
          element('span', 'name', (row.rank ? `${row.rank}. ` : '') + row.name),
          value,
        );
        item.addEventListener('pointerenter', () => onNear(row.key));
        item.addEventListener('pointerleave', () => onNear(null));
        rows.set(row.key, item);
        return item;
      }),
    );
    return list;
  };

  const parts = (shown.legends ?? []).map((legend, section) => {
    const part = element('section');
    const title = element('h2', '', legend.title);
    const classes = element('ul', 'classes');
    if (legend.unit)
      title.append(element('span', '', legend.unit.startsWith('(') ? ` ${legend.unit}` : ` (${legend.unit})`));
    if (section === 0 && shown.period) title.append(element('span', '', `, ${shown.period}`));
    classes.append(...legend.labels.map((label, place) => entry(swatch('class', legend.light[place]), label)));
    part.append(title);
    if (legend.note) part.append(element('p', 'aside', legend.note));
    part.append(
      legend.square ? legendSquare(legend, legend.light) : classes,
      rowList(
        [...places.values()].filter(place => place.section === section),
        legend.title,
      ),
    );
    return part;
  });
  if (points.size) {
    const part = element('section');
    const kinds = element('ul', 'classes');
    const title = shown.words?.points ?? '';
    kinds.append(...Object.values(shown.kinds ?? {}).map(kind => entry(swatch('point', kind.light), kind.label)));
    part.append(element('h2', '', title), kinds, rowList([...points.values()], title));
    parts.push(part);
  }
  const key = element('ul', 'classes');
  key.append(...(shown.marks ?? []).map(([kind, label]) => entry(swatch(kind), label)));
  return {parts: [...parts, key, element('p', 'aside', kept.attribution || '')], rows};
};
