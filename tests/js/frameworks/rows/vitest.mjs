// vitest with node, jsdom and happy-dom, each with and without a realm of its own.
import assert from "node:assert/strict";
import { sign } from "node:crypto";
import { pem } from "../../../../runtimes/emulator.mjs";
import { node } from "../../../../runtimes/nodes.mjs";
import { prepare, start } from "../project.mjs";

export const ROWS = {
  async vitest({ env }) {
    const signature = sign("sha256", Buffer.from("what is signed"), pem()).toString("base64");
    const run = start(node(22), prepare("vitest"), "vitest/vitest.mjs", ["run"], { ...env, SIGNATURE: signature });
    const code = await run.ended;
    const rows = [...run.text().matchAll(/([✓❯]) \|(\S+)\| realm\.test\.js/g)];
    for (const [, mark, name] of rows) console.log(`│ vitest, ${name.padEnd(19)} ${mark === "✓" ? "✓" : "✗"}`);
    assert.equal(code, 0, run.text());
    assert.equal(rows.length, 6, run.text());
  },
};
