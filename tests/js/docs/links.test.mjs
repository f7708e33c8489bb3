// Where documents point to is there, and every page of the documentation is found from the README.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { DOCUMENTS, ROOT } from "../../../xtask/reference/markdown.mjs";
import { anchorsOf, linksOf } from "../harness/documents.mjs";

for (const name of DOCUMENTS) {
  test(`links of ${name}`, () => {
    for (const { link, path, anchor } of linksOf(name)) {
      assert.ok(existsSync(join(ROOT, path)), `${name}: ${link} leads nowhere`);
      if (anchor !== undefined) assert.ok(anchorsOf(path).includes(anchor), `${name}: ${link}: no such heading`);
    }
  });
}

test("every page of the documentation is linked, from the README on", () => {
  const seen = new Set(["README.md"]);
  for (const name of seen) {
    for (const { path } of linksOf(name)) if (DOCUMENTS.includes(path)) seen.add(path);
  }
  const pages = DOCUMENTS.filter((name) => name.startsWith("docs/"));
  assert.ok(pages.length > 4);
  assert.deepEqual(
    pages.filter((name) => !seen.has(name)),
    [],
  );
});
