// `require` and `import` in one program: the same classes and one core, wherever the runtime can require ES modules. Where
// it cannot, as in Jest, `require` gives CommonJS with the same names.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { pem } from "../../../runtimes/emulator.mjs";
import { node } from "../../../runtimes/nodes.mjs";
import { ROOT } from "../harness/packed.mjs";

const ENTRIES = [
  "docusign-jwt",
  "docusign-jwt/slim",
  "docusign-jwt/page",
  ...["redis", "upstash", "deno-kv"].map((name) => `docusign-jwt/stores/${name}`),
];
const KEY = JSON.stringify(pem());

/** Prints what differs between the two, and whether a key of one signs in the other. */
const both = (first) => `import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const entries = {};
for (const name of ${JSON.stringify(ENTRIES)}) {
  ${first === "import" ? "const imported = await import(name), required = require(name);" : "const required = require(name), imported = await import(name);"}
  entries[name] = Object.keys(imported).filter((key) => key !== "default" && key !== "module.exports" && imported[key] !== required[key]);
  if (Object.keys(imported).length < 1) throw new Error(name);
}
const { PrivateKey } = require("docusign-jwt");
const { DocusignAuth } = await import("docusign-jwt");
new DocusignAuth({ clientId: "c0000000-0000-4000-8000-000000000001", environment: "demo", privateKey: PrivateKey.parse(${KEY}) });
console.log(JSON.stringify(entries));
`;

const COMMONJS = `const { PrivateKey, OAuthError } = require("docusign-jwt");
const key = PrivateKey.parse(${KEY});
const names = ${JSON.stringify(ENTRIES)}.flatMap((name) => Object.keys(require(name)));
console.log(JSON.stringify({ bits: key.bits, bytes: key.sign(new Uint8Array(4)).length, names, error: typeof OAuthError }));
`;

let folder;
// In the repository, so that the package is found.
before(() => (folder = mkdtempSync(join(ROOT, "node_modules/.require-"))));
after(() => rmSync(folder, { recursive: true, force: true }));

function run(command, file, source) {
  writeFileSync(join(folder, file), source);
  const [program, ...args] = command;
  const { status, stdout, stderr } = spawnSync(program, [...args, join(folder, file)], { encoding: "utf8", cwd: ROOT });
  assert.equal(status, 0, stdout + stderr);
  return JSON.parse(stdout);
}

const own = (name) => join(ROOT, "node_modules/.bin", name);
const RUNTIMES = {
  ...Object.fromEntries([20, 22, 24, 26].map((major) => [`Node ${major}`, [node(major), "--no-warnings"]])),
  Bun: [own("bun")],
};
const DENO = [own("deno"), "run", "--no-prompt", "--no-config", "--node-modules-dir=manual"];

for (const [name, command] of Object.entries(RUNTIMES)) {
  for (const first of ["import", "require"]) {
    test(`${name}, ${first} first: the same classes and one core`, () => {
      for (const [entry, different] of Object.entries(run(command, `${first}.mjs`, both(first)))) {
        assert.deepEqual(different, [], entry);
      }
    });
  }
}

// Deno knows its own condition only for import.
test("Deno: import needs no permission, require reads the core", () => {
  const source = `import { PrivateKey } from "docusign-jwt";\nconsole.log(JSON.stringify(PrivateKey.parse(${KEY}).bits));\n`;
  assert.equal(run(DENO, "alone.mjs", source), 2048);
  const { bits, bytes, names, error } = run([...DENO, "--allow-read", "--allow-env"], "deno.cjs", COMMONJS);
  assert.deepEqual([bits, bytes, error], [2048, 256, "function"]);
  assert.ok(names.includes("DocusignAuth"));
});

for (const major of [20, 22, 24]) {
  test(`Node ${major} that requires no ES module: CommonJS with the same names`, () => {
    const { bits, bytes, names, error } = run([node(major), "--no-experimental-require-module"], "main.cjs", COMMONJS);
    assert.deepEqual([bits, bytes, error], [2048, 256, "function"]);
    const there = run([node(major), "--no-warnings"], "names.cjs", COMMONJS);
    assert.deepEqual(names.sort(), there.names.filter((name) => name !== "__esModule" && name !== "module.exports").sort());
  });
}
