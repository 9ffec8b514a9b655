// Charts on slides: the Plotly figure of the briefing in the house style, in letters that the back row can read.
//
// Charts are designed for text of 15 px. They are drawn at that size and enlarged as a whole, which keeps proportions.

import {TEXT_SIZE, styleFigure} from './presenter_chart_style.js';
import {element, fillIn} from './presenter_text.js';

// The size of text on a slide, in rem, and the smallest it may become to make room.
const NORMAL_SIZE = 1.4;
const SMALLEST_SIZE = 1.25;

// The part of its designed height that a figure needs at least, 0 where any height will do: the labels at the rows of
// an axis must not overlap. A numeric axis may be made lower, and so may a picture without axes. A figure that writes
// the labels of its rows itself keeps all of its height.
const smallestHeightShare = ({data, layout = {}}) =>
  Object.entries(layout).reduce((share, [name, axis]) => {
    if (!/^yaxis\d*$/.test(name)) return share;
    if (axis.visible === false || axis.showticklabels === false) return Math.max(share, axis.scaleanchor ? 0 : 1);
    const labels = data.filter(trace => `y${name.slice(5)}` === (trace.yaxis ?? 'y')).flatMap(trace => trace.y ?? []);
    const count = Math.max(axis.ticktext?.length ?? 0, new Set(labels.filter(y => typeof y === 'string')).size);
    return Math.max(share, count > 8 ? 0.75 : 0);
  }, 0);

// The scale, and the height before scaling in px, of a figure in a frame of this height; `scrolls`: the figure is
// higher than its frame.
const fitFigure = (figure, frameHeight, {unit, paper}) => {
  // A chart of many rows keeps the height it needs and scrolls; on a sheet it is made to fit.
  const designedHeight = Number(figure.layout?.height) || 0;
  const share = smallestHeightShare(figure);
  let scale = (NORMAL_SIZE * unit()) / TEXT_SIZE;
  let height = frameHeight / scale;
  // Names among the marks were placed for smaller letters and for the width of a slide: on a screen of 4:3 they keep
  // their share of the width, or they would overlap.
  const hasNames = figure.data.some(({mode}) => /text/.test(mode));
  const isWideScreen = innerWidth > innerHeight && !paper();
  const size = hasNames && isWideScreen ? Math.max(Math.min(unit(), innerWidth / 100), 10) : unit();
  if (designedHeight > height || hasNames) {
    scale = (SMALLEST_SIZE * size) / TEXT_SIZE;
    height = frameHeight / scale;
  }
  if (!share || designedHeight <= height * 1.35) return {scale, height, scrolls: false};
  if (!paper()) return {scale, height: designedHeight, scrolls: true};
  height = Math.max(designedHeight * share, height);
  return {scale: frameHeight / height, height, scrolls: false};
};

// Draw the chart of a slide in `host`; onError is called with a text. Returns a function that removes the chart.
export const drawChart = (host, slide, {words, language, style, unit, paper}, onError) => {
  const {figure} = slide.content;
  if (!figure || !Array.isArray(figure.data)) throw new Error(fillIn(words.not_drawn_content, {field: 'figure'}));
  if (typeof Plotly === 'undefined') throw new Error(fillIn(words.not_drawn_content, {field: 'Plotly'}));

  const frame = element('div', 'plot');
  const plot = element('div');
  plot.setAttribute('role', 'img');
  plot.setAttribute('aria-label', slide.alt || slide.says || slide.title);
  frame.append(plot);
  host.append(frame);

  // The figure for the present size of the frame; null while the slide is not shown.
  const sizedFigure = () => {
    const {clientWidth, clientHeight} = frame;
    if (!clientWidth || !clientHeight) return null;
    const {scale, height, scrolls} = fitFigure(figure, clientHeight, {unit, paper});
    const width = clientWidth / scale;
    if (scrolls) frame.tabIndex = 0;
    plot.style.transform = `scale(${scale})`;
    plot.style.width = `${width}px`;
    plot.style.height = `${height}px`;
    // A transform takes no room: the margin makes the frame scroll as far as the enlarged chart, and no further.
    plot.style.marginBottom = `${height * (scale - 1)}px`;
    return styleFigure(figure, {width, height, slideTitle: slide.title, separators: words.written.separators, style});
  };

  const config = {
    displayModeBar: false,
    displaylogo: false,
    responsive: false,
    scrollZoom: false,
    doubleClick: 'reset',
    locale: language,
    staticPlot: paper(),
  };
  const fail = error => onError(fillIn(words.not_drawn_chart, {why: error?.message ?? String(error)}));
  const first = sizedFigure();
  if (first) Plotly.newPlot(plot, first.data, first.layout, config).catch(fail);
  let {clientWidth: width, clientHeight: height} = frame;
  const observer = new ResizeObserver(() => {
    if (frame.clientWidth === width && frame.clientHeight === height) return;
    ({clientWidth: width, clientHeight: height} = frame);
    const next = sizedFigure();
    if (next) Plotly.react(plot, next.data, next.layout, config).catch(fail);
  });
  observer.observe(frame);
  return () => {
    observer.disconnect();
    Plotly.purge(plot);
  };
};
