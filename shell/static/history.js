// The browser's back button takes back one choice: no more entries in its history than choices.
//
// Streamlit adds an entry for each address that differs from the last one. Where a page only completes its address, as
// when it is opened and writes its defaults, the entry before would show the same; so the entry is replaced.
//
// Where the map of the page stands is in the address too. The server does not know it: `map/map_address.js` keeps it in
// `__nspdMaps.address`, {path, text}, and it is added here to each address of that page; an empty text takes it out.
{
  const push = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);

  // Whether `next` shows what `now` shows: the same page, and no choice in both addresses with another value.
  const completes = (now, next) =>
    now.pathname === next.pathname &&
    now.hash === next.hash &&
    [...now.searchParams].every(([key, value]) => !next.searchParams.has(key) || next.searchParams.get(key) === value);

  const withPosition = url => {
    const next = new URL(url, location.href);
    const {path, text} = window.__nspdMaps?.address ?? {};
    if (next.pathname !== path) return next;
    if (text) next.searchParams.set('position', text);
    else next.searchParams.delete('position');
    return next;
  };

  history.pushState = (state, unused, url) => {
    if (typeof url !== 'string') return push(state, unused, url);
    const next = withPosition(url);
    return completes(new URL(location.href), next) ? replace(state, unused, next) : push(state, unused, next);
  };
  history.replaceState = (state, unused, url) =>
    replace(state, unused, typeof url === 'string' ? withPosition(url) : url);
}
