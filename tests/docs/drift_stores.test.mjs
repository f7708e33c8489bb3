// The adapters for stores: the files, what the package exports, their types, and the page about them.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { ROOT, read } from "./documents.mjs";
import { between } from "./stated.mjs";

const adapters = readdirSync(join(ROOT, "pkg/stores"))
  .filter((name) => name.endsWith(".js"))
  .map((name) => name.slice(0, -3));

test("each adapter is exported, has types, and is on the page", () => {
  assert.ok(adapters.length > 3);
  const exported = Object.keys(JSON.parse(read("pkg/package.json")).exports).filter((name) => name.startsWith("./stores/"));
  assert.deepEqual(exported.sort(), adapters.map((name) => `./stores/${name}`).sort());
  const table = between(read("docs/stores.md"), "| you run | take |", "\n\n");
  const listed = [...table.matchAll(/`docusign-jwt\/stores\/([\w-]+)`/g)].map(([, name]) => name);
  assert.deepEqual(listed.sort(), adapters.sort());
});

for (const name of adapters) {
  test(`options and defaults of ${name}`, () => {
    const [code, types] = [`pkg/stores/${name}.js`, `pkg/stores/${name}.d.ts`].map(read);
    const taken = new Map();
    for (const [, list] of code.matchAll(/^export function \w+\((?:\w+, )?\{ ([^}]*) \}/gm)) {
      for (const part of list.split(", ")) taken.set(...part.split(" = "));
    }
    const declared = new Map();
    for (const [, list] of types.matchAll(/^export function \w+\([\s\S]*?options\??: \{([\s\S]*?)\}\)/gm)) {
      for (const [, told, option] of list.matchAll(/(?:\/\*\* (.*?) \*\/\s*)?(\w+)\??:/g)) {
        const [, value] = told?.match(/Default: `([^`]*)`/) ?? [];
        declared.set(option, value);
      }
    }
    assert.deepEqual([...declared.keys()].sort(), [...taken.keys()].sort());
    for (const [option, value] of taken) {
      if (value === undefined) continue;
      // A default is told as it is: a text without its quotes.
      assert.equal(declared.get(option), value.replace(/^"(.*)"$/, "$1"), option);
    }
  });
}
