// What is secret shows nowhere: not in what is printed, cloned or told, not in URLs, and not in memory after free().
import assert from "node:assert/strict";
import { Console } from "node:console";
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { Writable } from "node:stream";
import { afterEach, test } from "node:test";
import { inspect } from "node:util";
import { ConsentRequiredError, DocusignAuth, PrivateKey, createPkce, readRedirect, signAssertion } from "docusign-jwt";
import { glue } from "../../../node_modules/docusign-jwt/node/internal.cjs";
import { CALLBACK, CLIENT, ISV, pem, tenantUser, user } from "../../../runtimes/emulator.mjs";
import { emulatorHere } from "../../../runtimes/emulator_in_process.mjs";

const emulator = emulatorHere();
afterEach(() => emulator.reset());

const SECRET = "emulator-secret-1";
const options = (more) => ({
  clientId: ISV,
  userId: tenantUser(0),
  privateKey: pem(),
  ...emulator.connection,
  retry: false,
  ...more,
});

/** Everything that a person or a log sees of a value. */
function shown(value) {
  const views = [String(value), inspect(value, { showHidden: true, depth: 12, getters: true, showProxy: true })];
  views.push(JSON.stringify(value) ?? "");
  let printed = "";
  const sink = new Writable({ write: (chunk, _, done) => ((printed += chunk), done()) });
  const console = new Console(sink, sink);
  console.log(value);
  console.log("%s %o %O %j", value, value, value, value);
  console.dir(value, { showHidden: true, depth: 12 });
  console.table([value]);
  views.push(printed);
  try {
    views.push(inspect(structuredClone(value), { showHidden: true, depth: 12 }));
  } catch {
    // What cannot be cloned is not shown by it.
  }
  if (value instanceof Error) views.push(value.stack, value.message, shown({ ...value }));
  return views.join("\n");
}

/** All runs of 20 characters of a text that stand for something secret. */
const runs = (text) => [...text.matchAll(/[\w+/=-]{20,}/g)].flatMap(([run]) => [run.slice(0, 20), run.slice(-20)]);

function assertHidden(views, secrets, what) {
  for (const secret of secrets) assert.ok(!views.includes(secret), `${what} shows ${secret.slice(0, 6)}…`);
}

test("clients, keys, events and errors show nothing", async () => {
  const secrets = runs(pem()).filter((run) => !run.includes("-----"));
  const tokens = [];
  const events = [];
  const bodies = [];
  const watching = async (url, init) => {
    for (const [, value] of new URLSearchParams(init.body)) if (value.length > 60) bodies.push(...runs(value.slice(60)));
    return emulator.fetch(url, init);
  };
  const auth = new DocusignAuth(options({ fetch: watching, onEvent: (event) => events.push(event) }));
  tokens.push(await auth.getAccessToken(), await auth.getAccessToken({ forceRefresh: true }));
  const others = [auth.forUser(tenantUser(1)), auth.forApplication()];
  for (const other of others) tokens.push(await other.getAccessToken());
  secrets.push(...tokens.flatMap((token) => [token, token.slice(0, 24), token.slice(-24)]), ...bodies);
  assert.ok(secrets.length > 60);
  const key = PrivateKey.parse(pem());
  const errors = [];
  const failing = async (use) =>
    errors.push(
      await Promise.resolve()
        .then(use)
        .then(
          () => assert.fail(),
          (e) => e,
        ),
    );
  const strict = new DocusignAuth(options({ clientId: CLIENT, userId: user(1), redirectUri: CALLBACK, fetch: watching }));
  await failing(() => strict.getAccessToken());
  assert.ok(errors[0] instanceof ConsentRequiredError);
  await failing(() => new DocusignAuth(options({ privateKey: pem("wrong"), fetch: watching })).getAccessToken());
  await failing(() => strict.exchangeCode({ code: tokens[0], clientSecret: SECRET, redirectUri: CALLBACK }));
  await failing(() => strict.refreshToken({ refreshToken: tokens[1], clientSecret: SECRET }));
  await failing(() => PrivateKey.parse(pem().slice(0, 900)));
  await failing(() => new DocusignAuth({ ...options(), [pem()]: 1 }));
  await failing(() => readRedirect(`?error=${tokens[0]}&error_description=${tokens[1]}`));
  await failing(() => signAssertion({ clientId: ISV, environment: "demo", privateKey: pem(), scopes: [tokens[0], ""] }));
  // A fetch that puts the request into its own error.
  const telling = (url, { body }) => Promise.reject(new Error(`POST ${url} ${body}`));
  const told = await new DocusignAuth(options({ fetch: telling })).getAccessToken().catch((e) => e);
  bodies.push(...runs(told.cause.message.slice(200)));
  assertHidden(told.message + JSON.stringify(told), runs(told.cause.message.slice(200)), "the message");
  for (const fault of [{ kind: "garbage" }, { kind: "html", status: 502 }, { kind: "cut" }, { status: 500 }]) {
    await emulator.faults({ path: "/oauth/token", ...fault });
    await failing(() => new DocusignAuth(options({ fetch: watching })).getAccessToken());
  }
  secrets.push(...bodies, SECRET);
  for (const [what, value] of Object.entries({ auth, "another client": others[0], application: others[1], key, events, errors })) {
    assertHidden(shown(value), secrets, what);
  }
  errors.forEach((error) => assertHidden(shown(error), secrets, `${error.name} ${error.code}`));
  assert.ok(events.length >= 4);
  key.free();
});

