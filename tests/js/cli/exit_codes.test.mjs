// Every class of error has an exit code, and only one.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { EXIT_CODES } from "../../../pkg/cli/exit_codes.js";
import { root } from "../harness/project.mjs";

const codes = JSON.parse(readFileSync(`${root}tests/js/generated/codes.json`, "utf8"));

test("exit codes, one for each class of error", () => {
  assert.deepEqual(EXIT_CODES.flatMap(({ classes }) => classes).sort(), [...Object.keys(codes), "UsageError"].sort());
  assert.equal(new Set(EXIT_CODES.map(({ code }) => code)).size, EXIT_CODES.length);
});
