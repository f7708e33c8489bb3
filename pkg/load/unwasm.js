import module from "../core.wasm?module";
import signerModule from "../signer.wasm?module";

/** A request must not await a promise of another request. */
export const sharesPromises = false;

export const load = () => module;

export const signer = () => signerModule;
