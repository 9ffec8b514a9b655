// Arrows of movements, which charts/flow_map.py describes: a source of their outlines and of names at their ends.

export const flowFeatures = ({flows = [], flow_ends: ends = [], kinds = {}}) => ({
  type: 'FeatureCollection',
  features: [
    ...flows.map(([kind, ring]) => ({
      type: 'Feature',
      properties: {light: kinds[kind].light, dark: kinds[kind].dark},
      geometry: {type: 'Polygon', coordinates: [ring]},
    })),
    ...ends.map(([lon, lat, name]) => ({
      type: 'Feature',
      properties: {name},
      geometry: {type: 'Point', coordinates: [lon, lat]},
    })),
  ],
});

// The arrows lie below the circles that are their handles.
export const arrowLayers = (page, colours) => [
  {
    id: 'flows',
    type: 'fill',
    source: 'flows',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: {'fill-color': ['get', page], 'fill-opacity': 0.72, 'fill-outline-color': colours.halo},
  },
];

// The names of ends are images, as those of places are.
export const endLayers = page => [
  {
    id: 'flow-ends',
    type: 'symbol',
    source: 'flows',
    filter: ['==', ['geometry-type'], 'Point'],
    layout: {'icon-image': ['concat', `${page}|name|1|`, ['get', 'name']], 'icon-allow-overlap': true},
    paint: {},
  },
];
