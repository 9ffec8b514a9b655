// What is shown over a slide: a black screen, the help, a number being typed, a message.

import {element} from './presenter_text.js';

export const presenterOverlays = ({words, said}) => {
  // How long a message, and a number that is being typed, stay visible, in ms.
  const MESSAGE = 5000;
  const TYPING = 4000;
  let black = null;
  let helpBox = null;
  let typed = '';
  let typingTimer = 0;

  const setBlack = on => {
    black?.remove();
    black = null;
    if (!on) return;
    black = Object.assign(element('button'), {id: 'black', type: 'button', onclick: () => setBlack(false)});
    black.setAttribute('aria-label', words.black);
    document.body.append(black);
    black.focus();
  };

  // Show the text in the box with this id, instead of the text before; an empty text removes the box.
  const box = (id, text) => {
    document.getElementById(id)?.remove();
    const node = text ? Object.assign(element('p', '', text), {id}) : null;
    if (node) document.body.append(node);
    return node;
  };
  const showMessage = text => {
    const node = box('told', text);
    said.textContent = text;
    setTimeout(() => node.remove(), MESSAGE);
  };

  const KEYS = [
    [['→', '↓', words.key_space, 'PageDown'], words.help_next],
    [['←', '↑', 'PageUp'], words.help_previous],
    [['Home', words.key_end], words.help_first],
    [['1 … 9', words.key_enter], words.help_jump],
    [['B', '.'], words.help_black],
    [['F', 'F5'], words.help_full],
    [['N'], words.help_notes],
    [['+', '−'], words.help_zoom],
    [['J', 'Y'], words.help_year],
    [['R'], words.help_reset],
    [['?'], words.help_help],
  ];
  const toggleHelp = () => {
    if (helpBox) {
      helpBox.remove();
      helpBox = null;
      return;
    }
    helpBox = Object.assign(element('div'), {id: 'help', tabIndex: -1});
    helpBox.setAttribute('role', 'dialog');
    helpBox.setAttribute('aria-label', words.help);
    const list = element('dl');
    const close = Object.assign(element('button', '', words.close), {type: 'button', onclick: toggleHelp});
    for (const [keys, text] of KEYS) {
      const term = element('dt');
      keys.forEach((key, place) => term.append(...(place ? [' '] : []), element('kbd', '', key)));
      list.append(term, element('dd', '', text));
    }
    helpBox.append(element('h2', '', words.help), list, element('p', '', words.help_chart), close);
    document.body.append(helpBox);
    close.focus();
  };

  // Return the number that was typed, and clear it.
  const takeNumber = () => {
    const number = typed;
    typed = '';
    clearTimeout(typingTimer);
    box('asked', '');
    return number;
  };
  const typeDigit = digit => {
    clearTimeout(typingTimer);
    typed = (typed + digit).slice(-4);
    box('asked', `${typed} …`);
    typingTimer = setTimeout(takeNumber, TYPING);
  };

  return {
    setBlack,
    isBlack: () => black !== null,
    toggleHelp,
    isHelp: () => helpBox !== null,
    showMessage,
    typeDigit,
    takeNumber,
    isTyping: () => typed !== '',
  };
};
