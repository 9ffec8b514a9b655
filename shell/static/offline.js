// Keeps opened presentations in the browser: a reload without network or server shows the same presentation.
//
// An address holds the hash of what it shows, so what is kept is never out of date. Only the last few are kept.
const KEPT = 'presentations';
const MOST = 5;

const keep = async path => {
  const cache = await caches.open(KEPT);
  if (!(await cache.match(path))) await cache.add(path);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, -MOST).map(old => cache.delete(old)));
};

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));
self.addEventListener('message', event => event.waitUntil(keep(event.data)));
self.addEventListener('fetch', event => {
  if (event.request.mode !== 'navigate') return;
  event.respondWith(
    caches
      .open(KEPT)
      .then(cache => cache.match(event.request.url))
      .then(kept => kept ?? fetch(event.request)),
  );
});
