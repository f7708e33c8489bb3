// docusign-emulator in vitest, Jest and msw, and the example of an application, all from the tarballs.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { test } from "node:test";
import { node } from "../../../runtimes/nodes.mjs";
import { blocksOf } from "../harness/documents.mjs";
import { start } from "./project.mjs";

const { FRAMEWORKS, DOCUSIGN_TARBALL, DOCUSIGN_EMULATOR_TARBALL } = process.env;
if (!FRAMEWORKS || !DOCUSIGN_EMULATOR_TARBALL) throw new Error("run this by cargo xtask test frameworks");
const ROOT = new URL("../../../", import.meta.url).pathname;

/** A folder beside the frameworks, with both packages. */
function project(name, from) {
  const folder = join(FRAMEWORKS, name);
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(ROOT, from), folder, { recursive: true });
  for (const [tarball, installed] of [
    [DOCUSIGN_TARBALL, "docusign-jwt"],
    [DOCUSIGN_EMULATOR_TARBALL, "docusign-emulator"],
  ]) {
    const to = join(folder, "node_modules", installed);
    mkdirSync(to, { recursive: true });
    assert.equal(spawnSync("tar", ["-xzf", tarball, "-C", to, "--strip-components=1"]).status, 0);
  }
  return folder;
}

async function passes(folder, program, args, env, count) {
  const run = start(node(22), folder, program, args, env);
  const code = await run.ended;
  assert.equal(code, 0, run.text());
  assert.match(run.text(), new RegExp(`Tests:? +${count} passed`), run.text());
}

test("vitest: the example of an application", { timeout: 120_000 }, () =>
  passes(project("tested-app", "examples/tested-app"), "vitest/vitest.mjs", ["run"], {}, 5),
);

test("vitest: one emulator a worker, reset after each test; msw", { timeout: 120_000 }, () =>
  passes(project("emulator-vitest", "tests/js/frameworks/emulator-vitest"), "vitest/vitest.mjs", ["run"], {}, 7),
);

test("Jest: an emulator for a file, reset after each test", { timeout: 120_000 }, () =>
  passes(
    project("emulator-jest", "tests/js/frameworks/emulator-jest"),
    "jest/bin/jest.js",
    [],
    { NODE_OPTIONS: "--experimental-vm-modules" },
    3,
  ),
);

test("a fresh folder with Node only: install, paste the guide's test, green in under a minute", { timeout: 180_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "docusign-emulator-fresh-"));
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "tests/js/frameworks/package.json"), "utf8"));
  try {
    for (const tarball of [DOCUSIGN_TARBALL, DOCUSIGN_EMULATOR_TARBALL]) cpSync(tarball, join(folder, basename(tarball)));
    writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
    const pasted = blocksOf("docs/guides/testing-with-the-emulator.md").find(({ code }) => code.includes("docusign-emulator/vitest"));
    writeFileSync(join(folder, "docusign.test.js"), `${pasted.code}\n`);
    const packages = [DOCUSIGN_TARBALL, DOCUSIGN_EMULATOR_TARBALL].map((tarball) => `./${basename(tarball)}`);
    const program = node(22);
    const env = { ...process.env, PATH: `${join(program, "..")}:${process.env.PATH}`, NO_COLOR: "1", NODE_TEST_CONTEXT: "" };
    const run = (command, ...args) => {
      const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: "utf8", env });
      assert.equal(status, 0, stdout + stderr);
      return stdout;
    };
    const begun = performance.now();
    run("npm", "install", "--no-audit", "--no-fund", "--prefer-offline", ...packages, `vitest@${devDependencies.vitest}`);
    const printed = run("npx", "vitest", "run");
    const seconds = (performance.now() - begun) / 1000;
    console.log(`│ install and test in a fresh folder: ${seconds.toFixed(1)} s`);
    assert.match(printed, /Tests +3 passed/);
    assert.ok(seconds < 60, `${seconds} s`);
    const installed = JSON.parse(readFileSync(join(folder, "node_modules/docusign-emulator/package.json"), "utf8"));
    assert.equal(installed.dependencies, undefined, "it has no dependency");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
