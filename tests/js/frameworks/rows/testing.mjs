// Runners of tests, as their documentation sets them up, without a word about docusign-jwt.
import assert from "node:assert/strict";
import { node } from "../../../../runtimes/nodes.mjs";
import { printsToken } from "../answer.mjs";
import { launch, project, start, succeeds } from "../project.mjs";

/** A runner, started in a project, passes this many tests, one of which prints a token. */
async function passes({ emulator, env }, running, expression) {
  const text = await succeeds(running(env));
  assert.match(text, expression, text);
  await printsToken(emulator, text);
}

const jest = (name, major) => async (row) => {
  const folder = project(name, row.group);
  const run = (env) => start(node(major), folder, "jest/bin/jest.js", ["--no-cache"], env);
  await passes(row, run, /Tests: +3 passed/);
};

const mocha = (major) => async (row) => {
  const folder = project("typed", row.group);
  const run = (env) => start(node(major), folder, "mocha/bin/mocha.js", ["docusign.test.ts"], env);
  await passes(row, run, /2 passing/);
};

const nodeTest = (major) => async (row) => {
  const folder = project("typed", row.group);
  const run = (env) => launch(node(major), ["--test", "docusign.test.ts"], folder, env);
  await passes(row, run, /pass 2/);
};

export const ROWS = {
  "jest-babel-node-22": jest("jest-babel", 22),
  "jest-babel-node-24": jest("jest-babel", 24),
  "jest-typescript-node-22": jest("jest-typescript", 22),
  "jest-typescript-node-24": jest("jest-typescript", 24),
  mocha: mocha(24),
  "node-test": nodeTest(24),
};
