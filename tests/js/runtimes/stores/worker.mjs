// Many requests on one isolate of workerd, with and without the broker of Durable Objects; Workers KV.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, afterEach, before } from "node:test";
import { Miniflare } from "miniflare";
import { CLIENT, ISV, pem, startEmulator, tenantUser, user } from "../../../../runtimes/emulator.mjs";
import { bundleWorker, startWorker } from "../../../../runtimes/workerd.mjs";
import { assertShared, own } from "./processes.mjs";

let emulator;
let folder;
let disks = 0;
const workers = [];
before(async () => {
  emulator = await startEmulator();
  folder = mkdtempSync(join(tmpdir(), "docusign-jwt-objects-"));
});
after(() => {
  emulator.stop();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  for (const worker of workers.splice(0)) worker.stop();
  await emulator.reset();
});

const count = async () => (await emulator.exchanges()).length;
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
const users = Array.from({ length: 20 }, (_, at) => tenantUser(at));
const SECRET = "a secret of the tests, 32 bytes.";

function newDisk() {
  const disk = join(folder, String((disks += 1)));
  mkdirSync(disk);
  return disk;
}

async function start(bindings = {}, options = {}) {
  const all = { CLIENT: ISV, KEY: pem(), AUTH: emulator.origin, SECRET, ...bindings };
  const worker = await startWorker(own("worker.js"), all, { date: "2026-07-01", ...options });
  workers.push(worker);
  const ask = async (path, init) => (await fetch(`${worker.origin}${path}`, init)).json();
  return { ...worker, ask, take: (of, init) => ask(`/?user=${of}`, init) };
}

const withBroker = (disk = newDisk()) => ({ objects: { BROKER: "DocusignBroker" }, disk });

/** A request whose connection is reset after a while: what a browser does that is closed. */
function leave(worker, path, after) {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(worker.origin);
    const socket = connect(Number(port), hostname);
    socket.on("error", () => {}).on("close", resolve);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
    setTimeout(() => socket.resetAndDestroy(), after);
  });
}

/** 200 requests at once for 20 users, of which some are aborted; each that is answered has its own user's token. */
async function crowd(worker, aborted = 0) {
  let answered = 0;
  await Promise.all(
    Array.from({ length: 200 }, async (_, at) => {
      const of = users[at % 20];
      // Of the requests of each user some leave, of most also the first.
      const leaves = (at + 3 * Math.floor(at / 20)) % 10 < aborted * 10;
      if (leaves) return leave(worker, `/?user=${of}`, 20 + (at % 13) * 15);
      const { sub, message } = await worker.take(of);
      assert.equal(sub, of, message);
      answered += 1;
    }),
  );
  assert.equal(answered, 200 * (1 - aborted));
}

const flags = {
  "no flag": [],
  nodejs_compat: ["nodejs_compat"],
  "promises resolve in their own request": ["handle_cross_request_promise_resolution"],
  "promises resolve anywhere": ["no_handle_cross_request_promise_resolution"],
};
const circumstances = {
  "": [50, 0],
  ", 30 % aborted": [200, 0.3],
  ", Docusign takes 2 s": [2000, 0],
  ", 30 % aborted and Docusign takes 2 s": [2000, 0.3],
};

for (const [flag, list] of Object.entries(flags)) {
  for (const [circumstance, [latencyMs, aborted]] of Object.entries(circumstances)) {
    // The slow ones once for each way in which promises resolve.
    if (latencyMs === 2000 && flag === "no flag") continue;
    test(`the broker: 200 requests, 20 users, at most 20 exchanges (${flag}${circumstance})`, async (t) => {
      const worker = await start({}, { ...withBroker(), flags: list, date: "2024-09-01" });
      await emulator.faults({ path: "/oauth/token", latencyMs });
      await crowd(worker, aborted);
      const { events, sent } = await worker.ask("/about");
      t.diagnostic(`${sent} exchanges`);
      assert.deepEqual([sent, await count()], [20, 20]);
      assert.deepEqual(
        [...new Set(events)].filter((event) => event.startsWith("store_failed")),
        [],
      );
    });

    test(`no store: 200 requests, 20 users, at most 200 exchanges (${flag}${circumstance})`, async (t) => {
      const worker = await start({}, { flags: list, date: "2024-09-01" });
      await emulator.faults({ path: "/oauth/token", latencyMs });
      await crowd(worker, aborted);
      const { sent } = await worker.ask("/about");
      t.diagnostic(`${sent} exchanges`);
      assert.ok(sent >= 20 && sent <= 200, `${sent}`);
      await crowd(worker);
      assert.equal((await worker.ask("/about")).sent, sent, "what one request got, all have");
    });
  }
}

