// Many callers of many tenants while everything goes wrong; afterwards the logs of both sides are reconciled.
// 2,000 calls; with DOCUSIGN_JWT_LONG, as `cargo xtask test --long` sets it, 100,000.
import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { after, before, test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { DocusignAuth, DocusignError } from "docusign-jwt";
import { glue } from "../../../node_modules/docusign-jwt/node/internal.cjs";
import { CLIENT, pem, startEmulator, tenantUser } from "../../../runtimes/emulator.mjs";

const CALLS = process.env.DOCUSIGN_JWT_LONG ? 100_000 : 2000;
const TENANTS = 200;
/** Callers at once. */
const CALLERS = 100;
/** The most requests of one exchange: the first, three repetitions, one more for the clock, one for the other key. */
const MOST_REQUESTS = 6;
/** What may come instead of a token while such faults are on. */
const EXPECTED = [
  "network_failed",
  "timeout",
  "server_error",
  "rate_limited",
  "response_not_json",
  "response_invalid",
  "consent_required",
  "no_valid_keys_or_signatures",
  "expired_grant",
  "internal_server_error",
];

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc");

let emulator;
before(async () => (emulator = await startEmulator()));
after(() => emulator.stop());

/** A number from 0 to 1 that is the same in every run (mulberry32). */
function seeded(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const FAULTS = [
  [],
  [{ path: "/oauth/token", latencyMs: 15, rate: 0.5 }],
  [
    { path: "/oauth/token", status: 429, retryAfter: 0, rate: 0.4 },
    { path: "/oauth/token", latencyMs: 5 },
  ],
  [{ path: "/oauth/token", status: 503, rate: 0.5 }],
  [{ path: "/oauth/token", status: 500, error: "internal_server_error", rate: 0.5 }],
  [{ path: "/oauth/token", kind: "cut", rate: 0.3 }],
  [
    { path: "/oauth/token", kind: "garbage", rate: 0.3 },
    { path: "/oauth/token", kind: "empty", rate: 0.2 },
  ],
  [{ path: "/oauth/token", kind: "html", status: 502, rate: 0.4 }],
  // The key that signed is taken away while the exchange is under way: the client goes on with the other.
  [{ path: "/oauth/token", status: 400, error: "invalid_grant", errorDescription: "no_valid_keys_or_signatures", rate: 0.4 }],
  [{ path: "/oauth/token", status: 429, rate: 1 }],
];

test(`${CALLS} calls of ${TENANTS} tenants under faults`, { timeout: 3_600_000 }, async () => {
  for (let at = 0; at < TENANTS; at += 1) await emulator.consent(CLIENT, tenantUser(at));
  const random = seeded(8);
  const context = new AsyncLocalStorage();
  const sides = { sent: 0, given: 0, issued: new Map(), owner: new Map() };
  let clock = 0;

  async function watching(url, init) {
    const call = context.getStore();
    sides.sent += 1;
    call.requests += 1;
    const [, claims] = new URLSearchParams(init.body).get("assertion").split(".");
    const { sub } = JSON.parse(Buffer.from(claims, "base64url"));
    let response;
    try {
      response = await fetch(url, init);
    } catch (error) {
      sides.given += init.signal.aborted ? 1 : 0;
      throw error;
    }
    const text = await response.text().catch(() => undefined);
    if (text === undefined) {
      sides.given += init.signal.aborted ? 1 : 0;
      throw new TypeError("the body broke off");
    }
    const token = /"access_token":"([^"]+)"/.exec(text)?.[1];
    if (response.status === 200 && token !== undefined) {
      sides.owner.set(token, sub);
      sides.issued.set(sub, (sides.issued.get(sub) ?? 0) + 1);
    }
    return new Response(text, { status: response.status, headers: response.headers });
  }

  const auth = new DocusignAuth({
    clientId: CLIENT,
    userId: tenantUser(0),
    privateKey: [pem("integration-2"), pem()],
    environment: emulator.environment,
    retry: { limit: 3, minDelay: 10, maxDelay: 10 },
    timeout: 10_000,
    now: () => Date.now() + clock,
    fetch: watching,
  });

  const ends = { token: 0, aborted: 0 };
  const mixed = [];
  const unbounded = [];
  async function one() {
    const tenant = tenantUser(Math.floor(random() * TENANTS));
    const kind = random();
    const call = { requests: 0 };
    const options = {};
    if (kind < 0.25) options.forceRefresh = true;
    const controller = new AbortController();
    if (kind > 0.97) {
      options.signal = controller.signal;
      setTimeout(() => controller.abort(), random() * 20);
    }
    try {
      const token = await context.run(call, () => auth.forUser(tenant).getAccessToken(options));
      ends.token += 1;
      if (sides.owner.get(token) !== tenant) mixed.push(tenant);
    } catch (error) {
      if (error === controller.signal.reason) ends.aborted += 1;
      else {
        assert.ok(error instanceof DocusignError && EXPECTED.includes(error.code), error?.stack ?? String(error));
        ends[error.code] = (ends[error.code] ?? 0) + 1;
      }
    }
    if (call.requests > MOST_REQUESTS) unbounded.push(call.requests);
  }

  /** What changes while calls are under way. */
  async function upset(round) {
    await emulator.faults(FAULTS[round % FAULTS.length]);
    // Clocks: ours jumps, by which all tokens may end at once; now and then theirs with it, so that it is right again.
    clock = [0, 3_000_000, -1_200_000, 600_000][Math.floor(random() * 4)];
    await emulator.clock(random() < 0.5 ? clock : 0);
    const victim = tenantUser(Math.floor(random() * TENANTS));
    await emulator.revoke(CLIENT, victim);
    setTimeout(() => emulator.consent(CLIENT, victim).catch(() => {}), 50);
    if (round % 5 === 0) await emulator.revokeTokens();
  }

  const memory = [];
  const measure = () => (gc(), memory.push(process.memoryUsage().heapUsed));
  const rounds = 40;
  let begun = 0;
  for (let round = 0; round < rounds; round += 1) {
    const until = Math.round((CALLS * (round + 1)) / rounds);
    const worker = async () => {
      while (begun < until) {
        begun += 1;
        await one();
      }
    };
    const workers = Array.from({ length: CALLERS }, worker);
    await upset(round);
    await Promise.all(workers);
    // A token is one of 200 that live; what is remembered of those that are gone is this test's own.
    if (round % 10 === 9) measure();
  }

  await emulator.faults([]);
  await emulator.clock(0);
  clock = 0;
  await new Promise((resolve) => setTimeout(resolve, 100));
  const log = await emulator.exchanges();
  const theirs = new Map();
  for (const { status, user, error } of log) {
    if (status === 200 && error === null) theirs.set(user, (theirs.get(user) ?? 0) + 1);
  }
  const sum = (map) => [...map.values()].reduce((all, count) => all + count, 0);

  const answered = Object.values(ends).reduce((all, count) => all + count, 0);
  assert.equal(answered, CALLS, "every caller heard something");
  assert.deepEqual(mixed, [], "every token is the tenant's own");
  assert.deepEqual(unbounded, [], "no exchange made more requests than it may");
  assert.ok(log.length <= sides.sent && log.length >= sides.sent - sides.given, `${log.length} of ${sides.sent}`);
  assert.ok(sum(theirs) - sum(sides.issued) <= sides.given, "no token was lost but by callers who gave up");
  for (const [user, count] of sides.issued) assert.ok(theirs.get(user) >= count, user);
  assert.ok(ends.token > CALLS * 0.6, JSON.stringify(ends));
  // Afterwards all is well, and by the emulator's own word each has his own token.
  for (let at = 0; at < TENANTS; at += 1) {
    await emulator.consent(CLIENT, tenantUser(at));
    const own = auth.forUser(tenantUser(at));
    const accessToken = await context.run({ requests: 0 }, () => own.getAccessToken({ forceRefresh: true }));
    const answer = await fetch(`${emulator.origin}/oauth/userinfo`, { headers: { authorization: `Bearer ${accessToken}` } });
    assert.equal((await answer.json()).sub, tenantUser(at));
  }
  const [early, late] = [memory[0], memory.at(-1)];
  // This test itself remembers each token with its owner: some 200 bytes.
  const grown = late - early - sides.owner.size * 400;
  assert.ok(grown < 8 << 20, `${Math.round(grown / 1024)} KB more`);
  assert.ok(glue.initSync().memory.buffer.byteLength <= 8 << 20, "the core's memory stays small");
  console.log(
    `│ chaos: ${CALLS} calls of ${TENANTS} tenants, ${sides.sent} requests, ${sum(sides.issued)} tokens; ` +
      `ends: ${Object.entries(ends)
        .map(([name, count]) => `${count} ${name}`)
        .join(", ")}; ` +
      `heap ${(early / 2 ** 20).toFixed(1)} MB after a quarter, ${(late / 2 ** 20).toFixed(1)} MB at the end; ` +
      `core ${glue.initSync().memory.buffer.byteLength / 1024} KB`,
  );
});
