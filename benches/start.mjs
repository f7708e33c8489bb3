// What passes up to the first assertion, stage by stage: in fresh processes of each runtime, Workers and pages, beside jose,
// docusign-esign and an earlier tarball of this package. All take turns, so that what else the machine does hits all of them
// alike. Medians with quartiles, in milliseconds; node:crypto verifies every assertion before its time counts.
import { execFile } from "node:child_process";
import { createPrivateKey, createPublicKey, verify } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { pem } from "../runtimes/emulator.mjs";
import { prepareWorker } from "../runtimes/workerd.mjs";
import { spread, verdict } from "./measure.mjs";
import { bun, deno, node } from "./sign/places.mjs";

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 15);
const NOW = Date.UTC(2026, 0, 1);
const { ofJose, ofEarlier } = JSON.parse(readFileSync(new URL("limits.json", import.meta.url))).start;
/** `index.js` of the earlier package, in its folder of `node_modules`. */
const { EARLIER } = process.env;
if (!EARLIER) throw new Error("there is no earlier package; run this by cargo xtask bench start");

const OURS = "docusign-jwt";
const BEFORE = "docusign-jwt, before";
const JOSE = "jose";
const STAGES = ["module", "compile", "instantiate", "key", "signature"];

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const privateKey = createPrivateKey(pem());
const publicKey = createPublicKey(privateKey);
const pkcs8 = privateKey.export({ type: "pkcs8", format: "pem" });

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

/** With what is compared: the whole, and what is left of it when the import is over. */
function whole({ assertion, ...times }) {
  const { module, ...rest } = times;
  return { ...times, later: sum(Object.values(rest)), total: sum(Object.values(times)), assertion };
}

function inProcess({ program, before }, peer, more = {}) {
  return async () => {
    const command = [...before, here("start/process.mjs"), peer, pkcs8, String(NOW)];
    const { stdout } = await promisify(execFile)(program, command, { env: { ...process.env, ...more } });
    return whole(JSON.parse(stdout));
  };
}

const processes = (name, where) => ({
  name,
  peers: new Map([
    [OURS, inProcess(where, "docusign-jwt")],
    [BEFORE, inProcess(where, "docusign-jwt", { DOCUSIGN_JWT: EARLIER })],
    [JOSE, inProcess(where, "jose")],
    ["docusign-esign", inProcess(where, "docusign-esign")],
  ]),
});

const timed = async (work) => {
  const begun = performance.now();
  const result = await work();
  return [performance.now() - begun, result];
};

/** The Worker of the package, in a folder where `docusign-jwt` is the earlier one. */
function earlierWorker() {
  const folder = dirname(dirname(dirname(EARLIER)));
  mkdirSync(folder, { recursive: true });
  const text = readFileSync(here("start/worker.js"), "utf8");
  const file = join(folder, "worker.mjs");
  writeFileSync(file, text.replace('"../sign/claims.mjs"', JSON.stringify(here("sign/claims.mjs"))));
  return file;
}

/**
 * The clock of a Worker stands still while it computes. So it is looked at from outside, less what a Worker takes that does
 * nothing: the first request, and all from the start of the process.
 */
async function inWorkerd() {
  const bindings = { KEY: pkcs8 };
  const bare = await prepareWorker(here("sign/bare_worker.js"), bindings);
  const workers = [bare];
  const once = async (worker) => {
    const begun = performance.now();
    const { origin, stop } = await worker.start();
    try {
      const [later, text] = await timed(async () => (await fetch(`${origin}/?now=${NOW}`)).text());
      return { later, total: performance.now() - begun, text };
    } finally {
      stop();
    }
  };
  const peers = new Map();
  for (const [name, file] of [
    [OURS, here("start/worker.js")],
    [BEFORE, earlierWorker()],
    [JOSE, here("start/jose_worker.js")],
  ]) {
    const worker = await prepareWorker(file, bindings);
    workers.push(worker);
    peers.set(name, async () => {
      const nothing = await once(bare);
      const { later, total, text } = await once(worker);
      return { later: later - nothing.later, total: total - nothing.total, assertion: text };
    });
  }
  const stop = () => {
    for (const worker of workers) worker.remove();
  };
  return { name: "workerd", peers, stop };
}