test("one object for all names: 200 requests, 20 users, each user's own token, 20 exchanges", async () => {
  const worker = await start({ GATHERED: "yes" }, withBroker());
  await emulator.faults({ path: "/oauth/token", latencyMs: 200 });
  await crowd(worker);
  const { events, sent, constructed } = await worker.ask("/about");
  assert.deepEqual([sent, await count(), constructed], [20, 20, 1]);
  assert.deepEqual(
    [...new Set(events)].filter((event) => event.startsWith("store_failed") || event.startsWith("store_rejected")),
    [],
  );
  const tokens = await Promise.all(users.map(async (of) => (await worker.ask(`/?user=${of}&fresh`)).sub));
  assert.deepEqual(tokens, users);
  assert.equal(await count(), 20);
});

test("one object for all names: the alarm renews those that were asked for, and forgets the rest", async () => {
  const worker = await start({ LIFE: "6", GATHERED: "yes" }, withBroker());
  const [used, unused, late] = users;
  for (const of of [used, unused]) await worker.take(of);
  await worker.ask(`/?user=${used}&fresh`);
  await pause(1500);
  await worker.take(late);
  await worker.ask(`/?user=${late}&fresh`);
  assert.equal(await count(), 3);
  await pause(3700);
  const exchanges = await emulator.exchanges();
  assert.deepEqual(
    exchanges.map(({ user }) => user),
    [used, unused, late, used, late],
  );
  const renewed = await Promise.all([used, late].map((of) => worker.ask(`/?user=${of}&fresh`)));
  assert.deepEqual(
    renewed.map(({ sub }) => sub),
    [used, late],
  );
  assert.equal(await count(), 5);
});

test("two processes at once with the objects of one: one exchange for each user", async () => {
  const first = await start({}, withBroker());
  const second = await start({}, { services: { REMOTE: new URL(first.origin).host } });
  await emulator.faults({ path: "/oauth/token", latencyMs: 300 });
  await Promise.all([crowd(first), crowd(second)]);
  assert.equal(await count(), 20);
  const { events } = await second.ask("/about");
  assert.ok(events.includes("store_hit") && !events.includes("exchange"), String(events));
});

test("two processes, one after the other, on one disk: one exchange for each user", async () => {
  const disk = newDisk();
  const first = await start({}, withBroker(disk));
  const tokens = (worker) => Promise.all(users.map(async (user) => ({ user, ...(await worker.take(user)) })));
  const before = await tokens(first);
  first.stop();
  await pause(300);
  const second = await start({}, withBroker(disk));
  assertShared([{ taken: before }, { taken: await tokens(second) }]);
  assert.equal(await count(), 20);
});

test("an object that was evicted has its token from its storage", async () => {
  const worker = await start({}, withBroker());
  const { token } = await worker.take(users[0]);
  const { constructed } = await worker.ask("/about");
  // workerd evicts an object that was idle for ten seconds.
  await pause(12_000);
  assert.equal((await worker.ask(`/?user=${users[0]}&fresh`)).token, token);
  assert.equal((await worker.ask("/about")).constructed, constructed + 1);
  assert.equal(await count(), 1);
});

test("an alarm renews ahead what was asked for, and forgets the rest", async () => {
  const worker = await start({ LIFE: "6" }, withBroker());
  const [used, unused] = users;
  const first = await worker.take(used);
  await worker.take(unused);
  await worker.ask(`/?user=${used}&fresh`);
  assert.equal(await count(), 2);
  await pause(4500);
  const exchanges = await emulator.exchanges();
  assert.deepEqual(
    exchanges.map(({ user }) => user),
    [used, unused, used],
  );
  // Nobody asked since: it ends with the token.
  await pause(7000);
  assert.equal(await count(), 3);
  const later = await worker.ask(`/?user=${used}&fresh`);
  assert.equal(later.sub, used);
  assert.notEqual(later.token, first.token);
  assert.equal(await count(), 4);
});

test("a refusal of Docusign comes through the broker as it is, after one exchange", async () => {
  const worker = await start({ CLIENT }, withBroker());
  const { name, code, message, consentUrl } = await worker.take(user(1));
  assert.deepEqual([name, code], ["ConsentRequiredError", "consent_required"]);
  assert.match(consentUrl, /scope=signature%20impersonation/);
  assert.equal(message.match(/consented to/g).length, 1);
  assert.equal(message.match(/Ask this user/g).length, 1);
  assert.equal(await count(), 1);
  assert.equal((await worker.take(user(5))).code, "user_not_found");
  assert.equal(await count(), 2);
});

test("a broker with other settings costs one exchange, and fails nobody", async () => {
  const worker = await start({ BROKER_SECRET: "another secret of the tests 32 b" }, withBroker());
  assert.equal((await worker.take(users[0])).sub, users[0]);
  assert.equal(await count(), 1);
  const { events } = await worker.ask("/about");
  assert.deepEqual(events, ["store_failed mint error The broker returned 400: The request is unknown_key.", "exchange"]);
});

