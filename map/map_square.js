// The legend of a map of two figures: a square of three by three colours, with the name and the classes of one figure
// along its left side and of the other below it. charts/paired_map.py makes it.

import {element} from './map_elements.js';

// legend: {square, labels}; colours: those of its nine classes on this page
export const legendSquare = ({square: {x, y}, labels}, colours) => {
  const node = element('div', 'square');
  node.setAttribute('role', 'img');
  node.setAttribute('aria-label', [x, y].map(({title, steps}) => `${title}: ${steps.join('; ')}`).join('. '));
  const cell = kind => {
    const part = element('span', 'cell');
    part.style.backgroundColor = colours[kind];
    part.title = labels[kind];
    return part;
  };
  const step = text => element('span', 'step', text);
  const rows = y.steps.map((text, row) => [step(text), ...x.steps.map((_, column) => cell(column + 3 * row))]);
  node.append(
    element('span', 'axis', `↑ ${y.title}`),
    ...rows.reverse().flat(),
    step(''),
    ...x.steps.map(step),
    element('span', 'axis', `→ ${x.title}`),
  );
  return node;
};
