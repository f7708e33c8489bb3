import module from "../core.wasm";
import signerModule from "../signer.wasm";

/** One request must not wait for a promise of another. */
export const sharesPromises = false;

/** What runs at import is over before the first request comes. */
export const startsAtImport = true;

export const load = () => module;

export const signer = () => signerModule;
