// Whatever JavaScript hands over: a coded error or a result, and a core that works afterwards.
import assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as docusign from "docusign-jwt";
import { glue } from "../../node_modules/docusign-jwt/lib.js";
import { CALLBACK, ISV, account, pem, tenantUser } from "../runtimes/emulator.mjs";

const { DocusignAuth, DocusignError, PrivateKey } = docusign;
const types = readFileSync(new URL("../../pkg/index.d.ts", import.meta.url), "utf8");

const refusing = async () =>
  new Response('{"error":"invalid_grant","error_description":"user_not_found"}', {
    status: 400,
    headers: { "content-type": "application/json" },
  });
const options = (more) => ({
  clientId: ISV,
  userId: tenantUser(0),
  privateKey: pem(),
  environment: "demo",
  retry: false,
  timeout: 300,
  fetch: refusing,
  ...more,
});

/** An error is ours, and its code one that the types name. */
function assertCoded(error, what) {
  assert.ok(error instanceof DocusignError, `${what}: ${error?.stack ?? String(error)}`);
  assert.ok(types.includes(`"${error.code}"`), `${what}: ${error.code}`);
  assert.ok(error.message.length > 20 && error.message.length < 8192, `${what}: ${error.message.length}`);
}

async function attempt(what, use) {
  try {
    return await use();
  } catch (error) {
    assertCoded(error, what);
    return error;
  }
}

/** Signs, so that a core that is no longer one is seen. */
function assertUsable() {
  const key = PrivateKey.parse(pem());
  const data = new TextEncoder().encode("still here");
  assert.ok(verify("sha256", data, createPublicKey(key.publicKeyPem), key.sign(data)));
  key.free();
}

