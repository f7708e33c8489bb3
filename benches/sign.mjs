// What an RS256 assertion costs, from claims to compact JWS: ours in every runtime, beside what people use today. Warm,
// and cold: the first one of a fresh process or isolate. Peers take turns, so that what else the machine does hits
// all of them alike, and node:crypto verifies every assertion before its time counts.
import assert from "node:assert/strict";
import { createPrivateKey, createPublicKey, verify } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { spread, verdict } from "./measure.mjs";
import { bun, deno, inChromium, inProcess, inWorkerd, node } from "./sign/places.mjs";

/** How often each peer has its turn. */
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 21);
const COLD_ROUNDS = Math.ceil(ROUNDS / 2);
/** How long a turn should take at least, in milliseconds. */
const TURN = 20;
/** How long a peer warms up. */
const WARM_UP = 500;
const NOW = Date.UTC(2026, 0, 1);

const keys = [2048, 3072, 4096].map((bits) => {
  const file = new URL(`../tests/vectors/keys/rsa${bits}.pkcs1.pem`, import.meta.url);
  const key = createPrivateKey(readFileSync(file));
  return { bits, pem: key.export({ type: "pkcs8", format: "pem" }), publicKey: createPublicKey(key) };
});

/** OpenSSL signs with the AVX-512 instructions for integers where the processor has them; this hides them from it. */
const NO_IFMA = { OPENSSL_ia32cap: ":~0x200000" };
const hasIfma = existsSync("/proc/cpuinfo") && / avx512ifma /.test(readFileSync("/proc/cpuinfo", "utf8"));

const OURS = "docusign-jwt, Node 24";
const ALONE = "docusign-jwt, Node 24 without the second module";
const CRYPTO = "node:crypto";
const WITHOUT_IFMA = `${CRYPTO}, no AVX-512 IFMA`;
const RSA_32 = "rsa 0.10 in wasm, 32-bit limbs";
const RSA_64 = "rsa 0.10 in wasm, 64-bit limbs";
const JOSE = "jose 6, WebCrypto";

const { RSA_LIMBS_32, RSA_LIMBS_64 } = process.env;
if (!RSA_LIMBS_32 || !RSA_LIMBS_64) throw new Error("there are no builds with rsa; run this by cargo xtask bench sign");

const peers = new Map([
  [OURS, inProcess(node(24), "docusign_jwt")],
  [ALONE, inProcess(node(24), "docusign_jwt", { CORE_ALONE: "1" })],
  ["docusign-jwt, Node 20", inProcess(node(20), "docusign_jwt")],
  ["docusign-jwt, Node 22", inProcess(node(22), "docusign_jwt")],
  ["docusign-jwt, Node 26", inProcess(node(26), "docusign_jwt")],
  ["docusign-jwt, Deno", inProcess(deno, "docusign_jwt")],
  ["docusign-jwt, Bun", inProcess(bun, "docusign_jwt")],
  ["docusign-jwt, workerd", await inWorkerd(keys)],
  ["docusign-jwt, Chromium", await inChromium()],
  [CRYPTO, inProcess(node(24), "node_crypto")],
  ...(hasIfma ? [[WITHOUT_IFMA, inProcess(node(24), "node_crypto", NO_IFMA)]] : []),
  [JOSE, inProcess(node(24), "jose")],
  ["jsonwebtoken 9", inProcess(node(24), "jsonwebtoken")],
  ["docusign-esign 10", inProcess(node(24), "docusign_esign")],
  [RSA_32, inProcess(node(24), "docusign_jwt", { DOCUSIGN_JWT: RSA_LIMBS_32 })],
  [RSA_64, inProcess(node(24), "docusign_jwt", { DOCUSIGN_JWT: RSA_LIMBS_64 })],
  ["node-forge 1", inProcess(node(24), "node_forge")],
  ["jsrsasign 11", inProcess(node(24), "jsrsasign")],
]);

let now = NOW;
let verified = 0;

/** One turn: whoever is quick has to be right. */
async function turn(name, how, { bits, pem, publicKey }, count) {
  now += 1000 * count;
  const { assertions, ...times } = await peers.get(name)[how]({ bits, pem, now, count });
  assert.equal(assertions.length, count, name);
  for (const assertion of assertions) {
    const [header, claims, signature] = assertion.split(".");
    const data = Buffer.from(`${header}.${claims}`);
    assert.ok(verify("sha256", data, publicKey, Buffer.from(signature, "base64url")), `${name}: a wrong signature`);
    verified += 1;
  }
  return times;
}

/** By which arithmetic ours signs there. */
const paths = new Map();

/** Warms a peer up, and says how many assertions make a turn. */
async function turnOf(name, key) {
  let last;
  for (const begun = performance.now(); last === undefined || performance.now() - begun < WARM_UP; ) {
    const { milliseconds, path } = await turn(name, "warm", key, 4);
    if (path) paths.set(name, path);
    last = milliseconds / 4;
  }
  return Math.min(100, Math.max(1, Math.round(TURN / last)));
}

