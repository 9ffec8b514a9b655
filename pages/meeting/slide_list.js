// The slides of a briefing in their order: choose one, drag it, or move it by keys.
//
// data: rows [number, title, aside, appendix, changed], chosen (place in rows), done (number of the last step the server
// took), words {label, changed}. A step of the reader is shown at once and sent to the server together with all steps
// that it has not answered yet, as one text: "17 choose 3;18 move 3 2". So no key is lost while the list is redrawn.

import {element} from '../../map/map_elements.js';

// For this many ms after a key, a list that was replaced gets the keys that no element has the focus for.
const FOCUS_MS = 2000;
// Shared by all instances: while the page is redrawn there can be two lists, or none.
const steps = [];
let lastNumber = Date.now();
let lastKeyTime = -Infinity;
let drawn = null;
let newest = null;

// Apply a key to the list that was drawn last.
function press(event) {
  const {rows, chosen, step} = drawn;
  const to = {ArrowUp: chosen - 1, ArrowDown: chosen + 1, Home: 0, End: rows.length - 1}[event.key];
  if (to === undefined) return;
  event.preventDefault();
  lastKeyTime = performance.now();
  if (to < 0 || to >= rows.length || to === chosen) return;
  step(...(event.altKey ? ['move', chosen, to] : ['choose', to]));
}
// When the list is replaced while it has the focus, no element has the focus: keys pressed then are for the list.
const OTHER_FOCUS = 'input, textarea, select, button, a, summary, [role]';
const hasLostFocus = () => performance.now() - lastKeyTime < FOCUS_MS && !document.activeElement?.closest(OTHER_FOCUS);
document.addEventListener('keydown', event => {
  if (drawn && hasLostFocus()) press(event);
});

// The list after the steps that the server has not applied yet. As on the server, the appendix stays at the end.
function applySteps({rows, chosen}) {
  for (const [, what, from, to] of steps) {
    if (what === 'choose') {
      chosen = from;
      continue;
    }
    const moved = rows[from];
    const rest = rows.toSpliced(from, 1).toSpliced(to, 0, moved);
    rows = [...rest.filter(row => !row[3]), ...rest.filter(row => row[3])];
    chosen = rows.indexOf(moved);
  }
  let number = 0;
  return {rows: rows.map(row => (row[3] ? row : [`${(number += 1)}.`, ...row.slice(1)])), chosen};
}

export default function ({data, parentElement, setTriggerValue}) {
  // The instance that is being removed may be updated last, with older data.
  if (!newest || !data.done || data.done >= newest.done) newest = data;
  while (steps.length && steps[0][0] <= newest.done) steps.shift();
  const frame = parentElement.querySelector('.agenda-frame');
  const send = () => setTriggerValue('did', steps.map(parts => parts.join(' ')).join(';'));
  const step = (...what) => {
    steps.push([(lastNumber += 1), ...what]);
    draw();
    send();
  };

  const row = ([number, title, aside, appendix, changed], place, chosen) => {
    const item = element('li', appendix ? 'appendix' : '');
    item.id = `agenda-${place}`;
    item.draggable = true;
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', String(place === chosen));
    for (const [name, text] of [
      ['number', number],
      ['title', title],
      ['aside', changed ? `${newest.words.changed} · ${aside}` : aside],
    ]) {
      item.append(element('span', name, text));
    }
    item.addEventListener('click', () => step('choose', place));
    item.addEventListener('dragstart', event => {
      event.dataTransfer.setData('text/plain', String(place));
      event.dataTransfer.effectAllowed = 'move';
    });
    item.addEventListener('dragover', event => {
      event.preventDefault();
      item.classList.add('over');
    });
    item.addEventListener('dragleave', () => item.classList.remove('over'));
    item.addEventListener('drop', event => {
      event.preventDefault();
      item.classList.remove('over');
      const from = Number.parseInt(event.dataTransfer.getData('text/plain'), 10);
      if (Number.isInteger(from) && from !== place) step('move', from, place);
    });
    return item;
  };

  function draw() {
    const {rows, chosen} = applySteps(newest);
    const oldList = frame.querySelector('.agenda');
    const hadFocus = oldList?.contains(document.activeElement) || hasLostFocus();
    drawn = {rows, chosen, step};
    const top = oldList?.scrollTop ?? 0;
    const list = element('ol', 'agenda');
    list.tabIndex = 0;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', newest.words.label);
    list.setAttribute('aria-activedescendant', `agenda-${chosen}`);
    list.append(...rows.map((cells, place) => row(cells, place, chosen)));
    list.addEventListener('keydown', press);
    frame.replaceChildren(list);
    list.scrollTop = top;
    list.children[chosen]?.scrollIntoView({block: 'nearest'});
    if (hadFocus) list.focus({preventScroll: true});
  }
  // Steps taken while there was no list may not have been sent.
  const isNew = !frame.firstElementChild;
  draw();
  if (isNew && steps.length) send();
}
