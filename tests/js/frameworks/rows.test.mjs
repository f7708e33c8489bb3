// Every row of table.json: a tool of the version that is pinned, in a mode, with what a user has to set. `docs/runtimes.md`
// has the same rows.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startEmulator } from "../../../runtimes/emulator.mjs";
import { settings, toolsIn } from "./project.mjs";
import * as bundlers from "./rows/bundlers.mjs";
import * as installers from "./rows/installers.mjs";
import * as next from "./rows/next.mjs";
import * as servers from "./rows/servers.mjs";
import * as testing from "./rows/testing.mjs";
import * as typescript from "./rows/typescript.mjs";
import * as vitest from "./rows/vitest.mjs";
import * as workers from "./rows/workers.mjs";

const LONG = process.env.DOCUSIGN_JWT_LONG !== undefined;
/** With `ROW`, only the rows whose name has this word. */
const ONLY = process.env.ROW ?? "";
const TABLE = JSON.parse(readFileSync(new URL("table.json", import.meta.url), "utf8"));
const RUNS = Object.assign({}, ...[bundlers, installers, next, servers, testing, typescript, vitest, workers].map(({ ROWS }) => ROWS));
const ROOT = new URL("../../../", import.meta.url).pathname;

let emulator;
before(async () => (emulator = await startEmulator()));
after(() => emulator.stop());

/** The version that is installed, which is the one that the table's document names. */
function versionOf({ package: name, group }) {
  const folder = group === "root" ? ROOT : toolsIn(group);
  return JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8")).version;
}

const isChosen = ({ row, daily }) => (LONG || ONLY || !daily) && row.includes(ONLY);

for (const entry of TABLE.filter(isChosen)) {
  test(`${entry.row}: ${entry.tool}, ${entry.mode}`, { timeout: 400_000 }, async () => {
    await emulator.reset();
    const begun = performance.now();
    await RUNS[entry.row]({ emulator, env: settings(emulator), group: entry.group });
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    console.log(`│ ✓ ${entry.tool} ${versionOf(entry)}, ${entry.mode} (${seconds} s)`);
  });
}

test("every row of the table can be run, and nothing is run that has no row", () => {
  assert.deepEqual(Object.keys(RUNS).sort(), TABLE.map(({ row }) => row).sort());
});
