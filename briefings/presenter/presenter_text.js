// What every part of a presentation needs to write: elements, texts filled in, numbers and dates of its language.
//
// Every text of the briefing is written with textContent.
/* exported presenterText */
'use strict';

const presenterText = locale => {

  const element = (tag, className, text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) { node.textContent = text; node.dir = 'auto'; }
    return node;
  };
  const labelledButton = (sign, label, onclick) => {
    const button = Object.assign(element('button', '', sign), {type: 'button', title: label, onclick});
    button.setAttribute('aria-label', label);
    return button;
  };
  const fillIn = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  // As i18n/numbers.py writes them: a true minus sign, and none before what rounds to zero.
  const number = value => new Intl.NumberFormat(locale, {maximumFractionDigits: 1, signDisplay: 'negative'}).format(value).replace('-', '−');
  // An ISO date written out; any other text as it is.
  const date = text => {
    const parsed = /^\d{4}-\d{2}-\d{2}/.test(text) ? new Date(`${text.slice(0, 10)}T00:00:00Z`) : null;
    return parsed && !isNaN(parsed) ? new Intl.DateTimeFormat(locale, {dateStyle: 'long', timeZone: 'UTC'}).format(parsed) : text;
  };
  return {element, labelledButton, fillIn, number, date};
};
