// What is in the tarball: exactly the files of files.txt, and what the entries of the manifest reach.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { PACKAGE, ROOT, TARBALL, filesIn } from "../harness/packed.mjs";

const list = readFileSync(new URL("files.txt", import.meta.url), "utf8")
  .trim()
  .split("\n");
const manifest = JSON.parse(readFileSync(join(PACKAGE, "package.json")));
const { stdout } = spawnSync("tar", ["-tzf", TARBALL], { encoding: "utf8" });
const packed = stdout
  .trim()
  .split("\n")
  .map((path) => path.replace(/^package\//, ""))
  .sort();

const isScript = (file) => /\.c?js$/.test(file);
const IMPORTS = /(?:\bfrom|^import|\bimport\()\s*"([^"]+)"/gm;
const REQUIRES = /\brequire\("([^"]+)"\)/gm;

/** Every file that the entries of the manifest reach, by their imports. */
function reached() {
  const strings = (value) => (typeof value === "object" ? Object.values(value).flatMap(strings) : [value]);
  const files = new Set();
  const visit = (file) => {
    if (files.has(file)) return;
    files.add(file);
    if (!isScript(file)) return;
    assert.ok(existsSync(join(PACKAGE, file)), `${file} is imported, but not there`);
    const source = readFileSync(join(PACKAGE, file), "utf8").slice(0, 100_000);
    for (const [, target] of source.matchAll(file.endsWith(".cjs") ? REQUIRES : IMPORTS)) {
      if (target.startsWith(".")) visit(join(dirname(file), target.replace("?module", "")));
      else assert.match(target, /^(node|cloudflare):/, `${file} imports ${target}`);
    }
  };
  for (const entry of strings([manifest.exports, manifest.bin ?? []])) visit(join(entry));
  return [...files];
}

test("exactly the files that are meant to be there", () => {
  const meant = [...list, ...reached()];
  const unmeant = packed.filter((file) => !meant.includes(file));
  const missing = meant.filter((file) => !packed.includes(file));
  assert.deepEqual(unmeant, [], "in the tarball, but neither in tests/js/package/files.txt nor reached");
  assert.deepEqual(missing, [], "not in the tarball");
  assert.deepEqual(filesIn(PACKAGE), packed, "what the tests use is the tarball");
});

test("every file of JavaScript is reached from an entry, and imports nothing but the package and its platform", () => {
  const scripts = packed.filter(isScript);
  const all = reached();
  assert.deepEqual(
    scripts.filter((file) => !all.includes(file)),
    [],
    "reached from nowhere",
  );
});

test("the manifest: no dependency, nothing that runs at installation", () => {
  for (const field of ["dependencies", "peerDependencies", "optionalDependencies", "scripts"]) {
    assert.equal(manifest[field], undefined, field);
  }
});

test("whoever steps into the package reads its modules: not minified, each named", () => {
  const modules = ["lib/client/auth.js", "lib/core/core.js", "lib/keys/private_key.js", "lib/page/consent_url.js"];
  // The command line is minified: users run it and do not read it.
  for (const file of packed.filter((name) => isScript(name) && !["core-inline.js", "cli.js"].includes(name))) {
    const text = readFileSync(join(PACKAGE, file), "utf8");
    // A text may be long: it is data.
    const longest = Math.max(...text.split("\n").map((line) => line.replace(/"[^"]*"|`[^`]*`/g, "").length));
    assert.ok(longest < 400, `${file} has a line of ${longest} characters`);
  }
  const read = (file) => readFileSync(join(PACKAGE, file), "utf8");
  const bundled = ["client.js", "shared.js", "lib.js", "page.js"].map(read).join("\n");
  for (const name of modules) {
    assert.ok(bundled.includes(`// ${name}\n`), name);
    if (!name.startsWith("lib/page/")) assert.ok(read("node/all.cjs").includes(`// ${name}\n`), name);
  }
  assert.match(read("node/all.cjs"), /^ {2}async getAccessToken\(/m);
  assert.match(read("node/page.cjs"), /^function consentUrl\(/m);
});

test("no path of the machine it was built on", () => {
  for (const file of packed) {
    const text = readFileSync(join(PACKAGE, file), "latin1");
    assert.doesNotMatch(text, /\/\.cargo\/|\/home\/|\/root\/|\/Users\//, file);
    assert.ok(!text.includes(ROOT), file);
  }
});

test("the inline modules are core.wasm and signer.wasm", async () => {
  const { default: core, signer } = await import(new URL(`file://${PACKAGE}/core-inline.js`));
  assert.ok(Buffer.from(core, "base64").equals(readFileSync(join(PACKAGE, "core.wasm"))));
  assert.ok(Buffer.from(signer, "base64").equals(readFileSync(join(PACKAGE, "signer.wasm"))));
});
