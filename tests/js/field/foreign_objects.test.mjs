// Callbacks and objects of a caller throw, reject, lie or hang: the caller gets a coded error, and nobody else notices.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { DocusignAuth, PrivateKey, createPkce, explainError, inspectAssertion, signAssertion } from "docusign-jwt";
import { glue } from "../../../node_modules/docusign-jwt/node/internal.cjs";
import { HOSTILE, assertCoded, options, thrower, traps } from "../harness/hostile.mjs";
import { ISV, pem, tenantUser } from "../../../runtimes/emulator.mjs";

const ROOT = new URL("../../../", import.meta.url).pathname;
const token = () => Response.json({ access_token: "a.b.c", token_type: "Bearer", expires_in: 3600 });
const client = (more) => new DocusignAuth(options({ fetch: async () => token(), timeout: 600, ...more }));

/** What a use throws, which must be ours. */
async function coded(what, use, ...codes) {
  const error = await (async () => use())().then(
    (value) => assert.fail(`${what}: it returned ${String(value)}`),
    (thrown) => thrown,
  );
  assertCoded(error, what);
  if (codes.length > 0) assert.ok(codes.includes(error.code), `${what}: ${error.code}: ${error.message}`);
  return error;
}

/** Runs what may do harm beside a client whose exchange is under way, and whose instance of the core must live on. */
async function beside(harm) {
  explainError("consent_required");
  const core = glue.initSync();
  let answer;
  const other = client({ timeout: 20_000, fetch: () => new Promise((resolve) => (answer = resolve)) });
  const waiting = other.getAccessToken();
  while (answer === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
  await harm();
  answer(token());
  assert.equal(await waiting, "a.b.c", "another client's exchange goes on");
  assert.equal(glue.initSync(), core, "the core was not started anew");
}

/** Bytes that are none, or not as many as they say. */
class Lying extends Uint8Array {
  get length() {
    return 2 ** 31 - 1;
  }
  get byteLength() {
    return 2 ** 31 - 1;
  }
  get byteOffset() {
    return 2 ** 30;
  }
  get buffer() {
    return {};
  }
  slice() {
    return "x";
  }
  [Symbol.iterator]() {
    return thrower();
  }
  static get [Symbol.species]() {
    return thrower();
  }
}
const negative = () => Object.defineProperty(new Uint8Array(300), "length", { value: -1 });
const fractional = () => Object.defineProperties(new Uint8Array(300), { length: { value: 3.5 }, constructor: { get: thrower } });
const proxied = (size = 300) => new Proxy(new Uint8Array(size), {});
const detached = () => {
  const bytes = new Uint8Array(256);
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  return bytes;
};

test("a lying or hidden Uint8Array as data to sign", async () => {
  await beside(async () => {
    const key = PrivateKey.parse(pem());
    const honest = key.sign(new Uint8Array(300));
    for (const bytes of [new Lying(300), negative(), fractional(), new Uint8Array(new SharedArrayBuffer(300))]) {
      assert.deepEqual(key.sign(bytes), honest, "what is there is signed, whatever it says of itself");
    }
    for (const [name, bytes] of Object.entries({
      proxied: proxied(),
      detached: detached(),
      proto: Object.create(Uint8Array.prototype),
      list: [1, 2],
    })) {
      await coded(name, () => key.sign(bytes), "option_invalid");
    }
  });
});

test("a lying or hidden Uint8Array as key", async () => {
  await beside(async () => {
    for (const bytes of [
      new Lying(Buffer.from(pem())),
      Object.defineProperty(new Uint8Array(Buffer.from(pem())), "length", { get: thrower }),
    ]) {
      assert.equal(PrivateKey.parse(bytes).bits, 2048);
    }
    for (const bytes of [proxied(), detached(), detached().buffer, new SharedArrayBuffer(8), Object.create(ArrayBuffer.prototype)]) {
      await coded("key", () => PrivateKey.parse(bytes), "key_unrecognized", "key_empty");
      await coded("client", () => client({ privateKey: bytes }), "key_unrecognized", "key_empty");
    }
    const { clientId, environment } = options();
    await coded("assertion", () => signAssertion({ clientId, environment, privateKey: proxied() }), "key_unrecognized", "key_empty");
  });
});

test("a signer's odd results", async () => {
  const odd = {
    "a number": [7, /returned a number/],
    null: [null, /returned null/],
    undefined: [undefined, /returned undefined/],
    base64: [Buffer.alloc(256).toString("base64"), /a string of 344 characters.*Decode the base64 first/],
    "an array": [[...new Uint8Array(256)], /returned an array/],
    "a promise of nothing": [Promise.resolve(Promise.resolve()), /returned undefined/],
    "an object": [{ signature: new Uint8Array(256) }, /returned an object/],
    "a CryptoKey": [{ [Symbol.toStringTag]: "CryptoKey" }, /CryptoKey/],
    "too short": [new Uint8Array(64), /returned 64 bytes.*256 to 512/],
    "too long": [new ArrayBuffer(513), /returned 513 bytes/],
    detached: [detached(), /returned a detached buffer/],
    "its buffer": [detached().buffer, /returned a detached buffer/],
    shared: [new SharedArrayBuffer(256), /SharedArrayBuffer/],
    proxied: [proxied(256), /returned an object/],
    "lies that it fits": [new Lying(7), /returned 7 bytes/],
    "cannot be read": [HOSTILE["a Proxy that throws"], /failed|cannot be read/],
    "a thenable that throws": [{ then: thrower }, /failed/],
    "a thenable that rejects oddly": [{ then: (_, reject) => reject(HOSTILE["a Proxy that throws"]) }, /failed/],
  };
  await beside(async () => {
    for (const [name, [result, expression]] of Object.entries(odd)) {
      for (const sign of [() => result, async () => result]) {
        const auth = client({ privateKey: undefined, signer: { sign } });
        assert.match((await coded(name, () => auth.getAccessToken(), "signing_failed")).message, expression, name);
      }
    }
    await coded(
      "hangs",
      () => client({ privateKey: undefined, signer: { sign: () => new Promise(() => {}) } }).getAccessToken(),
      "timeout",
    );
    for (const signature of [
      new Lying(256),
      new Uint8Array(new SharedArrayBuffer(256)),
      new DataView(new ArrayBuffer(256)),
      new ArrayBuffer(256),
    ]) {
      assert.equal(await client({ privateKey: undefined, signer: { sign: () => signature } }).getAccessToken(), "a.b.c");
    }
    for (const fake of [{ [Symbol.toStringTag]: "CryptoKey" }, Object.create(CryptoKey.prototype)]) {
      await coded("a fake CryptoKey", () => client({ privateKey: fake }), "key_unrecognized", "key_not_usable");
    }
  });
});

test("callbacks that reject or return odd thenables do not end the process", () => {
  const code = `
    import { DocusignAuth, inspectAssertion, signAssertion } from "docusign-jwt";
    import { options } from "./tests/js/harness/hostile.mjs";
    const odd = [
      () => Promise.reject(new Error("rejected")),
      async () => { throw new Error("rejected"); },
      () => ({ then() { throw new Error("thrown"); } }),
      () => ({ then(_, reject) { reject(new Error("rejected")); } }),
      () => ({ get then() { throw new Error("getter"); } }),
      () => { throw new Error("thrown"); },
    ];
    const fetch = async () => Response.json({ access_token: "a.b.c", token_type: "Bearer", expires_in: 3600 });
    const store = { get: () => Promise.reject(new Error("no")), set: () => Promise.reject(new Error("no")) };
    const seen = [];
    for (const callback of odd) {
      for (const name of ["onEvent", "waitUntil", "now"]) {
        let on = name !== "now";
        const auth = new DocusignAuth(options({ fetch, store, [name]: (...given) => (on ? callback(...given) : Date.now()) }));
        on = true;
        seen.push(await auth.getAccessToken().then((token) => token, ({ code }) => code));
        seen.push(await auth.getAccessToken().then((token) => token, ({ code }) => code));
      }
      const { clientId, environment, privateKey } = options();
      for (const use of [() => signAssertion({ clientId, environment, privateKey, now: callback }), () => inspectAssertion("e30.e30.", { now: callback })]) {
        try { use(); seen.push("no error"); } catch ({ code }) { seen.push(code); }
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    console.log(JSON.stringify(seen));`;
  const child = spawnSync(process.execPath, ["--input-type=module", "--eval", code], { cwd: ROOT, encoding: "utf8" });
  assert.equal(child.status, 0, child.stderr);
  const seen = JSON.parse(child.stdout);
  const each = ["a.b.c", "a.b.c", "a.b.c", "a.b.c", "clock_invalid", "clock_invalid", "clock_invalid", "clock_invalid"];
  assert.deepEqual(seen, Array(6).fill(each).flat());
});

test("half a signal, and signals whose getters throw", async () => {
  const listens = { addEventListener() {}, removeEventListener() {} };
  const half = {
    "aborted only": { aborted: false },
    "aborted already, and nothing else": { aborted: true },
    "no listeners": { aborted: false, reason: 1 },
    "no way to stop listening": { aborted: false, addEventListener() {} },
    "no state": listens,
    "a state that is none": { ...listens, aborted: "no" },
    "listeners that are none": { aborted: false, addEventListener: 1, removeEventListener: 1 },
    "a controller": new AbortController(),
    "an EventTarget": new EventTarget(),
    "a number": 5000,
    "a function": () => {},
    "a getter that throws": {
      ...listens,
      get aborted() {
        return thrower();
      },
    },
    "a Proxy that throws": new Proxy({}, traps),
    true: true,
  };
  const calls = (auth, signal) => ({
    getAccessToken: () => auth.getAccessToken({ signal }),
    getToken: () => auth.getToken({ signal, forceRefresh: true }),
    getUserInfo: () => auth.getUserInfo({ signal }),
    getAccount: () => auth.getAccount({ signal }),
    fetch: () => auth.fetch("/oauth/userinfo", { signal }),
    forEmail: () => auth.forEmail("ann@example.com", { signal }),
    findUsers: () => auth.findUsers({ email: "ann@example.com", signal }),
    exchangeCode: () => auth.exchangeCode({ code: "x", signal }),
    refreshToken: () => auth.refreshToken({ refreshToken: "x", signal }),
  });
  await beside(async () => {
    for (const [what, signal] of Object.entries(half)) {
      for (const [name, use] of Object.entries(calls(client(), signal))) await coded(`${name}, ${what}`, use, "option_invalid");
    }
    assert.match(
      (await coded("a controller", () => client().getAccessToken({ signal: new AbortController() }))).message,
      /AbortController, not an AbortSignal/,
    );
  });
});

test("whole signals that lie later on", async () => {
  const whole = (more) => ({ aborted: false, reason: undefined, addEventListener() {}, removeEventListener() {}, ...more });
  let looks = 0;
  const later = () => Object.defineProperty(whole(), "aborted", { get: () => ((looks += 1) % 3 === 1 ? false : thrower()) });
  await beside(async () => {
    await coded(
      "a listener that cannot be added",
      () => client().getAccessToken({ signal: whole({ addEventListener: thrower }) }),
      "option_invalid",
    );
    await coded("a getter that throws later", () => client().getAccessToken({ signal: later() }), "option_invalid");
    assert.equal(await client().getAccessToken({ signal: whole({ removeEventListener: thrower }) }), "a.b.c");
    assert.equal(await client().getAccessToken({ signal: whole({ addEventListener: () => Promise.resolve() }) }), "a.b.c");
    const error = await coded("aborted without a reason", () => client().getAccessToken({ signal: whole({ aborted: true }) }), "aborted");
    assert.equal(error.aborted, true);
    const unreadable = Object.defineProperty(whole({ aborted: true }), "reason", { get: thrower });
    await coded("a reason that throws", () => client().getAccessToken({ signal: unreadable }), "option_invalid");
    const atOnce = whole({ reason: new RangeError("at once"), addEventListener: (_, listener) => listener() });
    const hanging = client({ fetch: () => new Promise(() => {}) });
    await assert.rejects(hanging.getAccessToken({ signal: atOnce }), { message: "at once" });
    await coded("never tells", () => hanging.getAccessToken({ signal: whole() }), "timeout");
    await coded("never tells auth.fetch", () => hanging.fetch("/oauth/userinfo", { signal: whole() }), "timeout");
  });
});

const headers = new Headers({ "content-type": "application/json" });
const reading = (read, more) => ({ status: 200, headers, body: { getReader: () => ({ read, cancel() {}, ...more }) } });
const used = () => {
  const response = token();
  response.body.getReader();
  return response;
};
const drained = async () => {
  const response = token();
  await response.text();
  return response;
};
const ODD_RESPONSES = {
  null: () => null,
  undefined: () => undefined,
  "a number": () => 200,
  "a text": () => "{}",
  "a function": () => token,
  "a promise of null": () => Promise.resolve(null),
  "an object": () => ({}),
  "a thenable that throws": () => ({ then: thrower }),
  "no headers": () => ({ status: 200, text: async () => "{}" }),
  "plain headers": () => ({ status: 200, headers: { "content-type": "x" }, text: async () => "{}" }),
  "headers that throw": () => ({ status: 200, headers: new Proxy({}, traps) }),
  "headers of symbols": () => ({ status: 200, headers: { forEach: (use) => use(Symbol("x"), Symbol("y")) }, text: async () => "{}" }),
  "headers of objects that throw": () => ({
    status: 200,
    headers: { forEach: (use) => use({ toString: thrower }, "y") },
    text: async () => "{}",
  }),
  "a status getter that throws": () => Object.defineProperty({ headers, text: async () => "{}" }, "status", { get: thrower }),
  "a status of text": () => ({ status: "200", headers, text: async () => "{}" }),
  "a status of NaN": () => ({ status: Number.NaN, headers, text: async () => "{}" }),
  "a Response in use": used,
  "a Response that was read": drained,
  "a reader that cannot be had": () => ({ status: 200, headers, body: { getReader: thrower } }),
  "a reader that is none": () => ({ status: 200, headers, body: { getReader: () => undefined } }),
  "a reader of nothing": () => reading(() => undefined),
  "a reader of null": () => reading(async () => null),
  "chunks of text": () => reading(async () => ({ value: "{}" })),
  "chunks of numbers": () => reading(async () => ({ value: 7 })),
  "chunks of nothing": () => reading(async () => ({ done: false })),
  "chunks behind a Proxy": () => reading(async () => ({ value: proxied() })),
  "detached chunks": () => reading(async () => ({ value: detached() })),
  "a reader that throws": () => reading(thrower),
  "a reader whose cancel throws": () => reading(thrower, { cancel: thrower }),
  "a reader whose cancel rejects": () => reading(thrower, { cancel: () => Promise.reject(new Error("x")) }),
  "no text and no body": () => ({ status: 200, headers }),
  "a text of a number": () => ({ status: 200, headers, text: async () => 7 }),
  "a text of bytes": () => ({ status: 200, headers, text: async () => new Uint8Array(2) }),
  "a text that throws": () => ({ status: 200, headers, text: thrower }),
};

test("a fetch whose response is odd", async () => {
  await beside(async () => {
    for (const [name, fetch] of Object.entries(ODD_RESPONSES)) {
      await coded(name, () => client({ fetch }).getAccessToken(), "network_failed", "response_invalid");
    }
    for (const [name, fetch, ...codes] of [
      [
        "opaque",
        () => Response.error(),
        "response_redirected",
        "response_not_json",
        "network_failed",
        "oauth_unknown",
        "server_error",
        "response_invalid",
      ],
      ["a status of 0", () => ({ status: 0, headers, text: async () => "" })],
      ["a status of 999", () => ({ status: 999, headers, text: async () => "{}" })],
    ])
      await coded(name, () => client({ fetch }).getAccessToken(), ...codes);
    for (const name of ["null", "no headers", "headers that throw", "a status getter that throws"]) {
      let calls = 0;
      const fetch = () => ((calls += 1) === 1 ? token() : ODD_RESPONSES[name]());
      await coded(`auth.fetch, ${name}`, () => client({ fetch }).fetch("/management/v2/organizations"), "network_failed");
    }
  });
});

test("a status that changes each time it is read is read once", async () => {
  const lies = [200, Symbol("x"), "x", 7n];
  const response = () => {
    let at = 0;
    return Object.defineProperty(
      { headers, text: async () => '{"access_token":"a.b.c","token_type":"Bearer","expires_in":60}' },
      "status",
      {
        get: () => lies[at++ % lies.length],
      },
    );
  };
  await beside(async () => assert.equal(await client({ fetch: response }).getAccessToken(), "a.b.c"));
});

test("a response of auth.fetch that cannot be given up harms nobody", async () => {
  for (const body of [{ cancel: thrower }, { cancel: () => Promise.reject(new Error("x")) }, { cancel: () => 7 }, 7]) {
    let calls = 0;
    const fetch = (url) => {
      if (url.endsWith("/oauth/token")) return token();
      calls += 1;
      return calls === 1 ? { status: 429, headers: { forEach() {} }, body } : new Response("{}");
    };
    const auth = client({ fetch, retry: { minDelay: 10 }, timeout: 5000 });
    assert.equal((await auth.fetch("/management/v2/organizations")).status, 200);
  }
  const throwing = Object.defineProperty({ status: 429, headers: { forEach() {} } }, "body", { get: thrower });
  const auth = client({
    fetch: (url) => (url.endsWith("/oauth/token") ? token() : throwing),
    retry: { limit: 1, minDelay: 10 },
    timeout: 5000,
  });
  assert.equal(await auth.fetch("/management/v2/organizations"), throwing);
});

test("a body of empty chunks obeys the timeout, and stops", { timeout: 20_000 }, async () => {
  const empty = new Uint8Array(0);
  const tiny = new Uint8Array(1);
  const streams = {
    "empty chunks": () => empty,
    "empty buffers": () => Buffer.alloc(0),
    "chunks that lie about their length": () => new Lying(0),
    "an empty chunk between two bytes": (at) => (at % 2 ? empty : tiny),
  };
  for (const [name, next] of Object.entries(streams)) {
    let reads = 0;
    const auth = client({ fetch: () => reading(async () => ({ value: next((reads += 1)) })), timeout: 600, retry: false });
    const begun = performance.now();
    await coded(name, () => auth.getAccessToken(), "timeout");
    assert.ok(performance.now() - begun < 3000, name);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const after = reads;
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(reads, after, `${name}: nobody reads on`);
  }
  const real = client({
    fetch: () => new Response(new ReadableStream({ type: "bytes", pull: (c) => c.enqueue(new Uint8Array(1)) })),
    timeout: 5000,
    retry: false,
  });
  await coded("bytes without end", () => real.getAccessToken(), "response_too_large", "timeout");
  const aborted = new AbortController();
  setTimeout(() => aborted.abort(new RangeError("enough")), 50);
  const auth = client({ fetch: () => reading(async () => ({ value: empty })), timeout: 10_000 });
  await assert.rejects(auth.getAccessToken({ signal: aborted.signal }), { message: "enough" });
  const patient = client({
    fetch: () =>
      reading(
        (
          (left) => async () =>
            left-- > 0
              ? { value: empty }
              : left === -1
                ? { value: Buffer.from('{"access_token":"a.b.c","token_type":"Bearer","expires_in":60}') }
                : { done: true }
        )(50),
      ),
    timeout: 5000,
  });
  assert.equal(await patient.getAccessToken(), "a.b.c");
});

test("what is thrown is odd: a Proxy, a getter, nothing", async () => {
  const proxy = HOSTILE["a Proxy that throws"];
  const getter = Object.defineProperty(new Error("x"), "message", { get: thrower });
  const code = Object.defineProperty(new Error("x"), "code", { get: thrower });
  await beside(async () => {
    for (const thrown of [proxy, getter, code, undefined, null, Symbol("x"), 7n, { digest: 7 }]) {
      await coded("fetch", () => client({ fetch: () => Promise.reject(thrown), retry: false }).getAccessToken(), "network_failed");
      await coded(
        "signer",
        () => client({ privateKey: undefined, signer: { sign: () => Promise.reject(thrown) } }).getAccessToken(),
        "signing_failed",
      );
      await coded(
        "now",
        () =>
          client({
            now: () => {
              throw thrown;
            },
          }).getAccessToken(),
        "clock_invalid",
      );
      await coded(
        "a getter",
        () =>
          new DocusignAuth({
            get clientId() {
              throw thrown;
            },
          }),
        "option_invalid",
      );
      await coded(
        "what to explain",
        () =>
          explainError({
            get status() {
              throw thrown;
            },
          }),
        "option_invalid",
      );
    }
  });
});

test("every hostile value everywhere leaves the core as it was", async () => {
  await beside(async () => {
    for (const value of Object.values(HOSTILE)) {
      const attempts = [
        () => explainError({ status: 400, body: value }),
        () => explainError(value),
        () => inspectAssertion("a.b.c", { environment: value, now: value }),
        () => signAssertion({ clientId: value, userId: value, environment: value, privateKey: pem(), scopes: value, lifetime: value }),
        () => PrivateKey.parse(value),
        () => PrivateKey.parse(pem()).sign(value),
        () => new DocusignAuth(options({ scopes: value, retry: value, timeout: value })),
        () => client().forUser(tenantUser(1), { scopes: value }),
        () => client().consentUrl({ redirectUri: value, state: value }),
        () => client().forEmail(value),
        () => client().findUsers(value),
        () => client().fetch(value, value),
        () => createPkce(),
      ];
      for (const use of attempts) await (async () => use())().catch((error) => assertCoded(error, String(use)));
    }
    assert.ok(new DocusignAuth(options({ clientId: ISV })));
  });
});
