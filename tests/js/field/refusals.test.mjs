// What Docusign has refused is remembered for a moment; each caller has an error of its own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ConsentRequiredError } from "docusign-jwt";
import { FakeDocusign, KeepingStore, MINUTE, SECRET, refusal, user } from "../harness/fake_docusign.mjs";

const lasting = {
  consent_required: () => refusal("consent_required"),
  user_not_found: () => Response.json({ error: "invalid_grant", error_description: "user_not_found" }, { status: 400 }),
  issuer_not_found: () => Response.json({ error: "invalid_grant", error_description: "issuer_not_found" }, { status: 400 }),
  response_invalid: () => Response.json({ access_token: "" }),
};

for (const [code, answer] of Object.entries(lasting)) {
  test(`${code} is asked for once a second, however many ask`, async () => {
    const docusign = new FakeDocusign();
    docusign.token = answer;
    const auth = docusign.client();
    for (let call = 0; call < 100; call += 1) {
      await assert.rejects(auth.getAccessToken(), { code });
      docusign.now += 9;
    }
    assert.equal(docusign.exchanges.length, 1);
    docusign.now += 100;
    await assert.rejects(auth.getAccessToken(), { code });
    assert.equal(docusign.exchanges.length, 2);
  });
}

const passing = {
  server_error: () => new Response("", { status: 503 }),
  rate_limited: () => new Response("", { status: 429 }),
  network_failed: () => Promise.reject(new TypeError("fetch failed")),
  response_not_json: () => new Response('{"access_tok', { headers: { "content-type": "application/json" } }),
};

for (const [code, answer] of Object.entries(passing)) {
  test(`${code} is not remembered`, async () => {
    const docusign = new FakeDocusign();
    docusign.token = answer;
    const auth = docusign.client();
    await assert.rejects(auth.getAccessToken(), { code });
    docusign.token = () => undefined;
    assert.ok(await auth.getAccessToken());
  });
}

test("forceRefresh goes past it, and success ends it", async () => {
  const docusign = new FakeDocusign();
  docusign.token = lasting.consent_required;
  const auth = docusign.client();
  await assert.rejects(auth.getAccessToken(), { code: "consent_required" });
  await assert.rejects(auth.getAccessToken({ forceRefresh: true }), { code: "consent_required" });
  assert.equal(docusign.exchanges.length, 2);
  docusign.token = () => undefined;
  const token = await auth.getAccessToken({ forceRefresh: true });
  assert.equal(await auth.getAccessToken(), token);
});

test("a user's refusal is that user's, with these scopes", async () => {
  const docusign = new FakeDocusign();
  docusign.token = ({ user: who, number }) => (number === 1 && who === user(1) ? refusal("consent_required") : undefined);
  const auth = docusign.client();
  await assert.rejects(auth.getAccessToken(), { code: "consent_required" });
  assert.ok(await auth.forUser(user(2)).getAccessToken());
  assert.ok(await auth.forUser(user(1), { scopes: ["signature", "extended"] }).getAccessToken());
});

test("a token that lives is served while its renewal is refused", async () => {
  const docusign = new FakeDocusign();
  const auth = docusign.client();
  const token = await auth.getAccessToken();
  docusign.now += 55 * MINUTE;
  docusign.token = lasting.consent_required;
  for (let call = 0; call < 5; call += 1) assert.equal(await auth.getAccessToken(), token);
  assert.equal(docusign.exchanges.length, 2);
});

test("a code that was exchanged means consent: the refusal before it is forgotten", async () => {
  const docusign = new FakeDocusign();
  let consented = false;
  docusign.token = () => (consented ? undefined : refusal("consent_required"));
  const code = () => Response.json({ access_token: "a.b.c", token_type: "Bearer", expires_in: 3600 });
  const fetch = (url, init) => (String(init.body).includes("authorization_code") ? code() : docusign.fetch(url, init));
  const auth = docusign.client({ fetch, redirectUri: "https://example.com/callback" });
  await assert.rejects(auth.getAccessToken(), { code: "consent_required" });
  consented = true;
  await auth.exchangeCode({ code: "the-code", clientSecret: "the-secret" });
  assert.ok(await auth.getAccessToken());
});

test("each caller has an error of its own, complete, and what one does to it no other sees", async () => {
  const docusign = new FakeDocusign();
  docusign.token = lasting.consent_required;
  const auth = docusign.client({ redirectUri: "https://example.com/callback" });
  const ask = () => auth.getAccessToken().catch((error) => error);
  const spoil = (error) => {
    error.message = "spoilt";
    error.code = "spoilt";
    error.scopes.length = 0;
    return error;
  };
  const atOnce = await Promise.all(Array.from({ length: 10 }, () => ask()));
  const later = [await ask(), spoil(await ask()), await ask()];
  const all = [...atOnce, later[0], later[2]];
  assert.equal(docusign.exchanges.length, 1);
  assert.equal(new Set([...atOnce, ...later]).size, 13);
  for (const error of all) {
    assert.ok(error instanceof ConsentRequiredError);
    assert.equal(error.code, "consent_required");
    assert.equal(error.status, 400);
    assert.equal(error.userId, user(1));
    assert.match(error.consentUrl, /scope=signature%20impersonation/);
    assert.deepEqual(error.scopes, ["signature", "impersonation"]);
    assert.equal(error.message, all[0].message);
    assert.equal(error.remedy, all[0].remedy);
    assert.equal(error.response.status, 400);
    assert.match(error.stack, /consent/);
  }
});

test("callers at once do not see what another does to the error, whoever is first", async () => {
  const docusign = new FakeDocusign();
  docusign.token = lasting.user_not_found;
  const auth = docusign.client();
  const codes = await Promise.all(
    Array.from({ length: 5 }, () =>
      auth.getAccessToken().catch((error) => {
        const { code } = error;
        error.code = error.message = "spoilt";
        return code;
      }),
    ),
  );
  assert.deepEqual([...new Set(codes)], ["user_not_found"]);
});

test("a caller who gives up hears the signal's own reason", async () => {
  const docusign = new FakeDocusign();
  docusign.token = () => new Promise((resolve) => setTimeout(() => resolve(refusal("consent_required")), 30));
  const auth = docusign.client();
  const controller = new AbortController();
  const reason = new Error("enough");
  const leaving = auth.getAccessToken({ signal: controller.signal });
  const staying = auth.getAccessToken();
  controller.abort(reason);
  await assert.rejects(leaving, (error) => error === reason);
  await assert.rejects(staying, { code: "consent_required" });
});

test("with a store too", async () => {
  const docusign = new FakeDocusign();
  docusign.token = lasting.consent_required;
  const store = new KeepingStore();
  let looks = 0;
  store.get = () => void (looks += 1);
  const auth = docusign.client({ store, storeSecret: SECRET });
  for (let call = 0; call < 20; call += 1) await assert.rejects(auth.getAccessToken(), { code: "consent_required" });
  assert.equal(docusign.exchanges.length, 1);
  assert.ok(looks <= 2);
});
