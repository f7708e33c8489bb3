import { readFileSync } from "node:fs";

export const sharesPromises = true;

// This module becomes part of `node/all.cjs`. The paths stand here in full, so that tools that copy what a program reads
// find both files.
export const load = () => new WebAssembly.Module(readFileSync(__dirname + "/../core.wasm"));

export const signer = () => readFileSync(__dirname + "/../signer.wasm");
