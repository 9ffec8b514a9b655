// The charts and maps on the page, each with its title.

const CHART = '.js-plotly-plot';
const MAP = '.nspd-map';
const HEADING = 'h1.title, h2.part, .story h2';

const isAbove = (one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

// The last heading above an element: what its figure is about.
export const titleOf = node => {
  const above = [...document.querySelectorAll(HEADING)].filter(heading => isAbove(heading, node));
  return (above.at(-1)?.textContent ?? document.title).trim();
};

// The notes right below a figure: its source, and what a reader must know of it.
const sourceOf = node => {
  const first = [...document.querySelectorAll('.note')].find(note => isAbove(node, note) && !node.contains(note));
  return [...(first?.parentElement.querySelectorAll('.note') ?? [])].map(note => note.textContent).join(' ');
};

// The figures in the order of the page: {kind, node, title, source}.
export const listFigures = () =>
  [...document.querySelectorAll(`${CHART}, ${MAP}`)]
    .filter(node => node.checkVisibility())
    .map(node => ({
      kind: node.matches(MAP) ? 'map' : 'chart',
      node,
      title: titleOf(node),
      // A map has the source of its figures in its notes, that of its shapes in itself.
      source: [sourceOf(node), node.querySelector('.nspd-source')?.textContent ?? ''].filter(Boolean).join(' '),
    }));
