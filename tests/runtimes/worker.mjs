// The Worker example in workerd, and clients at module scope under many requests, with and without
// nodejs_compat.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { CLIENT, ISV, pem, startEmulator, tenantUser, user } from "./emulator.mjs";
import { startWorker } from "./workerd.mjs";

let emulator;
before(async () => (emulator = await startEmulator()));
after(() => emulator.stop());

const path = (relative) => new URL(relative, import.meta.url).pathname;
const key = pem().replaceAll("\n", "\\n");

test("the example: consent, token, cache", async () => {
  const redirectUri = "https://example.com/callback";
  const worker = await startWorker(path("../../examples/cloudflare-worker/src/index.js"), {
    DOCUSIGN_CLIENT_ID: CLIENT,
    DOCUSIGN_USER_ID: user(1),
    DOCUSIGN_PRIVATE_KEY: key,
    DOCUSIGN_AUTH_SERVER: emulator.origin,
    DOCUSIGN_REDIRECT_URI: redirectUri,
  });
  try {
    assert.ok(worker.modules.some(({ kind }) => kind === "wasm"), "the wasm is a module of its own");
    const first = await fetch(worker.origin);
    assert.equal(first.status, 403);
    const { consentUrl } = await first.json();
    const landed = await emulator.clickConsent(consentUrl, user(1));
    const callback = await fetch(`${worker.origin}/callback${new URL(landed).search}`);
    assert.equal(callback.status, 200);
    const denied = await fetch(`${worker.origin}/callback?error=access_denied`);
    assert.deepEqual([denied.status, (await denied.json()).code], [502, "consent_denied"]);
    const second = await (await fetch(worker.origin)).json();
    assert.equal(second.user.email, "ann@example.com");
    assert.deepEqual(await (await fetch(worker.origin)).json(), second);
    const minted = (await emulator.exchanges()).filter(({ status }) => status === 200);
    assert.equal(minted.length, 1);
  } finally {
    worker.stop();
    await emulator.reset();
  }
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