const thrower = () => {
  throw new RangeError("no");
};
const traps = Object.fromEntries(
  ["get", "has", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor"].map((name) => [name, thrower]),
);
const revoked = Proxy.revocable({}, {});
revoked.revoke();
const detached = new Uint8Array(8);
structuredClone(detached.buffer, { transfer: [detached.buffer] });
const cyclic = {};
cyclic.self = cyclic;
let deep = [];
for (let level = 0; level < 20_000; level += 1) deep = [deep];

const HOSTILE = {
  null: null,
  true: true,
  zero: 0,
  NaN: Number.NaN,
  infinity: Number.POSITIVE_INFINITY,
  "a negative number": -1,
  "a BigInt": 1n,
  "a symbol": Symbol("x"),
  "an empty text": "",
  "a lone surrogate": "\ud800x\udfff",
  "a NUL": "\0",
  "a megabyte": "x".repeat(1 << 20),
  "an array": [],
  "an object": {},
  "a function": () => 7,
  "a function that throws": thrower,
  "a frozen object": Object.freeze({ a: 1 }),
  "a class": class {},
  "a Date": new Date(Number.NaN),
  "a Map": new Map([[1, 2]]),
  "a detached array": detached,
  "a cycle": cyclic,
  "20,000 arrays in one another": deep,
  "a getter that throws": Object.defineProperty({}, "clientId", { enumerable: true, get: thrower }),
  "a toJSON that throws": { toJSON: thrower },
  "a toString that throws": { toString: thrower, [Symbol.toPrimitive]: thrower },
  "a Proxy that throws": new Proxy({}, traps),
  "a Proxy of a function that throws": new Proxy(() => {}, { ...traps, apply: thrower }),
  "a revoked Proxy": revoked.proxy,
  "an object without prototype": Object.assign(Object.create(null), { clientId: 1 }),
};

const OPTIONS = ["clientId", "userId", "privateKey", "signer", "environment", "scopes", "redirectUri", "accountId",
  "organizationId", "timeout", "refreshMargin", "retry", "store", "storeSecret", "fetch", "now", "onEvent",
  "waitUntil", "unknown"];

/** Everything that takes something, as functions of what it is given. */
function entries() {
  const auth = new DocusignAuth(options());
  const key = PrivateKey.parse(pem());
  const entry = {
    "new DocusignAuth": (v) => new DocusignAuth(v),
    "getAccessToken(options)": (v) => auth.getAccessToken(v),
    "getAccessToken(signal)": (v) => auth.getAccessToken({ signal: v }),
    "getAccessToken(forceRefresh)": (v) => auth.getAccessToken({ forceRefresh: v }),
    "getToken(options)": (v) => auth.getToken(v),
    "fetch(target)": (v) => auth.fetch(v),
    "fetch(init)": (v) => auth.fetch("/restapi/v2.1/accounts/{accountId}/users", v),
    "forUser(id)": (v) => auth.forUser(v),
    "forUser(options)": (v) => auth.forUser(tenantUser(1), v),
    "forUser(scopes)": (v) => auth.forUser(tenantUser(1), { scopes: v }),
    "forEmail(address)": (v) => auth.forEmail(v),
    "forEmail(options)": (v) => auth.forEmail("ann@example.com", v),
    "forApplication(options)": (v) => auth.forApplication(v),
    "forApplication(scopes)": (v) => auth.forApplication({ scopes: v }),
    "getUserInfo(options)": (v) => auth.getUserInfo(v),
    "getAccount(options)": (v) => auth.getAccount(v),
    "getAccount(accountId)": (v) => auth.getAccount({ accountId: v }),
    "findUsers(options)": (v) => auth.findUsers(v),
    "findUsers(email)": (v) => auth.findUsers({ email: v }),
    "auth.consentUrl(options)": (v) => auth.consentUrl(v),
    "auth.consentUrl(state)": (v) => auth.consentUrl({ redirectUri: CALLBACK, state: v }),
    "auth.adminConsentUrl(options)": (v) => auth.adminConsentUrl(v),
    "exchangeCode(options)": (v) => auth.exchangeCode(v),
    "exchangeCode(code)": (v) => auth.exchangeCode({ code: v }),
    "exchangeCode(clientSecret)": (v) => auth.exchangeCode({ code: "x", clientSecret: v }),
    "refreshToken(options)": (v) => auth.refreshToken(v),
    "refreshToken(refreshToken)": (v) => auth.refreshToken({ refreshToken: v }),
    "PrivateKey.parse": (v) => PrivateKey.parse(v).free(),
    "PrivateKey.parse(JWK)": (v) => PrivateKey.parse({ kty: v, d: v, n: v }).free(),
    "key.sign": (v) => key.sign(v),
    signAssertion: (v) => docusign.signAssertion(v),
    consentUrl: (v) => docusign.consentUrl(v),
    adminConsentUrl: (v) => docusign.adminConsentUrl(v),
    "readRedirect(url)": (v) => docusign.readRedirect(v),
    "readRedirect(options)": (v) => docusign.readRedirect("?code=x&state=y", v),
    "readRedirect(state)": (v) => docusign.readRedirect("?code=x&state=y", { state: v }),
    "inspectAssertion(assertion)": (v) => docusign.inspectAssertion(v),
    "inspectAssertion(options)": (v) => docusign.inspectAssertion("a.b.c", v),
    "inspectAssertion(now)": (v) => docusign.inspectAssertion("a.b.c", { now: v }),
    explainError: (v) => docusign.explainError(v),
    "explainError(body)": (v) => docusign.explainError({ status: 400, body: v }),
    "explainError(status)": (v) => docusign.explainError({ status: v, body: "" }),
  };
  for (const name of OPTIONS) {
    entry[`the option ${name}`] = async (v) => new DocusignAuth(options({ [name]: v })).getAccessToken();
    const { clientId, environment, privateKey } = options();
    entry[`signAssertion ${name}`] = (v) => docusign.signAssertion({ clientId, environment, privateKey, [name]: v });
    entry[`fetch ${name}`] = (v) => auth.fetch("/management/v2/organizations", { [name]: v });
  }
  for (const name of ["method", "headers", "body"]) {
    entry[`fetch ${name}`] = (v) => auth.fetch("/management/v2/organizations", { method: "POST", [name]: v });
  }
  return entry;
}

test("whatever is given, everywhere: a result or a coded error", { timeout: 300_000 }, async () => {
  let tried = 0;
  for (const [where, use] of Object.entries(entries())) {
    for (const [what, value] of Object.entries(HOSTILE)) {
      await attempt(`${where}, ${what}`, () => use(value));
      tried += 1;
    }
    assertUsable();
  }
  assert.ok(tried > 2500, `${tried}`);
});

test("options are read once, and what the caller changes afterwards changes nothing", async () => {
  const reads = {};
  const counted = {};
  for (const [name, value] of Object.entries(options())) {
    Object.defineProperty(counted, name, {
      enumerable: true,
      get: () => ((reads[name] = (reads[name] ?? 0) + 1), value),
    });
  }
  new DocusignAuth(counted);
  for (const [name, times] of Object.entries(reads)) assert.equal(times, 1, name);
  const environment = { authServer: "http://127.0.0.1:1" };
  const scopes = ["signature"];
  const asked = [];
  const watching = (url) => (asked.push(url), refusing());
  const auth = new DocusignAuth(options({ environment, scopes, fetch: watching }));
  environment.authServer = "http://127.0.0.1:2";
  scopes.push("extended");
  await attempt("changed options", () => auth.getAccessToken());
  assert.deepEqual(asked, ["http://127.0.0.1:1/oauth/token"]);
  assert.deepEqual(JSON.parse(JSON.stringify(auth)).scopes, ["signature", "impersonation"]);
  Object.freeze(scopes);
  assert.ok(new DocusignAuth(Object.freeze(options({ scopes, environment: Object.freeze(environment) }))));
});

test("a clock that lies is an error, and never makes a token immortal", async () => {
  const answer = () => Response.json({ access_token: "a.b.c", token_type: "Bearer", expires_in: 3600 });
  let time = () => Date.now();
  const auth = new DocusignAuth(options({ now: () => time(), fetch: async () => answer() }));
  assert.equal(await auth.getAccessToken(), "a.b.c");
  for (const [name, lie] of Object.entries(HOSTILE)) {
    time = () => lie;
    const error = await attempt(`a clock of ${name}`, () => auth.getAccessToken());
    if (typeof lie !== "number" || !Number.isFinite(lie)) assert.equal(error.code, "clock_invalid", name);
  }
  time = thrower;
  assert.equal((await attempt("a clock that throws", () => auth.getAccessToken())).code, "clock_invalid");
  time = () => Date.now();
  assert.equal(await auth.getAccessToken(), "a.b.c");
});

test("a fetch that misbehaves", async () => {
  const json = { "content-type": "application/json" };
  const cases = {
    "throws at once": [thrower, "network_failed"],
    "throws nothing": [() => Promise.reject(undefined), "network_failed"],
    "throws what cannot be read": [() => Promise.reject(HOSTILE["a Proxy that throws"]), "network_failed"],
    "returns nothing": [() => undefined, "network_failed"],
    "returns a Proxy that throws": [() => new Proxy({}, traps), "network_failed"],
    "returns a status that is none": [() => ({ status: 65_736, headers: new Headers(), text: async () => "{}" }), "network_failed"],
    "returns a fraction of a status": [() => ({ status: 200.5, headers: new Headers(), text: async () => "{}" }), "network_failed"],
    "returns a text that is none": [() => ({ status: 200, headers: new Headers(), text: async () => 7 }), "network_failed"],
    "returns headers that throw": [() => ({ status: 200, headers: { forEach: thrower } }), "network_failed"],
    "never settles": [() => new Promise(() => {}), "timeout"],
    "never ends its body": [() => new Response(new ReadableStream({})), "timeout"],
    "breaks its body": [() => new Response(new ReadableStream({ pull: thrower })), "network_failed"],
    "sends 5 MB": [() => new Response(" ".repeat(5 << 20), { headers: json }), "response_too_large"],
    "sends 5 MB without a length": [
      () => new Response(new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array(65_536)) }), { headers: json }),
      "response_too_large",
    ],
    "sends a lone surrogate": [() => new Response('{"access_token":"\\ud800","expires_in":1}', { headers: json }), "response_not_json"],
    "sends a million brackets": [() => new Response("[".repeat(1_000_000), { headers: json }), "response_not_json"],
  };
  for (const [name, [fetch, code]] of Object.entries(cases)) {
    const auth = new DocusignAuth(options({ fetch, timeout: 300 }));
    const error = await attempt(name, () => auth.getAccessToken());
    assert.ok(error.code === code || name.includes("surrogate"), `${name}: ${error.code}`);
    assertCoded(error, name);
  }
  assertUsable();
});

