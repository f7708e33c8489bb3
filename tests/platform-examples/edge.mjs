// The rule of the edge runtime, in Node: the platform compiles the module; from then on nothing compiles bytes. Calls the
// middleware once for each address given, and prints what it answers.
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";

const [, , bundle, wasm, ...requests] = process.argv;
globalThis.compiledByThePlatform = new WebAssembly.Module(readFileSync(wasm));
globalThis.environmentOfThePlatform = { ...process.env };
// Node's fetch has WebAssembly in it too.
await fetch(process.env.DOCUSIGN_AUTH_SERVER);
setFlagsFromString("--wasm-max-module-size=1");
globalThis.EdgeRuntime = "edge-runtime";

const { default: middleware, config } = await import(bundle);
const answers = [];
for (const text of requests) {
  const [method, url] = text.split(" ");
  const response = await middleware(new Request(url, { method }));
  answers.push(response === undefined ? null : { status: response.status, body: await response.json() });
}
console.log(JSON.stringify({ config, answers }));
