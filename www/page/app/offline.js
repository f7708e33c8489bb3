// A service worker caches the page's files, never typed text, so that the page works offline.
const canKeep = "serviceWorker" in navigator && isSecureContext;

export function startOffline() {
  if (!canKeep) return;
  navigator.serviceWorker.register("service_worker.js").catch(() => {
    // The host does not serve it: the page works, but not offline.
  });
}

/** Caches the emulator too, which the service worker may not have seen. */
export async function keepEmulator() {
  if (!canKeep) return;
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage("keep the emulator");
}
