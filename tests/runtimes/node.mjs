// The packed package in this Node, by node's own test runner.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";

const folder = new URL("node/", import.meta.url).pathname;
const files = readdirSync(folder).filter((name) => name.endsWith(".test.mjs")).map((name) => folder + name);
const { status } = spawnSync(process.execPath, ["--test", "--test-reporter=spec", ...files], {
  stdio: "inherit",
});
process.exit(status ?? 1);
