// The Worker example in workerd, and clients at module scope under many requests, with and without
// nodejs_compat.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { CLIENT, ISV, pem, startEmulator, tenantUser, user } from "../../../runtimes/emulator.mjs";
import { PASSWORD, isClosed, loggedIn, refusesStrangers } from "../harness/password.mjs";
import { survivesOddTargets } from "../harness/odd_targets.mjs";
import { startWorker } from "../../../runtimes/workerd.mjs";

let emulator;
before(async () => (emulator = await startEmulator()));
after(() => emulator.stop());

const path = (relative) => new URL(relative, import.meta.url).pathname;
const key = pem().replaceAll("\n", "\\n");

const startExample = (more) =>
  startWorker(path("../../../examples/cloudflare-worker/src/index.js"), {
    DOCUSIGN_CLIENT_ID: CLIENT,
    DOCUSIGN_USER_ID: user(1),
    DOCUSIGN_PRIVATE_KEY: key,
    DOCUSIGN_AUTH_SERVER: emulator.origin,
    DOCUSIGN_REDIRECT_URI: "https://example.com/callback",
    ...more,
  });

test("the example: consent, token, cache", async () => {
  const worker = await startExample({ APP_PASSWORD: PASSWORD });
  const home = () => fetch(worker.origin, { headers: loggedIn });
  try {
    assert.ok(
      worker.modules.some(({ kind }) => kind === "wasm"),
      "the wasm is a module of its own",
    );
    const first = await home();
    assert.equal(first.status, 403);
    const { consentUrl } = await first.json();
    const landed = await emulator.clickConsent(consentUrl, user(1));
    const callback = await fetch(`${worker.origin}/callback${new URL(landed).search}`);
    assert.equal(callback.status, 200);
    const denied = await fetch(`${worker.origin}/callback?error=access_denied`);
    assert.deepEqual([denied.status, (await denied.json()).code], [502, "consent_denied"]);
    const second = await (await home()).json();
    assert.equal(second.user.email, "ann@example.com");
    assert.deepEqual(await (await home()).json(), second);
    const minted = (await emulator.exchanges()).filter(({ status }) => status === 200);
    assert.equal(minted.length, 1);
    await refusesStrangers((headers) => fetch(worker.origin, { headers }));
    await survivesOddTargets(worker.origin, { headers: loggedIn, home: { "https:nothing": 200, nothing: 200 } });
  } finally {
    worker.stop();
    await emulator.reset();
  }
});

test("the example without its password lets nobody in, and asks Docusign for nothing", async () => {
  await emulator.consent(CLIENT, user(1));
  for (const more of [{}, { APP_PASSWORD: "" }]) {
    const worker = await startExample(more);
    try {
      await isClosed((headers) => fetch(worker.origin, { headers }));
    } finally {
      worker.stop();
    }
  }
  assert.deepEqual(await emulator.exchanges(), []);
  await emulator.reset();
});

for (const flags of [[], ["nodejs_compat"]]) {
  const name = flags.join() || "no flag";
  test(`200 requests at once, 20 users, one client at module scope (${name})`, async () => {
    const bindings = { CLIENT: ISV, KEY: key, AUTH: emulator.origin };
    const worker = await startWorker(path("worker/users.js"), bindings, { flags, date: "2026-07-01" });
    try {
      const about = await (await fetch(`${worker.origin}/about`)).json();
      assert.equal(about.userAgent, "Cloudflare-Workers");
      assert.equal(about.process, flags.includes("nodejs_compat"));
      await emulator.faults({ path: "/oauth/token", latencyMs: 50 });
      const answers = await Promise.all(
        Array.from({ length: 200 }, async (_, at) => {
          const of = tenantUser(at % 20);
          const response = await fetch(`${worker.origin}/?user=${of}`);
          const text = await response.text();
          assert.equal(response.status, 200, text);
          return [of, JSON.parse(text).sub];
        }),
      );
      for (const [of, sub] of answers) assert.equal(sub, of);
      const exchanges = await emulator.exchanges();
      assert.ok(exchanges.length <= 200, `${exchanges.length}`);
      const again = await fetch(`${worker.origin}/?user=${tenantUser(3)}`);
      assert.equal(again.status, 200);
      assert.equal((await emulator.exchanges()).length, exchanges.length);
    } finally {
      worker.stop();
      await emulator.reset();
    }
  });
}
