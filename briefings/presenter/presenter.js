// A briefing that presents itself: one slide at a time, by keys, remote, finger or number, with nothing but this file.
//
// Every text of the briefing is written with textContent. What cannot be drawn says so on its slide; the rest goes on.
/* global DistrictMap, Plotly, drawChart, drawTable, speakerNotes */
'use strict';

(() => {
  const read = id => JSON.parse(document.getElementById(id).textContent);
  const briefing = read('briefing'), words = read('words'), cuts = read('cuts'), figured = read('figured');
  const html = document.documentElement, deck = document.getElementById('deck'), said = document.getElementById('said');
  // So many slides stay drawn behind the one that is shown.
  const DRAWN = 6;
  const OWN_TEXT = 'input, select, textarea';

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) { made.textContent = text; made.dir = 'auto'; }
    return made;
  };
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  // As i18n/numbers.py writes them: a true minus sign, and none before what rounds to zero.
  const number = value => new Intl.NumberFormat(words.written.locale, {maximumFractionDigits: 1, signDisplay: 'negative'}).format(value).replace('-', '−');
  const day = text => {
    const date = /^\d{4}-\d{2}-\d{2}/.test(text) ? new Date(`${text.slice(0, 10)}T00:00:00Z`) : null;
    return date && !isNaN(date) ? new Intl.DateTimeFormat(words.written.locale, {dateStyle: 'long', timeZone: 'UTC'}).format(date) : text;
  };
  const memory = {
    get: name => { try { return sessionStorage.getItem(`${name}:${location.pathname}`); } catch { return null; } },
    set: (name, value) => { try { sessionStorage.setItem(`${name}:${location.pathname}`, value); } catch { /* a private window keeps nothing */ } },
  };
  const chunks = (list, size) => Array.from({length: Math.ceil(list.length / size)}, (_, place) => list.slice(place * size, (place + 1) * size));

  // ---- the pages: opening, agenda, slides, appendix behind a divider, sources

  const main = briefing.slides.filter(slide => !slide.appendix), appendix = briefing.slides.filter(slide => slide.appendix);
  const pages = [];
  const add = (kind, title, more = {}) => { pages.push({kind, title, number: pages.length + 1, ...more}); return pages.at(-1); };
  add('opening', briefing.title);
  const agendas = chunks(main, 16);
  if (briefing.slides.length > 1) agendas.forEach((slides, place) => add('agenda', words.agenda + (agendas.length > 1 ? ` (${place + 1}/${agendas.length})` : ''), {slides, last: place === agendas.length - 1}));
  // A chart of many rows stands on several pages; each is its slide, with the rows of that page.
  const shown = slides => slides.forEach(slide => {
    const parts = cuts[briefing.slides.indexOf(slide)] ?? [null];
    parts.forEach((figure, part) => add(slide.kind, slide.title + (figure ? ` (${part + 1}/${parts.length})` : ''),
      {of: slide, slide: figure ? {...slide, content: {figure}} : slide}));
  });
  shown(main);
  if (appendix.length) add('divider', words.appendix);
  shown(appendix);
  // A source once, with the numbers of the slides it stands under; then each licence once.
  const cited = new Map();
  for (const {slide, number: at} of pages) if (slide?.source) {
    const key = [slide.source, slide.date].join('\n');
    if (!cited.has(key)) cited.set(key, {of: [], texts: [slide.source, slide.date && filled(words.dated, {date: day(slide.date)})].filter(Boolean)});
    cited.get(key).of.push(at);
  }
  const licences = [...new Set(briefing.slides.flatMap(slide => slide.licences ?? []))].map(text => ({of: [], texts: [text]}));
  // As many on a page as a screen holds.
  for (const [name, list] of [[words.sources, [...cited.values()]], [words.licences, licences]]) {
    const sheets = [];
    let room = 0;
    for (const one of list) {
      const lines = one.texts.reduce((sum, text) => sum + Math.ceil(text.length / 105), .8);
      if (lines > room) { sheets.push([]); room = 21; }
      sheets.at(-1).push(one);
      room -= lines;
    }
    sheets.forEach((part, place) => add('sources', name + (sheets.length > 1 ? ` (${place + 1}/${sheets.length})` : ''), {list: part}));
  }
  if (!briefing.slides.length) add('words', briefing.title, {slide: {kind: 'words', title: briefing.title, says: '', source: '', date: '', content: {paragraphs: [words.empty]}}});

  // ---- one page

  const foot = (page, section) => {
    const footer = element('footer'), bar = element('nav'), {slide} = page;
    if (slide?.source) footer.append(element('p', 'source', slide.source));
    else footer.append(element('p', 'source', ['opening', 'divider'].includes(page.kind) ? '' : [briefing.title, briefing.occasion].filter(Boolean).join(' · ')));
    if (slide?.date) footer.append(element('p', 'when', filled(words.dated, {date: day(slide.date)})));
    const button = (sign, word, act) => {
      const made = Object.assign(element('button', '', sign), {type: 'button', title: word, onclick: act});
      made.setAttribute('aria-label', word);
      bar.append(made);
    };
    button('?', words.help, () => help());
    button('‹', words.previous, () => turn(-1));
    bar.append(element('span', 'number', `${page.number} / ${pages.length}`));
    button('›', words.next, () => turn(1));
    footer.append(bar);
    section.append(footer);
  };

  const build = page => {
    const section = element('section', `slide ${page.kind} of-${page.kind}`), header = element('header');
    section.tabIndex = -1;
    section.hidden = true;
    section.setAttribute('aria-label', filled(words.slide, {number: page.number, count: pages.length, title: page.title}));
    header.append(element('h1', '', page.title || words[page.kind] || '—'));
    section.append(header);
    if (page.kind === 'opening') {
      const where = [briefing.occasion, briefing.place, day(briefing.day)].filter(Boolean).join(' · ');
      if (where) header.append(element('p', 'where', where));
      if (briefing.author) header.append(element('p', 'where', briefing.author));
      if (briefing.made) header.append(element('p', 'made', filled(words.made, {date: day(briefing.made)})));
    } else if (page.kind !== 'divider') {
      if (page.slide?.says) header.append(page.says = element('p', 'says', page.slide.says));
      if (page.slide?.compared) header.append(element('p', 'compared', page.slide.compared));
      section.append(page.body = element('div', 'body'));
    }
    if (['table', 'words', 'sources', 'agenda'].includes(page.kind)) section.classList.add('flows');
    foot(page, section);
    deck.append(section);
    page.section = section;
    page.header = header;
  };

  const failed = (page, why) => {
    const box = element('div', 'why');
    box.setAttribute('role', 'alert');
    box.append(element('p', '', words.not_drawn), element('p', '', why));
    page.end?.();
    page.end = null;
    page.body.replaceChildren(box);
  };

  // ---- what stands on a page, by kind

  // What the parts that draw need of this one.
  const tools = {words, element, filled, number, language: briefing.language, style: read('style'),
    unit: () => parseFloat(getComputedStyle(html).fontSize), paper: () => html.classList.contains('paper')};

  const numbered = pages.filter(page => page.slide && !page.slide.appendix);
  const draw = {
    agenda(page) {
      const list = element('ol'), few = page.slides.length <= 8;
      page.section.classList.toggle('few', few);
      for (const slide of page.slides) {
        const target = numbered.find(one => one.of === slide), item = element('li'), link = element('a');
        link.href = `#${target.number}`;
        link.append(element('span', 'number', String(target.number)), element('span', '', slide.title),
          element('span', 'minutes', slide.minutes ? filled(words.minutes, {count: number(slide.minutes)}) : ''));
        item.append(link);
        list.append(item);
      }
      if (page.last) {
        const total = main.reduce((sum, slide) => sum + (+slide.minutes || 0), 0);
        const ends = [total && filled(words.minutes_total, {minutes: number(total)}),
          appendix.length && (appendix.length === 1 ? words.appendix_count_one : filled(words.appendix_count, {count: appendix.length}))].filter(Boolean);
        if (ends.length) page.body.dataset.ends = ends.join(' · ');
      }
      page.body.append(list);
      if (page.body.dataset.ends) page.section.querySelector('footer .source').textContent = page.body.dataset.ends;
    },
    words(page) {
      const box = element('div', 'scrolls wordy');
      box.append(...page.slide.content.paragraphs.map(text => element('p', '', text)));
      page.body.append(box);
    },
    table(page) { drawTable(page.body, page.slide, figured[briefing.slides.indexOf(page.of)] ?? [], tools); },
    sources(page) {
      const box = element('div', 'scrolls'), list = element('ul');
      for (const {of, texts} of page.list) {
        const item = element('li');
        if (of.length) item.append(element('p', 'of', of.length > 12 ? `${of.slice(0, 12).join(', ')} …` : of.join(', ')));
        item.append(...texts.map(text => element('p', '', text)));
        list.append(item);
      }
      box.append(list);
      page.body.append(box);
    },
    map(page) {
      const {map, periods} = page.slide.content;
      if (!map || typeof map !== 'object') throw new Error(filled(words.not_drawn_content, {field: 'map'}));
      page.map = new DistrictMap(page.body, map, periods, briefing.layers ?? {}, words);
      // A list that is too long for its place stands under the map on paper, where nobody can scroll.
      const lists = html.classList.contains('paper') && page.body.querySelector('.side.long') ? [...page.body.querySelectorAll('ul.places')] : [];
      const below = element('div', 'below');
      below.append(...lists);
      if (lists.length) page.body.after(below);
      page.section.classList.toggle('flows', lists.length > 0);
      page.body.onyear = ({detail}) => {
        // The message of the slide is about the year it was kept for; another year must not borrow it.
        const same = detail.period === detail.kept;
        if (page.says) page.says.textContent = same ? page.slide.says : filled(words.kept_of, {period: detail.kept, says: page.slide.says});
        said.textContent = detail.alt ?? detail.period;
      };
      page.body.addEventListener('year', page.body.onyear);
      page.end = () => { page.body.removeEventListener('year', page.body.onyear); below.remove(); page.section.classList.remove('flows'); page.map?.dispose(); page.map = null; if (page.says) page.says.textContent = page.slide.says; };
    },
    chart(page) { page.end = drawChart(page.body, page.slide, tools, why => failed(page, why)); },
  };

  // ---- showing

  let at = 0;
  const recent = [];
  const fill = page => {
    if (page.filled || !page.body) return;
    page.filled = true;
    try {
      (draw[page.kind] ?? (() => { throw new Error(filled(words.not_drawn_content, {field: page.kind})); }))(page);
    } catch (error) {
      console.warn('slide', page.number, error);
      failed(page, error?.message ?? String(error));
    }
  };
  const forget = page => {
    if (!page.filled) return;
    page.end?.();
    page.end = null;
    page.body.replaceChildren();
    page.filled = false;
  };
  // A long title becomes smaller before it takes the room of the figure; it is never cut.
  const fit = page => {
    const title = page.section.querySelector('h1'), unit = parseFloat(getComputedStyle(html).fontSize);
    title.style.fontSize = '';
    const most = page.body ? 7 * unit : 24 * unit;
    for (let size = parseFloat(getComputedStyle(title).fontSize) / unit; title.offsetHeight > most && size > 1.5;) title.style.fontSize = `${size -= .2}rem`;
    const says = page.section.querySelector('.says');
    if (!says) return;
    says.style.fontSize = '';
    for (let size = parseFloat(getComputedStyle(says).fontSize) / unit; says.offsetHeight > 8 * unit && size > 1.4;) says.style.fontSize = `${size -= .1}rem`;
  };

  const show = (place, quietly = false) => {
    const next = Math.min(Math.max(place, 0), pages.length - 1), page = pages[next];
    const moved = deck.contains(document.activeElement);
    for (const one of pages) one.section.hidden = one !== page;
    at = next;
    fit(page);
    fill(page);
    if (moved) page.section.focus({preventScroll: true});
    recent.splice(0, recent.length, ...recent.filter(one => one !== page), page);
    while (recent.length > DRAWN) forget(recent.shift());
    if (location.hash !== `#${page.number}`) try { history.replaceState(null, '', `#${page.number}`); } catch { location.replace(`#${page.number}`); }
    document.title = `${page.number}. ${page.title} · ${briefing.title}`;
    if (!quietly) said.textContent = filled(words.slide, {number: page.number, count: pages.length, title: page.title});
    notes.tell();
  };
  // One step on: further down what is too long for the screen, which a remote cannot scroll, and then the next slide.
  const turn = by => {
    const region = pages[at].section.querySelector('.scrolls, .plot[tabindex], .agenda .body');
    const left = !region ? 0 : by > 0 ? region.scrollHeight - region.clientHeight - region.scrollTop : region.scrollTop;
    if (left > 4) region.scrollTop += by * region.clientHeight * .85;
    else show(at + by);
  };
  const asked = () => { const found = /^#(\d+)$/.exec(location.hash); return found ? +found[1] - 1 : 0; };

  // ---- overlays: black, help, a number being typed, a message

  let black = null, list = null, typed = '', typing = 0;
  const dark = on => {
    black?.remove();
    black = null;
    if (!on) return;
    black = Object.assign(element('button'), {id: 'black', type: 'button', onclick: () => dark(false)});
    black.setAttribute('aria-label', words.black);
    document.body.append(black);
    black.focus();
  };
  const tell = (text, id = 'told') => {
    document.getElementById(id)?.remove();
    if (!text) return;
    const box = Object.assign(element('p', '', text), {id});
    document.body.append(box);
    if (id === 'told') { said.textContent = text; setTimeout(() => box.remove(), 5000); }
  };
  const help = () => {
    if (list) { list.remove(); list = null; return; }
    list = Object.assign(element('div'), {id: 'help', tabIndex: -1});
    list.setAttribute('role', 'dialog');
    list.setAttribute('aria-label', words.help);
    const keys = element('dl'), close = Object.assign(element('button', '', words.close), {type: 'button', onclick: () => help()});
    const row = (names, text) => {
      const term = element('dt');
      names.forEach((name, place) => term.append(...(place ? [' '] : []), element('kbd', '', name)));
      keys.append(term, element('dd', '', text));
    };
    row(['→', '↓', words.key_space, 'PageDown'], words.help_next);
    row(['←', '↑', 'PageUp'], words.help_previous);
    row(['Home', words.key_end], words.help_first);
    row(['1 … 9', words.key_enter], words.help_jump);
    row(['B', '.'], words.help_black);
    row(['F', 'F5'], words.help_full);
    row(['N'], words.help_notes);
    row(['+', '−'], words.help_zoom);
    row(['J', 'Y'], words.help_year);
    row(['R'], words.help_reset);
    row(['?'], words.help_help);
    list.append(element('h2', '', words.help), keys, element('p', '', words.help_chart), close);
    document.body.append(list);
    close.focus();
  };
  const type = digit => {
    clearTimeout(typing);
    typed = (typed + digit).slice(-4);
    tell(`${typed} …`, 'asked');
    typing = setTimeout(() => untype(), 4000);
  };
  const untype = () => { typed = ''; clearTimeout(typing); tell('', 'asked'); };
  const jump = () => {
    const wanted = +typed;
    untype();
    if (wanted >= 1 && wanted <= pages.length) show(wanted - 1);
    else tell(filled(words.no_slide, {number: wanted, count: pages.length}));
  };
  const again = () => { forget(pages[at]); fill(pages[at]); };
  const full = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else html.requestFullscreen?.().catch(() => { /* a browser that refuses stays in its window */ });
  };

  // ---- keys, remote and finger

  const onKey = event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // What a remote sends to start is full screen here: a reload would need the server.
    const key = event.key === 'F5' ? 'f' : event.key, page = pages[at], target = event.target.closest ? event.target : document.body;
    const turns = {PageDown: 1, PageUp: -1};
    const within = target.closest?.(OWN_TEXT), pressed = target.closest?.('button, a');
    const scrolls = target.closest?.('.scrolls, .side, .plot[tabindex]');
    const handled = () => { event.preventDefault(); event.stopPropagation(); };
    if (black) { if (key !== 'Tab' && key !== 'Shift') { handled(); dark(false); } return; }
    if (list) { if (['Escape', '?', 'h', 'H'].includes(key)) { handled(); help(); } return; }
    // Page keys are what a remote sends: they turn the slide whatever has the focus.
    if (turns[key]) { handled(); untype(); turn(turns[key]); return; }
    if (within && ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(key)) return;
    if (scrolls && ['ArrowUp', 'ArrowDown'].includes(key) && scrolls.scrollHeight > scrolls.clientHeight) return;
    if (pressed && (key === 'Enter' || key === ' ') && !typed) return;
    const acts = {
      ArrowRight: () => turn(1), ArrowDown: () => turn(1), ' ': () => turn(event.shiftKey ? -1 : 1),
      ArrowLeft: () => turn(-1), ArrowUp: () => turn(-1), Backspace: () => turn(-1),
      Home: () => show(0), End: () => show(pages.length - 1),
      Enter: () => (typed ? jump() : turn(1)), Escape: () => untype(),
      b: () => dark(true), '.': () => dark(true), f: full, n: () => notes.open(), '?': help, h: help, r: again,
      '+': () => page.map?.zoom(1.6), '=': () => page.map?.zoom(1.6), '-': () => page.map?.zoom(1 / 1.6), '−': () => page.map?.zoom(1 / 1.6),
      j: () => page.map?.step(event.shiftKey ? -1 : 1), y: () => page.map?.step(event.shiftKey ? -1 : 1),
    };
    const act = acts[key] ?? acts[key.toLowerCase()];
    // On a Belgian keyboard the row of digits gives &, é, " … without Shift: what counts is which key it is.
    const digit = /^\d$/.test(key) ? key : !act && /^Digit(\d)$/.exec(event.code)?.[1];
    if (digit) { handled(); type(digit); return; }
    if (!act) return;
    handled();
    if (!['Enter', 'Escape'].includes(key)) untype();
    act();
  };
  document.addEventListener('keydown', onKey);

  let touched = null;
  deck.addEventListener('touchstart', event => {
    // A finger on a map or a chart moves that, not the slide.
    touched = event.touches.length === 1 && !event.target.closest('.sheet, .plot, .scrolls, .side, input, button') ? event.touches[0] : null;
  }, {passive: true});
  deck.addEventListener('touchend', event => {
    const end = event.changedTouches[0];
    if (touched && Math.abs(end.clientX - touched.clientX) > 50 && Math.abs(end.clientY - touched.clientY) < 80) show(at + (end.clientX < touched.clientX ? 1 : -1));
    touched = null;
  });
  let resting = 0;
  document.addEventListener('pointermove', () => {
    document.body.classList.remove('still-mouse');
    clearTimeout(resting);
    resting = setTimeout(() => document.fullscreenElement && document.body.classList.add('still-mouse'), 3000);
  });

  // ---- sizes, paper, start

  const size = () => {
    const {innerWidth: width, innerHeight: height} = window;
    // A stage of 16:9 in the same surface as the window: a 4:3 projector gets no smaller letters than it has room for.
    html.style.fontSize = html.classList.contains('paper') ? '' : `${Math.max(Math.sqrt(width * height / (1920 * 1080)) * 19.2, 11.5)}px`;
    // On an upright screen what stands side by side comes one above the other.
    html.classList.toggle('upright', width < height && !html.classList.contains('paper'));
    if (pages[at].section) fit(pages[at]);
  };
  const onPaper = () => {
    html.classList.add('paper');
    size();
    for (const page of pages) { forget(page); page.section.hidden = false; }
    for (const page of pages) { fit(page); fill(page); }
  };
  const offPaper = () => {
    html.classList.remove('paper');
    size();
    for (const page of pages) forget(page);
    recent.length = 0;
    show(at, true);
  };

  const notes = speakerNotes({briefing, words, pages, element, filled, number, memory, onKey, tell, current: () => at, turn});
  for (const page of pages) build(page);
  // English is what Plotly itself has.
  if (typeof Plotly !== 'undefined' && briefing.language !== 'en')
    Plotly.register?.({moduleType: 'locale', name: briefing.language, dictionary: {}, format: words.written.calendar});
  if (location.hash === '#print') onPaper();
  else {
    size();
    show(asked(), true);
    window.addEventListener('resize', size);
    window.addEventListener('hashchange', () => { if (asked() !== at) show(asked()); });
    window.addEventListener('beforeprint', onPaper);
    window.addEventListener('afterprint', offPaper);
    notes.find();
  }
  html.dataset.ready = 'yes';

  // From a server the page may be kept for when that is gone; from a file there is nothing to do.
  const [, folder] = /^(.*\/present\/)[0-9a-f]{32}$/.exec(location.pathname) ?? [];
  if (folder && 'serviceWorker' in navigator) {
    navigator.serviceWorker.register(`${folder}offline.js`).then(() => navigator.serviceWorker.ready)
      .then(({active}) => active.postMessage(location.pathname)).catch(error => console.info('not kept for offline:', error.message));
  }
})();
