// Values of another realm, and objects that only look like what they are: recognized by what they are, never by
// their class: biome/realms.grit keeps such questions out of the sources.
import assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { DocusignAuth, PrivateKey, explainError, signAssertion } from "docusign-jwt";
import { ISV, account, pem, user } from "../../../runtimes/emulator.mjs";
import { emulatorHere } from "../../../runtimes/emulator_in_process.mjs";

const emulator = emulatorHere();

const realm = createContext({});
const inRealm = (code) => runInContext(code, realm);
/** Bytes whose class is the other realm's. */
const foreign = (bytes, type = "Uint8Array") => {
  const { buffer } = inRealm(`new Uint8Array(${JSON.stringify([...bytes])})`);
  return type === "ArrayBuffer" ? buffer : new (inRealm(type))(buffer);
};
const client = (more) => new DocusignAuth({ clientId: ISV, userId: user(2), privateKey: pem(), ...emulator.connection, ...more });

test("a key in bytes of another realm, whatever holds them", () => {
  const der = createPublicKey(pem());
  for (const type of ["Uint8Array", "ArrayBuffer", "DataView", "Uint8ClampedArray"]) {
    const key = PrivateKey.parse(foreign(Buffer.from(pem()), type));
    assert.equal(key.bits, 2048, type);
    const signature = key.sign(foreign(Buffer.from("x")));
    assert.ok(verify("sha256", Buffer.from("x"), der, signature), type);
    key.free();
  }
  assert.throws(() => PrivateKey.parse(pem()).sign(foreign(Buffer.from("xxxx"), "Uint32Array")), { code: "option_invalid" });
});

test("objects of options, arrays and errors of another realm", async () => {
  const options = inRealm(`({ clientId: "${ISV}", userId: "${user(2)}", environment: "demo", scopes: ["signature"] })`);
  options.privateKey = inRealm("(pem) => [pem]")(pem());
  assert.ok(new DocusignAuth(options).userId);
  options.privateKey = pem();
  assert.equal(signAssertion(options).split(".").length, 3);
  const error = inRealm(`Object.assign(new TypeError("x"), { response: { status: 400, data: { error: "consent_required" } } })`);
  assert.equal(explainError(error).code, "consent_required");
  assert.equal(explainError(new DOMException("consent_required")).code, "consent_required");
});

test("a signal of another realm", async () => {
  const { AbortController } = globalThis;
  // What a polyfill, or jsdom, has: an EventTarget of its own that AbortSignal.any() refuses.
  class Signal extends EventTarget {
    aborted = false;
    reason = undefined;
    abort(reason) {
      this.aborted = true;
      this.reason = reason;
      this.dispatchEvent(new Event("abort"));
    }
  }
  const auth = client();
  assert.ok(await auth.getAccessToken({ signal: new Signal() }));
  const response = await auth.fetch("/oauth/userinfo", { signal: new Signal() });
  assert.equal(response.status, 200);
  for (const Type of [
    Signal,
    class {
      signal = new AbortController().signal;
    },
  ]) {
    const never = client({ fetch: () => new Promise(() => {}), retry: false });
    const made = new Type();
    const controller = made instanceof Signal ? made : new AbortController();
    const call = never.getAccessToken({ signal: made instanceof Signal ? made : controller.signal });
    setTimeout(() => controller.abort(new RangeError("enough")), 20);
    await assert.rejects(call, { name: "RangeError", message: "enough" });
  }
});

test("a fetch that takes no signal but its own is called without one", async () => {
  let calls = 0;
  const strict = (url, { signal, ...init }) => {
    calls += 1;
    if (signal) throw new TypeError('RequestInit: Expected signal ("AbortSignal {}") to be an instance of AbortSignal.');
    return emulator.fetch(url, init);
  };
  const auth = client({ fetch: strict, retry: false });
  assert.ok(await auth.getAccessToken());
  assert.equal((await auth.fetch("/oauth/userinfo")).status, 200);
  assert.equal(calls, 4);
  const hanging = client({
    fetch: (_, { signal }) => (signal ? strict("", { signal }) : new Promise(() => {})),
    timeout: 1000,
    retry: false,
  });
  await assert.rejects(hanging.getAccessToken(), { code: "timeout" });
});

test("a Response, Headers and a body of another realm", async () => {
  const answer = JSON.stringify({ access_token: "a.b.c", token_type: "Bearer", expires_in: 3600 });
  const bytes = foreign(Buffer.from(answer));
  const body = () => {
    const left = [bytes.subarray(0, 10), bytes.subarray(10)];
    return { getReader: () => ({ read: async () => (left.length ? { value: left.shift() } : { done: true }), cancel() {} }) };
  };
  const headers = { forEach: (use) => use("application/json", "content-type") };
  const fetch = async () => ({ status: 200, headers, body: body() });
  assert.equal(await client({ fetch }).getAccessToken(), "a.b.c");
});

test("a URL, a stream and bytes of another kind of realm go through auth.fetch", async () => {
  const sent = [];
  const watching = (url, init) => (sent.push(init), String(url).includes("/restapi") ? new Response("{}") : emulator.fetch(url, init));
  const auth = client({ fetch: watching });
  const path = `/restapi/v2.1/accounts/${account(1)}/x`;
  const stream = { getReader() {}, [Symbol.toStringTag]: "ReadableStream" };
  for (const body of [foreign(Buffer.from("{}")), foreign(Buffer.from("{}"), "ArrayBuffer"), stream, new Blob(["{}"])]) {
    assert.equal((await auth.fetch(path, { method: "POST", body })).status, 200);
    assert.equal(sent.at(-1).body, body);
  }
  assert.equal(sent.at(-2).duplex, "half");
  // What jsdom's URL is to Node.
  const href = `${emulator.origin}${path}`;
  const url = { href, toString: () => href, [Symbol.toStringTag]: "URL" };
  assert.equal((await auth.fetch(url)).status, 200);
  await assert.rejects(auth.fetch({ href, toString: () => href }), { code: "option_invalid" });
});
