// The colours of the light and the dark page, and the images of patterns and names.

export const PAGES = {
  light: {
    ground: '#f5f4f0',
    context: '#e8e6e0',
    sea: '#eef3f6',
    shore: '#9fb2bd',
    canal: '#4f8fc0',
    canalEdge: '#ffffff',
    road: '#8a7f6c',
    rail: '#6c6c74',
    port: '#6b4a1f',
    cycle: '#1d7a4c',
    edge: '#566067',
    state: '#9c1458',
    halo: '#ffffff',
    district: '#0d1f27',
    ink: '#16242b',
    hatch: '#7b858b',
    sparse: '#a2a9ad',
    mark: '#ffffff',
    markEdge: '#16242b',
    chosen: '#000000',
  },
  dark: {
    ground: '#161e23',
    context: '#2b343a',
    sea: '#0c1317',
    shore: '#4c5c66',
    canal: '#6fb3e6',
    canalEdge: '#0c1317',
    road: '#a09580',
    rail: '#9a9aa4',
    port: '#e0b277',
    cycle: '#6fcf9f',
    edge: '#8b979e',
    state: '#ff8fc4',
    halo: '#0c1317',
    district: '#f4f8fa',
    ink: '#f0f5f7',
    hatch: '#8d979d',
    sparse: '#66727a',
    mark: '#10181d',
    markEdge: '#f4f8fa',
    chosen: '#ffffff',
  },
};

export const brush = (width, height, scale) => {
  const canvas = Object.assign(document.createElement('canvas'), {width: width * scale, height: height * scale});
  const pen = canvas.getContext('2d', {willReadFrequently: true});
  pen.scale(scale, scale);
  return [pen, () => pen.getImageData(0, 0, canvas.width, canvas.height)];
};
const patterns = {
  hatch: colours => tile(8, pen => slashes(pen, 8, colours.hatch, 1.3)),
  sparse: colours =>
    tile(14, pen => {
      pen.translate(14, 0);
      pen.scale(-1, 1);
      slashes(pen, 14, colours.sparse, 1.1);
    }),
  dots: colours =>
    tile(10, pen => {
      for (const [radius, colour] of [
        [2.3, colours.markEdge],
        [1.6, colours.mark],
      ]) {
        pen.fillStyle = colour;
        pen.beginPath();
        pen.arc(5, 5, radius, 0, 7);
        pen.fill();
      }
    }),
  bars: colours =>
    tile(10, pen => {
      pen.fillStyle = colours.markEdge;
      pen.fillRect(0, 3.5, 10, 3);
      pen.fillStyle = colours.mark;
      pen.fillRect(0, 4.1, 10, 1.8);
    }),
};
const tile = (size, draw) => {
  const [pen, image] = brush(size, size, 2);
  draw(pen);
  return image();
};
const slashes = (pen, size, colour, width) => {
  Object.assign(pen, {strokeStyle: colour, lineWidth: width});
  for (const start of [-size, 0, size]) {
    pen.beginPath();
    pen.moveTo(start, size);
    pen.lineTo(start + size, 0);
    pen.stroke();
  }
};
// A name as an image, with a halo, in the reader's own fonts: there is no glyph server.
const nameImage = (text, rank, colours) => {
  const font = `${rank < 2 ? 600 : 500} ${[0, 14, 13, 12, 11.5][rank] ?? 11.5}px ${getComputedStyle(document.body).fontFamily}`;
  let [pen, image] = brush(1, 1, 2);
  pen.font = font;
  [pen, image] = brush(Math.ceil(pen.measureText(text).width) + 8, 20, 2);
  Object.assign(pen, {
    font,
    textAlign: 'left',
    textBaseline: 'middle',
    lineWidth: 3,
    lineJoin: 'round',
    strokeStyle: colours.halo,
    fillStyle: colours.ink,
  });
  pen.strokeText(text, 4, 10);
  pen.fillText(text, 4, 10);
  return image();
};
// The image that the map asks for by its name: page|pattern, or page|name|rank|text.
export const image = id => {
  const [page, kind, rank, ...text] = id.split('|');
  return patterns[kind] ? patterns[kind](PAGES[page]) : nameImage(text.join('|'), +rank, PAGES[page]);
};