test("a store that calls back into the client, lies, hangs", { timeout: 60_000 }, async () => {
  let exchanges = 0;
  const fetch = async () => {
    exchanges += 1;
    return Response.json({ access_token: `t.${exchanges}.x`, token_type: "Bearer", expires_in: 3600 });
  };
  let auth;
  let depth = 0;
  const again = async () => {
    depth += 1;
    return auth.getAccessToken({ forceRefresh: true });
  };
  auth = new DocusignAuth(options({ fetch, store: { get: again, set: again } }));
  assert.match(await attempt("a store that calls back", () => auth.getAccessToken()), /^t\./);
  assert.ok(depth <= 1100 && exchanges <= 1100, `${depth} calls, ${exchanges} exchanges`);
  for (const [name, value] of Object.entries(HOSTILE)) {
    const lying = { get: () => value, set: () => value, delete: () => value };
    // A lock that is a function is one that was got; for any other the client waits, as for one that is held.
    if (typeof value === "function") lying.lock = () => value;
    auth = new DocusignAuth(options({ fetch, store: lying, timeout: 5000 }));
    assert.match(await attempt(`a store of ${name}`, () => auth.getAccessToken()), /^t\./, name);
  }
  assertUsable();
});

test("a key that was freed", async () => {
  const key = PrivateKey.parse(pem());
  const auth = new DocusignAuth(options({ privateKey: key }));
  key.free();
  key.free();
  key[Symbol.dispose]?.();
  assert.throws(() => key.sign(new Uint8Array(1)), { code: "key_freed" });
  const { clientId, environment } = options();
  assert.throws(() => docusign.signAssertion({ clientId, environment, privateKey: key }), { code: "key_freed" });
  await assert.rejects(auth.getAccessToken(), { code: "key_freed" });
  assert.equal(key.bits, 2048);
  assertUsable();
});

