// Tables on slides: large enough for the back row, in several parts where they are too wide, never cut.

import {element, fillIn} from './presenter_text.js';

// figureColumns: the positions of the columns of figures, which are aligned right
export const drawTable = (host, slide, figureColumns, {words, number, unit, paper}) => {
  const {head, rows, caption} = slide.content;
  // A cell of more characters than this is a sentence.
  const SENTENCE = 40;
  const MOST_PARTS = 8;
  if (!Array.isArray(head) || !Array.isArray(rows))
    throw new Error(fillIn(words.not_drawn_content, {field: 'head, rows'}));
  const texts = rows.map(row =>
    head.map((_, place) => {
      const cell = row[place];
      return cell === null || cell === undefined ? '' : typeof cell === 'number' ? number(cell) : String(cell);
    }),
  );
  const sentences = texts.some(row => row.slice(1).some(text => text.length > SENTENCE));
  const others = head.map((_, place) => place).slice(1);

  // The first column and some of the others, with the caption over the first part.
  const part = (columns, first) => {
    const table = element('table', sentences ? 'words' : '');
    const top = element('tr');
    const thead = element('thead');
    const body = element('tbody');
    if (first && caption && caption !== slide.title) table.append(element('caption', '', caption));
    top.append(
      ...[0, ...columns].map(place =>
        Object.assign(element('th', figureColumns.includes(place) ? 'figure' : '', head[place]), {scope: 'col'}),
      ),
    );
    thead.append(top);
    body.append(
      ...texts.map(row => {
        const line = element('tr');
        line.append(
          Object.assign(element('th', '', row[0]), {scope: 'row'}),
          ...columns.map(place => {
            const text = row[place];
            return element(
              'td',
              figureColumns.includes(place)
                ? 'figure'
                : /^https?:/.test(text)
                  ? 'address'
                  : text.length > SENTENCE
                    ? 'sentence'
                    : '',
              text,
            );
          }),
        );
        return line;
      }),
    );
    table.append(thead, body);
    return table;
  };

  const box = element('div', 'scrolls');
  box.tabIndex = 0;
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', caption || slide.title);
  host.append(box);
  const wide = () => [...box.children].some(table => table.offsetWidth > box.clientWidth + 1);
  const fill = parts => {
    const size = Math.ceil(others.length / parts);
    box.replaceChildren(
      ...Array.from({length: parts}, (_, place) => part(others.slice(place * size, (place + 1) * size), !place)),
    );
  };
  fill(1);
  if (wide()) box.classList.add('tight');
  // A table of figures with many columns is split into parts below each other, each with the names of the rows.
  const mostParts = sentences ? 1 : Math.min(MOST_PARTS, others.length);
  for (let parts = 2; wide() && parts <= mostParts; parts += 1) fill(parts);
  for (let size = 1.2; paper() && wide() && size > 0.5; size -= 0.05)
    box.style.setProperty('--table', `${size * unit()}px`);
};
