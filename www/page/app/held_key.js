// The one key in the page: in WebAssembly memory, wiped when it is replaced, removed, or when the page closes.

let key;
let throwaway = false;
const listeners = new Set();

export const heldKey = () => key;

/** Whether the key is a throwaway key. */
export const isThrowaway = () => throwaway;

export function hold(parsed, isForNow = false) {
  key?.free();
  key = parsed;
  throwaway = isForNow;
  for (const tell of listeners) tell(key);
}

export const forget = () => hold(undefined);

/** Calls the listener now and whenever the key changes. */
export function onKey(listener) {
  listeners.add(listener);
  listener(key);
}

addEventListener("pagehide", forget);
