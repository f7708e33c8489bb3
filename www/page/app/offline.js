// A service worker keeps the page's files, never what is typed, so that it opens without a network.
export function startOffline() {
  if (!("serviceWorker" in navigator) || !isSecureContext) return;
  navigator.serviceWorker.register("service_worker.js").catch(() => {
    // A host that does not serve it; the page works, only not offline.
  });
}
