// The init of auth.fetch: what fetch knows passes, what it does not know is refused, and nobody caches.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { inspect } from "node:util";
import { DocusignAuth } from "docusign-jwt";
import { upstashStore } from "docusign-jwt/stores/upstash";
import { ISV, pem, startEmulator, user } from "../../../runtimes/emulator.mjs";
import { startWorker } from "../../../runtimes/workerd.mjs";

let emulator;
let sent;
before(async () => (emulator = await startEmulator()));
after(() => emulator.stop());

const PATH = "/restapi/v2.1/accounts/{accountId}/envelopes?from_date=2026-01-01";
const POST = "/restapi/v2.1/accounts/{accountId}/x";
const client = (more) => {
  sent = [];
  const watching = (url, init) => {
    sent.push({ url, ...init });
    return url.includes("/restapi/") ? new Response("{}") : fetch(url, init);
  };
  return new DocusignAuth({
    clientId: ISV,
    userId: user(2),
    privateKey: pem(),
    environment: emulator.environment,
    fetch: watching,
    ...more,
  });
};
const refusal = async (path, init, expression) => {
  const auth = client();
  const error = await auth.fetch(path, init).catch((thrown) => thrown);
  assert.equal(error.code, "option_invalid", inspect(init));
  assert.match(error.message, expression);
  assert.equal(sent.length, 0, "nothing was sent");
};

test("no request of ours may be cached: token, userinfo, users, calls", async () => {
  const auth = client();
  await auth.getUserInfo();
  await auth.findUsers({ email: "ann@example.com" }).catch(() => {});
  await auth.fetch(PATH);
  await auth.exchangeCode({ code: "x", clientSecret: "y", redirectUri: "https://example.com/callback" }).catch(() => {});
  assert.ok(sent.length >= 5);
  for (const { url, cache } of sent) assert.equal(cache, "no-store", url);
  const asked = [];
  const redis = async (_, init) => (asked.push(init), Response.json({ result: null }));
  const store = upstashStore({ url: "https://redis.example", token: "t", fetch: redis });
  await client({ store }).getAccessToken();
  assert.ok(asked.length > 0 && asked.every(({ cache }) => cache === "no-store"));
});

test("fields of RequestInit pass, and those of Next, Workers, Node", async () => {
  const auth = client();
  const passed = {
    cache: "force-cache",
    credentials: "omit",
    integrity: "",
    keepalive: true,
    mode: "cors",
    priority: "high",
    referrer: "",
    referrerPolicy: "no-referrer",
    window: null,
  };
  await auth.fetch(PATH, passed);
  const { url, method, headers, redirect, signal, ...rest } = sent.at(-1);
  assert.deepEqual(rest, passed);
  assert.equal(redirect, "manual");
  const next = { revalidate: 60, tags: ["envelopes"] };
  await auth.fetch(PATH, { next });
  assert.deepEqual([sent.at(-1).next, "cache" in sent.at(-1)], [next, false]);
  await auth.fetch(PATH, { next: {} });
  assert.equal(sent.at(-1).cache, "no-store");
  const cf = { cacheTtl: 60 };
  await auth.fetch(PATH, { cf });
  assert.deepEqual([sent.at(-1).cf, "cache" in sent.at(-1)], [cf, false]);
  await auth.fetch(PATH, { cf: { colo: "x" }, redirect: "manual" });
  assert.deepEqual([sent.at(-1).cache, sent.at(-1).redirect], ["no-store", "manual"]);
  await auth.fetch(PATH, { json: undefined, cache: "no-store" });
  await auth.fetch(PATH, undefined);
  await auth.fetch(PATH, new Request("https://example.com", { headers: { "x-mine": "1" } }));
  assert.equal(sent.at(-1).headers.get("x-mine"), "1");
  assert.equal(sent.at(-1).mode, undefined);
});

