// What onEvent can hear: what is emitted, the types, and the page on stores say the same.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { ROOT, read } from "./documents.mjs";
import { between, quoted } from "./stated.mjs";

const modules = readdirSync(join(ROOT, "pkg/lib"), { recursive: true }).filter((name) => name.endsWith(".js"));
const code = modules.map((name) => read(`pkg/lib/${name}`)).join("\n");
const declared = between(read("pkg/index.d.ts"), "export type DocusignEvent =", "\n);\n").replaceAll(/\/\*[\s\S]*?\*\//g, "");

/** The members of each event, by its type. */
const events = new Map(
  [...declared.matchAll(/\{\s*type: "(\w+)";?([^}]*)\}/g)].map(([, type, body]) => {
    return [type, [...body.matchAll(/(\w+)\??:/g)].map(([, name]) => name).sort()];
  }),
);

/** The words of a member that is a union. */
const wordsOf = (type, member) => {
  const start = declared.indexOf(`type: "${type}"`);
  return quoted(between(declared.slice(start), `${member}:`, ";")).sort();
};

test("events and what they carry", () => {
  const emitted = new Map();
  for (const [, type, rest] of code.matchAll(/emit\(\{ type: "(\w+)",?((?:[^{}]|\{[^}]*\})*)\}/g)) {
    // What is spread in: who it is about, of every event; limits, which have a file of their own.
    const limits = rest.includes("...limits") ? between(read("pkg/lib/client/rate_limit.js"), "const limits = {", "};") : "";
    const optional = rest.includes("{ error }") ? ["error"] : [];
    const plain = rest.replaceAll(/\.\.\.\([^)]*\)|\.\.\.\w+(?:\([^)]*\))?/g, "");
    const named = plain
      .split(",")
      .map((part) => part.trim().split(":")[0])
      .filter(Boolean);
    const spread = [...limits.matchAll(/(\w+):/g)].map(([, name]) => name);
    const names = [...(emitted.get(type) ?? []), ...named, ...spread, ...optional];
    emitted.set(type, [...new Set(names)].sort());
  }
  assert.ok(emitted.size > 5);
  assert.deepEqual(Object.fromEntries([...events].sort()), Object.fromEntries([...emitted].sort()));
});

test("which call of a store failed", () => {
  const called = [...code.matchAll(/callStore\("(\w+)"|type: "store_failed", operation: "(\w+)"/g)];
  const names = new Set(called.map(([, call, told]) => call ?? told));
  assert.deepEqual(wordsOf("store_failed", "operation"), [...names].sort());
});

test("why what a store returned is not used", () => {
  const told = [...code.matchAll(/rejected: "(\w+)"/g)].map(([, word]) => word);
  const ofCore = quoted(between(read("src/protocol/stored_token.rs"), "fn as_str(self) -> &'static str {", "\n    }\n"));
  const reasons = [...new Set([...told, ...ofCore])].sort();
  assert.deepEqual(wordsOf("store_rejected", "reason"), reasons);
  const [, row] = read("docs/stores.md").match(/^\| `store_rejected` \|(.*)\|$/m);
  assert.deepEqual([...row.matchAll(/`(\w+)`/g)].map(([, word]) => word).sort(), reasons);
});

test("the page on stores lists the events of stores", () => {
  const rows = [...read("docs/stores.md").matchAll(/^\| `(store_\w+)` \|/gm)].map(([, type]) => type);
  assert.deepEqual(rows.sort(), [...events.keys()].filter((type) => type.startsWith("store_")).sort());
});
