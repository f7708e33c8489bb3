// A process that signs as often as it is told to, and says how long that took: one peer, in Node, Deno or Bun.
import process from "node:process";
import { createInterface } from "node:readline";

const { default: open } = await import(`./peers/${process.argv[2]}.mjs`);
const signers = new Map();

for await (const line of createInterface({ input: process.stdin })) {
  const { pem, now, count } = JSON.parse(line);
  if (!signers.has(pem)) signers.set(pem, await open(pem));
  const sign = signers.get(pem);
  const assertions = [];
  const begun = performance.now();
  for (let at = 0; at < count; at += 1) assertions.push(await sign(now + at * 1000));
  const milliseconds = performance.now() - begun;
  console.log(JSON.stringify({ milliseconds, assertions, path: sign.path?.(now) }));
}
