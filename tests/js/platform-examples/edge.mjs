// The rule of the edge runtime, in Node: the platform compiles the module; from then on nothing compiles bytes. Calls the
// middleware once for each request given, a method, an address and headers, and prints what it answers.
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
  const [method, url, ...headers] = JSON.parse(text);
  const response = await middleware(new Request(url, { method, headers: Object.fromEntries(headers) }));
  const body = await response?.text();
  const isJson = response?.headers.get("content-type")?.startsWith("application/json");
  answers.push(response === undefined ? null : { status: response.status, body: isJson ? JSON.parse(body) : body });
}
console.log(JSON.stringify({ config, answers }));
