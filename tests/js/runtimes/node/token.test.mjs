// The life of a token: kept, renewed, shared between callers, tried again; clocks and keys that are wrong.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { DocusignAuth, NetworkError, OAuthError } from "docusign-jwt";
import { CLIENT, ISV, pem, tenantUser, user } from "../../../../runtimes/emulator.mjs";
import { emulatorHere } from "../../../../runtimes/emulator_in_process.mjs";

const emulator = emulatorHere();
let events;
afterEach(() => emulator.reset());

const FAST = { limit: 3, minDelay: 10, maxDelay: 20 };
const client = (more) => {
  events = [];
  return new DocusignAuth({
    clientId: ISV,
    userId: tenantUser(0),
    privateKey: pem(),
    ...emulator.connection,
    retry: FAST,
    onEvent: (event) => events.push(event),
    ...more,
  });
};
const count = async () => (await emulator.exchanges()).length;

test("a token is kept until ten minutes before its end", async () => {
  let now = Date.now();
  const auth = client({ now: () => now });
  const first = await auth.getToken();
  assert.equal(first.tokenType, "Bearer");
  assert.equal(first.expiresAt, now + 3_600_000);
  now += 3_000_000 - 1;
  assert.equal((await auth.getToken()).accessToken, first.accessToken);
  assert.equal(await count(), 1);
  now += 1;
  await emulator.clock(3_000_000);
  const second = await auth.getToken();
  assert.notEqual(second.accessToken, first.accessToken);
  assert.equal(await count(), 2);
  assert.deepEqual(
    events.map(({ type }) => type),
    ["exchange", "cache_hit", "exchange"],
  );
});

test("refreshMargin moves the renewal", async () => {
  let now = Date.now();
  const auth = client({ now: () => now, refreshMargin: 60_000 });
  await auth.getToken();
  now += 3_540_000 - 1;
  await auth.getToken();
  assert.equal(await count(), 1);
});

test("forceRefresh gets a new one", async () => {
  const auth = client();
  const [first, second] = [await auth.getAccessToken(), await auth.getAccessToken({ forceRefresh: true })];
  assert.notEqual(first, second);
  assert.equal(await auth.getAccessToken(), second);
});

test("clients of one user have one token, whichever of them renews it", async () => {
  let now = Date.now();
  const auth = client({ now: () => now });
  const [one, two] = [auth.forUser(tenantUser(1)), auth.forUser(tenantUser(1))];
  assert.equal(await one.getAccessToken(), await two.getAccessToken());
  const renewed = await one.getAccessToken({ forceRefresh: true });
  assert.equal(await two.getAccessToken(), renewed);
  assert.equal(await count(), 2);
  now += 3_600_000;
  await emulator.clock(3_600_000);
  // Other users come, and what has ended is dropped from the cache.
  for (let at = 2; at < 5; at += 1) await auth.forUser(tenantUser(at)).getAccessToken();
  const later = await two.getAccessToken();
  assert.notEqual(later, renewed);
  assert.equal(await one.getAccessToken(), later);
  assert.equal(await count(), 6);
});

test("a failed renewal serves the live token, until its end", async () => {
  let now = Date.now();
  const auth = client({ now: () => now, retry: false });
  const token = await auth.getAccessToken();
  await emulator.faults({ path: "/oauth/token", status: 503 });
  now += 3_100_000;
  assert.equal(await auth.getAccessToken(), token);
  assert.deepEqual(events.at(-1).type, "renewal_failed");
  assert.equal(events.at(-1).code, "server_error");
  const tries = await count();
  assert.equal(await auth.getAccessToken(), token);
  assert.equal(await count(), tries, "it pauses before the next renewal");
  await assert.rejects(auth.getAccessToken({ forceRefresh: true }), { code: "server_error" });
  now += 500_000;
  await assert.rejects(auth.getAccessToken(), { code: "server_error" });
  await emulator.faults([]);
  await emulator.clock(3_600_000);
  assert.notEqual(await auth.getAccessToken(), token);
});