test("what is secret travels in bodies and headers, never in a URL, and nobody may cache it", async () => {
  const requests = [];
  const watching = (url, init) => (requests.push({ url, ...init }), emulator.fetch(url, init));
  const auth = new DocusignAuth(options({ clientId: CLIENT, userId: user(1), redirectUri: CALLBACK, fetch: watching }));
  await emulator.consent(CLIENT, user(1), "signature impersonation extended");
  const secrets = [await auth.getAccessToken()];
  const { codeVerifier, codeChallenge, state } = createPkce();
  const url = auth.consentUrl({ state, codeChallenge, scopes: ["signature", "extended"] });
  const { code } = readRedirect(await emulator.clickConsent(url, user(1)), { state });
  const tokens = await auth.exchangeCode({ code, codeVerifier, clientSecret: SECRET });
  secrets.push(code, codeVerifier, SECRET, tokens.accessToken, tokens.refreshToken);
  const renewed = await auth.refreshToken({ refreshToken: tokens.refreshToken, clientSecret: SECRET });
  secrets.push(renewed.accessToken);
  await auth.getUserInfo();
  await auth.findUsers({ email: "ann@example.com" }).catch(() => {});
  await auth.fetch("/restapi/v2.1/accounts/{accountId}/envelopes?from_date=2026-01-01");
  secrets.push(...requests.flatMap(({ body }) => new URLSearchParams(body).get("assertion") ?? []));
  assert.ok(requests.length >= 5 && secrets.every((secret) => typeof secret === "string" && secret.length > 15));
  for (const request of requests) {
    assertHidden(request.url, secrets, request.url.split("?")[0]);
    assert.deepEqual(
      Object.keys(request).filter((name) => !["url", "method", "headers", "body", "redirect", "signal", "cache"].includes(name)),
      [],
    );
    assert.equal(request.redirect, "manual");
    assert.equal(request.cache, "no-store");
    if (!request.url.endsWith("/oauth/token")) continue;
    // An answer to POST is kept by no cache unless it says so (RFC 9111, section 3); this forbids also that.
    assert.equal(request.method, "POST");
    assert.equal(new Headers(request.headers).get("cache-control"), "no-store");
  }
});

/** Everything of a key that a memory may hold: bytes in both orders, limbs, and texts. */
function traces(source) {
  const key = createPrivateKey(source);
  const jwk = key.export({ format: "jwk" });
  const found = new Map();
  const add = (name, text) => {
    for (let at = 0; at + RUN <= text.length; at += 1) found.set(text.slice(at, at + RUN), name);
  };
  for (const name of ["d", "p", "q", "dp", "dq", "qi"]) {
    const bytes = Buffer.from(jwk[name], "base64url");
    add(`${name} as bytes`, bytes.toString("latin1"));
    add(`${name} as bytes, the lowest first`, Buffer.from(bytes).reverse().toString("latin1"));
    const limbs = [];
    for (let rest = BigInt(`0x${bytes.toString("hex")}`); rest > 0n; rest >>= 28n) limbs.push(Number(rest & 0xfffffffn));
    add(`${name} in limbs of 28 bits`, Buffer.from(new Uint32Array(limbs).buffer).toString("latin1"));
    const wide = Buffer.from(new BigUint64Array(limbs.map(BigInt)).buffer);
    add(`${name} in limbs of 28 bits, wide`, wide.toString("latin1"));
    add(`${name} as base64url`, jwk[name]);
    add(`${name} as hexadecimal`, bytes.toString("hex"));
  }
  for (const type of ["pkcs1", "pkcs8"]) {
    const text = key.export({ type, format: "pem" });
    const der = key.export({ type, format: "der" });
    // What comes before is the modulus, which is public.
    const secret = der.subarray(der.indexOf(Buffer.from(jwk.d, "base64url")));
    for (let shift = 0; shift < 3; shift += 1) add(`${type} as base64`, secret.subarray(shift).toString("base64").slice(4, -8));
    add(`${type} as PEM`, text.split("\n").slice(8, -2).join("\n"));
    add(`base64 of ${type}`, Buffer.from(text).toString("base64").slice(700, -60));
  }
  return found;
}
const RUN = 16;

