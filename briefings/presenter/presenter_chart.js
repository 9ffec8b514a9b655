// Charts on slides: the Plotly figure that was kept, in the house style and in letters for the back row.
//
// Charts are made for text of 15 px. Drawn in their own pixels and enlarged as a whole, they keep their proportions.

import {element, fillIn} from './presenter_text.js';

export const drawChart = (host, slide, {words, language, style, unit, paper}, failed) => {
  const DESIGNED = 15;
  const SHOWN = 1.4;
  const LEAST = 1.25;
  const {figure} = slide.content;
  if (!figure || !Array.isArray(figure.data)) throw new Error(fillIn(words.not_drawn_content, {field: 'figure'}));
  if (typeof Plotly === 'undefined') throw new Error(fillIn(words.not_drawn_content, {field: 'Plotly'}));

  // The texts at the rows of a figure, if it has any: they cannot be pushed together. A scale of numbers may be made
  // lower, and so may a picture without axes. A figure that writes its rows itself keeps all of its height.
  const closest = ({data, layout = {}}) =>
    Object.entries(layout).reduce((least, [name, axis]) => {
      if (!/^yaxis\d*$/.test(name)) return least;
      if (axis.visible === false || axis.showticklabels === false) return Math.max(least, axis.scaleanchor ? 0 : 1);
      const labels = data.filter(trace => `y${name.slice(5)}` === (trace.yaxis ?? 'y')).flatMap(trace => trace.y ?? []);
      const count = Math.max(axis.ticktext?.length ?? 0, new Set(labels.filter(one => typeof one === 'string')).size);
      return Math.max(least, count > 8 ? 0.75 : 0);
    }, 0);

  // Nothing smaller than the text it was made for.
  const enlarged = thing => {
    if (!thing || typeof thing !== 'object') return;
    for (const [key, value] of Object.entries(thing)) {
      if (!value || typeof value !== 'object' || ['x', 'y', 'z', 'customdata', 'text'].includes(key)) continue;
      if (!/font$/i.test(key) || Array.isArray(value)) enlarged(value);
      else if (typeof value.size === 'number') value.size = Math.max(value.size, DESIGNED);
      else if (Array.isArray(value.size)) value.size = value.size.map(size => Math.max(size, DESIGNED));
    }
  };

  const dressed = (width, height) => {
    const {data, layout = {}} = structuredClone(figure);
    enlarged(layout);
    enlarged(data);
    const font = {family: getComputedStyle(document.documentElement).fontFamily, size: DESIGNED, color: style.ink};
    const text = {font: {size: DESIGNED}};
    const axis = {
      gridcolor: '#dde4e8',
      zerolinecolor: '#8b979e',
      linecolor: '#8b979e',
      automargin: true,
      tickfont: {size: DESIGNED},
      title: text,
    };
    const template = {
      layout: {
        font,
        paper_bgcolor: style.paper,
        plot_bgcolor: style.paper,
        colorway: style.colours,
        xaxis: axis,
        yaxis: axis,
        hoverlabel: text,
        annotationdefaults: text,
        legend: text,
        title: {font: {size: DESIGNED + 2}},
      },
    };
    // The slide has the title; a figure that repeats it would say it twice.
    const {title, ...rest} = layout;
    const own = typeof title === 'string' ? title : title?.text;
    const titled = own && own !== slide.title;
    const made = {
      ...rest,
      ...(titled ? {title} : {}),
      template,
      width,
      height,
      autosize: false,
      separators: layout.separators ?? words.written.separators,
      margin: {l: 8, r: 8, t: titled ? 48 : 16, b: 8, ...layout.margin},
      paper_bgcolor: style.paper,
      plot_bgcolor: style.paper,
      font: {
        ...font,
        ...layout.font,
        size: Math.max(layout.font?.size ?? 0, DESIGNED),
        family: font.family,
        color: style.ink,
      },
    };
    for (const name of ['xaxis', 'yaxis', ...Object.keys(made).filter(one => /^[xy]axis\d+$/.test(one))])
      made[name] = {...made[name], automargin: true};
    // Numbers in bars are as large as the others, or are left to pointing; Plotly would turn or shrink them to fit.
    const bars = data.filter(trace => trace.type === 'bar');
    for (const trace of bars) trace.textangle ??= 0;
    if (bars.length) made.uniformtext = {minsize: DESIGNED, mode: 'hide'};
    // A legend below stands at the edge of the picture, clear of the axis, however large the letters are.
    if (made.legend?.orientation === 'h' && (made.legend.y ?? 1) <= 0)
      made.legend = {...made.legend, yref: 'container', y: 0, yanchor: 'bottom'};
    return {data, layout: made};
  };

  const frame = element('div', 'plot');
  const plot = element('div');
  plot.setAttribute('role', 'img');
  plot.setAttribute('aria-label', slide.alt || slide.says || slide.title);
  frame.append(plot);
  host.append(frame);

  // The figure for the room there is now; none while the slide is not shown.
  const drawn = () => {
    const {clientWidth: width, clientHeight: height} = frame;
    if (!width || !height) return null;
    // A chart of many rows keeps the height it needs and scrolls; on a sheet it is made to fit.
    const needed = +figure.layout?.height || 0;
    const rows = closest(figure);
    let scale = (SHOWN * unit()) / DESIGNED;
    let high = height / scale;
    // Names among the marks were given their places for smaller letters, and for the width of a slide: on a screen of
    // 4:3 they keep their share of the width, or they would lie over each other.
    const among = figure.data.some(({mode}) => /text/.test(mode));
    const wide = innerWidth > innerHeight && !paper();
    const own = among && wide ? Math.max(Math.min(unit(), innerWidth / 100), 10) : unit();
    if (needed > high || among) {
      scale = (LEAST * own) / DESIGNED;
      high = height / scale;
    }
    if (rows && needed > high * 1.35) {
      high = paper() ? Math.max(needed * rows, high) : needed;
      if (paper()) scale = height / high;
      else frame.tabIndex = 0;
    }
    plot.style.transform = `scale(${scale})`;
    plot.style.width = `${width / scale}px`;
    plot.style.height = `${high}px`;
    // What the enlarged chart takes, so that the frame scrolls as far as it reaches and no further.
    plot.style.marginBottom = `${high * (scale - 1)}px`;
    return dressed(width / scale, high);
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
  const fail = error => failed(fillIn(words.not_drawn_chart, {why: error?.message ?? String(error)}));
  const first = drawn();
  if (first) Plotly.newPlot(plot, first.data, first.layout, config).catch(fail);
  let {clientWidth: width, clientHeight: height} = frame;
  const seen = new ResizeObserver(() => {
    if (frame.clientWidth === width && frame.clientHeight === height) return;
    ({clientWidth: width, clientHeight: height} = frame);
    const next = drawn();
    if (next) Plotly.react(plot, next.data, next.layout, config).catch(fail);
  });
  seen.observe(frame);
  return () => {
    seen.disconnect();
    Plotly.purge(plot);
  };
};
