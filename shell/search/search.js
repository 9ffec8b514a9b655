// The search: a field and the list of results below it, by keyboard and by mouse (the combobox pattern of ARIA).

import {element} from '../../map/map_elements.js';
import {fetchIndex, fill, showDialog} from './dialog.js';
import {ask, readIndex} from './search_ranking.js';

const LIST = 'search-results';
const LIST_OF_ALL = 'data?part=indicators';
const read = new Map();

const loadIndex = async address => {
  if (!read.has(address)) read.set(address, readIndex(await fetchIndex(address)));
  return read.get(address);
};

class Search {
  // takeTyped: gives what was typed before the field was there
  constructor(tools, takeTyped) {
    Object.assign(this, {tools, takeTyped});
    this.chosen = 0;
    this.links = [];
    this.list = element('div', 'results');
    Object.assign(this.list, {id: LIST});
    this.list.setAttribute('role', 'listbox');
    this.note = element('p', 'about');
    this.field = Object.assign(element('input'), {type: 'text', autocomplete: 'off', spellcheck: false});
    for (const [name, value] of Object.entries({
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': LIST,
      'aria-label': tools.words.open,
      enterkeyhint: 'go',
    }))
      this.field.setAttribute(name, value);
    this.field.addEventListener('input', () => this.answer());
    this.field.addEventListener('keydown', event => this.press(event));
  }

  async open() {
    const {words, index} = this.tools;
    this.foot = element('div', 'foot-of-search');
    const parts = [this.field, this.note, this.list, this.foot];
    const shown = await showDialog(this.tools, words.open, words.close, parts);
    Object.assign(this, shown);
    this.dialog.classList.add('search');
    this.note.textContent = words.loading;
    this.field.value = this.takeTyped();
    this.field.focus();
    try {
      this.index = await loadIndex(index);
    } catch {
      this.note.textContent = words.failed;
      return;
    }
    const {texts} = this.index;
    this.field.placeholder = texts.placeholder;
    this.field.setAttribute('aria-label', texts.label);
    this.list.setAttribute('aria-label', texts.label);
    this.drawFoot(texts);
    this.answer();
  }

  drawFoot(texts) {
    const box = Object.assign(element('input'), {type: 'checkbox', checked: this.tools.slash.isOn()});
    box.addEventListener('change', () => this.tools.slash.set(box.checked));
    const label = element('label');
    label.append(box, ` ${texts.slash}`);
    this.foot.replaceChildren(element('span', 'keys', texts.hint), label);
  }

  // Show what answers the question in the field.
  answer() {
    if (!this.index) return;
    const {texts} = this.index;
    const query = this.field.value.trim();
    const {groups, exact} = query ? ask(query, this.index) : {groups: [], exact: true};
    this.links = [];
    this.list.replaceChildren(...groups.map((group, number) => this.drawGroup(group, number)));
    this.field.setAttribute('aria-expanded', String(this.links.length > 0));
    const found = this.links.length;
    this.note.replaceChildren();
    if (!query) this.note.textContent = texts.begin;
    else if (!exact) {
      this.note.append(`${fill(found ? texts.none : texts.nothing, {query})} `, this.linkTo(LIST_OF_ALL, texts.list));
    }
    if (query && exact) this.say(found === 1 ? texts.count_one : fill(texts.count, {count: found}));
    else this.say('');
    this.choose(0);
    this.list.scrollTop = 0;
  }

  drawGroup({title, results}, number) {
    const group = element('div', 'group');
    group.setAttribute('role', 'group');
    group.setAttribute('aria-labelledby', `${LIST}-${number}`);
    const head = element('p', 'kind', title);
    head.id = `${LIST}-${number}`;
    const links = results.map(result => {
      const link = this.linkTo(result.address, '');
      link.append(element('span', 'label', result.label), element('span', 'detail', result.detail));
      link.id = `${LIST}-option-${this.links.length}`;
      link.tabIndex = -1;
      link.setAttribute('role', 'option');
      const place = this.links.length;
      link.addEventListener('mousemove', () => this.choose(place));
      this.links.push(link);
      return link;
    });
    group.append(head, ...links);
    return group;
  }

  // A link that the app follows without loading the page again; another tab loads its address.
  linkTo(address, text) {
    const link = element('a', '', text);
    // The start page has no path of its own.
    link.href = this.tools.base + address.replace(/^home(?=\?|$)/, '');
    link.addEventListener('click', event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      this.go(address);
    });
    return link;
  }

  go(address) {
    this.dialog.close();
    this.tools.go(address);
  }

  choose(place) {
    this.chosen = Math.max(0, Math.min(place, this.links.length - 1));
    for (const [at, link] of this.links.entries()) link.setAttribute('aria-selected', String(at === this.chosen));
    const link = this.links[this.chosen];
    if (link) this.field.setAttribute('aria-activedescendant', link.id);
    else this.field.removeAttribute('aria-activedescendant');
    return link;
  }

  press(event) {
    const to = {ArrowDown: this.chosen + 1, ArrowUp: this.chosen - 1}[event.key];
    if (to !== undefined && this.links.length) {
      event.preventDefault();
      // Past the end it goes on at the other one.
      this.choose((to + this.links.length) % this.links.length)?.scrollIntoView({block: 'nearest'});
    } else if (event.key === 'Enter' && this.links.length) {
      event.preventDefault();
      const link = this.links[this.chosen];
      if (event.ctrlKey || event.metaKey) open(link.href, '_blank', 'noopener');
      else link.click();
    }
  }
}

export const open = (tools, takeTyped) => new Search(tools, takeTyped).open();
