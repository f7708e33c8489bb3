// The signer in WebAssembly against OpenSSL, by node:crypto, over keys of every shape from 2048 to 4096 bits, on the path
// that each engine takes. DOCUSIGN_JWT_PAIRS says how many pairs of key and message; cargo xtask test --long takes 100,000.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import { promisify } from "node:util";
import { node } from "../../../runtimes/nodes.mjs";
import { fuses } from "../../../runtimes/processor.mjs";
import { chosenPairs, digestOfSignatures, jwk, primePairs } from "../harness/key_pairs.mjs";

const PAIRS = Number(process.env.DOCUSIGN_JWT_PAIRS ?? 200);

const here = (path) => new URL(path, import.meta.url).pathname;
const npmProgram = (name) => here(`../../../node_modules/.bin/${name}`);

const SECOND = fuses ? "second module" : "core alone";

const runtimes = [
  // Without relaxed SIMD.
  { name: "Node 20", program: node(20), path: "core alone" },
  { name: "Node 22", program: node(22), path: SECOND },
  { name: "Node 24", program: node(24), path: SECOND },
  { name: "Node 26", program: node(26), path: SECOND },
  {
    name: "Deno",
    program: npmProgram("deno"),
    before: ["run", "--allow-all", "--no-config", "--node-modules-dir=manual"],
    path: SECOND,
  },
  // Rounds twice on x64.
  { name: "Bun", program: npmProgram("bun"), path: process.arch === "x64" ? "core alone" : SECOND },
];

assert.ok(primePairs.length > 200, `${primePairs.length}`);
const shaped = chosenPairs(PAIRS).map(([p, q]) => jwk(p, q));
const made = [2048, 2056, 3072, 4096].map((modulusLength) => generateKeyPairSync("rsa", { modulusLength }).privateKey);
const keys = [...shaped, ...made.map((key) => key.export({ format: "jwk" }))];
const messages = Math.ceil(PAIRS / shaped.length);
const expected = keys.map((key) => {
  const openssl = createPrivateKey({ key, format: "jwk" });
  return digestOfSignatures(messages, (message) => sign("sha256", message, openssl));
});

const folder = mkdtempSync(join(tmpdir(), "docusign-jwt-signer-"));
const file = join(folder, "keys.json");
writeFileSync(file, JSON.stringify(keys));
after(() => rmSync(folder, { recursive: true }));

for (const { name, program, before = [], path } of runtimes) {
  test(`${name} signs as OpenSSL does, by the ${path}`, async (t) => {
    const command = [...before, here("paths/pairs.mjs"), file, String(messages)];
    const { stdout } = await promisify(execFile)(program, command, { env: { ...process.env, NO_COLOR: "1" } });
    const found = JSON.parse(stdout);
    t.diagnostic(`${name}: ${keys.length * messages} pairs of ${keys.length} keys, by the ${found.path}`);
    assert.deepEqual(found.digests, expected);
    assert.equal(found.path, path);
  });
}
