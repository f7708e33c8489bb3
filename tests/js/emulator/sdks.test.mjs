// Both official SDKs for JavaScript, and the one for Python, unmodified, against the native server and that of the npm package:
// the same calls, the same results.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { text } from "node:stream/consumers";
import { clientIds, createEmulator, privateKeys, userIds } from "docusign-emulator";
import { startEmulator } from "../../../runtimes/emulator.mjs";
import { plainer } from "./plainer.mjs";

const here = (name) => new URL(name, import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "docusign-emulator-sdks-"));
const hosts = {};

before(async () => {
  const native = await startEmulator("--tls", "--ca-out", join(folder, "native.pem"));
  hosts.native = { origin: native.origin, ca: join(folder, "native.pem"), stop: () => native.stop() };
  const served = await createEmulator().listen({ tls: true });
  writeFileSync(join(folder, "npm.pem"), served.ca);
  hosts.npm = { origin: served.origin, ca: join(folder, "npm.pem"), stop: () => served.close() };
});
after(async () => {
  for (const { stop } of Object.values(hosts)) await stop();
  rmSync(folder, { recursive: true });
});

const settings = {
  CLIENT_ID: clientIds.productOfIsv,
  USER_ID: userIds.ann,
  PRIVATE_KEY: privateKeys.integration,
  OTHER_CLIENT_ID: clientIds.contractRobot,
  OTHER_SECRET: "emulator-secret-1",
  OTHER_REDIRECT_URI: "https://example.com/callback",
};

/** What a program prints about its calls at a host, without clock and chance. */
async function results(host, program, args, more) {
  const { origin, ca } = hosts[host];
  const { port, host: name } = new URL(origin);
  const env = { ...process.env, ...settings, NODE_EXTRA_CA_CERTS: ca, REROUTE_PORT: port, EMULATOR_HOST: name, EMULATOR_CA: ca, ...more };
  const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const [printed, said, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.once("close", resolve)),
  ]);
  assert.equal(code, 0, `${host}: ${said}`);
  return JSON.parse(plainer(name)(printed));
}

/** The names of the calls that were refused. */
const refused = (all) => Object.keys(all).filter((name) => all[name]?.refused !== undefined);

test("docusign-esign and @docusign/iam-sdk: the same calls, the same results", { timeout: 60_000 }, async () => {
  const args = ["--import", here("reroute.mjs"), here("sdks.mjs")];
  const native = await results("native", process.execPath, args);
  const npm = await results("npm", process.execPath, args);
  assert.deepEqual(npm, native);
  assert.deepEqual(refused(native), ["esign: no consent", "esign: no such envelope", "iam: a wrong assertion", "iam: a code twice"]);
  assert.equal(native["esign: userinfo"].accounts[0].baseUri, "https://demo.docusign.net");
  assert.equal(native["esign: getDocument"], "to sign");
});

test("docusign-esign for Python: the same calls, the same results", { timeout: 120_000 }, async () => {
  const { PYTHON, PYTHON_PACKAGES } = process.env;
  assert.ok(PYTHON && PYTHON_PACKAGES, "PYTHON and PYTHON_PACKAGES are not set; run this by cargo xtask test");
  const args = [here("python/sdk.py")];
  const more = { PYTHONPATH: PYTHON_PACKAGES, PYTHONDONTWRITEBYTECODE: "1" };
  const native = await results("native", PYTHON, args, more);
  const npm = await results("npm", PYTHON, args, more);
  assert.deepEqual(npm, native);
  assert.deepEqual(refused(native), ["no consent", "no such envelope"]);
  assert.equal(native.get_document, "to sign");
});