test("a broker that cannot be reached costs one exchange, and fails nobody", async () => {
  const worker = await start({}, { services: { REMOTE: "127.0.0.1:1" } });
  assert.equal((await worker.take(users[0])).sub, users[0]);
  assert.equal(await count(), 1);
});

test("a store that asks the client itself, after a while, costs one exchange, and no hang", async () => {
  const worker = await start({ REENTER: users[0] });
  const { sub, took } = await worker.take(users[0]);
  assert.equal(sub, users[0]);
  assert.ok(took < 4000, `${took}`);
  assert.equal((await worker.ask("/about")).sent, 1);
});

test("with waitUntil, an exchange outlives its request", async () => {
  for (const [WAIT, exchanges] of [
    ["yes", 1],
    ["", 2],
  ]) {
    const worker = await start({ WAIT });
    await emulator.faults({ path: "/oauth/token", latencyMs: 600 });
    await leave(worker, `/?user=${users[0]}`, 200);
    await pause(1500);
    assert.equal((await worker.take(users[0])).sub, users[0]);
    assert.equal((await worker.ask("/about")).sent, exchanges, WAIT);
    await emulator.reset();
  }
});

test("with waitUntil, a due token is served at once, and one request renews it", async () => {
  const worker = await start({ WAIT: "yes", LIFE: "20" });
  const first = await worker.take(users[0]);
  await pause(10_500);
  await emulator.faults({ path: "/oauth/token", latencyMs: 1500 });
  const due = await Promise.all(Array.from({ length: 30 }, () => worker.take(users[0])));
  for (const { token, took } of due) assert.ok(token === first.token && took < 1000, `${took}`);
  await pause(2500);
  assert.equal(await count(), 2);
  assert.notEqual((await worker.take(users[0])).token, first.token);
});

test("after a trap the core is new, and the tokens are still there", async () => {
  const worker = await start();
  const { token } = await worker.take(users[0]);
  assert.equal((await worker.ask("/about")).instances, 1);
  const trap = await worker.ask("/trap");
  assert.equal(trap.code, "internal");
  assert.match(trap.message, /unreachable/);
  assert.equal((await worker.ask("/about")).instances, 2);
  assert.equal((await worker.take(users[0])).token, token);
  assert.equal(await count(), 1);
  assert.equal((await worker.take(users[1])).sub, users[1]);
  assert.equal(await count(), 2);
});

/** A Worker in workerd with Miniflare's KV, kept in a folder. */
async function startKv(kvPersist) {
  const modules = (await bundleWorker(own("kv_worker.js"))).map(({ name, kind, contents }) => ({
    type: kind === "wasm" ? "CompiledWasm" : "ESModule",
    path: name,
    contents: kind === "wasm" ? contents : new TextDecoder().decode(contents),
  }));
  const worker = new Miniflare({
    modules,
    compatibilityDate: "2026-07-01",
    kvNamespaces: ["TOKENS"],
    kvPersist,
    bindings: { CLIENT: ISV, KEY: pem(), AUTH: emulator.origin },
  });
  const ask = async (path) => (await worker.dispatchFetch(`http://worker${path}`)).json();
  return {
    ask,
    take: (of) => ask(`/?user=${of}`),
    stop: () => worker.dispose(),
    fetch: (path) => worker.dispatchFetch(`http://worker${path}`),
  };
}

test("Workers KV: what one process wrote, the next one reads", async () => {
  const disk = newDisk();
  const first = await startKv(disk);
  const { sub, token, events } = await first.take(users[0]);
  assert.equal(sub, users[0]);
  assert.deepEqual(events.slice(0, 1), ["exchange"]);
  assert.equal((await first.take(users[0])).token, token);
  const [{ name, expiration }] = await first.ask("/list");
  assert.match(name, /^docusign-jwt:[\w-]{43}$/);
  const left = expiration - Date.now() / 1000;
  assert.ok(left > 3500 && left <= 3600, `${left}`);
  await first.stop();
  const second = await startKv(disk);
  assert.equal((await second.take(users[0])).token, token);
  assert.equal(await count(), 1);
  await second.fetch(`/put?name=${encodeURIComponent(name)}&value=changed`);
  const again = await second.take(users[0]);
  assert.equal(again.sub, users[0]);
  assert.deepEqual(again.events.slice(0, 2), ["store_rejected malformed", "exchange"]);
  assert.equal(await second.ask("/contract"), "kept");
  assert.equal(await second.ask("/short"), null, "KV takes nothing that ends within a minute");
  const wrong = await second.ask("/wrong");
  assert.equal(wrong.code, "option_missing");
  await second.stop();
});
