// `cargo xtask docs`: the reference is made without a warning, is complete, and what its pages link to is there.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test, { before } from "node:test";
import * as api from "docusign-jwt";
import { DOCUMENTS, ROOT, read } from "./documents.mjs";

let folder;

before(() => {
  const { status, stdout, stderr } = spawnSync("cargo", ["xtask", "docs"], { cwd: ROOT, encoding: "utf8" });
  assert.equal(status, 0, stdout + stderr);
  folder = dirname(stdout.trim().split("\n").at(-1));
});

const page = (name) => readFileSync(join(folder, name), "utf8");
const linksIn = (html) => [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, link]) => link);

test("every value that the package exports has a page that says what it is", () => {
  const exported = Object.keys(api);
  assert.ok(exported.length > 15, `${exported.length}`);
  for (const name of exported) {
    const files = ["classes", "functions"].map((kind) => `javascript/${kind}/docusign-jwt.${name}.html`);
    const file = files.find((one) => existsSync(join(folder, one)));
    assert.ok(file, name);
    assert.ok(page(file).includes('class="tsd-comment tsd-typography"'), name);
  }
});

test("every entry of the package has a page", () => {
  const { name, exports } = JSON.parse(read("pkg/package.json"));
  for (const [entry, { types }] of Object.entries(exports)) {
    if (types === undefined || entry === "./core.wasm") continue;
    const file = `javascript/modules/${join(name, entry).replaceAll("/", "_")}.html`;
    assert.ok(existsSync(join(folder, file)), file);
  }
});

test("the first page links README, both references and every guide", () => {
  const links = linksIn(page("index.html"));
  const guides = DOCUMENTS.filter((name) => name.startsWith("docs/")).map((name) => name.replace(/\.md$/, ".html"));
  assert.ok(guides.length > 10);
  for (const link of ["README.html", "javascript/index.html", "rust/docusign_jwt/index.html", ...guides]) {
    assert.ok(links.includes(link), link);
  }
});

test("the pages of documents show no marks of what is generated", () => {
  const stores = page("docs/stores.html");
  assert.ok(stores.includes("renews it after 50 minutes."));
  for (const name of ["docs/stores.html", "docs/command-line.html", "docs/errors.html"]) assert.ok(!page(name).includes("&lt;!--"), name);
});

test("what the pages of documents link to is there", () => {
  let seen = 0;
  for (const name of ["index.html", ...DOCUMENTS.map((document) => document.replace(/\.md$/, ".html"))]) {
    for (const link of linksIn(page(name))) {
      if (/^[a-z]+:/.test(link)) continue;
      const [path, anchor] = link.split("#");
      const goal = path === "" ? name : join(dirname(name), decodeURIComponent(path));
      assert.ok(existsSync(join(folder, goal)), `${name}: ${link}`);
      if (anchor) assert.ok(page(goal).includes(` id="${anchor}"`), `${name}: ${link}`);
      seen += 1;
    }
  }
  assert.ok(seen > 150, `${seen}`);
});
