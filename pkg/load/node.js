import { readFileSync } from "node:fs";

export const sharesPromises = true;

export const load = () => new WebAssembly.Module(read("../core.wasm"));

export const signer = () => read("../signer.wasm");

/** @param {string} file */
const read = (file) => readFileSync(new URL(file, import.meta.url));
