// “Something wrong?”: a message about one figure, to copy or to mail to whoever runs the dashboard.

import {element} from '../../map/map_elements.js';
import {button, copyField, fetchIndex, fill, showDialog} from './dialog.js';
import {titleOf} from './figures.js';

const KEY = /st-key-add-([\w-]+)/;

// figure: the element with the button that adds the figure to the briefing
export const open = async (tools, figure) => {
  const texts = await fetchIndex(tools.index).then(
    index => index.texts,
    () => null,
  );
  if (!texts) {
    const {say} = await showDialog(tools, tools.words.wrong, tools.words.close, []);
    say(tools.words.failed);
    return;
  }
  const title = titleOf(figure);
  const key = KEY.exec(figure.className)?.[1] ?? '';
  const message = [
    texts.wrong_what,
    '',
    '',
    fill(texts.wrong_figure, {title, key}),
    fill(texts.wrong_address, {address: location.href}),
    fill(texts.wrong_version, tools.about),
  ].join('\n');
  const field = Object.assign(element('textarea'), {value: message, rows: 9});
  field.setAttribute('aria-label', texts.wrong_message);
  const actions = element('div', 'actions');
  const parts = [element('h2', '', texts.wrong), element('p', 'about', texts.wrong_lead), field, actions];
  const {say} = await showDialog(tools, texts.wrong, texts.close, parts);
  actions.append(
    button(texts.wrong_copy, () => copyField(field, say, {done: texts.copied_message, byHand: texts.copy_by_hand})),
  );
  if (tools.mail) {
    const link = element('a', 'plain', texts.wrong_mail);
    const subject = fill(texts.wrong_subject, {title});
    link.addEventListener('click', () => {
      link.href = `mailto:${tools.mail}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(field.value)}`;
    });
    link.href = `mailto:${tools.mail}`;
    actions.append(link);
  }
  // The reader writes what is wrong in the empty line.
  field.focus();
  field.setSelectionRange(texts.wrong_what.length + 1, texts.wrong_what.length + 1);
};