test("texts of 5 MB", () => {
  const long = "x".repeat(5 << 20);
  for (const [what, use] of Object.entries({
    explainError: () => docusign.explainError(long),
    "explainError of JSON": () => docusign.explainError(`{"error":"${long}"}`),
    inspectAssertion: () => docusign.inspectAssertion(`${long}.${long}.${long}`),
    readRedirect: () => docusign.readRedirect(`?code=${long}`),
    "PrivateKey.parse": () => PrivateKey.parse(long),
    consentUrl: () => docusign.consentUrl({ clientId: ISV, environment: "demo", redirectUri: long }),
  })) {
    try {
      use();
    } catch (error) {
      assertCoded(error, what);
    }
  }
  assertUsable();
  assert.ok(glue.initSync().memory.buffer.byteLength < 128 << 20);
});

/** Leaves the core no memory, so that the next allocation of any size is a real trap. */
function exhaust() {
  const { memory } = glue.initSync();
  for (let pages = 32_768; pages >= 1; pages = Math.floor(pages / 2)) {
    try {
      for (;;) memory.grow(pages);
    } catch {
      // It cannot grow by so many.
    }
  }
}

test("a real trap: coded, and everything works afterwards, also what was under way", { timeout: 60_000 }, async () => {
  const kept = PrivateKey.parse(pem());
  let answer;
  let sent;
  const waiting = new Promise((resolve) => (sent = resolve));
  const fetch = () => {
    sent();
    return new Promise((resolve) => (answer = resolve));
  };
  const auth = new DocusignAuth(options({ fetch, timeout: 20_000 }));
  const under = attempt("under way", () => auth.getAccessToken());
  await waiting;
  exhaust();
  let error;
  try {
    docusign.explainError("y".repeat(150 << 20));
  } catch (thrown) {
    error = thrown;
  }
  assertCoded(error, "the trap");
  assert.equal(error.code, "internal");
  assert.ok(error.cause instanceof WebAssembly.RuntimeError || error.cause instanceof Error, String(error.cause));
  // Begun after the trap, it is not hurt by what was begun before.
  const after = new DocusignAuth(options({ fetch: async () => Response.json({ access_token: "a.b.c", expires_in: 60 }) }));
  const next = after.getAccessToken();
  answer(Response.json({ access_token: "d.e.f", expires_in: 60 }));
  assert.equal((await under).code, "internal");
  assert.equal(await next, "a.b.c");
  assert.equal(kept.sign(new Uint8Array(3)).length, 256, "a key is read again");
  kept.free();
  const again = auth.getAccessToken();
  await new Promise((resolve) => setTimeout(resolve, 50));
  answer(Response.json({ access_token: "g.h.i", expires_in: 60 }));
  assert.equal(await again, "g.h.i");
  assertUsable();
});

test("a call from within a call", () => {
  // The only thing of JavaScript that the core calls is the random source.
  const key = PrivateKey.parse(pem());
  const { getRandomValues } = crypto;
  let inner;
  crypto.getRandomValues = function (bytes) {
    crypto.getRandomValues = getRandomValues;
    inner = key.sign(new Uint8Array(2));
    return getRandomValues.call(crypto, bytes);
  };
  const outer = key.sign(new Uint8Array(1));
  crypto.getRandomValues = getRandomValues;
  const publicKey = createPublicKey(key.publicKeyPem);
  assert.ok(verify("sha256", new Uint8Array(1), publicKey, outer));
  assert.ok(inner === undefined || verify("sha256", new Uint8Array(2), publicKey, inner));
  crypto.getRandomValues = thrower;
  try {
    assert.throws(() => key.sign(new Uint8Array(1)), (error) => (assertCoded(error, "no randomness"), true));
  } finally {
    crypto.getRandomValues = getRandomValues;
  }
  assert.equal(key.sign(new Uint8Array(1)).length, 256);
  key.free();
  assertUsable();
  assert.ok(account(1));
});
