// Where a map stands, in the address of the page: a link to it and a reload show the same part of the map.
//
// The address is changed in place, without a run of the server, and `shell/static/history.js` keeps it in the addresses
// that Streamlit writes later. The server reads it when a link is opened.

// ms without a move before the address follows: some browsers refuse many changes in a short time.
const WAIT = 300;

let pending = 0;

// The position in a description, as [latitude, longitude, zoom], for MapLibre; undefined where it has none.
export const linkedPosition = ({position}) =>
  position ? {center: [position[1], position[0]], zoom: position[2]} : undefined;

// position: {center, zoom}, or null for the view of the whole district, which needs no place in the address
export const writePosition = position => {
  const text = position && [position.center[1].toFixed(4), position.center[0].toFixed(4), position.zoom.toFixed(2)];
  window.__nspdMaps.address = {path: location.pathname, text: text ? text.join(',') : ''};
  clearTimeout(pending);
  // The address is that of the position, whatever it is: history.js adds it.
  pending = setTimeout(() => history.replaceState(history.state, '', location.href), WAIT);
};
