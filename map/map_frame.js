// The elements around a map of MapLibre: its frame with buttons and a message, the sources below it, the legends beside it.

import {styled} from './map_library.js';
import {element} from './map_elements.js';
import {PAGES, brush} from './map_images.js';

export class MapFrame {
  // actions: what the buttons do, {in, out, whole}; popup and side: the elements of the popup and of the legends
  constructor(parent, {actions, popup, side}) {
    this.root = element('div', 'nspd-map');
    // Without its style sheet the map would cover the page.
    this.root.hidden = true;
    styled.then(() => {
      this.root.hidden = false;
    });
    this.frame = element('div', 'nspd-frame');
    this.canvas = element('div', 'nspd-canvas');
    this.message = element('p', 'nspd-note');
    this.message.setAttribute('role', 'status');
    this.buttons = {};
    const bar = element('div', 'nspd-buttons');
    for (const [name, onclick] of Object.entries(actions)) {
      this.buttons[name] = Object.assign(element('button'), {type: 'button', onclick});
      bar.append(this.buttons[name]);
    }
    this.source = element('p', 'nspd-source');
    this.live = element('p', 'hidden');
    this.live.setAttribute('aria-live', 'polite');
    const main = element('div', 'nspd-main');
    const grid = element('div', 'nspd-grid');
    this.frame.append(this.canvas, this.message, bar, popup);
    main.append(this.frame, this.source);
    grid.append(main, side);
    this.root.append(grid, this.live);
    (parent.querySelector('.district-map') ?? parent).append(this.root);
    // How often the data changed, how often the map came to rest, and the change that it shows: tests wait for these.
    this.root.dataset.change = '0';
    this.root.dataset.idle = '0';
  }

  // Count a change of the data; the heading and controls above the map need their part of a low screen, a projector.
  countChange(height) {
    performance.mark('map-change');
    this.root.dataset.change = Number(this.root.dataset.change) + 1;
    this.root.style.setProperty('--height', `min(${height}px, max(340px, 100vh - 400px))`);
  }

  countIdle() {
    performance.mark('map-idle');
    this.root.dataset.idle = Number(this.root.dataset.idle) + 1;
    this.root.dataset.shown = this.root.dataset.change;
  }

  // Set the colours of a light or dark page, by the page's own background: {page: 'light' or 'dark', paper: a colour}.
  setColours() {
    const paper = getComputedStyle(this.root).getPropertyValue('--st-background-color').trim() || '#ffffff';
    const [pen, pixels] = brush(1, 1, 1);
    pen.fillStyle = paper;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue] = pixels().data;
    const page = 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? 'dark' : 'light';
    for (const [name, colour] of Object.entries(PAGES[page]))
      this.root.style.setProperty(`--${name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`, colour);
    return {page, paper};
  }

  // isUpdate: a screen reader hears what changed, not what was there when the page opened
  setTexts({words, attribution, alt}, isUpdate) {
    this.source.textContent = attribution;
    if (isUpdate) this.live.textContent = alt;
    for (const [name, sign, text] of [
      ['in', '+', words.zoom_in],
      ['out', '−', words.zoom_out],
      ['whole', words.district_reset, words.district_reset],
    ]) {
      this.buttons[name].textContent = sign;
      this.buttons[name].title = text;
      this.buttons[name].setAttribute('aria-label', text);
    }
    this.setMapTexts({words, alt});
  }

  // The texts in MapLibre's own elements, in the reader's present language.
  setMapTexts({words, alt}) {
    const set = (selector, text) => {
      const node = this.canvas.querySelector(selector);
      if (node) node.textContent = text;
    };
    this.canvas.querySelector('canvas')?.setAttribute('aria-label', alt);
    set('.maplibregl-desktop-message', words.scroll);
    set('.maplibregl-mobile-message', words.fingers);
  }

  // state: loading, ready, lost or failed; message: what is written where there is no map
  showState(state, message) {
    for (const name of ['ready', 'failed']) this.frame.classList.toggle(name, name === state);
    this.message.textContent = message ?? '';
  }
}
