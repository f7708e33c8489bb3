// Whatever JavaScript hands over: a coded error or a result, and a core that works afterwards.
import assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";
import { test } from "node:test";
import * as docusign from "docusign-jwt";
import { glue } from "../../../node_modules/docusign-jwt/node/internal.cjs";
import { ASSERTION, CLIENT } from "../package/shapes.js";
import { CALLBACK, ISV, pem, tenantUser } from "../../../runtimes/emulator.mjs";
import { HOSTILE, assertCoded, assertUsable, attempt, options, refusing, thrower } from "../harness/hostile.mjs";

const { DocusignAuth, PrivateKey } = docusign;

/** The options of clients and assertions, and one that there is not. */
const OPTIONS = new Set([...Object.keys(CLIENT), ...Object.keys(ASSERTION), "privateKey", "signer", "unknown"]);

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
    assert.throws(
      () => key.sign(new Uint8Array(1)),
      (error) => (assertCoded(error, "no randomness"), true),
    );
  } finally {
    crypto.getRandomValues = getRandomValues;
  }
  assert.equal(key.sign(new Uint8Array(1)).length, 256);
  key.free();
  assertUsable();
});
