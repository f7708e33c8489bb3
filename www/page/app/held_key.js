// The one key that the page holds: in wasm memory, wiped when it is replaced, forgotten, or left behind.

let key;
const listeners = new Set();

export const heldKey = () => key;

export function hold(parsed) {
  key?.free();
  key = parsed;
  for (const tell of listeners) tell(key);
}

export const forget = () => hold(undefined);

/** Calls the listener now and whenever the key changes. */
export function onKey(listener) {
  listeners.add(listener);
  listener(key);
}

addEventListener("pagehide", forget);
