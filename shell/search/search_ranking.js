// Which entries of the index answer a question, best first. No state, no page: the same question has the same answer.
//
// `shell/search/index.py` documents the index. Every word of the question must be found in an entry; one letter may be
// wrong in it. A question that names a place and a subject gets the subject in that place first.

const MOST = {combined: 4, indicator: 8, place: 6};
const MOST_OTHERS = 5;
// What a word counts for by where it was found, and by how: whole, its beginning or end, within it, with an error.
const FIELDS = {label: 10, names: 8.5, keywords: 3};
const [EXACT, BEGIN, END, WITHIN, ERROR, ERROR_BEGIN] = [1, 0.86, 0.75, 0.5, 0.62, 0.45];
const SHORTEST_ERROR = 4;
const SHORTEST_END = 4;
const SHORTEST_WITHIN = 3;
const WEIGHT = 0.25;
// The share of the best score below which a result is left out.
const LEAST = 0.55;
// How alike two texts must be to be offered where nothing was found: shared pairs of letters, 0 to 1.
const LIKENESS = 0.3;
const MOST_NEAREST = 6;

// The text as it is searched, ij written as y; `fold` in entries.py does the same.
export const fold = text =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll("'", '')
    .replaceAll('ij', 'y')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();

// The index, ready for questions: each word once, and entries with the numbers of their words.
export const readIndex = ({entries, kinds, places, ignored, texts}) => {
  const numbers = new Map();
  const numbersOf = text =>
    text
      .split(' ')
      .filter(Boolean)
      .map(word => {
        if (!numbers.has(word)) numbers.set(word, numbers.size);
        return numbers.get(word);
      });
  const read = entries.map(([kind, label, address, detail, names, keywords, weight, mask], order) => ({
    kind: kinds[kind][0],
    label,
    address,
    detail,
    weight,
    order,
    mask: mask ? BigInt(`0x${mask}`) : 0n,
    words: {label: numbersOf(fold(label)), names: numbersOf(names), keywords: numbersOf(keywords)},
  }));
  return {
    texts,
    titles: new Map([['combined', texts.kind_combined], ...kinds]),
    ignored: new Set(ignored),
    entries: read,
    vocabulary: [...numbers.keys()],
    places: places.map(([entry, key, level], bit) => ({entry: read[entry], key, level, bit: BigInt(bit)})),
    asked: new Map(),
  };
};

// Whether one letter more, less, other, or two in another order make one word of the other.
export const isOneError = (one, other) => {
  if (Math.abs(one.length - other.length) > 1 || one === other) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  if (one.length > other.length) return one.slice(at + 1) === other.slice(at);
  if (one.length < other.length) return one.slice(at) === other.slice(at + 1);
  const swapped = one[at] === other[at + 1] && one[at + 1] === other[at];
  return one.slice(at + 1) === other.slice(at + 1) || (swapped && one.slice(at + 2) === other.slice(at + 2));
};

const howFound = (asked, word) => {
  if (word === asked) return EXACT;
  if (word.startsWith(asked)) return BEGIN;
  // The last part of a Dutch compound says what it is: prijs in huizenprijs.
  if (asked.length >= SHORTEST_END && word.endsWith(asked)) return END;
  if (asked.length >= SHORTEST_WITHIN && word.includes(asked)) return WITHIN;
  if (asked.length < SHORTEST_ERROR) return 0;
  if (isOneError(asked, word)) return ERROR;
  if (asked[0] !== word[0]) return 0;
  const begins = [-1, 0, 1].some(more => isOneError(asked, word.slice(0, asked.length + more)));
  return asked.length > SHORTEST_ERROR && begins ? ERROR_BEGIN : 0;
};
const isError = how => how === ERROR || how === ERROR_BEGIN;

// How a word of the question is found in each word of the vocabulary; kept, because the next key changes one word.
const lookUp = (asked, index) => {
  if (!index.asked.has(asked)) {
    const found = new Map();
    for (const [number, word] of index.vocabulary.entries()) {
      const how = howFound(asked, word);
      if (how) found.set(number, how);
    }
    // A word that is there as it was typed holds no error.
    const isThere = [...found.values()].includes(EXACT);
    if (isThere) for (const [number, how] of found) if (isError(how)) found.delete(number);
    index.asked.set(asked, found);
  }
  return index.asked.get(asked);
};

// What one word of the question counts for in an entry, and whether its label has it; 0 where it is not found.
const countWord = (found, {words}) => {
  let best = 0;
  let inLabel = 0;
  for (const [field, value] of Object.entries(FIELDS))
    for (const number of words[field]) {
      const how = found.get(number) ?? 0;
      if (field === 'keywords' && isError(how)) continue;
      if (field === 'label' && how) inLabel = 1;
      best = Math.max(best, value * how);
    }
  return [best, inLabel];
};

