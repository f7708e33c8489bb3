// Every block of code in the documents: JavaScript and TypeScript are compiled against the types of the packed tarball,
// shell commands and JSON are parsed. Rust is compiled by `cargo test`, which reads the documents that `src/lib.rs` names.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import test from "node:test";
import { BLOCKS, placeOf } from "../harness/documents.mjs";
import { compile } from "./snippets.mjs";

const in_ = (...languages) => BLOCKS.filter(({ language }) => languages.includes(language));

test("no block is in a language that nobody checks", () => {
  // A picture or output is `text`. What is not parsed here: pages, wrangler's settings, crontabs.
  const known = ["js", "ts", "sh", "json", "rust", "text", "html", "toml", "crontab"];
  for (const block of BLOCKS) assert.ok(known.includes(block.language), `${placeOf(block)}: ${block.language || "no language"}`);
  for (const block of in_("rust")) assert.ok(["README.md", "docs/stores.md"].includes(block.document), placeOf(block));
});

test("JavaScript and TypeScript", () => {
  const blocks = in_("js", "ts").map((block) => ({ ...block, place: placeOf(block) }));
  assert.ok(blocks.length > 15, `${blocks.length}`);
  // As JavaScript is written: without annotations.
  compile("documents", blocks, { given: ["given.d.ts"], noImplicitAny: false });
});

test("shell", () => {
  assert.ok(in_("sh").length > 20);
  for (const block of in_("sh")) {
    const { status, stderr } = spawnSync("sh", ["-n"], { input: block.code, encoding: "utf8" });
    assert.equal(status, 0, `${placeOf(block)}: ${stderr}`);
  }
});

test("JSON", () => {
  for (const block of in_("json")) assert.doesNotThrow(() => JSON.parse(block.code), placeOf(block));
});
