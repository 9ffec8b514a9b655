// The buttons in the frame for search and sharing, their shortcuts, and “something wrong?” at every figure.
//
// data: index and base (addresses), page (its name), words {open, share, wrong, close, loading, failed}, about
// {data, app}, mail. What a button opens is fetched when it is first used: until then a page carries this file only.

const SWITCH = 'slash-opens-search';
// A figure is known by the button that adds it to the briefing: see shell/briefing/collect.py.
const FIGURE = '[class*="st-key-add-"]';
let tools = null;

// Whoever speaks to the computer, or leans on a key, can switch the shortcut of one key off.
const slash = {
  isOn: () => localStorage.getItem(SWITCH) !== 'no',
  set: on => localStorage.setItem(SWITCH, on ? 'yes' : 'no'),
};

// What is typed before the field is there is kept for it.
let typed = null;
const clear = () => tools?.root.querySelector('.tools-failed')?.remove();
// Where a script cannot be fetched, or fails, keys are those of the page again, and the reader is told.
const fail = error => {
  console.error(error);
  typed = null;
  document.querySelector('dialog.tool-dialog')?.close();
  clear();
  const said = Object.assign(document.createElement('p'), {className: 'tools-failed', textContent: tools.words.failed});
  said.setAttribute('role', 'alert');
  tools.root.append(said);
};
const start = (script, ...given) => {
  clear();
  script.then(({open}) => open(tools, ...given)).catch(fail);
};
const search = () => {
  typed ??= '';
  start(import('./search.js'), () => [typed ?? '', (typed = null)][0]);
};
const share = () => start(import('./share.js'));
const report = key => start(import('./report.js'), key);

const isTyping = ({target}) => target.closest('input, textarea, select, [contenteditable], [role="textbox"]') !== null;

document.addEventListener('keydown', event => {
  if (!tools?.root.isConnected || document.querySelector('dialog[open]')) return;
  if (typed !== null && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !isTyping(event)) {
    typed += event.key;
    event.preventDefault();
    return;
  }
  const withControl = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k';
  const withSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && slash.isOn() && !isTyping(event);
  if (!withControl && !withSlash) return;
  event.preventDefault();
  search();
});

document.addEventListener('click', ({target}) => {
  clear();
  if (target.closest('.wrong')) report(target.closest(FIGURE));
});

// A button at every figure: written here, it costs no figure a byte.
let waiting = false;
const markFigures = () => {
  waiting = false;
  for (const figure of document.querySelectorAll(`${FIGURE}:not(:has(> .wrong))`)) {
    const button = Object.assign(document.createElement('button'), {type: 'button', className: 'wrong'});
    figure.append(button);
  }
  for (const button of document.querySelectorAll('.wrong'))
    if (button.textContent !== tools.words.wrong) button.textContent = tools.words.wrong;
};
const observer = new MutationObserver(() => {
  if (!waiting) waiting = requestAnimationFrame(markFigures) > 0;
});

export default function ({data, parentElement, setTriggerValue}) {
  const root = parentElement.querySelector('.tools');
  const [find, send] = root.children;
  tools = {...data, root, slash, go: address => setTriggerValue('go', address)};
  for (const [button, text, action] of [
    [find, data.words.open, search],
    [send, data.words.share, share],
  ]) {
    button.lastElementChild.textContent = text;
    button.setAttribute('aria-label', text);
    Object.assign(button, {title: text, onclick: action});
  }
  find.setAttribute('aria-keyshortcuts', 'Control+K');
  find.setAttribute('aria-haspopup', 'dialog');
  send.setAttribute('aria-haspopup', 'dialog');
  markFigures();
  observer.observe(document.body, {childList: true, subtree: true});
}
