// `cargo xtask docs`: the pages are made without a warning, are complete, and what they link to is there.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import test, { before } from "node:test";
import { inflateSync } from "node:zlib";
import * as api from "docusign-jwt";
import { DOCUMENTS, ROOT } from "../../../xtask/reference/markdown.mjs";
import { read } from "../harness/documents.mjs";

let folder;

before(() => {
  const { status, stdout, stderr } = spawnSync("cargo", ["xtask", "docs"], { cwd: ROOT, encoding: "utf8" });
  assert.equal(status, 0, stdout + stderr);
  folder = dirname(stdout.trim().split("\n").at(-1));
});

const page = (name) => readFileSync(join(folder, name), "utf8");

/** What a script of the pages works with: TypeDoc packs it. */
function packed(name) {
  const [, text] = /"([^"]+)"/.exec(page(`assets/${name}.js`));
  return JSON.parse(inflateSync(Buffer.from(text, "base64")));
}

/** The entries of the navigation, however deep: what they show, where they lead, and the entries that they are under. */
function navigation(entries = packed("navigation"), above = []) {
  return entries.flatMap(({ text, path, children = [] }) => [{ text, path, above }, ...navigation(children, [...above, text])]);
}
const titleOf = (document) => read(document).match(/^# (.+)$/m)[1];

test("every value that the package exports has a page that says what it is", () => {
  const exported = Object.keys(api);
  assert.ok(exported.length > 15, `${exported.length}`);
  for (const name of exported) {
    const files = ["classes", "functions"].map((kind) => `${kind}/docusign-jwt.${name}.html`);
    const file = files.find((one) => existsSync(join(folder, one)));
    assert.ok(file, name);
    assert.ok(page(file).includes('class="tsd-comment tsd-typography"'), name);
  }
});

test("the navigation has every document and every entry of the package, in an order by use", () => {
  const entries = navigation();
  const groups = entries.filter(({ above }) => above.length === 0).map(({ text }) => text);
  assert.deepEqual(groups, ["Guides", "Topics", "Modules", "Examples", "Tools", "Project"]);
  const documents = DOCUMENTS.filter((name) => name !== "README.md");
  assert.ok(documents.length > 30);
  for (const document of documents) {
    const title = titleOf(document);
    assert.ok(
      entries.some(({ text, path }) => text === title && existsSync(join(folder, path))),
      document,
    );
  }
  const [first] = entries.filter(({ above }) => above[0] === "Guides");
  assert.equal(first.text, titleOf("docs/guides/node.md"));
  const [main] = entries.filter(({ above }) => above.join() === "Modules,docusign-jwt,Classes");
  assert.equal(main.text, "DocusignAuth");
  const { name, exports } = JSON.parse(read("pkg/package.json"));
  for (const [entry, { types }] of Object.entries(exports)) {
    if (types === undefined || entry === "./core.wasm") continue;
    const module = `modules/${join(name, entry).replaceAll("/", "_")}.html`;
    assert.ok(
      entries.some(({ path }) => path === module),
      module,
    );
  }
});

test("the search finds documents and names", () => {
  const names = packed("search").rows.map(({ name }) => name);
  for (const name of ["getAccessToken", "ConsentRequiredError", titleOf("docs/errors.md"), titleOf("docs/guides/workers.md")]) {
    assert.ok(names.includes(name), name);
  }
});

/** The page of a document, by its title. */
const pageOf = (document) => page(navigation().find(({ text }) => text === titleOf(document)).path);

test("code is highlighted, in documents and in the reference", () => {
  for (const html of [page("index.html"), pageOf("docs/guides/workers.md"), page("classes/docusign-jwt.DocusignAuth.html")]) {
    assert.match(html, /<pre><code class="\w+"><span class="hl-\d+">/);
  }
});

test("the pages of documents show no marks of what is generated", () => {
  assert.ok(pageOf("docs/stores.md").includes("renews it after"));
  for (const name of ["docs/stores.md", "docs/command-line.md", "docs/errors.md"]) assert.ok(!pageOf(name).includes("&lt;!--"), name);
});

test("what the pages link to is there", () => {
  const pages = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html") && !/^(?:rust|media)\//.test(name));
  assert.ok(pages.length > 80, `${pages.length}`);
  const anchors = new Map();
  const anchorsOf = (name) => {
    if (!anchors.has(name)) anchors.set(name, new Set([...page(name).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)));
    return anchors.get(name);
  };
  let seen = 0;
  for (const name of pages) {
    for (const [, link] of page(name).matchAll(/ (?:href|src)="([^"]*)"/g)) {
      if (/^[a-z]+:/.test(link) || link === "#") continue;
      const [path, anchor] = link.replaceAll("&amp;", "&").split("#");
      const goal = path === "" ? name : join(dirname(name), decodeURIComponent(path.split("?")[0]));
      const file = join(folder, goal);
      assert.ok(existsSync(file) && statSync(file).isFile(), `${name}: ${link}`);
      if (anchor && goal.endsWith(".html") && !goal.startsWith("rust/")) {
        assert.ok(anchorsOf(relative(".", goal)).has(decodeURIComponent(anchor)), `${name}: ${link}`);
      }
      seen += 1;
    }
  }
  assert.ok(seen > 1000, `${seen}`);
});
