// The pages on the screen: a frame with title and footer for each, and its content, drawn when it is first shown.
//
// Where content cannot be drawn, its page says why; the other pages are not affected.

import {labelledButton} from '../../map/map_elements.js';
import {drawChart} from './presenter_chart.js';
import {DistrictMap} from './presenter_map.js';
import {drawTable} from './presenter_table.js';
import {element, fillIn} from './presenter_text.js';

export const presenterSlides = ({
  briefing,
  pages,
  main,
  appendix,
  words,
  figureColumns,
  deck,
  said,
  tools,
  help,
  turn,
}) => {
  const {number, date, unit, paper} = tools;
  const ownPages = pages.filter(page => page.slide && !page.slide.appendix);

  // ---- the frame

  const addFooter = (page, section) => {
    const footer = element('footer');
    const bar = element('nav');
    const {slide} = page;
    if (slide?.source) footer.append(element('p', 'source', slide.source));
    else
      footer.append(
        element(
          'p',
          'source',
          ['opening', 'divider'].includes(page.kind)
            ? ''
            : [briefing.title, briefing.occasion].filter(Boolean).join(' · '),
        ),
      );
    if (slide?.date) footer.append(element('p', 'when', fillIn(words.dated, {date: date(slide.date)})));
    bar.append(
      labelledButton('?', words.help, help),
      labelledButton('‹', words.previous, () => turn(-1)),
      element('span', 'number', `${page.number} / ${pages.length}`),
      labelledButton('›', words.next, () => turn(1)),
    );
    footer.append(bar);
    section.append(footer);
  };

  const addFrame = page => {
    const section = element('section', `slide ${page.kind} of-${page.kind}`);
    const header = element('header');
    section.tabIndex = -1;
    section.hidden = true;
    section.setAttribute(
      'aria-label',
      fillIn(words.slide, {number: page.number, count: pages.length, title: page.title}),
    );
    header.append(element('h1', '', page.title || words[page.kind] || '—'));
    section.append(header);
    if (page.kind === 'opening') {
      const where = [briefing.occasion, briefing.place, date(briefing.day)].filter(Boolean).join(' · ');
      if (where) header.append(element('p', 'where', where));
      if (briefing.author) header.append(element('p', 'where', briefing.author));
      if (briefing.made) header.append(element('p', 'made', fillIn(words.made, {date: date(briefing.made)})));
    } else if (page.kind !== 'divider') {
      if (page.slide?.says) header.append((page.says = element('p', 'says', page.slide.says)));
      if (page.slide?.compared) header.append(element('p', 'compared', page.slide.compared));
      section.append((page.body = element('div', 'body')));
    }
    if (['table', 'words', 'sources', 'agenda'].includes(page.kind)) section.classList.add('flows');
    addFooter(page, section);
    deck.append(section);
    page.section = section;
  };

  // ---- what a page shows, by kind

  const drawers = {
    agenda(page) {
      const list = element('ol');
      page.section.classList.toggle('few', page.slides.length <= 8);
      for (const slide of page.slides) {
        const target = ownPages.find(other => other.of === slide);
        const item = element('li');
        const link = element('a');
        link.href = `#${target.number}`;
        link.append(
          element('span', 'number', String(target.number)),
          element('span', '', slide.title),
          element('span', 'minutes', slide.minutes ? fillIn(words.minutes, {count: number(slide.minutes)}) : ''),
        );
        item.append(link);
        list.append(item);
      }
      page.body.append(list);
      if (!page.last) return;
      const total = main.reduce((sum, slide) => sum + (+slide.minutes || 0), 0);
      const totals = [
        total && fillIn(words.minutes_total, {minutes: number(total)}),
        appendix.length &&
          (appendix.length === 1 ? words.appendix_count_one : fillIn(words.appendix_count, {count: appendix.length})),
      ].filter(Boolean);
      if (totals.length) page.section.querySelector('footer .source').textContent = totals.join(' · ');
    },
    words(page) {
      const box = element('div', 'scrolls wordy');
      box.append(...page.slide.content.paragraphs.map(text => element('p', '', text)));
      page.body.append(box);
    },
    table(page) {
      drawTable(page.body, page.slide, figureColumns[briefing.slides.indexOf(page.of)] ?? [], tools);
    },
    sources(page) {
      const box = element('div', 'scrolls');
      const list = element('ul');
      for (const {numbers, texts} of page.list) {
        const item = element('li');
        if (numbers.length)
          item.append(
            element('p', 'of', numbers.length > 12 ? `${numbers.slice(0, 12).join(', ')} …` : numbers.join(', ')),
          );
        item.append(...texts.map(text => element('p', '', text)));
        list.append(item);
      }
      box.append(list);
      page.body.append(box);
    },
    map(page) {
      const {map, periods} = page.slide.content;
      if (!map || typeof map !== 'object') throw new Error(fillIn(words.not_drawn_content, {field: 'map'}));
      page.map = new DistrictMap(page.body, map, periods, briefing.layers ?? {}, words);
      // Paper cannot scroll: a list that is too long for its place is printed below the map.
      const lists =
        paper() && page.body.querySelector('.side.long') ? [...page.body.querySelectorAll('ul.places')] : [];
      const below = element('div', 'below');
      below.append(...lists);
      if (lists.length) page.body.after(below);
      page.section.classList.toggle('flows', lists.length > 0);
      const onYear = ({detail}) => {
        // The message of the slide is about its own year: with another year it is shown as a message about that year.
        if (page.says)
          page.says.textContent =
            detail.period === detail.kept
              ? page.slide.says
              : fillIn(words.kept_of, {period: detail.kept, says: page.slide.says});
        said.textContent = detail.alt ?? detail.period;
      };
      page.body.addEventListener('year', onYear);
      page.dispose = () => {
        page.body.removeEventListener('year', onYear);
        below.remove();
        page.section.classList.remove('flows');
        page.map?.dispose();
        page.map = null;
        if (page.says) page.says.textContent = page.slide.says;
      };
    },
    chart(page) {
      page.dispose = drawChart(page.body, page.slide, tools, why => explain(page, why));
    },
  };

  const dispose = page => {
    page.dispose?.();
    page.dispose = null;
  };
  const explain = (page, why) => {
    const box = element('div', 'why');
    box.setAttribute('role', 'alert');
    box.append(element('p', '', words.not_drawn), element('p', '', why));
    dispose(page);
    page.body.replaceChildren(box);
  };
  const draw = page => {
    if (page.isDrawn || !page.body) return;
    page.isDrawn = true;
    try {
      if (!drawers[page.kind]) throw new Error(fillIn(words.not_drawn_content, {field: page.kind}));
      drawers[page.kind](page);
    } catch (error) {
      console.warn('slide', page.number, error);
      explain(page, error?.message ?? String(error));
    }
  };
  const erase = page => {
    if (!page.isDrawn) return;
    dispose(page);
    page.body.replaceChildren();
    page.isDrawn = false;
  };

  // A long title becomes smaller, so that the figure keeps its room; it is never cut.
  const shrink = (text, highest, smallest, step) => {
    text.style.fontSize = '';
    for (
      let size = parseFloat(getComputedStyle(text).fontSize) / unit();
      text.offsetHeight > highest * unit() && size > smallest;
    )
      text.style.fontSize = `${(size -= step)}rem`;
  };
  const fitTitle = page => {
    shrink(page.section.querySelector('h1'), page.body ? 7 : 24, 1.5, 0.2);
    const says = page.section.querySelector('.says');
    if (says) shrink(says, 8, 1.4, 0.1);
  };

  for (const page of pages) addFrame(page);
  return {draw, erase, fitTitle};
};