function remains(found) {
  const { buffer } = glue.initSync().memory;
  const memory = Buffer.from(buffer).toString("latin1");
  const seen = new Set();
  for (let at = 0; at + RUN <= memory.length; at += 1) {
    const name = found.get(memory.substr(at, RUN));
    if (name !== undefined) seen.add(name);
  }
  return [...seen];
}

test("after free() nothing of a key is left in the core's memory", { timeout: 120_000 }, async () => {
  // A key of its own: those of other tests may wait for the garbage collector.
  const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const source = key.export({ type: "pkcs1", format: "pem" });
  const found = traces(source);
  const jwk = key.export({ format: "jwk" });
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(source, "utf16le")]);
  const forms = {
    "PKCS#1 PEM": source,
    "PKCS#8 PEM": key.export({ type: "pkcs8", format: "pem" }),
    "PKCS#1 DER": key.export({ type: "pkcs1", format: "der" }),
    "PKCS#8 DER": key.export({ type: "pkcs8", format: "der" }),
    JWK: jwk,
    "JWK as text in a string": JSON.stringify(JSON.stringify(jwk)),
    "JWK with escapes": JSON.stringify(jwk).replaceAll("A", "\\u0041"),
    "JWK without the exponents of CRT": { kty: "RSA", n: jwk.n, e: jwk.e, d: jwk.d, p: jwk.p, q: jwk.q },
    "base64 of PEM": Buffer.from(source).toString("base64"),
    "literal \\n": `"${source.replaceAll("\n", "\\n")}"`,
    "one line": source.replaceAll("\n", " "),
    "lines in quotes": source
      .trim()
      .split("\n")
      .map((line) => `"${line}" +`)
      .join("\n"),
    "UTF-16": utf16,
    damaged: source.replace(/.{3}\n-----END/, "\n-----END"),
  };
  const control = PrivateKey.parse(source);
  const held = remains(found);
  assert.ok(
    held.some((name) => name.startsWith("p in limbs")),
    `the scan sees a key that is there: ${held}`,
  );
  assert.deepEqual(
    held.filter((name) => /base64|PEM/.test(name)),
    [],
    "while it lives, its text is gone already",
  );
  control.free();
  assert.deepEqual(remains(found), [], "after free()");
  for (const [name, input] of Object.entries(forms)) {
    let read;
    try {
      read = PrivateKey.parse(input);
    } catch (error) {
      assert.equal(name, "damaged", error.message);
    }
    read?.sign(new Uint8Array(100));
    read?.sign(new Uint8Array(1000));
    read?.free();
    assert.deepEqual(remains(found), [], name);
  }
  signAssertion({ clientId: ISV, environment: "demo", privateKey: source });
  assert.deepEqual(remains(found), [], "signAssertion");
});

test("the secret for a store leaves nothing in the core's memory either", async () => {
  const secrets = new Map();
  const { importKey } = crypto.subtle;
  crypto.subtle.importKey = function (format, bytes, ...rest) {
    if (format === "raw") {
      const text = Buffer.from(bytes).toString("latin1");
      for (let at = 0; at + RUN <= text.length; at += 1) secrets.set(text.slice(at, at + RUN), "store secret");
    }
    return importKey.call(crypto.subtle, format, bytes, ...rest);
  };
  const privateKey = PrivateKey.parse(pem());
  const store = { get: () => undefined, set: () => undefined };
  await new DocusignAuth(options({ privateKey, store })).getAccessToken();
  crypto.subtle.importKey = importKey;
  privateKey.free();
  assert.ok(secrets.size > 0);
  assert.deepEqual(remains(secrets), []);
});

test("after free() our copy in JavaScript is wiped, and a key that is refused is wiped at once", () => {
  const copies = [];
  const { encode } = TextEncoder.prototype;
  const { slice } = Uint8Array.prototype;
  TextEncoder.prototype.encode = function (text) {
    const bytes = encode.call(this, text);
    if (String(text).includes("PRIVATE KEY")) copies.push(bytes);
    return bytes;
  };
  Uint8Array.prototype.slice = function (...range) {
    const bytes = slice.apply(this, range);
    if (Buffer.from(bytes).includes("PRIVATE KEY")) copies.push(bytes);
    return bytes;
  };
  try {
    PrivateKey.parse(pem()).free();
    PrivateKey.parse(new Uint8Array(Buffer.from(pem()))).free();
    signAssertion({ clientId: ISV, environment: "demo", privateKey: pem() });
    assert.throws(() => PrivateKey.parse(pem().slice(0, 1000)));
  } finally {
    TextEncoder.prototype.encode = encode;
    Uint8Array.prototype.slice = slice;
  }
  assert.equal(copies.length, 4);
  for (const copy of copies) assert.ok(copy.every((byte) => byte === 0));
});
