// The style sheet of the map, the map library, and a map of it.

import {element} from './map_elements.js';

// Resolves when the sheet is loaded, and also when it cannot be. The server replaces each name by one with a hash.
const stylesheet = name =>
  new Promise(resolve => {
    const link = Object.assign(element('link'), {rel: 'stylesheet', href: new URL(name, import.meta.url)});
    link.addEventListener('load', resolve);
    link.addEventListener('error', resolve);
    document.head.append(link);
  });

// The map's own style sheet, fetched as soon as this script runs.
export const styled = stylesheet('./map.css');

// The map library, fetched once per page when the first map needs it.
let pending = null;
export const library = () =>
  (pending ??= new Promise((resolve, reject) => {
    const script = Object.assign(element('script'), {src: new URL('./maplibre-gl.js', import.meta.url)});
    const sheets = Promise.all([styled, stylesheet('./maplibre-gl.css')]);
    script.addEventListener('load', () =>
      sheets.then(() =>
        window.maplibregl ? resolve(window.maplibregl) : reject(new Error('the map library defines no maplibregl')),
      ),
    );
    script.addEventListener('error', () => {
      pending = null;
      reject(new Error('the map library could not be loaded'));
    });
    document.head.append(script);
  }));

// A map of MapLibre that stays flat and north up, near the district; options: {container, style, and the first view}.
export const createMap = ({Map: MapLibre, ScaleControl}, options) => {
  const map = new MapLibre({
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    maxPitch: 0,
    minZoom: 7,
    maxZoom: 14,
    maxBounds: [
      [1.6, 50.2],
      [6, 52.5],
    ],
    fadeDuration: 0,
    renderWorldCopies: false,
    ...options,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new ScaleControl({maxWidth: 110}), 'bottom-left');
  return map;
};
