// The broker, with several names in one Durable Object: each name has its own flight, record and alarm.
import assert from "node:assert/strict";
import { test } from "node:test";
import { durableObjectStore, tokenBroker } from "docusign-jwt/stores/durable-object";
import { FakeDocusign, KeepingStore, MINUTE, PATH, SECRET, ownerOf, refusal, user } from "../harness/fake_docusign.mjs";

/** The storage of an object, with its alarm; `wake` does what the platform does when it is time. */
class Storage {
  records = new Map();
  alarm = null;
  get = async (key) => structuredClone(this.records.get(key));
  put = async (key, value) => void this.records.set(key, structuredClone(value));
  delete = async (key) => this.records.delete(key);
  list = async ({ prefix }) => new Map([...this.records].filter(([key]) => key.startsWith(prefix)).sort());
  deleteAll = async () => this.records.clear();
  getAlarm = async () => this.alarm;
  setAlarm = async (time) => void (this.alarm = time);
  names = (kind) => [...this.records.keys()].filter((key) => key.startsWith(kind)).length;
}

/** A namespace that sends every name to one object. */
function oneObject(docusign, more = {}) {
  const storage = new Storage();
  const Broker = tokenBroker(() => ({ ...docusign.settings, ...more }));
  let object;
  const start = () => (object = new Broker({ storage }, {}));
  start();
  const namespace = {
    idFromName: () => "the only one",
    get: () => ({ fetch: (url, { signal, ...init }) => object.fetch(new Request(url, init)) }),
  };
  const wake = async () => {
    storage.alarm = null;
    await object.alarm();
  };
  return { storage, namespace, wake, evict: start };
}

class Docusign extends FakeDocusign {
  get settings() {
    const { clientId, userId } = this.client({ store: undefined }).toJSON();
    return {
      clientId,
      userId,
      environment: "demo",
      signer: { sign: () => new Uint8Array(256) },
      storeSecret: SECRET,
      retry: false,
      fetch: this.fetch,
      now: () => this.now,
    };
  }
}

const brokered = (docusign, namespace, more) => docusign.client({ store: durableObjectStore(namespace), storeSecret: SECRET, ...more });
const users = Array.from({ length: 20 }, (_, at) => user(at + 1));
const told = (docusign) => docusign.types().filter((type) => type !== "store_hit" && type !== "cache_hit");

test("many users at once in one object: each has their own token, after one exchange each", async () => {
  const docusign = new Docusign();
  docusign.token = () => new Promise((resolve) => setTimeout(resolve, 20));
  const { namespace } = oneObject(docusign);
  const auth = brokered(docusign, namespace);
  const callers = Array.from({ length: 100 }, (_, at) => users[at % 20]);
  const tokens = await Promise.all(callers.map((who) => brokered(docusign, namespace).forUser(who).getAccessToken()));
  assert.deepEqual(tokens.map(ownerOf), callers);
  assert.deepEqual([...docusign.exchanges].sort(), users);
  assert.deepEqual(told(docusign), [], "no client had to help itself");
  for (const who of users) assert.equal(ownerOf(await auth.forUser(who).getAccessToken()), who);
});

test("users, an application, and scopes are all told apart", async () => {
  const docusign = new Docusign();
  docusign.token = () => new Promise((resolve) => setTimeout(resolve, 20));
  const { namespace } = oneObject(docusign);
  const auth = brokered(docusign, namespace);
  const clients = [auth, auth.forUser(user(2)), auth.forUser(user(1), { scopes: ["signature", "extended"] })];
  const tokens = await Promise.all(clients.map((client) => client.getAccessToken()));
  assert.deepEqual(tokens.map(ownerOf), [user(1), user(2), user(1)]);
  assert.equal(new Set(tokens).size, 3);
  assert.deepEqual(told(docusign), []);
});

test("a refusal is for the user whom it is for", async () => {
  const docusign = new Docusign();
  docusign.token = async ({ user: who }) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return who === user(1) ? refusal("consent_required") : undefined;
  };
  const { namespace } = oneObject(docusign);
  const auth = brokered(docusign, namespace);
  const [one, two] = await Promise.allSettled([auth.getAccessToken(), auth.forUser(user(2)).getAccessToken()]);
  assert.deepEqual([one.reason.code, one.reason.userId], ["consent_required", user(1)]);
  assert.equal(ownerOf(two.value), user(2));
});

test("an alarm renews every name that was asked for, each at its time, and forgets the rest", async () => {
  const docusign = new Docusign();
  const { namespace, storage, wake } = oneObject(docusign);
  const real = Date.now();
  const ask = (who) => brokered(docusign, namespace).forUser(who).getAccessToken();
  const begun = docusign.now;
  // Three tokens, ten minutes after one another; the first and the last are asked for again.
  for (const who of [user(1), user(2), user(3)]) {
    await ask(who);
    docusign.now += 10 * MINUTE;
  }
  await ask(user(1));
  await ask(user(3));
  assert.deepEqual([storage.names("token "), storage.names("upkeep ")], [3, 3]);
  const minutes = (time) => Math.round((time - real) / MINUTE);
  assert.equal(minutes(storage.alarm), 50, "the alarm is for the first of the three");
  docusign.now = begun + 50 * MINUTE;
  await wake();
  assert.deepEqual(docusign.exchanges, [user(1), user(2), user(3), user(1)]);
  assert.equal(minutes(storage.alarm), 10, "and then for the second");
  docusign.now = begun + 60 * MINUTE;
  await wake();
  assert.equal(docusign.exchanges.length, 4, "for whom nobody asked since");
  docusign.now = begun + 70 * MINUTE;
  await wake();
  assert.deepEqual(docusign.exchanges.slice(4), [user(3)]);
  assert.deepEqual([storage.names("token "), storage.names("upkeep ")], [2, 2]);
  docusign.now = begun + 300 * MINUTE;
  await wake();
  assert.equal(storage.records.size, 0);
});

