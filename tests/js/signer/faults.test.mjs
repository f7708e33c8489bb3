// A second module that is damaged, wrong, broken or not there never yields a wrong signature, and never loses one.
// DOCUSIGN_JWT_LONG flips 2,000 bits.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import test from "node:test";
import { promisify } from "node:util";
import { node } from "../../../runtimes/nodes.mjs";

const FLIPS = process.env.DOCUSIGN_JWT_LONG ? 2000 : 40;

const script = new URL("paths/faults.mjs", import.meta.url).pathname;
const { stdout } = await promisify(execFile)(node(24), [script, String(FLIPS)]);

for (const { name, more, error } of JSON.parse(stdout)) {
  test(name, (t) => {
    if (more) t.diagnostic(more);
    assert.equal(error, undefined);
  });
}
