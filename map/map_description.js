// Reads the description of a map that charts/maps.py makes, for the map of the dashboard and for the map on a slide.

// Beside the map a list of more places than this scrolls; on paper it moves below the map.
export const LONG_LIST = 14;
// The pattern of a place without a figure, by its kind, and by its mark in the legend. charts/map_style.py has the same.
const KINDS = {[-1]: 'hatch', [-2]: 'sparse'};
const SWATCHES = {missing: 'hatch', unpublished: 'sparse'};
// How many rings fade the map into the background towards the end of its layers.
const FADE = 12;

export const patternOf = kind => SWATCHES[kind] ?? KINDS[kind];

// The places by key, in the order of the lists; `section` is the position of the legend that a place belongs to.
export const readPlaces = ({places, legends, statuses}) =>
  new Map(
    (places ?? []).map(([key, name, section, kind, text, rank = 0, statusKey = '', period = '']) => {
      const [status, mark] = statuses?.[statusKey] ?? [];
      return [key, {key, name, legend: legends?.[section], section, kind, text, rank, period, status, mark}];
    }),
  );

// The points by key; each has the label and the colours of its kind.
export const readPoints = ({points, kinds}) =>
  new Map(
    (points ?? []).map(([key, lon, lat, kind, size, name, text]) => [
      key,
      {key, at: [lon, lat], kind, size, name, text, ...kinds?.[kind]},
    ]),
  );

// What is written below the value of a place: its own period, where it has one, and the status of its figure.
export const placeDetails = ({period, status}) => [period, status].filter(Boolean).join(' · ');

// Rings around the sheet, each a little wider and more opaque than the one inside it: {opacity, rings: [world, hole]}.
export const fadeRings = ([west, south, east, north]) => {
  const world = [
    [-20, 40],
    [30, 40],
    [30, 60],
    [-20, 60],
    [-20, 40],
  ];
  return Array.from({length: FADE + 1}, (_, step) => {
    // Narrow enough to leave all municipalities clear: the outermost one ends 0.02 degrees from the edge.
    const x = 0.0155 * (FADE - step);
    const y = 0.0017 * (FADE - step);
    const hole = [
      [west + x, south + y],
      [west + x, north - y],
      [east - x, north - y],
      [east - x, south + y],
      [west + x, south + y],
    ];
    return {opacity: step === FADE ? 1 : 0.18, rings: [world, hole]};
  });
};
