// The window of the speaker: notes, the next slide, a clock, and the time used compared with the agenda.
//
// The presentation writes in an empty window, so it needs neither network nor server, and works from a file.

import {element, fillIn} from './presenter_text.js';

export const speakerNotes = ({briefing, words, style, pages, number, memory, onKey, showMessage, current, turn}) => {
  const NAME = 'nspd-notes';
  let view = null;
  let parts = {};
  // The clock starts when the notes are opened, and a reload does not reset it.
  let began = +memory.get('began') || 0;

  const clock = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
  const planned = () =>
    pages
      .slice(0, current() + 1)
      .reduce((sum, {slide}) => sum + (slide && !slide.appendix ? +slide.minutes || 0 : 0), 0);

  const tick = () => {
    if (!view || view.closed) {
      view = null;
      return;
    }
    const now = new Date();
    const elapsed = (now - began) / 1000;
    const after = elapsed / 60 - planned();
    const own = +pages[current()].slide?.minutes || 0;
    parts.clock.textContent = now.toLocaleTimeString(words.written.locale, {hour: '2-digit', minute: '2-digit'});
    parts.elapsed.textContent = clock(elapsed);
    parts.planned.textContent = clock(planned() * 60);
    // While a slide takes no more than its own minutes, the speaker is on time.
    const minutesOff = after > 0 ? Math.ceil(after) : after < -own ? Math.ceil(-own - after) : 0;
    parts.pace.textContent = !minutesOff
      ? words.on_time
      : fillIn(after > 0 ? words.too_late : words.too_soon, {minutes: number(minutesOff)});
    parts.pace.classList.toggle('late', after > 0);
  };

  const update = () => {
    if (!view || view.closed) return;
    const page = pages[current()];
    const next = pages[current() + 1];
    parts.title.textContent = `${page.number}. ${page.title}`;
    parts.of.textContent = fillIn(words.of, {number: page.number, count: pages.length});
    parts.note.textContent = page.slide?.note || words.no_note;
    parts.note.scrollTop = 0;
    parts.next.textContent = next ? `${words.next_slide}: ${next.number}. ${next.title}` : words.no_next;
    tick();
  };

  const restart = () => {
    began = Date.now();
    memory.set('began', began);
    tick();
  };

  const write = () => {
    const page = view.document;
    page.title = `${words.notes} · ${briefing.title}`;
    page.documentElement.lang = briefing.language;
    page.head.replaceChildren(Object.assign(page.createElement('style'), {textContent: style}));
    parts = {};
    const named = (id, tag, className) => {
      parts[id] = page.adoptNode(element(tag, className));
      parts[id].id = id;
      parts[id].dir = 'auto';
      return parts[id];
    };
    const time = (id, label) => {
      const box = page.createElement('p');
      box.append(named(id, 'b'), label);
      return box;
    };
    const button = (text, act) =>
      Object.assign(page.createElement('button'), {textContent: text, onclick: act, type: 'button'});
    const times = page.adoptNode(element('div', 'times'));
    const buttons = page.createElement('p');
    const pace = page.createElement('p');
    pace.append(named('pace', 'b'));
    times.append(time('clock', words.clock), time('elapsed', words.elapsed), time('planned', words.planned), pace);
    buttons.append(
      button(`‹ ${words.previous}`, () => turn(-1)),
      button(`${words.next} ›`, () => turn(1)),
      button(words.reset_clock, restart),
    );
    page.body.replaceChildren(
      times,
      named('of', 'p'),
      named('title', 'h1'),
      named('note', 'p'),
      named('next', 'p'),
      buttons,
    );
    parts.note.tabIndex = 0;
    // Set, not added: after a reload of the presentation the window still has the handler of the page before.
    // oxlint-disable-next-line unicorn/prefer-add-event-listener
    page.onkeydown = event => {
      if (!(event.target.closest('button') && [' ', 'Enter'].includes(event.key))) onKey(event);
    };
    if (!began) restart();
    // A timer of the window itself: a browser slows down timers of a page in the background.
    clearInterval(write.every);
    write.every = view.setInterval(tick, 1000);
    update();
  };

  const open = () => {
    view = window.open('', NAME, 'popup,width=900,height=700');
    if (!view) {
      showMessage(words.notes_blocked);
      return;
    }
    memory.set('notes', 'open');
    write();
    view.focus();
  };

  // After a reload the window is still open: use it, but never open a new one without a request. From a file, the
  // browser denies the reloaded page access to the window; then it is closed, and a message says so.
  const find = () => {
    if (memory.get('notes') !== 'open') return;
    const opened = window.open('', NAME);
    if (!opened) return;
    try {
      view = opened;
      if (opened.document.getElementById('note')) {
        write();
        return;
      }
    } catch {
      /* access denied: the window belongs to another origin, as every file does */
    }
    view = null;
    opened.close();
    memory.set('notes', '');
    showMessage(words.notes_closed);
  };

  return {open, find, update};
};
