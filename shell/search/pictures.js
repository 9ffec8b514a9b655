// A chart or a map of the page as a picture: its title, what is drawn, the legend of a map, and where it is from.

const SCALE = 2;
const MARGIN = 16;
const LINE = 20;
const SMALL_LINE = 16;
const LEGEND_WIDTH = 240;
const SVG = 'http://www.w3.org/2000/svg';

const loadImage = address =>
  new Promise((resolve, reject) => {
    const image = new Image();
    image.addEventListener('load', () => resolve(image));
    image.addEventListener('error', () => reject(new Error('no image')));
    image.src = address;
  });

// The layers of a chart as one image: they share patterns and clips. What the style sheet of the page sets is written
// into it, because outside of the page an image has no style sheet.
const chartImage = async (layers, frame) => {
  const whole = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({width: frame.width, height: frame.height}))
    whole.setAttribute(name, value);
  for (const layer of layers) {
    const copy = layer.cloneNode(true);
    const [before, after] = [layer, copy].map(each => each.querySelectorAll('text'));
    for (const [at, node] of before.entries()) {
      const {fill, fontFamily} = getComputedStyle(node);
      Object.assign(after[at].style, {fill, fontFamily});
    }
    const box = layer.getBoundingClientRect();
    copy.setAttribute('x', box.left - frame.left);
    copy.setAttribute('y', box.top - frame.top);
    whole.append(copy);
  }
  const text = new XMLSerializer().serializeToString(whole);
  return loadImage(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`);
};

const chartContent = async chart => {
  const frame = chart.querySelector('.svg-container').getBoundingClientRect();
  const image = await chartImage(chart.querySelectorAll('.svg-container > .main-svg'), frame);
  return {
    width: frame.width,
    height: frame.height,
    draw: pen => pen.drawImage(image, 0, 0, frame.width, frame.height),
  };
};

// A canvas of WebGL can be read only while it is drawn, so the map draws once more.
const mapCanvas = node =>
  new Promise((resolve, reject) => {
    const map = Object.values(window.__maps).find(each => node.contains(each.getCanvas()));
    if (!map) {
      reject(new Error('no map'));
      return;
    }
    map.once('render', () => {
      const source = map.getCanvas();
      const copy = Object.assign(document.createElement('canvas'), {width: source.width, height: source.height});
      copy.getContext('2d').drawImage(source, 0, 0);
      resolve({image: copy, width: source.clientWidth, height: source.clientHeight});
    });
    map.triggerRepaint();
  });

// The rows beside a map: the title of each legend, its classes, and the places with their values.
const legendRows = node =>
  [...node.querySelectorAll('.nspd-side .nspd-title, .nspd-side .nspd-small, .nspd-side li')].map(row => {
    const swatch = row.querySelector('.nspd-swatch');
    const [name, value] = ['.name', '.value'].map(part => row.querySelector(part));
    const rank = name?.querySelector('.rank')?.textContent ?? '';
    const text = name ? `${rank} ${name.lastChild.textContent}`.trim() : row.innerText;
    return {
      strong: row.matches('.nspd-title'),
      striped: swatch?.matches('.hatch, .sparse') ?? false,
      dashed: swatch?.matches('.approximate') ?? false,
      colour: swatch ? getComputedStyle(swatch).backgroundColor : '',
      text,
      value: value?.firstChild?.textContent ?? '',
    };
  });

// The swatch of places without a figure: a box with stripes; or of approximate borders: a dashed line.
const drawLines = (pen, {left, middle, ink, dashed}) => {
  pen.save();
  pen.strokeStyle = ink;
  pen.beginPath();
  pen.rect(left, middle - 6, 16, 12);
  if (!dashed) pen.stroke();
  pen.clip();
  pen.setLineDash(dashed ? [4, 2] : []);
  pen.beginPath();
  for (let start = dashed ? left : left - 12; start < left + 16; start += dashed ? 16 : 5) {
    pen.moveTo(start, dashed ? middle : middle + 6);
    pen.lineTo(start + (dashed ? 16 : 12), dashed ? middle : middle - 6);
  }
  pen.stroke();
  pen.restore();
};

const mapContent = async (node, ink) => {
  const {image, width, height} = await mapCanvas(node);
  const rows = legendRows(node);
  return {
    width: width + MARGIN + LEGEND_WIDTH,
    height: Math.max(height, rows.length * LINE),
    draw: (pen, font) => {
      pen.drawImage(image, 0, 0, width, height);
      for (const [at, row] of rows.entries()) {
        const {strong, colour, text, value} = row;
        const left = width + MARGIN;
        const middle = at * LINE + LINE / 2;
        if (row.striped || row.dashed) drawLines(pen, {left, middle, ink, dashed: row.dashed});
        if (colour) {
          pen.fillStyle = colour;
          pen.fillRect(left, middle - 6, 16, 12);
        }
        pen.fillStyle = ink;
        pen.font = `${strong ? 600 : 400} 13px ${font}`;
        pen.fillText(text, left + (colour ? 24 : 0), middle, LEGEND_WIDTH - 24 - (value ? 70 : 0));
        pen.textAlign = 'right';
        pen.fillText(value, left + LEGEND_WIDTH, middle, 70);
        pen.textAlign = 'left';
      }
    },
  };
};

// A text in lines that fit the width.
const wrap = (pen, text, width) => {
  const lines = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (lines.length && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
};

// The picture of a figure of figures.js as a PNG; below it its source, and the address of the view.
export const drawPicture = async ({kind, node, title, source}, address) => {
  const page = document.querySelector('[data-testid="stApp"]');
  const {backgroundColor: paper, color: ink, fontFamily: font} = getComputedStyle(page);
  const content = await (kind === 'map' ? mapContent(node, ink) : chartContent(node));
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  const fonts = {title: `600 18px ${font}`, small: `400 12px ${font}`};
  pen.font = fonts.title;
  const titles = wrap(pen, title, content.width);
  pen.font = fonts.small;
  const below = [...wrap(pen, source, content.width), address];
  const top = MARGIN + titles.length * 1.2 * LINE;
  const width = content.width + 2 * MARGIN;
  const height = top + content.height + MARGIN + below.length * SMALL_LINE + MARGIN;
  Object.assign(canvas, {width: width * SCALE, height: height * SCALE});
  pen.scale(SCALE, SCALE);
  pen.fillStyle = paper;
  pen.fillRect(0, 0, width, height);
  Object.assign(pen, {textBaseline: 'middle', fillStyle: ink, font: fonts.title});
  for (const [at, line] of titles.entries()) pen.fillText(line, MARGIN, MARGIN + (at + 0.5) * 1.2 * LINE);
  pen.save();
  pen.translate(MARGIN, top);
  content.draw(pen, font);
  pen.restore();
  Object.assign(pen, {fillStyle: ink, font: fonts.small});
  for (const [at, line] of below.entries())
    pen.fillText(line, MARGIN, top + content.height + MARGIN + (at + 0.5) * SMALL_LINE, content.width);
  return new Promise((resolve, reject) => {
    canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png');
  });
};
