// A service worker keeps the page's files, never what is typed, so that it opens without a network.
const canKeep = "serviceWorker" in navigator && isSecureContext;

export function startOffline() {
  if (!canKeep) return;
  navigator.serviceWorker.register("service_worker.js").catch(() => {
    // A host that does not serve it; the page works, only not offline.
  });
}

/** Has the emulator kept too, which is loaded where the service worker may not have seen it. */
export async function keepEmulator() {
  if (!canKeep) return;
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage("keep the emulator");
}
