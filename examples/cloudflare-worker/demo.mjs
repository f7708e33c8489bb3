// The main job on real input: a Worker in workerd mints a token from the local Docusign. Run by
// `cargo xtask demo`.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { CLIENT, pem, startEmulator, user } from "../../runtimes/emulator.mjs";
import { startWorker } from "../../runtimes/workerd.mjs";

const serve = process.argv.includes("--serve");
const say = (text) => console.log(text);

const emulator = await startEmulator();
say(`1. A local Docusign is up at ${emulator.origin}. It verifies signatures with ring, not with this library.`);

const redirectUri = `${emulator.origin}/__emulator/landing`;
await emulator.addRedirectUri(CLIENT, redirectUri);
const password = randomBytes(16).toString("hex");
const worker = await startWorker(new URL("src/index.js", import.meta.url).pathname, {
  DOCUSIGN_CLIENT_ID: CLIENT,
  DOCUSIGN_USER_ID: user(1),
  DOCUSIGN_PRIVATE_KEY: pem().replaceAll("\n", "\\n"),
  DOCUSIGN_AUTH_SERVER: emulator.origin,
  DOCUSIGN_REDIRECT_URI: redirectUri,
  APP_PASSWORD: password,
});
say(`2. The Worker runs in workerd at ${worker.origin}. Its key is a PKCS#1 PEM with literal \\n.`);

const stop = () => {
  worker.stop();
  emulator.stop();
};

try {
  const stranger = await fetch(worker.origin);
  assert.equal(stranger.status, 401);
  assert.deepEqual(await emulator.exchanges(), []);
  say("   A request without the password gets 401 and causes no request to Docusign.");

  const authorization = `Basic ${btoa(`app:${password}`)}`;
  const ask = async () => {
    const response = await fetch(worker.origin, { headers: { authorization } });
    return { status: response.status, body: await response.json() };
  };
  const first = await ask();
  assert.equal(first.status, 403, JSON.stringify(first));
  assert.equal(first.body.code, "consent_required");
  say(`3. First request: Docusign returns ${first.body.code}. The Worker returns the consent link:`);
  say(`     ${first.body.consentUrl}`);

  if (serve) {
    say(`\n   Open that link, log in as Ann Admin and choose Allow; then open ${worker.origin}`);
    say(`   The user name is app, the password is ${password}`);
    say(`   Requests to the local Docusign: ${emulator.origin}/__emulator/log`);
    say("   Press Ctrl-C to stop.");
    process.once("SIGINT", () => {
      stop();
      process.exit(0);
    });
    await new Promise(() => {});
  }

  const landed = await emulator.clickConsent(first.body.consentUrl, user(1));
  assert.ok(landed.startsWith(redirectUri), landed);
  say("4. Ann Admin opens the link, logs in and clicks Allow Access.");

  const second = await ask();
  assert.equal(second.status, 200, JSON.stringify(second));
  assert.equal(second.body.token.tokenType, "Bearer");
  assert.equal(second.body.accounts[0].name, "Example Ltd");
  say(`5. Second request: a token until ${second.body.token.expiresAt} for ${second.body.user.name},`);
  say(`     whose account is ${second.body.accounts[0].name} (${second.body.accounts[0].accountId}).`);

  const third = await ask();
  assert.deepEqual(third.body, second.body);
  const minted = (await emulator.exchanges()).filter(({ status }) => status === 200);
  assert.equal(minted.length, 1);
  say("6. Third request: the same token, from the cache. Docusign's log shows one token request:");
  for (const { path, status, error, user: who } of await emulator.exchanges()) {
    say(`     POST ${path} for ${who}: ${status}${error ? ` ${error}` : ""}`);
  }
  say("\nThe demo is done. `cargo xtask demo --serve` lets you click through it yourself.");
} finally {
  stop();
}
