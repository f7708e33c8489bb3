// The emulator as a server: of the package's function, and of its command.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { text } from "node:stream/consumers";
import { createEmulator, privateKeys } from "docusign-emulator";
import { DocusignAuth } from "docusign-jwt";

const ROOT = new URL("../../../", import.meta.url).pathname;
const CLI = join(ROOT, "node_modules/docusign-emulator/cli.js");
const RUNTIMES = {
  node: [process.execPath, CLI],
  deno: [join(ROOT, "node_modules/.bin/deno"), "run", "--allow-all", "--no-config", "--node-modules-dir=manual", "npm:docusign-emulator"],
  bun: [join(ROOT, "node_modules/.bin/bun"), CLI],
};

async function start(runtime, ...more) {
  const [program, ...args] = RUNTIMES[runtime];
  const child = spawn(program, [...args, ...more], { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  const errors = text(child.stderr);
  const [line] = await Promise.race([once(child.stdout, "data"), once(child, "exit").then(async () => [`ended: ${await errors}`])]);
  return { child, line: String(line).trim(), errors, stop: () => (child.kill(), once(child, "exit")) };
}

test("a server shares the memory of its emulator", async () => {
  const docusign = createEmulator();
  const server = await docusign.listen();
  assert.match(server.origin, /^http:\/\/127\.0\.0\.1:\d+$/);
  const auth = new DocusignAuth(server.credentials("unconsented"));
  docusign.consent(server.credentials("unconsented"));
  assert.ok(await auth.getAccessToken());
  assert.equal(docusign.requests.length, 1);
  await assert.rejects(createEmulator().listen(server.port), /cannot listen on 127\.0\.0\.1:\d+/);
  docusign.fault({ kind: "hang" });
  const hangs = fetch(server.origin).catch((error) => error);
  while (docusign.requests.length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
  await server.close();
  assert.ok((await hangs) instanceof TypeError, "to close ends what hangs");
  await assert.rejects(fetch(server.origin));
});

test("it does not listen for others unasked, nor answer to a name of elsewhere", async () => {
  for (const host of ["0.0.0.0", "::", "192.0.2.1"]) {
    await assert.rejects(createEmulator().listen({ host }), /not on this machine\. The emulator's keys are public/);
  }
  await assert.rejects(createEmulator().listen(70_000), /port must be a number from 0 to 65535/);
});

for (const runtime of Object.keys(RUNTIMES)) {
  test(`the command in ${runtime}: first line, banner, tokens, TLS`, { timeout: 60_000 }, async () => {
    const { line, stop, errors } = await start(runtime);
    const [, origin] = /^listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line) ?? assert.fail(line);
    const credentials = { ...createEmulator().credentials(), environment: { authServer: origin } };
    assert.ok(await new DocusignAuth(credentials).getAccessToken());
    assert.equal((await fetch(`${origin}/oauth/userinfo`)).status, 500);
    await stop();
    assert.match(await errors, /its keys are public/);

    const folder = mkdtempSync(join(tmpdir(), "docusign-emulator-"));
    const ca = join(folder, "ca.pem");
    const secure = await start(runtime, "--tls", "--ca-out", ca);
    const [, at] = /^listening on (https:\/\/127\.0\.0\.1:\d+)$/.exec(secure.line) ?? assert.fail(secure.line);
    const trusted = { ca: readFileSync(ca, "utf8") };
    const ask = (servername) =>
      once(get(`${at}/oauth/userinfo`, { ...trusted, ...(servername && { servername, headers: { host: servername } }) }), "response");
    assert.equal((await ask())[0].statusCode, 500);
    assert.equal((await ask("account-d.docusign.com"))[0].statusCode, 500);
    await assert.rejects(ask("evil.example"), /evil\.example/);
    await assert.rejects(once(get(at), "response"), /certificate|issuer/);
    await secure.stop();
    rmSync(folder, { recursive: true });
  });
}

test("the command takes a configuration with keys beside it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "docusign-emulator-"));
  const config = {
    clients: [{ id: "5c2b8d7e-0f6a-4c1d-9e3b-7a8f9c0d1e2f", name: "Mine", keys: ["mine.pem"], consentOfAll: "signature impersonation" }],
    users: [{ id: "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9", name: "Zoe", email: "zoe@example.com", accounts: ["a"] }],
    accounts: [{ id: "a", name: "A" }],
  };
  writeFileSync(join(folder, "mine.pem"), privateKeys.integration2);
  writeFileSync(join(folder, "c.json"), JSON.stringify(config));
  const { line, stop } = await start("node", "--config", join(folder, "c.json"));
  const environment = { authServer: line.replace("listening on ", "") };
  const { clients, users } = config;
  const auth = new DocusignAuth({ clientId: clients[0].id, userId: users[0].id, privateKey: privateKeys.integration2, environment });
  assert.ok(await auth.getAccessToken());
  await stop();
  rmSync(folder, { recursive: true });
});
