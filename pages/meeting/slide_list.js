// The slides of a briefing in their order: choose one, drag it, or move it by keys.
//
// data: rows [number, title, aside, appendix, changed], chosen (place in rows), done (number of the last step the server
// took), words {label, changed}. What the reader does is shown at once and goes back as one text, all steps that the
// server has not answered yet with it: "17 choose 3;18 move 3 2". So a key pressed while the list is redrawn is not
// lost. Every text is written with textContent: a title is never markup.

import {element} from '../../map/map_elements.js';

// Shared by all instances: while the page is redrawn the list can be there twice, or not at all.
const steps = [];
const LEFT = 2000;
let last = Date.now();
let keyed = -Infinity;
let now = null;
let newest = null;

// Apply a key to the list that was drawn last.
function press(event) {
  const {rows, chosen, step} = now;
  const to = {ArrowUp: chosen - 1, ArrowDown: chosen + 1, Home: 0, End: rows.length - 1}[event.key];
  if (to === undefined) return;
  event.preventDefault();
  keyed = performance.now();
  if (to < 0 || to >= rows.length || to === chosen) return;
  step(...(event.altKey ? ['move', chosen, to] : ['choose', to]));
}
// When the list is replaced while it has the focus, no element has: keys pressed then are still for the list.
const OTHERS = 'input, textarea, select, button, a, summary, [role]';
const hasLostFocus = () => performance.now() - keyed < LEFT && !document.activeElement?.closest(OTHERS);
document.addEventListener('keydown', event => {
  if (now && hasLostFocus()) press(event);
});

// The list after steps that the server has not seen yet; as the server does, the appendix stays at the end.
function after({rows, chosen}) {
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
  const send = () => setTriggerValue('did', steps.map(one => one.join(' ')).join(';'));
  const step = (...what) => {
    steps.push([(last += 1), ...what]);
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
    const {rows, chosen} = after(newest);
    const held = frame.querySelector('.agenda');
    const had = held?.contains(document.activeElement) || hasLostFocus();
    now = {rows, chosen, step};
    const top = held?.scrollTop ?? 0;
    const list = element('ol', 'agenda');
    list.tabIndex = 0;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', newest.words.label);
    list.setAttribute('aria-activedescendant', `agenda-${chosen}`);
    list.append(...rows.map((one, place) => row(one, place, chosen)));
    list.addEventListener('keydown', press);
    frame.replaceChildren(list);
    list.scrollTop = top;
    list.children[chosen]?.scrollIntoView({block: 'nearest'});
    if (had) list.focus({preventScroll: true});
  }
  // Steps taken while there was no list may not have been sent.
  const isNew = !frame.firstElementChild;
  draw();
  if (isNew && steps.length) send();
}
