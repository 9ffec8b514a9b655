// Paper: the page as it stands on the screen, made to fit an A4, with its date, its address and a QR code under it.
// Nothing is asked or drawn until somebody prints; everything happens before `beforeprint` returns, or paper misses it.

// CSS pixels between the margins of an A4: on its side, and upright for what stands on the screen of a phone.
const LYING = {width: 1040, height: 690};
const UPRIGHT = {width: 720, height: 1000};
const NARROW = 700;
const ALMOST = 1.3;  // what is this much too long for one sheet is made to fit it
const OWN_SHEET = '.profile';  // the profile of a municipality has its own sheet, upright
const SMALLEST = 0.4;
const MODULE = 0.4;  // mm that a phone needs of each square of a code: a long address has many
const said = document.currentScript.dataset;
let undo = [];

function set(element, styles) {
  const before = element.getAttribute('style');
  Object.assign(element.style, styles);
  undo.push(() => before === null ? element.removeAttribute('style') : element.setAttribute('style', before));
}

// Sheets scale as a whole: columns, charts and legends keep their places, and nothing has to be drawn again.
function fit(block) {
  const {width} = block.getBoundingClientRect();
  const paper = width < NARROW ? UPRIGHT : LYING;
  document.documentElement.classList.toggle('upright', paper === UPRIGHT);
  let scale = Math.min(1, paper.width / width);
  for (const box of block.querySelectorAll('.scroll')) {
    const table = box.querySelector('table');
    if (table && table.offsetWidth > box.clientWidth) {
      set(table, {zoom: Math.max(SMALLEST, box.clientWidth / table.offsetWidth)});
    }
  }
  for (const cards of block.querySelectorAll('.cards')) {
    set(cards, {gridTemplateColumns: getComputedStyle(cards).gridTemplateColumns});  // paper has a width of its own
  }
  for (const chart of block.querySelectorAll('[data-testid="stPlotlyChart"]')) {
    const most = paper.height / scale;
    if (chart.offsetHeight > most) set(chart, {zoom: most / chart.offsetHeight});
  }
  const height = block.getBoundingClientRect().height * scale;
  if (height > paper.height && height < paper.height * ALMOST) scale *= paper.height / height;
  set(block, {width: `${width}px`, maxWidth: 'none', zoom: scale});
}

function code(address) {
  const asked = new XMLHttpRequest();
  try {
    // At once, not later: what arrives after `beforeprint` is not on the paper.
    asked.open('GET', `${said.qr}?text=${encodeURIComponent(address)}`, false);
    asked.send();
    if (asked.status !== 200) return null;
    const drawn = document.importNode(new DOMParser().parseFromString(asked.responseText, 'image/svg+xml').documentElement, true);
    const size = `max(5rem, ${drawn.viewBox.baseVal.width * MODULE}mm)`;
    Object.assign(drawn.style, {width: size, height: size});
    return drawn;
  } catch {
    return null;  // the server is gone: the address stands there in full
  }
}

function sign() {
  const {printed, locale} = JSON.parse(said.words)[document.documentElement.lang];
  const foot = document.createElement('aside');
  foot.className = 'printed';
  const text = document.createElement('p');
  const day = new Intl.DateTimeFormat(locale, {dateStyle: 'long'}).format(new Date());
  const name = document.createElement('b');
  name.textContent = document.title;
  const address = document.createElement('span');
  address.textContent = location.href;
  text.append(name, ` · ${printed} ${day}`, document.createElement('br'), address);
  foot.append(...[code(location.href), text].filter(Boolean));
  return foot;
}

// Whether the reader has the dark page: paper is light all the same, and style.css says how.
function isDark() {
  const [red, green, blue] = getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor.match(/[\d.]+/g).map(Number);
  return red + green + blue < 384;
}

addEventListener('beforeprint', () => {
  const block = document.querySelector('[data-testid="stMainBlockContainer"]');
  if (!block) return;
  const classes = ['printing', ...isDark() ? ['from-dark'] : []];
  document.documentElement.classList.add(...classes);
  undo.push(() => document.documentElement.classList.remove(...classes, 'upright'));
  const foot = sign();
  block.append(foot);
  undo.push(() => foot.remove());
  if (!block.querySelector(OWN_SHEET)) fit(block);
});
addEventListener('afterprint', () => {
  undo.reverse().forEach(step => step());
  undo = [];
});