test("a failed exchange is not kept", async () => {
  const auth = client({ retry: false });
  await emulator.faults({ path: "/oauth/token", status: 500, times: 1 });
  await assert.rejects(auth.getAccessToken(), OAuthError);
  assert.ok(await auth.getAccessToken());
});

test("10,000 callers at once cause one exchange", async () => {
  const auth = client();
  const tokens = await Promise.all(Array.from({ length: 10_000 }, () => auth.getAccessToken()));
  assert.equal(new Set(tokens).size, 1);
  assert.equal(await count(), 1);
});

test("10,000 callers for 1,000 users cause 1,000 exchanges, and each has its own user's token", async () => {
  const auth = client({ timeout: 120_000 });
  const callers = Array.from({ length: 10_000 }, (_, at) => at % 1000);
  const tokens = await Promise.all(callers.map((at) => auth.forUser(tenantUser(at)).getAccessToken()));
  assert.equal(await count(), 1000);
  for (let at = 0; at < 1000; at += 1) {
    const own = new Set(tokens.filter((_, caller) => callers[caller] === at));
    assert.equal(own.size, 1);
    const headers = { authorization: `Bearer ${tokens[at]}` };
    const info = await (await emulator.fetch(`${emulator.origin}/oauth/userinfo`, { headers })).json();
    assert.equal(info.sub, tenantUser(at));
  }
});

test("clients that differ in anything that a token is for share nothing", async () => {
  await emulator.consent(ISV, tenantUser(0), "signature impersonation extended");
  const auth = client();
  const own = await auth.getAccessToken();
  const others = [client({ scopes: ["signature", "extended"] }), auth.forUser(tenantUser(1)), auth.forApplication()];
  for (const other of others) assert.notEqual(await other.getAccessToken(), own, String(other));
  const same = auth.forUser(tenantUser(0).toUpperCase());
  assert.equal(await same.getAccessToken(), own);
});

test("a caller who gives up leaves the others alone", async () => {
  await emulator.faults({ path: "/oauth/token", latencyMs: 150 });
  const auth = client();
  const controller = new AbortController();
  const reason = new Error("enough");
  const leaving = auth.getAccessToken({ signal: controller.signal });
  const staying = auth.getAccessToken();
  setTimeout(() => controller.abort(reason), 20);
  await assert.rejects(leaving, (error) => error === reason);
  assert.ok(await staying);
  assert.equal(await count(), 1);
  const aborted = AbortSignal.abort(reason);
  await assert.rejects(auth.getAccessToken({ signal: aborted }), (error) => error === reason);
  await assert.rejects(auth.getAccessToken({ signal: "no" }), { code: "option_invalid" });
});

test("when the last caller has gone, the exchange is given up", async () => {
  await emulator.faults({ path: "/oauth/token", kind: "hang" });
  let sent;
  const watching = (url, init) => {
    sent = init.signal;
    return emulator.fetch(url, init);
  };
  const auth = client({ fetch: watching });
  const controller = new AbortController();
  const leaving = auth.getAccessToken({ signal: controller.signal });
  setTimeout(() => controller.abort(), 50);
  await assert.rejects(leaving, { name: "AbortError" });
  assert.ok(sent.aborted);
  await emulator.faults([]);
  assert.ok(await auth.getAccessToken());
});

test("429 and 5xx are tried again, within the limit", async () => {
  await emulator.faults({ path: "/oauth/token", status: 503, times: 3 });
  assert.ok(await client().getAccessToken());
  assert.equal(await count(), 4);
  assert.deepEqual(
    events.map(({ type, attempt, status }) => [type, attempt, status]),
    [
      ["retry", 2, 503],
      ["retry", 3, 503],
      ["retry", 4, 503],
      ["exchange", undefined, undefined],
    ],
  );
  await emulator.reset();
  await emulator.faults({ path: "/oauth/token", status: 429 });
  const error = await client()
    .getAccessToken()
    .catch((e) => e);
  assert.equal(error.code, "rate_limited");
  assert.equal(await count(), 4);
});

