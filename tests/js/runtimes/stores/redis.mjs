// Tokens in a real Redis: through node-redis, ioredis, Bun's client, and a REST server as Upstash's.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import test, { after, afterEach, before } from "node:test";
import { DocusignAuth } from "docusign-jwt";
import { redisStore } from "docusign-jwt/stores/redis";
import { upstashStore } from "docusign-jwt/stores/upstash";
import { Redis } from "ioredis";
import { ISV, pem, startEmulator, tenantUser } from "../../../../runtimes/emulator.mjs";
import { keepsRecords, locks } from "./contract.js";
import { ROOT, assertShared, own, startTaking, untilInTime } from "./processes.mjs";
import { TOKEN, startRedis } from "./redis_server.mjs";

let emulator;
let redis;
let ioredis;
before(async () => {
  emulator = await startEmulator();
  redis = await startRedis();
  ioredis = new Redis(redis.socket);
});
after(async () => {
  emulator.stop();
  ioredis.disconnect();
  await redis.stop();
});
afterEach(async () => {
  await emulator.reset();
  await redis.client.sendCommand(["FLUSHALL"]);
});

const bun = `${ROOT}node_modules/.bin/bun`;
const users = Array.from({ length: 10 }, (_, at) => tenantUser(at));
const count = async () => (await emulator.exchanges()).length;

function starting(STORE, who = users, more = {}) {
  const program = STORE === "bun" ? bun : process.execPath;
  const env = { STORE, SOCKET: redis.socket, REST: redis.rest, ...more };
  return startTaking([program, own("redis_process.mjs")], emulator, who, env);
}

test("it is Redis, and Bun", async () => {
  const info = await redis.client.sendCommand(["INFO", "server"]);
  assert.match(String(info), /redis_version:\d/);
  assert.match(spawnSync(bun, ["--version"], { encoding: "utf8" }).stdout, /^1\.\d+\.\d+/);
});

test("four Node processes, ten users, at the same moment: one exchange for each user", async () => {
  await emulator.faults({ path: "/oauth/token", latencyMs: 300 });
  const round = () => {
    const AT = String(Date.now() + 3000);
    const running = ["redis", "redis", "ioredis", "upstash"].map((store) => starting(store, users, { AT }));
    return Promise.all(running.map(({ ended }) => ended));
  };
  const reports = await untilInTime(round, async () => {
    await redis.client.sendCommand(["FLUSHALL"]);
    await emulator.reset();
  });
  assertShared(reports);
  assert.equal(await count(), users.length);
  for (const { events } of reports) assert.ok(!events.some((event) => event.startsWith("store_failed")), String(events));
  // And later ones, within the life of the tokens.
  const later = await Promise.all(["redis", "bun"].map((store) => starting(store).ended));
  assertShared([...reports, ...later]);
  assert.equal(await count(), users.length);
});

test("a process killed in mid-exchange delays another by the lock's lifetime at most", async () => {
  await emulator.faults({ path: "/oauth/token", kind: "hang" });
  const killed = starting("redis", [tenantUser(0)]);
  await killed.sent;
  killed.kill();
  await emulator.faults([]);
  const report = await starting("ioredis", [tenantUser(0)]).ended;
  assertShared([report]);
  assert.ok(report.took > 2000 && report.took < 11_500, `it took ${report.took}`);
});

const clients = {
  "node-redis": () => redisStore(redis.client),
  ioredis: () => redisStore(ioredis),
  "a function": () => redisStore((command) => redis.client.sendCommand(command)),
  "Upstash's REST": () => upstashStore({ url: redis.rest, token: TOKEN }),
};
for (const [name, make] of Object.entries(clients)) {
  test(`${name}: keeps records and locks as every store does`, async () => {
    await keepsRecords(make());
    await locks(make());
  });
}

const client = (store, events = []) =>
  new DocusignAuth({
    clientId: ISV,
    userId: tenantUser(0),
    privateKey: pem(),
    environment: emulator.environment,
    retry: false,
    store,
    onEvent: (event) => events.push(event),
  });

test("a record ends with its token, and a prefix keeps applications apart", async () => {
  await client(redisStore(redis.client, { prefix: "mine:" })).getAccessToken();
  const [key] = await redis.client.sendCommand(["KEYS", "*"]);
  assert.match(key, /^mine:token:[\w-]{43}$/);
  const life = Number(await redis.client.sendCommand(["PTTL", key]));
  assert.ok(life > 3_590_000 && life <= 3_600_000, `${life}`);
  const ttls = await redis.client.sendCommand(["KEYS", "mine:lock:*"]);
  assert.equal(ttls.length, 0);
});

test("a record that somebody changed in Redis is replaced", async () => {
  const token = await client(redisStore(redis.client)).getAccessToken();
  const [key] = await redis.client.sendCommand(["KEYS", "*token*"]);
  await redis.client.sendCommand(["SET", key, "changed"]);
  const events = [];
  assert.notEqual(await client(redisStore(redis.client), events).getAccessToken(), token);
  assert.equal(events[0].reason, "malformed");
});

test("a value of another type under the name costs one exchange", async () => {
  await client(redisStore(redis.client)).getAccessToken();
  const [key] = await redis.client.sendCommand(["KEYS", "*token*"]);
  await redis.client.sendCommand(["DEL", key]);
  await redis.client.sendCommand(["LPUSH", key, "x"]);
  for (const store of [redisStore(ioredis), upstashStore({ url: redis.rest, token: TOKEN })]) {
    const events = [];
    const before = await count();
    assert.ok(await client(store, events).getAccessToken());
    assert.equal(await count(), before + 1);
    assert.deepEqual([events[0].operation, events[0].reason], ["get", "error"]);
    await redis.client.sendCommand(["DEL", key]);
    await redis.client.sendCommand(["LPUSH", key, "x"]);
  }
});

test("a REST server that refuses costs one exchange, and no event shows its token", async () => {
  const events = [];
  const url = redis.rest;
  assert.ok(await client(upstashStore({ url, token: "wrong-token" }), events).getAccessToken());
  assert.equal(await count(), 1);
  const failed = events.filter(({ type }) => type === "store_failed");
  assert.match(failed[0].error.message, /returned 401 for GET/);
  const told = events.map((event) => JSON.stringify(event) + event.error?.stack).join();
  assert.ok(!told.includes("wrong-token") && !told.includes(url));
});

test("what is no client is told at once", () => {
  for (const wrong of [undefined, null, {}, "redis://"]) {
    assert.throws(() => redisStore(wrong), { code: "option_missing", message: /redisStore/ });
  }
  assert.throws(() => upstashStore({ url: redis.rest }), { code: "option_missing", message: /token/ });
  assert.throws(() => upstashStore({ url: "", token: "x" }), { code: "option_missing", message: /url/ });
});

test("when Redis dies, everybody still gets a token", async () => {
  const own = await startRedis();
  const store = redisStore(own.client);
  await client(store).getAccessToken();
  await own.die();
  const begun = performance.now();
  const events = [];
  assert.ok(await client(store, events).getAccessToken());
  assert.ok(performance.now() - begun < 4000);
  assert.ok(events.some(({ type }) => type === "store_failed"));
  assert.equal(await count(), 2);
  await own.stop();
});
