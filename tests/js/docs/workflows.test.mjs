// The workflows call the commands that CONTRIBUTING.md describes, and CI is the command that a contributor runs.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { ROOT } from "../../../xtask/reference/markdown.mjs";
import { read } from "../harness/documents.mjs";

const FOLDER = ".github/workflows";
const workflows = readdirSync(join(ROOT, FOLDER)).map((name) => ({ name, text: read(`${FOLDER}/${name}`) }));
const text = (name) => workflows.find((workflow) => workflow.name === name).text;

test("every cargo xtask command in a workflow exists", () => {
  const help = spawnSync("cargo", ["xtask", "help"], { cwd: ROOT, encoding: "utf8" }).stdout;
  const commands = workflows.flatMap(({ text }) => [...text.matchAll(/cargo xtask (\w+)/g)].map(([, name]) => name));
  assert.ok(commands.length > 3);
  for (const command of commands) assert.match(help, new RegExp(`^  ${command}\\b`, "m"), command);
});

test("CI and the release run what a contributor runs", () => {
  assert.ok(existsSync(join(ROOT, ".ci/run")));
  for (const name of ["ci.yml", "release.yml"]) assert.match(text(name), /^ +- run: \.ci\/run$/m, name);
  for (const command of ["cargo xtask release", "cargo publish --package docusign-jwt"]) {
    assert.ok(text("release.yml").includes(`- run: ${command}`), command);
    assert.ok(read("CONTRIBUTING.md").includes(command), command);
  }
});

test("only the release may write or identify itself", () => {
  for (const { name, text } of workflows) {
    assert.match(text, /^permissions:\n {2}contents: read$/m, name);
    assert.equal(/: write/.test(text), name === "release.yml", name);
  }
});