// What an entry counts for; 0 where a word of the question is not found in it.
const countEntry = (asked, entry, index) => {
  let sum = 0;
  let inLabel = 0;
  for (const word of asked) {
    const [counted, named] = countWord(lookUp(word, index), entry);
    if (!counted) return 0;
    sum += counted;
    inLabel += named;
  }
  // Of two labels with all words the one that says no more is nearer.
  return sum / asked.length + Math.min(1, inLabel / entry.words.label.length) + WEIGHT * entry.weight;
};

const byScore = (one, other) => other.score - one.score || one.order - other.order;
const rank = (asked, index) =>
  index.entries
    .map(entry => ({...entry, score: countEntry(asked, entry, index)}))
    .filter(({score}) => score > 0)
    .sort(byScore);

// The subject in the place, where the question names both: only indicators with a figure of that place.
const combine = (asked, index) => {
  const found = [];
  const ranked = new Map();
  const rankOnce = rest => {
    const key = rest.join(' ');
    if (!ranked.has(key))
      ranked.set(
        key,
        rank(rest, index).filter(({kind}) => kind === 'indicator'),
      );
    return ranked.get(key);
  };
  for (const place of index.places) {
    const named = asked.filter(word => isOfPlace(lookUp(word, index), place.entry));
    const rest = asked.filter(word => !named.includes(word));
    if (!named.length || !rest.length) continue;
    const ofPlace = countEntry(named, place.entry, index);
    for (const entry of rankOnce(rest)) {
      if (!((entry.mask >> place.bit) & 1n)) continue;
      const address = `${entry.address}&level=${place.level}&focus=${encodeURIComponent(place.key)}`;
      const label = `${entry.label} · ${place.entry.label}`;
      const score = (entry.score * rest.length + ofPlace * named.length) / asked.length;
      found.push({...entry, kind: 'combined', label, address, score, order: entry.order + place.entry.order / 1000});
    }
  }
  return found.sort(byScore);
};
const isOfPlace = (found, {words}) =>
  words.label.some(number => [EXACT, BEGIN, ERROR].includes(found.get(number))) ||
  words.names.some(number => found.get(number) === EXACT);

// What is most like a question that nothing answers: entries with one of its words, then those spelled like it.
const pairsOf = text => new Set(Array.from(text.slice(1), (letter, at) => text[at] + letter));
const likeness = (first, second) => {
  const shared = [...first].filter(pair => second.has(pair)).length;
  return (2 * shared) / (first.size + second.size || 1);
};
const nearest = (asked, index) => {
  index.pairs ??= index.vocabulary.map(pairsOf);
  const alike = asked.map(word => index.pairs.map(pairs => likeness(pairsOf(word), pairs)));
  return index.entries
    .map(entry => {
      const numbers = [...entry.words.label, ...entry.words.names];
      const counted = asked.map((word, at) => {
        const like = Math.max(...numbers.map(number => alike[at][number]));
        return Math.max(countWord(lookUp(word, index), entry)[0], like > LIKENESS ? like * FIELDS.label : 0);
      });
      return {...entry, score: counted.reduce((sum, one) => sum + one, 0) + WEIGHT * entry.weight};
    })
    .filter(({score}) => score > LIKENESS * FIELDS.label)
    .sort(byScore)
    .slice(0, MOST_NEAREST);
};

// Results by kind, the kind of the best result first: {groups: [{kind, title, results}], exact}. exact: whether every word
// of the question was found; else the results are the nearest ones.
export const ask = (question, index) => {
  const words = fold(question).split(' ').filter(Boolean);
  const meaningful = words.filter(word => !index.ignored.has(word));
  const asked = meaningful.length ? meaningful : words;
  if (!asked.length) return {groups: [], exact: true};
  let results = [...combine(asked, index), ...rank(asked, index)].sort(byScore);
  const exact = results.length > 0;
  // What has the words only in passing is left out where others have them in their name.
  results = exact ? results.filter(({score}) => score >= LEAST * results[0].score) : nearest(asked, index);
  const groups = new Map();
  for (const result of results) {
    const {kind} = result;
    if (!groups.has(kind)) groups.set(kind, {kind, title: index.titles.get(kind), results: []});
    const group = groups.get(kind);
    if (group.results.length < (MOST[kind] ?? MOST_OTHERS)) group.results.push(result);
  }
  return {groups: [...groups.values()], exact};
};
