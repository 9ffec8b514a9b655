// Elements, style sheets and the map library of the page.

export const element = (tag, className, text) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};

// Resolves when the sheet is there, or will not come. The server puts the hash into the name of each file.
const stylesheet = name => new Promise(done => {
  const link = Object.assign(element('link'), {rel: 'stylesheet', href: new URL(name, import.meta.url)});
  link.onload = link.onerror = done;
  document.head.append(link);
});

// The map's own style sheet, fetched as soon as this script is there.
export const styled = stylesheet('./map.css');

// The map library, fetched once per page when the first map needs it.
let pending = null;
export const library = () => pending ??= new Promise((done, failed) => {
  const script = Object.assign(element('script'), {src: new URL('./maplibre-gl.js', import.meta.url)});
  const sheets = Promise.all([styled, stylesheet('./maplibre-gl.css')]);
  script.onload = () => sheets.then(() => window.maplibregl ? done(window.maplibregl) : failed(new Error('no library')));
  script.onerror = () => { pending = null; failed(new Error('the map library could not be loaded')); };
  document.head.append(script);
});
