// Sharing: the link to what the page shows, and its charts and maps as pictures.

import {element} from '../../map/map_elements.js';
import {button, copyField, fetchIndex, showDialog} from './dialog.js';
import {listFigures} from './figures.js';
import {drawPicture} from './pictures.js';

const fileName = title =>
  `${title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 80)}.png`;

const save = (picture, title) => {
  const link = Object.assign(element('a'), {href: URL.createObjectURL(picture), download: fileName(title)});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

// A picture with the button that copies it, where the browser can, and the one that saves it.
const pictureRow = (figure, texts, say) => {
  const row = element('li');
  const attempt = async (action, done) => {
    try {
      await action();
      say(done);
    } catch {
      say(texts.no_picture);
    }
  };
  const draw = () => drawPicture(figure, location.href);
  const copy = () => navigator.clipboard.write([new ClipboardItem({'image/png': draw()})]);
  const actions = element('div', 'actions');
  if (navigator.clipboard?.write && globalThis.ClipboardItem)
    actions.append(button(texts.share_picture_copy, () => attempt(copy, texts.copied_picture)));
  actions.append(
    button(texts.share_picture_save, () => attempt(async () => save(await draw(), figure.title), texts.saved_picture)),
  );
  for (const each of actions.children) each.setAttribute('aria-label', `${each.textContent}: ${figure.title}`);
  row.append(element('span', '', figure.title), actions);
  return row;
};

export const open = async tools => {
  const texts = await fetchIndex(tools.index).then(
    index => index.texts,
    () => null,
  );
  const field = Object.assign(element('input'), {type: 'text', readOnly: true, value: location.href});
  field.setAttribute('aria-label', texts?.share_link ?? tools.words.share);
  const actions = element('div', 'actions');
  const list = element('ul', 'pictures');
  const figures = listFigures();
  const parts = [element('h2', '', tools.words.share)];
  // What a link cannot hold: the slides of a meeting are in the reader's visit.
  if (texts) parts.push(element('p', 'about', tools.page === 'meeting' ? texts.share_lead_meeting : texts.share_lead));
  parts.push(field, actions);
  if (texts) {
    parts.push(element('h3', '', texts.share_pictures));
    parts.push(figures.length ? list : element('p', 'about', texts.share_no_pictures));
  }
  const {say} = await showDialog(tools, tools.words.share, tools.words.close, parts);
  if (!texts) {
    say(tools.words.failed);
    return;
  }
  const link = button(texts.share_copy, () =>
    copyField(field, say, {done: texts.copied_link, byHand: texts.copy_by_hand}),
  );
  actions.append(link);
  list.append(...figures.map(figure => pictureRow(figure, texts, say)));
  link.focus();
};
