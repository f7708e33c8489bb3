import { readFileSync } from "node:fs";

export const sharesPromises = true;

// The addresses stand here in full, so that tools that copy what a program reads find both files.
export const load = () => new WebAssembly.Module(readFileSync(new URL("../core.wasm", import.meta.url)));

export const signer = () => readFileSync(new URL("../signer.wasm", import.meta.url));