test("an alarm whose exchange fails for one name goes on with the others", async () => {
  const docusign = new Docusign();
  const { namespace, wake } = oneObject(docusign);
  const ask = (who) => brokered(docusign, namespace).forUser(who).getAccessToken();
  for (const who of [user(1), user(2)]) await ask(who), await ask(who);
  docusign.token = ({ user: who }) => (who === user(1) ? refusal("consent_required") : undefined);
  docusign.now += 51 * MINUTE;
  await wake();
  assert.deepEqual(docusign.exchanges.slice(2).sort(), [user(1), user(2)]);
  assert.equal(await ask(user(2)), `token.${user(2)}.${docusign.exchanges.lastIndexOf(user(2)) + 1}`);
});

test("an object that was evicted has every name's token from its storage", async () => {
  const docusign = new Docusign();
  const { namespace, evict } = oneObject(docusign);
  const all = () => Promise.all(users.map((who) => brokered(docusign, namespace).forUser(who).getAccessToken()));
  const before = await all();
  evict();
  assert.deepEqual(await all(), before);
  assert.equal(docusign.exchanges.length, 20);
});

/** A broker between the client and the right one, which does as it likes. */
const between = (store, change) => ({ mint: (name, options) => change(name, options, store) });

const liars = {
  "answers for another name": (names) => async (name, options, store) => {
    const other = [...names.keys()].find((known) => known !== name) ?? name;
    return store.mint(other, names.get(other) ?? options);
  },
  "answers what it answered before": (names, answers) => async (name, options, store) => {
    answers.push(await store.mint(name, options));
    return answers[0];
  },
  "answers another's request under this name": (names) => async (name, options, store) => {
    const [, other] = [...names].find(([known]) => known !== name) ?? [name, options];
    return store.mint(name, other).catch(() => "nothing");
  },
};

for (const [name, make] of Object.entries(liars)) {
  test(`a broker that ${name}: each user has their own token, by an exchange of their own`, async () => {
    const docusign = new Docusign();
    const { namespace } = oneObject(docusign);
    const names = new Map();
    const lie = make(names, []);
    const store = between(durableObjectStore(namespace), (of, { signal, ...options }, right) => {
      names.set(of, options);
      return lie(of, options, right);
    });
    const auth = docusign.client({ store, storeSecret: SECRET });
    for (const who of [user(1), user(2), user(3)]) {
      assert.equal(ownerOf(await auth.forUser(who).getAccessToken()), who);
      assert.equal(ownerOf(await auth.forUser(who).getAccessToken({ forceRefresh: true })), who);
    }
  });
}

test("a store that swaps the records of users, or of names: each has their own token", async () => {
  const docusign = new Docusign();
  const store = new KeepingStore();
  const ask = (who) => docusign.client({ store, storeSecret: SECRET }).forUser(who).getAccessToken();
  for (const who of users.slice(0, 4)) await ask(who);
  const [names, records] = [[...store.records.keys()], [...store.records.values()]];
  names.forEach((name, at) => store.records.set(name, records[(at + 1) % 4]));
  for (const who of users.slice(0, 4)) assert.equal(ownerOf(await ask(who)), who);
  assert.equal(docusign.types().filter((type) => type === "store_rejected").length >= 4, true);
});

test("an API that refuses everything, and processes that start all the time: at most 3 exchanges", async () => {
  const docusign = new Docusign();
  docusign.api = () => new Response("", { status: 401 });
  const { namespace } = oneObject(docusign);
  for (let process = 0; process < 20; process += 1) {
    const auth = brokered(docusign, namespace);
    for (let call = 0; call < 3; call += 1) assert.equal((await auth.fetch(PATH)).status, 401);
    docusign.now += 1000;
  }
  assert.ok(docusign.exchanges.length <= 3, `${docusign.exchanges.length}`);
  assert.deepEqual(told(docusign), []);
});

test("a token that was revoked is replaced once for all processes", async () => {
  const docusign = new Docusign();
  docusign.api = ({ token }) => (token.endsWith(".1") ? new Response("", { status: 401 }) : undefined);
  const { namespace } = oneObject(docusign);
  const clients = Array.from({ length: 10 }, () => brokered(docusign, namespace));
  for (const auth of clients) await auth.getUserInfo();
  const answers = await Promise.all(clients.map((auth) => auth.fetch(PATH)));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
  assert.equal(docusign.exchanges.length, 2);
});

test("a token that was refused and could not be replaced is not served by the object that comes after", async () => {
  const docusign = new Docusign();
  const { namespace, evict } = oneObject(docusign);
  const auth = brokered(docusign, namespace);
  await auth.fetch(PATH);
  docusign.api = () => new Response("", { status: 401 });
  docusign.token = () => refusal("consent_required");
  await assert.rejects(auth.fetch(PATH), { code: "consent_required" });
  evict();
  await assert.rejects(brokered(docusign, namespace).getAccessToken(), { code: "consent_required" });
  evict();
  docusign.token = () => undefined;
  assert.equal(await brokered(docusign, namespace).getAccessToken(), `token.${user(1)}.${docusign.exchanges.length}`);
});

test("a broker whose clock was fast gets a new token after the correction", async () => {
  const docusign = new Docusign();
  const { namespace } = oneObject(docusign);
  const ask = () => brokered(docusign, namespace).getAccessToken();
  docusign.now += 600 * MINUTE;
  const token = await ask();
  docusign.now -= 540 * MINUTE;
  const next = await ask();
  assert.notEqual(next, token);
  assert.equal(await ask(), next);
  assert.equal(docusign.exchanges.length, 2);
});