test("other refusals are not tried again", async () => {
  await assert.rejects(client({ userId: user(5) }).getAccessToken(), { code: "user_not_found" });
  assert.equal(await count(), 1);
});

test("Retry-After is waited for, and told when it is too long", async () => {
  await emulator.faults({ path: "/oauth/token", status: 429, retryAfter: 1, times: 1 });
  const begun = Date.now();
  assert.ok(await client().getAccessToken());
  assert.ok(Date.now() - begun >= 1000);
  await emulator.faults({ path: "/oauth/token", status: 429, retryAfter: 600 });
  const error = await client()
    .getAccessToken()
    .catch((e) => e);
  assert.equal(error.code, "rate_limited");
  assert.equal(error.retryAfter, 600_000);
});

test("the timeout holds for all tries together", async () => {
  await emulator.faults({ path: "/oauth/token", status: 503 });
  const begun = Date.now();
  const retry = { limit: 100, minDelay: 60, maxDelay: 60 };
  const error = await client({ timeout: 500, retry })
    .getAccessToken()
    .catch((e) => e);
  assert.ok(["server_error", "timeout"].includes(error.code), error.code);
  assert.ok(Date.now() - begun < 1500);
  assert.ok(error instanceof OAuthError || error instanceof NetworkError);
});

for (const minutes of [-10, 10]) {
  test(`a clock ${minutes} minutes off gets its token, and remembers it`, async () => {
    const auth = client({ now: () => Date.now() + minutes * 60_000 });
    assert.ok(await auth.getAccessToken());
    const tries = await count();
    assert.ok(tries <= 2);
    await auth.getAccessToken({ forceRefresh: true });
    assert.equal(await count(), tries + 1);
  });
}

test("of several keys the one that Docusign knows is found, and used from then on", async () => {
  const auth = client({ privateKey: [pem("wrong"), pem("integration-2"), pem()] });
  assert.ok(await auth.getAccessToken());
  assert.equal(await count(), 3);
  await auth.getAccessToken({ forceRefresh: true });
  assert.equal(await count(), 4);
  const none = client({ privateKey: [pem("wrong"), pem("wrong")] });
  const error = await none.getAccessToken().catch((e) => e);
  assert.match(error.hint, /None of the private keys/);
});

test("a signer of one's own, and a CryptoKey", async () => {
  const { createPrivateKey, createSign } = await import("node:crypto");
  const sign = (data) => createSign("sha256").update(data).sign(pem());
  assert.ok(await client({ privateKey: undefined, signer: { sign } }).getAccessToken());
  assert.ok(await client({ privateKey: undefined, signer: { sign: async (data) => sign(data) } }).getAccessToken());
  const pkcs8 = createPrivateKey(pem()).export({ type: "pkcs8", format: "der" });
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, algorithm, false, ["sign"]);
  assert.ok(await client({ privateKey: key }).getAccessToken());
  const sha1 = await crypto.subtle.importKey("pkcs8", pkcs8, { ...algorithm, hash: "SHA-1" }, false, ["sign"]);
  assert.throws(() => client({ privateKey: sha1 }), { code: "key_not_usable" });
  const failing = { sign: () => Promise.reject(new Error("the KMS is down")) };
  const error = await client({ privateKey: undefined, signer: failing })
    .getAccessToken()
    .catch((e) => e);
  assert.equal(error.code, "signing_failed");
  assert.equal(error.cause.message, "the KMS is down");
  const short = { sign: () => new Uint8Array(64) };
  await assert.rejects(client({ privateKey: undefined, signer: short }).getAccessToken(), { code: "signing_failed" });
  assert.throws(() => client({ signer: {} }), { code: "option_invalid" });
  assert.throws(() => client({ signer: { sign } }), { code: "option_invalid" });
});

