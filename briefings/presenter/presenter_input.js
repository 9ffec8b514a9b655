// Input: keyboard, remote, touch, and hiding an idle mouse.

export const presenterInput = ({
  deck,
  overlays,
  pages,
  current,
  show,
  turn,
  jump,
  redraw,
  toggleFullScreen,
  openNotes,
}) => {
  const OWN_TEXT = 'input, select, textarea';
  // A swipe of more than this many px to the side, and less than this many up or down, turns the slide.
  const SWIPE = 50;
  const SWIPE_HEIGHT = 80;
  // On a full screen the mouse is hidden after this many ms without moving.
  const MOUSE_IDLE = 3000;

  const stepYear = event => pages[current()].map?.step(event.shiftKey ? -1 : 1);
  const zoom = factor => pages[current()].map?.zoom(factor);
  const ACTIONS = {
    ArrowRight: () => turn(1),
    ArrowDown: () => turn(1),
    ' ': event => turn(event.shiftKey ? -1 : 1),
    ArrowLeft: () => turn(-1),
    ArrowUp: () => turn(-1),
    Backspace: () => turn(-1),
    Home: () => show(0),
    End: () => show(pages.length - 1),
    Enter: () => (overlays.isTyping() ? jump() : turn(1)),
    Escape: overlays.takeNumber,
    b: () => overlays.setBlack(true),
    '.': () => overlays.setBlack(true),
    f: toggleFullScreen,
    n: openNotes,
    '?': overlays.toggleHelp,
    h: overlays.toggleHelp,
    r: redraw,
    '+': () => zoom(1.6),
    '=': () => zoom(1.6),
    '-': () => zoom(1 / 1.6),
    '−': () => zoom(1 / 1.6),
    j: stepYear,
    y: stepYear,
  };
  const TURNS = {PageDown: 1, PageUp: -1};

  // Whether the element with the focus handles this key itself.
  const belongsToTarget = (key, target) => {
    const scrolls = target.closest('.scrolls, .side, .plot[tabindex]');
    if (target.closest(OWN_TEXT) && ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(key))
      return true;
    if (scrolls && ['ArrowUp', 'ArrowDown'].includes(key) && scrolls.scrollHeight > scrolls.clientHeight) return true;
    return target.closest('button, a') && (key === 'Enter' || key === ' ') && !overlays.isTyping();
  };

  const onKey = event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // A remote sends F5 to start a show: here that is full screen, since a reload would need the server.
    const key = event.key === 'F5' ? 'f' : event.key;
    const target = event.target.closest ? event.target : document.body;
    const claim = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (overlays.isBlack()) {
      if (key !== 'Tab' && key !== 'Shift') {
        claim();
        overlays.setBlack(false);
      }
      return;
    }
    if (overlays.isHelp()) {
      if (['Escape', '?', 'h', 'H'].includes(key)) {
        claim();
        overlays.toggleHelp();
      }
      return;
    }
    // A remote sends page keys: they turn the slide, whatever has the focus.
    if (TURNS[key]) {
      claim();
      overlays.takeNumber();
      turn(TURNS[key]);
      return;
    }
    if (belongsToTarget(key, target)) return;
    const action = ACTIONS[key] ?? ACTIONS[key.toLowerCase()];
    // On a Belgian keyboard the row of digits sends &, é, " … without Shift, so the physical key counts.
    const digit = /^\d$/.test(key) ? key : !action && /^Digit(\d)$/.exec(event.code)?.[1];
    if (digit) {
      claim();
      overlays.typeDigit(digit);
      return;
    }
    if (!action) return;
    claim();
    if (!['Enter', 'Escape'].includes(key)) overlays.takeNumber();
    action(event);
  };
  document.addEventListener('keydown', onKey);

  let touch = null;
  deck.addEventListener(
    'touchstart',
    event => {
      // A swipe on a map or a chart moves that, not the slide.
      touch =
        event.touches.length === 1 && !event.target.closest('.sheet, .plot, .scrolls, .side, input, button')
          ? event.touches[0]
          : null;
    },
    {passive: true},
  );
  deck.addEventListener('touchend', event => {
    const end = event.changedTouches[0];
    if (touch && Math.abs(end.clientX - touch.clientX) > SWIPE && Math.abs(end.clientY - touch.clientY) < SWIPE_HEIGHT)
      show(current() + (end.clientX < touch.clientX ? 1 : -1));
    touch = null;
  });

  let mouseTimer = 0;
  document.addEventListener('pointermove', () => {
    document.body.classList.remove('still-mouse');
    clearTimeout(mouseTimer);
    mouseTimer = setTimeout(() => document.fullscreenElement && document.body.classList.add('still-mouse'), MOUSE_IDLE);
  });
  return {onKey};
};
