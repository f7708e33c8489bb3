import module from "../core.wasm?module";

/** A request must not await a promise of another request. */
export const sharesPromises = false;

/** Without the signer module: Next compiles all modules of a route, and Node 20 refuses this one. */
export const load = () => module;
