// A clock, a fetch or a store of the caller may do anything: what comes of it is a coded error or a token.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DocusignAuth } from "docusign-jwt";
import { HOSTILE, assertCoded, assertUsable, attempt, options, thrower, traps } from "../harness/hostile.mjs";

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
    const auth = new DocusignAuth(options({ fetch, timeout: 500 }));
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
