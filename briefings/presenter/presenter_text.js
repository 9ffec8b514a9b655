// How a presentation writes texts: elements, texts filled in, numbers and dates of its language.

import {element as createElement} from '../../map/map_elements.js';

// A text of the briefing may be in a script that runs from right to left.
export const element = (tag, className, text) => {
  const node = createElement(tag, className, text);
  if (text !== undefined) node.dir = 'auto';
  return node;
};

export const fillIn = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

export const formatters = locale => ({
  // As i18n/numbers.py writes them: a true minus sign, and none before what rounds to zero.
  number: value =>
    new Intl.NumberFormat(locale, {maximumFractionDigits: 1, signDisplay: 'negative'}).format(value).replace('-', '−'),
  // An ISO date written out; any other text as it is.
  date(text) {
    const parsed = /^\d{4}-\d{2}-\d{2}/.test(text) ? new Date(`${text.slice(0, 10)}T00:00:00Z`) : null;
    return parsed && !isNaN(parsed)
      ? new Intl.DateTimeFormat(locale, {dateStyle: 'long', timeZone: 'UTC'}).format(parsed)
      : text;
  },
});
