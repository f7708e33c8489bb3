import { readFileSync } from "node:fs";

export const sharesPromises = true;

// This module becomes part of `node/all.cjs`. The paths stand here in full, so that tools that copy what a program reads
// find both files.
// biome-ignore lint/style/useTemplate: tools that trace files know this form best.
export const load = () => new WebAssembly.Module(readFileSync(__dirname + "/../core.wasm"));

// biome-ignore lint/style/useTemplate: tools that trace files know this form best.
export const signer = () => readFileSync(__dirname + "/../signer.wasm");