/** A context of its own has a process of its own. */
async function inChromium() {
  const bundle = { entryPoints: [here("start/page.js")], bundle: true, format: "esm", conditions: ["browser"], write: false };
  const { outputFiles } = await build(bundle);
  const server = createServer((request, response) => {
    const isScript = request.url === "/page.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(isScript ? outputFiles[0].text : `<!doctype html><script type="module" src="/page.js"></script>`);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const options = JSON.parse(readFileSync(here("../webdriver.json")))["goog:chromeOptions"];
  const browser = await chromium.launch({ executablePath: process.env.CHROME, args: options.args });
  const peer = (name) => async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.waitForFunction(() => globalThis.stagesOf);
    const times = await page.evaluate((given) => globalThis.stagesOf(...given), [name, pkcs8, NOW]);
    await context.close();
    return whole(times);
  };
  const stop = async () => {
    await browser.close();
    server.close();
  };
  return { name: "Chromium", peers: new Map([OURS, JOSE].map((name) => [name, peer(name)])), stop };
}

function check(assertion, who) {
  const [header, claims, signature = ""] = assertion.split(".");
  const isRight = verify("sha256", Buffer.from(`${header}.${claims}`), publicKey, Buffer.from(signature, "base64url"));
  if (!isRight) throw new Error(`${who} signed nothing that verifies: ${assertion.slice(0, 200)}`);
}

const figure = (number) => number.toFixed(number >= 10 ? 1 : 2);

/** The median and the middle half. */
function cell(times) {
  if (times.some((time) => time === undefined)) return "";
  const { median, lower, upper } = spread(times);
  return `${figure(median)} (${figure(lower)}–${figure(upper)})`;
}

const places = [
  ...[20, 22, 24, 26].map((major) => processes(`Node ${major}`, node(major))),
  processes("Deno", deno),
  processes("Bun", bun),
  await inWorkerd(),
  await inChromium(),
];
const rows = [["", ...STAGES, "after the import", "total", "of jose's", "of before"]];
const ratios = new Map();
try {
  for (const { name: place, peers } of places) {
    const taken = new Map([...peers.keys()].map((name) => [name, []]));
    // The first round is for the caches of the disk.
    for (let round = -1; round < ROUNDS; round += 1) {
      for (const [name, measure] of peers) {
        const { assertion, ...times } = await measure();
        check(assertion, `${name} in ${place}`);
        if (round >= 0) taken.get(name).push(times);
      }
    }
    const of = (name, what) => taken.get(name).map((times) => times[what]);
    const ratio = (name, other, what) => spread(of(name, what)).median / spread(of(other, what)).median;
    rows.push([place]);
    for (const name of peers.keys()) {
      const before = taken.has(BEFORE) && name === OURS ? ratio(name, BEFORE, "later") : undefined;
      const jose = ratio(name, JOSE, "total");
      rows.push([
        `  ${name}`,
        ...[...STAGES, "later", "total"].map((what) => cell(of(name, what))),
        jose.toFixed(2),
        before?.toFixed(2) ?? "",
      ]);
      if (name === OURS) ratios.set(place, { jose, before });
    }
    console.log(`  … ${place}`);
  }
} finally {
  for (const { stop } of places) await stop?.();
}

const widths = rows[0].map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
for (const row of rows) console.log(row.map((text, at) => (at === 0 ? text.padEnd(widths[at]) : text.padStart(widths[at]))).join("  "));
console.log(`
  Medians of ${ROUNDS} fresh processes (pages), with quartiles, in milliseconds. module: the import, without what is in compile and
  instantiate, which are of all modules of WebAssembly, whenever that happens. of jose's: the total. before: the tarball of
  an earlier commit; of before: after the import, which is key and first assertion with what these start. In workerd, after
  the import is the first request, and total is all from the start of the process, both less those of a Worker without us.
`);
for (const major of [22, 24, 26]) {
  const { jose, before } = ratios.get(`Node ${major}`);
  verdict(`Node ${major}, import to first assertion, of jose's`, jose, "times", ofJose);
  verdict(`Node ${major}, key and first assertion, of before`, before, "times", ofEarlier);
}
verdict("workerd, first request, of before", ratios.get("workerd").before, "times", ofEarlier);
