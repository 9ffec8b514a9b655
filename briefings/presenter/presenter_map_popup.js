// The popup beside the pointer on a map of a slide: the figures of a place or point.

import {element} from '../../map/map_elements.js';

export class MapPopup {
  constructor(words) {
    Object.assign(this, {words, node: element('div', 'tip')});
    this.node.hidden = true;
  }

  // place: null hides the popup; x, y: the pointer, and width, height: the map, in px.
  show(place, [x, y] = [], [width, height] = []) {
    this.node.hidden = !place;
    if (!place) return;
    const unit = place.kind >= 0 && place.legend?.unit ? ` ${place.legend.unit}` : '';
    const rank = place.rank && this.words.rank.replace('{rank}', place.rank);
    const details = [rank, place.period, place.status].filter(Boolean);
    this.node.replaceChildren(
      element('b', '', place.name),
      ...[place.text + unit, ...details].map(text => element('span', '', text)),
    );
    const left = Math.max(4, Math.min(x + 16, width - this.node.offsetWidth - 4));
    const isLow = y + 20 + this.node.offsetHeight > height;
    const top = isLow ? Math.max(4, y - this.node.offsetHeight - 12) : y + 20;
    this.node.style.transform = `translate(${left}px, ${top}px)`;
  }
}
