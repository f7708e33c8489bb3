import module from "../core.wasm?module";
import signerModule from "../signer.wasm?module";

/** One request must not wait for a promise of another. */
export const sharesPromises = false;

export const load = () => module;

export const signer = () => signerModule;
