// Moves a map on a slide: wheel and double click zoom, one pointer drags, two pointers zoom; hovering shows a place.

// svg: the map that is moved; sheet: its container; zoom(factor, [x, y]), pan([x, y] in px), point(element or null, [x, y])

export const mapGestures = ({svg, sheet, zoom, pan, point}) => {
  const pointers = new Map();
  const place = event => {
    const box = sheet.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const distance = (one, other) => Math.hypot(one[0] - other[0], one[1] - other[1]);

  svg.addEventListener(
    'wheel',
    event => {
      event.preventDefault();
      zoom(2 ** (-event.deltaY / (event.deltaMode ? 12 : 400)), place(event));
    },
    {passive: false},
  );
  svg.addEventListener('dblclick', event => zoom(1.8, place(event)));
  svg.addEventListener('pointerdown', event => {
    if (event.button === 0) {
      pointers.set(event.pointerId, place(event));
      svg.setPointerCapture(event.pointerId);
    }
  });
  svg.addEventListener('pointermove', event => {
    const here = place(event);
    const before = pointers.get(event.pointerId);
    if (!before) {
      point(event.target, here);
      return;
    }
    const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, position]) => position);
    if (other) zoom(distance(here, other) / Math.max(distance(before, other), 1), other);
    else if (here[0] !== before[0] || here[1] !== before[1]) {
      svg.classList.add('dragged');
      pan([here[0] - before[0], here[1] - before[1]]);
    }
    pointers.set(event.pointerId, here);
    point(null);
  });
  for (const end of ['pointerup', 'pointercancel'])
    svg.addEventListener(end, event => {
      pointers.delete(event.pointerId);
      svg.classList.remove('dragged');
    });
  svg.addEventListener('pointerleave', () => point(null));
};
