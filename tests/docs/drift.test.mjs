// What is typed in Rust, in JavaScript and in the types says the same.
import assert from "node:assert/strict";
import test from "node:test";
import { read } from "./documents.mjs";

const types = read("pkg/index.d.ts");
const quoted = (text) => [...text.matchAll(/"([^"]+)"/g)].map(([, name]) => name);
const between = (text, start, end) => {
  const at = text.indexOf(start);
  assert.ok(at >= 0, start);
  return text.slice(at + start.length, text.indexOf(end, at + start.length));
};
const number = (file, pattern) => Number(read(file).match(pattern)[1].replaceAll("_", ""));

test("the options of a client", () => {
  const core = quoted(between(read("src/wasm.rs"), "const CLIENT_OPTIONS: [&str; ", "];"));
  const own = quoted(between(read("pkg/lib/auth.js"), "const OWN = [", "];"));
  const common = between(types, "interface CommonOptions {", "\n}\n");
  const declared = [...common.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name]) => name);
  assert.deepEqual([...declared, "privateKey", "signer"].sort(), [...core, ...own].sort());
});

test("the defaults that the types tell", () => {
  const told = (name) => Number(types.match(new RegExp(`Default: (\\d+)[^/]*\\*/\\n  ${name}\\?: `))[1]);
  const retry = read("src/retry.rs").match(/Self \{ limit: (\d+), min_delay: (\d+), max_delay: (\d+) \}/);
  const [limit, minDelay, maxDelay] = retry.slice(1).map(Number);
  const expected = {
    timeout: number("src/client.rs", /TIMEOUT: u64 = ([\d_]+)/),
    refreshMargin: number("src/client.rs", /REFRESH_MARGIN: u64 = ([\d_]+)/),
    lifetime: number("src/assertion.rs", /LIFETIME: u64 = ([\d_]+)/),
    limit,
    minDelay,
    maxDelay,
  };
  for (const [name, value] of Object.entries(expected)) assert.equal(told(name), value, name);
});

test("the scopes that the core knows are among those of the types", () => {
  const known = quoted(between(types, "export type KnownScope =", ";"));
  const core = [...read("src/scope.rs").matchAll(/^pub const \w+: &str = "(\w+)"/gm)].map(([, name]) => name);
  assert.ok(core.length > 3);
  for (const scope of core) assert.ok(known.includes(scope), scope);
  assert.equal(new Set(known).size, known.length);
});
