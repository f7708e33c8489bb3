import module from "../core.wasm";
import signerModule from "../signer.wasm";

/** A request must not await a promise of another request. */
export const sharesPromises = false;

/** Code at import is done before the first request arrives. */
export const startsAtImport = true;

export const load = () => module;

export const signer = () => signerModule;
