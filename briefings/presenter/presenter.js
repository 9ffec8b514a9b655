// Shows a briefing one slide at a time, by keys, remote, touch or number, from one file without a server.
//
// This script connects the parts and turns the pages. presenter_pages lists the pages, presenter_slides draws one;
// presenter_overlays, presenter_input and presenter_notes are what their names say.

import {presenterInput} from './presenter_input.js';
import {speakerNotes} from './presenter_notes.js';
import {presenterOverlays} from './presenter_overlays.js';
import {presenterPages} from './presenter_pages.js';
import {presenterSlides} from './presenter_slides.js';
import {fillIn, formatters} from './presenter_text.js';

const read = id => JSON.parse(document.getElementById(id).textContent);
const briefing = read('briefing');
const words = read('words');
const html = document.documentElement;
const deck = document.getElementById('deck');
const said = document.getElementById('said');
// How many slides keep their content after they were shown: charts and maps take memory.
const DRAWN = 6;

const style = read('style');
const {number, date} = formatters(words.written.locale);
const memory = {
  get: name => {
    try {
      return sessionStorage.getItem(`${name}:${location.pathname}`);
    } catch {
      return null;
    }
  },
  set: (name, value) => {
    try {
      sessionStorage.setItem(`${name}:${location.pathname}`, value);
    } catch {
      /* a private window may have no storage */
    }
  },
};
const tools = {
  number,
  date,
  words,
  language: briefing.language,
  style,
  unit: () => parseFloat(getComputedStyle(html).fontSize),
  paper: () => html.classList.contains('paper'),
};
const {pages, main, appendix} = presenterPages(briefing, read('cuts'), words, date);
const overlays = presenterOverlays({words, said});
const slides = presenterSlides({
  briefing,
  pages,
  main,
  appendix,
  words,
  figureColumns: read('figured'),
  deck,
  said,
  tools,
  help: overlays.toggleHelp,
  turn: by => turn(by),
});

// ---- turning pages

let at = 0;
const drawnPages = [];
const show = (place, quietly = false) => {
  const next = Math.min(Math.max(place, 0), pages.length - 1);
  const page = pages[next];
  const hadFocus = deck.contains(document.activeElement);
  for (const other of pages) other.section.hidden = other !== page;
  at = next;
  slides.fitTitle(page);
  slides.draw(page);
  if (hadFocus) page.section.focus({preventScroll: true});
  drawnPages.splice(0, drawnPages.length, ...drawnPages.filter(other => other !== page), page);
  while (drawnPages.length > DRAWN) slides.erase(drawnPages.shift());
  if (location.hash !== `#${page.number}`)
    try {
      history.replaceState(null, '', `#${page.number}`);
    } catch {
      location.replace(`#${page.number}`);
    }
  document.title = `${page.number}. ${page.title} · ${briefing.title}`;
  if (!quietly) said.textContent = fillIn(words.slide, {number: page.number, count: pages.length, title: page.title});
  notes.update();
};
// Turn one step: scroll what is longer than the screen, since a remote cannot, and at its end turn the slide.
const turn = by => {
  const region = pages[at].section.querySelector('.scrolls, .plot[tabindex], .agenda .body');
  const left = !region ? 0 : by > 0 ? region.scrollHeight - region.clientHeight - region.scrollTop : region.scrollTop;
  if (left > 4) region.scrollTop += by * region.clientHeight * 0.85;
  else show(at + by);
};
const jump = () => {
  const wanted = +overlays.takeNumber();
  if (wanted >= 1 && wanted <= pages.length) show(wanted - 1);
  else overlays.showMessage(fillIn(words.no_slide, {number: wanted, count: pages.length}));
};
const placeInAddress = () => {
  const match = /^#(\d+)$/.exec(location.hash);
  return match ? +match[1] - 1 : 0;
};
const redraw = () => {
  slides.erase(pages[at]);
  slides.draw(pages[at]);
};
const toggleFullScreen = () => {
  if (document.fullscreenElement) document.exitFullscreen();
  else
    html.requestFullscreen?.().catch(() => {
      /* a browser may refuse full screen */
    });
};

// ---- sizes and paper

const resize = () => {
  const {innerWidth: width, innerHeight: height} = window;
  // Sizes follow from a 16:9 stage with the same area as the window: letters on a 4:3 projector are as large as fit.
  html.style.fontSize = tools.paper() ? '' : `${Math.max(Math.sqrt((width * height) / (1920 * 1080)) * 19.2, 11.5)}px`;
  // On an upright screen, what is side by side on others is stacked.
  html.classList.toggle('upright', width < height && !tools.paper());
  slides.fitTitle(pages[at]);
};
const toPaper = () => {
  html.classList.add('paper');
  resize();
  for (const page of pages) {
    slides.erase(page);
    page.section.hidden = false;
  }
  for (const page of pages) {
    slides.fitTitle(page);
    slides.draw(page);
  }
};
const toScreen = () => {
  html.classList.remove('paper');
  resize();
  for (const page of pages) slides.erase(page);
  drawnPages.length = 0;
  show(at, true);
};

// ---- start

const {onKey} = presenterInput({
  deck,
  overlays,
  pages,
  current: () => at,
  show,
  turn,
  jump,
  redraw,
  toggleFullScreen,
  openNotes: () => notes.open(),
});
const notes = speakerNotes({
  briefing,
  words,
  style: style.notes,
  pages,
  number,
  memory,
  onKey,
  showMessage: overlays.showMessage,
  current: () => at,
  turn,
});
// Plotly needs no locale for English.
if (typeof Plotly !== 'undefined' && briefing.language !== 'en')
  Plotly.register?.({moduleType: 'locale', name: briefing.language, dictionary: {}, format: words.written.calendar});
if (location.hash === '#print') toPaper();
else {
  resize();
  show(placeInAddress(), true);
  window.addEventListener('resize', resize);
  window.addEventListener('hashchange', () => {
    if (placeInAddress() !== at) show(placeInAddress());
  });
  window.addEventListener('beforeprint', toPaper);
  window.addEventListener('afterprint', toScreen);
  notes.find();
}
html.dataset.ready = 'yes';

// A presentation from a server is stored for offline use; one from a file needs no such copy.
const [, folder] = /^(.*\/present\/)[0-9a-f]{32}$/.exec(location.pathname) ?? [];
if (folder && 'serviceWorker' in navigator) {
  navigator.serviceWorker
    .register(`${folder}offline.js`)
    .then(() => navigator.serviceWorker.ready)
    // A worker has no target origin.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    .then(({active}) => active.postMessage(location.pathname))
    .catch(error => console.info('not kept for offline:', error.message));
}
