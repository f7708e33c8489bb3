// Scopes: any word is one, but those that we know by name are spelled one way.
import assert from "node:assert/strict";
import test from "node:test";
import { BLOCKS, placeOf, read } from "./documents.mjs";
import { between, quoted } from "./stated.mjs";

const known = quoted(between(read("pkg/index.d.ts"), "export type KnownScope =", ";"));
const core = read("src/config/scope.rs");

test("the scopes that the core knows are among those of the types", () => {
  const constants = [...core.matchAll(/^pub const \w+: &str = "(\w+)"/gm)].map(([, name]) => name);
  const others = quoted(between(core, "const OF_USERS: ", "];"));
  assert.ok(constants.length > 3 && others.length > 2);
  for (const scope of [...constants, ...others]) assert.ok(known.includes(scope), scope);
  assert.equal(new Set(known).size, known.length);
});

test("the scopes in documents and in the help are among them", () => {
  let seen = 0;
  const check = (words, place) => {
    for (const scope of words) {
      seen += 1;
      assert.ok(known.includes(scope), `${place}: ${scope}`);
    }
  };
  for (const block of BLOCKS) {
    for (const [, list] of block.code.matchAll(/\bscopes: \[([^\]]*)\]/g)) check(quoted(list), placeOf(block));
    for (const [, list] of block.code.matchAll(/--scopes '([^']*)'/g)) check(list.split(" "), placeOf(block));
  }
  for (const [, list] of read("pkg/cli/commands.js").matchAll(/--scopes '([^']*)'/g)) check(list.split(" "), "help");
  assert.ok(seen > 4, `${seen}`);
});
