// The rules of Vercel's edge runtime, in Node: the platform compiles the module in a realm of its own, and from then on
// the engine itself refuses to compile bytes.
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const [, , bundle, wasm, referee] = process.argv;
const { Module } = runInNewContext("WebAssembly");
globalThis.compiledByThePlatform = new Module(readFileSync(wasm));
// Node's fetch has WebAssembly in it too.
await fetch(referee);
setFlagsFromString("--wasm-max-module-size=1");
globalThis.EdgeRuntime = "edge-runtime";
const { start } = await import(bundle);
await start(referee);
