// The slides of a briefing in their order: choose one, drag it, or move it by keys.
//
// data: rows [number, title, aside, appendix, changed], chosen (place in rows), done (number of the last step the server
// took), words {label, changed}. What the reader does is shown at once and goes back as one text, all steps that the
// server has not answered yet with it: "17 choose 3;18 move 3 2". So a key pressed while the list is redrawn is not
// lost. Every text is written with textContent: a title is never markup.

const STYLE = `
.agenda { list-style: none; margin: 0; padding: 2px; max-height: 26rem; overflow-y: auto; font-family: var(--st-font); }
.agenda:focus-visible { outline: 2px solid var(--st-primary-color); border-radius: .4rem; }
.agenda li { display: grid; grid-template-columns: 2.1rem 1fr auto; gap: .4rem; align-items: baseline; margin: 0; padding: .32rem .5rem;
  border-left: 4px solid transparent; border-bottom: 1px solid var(--st-border-color); cursor: grab; font-size: .92rem; line-height: 1.3;
  color: var(--st-text-color); }
.agenda li.appendix { padding-left: 1.3rem; }
.agenda li[aria-selected="true"] { background: var(--st-secondary-background-color); border-left-color: var(--st-primary-color); font-weight: 600; }
.agenda li.over { box-shadow: inset 0 3px 0 var(--st-primary-color); }
.agenda .number, .agenda .aside { font-size: .82rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
.agenda .title { overflow-wrap: anywhere; unicode-bidi: plaintext; }
`;

// Shared by all instances: while the page is redrawn the list can be there twice, or not at all.
const steps = [], LEFT = 2000;
let last = Date.now(), keyed = -Infinity, now = null, newest = null;

// Apply a key to the list that was drawn last.
function press(event) {
  const {rows, chosen, step} = now, to = {ArrowUp: chosen - 1, ArrowDown: chosen + 1, Home: 0, End: rows.length - 1}[event.key];
  if (to === undefined) return;
  event.preventDefault();
  keyed = performance.now();
  if (to < 0 || to >= rows.length || to === chosen) return;
  step(...(event.altKey ? ['move', chosen, to] : ['choose', to]));
}
// When the list is replaced while it has the focus, no element has: keys pressed then are still for the list.
const OTHERS = 'input, textarea, select, button, a, summary, [role]';
const hasLostFocus = () => performance.now() - keyed < LEFT && !document.activeElement?.closest(OTHERS);
document.addEventListener('keydown', event => { if (now && hasLostFocus()) press(event); });

// The list after steps that the server has not seen yet; as the server does, the appendix stays at the end.
function after({rows, chosen}) {
  for (const [, what, from, to] of steps) {
    if (what === 'choose') { chosen = from; continue; }
    const moved = rows[from], rest = rows.toSpliced(from, 1).toSpliced(to, 0, moved);
    rows = [...rest.filter(row => !row[3]), ...rest.filter(row => row[3])];
    chosen = rows.indexOf(moved);
  }
  let number = 0;
  return {rows: rows.map(row => (row[3] ? row : [`${number += 1}.`, ...row.slice(1)])), chosen};
}

export default function ({data, parentElement, setTriggerValue}) {
  // The instance that is being removed may be updated last, with older data.
  if (!newest || !data.done || data.done >= newest.done) newest = data;
  while (steps.length && steps[0][0] <= newest.done) steps.shift();
  const frame = parentElement.querySelector('.agenda-frame');
  const send = () => setTriggerValue('did', steps.map(one => one.join(' ')).join(';'));
  const step = (...what) => {
    steps.push([last += 1, ...what]);
    draw();
    send();
  };

  const row = ([number, title, aside, appendix, changed], place, chosen) => {
    const item = document.createElement('li');
    item.id = `agenda-${place}`;
    item.draggable = true;
    item.className = appendix ? 'appendix' : '';
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', String(place === chosen));
    for (const [name, text] of [['number', number], ['title', title], ['aside', changed ? `${newest.words.changed} · ${aside}` : aside]]) {
      const part = document.createElement('span');
      part.className = name;
      part.textContent = text;
      item.append(part);
    }
    item.addEventListener('click', () => step('choose', place));
    item.addEventListener('dragstart', event => {
      event.dataTransfer.setData('text/plain', String(place));
      event.dataTransfer.effectAllowed = 'move';
    });
    item.addEventListener('dragover', event => { event.preventDefault(); item.classList.add('over'); });
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
    const {rows, chosen} = after(newest), held = frame.querySelector('.agenda');
    const had = held?.contains(document.activeElement) || hasLostFocus();
    now = {rows, chosen, step};
    const top = held?.scrollTop ?? 0;
    const style = document.createElement('style'), list = document.createElement('ol');
    style.textContent = STYLE;
    list.className = 'agenda';
    list.tabIndex = 0;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', newest.words.label);
    list.setAttribute('aria-activedescendant', `agenda-${chosen}`);
    list.append(...rows.map((one, place) => row(one, place, chosen)));
    list.addEventListener('keydown', press);
    frame.replaceChildren(style, list);
    list.scrollTop = top;
    list.children[chosen]?.scrollIntoView({block: 'nearest'});
    if (had) list.focus({preventScroll: true});
  }
  // Steps taken while there was no list may not have been sent.
  const isNew = !frame.firstElementChild;
  draw();
  if (isNew && steps.length) send();
}
