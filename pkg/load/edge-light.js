import module from "../core.wasm?module";

/** One request must not wait for a promise of another. */
export const sharesPromises = false;

/** The module of the signer is not here: Next compiles all modules of a route, and Node 20 refuses that one. */
export const load = () => module;