async function warm(key) {
  const counts = new Map();
  for (const name of peers.keys()) counts.set(name, await turnOf(name, key));
  const taken = new Map([...peers.keys()].map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, count] of counts) {
      const { milliseconds } = await turn(name, "warm", key, count);
      taken.get(name).push(milliseconds / count);
    }
  }
  return taken;
}

async function cold(key) {
  const taken = new Map([...peers.keys()].map((name) => [name, { cold: [], whole: [] }]));
  for (let round = -1; round < COLD_ROUNDS; round += 1) {
    for (const name of peers.keys()) {
      const times = await turn(name, "cold", key, 1);
      // The first round is for the caches of the disk.
      if (round >= 0) for (const [what, time] of Object.entries(times)) taken.get(name)[what].push(time);
    }
  }
  return taken;
}

/** First assertions with and without the second module, in turns: one cold round more or less decides nothing. */
async function coldPairs(key) {
  const taken = new Map([OURS, ALONE].map((name) => [name, []]));
  for (let round = 0; round < 31; round += 1) {
    for (const name of round % 2 ? [OURS, ALONE] : [ALONE, OURS]) taken.get(name).push((await turn(name, "cold", key, 1)).cold);
  }
  return spread(taken.get(OURS)).median / spread(taken.get(ALONE)).median;
}

const figure = (number) => (number >= 100 ? number.toFixed(0) : number.toFixed(number >= 10 ? 1 : 2));

/** Median, ratio to ours in Node, the least and the middle half. */
function cells(times, ours) {
  if (times.length === 0) return ["–", "", "", ""];
  const { median, least, lower, upper } = spread(times);
  return [figure(median), figure(median / spread(ours).median), figure(least), `${figure(lower)}–${figure(upper)}`];
}

function show(rows) {
  const widths = rows[0].map((_, at) => Math.max(...rows.map((row) => row[at].length)));
  for (const row of rows) {
    console.log(row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join("  "));
  }
}

const table = [];
const results = new Map();
let firstOfAlone;
try {
  firstOfAlone = await coldPairs(keys[0]);
  for (const key of keys) {
    console.log(`  … ${key.bits} bits`);
    const [hot, fresh] = [await warm(key), await cold(key)];
    results.set(key.bits, { hot, fresh });
    const columns = ["ms", "× ours", "least", "quartiles"];
    table.push([`${key.bits} bits`, "warm", "", "", "", "cold", "", "", "", "import", "", "", ""]);
    table.push(["", ...columns, ...columns, ...columns]);
    for (const name of peers.keys()) {
      const [mine, ours] = [fresh.get(name), fresh.get(OURS)];
      const times = [...cells(hot.get(name), hot.get(OURS)), ...cells(mine.cold, ours.cold), ...cells(mine.whole, ours.whole)];
      table.push([paths.has(name) ? `${name}: ${paths.get(name)}` : name, ...times]);
    }
  }
} finally {
  for (const { stop } of peers.values()) await stop();
}

show(table);
console.log(`
  warm: an assertion, the key at hand, in ${ROUNDS} turns. cold: the first one of ${COLD_ROUNDS} fresh processes (pages), with reading
  the key; for ours, with compiling and instantiating the module. import: the same with the import before it. Workers
  compile before the first request: there, cold is that request, and import is all from the start of the process, both
  less what a Worker without us takes. × ours: of ours in Node 24. After each of ours: what signed, the second module or the core alone. node:crypto verified all ${verified} assertions.
`);

const { hot, fresh } = results.get(2048);
const middle = (times) => spread(times).median;
const warmOf = (name) => middle(hot.get(name));
const coldOf = (name, what = "cold") => middle(fresh.get(name)[what]);
const scalar = hasIfma ? WITHOUT_IFMA : CRYPTO;
if (paths.get(OURS) === "second module") {
  verdict(`2048 bits, warm, of ${scalar}`, warmOf(OURS) / warmOf(scalar), "times", 1.6);
  if (hasIfma) verdict(`2048 bits, warm, of ${CRYPTO}`, warmOf(OURS) / warmOf(CRYPTO), "times", 3.2);
  verdict("2048 bits, warm, of the core alone", warmOf(OURS) / warmOf(ALONE), "times", 0.5);
}
verdict(`2048 bits, warm, the core alone, of ${scalar}`, warmOf(ALONE) / warmOf(scalar), "times", 5);
verdict("2048 bits, cold, of the core alone, 31 pairs", firstOfAlone, "times", 1.1);
verdict(`2048 bits, warm, of ${RSA_64}`, warmOf(OURS) / warmOf(RSA_64), "times", 0.25);
verdict("2048 bits, cold, Node", coldOf(OURS), "ms", 10);
verdict("2048 bits, cold, workerd, from the start of the process", coldOf("docusign-jwt, workerd", "whole"), "ms", 10);
verdict("2048 bits, from import to assertion, of jose's", coldOf(OURS, "whole") / coldOf(JOSE, "whole"), "times", 0.5);
