// The browser's back button takes back one choice: no more entries in its history than choices.
//
// Streamlit adds an entry for each address that differs from the last one. Where a page only completes its address, as
// when it is opened and writes its defaults, the entry before would show the same; so the entry is replaced.
{
  const push = history.pushState.bind(history);

  // Whether `next` shows what `now` shows: the same page, and no choice in both addresses with another value.
  const completes = (now, next) =>
    now.pathname === next.pathname &&
    now.hash === next.hash &&
    [...now.searchParams].every(([key, value]) => !next.searchParams.has(key) || next.searchParams.get(key) === value);

  history.pushState = (state, unused, url) => {
    const same = typeof url === 'string' && completes(new URL(location.href), new URL(url, location.href));
    return same ? history.replaceState(state, unused, url) : push(state, unused, url);
  };
}
