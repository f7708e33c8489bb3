// What the package costs, beside what people use today: bytes in the package and in a Worker, and the time from a cold
// import to the first assertion. The limits are in benches/limits.json. Time is measured beside jose in the same minute, and
// its limit is wide: it is there to find a step back of whole factors, not of percents.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createPrivateKey, createPublicKey, verify } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import test, { after } from "node:test";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { PACKAGE, filesIn } from "../harness/packed.mjs";
import { CLIENT, pem, user } from "../../../runtimes/emulator.mjs";

const limits = JSON.parse(readFileSync(new URL("../../../benches/limits.json", import.meta.url)));
const here = (path) => new URL(path, import.meta.url).pathname;
const PEERS = { jose: "jose 6 + WebCrypto", docusign_esign: "docusign-esign 10" };
const kilobytes = (bytes) => bytes / 1024;
const lines = [];
after(() => console.log(`\n${lines.map((line) => `│ ${line}`).join("\n")}`));

/** Notes a figure for the end, and fails above its limit. */
function budget(what, figure, unit, most) {
  lines.push(`${what}: ${figure.toFixed(1)} ${unit} (at most ${most})`);
  assert.ok(figure <= most, lines.at(-1));
}

const times = (figure, other) => `${(figure / other).toFixed(2)} times`;

test("the package, unpacked", () => {
  const bytes = filesIn(PACKAGE).reduce((sum, file) => sum + statSync(join(PACKAGE, file)).size, 0);
  budget("the package, unpacked", kilobytes(bytes), "KB", limits.packageKB);
});

test("the command line, gz", () => {
  const bytes = gzipSync(readFileSync(join(PACKAGE, "cli.js")), { level: 9 }).length;
  budget("the command line, gz", kilobytes(bytes), "KB gz", limits.commandLineGzKB);
});

test("core.wasm, gz", () => {
  const bytes = gzipSync(readFileSync(join(PACKAGE, "core.wasm")), { level: 9 }).length;
  budget("core.wasm, gz", kilobytes(bytes), "KB gz", limits.coreGzKB);
});

test("signer.wasm, gz", () => {
  const bytes = gzipSync(readFileSync(join(PACKAGE, "signer.wasm")), { level: 9 }).length;
  budget("signer.wasm, gz", kilobytes(bytes), "KB gz", limits.signerGzKB);
});

/** The bytes of a minified Worker, each of its modules compressed. */
async function worker(name) {
  const { outputFiles } = await build({
    entryPoints: [here(`worker/${name}.js`)],
    bundle: true,
    minify: true,
    format: "esm",
    // docusign-esign needs Node's modules, which Workers bring with nodejs_compat.
    platform: name === "docusign_esign" ? "node" : "browser",
    conditions: ["workerd", "worker", "browser"],
    loader: { ".wasm": "copy" },
    outdir: "out",
    write: false,
    logLevel: "error",
  });
  return outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
}

test("what a minified Worker grows by, gz", async () => {
  const bare = await worker("bare");
  const ours = (await worker("docusign_jwt")) - bare;
  const others = {};
  for (const name of Object.keys(PEERS)) others[name] = (await worker(name)) - bare;
  budget("a minified Worker grows by", kilobytes(ours), "KB gz", limits.workerGzKB);
  for (const [name, bytes] of Object.entries(others)) {
    lines.push(`  by ${PEERS[name]}: ${kilobytes(bytes).toFixed(1)} KB gz; ours is ${times(ours, bytes)} that`);
  }
});

test("JavaScript alone, with /slim, gz", async () => {
  const contents = `export { DocusignAuth, init } from "docusign-jwt/slim";`;
  const stdin = { contents, resolveDir: here(".") };
  const { outputFiles } = await build({ stdin, bundle: true, minify: true, format: "esm", write: false });
  const bytes = gzipSync(outputFiles[0].contents, { level: 9 }).length;
  budget("/slim without its module", kilobytes(bytes), "KB gz", limits.slimGzKB);
});

for (const [what, limit] of [
  ["*", "pageGzKB"],
  ["{ consentUrl }", "pageConsentUrlGzKB"],
]) {
  test(`${what} of docusign-jwt/page, gz`, async () => {
    const stdin = { contents: `export ${what} from "docusign-jwt/page";`, resolveDir: here(".") };
    const { outputFiles } = await build({ stdin, bundle: true, minify: true, format: "esm", write: false });
    const bytes = gzipSync(outputFiles[0].contents, { level: 9 }).length;
    budget(`${what} of docusign-jwt/page`, kilobytes(bytes), "KB gz", limits[limit]);
  });
}

test("from a cold import to the first assertion", () => {
  const privateKey = createPrivateKey(pem());
  const publicKey = createPublicKey(privateKey);
  const pkcs8 = privateKey.export({ type: "pkcs8", format: "pem" });
  const cold = (script) => {
    const command = [here(`start/${script}`), pkcs8, CLIENT, user(1)];
    const { stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
    const [milliseconds, assertion] = stdout.trim().split(" ");
    assert.ok(assertion, `${script}: ${stderr}`);
    // Whoever is quick has to be right.
    const [header, claims, signature] = assertion.split(".");
    const data = Buffer.from(`${header}.${claims}`);
    assert.ok(verify("sha256", data, publicKey, Buffer.from(signature, "base64url")), script);
    return Number(milliseconds);
  };
  const scripts = ["docusign_jwt.mjs", "jose.mjs", "docusign_esign.cjs"];
  for (const script of scripts) cold(script);
  const taken = new Map(scripts.map((script) => [script, []]));
  // In turns, so that what else the machine does hits all of them alike.
  for (let round = 0; round < 7; round += 1) for (const script of scripts) taken.get(script).push(cold(script));
  const median = (script) => taken.get(script).sort((a, b) => a - b)[3];
  const ours = median(scripts[0]);
  lines.push(`from a cold import to the first assertion, Node ${process.versions.node}: ${ours.toFixed(1)} ms`);
  for (const script of scripts.slice(1)) {
    const other = median(script);
    const name = PEERS[basename(script).split(".")[0]];
    lines.push(`  ${name}: ${other.toFixed(1)} ms; ours takes ${times(ours, other)} that`);
  }
  budget("  ours, of jose's time", ours / median("jose.mjs"), "times", limits.startTimesJose);
});
