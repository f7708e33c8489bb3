// Every class of error has an exit code, and only one.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { root } from "./project.mjs";

const { EXIT_CODES } = await import(`${root}node_modules/docusign-jwt/cli/exit_codes.js`);
const codes = JSON.parse(readFileSync(`${root}tests/generated/codes.json`, "utf8"));

test("exit codes, one for each class of error", () => {
  assert.deepEqual(EXIT_CODES.flatMap(({ classes }) => classes).sort(), [...Object.keys(codes), "UsageError"].sort());
  assert.equal(new Set(EXIT_CODES.map(({ code }) => code)).size, EXIT_CODES.length);
});
