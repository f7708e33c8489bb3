// Every block of code in the documents: JavaScript and TypeScript are compiled against the types of the packed tarball,
// shell commands and JSON are parsed. Rust is compiled by `cargo test`, which reads the documents that `src/lib.rs` names.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { BLOCKS, ROOT, placeOf } from "./documents.mjs";

const in_ = (...languages) => BLOCKS.filter(({ language }) => languages.includes(language));

test("no block is in a language that nobody checks", () => {
  // A picture or output is `text`. What is not parsed here: pages, wrangler's settings, crontabs.
  const known = ["js", "ts", "sh", "json", "rust", "text", "html", "toml", "crontab"];
  for (const block of BLOCKS) assert.ok(known.includes(block.language), `${placeOf(block)}: ${block.language || "no language"}`);
  for (const block of in_("rust")) assert.ok(["README.md", "docs/stores.md"].includes(block.document), placeOf(block));
});

test("JavaScript and TypeScript", () => {
  const folder = join(ROOT, "tests/docs/.check");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const places = new Map();
  for (const block of in_("js", "ts")) {
    const name = `${placeOf(block).replaceAll(/\W+/g, "-")}.${block.language}`;
    places.set(name, placeOf(block));
    writeFileSync(join(folder, name), `${block.code}\n`);
  }
  assert.ok(places.size > 15, `${places.size}`);
  const compilerOptions = {
    target: "es2024",
    lib: ["es2024", "esnext.disposable", "dom", "dom.iterable", "dom.asynciterable"],
    types: ["node"],
    module: "esnext",
    moduleResolution: "bundler",
    moduleDetection: "force",
    allowJs: true,
    checkJs: true,
    strict: true,
    // As JavaScript is written: without annotations.
    noImplicitAny: false,
    skipLibCheck: true,
    noEmit: true,
  };
  const project = { compilerOptions, files: ["../given.d.ts", ...places.keys()] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(project));
  const tsc = join(ROOT, "node_modules/.bin/tsc");
  const { status, stdout } = spawnSync(tsc, ["--project", folder, "--pretty", "false"], { encoding: "utf8" });
  const told = stdout.replaceAll(/^.*?([\w-]+\.[jt]s)\((\d+),/gm, (all, name, line) => `${places.get(name) ?? name} +${line} (`);
  assert.equal(status, 0, told);
  rmSync(folder, { recursive: true });
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
