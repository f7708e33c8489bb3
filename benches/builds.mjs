// Ours, built otherwise: size, and time of a signature of 2048 bits in V8 (Node) and JavaScriptCore (Bun). Each argument is a folder
// with such a package.
import assert from "node:assert/strict";
import { createPrivateKey, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { spread } from "./measure.mjs";
import { bun, inProcess, node } from "./sign/places.mjs";

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 21);
const COUNT = 8;
const WARM_UP = 100;

const key = createPrivateKey(readFileSync(new URL("../tests/vectors/keys/rsa2048.pkcs1.pem", import.meta.url)));
const publicKey = createPublicKey(key);
const pem = key.export({ type: "pkcs8", format: "pem" });
let now = Date.UTC(2026, 0, 1);

const builds = process.argv.slice(2).map((folder) => {
  const core = readFileSync(join(folder, "core.wasm"));
  const more = { DOCUSIGN_JWT: join(folder, "index.js") };
  const places = [node(24), bun].map((program) => inProcess(program, "docusign_jwt", more));
  const times = { node: [], bun: [], cold: [], coldBun: [] };
  return { name: basename(folder), bytes: core.length, gz: gzipSync(core, { level: 9 }).length, places, times };
});

async function turn(place, how, count) {
  now += 1000 * count;
  const { assertions, ...times } = await place[how]({ pem, now, count });
  for (const assertion of assertions) {
    const [header, claims, signature] = assertion.split(".");
    assert.ok(verify("sha256", Buffer.from(`${header}.${claims}`), publicKey, Buffer.from(signature, "base64url")));
  }
  return times;
}

try {
  for (const { places } of builds) for (const place of places) await turn(place, "warm", WARM_UP);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const {
      places: [inNode, inBun],
      times,
    } of builds) {
      times.node.push((await turn(inNode, "warm", COUNT)).milliseconds / COUNT);
      times.bun.push((await turn(inBun, "warm", COUNT)).milliseconds / COUNT);
      times.cold.push((await turn(inNode, "cold", 1)).cold);
      times.coldBun.push((await turn(inBun, "cold", 1)).cold);
    }
  }
} finally {
  for (const { places } of builds) for (const place of places) place.stop();
}

const cell = (times) => {
  const { median, lower, upper } = spread(times);
  return `${median.toFixed(2)} (${lower.toFixed(2)}–${upper.toFixed(2)})`;
};
const rows = [["", "bytes", "gz", "Node, warm ms", "× first", "Bun, warm ms", "× first", "Node, cold ms", "Bun, cold ms"]];
const first = builds[0].times;
for (const { name, bytes, gz, times } of builds) {
  const ratio = (what) => (spread(times[what]).median / spread(first[what]).median).toFixed(2);
  const cells = [cell(times.node), ratio("node"), cell(times.bun), ratio("bun"), cell(times.cold), cell(times.coldBun)];
  rows.push([name, String(bytes), String(gz), ...cells]);
}
const widths = rows[0].map((_, at) => Math.max(...rows.map((row) => row[at].length)));
for (const row of rows)
  console.log(`  ${row.map((text, at) => (at === 0 ? text.padEnd(widths[at]) : text.padStart(widths[at]))).join("  ")}`);
console.log(`  medians and quartiles of ${ROUNDS} turns`);
