// Printing: the page as it is on the screen, scaled to fit an A4, with date, address and a QR code below it.
// Nothing is requested or changed until somebody prints; all of it must be done before `beforeprint` returns.

'use strict';

(() => {
  // CSS pixels between the margins of an A4: landscape, and portrait for the narrow page of a phone.
  const LANDSCAPE = {width: 1040, height: 690};
  const PORTRAIT = {width: 720, height: 1000};
  const NARROW = 700;
  const SHRINKABLE = 1.3; // a page up to this many times the height of a sheet is scaled to fit one
  const OWN_SHEET = '.profile'; // the profile of a municipality has a sheet of its own, in portrait
  const SMALLEST_ZOOM = 0.4;
  const MODULE_MM = 0.4; // the smallest square of a QR code that a phone can read; a long address has many
  const settings = document.currentScript.dataset;
  let undoSteps = [];

  function set(element, styles) {
    const before = element.getAttribute('style');
    Object.assign(element.style, styles);
    undoSteps.push(() => (before === null ? element.removeAttribute('style') : element.setAttribute('style', before)));
  }

  // The page scales as a whole: columns, charts and legends keep their places, and nothing has to be drawn again.
  function fit(block) {
    const {width} = block.getBoundingClientRect();
    const paper = width < NARROW ? PORTRAIT : LANDSCAPE;
    document.documentElement.classList.toggle('upright', paper === PORTRAIT);
    let scale = Math.min(1, paper.width / width);
    for (const box of block.querySelectorAll('.scroll')) {
      const table = box.querySelector('table');
      if (table && table.offsetWidth > box.clientWidth) {
        set(table, {zoom: Math.max(SMALLEST_ZOOM, box.clientWidth / table.offsetWidth)});
      }
    }
    for (const cards of block.querySelectorAll('.cards')) {
      set(cards, {gridTemplateColumns: getComputedStyle(cards).gridTemplateColumns}); // the width of paper is another one
    }
    for (const chart of block.querySelectorAll('[data-testid="stPlotlyChart"]')) {
      const most = paper.height / scale;
      if (chart.offsetHeight > most) set(chart, {zoom: most / chart.offsetHeight});
    }
    const height = block.getBoundingClientRect().height * scale;
    if (height > paper.height && height < paper.height * SHRINKABLE) scale *= paper.height / height;
    set(block, {width: `${width}px`, maxWidth: 'none', zoom: scale});
  }

  function qrCode(address) {
    const request = new XMLHttpRequest();
    try {
      // Synchronous: what arrives after `beforeprint` is not printed.
      request.open('GET', `${settings.qr}?text=${encodeURIComponent(address)}`, false);
      request.send();
      if (request.status !== 200) return null;
      const image = document.importNode(
        new DOMParser().parseFromString(request.responseText, 'image/svg+xml').documentElement,
        true,
      );
      const size = `max(5rem, ${image.viewBox.baseVal.width * MODULE_MM}mm)`;
      Object.assign(image.style, {width: size, height: size});
      return image;
    } catch {
      return null; // the server is gone: the address is printed in full
    }
  }

  function createFooter() {
    const {printed, locale} = JSON.parse(settings.words)[document.documentElement.lang];
    const foot = document.createElement('aside');
    foot.className = 'printed';
    const text = document.createElement('p');
    const day = new Intl.DateTimeFormat(locale, {dateStyle: 'long'}).format(new Date());
    const name = document.createElement('b');
    name.textContent = document.title;
    const address = document.createElement('span');
    address.textContent = location.href;
    text.append(name, ` · ${printed} ${day}`, document.createElement('br'), address);
    foot.append(...[qrCode(location.href), text].filter(Boolean));
    return foot;
  }

  // Whether the page has the dark theme: style.css then prints it light.
  function isDark() {
    const [red, green, blue] = getComputedStyle(document.querySelector('[data-testid="stApp"]'))
      .backgroundColor.match(/[\d.]+/g)
      .map(Number);
    return red + green + blue < 384;
  }

  addEventListener('beforeprint', () => {
    const block = document.querySelector('[data-testid="stMainBlockContainer"]');
    if (!block) return;
    const classes = ['printing', ...(isDark() ? ['from-dark'] : [])];
    document.documentElement.classList.add(...classes);
    undoSteps.push(() => document.documentElement.classList.remove(...classes, 'upright'));
    const foot = createFooter();
    block.append(foot);
    undoSteps.push(() => foot.remove());
    if (!block.querySelector(OWN_SHEET)) fit(block);
  });
  addEventListener('afterprint', () => {
    undoSteps.reverse().forEach(step => step());
    undoSteps = [];
  });
})();
