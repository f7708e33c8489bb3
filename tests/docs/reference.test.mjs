// `cargo xtask docs`: the reference is made without a warning, is complete, and what its pages link to is there.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test, { before } from "node:test";
import { DOCUMENTS, ROOT, read } from "./documents.mjs";

let folder;

before(() => {
  const { status, stdout, stderr } = spawnSync("cargo", ["xtask", "docs"], { cwd: ROOT, encoding: "utf8" });
  assert.equal(status, 0, stdout + stderr);
  folder = dirname(stdout.trim().split("\n").at(-1));
});

const page = (name) => readFileSync(join(folder, name), "utf8");
const linksIn = (html) => [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, link]) => link);

test("every exported name of the package has a page", () => {
  const kinds = { class: "classes", function: "functions", interface: "interfaces", type: "types" };
  const exported = [...read("pkg/index.d.ts").matchAll(/^export (\w+) (\w+)/gm)];
  assert.ok(exported.length > 50, `${exported.length}`);
  for (const [, kind, name] of exported) {
    const file = `javascript/${kinds[kind]}/docusign-jwt.${name}.html`;
    assert.ok(existsSync(join(folder, file)), file);
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

test("every item that the crate exports has a page", () => {
  const exported = [...read("src/lib.rs").matchAll(/^pub use \w+::(?:\{([^}]*)\}|(\w+));/gm)];
  const names = exported.flatMap(([, list, one]) =>
    (list ?? one)
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean),
  );
  assert.ok(names.length > 20, `${names.length}`);
  for (const name of names) {
    const kinds = ["struct", "enum", "fn", "trait", "type", "constant"].map((kind) => `rust/docusign_jwt/${kind}.${name}.html`);
    assert.ok(
      kinds.some((file) => existsSync(join(folder, file))),
      name,
    );
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
