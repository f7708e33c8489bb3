// Caches the files of one version of the page. The build makes the list, with a hash of all files.
importScripts("precache.js");
const { version, files, later } = self.PRECACHE;
const CACHE = `docusign-jwt-workbench-${version}`;

self.addEventListener("install", (event) => {
  const fresh = files.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(fresh))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => names.filter((name) => name.startsWith("docusign-jwt-workbench-") && name !== CACHE));
  event.waitUntil(old.then((names) => Promise.all(names.map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

/** The page has loaded files of a panel, perhaps without this worker. */
self.addEventListener("message", (event) => event.waitUntil(keepLater()));

async function keepLater() {
  const cache = await caches.open(CACHE);
  for (const file of later) if (!(await cache.match(file))) await cache.add(new Request(file, { cache: "no-cache" }));
}

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method !== "GET" || new URL(url).origin !== location.origin) return;
  event.respondWith(answer(event.request));
});

/** Serves from the cache of this version, else from the network. */
async function answer(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
}
