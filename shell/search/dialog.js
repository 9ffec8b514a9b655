// What search, sharing and reports have in common: a dialog, the words for it, and copying with a confirmation.

import {element} from '../../map/map_elements.js';

const sheet = Object.assign(element('link'), {rel: 'stylesheet', href: new URL('./search.css', import.meta.url)});
const styled = new Promise(resolve => {
  sheet.addEventListener('load', resolve);
  sheet.addEventListener('error', resolve);
});
document.head.append(sheet);

const fetched = new Map();
// The index of the language; a failed request may be repeated.
export const fetchIndex = address => {
  if (!fetched.has(address)) {
    const reply = fetch(address).then(answer => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))));
    reply.catch(() => fetched.delete(address));
    fetched.set(address, reply);
  }
  return fetched.get(address);
};

// A text with its `{name}` filled in.
export const fill = (text, values) => text.replaceAll(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

export const button = (text, onclick, className = 'plain') =>
  Object.assign(element('button', className, text), {type: 'button', onclick});

// Show a dialog in the frame, which gives it the colours of the page; it is removed when it closes.
// Returns {dialog, say}: `say` writes a sentence that a screen reader speaks.
export const showDialog = async (tools, title, close, parts) => {
  await styled;
  const before = document.activeElement;
  const dialog = element('dialog', 'tool-dialog');
  dialog.setAttribute('aria-label', title);
  const said = element('p', 'said');
  said.setAttribute('role', 'status');
  const shut = button('×', () => dialog.close(), 'shut');
  shut.setAttribute('aria-label', close);
  dialog.append(...parts, said, shut);
  dialog.addEventListener('close', () => {
    dialog.remove();
    (before === document.body ? tools.root.firstElementChild : before)?.focus({preventScroll: true});
  });
  // A press outside of it closes it.
  dialog.addEventListener('click', event => {
    if (event.target === dialog) dialog.close();
  });
  tools.root.append(dialog);
  dialog.showModal();
  return {
    dialog,
    say: text => {
      said.textContent = text;
    },
  };
};

// Copy the text of a field; where the browser does not allow it the text is selected for the reader to copy.
export const copyField = async (field, say, {done, byHand}) => {
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    say(done);
  } catch {
    let copied = false;
    try {
      copied = document.execCommand('copy');
    } catch {
      copied = false;
    }
    say(copied ? done : byHand);
  }
};