test("options of other clients are refused, with what to write", async () => {
  await refusal(POST, { method: "POST", data: {} }, /no option data\. Use json: value/);
  for (const name of ["params", "query", "qs", "searchParams"]) {
    await refusal(PATH, { [name]: { count: 1 } }, new RegExp(`no option ${name}\\. Add the query to the path`));
  }
  await refusal(PATH, { timeout: 1000 }, /AbortSignal\.timeout/);
  await refusal(PATH, { retry: 3 }, /new DocusignAuth/);
  await refusal(PATH, { responseType: "json" }, /json\(\)/);
  await refusal(PATH, { header: {} }, /Write headers\./);
  await refusal(PATH, { Method: "GET" }, /Write method\./);
  await refusal(PATH, { userId: user(1) }, /forUser/);
  await refusal(PATH, { whatever: 1 }, /RequestInit/);
  await refusal(PATH, "POST", /is a string of 4 characters/);
  await refusal(PATH, { redirect: "follow" }, /never follows redirects/);
  await refusal(PATH, { mode: "no-cors" }, /authorization/);
  await refusal(PATH, { cache: "sometimes" }, /refuses the init: .*sometimes/);
  await refusal(PATH, { cache: "only-if-cached" }, /refuses the init/);
  await refusal(PATH, { mode: "sometimes" }, /refuses the init/);
});

test("bodies that fetch would garble are refused", async () => {
  const odd = {
    "{}": /an object, which fetch cannot send\. Use json: value/,
    "[1]": /an array/,
    7: /a number/,
    true: /a boolean/,
    '(() => "x")': /a function/,
    "new Date()": /type Date/,
    "new Map()": /type Map/,
    "Promise.resolve('x')": /a promise/,
    "10n": /a bigint/,
    "Object.create(null)": /an object/,
    "new String('x')": /type String/,
    "new URL('https://x.example')": /type URL/,
  };
  for (const [code, expression] of Object.entries(odd)) await refusal(POST, { method: "POST", body: (0, eval)(`(${code})`) }, expression);
});

test("bodies that fetch can send are sent", async () => {
  const auth = client();
  const form = new FormData();
  form.set("a", "b");
  async function* parts() {
    yield Buffer.from("x");
  }
  const bodies = [
    "{}",
    "",
    new URLSearchParams("a=b"),
    form,
    new Blob(["x"]),
    new File(["x"], "x"),
    Buffer.from("x"),
    new DataView(new ArrayBuffer(2)),
    new ArrayBuffer(2),
    new Blob(["x"]).stream(),
    parts(),
  ];
  for (const body of bodies) {
    await auth.fetch(POST, { method: "POST", body });
    assert.equal(sent.at(-1).body, body);
  }
});

test("a framework's control flow passes untouched, is not retried, and hurts no one who waits beside it", async () => {
  const steering = [
    Object.assign(new Error("Dynamic server usage"), { digest: "DYNAMIC_SERVER_USAGE" }),
    Object.assign(new Error("NEXT_REDIRECT"), { digest: "NEXT_REDIRECT;replace;/login;307;" }),
    Object.assign(new Error("bail out"), { digest: "BAILOUT_TO_CLIENT_SIDE_RENDERING", reason: "x" }),
    { $$typeof: Symbol.for("react.postpone"), message: "postponed" },
  ];
  for (const thrown of steering) {
    let calls = 0;
    const throwing = () => ((calls += 1), Promise.reject(thrown));
    const auth = client({ fetch: throwing });
    assert.equal(await auth.getAccessToken().catch((error) => error), thrown);
    assert.equal(await auth.fetch(PATH).catch((error) => error), thrown);
    assert.equal(await auth.getUserInfo().catch((error) => error), thrown);
    assert.equal(calls, 3);
    let first = true;
    const once = (url, init) => (first ? ((first = false), Promise.reject(thrown)) : fetch(url, init));
    const shared = client({ fetch: once });
    const [one, two, three] = await Promise.allSettled([1, 2, 3].map(() => shared.getAccessToken()));
    assert.equal(one.reason, thrown);
    assert.ok(two.value && two.value === three.value);
  }
  for (const digest of [7, undefined, null]) {
    const auth = client({ fetch: () => Promise.reject(Object.assign(new Error("x"), { digest })), retry: false });
    await assert.rejects(auth.getAccessToken(), { code: "network_failed" });
  }
});

