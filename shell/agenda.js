// The slides of a briefing in their order: choose one, drag it, or move it by keys.
//
// data: rows [number, title, aside, appendix, changed], chosen (place in rows), words {label, changed}. What the reader does goes
// back as one text: "choose 3", or "move 3 1". Every text is written with textContent: a title is never markup.

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

export default function ({data, parentElement, setTriggerValue}) {
  const held = parentElement.querySelector('.agenda');
  const had = held?.contains(document.activeElement) || held === document.activeElement;
  const top = held?.scrollTop ?? 0;
  const style = document.createElement('style');
  style.textContent = STYLE;
  const list = document.createElement('ol');
  list.className = 'agenda';
  list.tabIndex = 0;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', data.words.label);
  const tell = (...words) => setTriggerValue('did', words.join(' '));
  data.rows.forEach(([number, title, aside, appendix, changed], place) => {
    const item = document.createElement('li');
    item.id = `agenda-${place}`;
    item.draggable = true;
    item.className = appendix ? 'appendix' : '';
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', String(place === data.chosen));
    for (const [name, text] of [['number', number], ['title', title], ['aside', changed ? `${data.words.changed} · ${aside}` : aside]]) {
      const part = document.createElement('span');
      part.className = name;
      part.textContent = text;
      item.append(part);
    }
    item.addEventListener('click', () => tell('choose', place));
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
      if (Number.isInteger(from) && from !== place) tell('move', from, place);
    });
    list.append(item);
  });
  list.setAttribute('aria-activedescendant', `agenda-${data.chosen}`);
  list.addEventListener('keydown', event => {
    const to = {ArrowUp: data.chosen - 1, ArrowDown: data.chosen + 1, Home: 0, End: data.rows.length - 1}[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0 || to >= data.rows.length || to === data.chosen) return;
    tell(...(event.altKey ? ['move', data.chosen, to] : ['choose', to]));
  });
  parentElement.querySelector('.agenda-frame').replaceChildren(style, list);
  list.scrollTop = top;
  list.children[data.chosen]?.scrollIntoView({block: 'nearest'});
  if (had) list.focus({preventScroll: true});
}
