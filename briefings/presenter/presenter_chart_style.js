// The house style for a Plotly figure on a slide.

// The text size in px that figures are designed for; nothing on a slide is smaller.
export const TEXT_SIZE = 15;
// Data, not style: these hold no fonts, and can be long.
const DATA_KEYS = new Set(['x', 'y', 'z', 'customdata', 'text']);

const enlargeFonts = part => {
  if (!part || typeof part !== 'object') return;
  for (const [key, value] of Object.entries(part)) {
    if (!value || typeof value !== 'object' || DATA_KEYS.has(key)) continue;
    if (!/font$/i.test(key) || Array.isArray(value)) enlargeFonts(value);
    else if (typeof value.size === 'number') value.size = Math.max(value.size, TEXT_SIZE);
    else if (Array.isArray(value.size)) value.size = value.size.map(size => Math.max(size, TEXT_SIZE));
  }
};

const template = (font, style) => {
  const text = {font: {size: TEXT_SIZE}};
  const axis = {
    gridcolor: '#dde4e8',
    zerolinecolor: '#8b979e',
    linecolor: '#8b979e',
    automargin: true,
    tickfont: {size: TEXT_SIZE},
    title: text,
  };
  return {
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
      title: {font: {size: TEXT_SIZE + 2}},
    },
  };
};

// A copy of the figure in the house style, {data, layout}; width and height in px.
export const styleFigure = (figure, {width, height, slideTitle, separators, style}) => {
  const {data, layout: original = {}} = structuredClone(figure);
  enlargeFonts(original);
  enlargeFonts(data);
  const font = {family: getComputedStyle(document.documentElement).fontFamily, size: TEXT_SIZE, color: style.ink};
  // The slide shows its title already: a figure keeps only a title that differs from it.
  const {title, ...rest} = original;
  const titleText = typeof title === 'string' ? title : title?.text;
  const hasTitle = titleText && titleText !== slideTitle;
  const layout = {
    ...rest,
    ...(hasTitle ? {title} : {}),
    template: template(font, style),
    width,
    height,
    autosize: false,
    separators: original.separators ?? separators,
    margin: {l: 8, r: 8, t: hasTitle ? 48 : 16, b: 8, ...original.margin},
    paper_bgcolor: style.paper,
    plot_bgcolor: style.paper,
    font: {
      ...font,
      ...original.font,
      size: Math.max(original.font?.size ?? 0, TEXT_SIZE),
      family: font.family,
      color: style.ink,
    },
  };
  for (const name of ['xaxis', 'yaxis', ...Object.keys(layout).filter(key => /^[xy]axis\d+$/.test(key))])
    layout[name] = {...layout[name], automargin: true};
  // Numbers in bars are as large as other text, or hidden and shown on hover; Plotly would turn or shrink them to fit.
  const bars = data.filter(trace => trace.type === 'bar');
  for (const trace of bars) trace.textangle ??= 0;
  if (bars.length) layout.uniformtext = {minsize: TEXT_SIZE, mode: 'hide'};
  // A legend below the chart is placed at the edge of the picture, clear of the axis, however large the letters are.
  if (layout.legend?.orientation === 'h' && (layout.legend.y ?? 1) <= 0)
    layout.legend = {...layout.legend, yref: 'container', y: 0, yanchor: 'bottom'};
  return {data, layout};
};
