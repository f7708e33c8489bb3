// Whoever packs by hand gets the package that works, or is told how.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import { ROOT, TARBALL } from "../harness/packed.mjs";

const folder = mkdtempSync(join(tmpdir(), "docusign-jwt-pack-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const run = (program, args, cwd) => spawnSync(program, args, { cwd, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });

for (const args of [
  ["pack", "--pack-destination", folder],
  ["pack", "--silent", "--pack-destination", folder],
  ["pack", "--dry-run"],
  ["publish", "--dry-run"],
]) {
  test(`npm ${args.slice(0, 2).join(" ")} in pkg refuses, and says what to do`, () => {
    const { status, stderr } = run("npm", args, join(ROOT, "pkg"));
    assert.notEqual(status, 0);
    assert.match(stderr, /pkg\/ holds sources: a package made of them does not work\. Run: cargo xtask pack$/m);
    assert.deepEqual(readdirSync(folder), []);
  });
}

test("npm pack of the folder by its path refuses too", () => {
  const { status, stderr } = run("npm", ["pack", "./pkg", "--pack-destination", folder], ROOT);
  assert.notEqual(status, 0);
  assert.match(stderr, /Run: cargo xtask pack/);
});

test("cargo xtask pack prints the path of a tarball that works in an empty folder", () => {
  const { status, stdout, stderr } = run("cargo", ["--quiet", "xtask", "pack"], ROOT);
  assert.equal(status, 0, stdout + stderr);
  const tarball = stdout.trim().split("\n").at(-1);
  assert.match(tarball, /^\/.*\/docusign-jwt-[\d.]+\.tgz$/);
  assert.ok(readFileSync(tarball).equals(readFileSync(TARBALL)), "it is the one that the tests use");
  const app = mkdtempSync(join(folder, "app-"));
  writeFileSync(join(app, "package.json"), '{ "private": true, "type": "module" }');
  const installed = run("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball], app);
  assert.equal(installed.status, 0, installed.stderr);
  const program = `
    import { readFileSync } from "node:fs";
    import { DocusignAuth, PrivateKey } from "docusign-jwt";
    import "docusign-jwt/slim";
    import "docusign-jwt/stores/redis";
    const key = PrivateKey.parse(readFileSync(${JSON.stringify(join(ROOT, "emulator/fixtures/integration.pem"))}));
    const auth = new DocusignAuth({ clientId: "c0000000-0000-4000-8000-000000000001", environment: "demo", privateKey: key });
    console.log(key.bits, typeof auth.getAccessToken);
  `;
  writeFileSync(join(app, "main.js"), program);
  const used = run(process.execPath, ["main.js"], app);
  assert.equal(used.stdout, "2048 function\n", used.stderr);
  const cli = run(join(app, "node_modules/.bin/docusign-jwt"), ["--version"], app);
  assert.equal(cli.status, 0, cli.stderr);
});

test("npm publish takes the tarball as it is, and corrects nothing in it", () => {
  const { status, stderr } = run("npm", ["publish", "--dry-run", "--provenance=false", TARBALL], folder);
  assert.equal(status, 0, stderr);
  const warnings = stderr.match(/^npm warn .*$/gm) ?? [];
  assert.deepEqual(
    warnings.filter((line) => !line.includes("requires you to be logged in")),
    [],
  );
});

test("cargo xtask pack takes nothing else", () => {
  const { status, stderr } = run("cargo", ["--quiet", "xtask", "pack", "somewhere"], ROOT);
  assert.notEqual(status, 0);
  assert.match(stderr, /pack takes no arguments/);
});