test("a live token is not served in place of a framework's control flow", async () => {
  const thrown = Object.assign(new Error("Dynamic server usage"), { digest: "DYNAMIC_SERVER_USAGE" });
  let steer = false;
  let ahead = 0;
  const auth = client({ now: () => Date.now() + ahead, fetch: (url, init) => (steer ? Promise.reject(thrown) : fetch(url, init)) });
  await auth.getAccessToken();
  [steer, ahead] = [true, 55 * 60_000];
  assert.equal(await auth.getAccessToken().catch((error) => error), thrown);
});

test("a method without its object: bind it; an object: pass its method", async () => {
  class Service {
    #fetch = fetch;
    fetch(url, init) {
      return this.#fetch.call(globalThis, url, init);
    }
  }
  class Open {
    base = fetch;
    fetch(url, init) {
      return this.base(url, init);
    }
  }
  const illegal = () => {
    throw new TypeError("Illegal invocation: function called with incorrect `this` reference. See https://developers.cloudflare.com/");
  };
  const firefox = () => Promise.reject(new TypeError("'fetch' called on an object that does not implement interface Window."));
  for (const unbound of [new Service().fetch, new Open().fetch, illegal, firefox]) {
    let calls = 0;
    const auth = client({ fetch: (...request) => ((calls += 1), unbound(...request)) });
    await assert.rejects(auth.getAccessToken(), { code: "option_invalid", message: /Bind it: fetch: service\.fetch\.bind\(service\)/ });
    assert.equal(calls, 1);
    await assert.rejects(auth.fetch("/management/v2/organizations"), { code: "option_invalid" });
  }
  for (const object of [new Service(), { fetch }, Object.create({ fetch() {} })]) {
    assert.throws(() => client({ fetch: object }), { code: "option_invalid", message: /\(url, init\) => service\.fetch\(url, init\)/ });
  }
  for (const none of [null, "fetch", {}, 7])
    assert.throws(() => client({ fetch: none }), { code: "option_invalid", message: /not a function/ });
  const service = new Service();
  assert.ok(await client({ fetch: service.fetch.bind(service) }).getAccessToken());
  assert.ok(await client({ fetch: (url, init) => service.fetch(url, init) }).getAccessToken());
  await assert.rejects(client({ fetch: () => Promise.reject(new TypeError("fetch failed")), retry: false }).getAccessToken(), {
    code: "network_failed",
  });
});

test("a runtime without fetch", async () => {
  const { fetch: original } = globalThis;
  delete globalThis.fetch;
  try {
    const auth = new DocusignAuth({ clientId: ISV, userId: user(2), privateKey: pem(), environment: emulator.environment });
    await assert.rejects(auth.getAccessToken(), { code: "core_unavailable", message: /has no fetch\. Pass the option fetch/ });
  } finally {
    globalThis.fetch = original;
  }
});

test("Workers: a service binding unbound, as an object and bound; the field cache of old and new", { timeout: 60_000 }, async () => {
  const entry = new URL("fetch_init.worker.js", import.meta.url).pathname;
  const bindings = { CLIENT: ISV, USER: user(2), KEY: pem(), AUTH: emulator.origin };
  const { host } = new URL(emulator.origin);
  for (const date of ["2024-09-01", "2026-07-01"]) {
    const worker = await startWorker(entry, bindings, { date, services: { SERVICE: host } });
    try {
      const answer = await (await fetch(worker.origin)).json();
      assert.deepEqual(
        answer.codes,
        { unbound: "option_invalid", object: "option_invalid", bound: "token", wrapped: "token", global: "token" },
        date,
      );
      assert.match(answer.messages.unbound, /Bind it/);
      assert.match(answer.messages.object, /Pass fetch: \(url, init\)/);
      assert.equal(answer.cache, date > "2025" ? "no-store" : undefined);
      const bodies = { FormData: 200, Blob: 200, URLSearchParams: 200, ReadableStream: 200, Uint8Array: 200, Object: "option_invalid" };
      assert.deepEqual(answer.bodies, bodies, date);
      if (date > "2025") assert.equal(answer.given.status, 200);
      else assert.match(answer.given.message, /fetch refuses the init: .*cache/);
    } finally {
      worker.stop();
    }
  }
});
