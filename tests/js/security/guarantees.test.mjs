// SECURITY.md promises nothing without a test: each guarantee names one that exists.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../../../", import.meta.url);
const text = readFileSync(new URL("SECURITY.md", root), "utf8");
const section = text.slice(text.indexOf("## Guarantees"), text.indexOf("## Limits"));
const rows = section.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| guarantee") && !line.startsWith("| ---"));

/** Whether a file has a test of this name, or, where it is no file of tests, the word. */
function has(source, file, name) {
  if (file.endsWith(".mjs")) return [...source.matchAll(/^ *test\((?:"|`)([^\n]*)/gm)].some(([, rest]) => rest.includes(name));
  if (file.startsWith("tests/") || file.includes("/tests/")) return source.includes(`#[test]\nfn ${name}()`);
  return source.includes(name);
}

test("each guarantee names a test that exists", () => {
  assert.ok(rows.length >= 20, `${rows.length}`);
  for (const row of rows) {
    const [, guarantee, shown] = row.split("|").map((cell) => cell.trim());
    const named = /^`([^`]+)`: `(.+)`$/.exec(shown);
    assert.ok(named, `"${guarantee}" names no test`);
    const [, file, name] = named;
    const url = new URL(file, root);
    assert.ok(existsSync(url), `${file} does not exist`);
    assert.ok(has(readFileSync(url, "utf8"), file, name), `${file} has no test "${name}"`);
  }
});

test("every link leads to a file", () => {
  for (const [, link] of text.matchAll(/\]\(([^)]+)\)/g)) assert.ok(existsSync(new URL(link, root)), link);
});

test("there is no address to write to but the repository's own", () => {
  assert.doesNotMatch(text, /[\w.+-]+@[\w-]+\.[a-z]+/i);
});