/** 30 % of the answers are 429 and 503, 5 % are cut off, 5 % are garbage: each share is of what is left over. */
const WEATHER = [
  { path: "/oauth/token", rate: 0.15, status: 429 },
  { path: "/oauth/token", rate: 0.15 / 0.85, status: 503 },
  { path: "/oauth/token", rate: 0.05 / 0.7, kind: "cut" },
  { path: "/oauth/token", rate: 0.05 / 0.65, kind: "garbage" },
];

/** A fetch that counts the requests for each user, by the assertion that they carry. */
function counting() {
  const counts = new Map();
  const watching = (url, init) => {
    if (url.endsWith("/oauth/token")) {
      const [, claims] = new URLSearchParams(init.body).get("assertion").split(".");
      const { sub } = JSON.parse(Buffer.from(claims, "base64url"));
      counts.set(sub, (counts.get(sub) ?? 0) + 1);
    }
    return emulator.fetch(url, init);
  };
  return { counts, watching };
}

test("30 % refusals, 5 % cut, 5 % garbage in 2,000 calls: nobody is lost, nobody has a foreign token", async () => {
  const limit = 20;
  const { counts, watching } = counting();
  const auth = client({ retry: { ...FAST, limit }, timeout: 120_000, fetch: watching });
  const round = async (options) => {
    counts.clear();
    await emulator.faults(WEATHER);
    const users = Array.from({ length: 1000 }, (_, at) => tenantUser(at));
    const tokens = await Promise.all(users.map((one) => auth.forUser(one).getAccessToken(options)));
    await emulator.faults([]);
    for (const [at, token] of tokens.entries()) {
      const headers = { authorization: `Bearer ${token}` };
      const info = await (await emulator.fetch(`${emulator.origin}/oauth/userinfo`, { headers })).json();
      assert.equal(info.sub, users[at]);
    }
    assert.equal(counts.size, 1000);
    assert.ok(Math.max(...counts.values()) <= limit + 1, "no more tries than the limit and the first");
    return { tokens, tries: [...counts.values()].reduce((sum, one) => sum + one) };
  };
  const first = await round();
  const second = await round({ forceRefresh: true });
  assert.equal(new Set([...first.tokens, ...second.tokens]).size, 2000);
  const tries = first.tries + second.tries;
  const failed = 1 - 2000 / tries;
  assert.ok(failed > 0.35 && failed < 0.45, `${failed} of ${tries} tries failed`);
});

test("with the usual limit every caller has a token or a reason, after four tries at most", async () => {
  const { counts, watching } = counting();
  const auth = client({ retry: { ...FAST, limit: undefined }, timeout: 120_000, fetch: watching });
  await emulator.faults(WEATHER);
  const users = Array.from({ length: 500 }, (_, at) => tenantUser(at));
  const ends = await Promise.allSettled(users.map((one) => auth.forUser(one).getAccessToken()));
  const reasons = ends.filter(({ status }) => status === "rejected").map(({ reason }) => reason.code);
  const known = ["rate_limited", "server_error", "network_failed", "response_not_json"];
  assert.deepEqual(
    reasons.filter((code) => !known.includes(code)),
    [],
  );
  assert.ok(reasons.length > 0 && reasons.length < 50, `${reasons.length} of 500 had no token`);
  assert.equal(Math.max(...counts.values()), 4);
});

test("a listener that fails is not heard of", async () => {
  const auth = client({
    onEvent: () => {
      throw new Error("listener");
    },
  });
  assert.ok(await auth.getAccessToken());
  assert.ok(await auth.getAccessToken());
});

test("no event holds a token", async () => {
  const auth = client();
  const token = await auth.getAccessToken();
  await auth.getUserInfo();
  assert.ok(events.length >= 2);
  assert.ok(!JSON.stringify(events).includes(token.slice(-20)));
});

test("a missing user is not silently an application", async () => {
  assert.throws(() => client({ userId: undefined }), { code: "option_missing" });
  assert.throws(() => client({ clientId: undefined }), { code: "option_missing" });
  assert.throws(() => client({ clientID: CLIENT }), /Did you mean clientId/);
  assert.throws(() => new DocusignAuth(), { code: "option_missing" });
});
