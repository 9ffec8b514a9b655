// The pages of a presentation, in order: opening, agenda, slides, appendix behind a divider, sources, licences.
//
// A page is {kind, title, number (from 1)}; the page of a slide also has {of: the slide, slide: the same slide with only
// the content of this page}.

import {fillIn} from './presenter_text.js';

export const presenterPages = (briefing, chartParts, words, date) => {
  // What fits on one page: items of an agenda; lines of sources, and characters in one line.
  const AGENDA = 16;
  const LINES = 25;
  const LINE = 120;
  const main = briefing.slides.filter(slide => !slide.appendix);
  const appendix = briefing.slides.filter(slide => slide.appendix);
  const pages = [];
  const add = (kind, title, more = {}) => {
    pages.push({kind, title, number: pages.length + 1, ...more});
  };
  const withPart = (title, place, count) => title + (count > 1 ? ` (${place + 1}/${count})` : '');
  const chunks = (list, size) =>
    Array.from({length: Math.ceil(list.length / size)}, (_, place) => list.slice(place * size, (place + 1) * size));

  const addAgenda = () => {
    const agendas = chunks(main, AGENDA);
    agendas.forEach((slides, place) =>
      add('agenda', withPart(words.agenda, place, agendas.length), {slides, last: place === agendas.length - 1}),
    );
  };
  // A chart of many rows takes several pages, each with a part of the rows.
  const addSlides = slides =>
    slides.forEach(slide => {
      const parts = chartParts[briefing.slides.indexOf(slide)] ?? [null];
      parts.forEach((figure, place) =>
        add(slide.kind, withPart(slide.title, place, parts.length), {
          of: slide,
          slide: figure ? {...slide, content: {figure}} : slide,
        }),
      );
    });
  // Each source once, with the numbers of the pages that cite it.
  const sources = () => {
    const cited = new Map();
    for (const {slide, number} of pages)
      if (slide?.source) {
        const key = [slide.source, slide.date].join('\n');
        if (!cited.has(key))
          cited.set(key, {
            numbers: [],
            texts: [slide.source, slide.date && fillIn(words.dated, {date: date(slide.date)})].filter(Boolean),
          });
        cited.get(key).numbers.push(number);
      }
    return [...cited.values()];
  };
  const licences = () =>
    [...new Set(briefing.slides.flatMap(slide => slide.licences ?? []))].map(text => ({numbers: [], texts: [text]}));
  const addSources = (title, entries) => {
    const sheets = [];
    let room = 0;
    for (const entry of entries) {
      const lines = entry.texts.reduce((sum, text) => sum + Math.ceil(text.length / LINE), 0.8);
      if (lines > room) {
        sheets.push([]);
        room = LINES;
      }
      sheets.at(-1).push(entry);
      room -= lines;
    }
    sheets.forEach((list, place) => add('sources', withPart(title, place, sheets.length), {list}));
  };

  add('opening', briefing.title);
  if (briefing.slides.length > 1) addAgenda();
  addSlides(main);
  if (appendix.length) add('divider', words.appendix);
  addSlides(appendix);
  addSources(words.sources, sources());
  addSources(words.licences, licences());
  if (!briefing.slides.length)
    add('words', briefing.title, {
      slide: {
        kind: 'words',
        title: briefing.title,
        says: '',
        source: '',
        date: '',
        content: {paragraphs: [words.empty]},
      },
    });
  return {pages, main, appendix};
};
