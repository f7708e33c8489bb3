import module from "../core.wasm";
import signerModule from "../signer.wasm";

/** One request must not wait for a promise of another. */
export const sharesPromises = false;

export const load = () => module;

export const signer = () => signerModule;
