// The tarball of the npm package: its files, its types, what it depends on, what it says.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import * as api from "docusign-emulator";

const ROOT = new URL("../../../", import.meta.url).pathname;
const PACKAGE = join(ROOT, "node_modules/docusign-emulator");
const bin = (name) => join(ROOT, "node_modules/.bin", name);

test("it has the files that it should, and nothing to install", () => {
  const entries = readdirSync(PACKAGE, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(PACKAGE.length + 1));
  assert.deepEqual(
    files.sort(),
    readFileSync(new URL("files.txt", import.meta.url), "utf8")
      .trim()
      .split("\n"),
  );
  const manifest = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8"));
  assert.equal(manifest.dependencies, undefined);
  assert.deepEqual(manifest.peerDependenciesMeta, { msw: { optional: true }, vitest: { optional: true } });
});

test("strict types, for both ways of resolving modules", () => {
  const folder = new URL("types/", import.meta.url).pathname;
  for (const [module, moduleResolution] of [
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ]) {
    const compilerOptions = {
      target: "es2022",
      lib: ["ES2022", "DOM", "DOM.Iterable"],
      types: [],
      module,
      moduleResolution,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUnusedLocals: true,
      skipLibCheck: false,
      noEmit: true,
    };
    const config = join(folder, ".config");
    mkdirSync(config, { recursive: true });
    writeFileSync(join(config, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [join(folder, "every_name.ts")] }));
    const { status, stdout } = spawnSync(bin("tsc"), ["--project", config, "--pretty", "false"], { encoding: "utf8", cwd: ROOT });
    rmSync(config, { recursive: true });
    assert.equal(status, 0, stdout);
  }
});

test("publint has nothing to say", () => {
  const { status, stdout } = spawnSync(bin("publint"), [PACKAGE, "--strict"], { encoding: "utf8", cwd: ROOT });
  assert.equal(status, 0, stdout);
});

test("what it exports is what it declares", () => {
  assert.deepEqual(Object.keys(api).sort(), ["accountIds", "clientIds", "createEmulator", "organizationId", "privateKeys", "userIds"]);
  for (const value of [api.accountIds, api.clientIds, api.privateKeys, api.userIds]) assert.ok(Object.isFrozen(value));
});
