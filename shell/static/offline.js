// Stores opened presentations in the browser, so that a reload without network or server shows them.
//
// An address contains the hash of its content, so a stored copy is never stale. Only the last few are stored.
const CACHE = 'presentations';
const MAX_ENTRIES = 5;

const store = async path => {
  const cache = await caches.open(CACHE);
  if (!(await cache.match(path))) await cache.add(path);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, -MAX_ENTRIES).map(old => cache.delete(old)));
};

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));
self.addEventListener('message', event => event.waitUntil(store(event.data)));
self.addEventListener('fetch', event => {
  if (event.request.mode !== 'navigate') return;
  event.respondWith(
    caches
      .open(CACHE)
      .then(cache => cache.match(event.request.url))
      .then(stored => stored ?? fetch(event.request)),
  );
});
