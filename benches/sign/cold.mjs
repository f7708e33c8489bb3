// The first assertion of a fresh process: one peer, in Node, Deno or Bun. `cold` is without the import.
import process from "node:process";

const [, , peer, pem, now] = process.argv;
const begun = performance.now();
const { default: open } = await import(`./peers/${peer}.mjs`);
const imported = performance.now();
const sign = await open(pem);
const assertion = await sign(Number(now));
const signed = performance.now();
console.log(JSON.stringify({ cold: signed - imported, whole: signed - begun, assertion }));
