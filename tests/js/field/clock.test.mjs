// A clock that is corrected: what it dated before is not believed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { apart } from "./apart.mjs";
import { FakeDocusign, HOUR, KeepingStore, MINUTE, PATH, SECRET, ownerOf, refusal, user } from "../harness/fake_docusign.mjs";

const corrections = {
  "at once": [10 * HOUR, 0],
  "an hour later": [10 * HOUR, HOUR],
  "nine hours later": [10 * HOUR, 9 * HOUR],
  "a day fast, and half a day later": [24 * HOUR, 12 * HOUR],
  "two minutes fast": [2 * MINUTE, 0],
};

for (const [name, [fast, later]] of Object.entries(corrections)) {
  test(`a token got with a clock that was fast is not served after the correction: ${name}`, async () => {
    const docusign = new FakeDocusign();
    const auth = docusign.client();
    docusign.now += fast;
    const token = await auth.getAccessToken();
    const other = auth.forUser(user(1));
    await other.getAccessToken();
    docusign.now += later - fast;
    const next = await auth.getAccessToken();
    assert.notEqual(next, token);
    assert.equal(await other.getAccessToken(), next, "a client that had it at hand, too");
    assert.equal(docusign.exchanges.length, 2);
    docusign.now += 40 * MINUTE;
    assert.equal(await auth.getAccessToken(), next, "from then on all is as usual");
  });
}

test("a clock that goes back by half an hour makes older tokens due, also those got before it was wrong", async () => {
  const docusign = new FakeDocusign();
  const auth = docusign.client();
  const token = await auth.getAccessToken();
  docusign.now += 40 * MINUTE;
  assert.equal(await auth.getAccessToken(), token);
  docusign.now -= 30 * MINUTE;
  assert.notEqual(await auth.getAccessToken(), token);
});

test("a small step back changes nothing", async () => {
  const docusign = new FakeDocusign();
  const auth = docusign.client();
  const token = await auth.getAccessToken();
  for (const step of [-1, -30_000, 20_000, -40_000]) {
    docusign.now += step;
    assert.equal(await auth.getAccessToken(), token);
  }
  assert.equal(docusign.exchanges.length, 1);
});

test("many small steps back are a large one", async () => {
  const docusign = new FakeDocusign();
  const auth = docusign.client();
  const token = await auth.getAccessToken();
  for (let step = 0; step < 3; step += 1) {
    docusign.now -= 25_000;
    await auth.getAccessToken();
  }
  assert.notEqual(await auth.getAccessToken(), token);
});

for (const waitUntil of [undefined, () => {}]) {
  const how = waitUntil ? "behind the answer" : "at once";
  test(`a renewal after the correction that fails serves no token that cannot be dated (renewed ${how})`, async () => {
    const docusign = new FakeDocusign();
    const auth = docusign.client({ waitUntil });
    docusign.now += 10 * HOUR;
    await auth.getAccessToken();
    docusign.now -= 9 * HOUR;
    docusign.token = () => new Response("", { status: 503 });
    await assert.rejects(auth.getAccessToken(), { code: "server_error" });
    docusign.now += 8.2 * HOUR;
    await assert.rejects(auth.getAccessToken(), { code: "server_error" });
    docusign.token = () => undefined;
    assert.ok(await auth.getAccessToken());
  });
}

test("with waitUntil, in a Worker, the mark of a renewal under way does not outlive the correction", () =>
  apart(async () => {
    const docusign = new FakeDocusign();
    const auth = docusign.client({ waitUntil: () => {}, timeout: 1000 });
    docusign.now += 10 * HOUR;
    await auth.getAccessToken();
    docusign.now += 55 * MINUTE;
    docusign.token = () => new Promise(() => {});
    await auth.getAccessToken();
    while (docusign.exchanges.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    docusign.token = () => undefined;
    assert.equal(await auth.getAccessToken(), `token.${user(1)}.1`, "one renews, the others are served");
    docusign.now -= 10 * HOUR;
    assert.equal(await auth.getAccessToken(), `token.${user(1)}.3`);
  }));

test("a clock that is corrected while an exchange is under way: the next call gets a token that can be dated", async () => {
  const docusign = new FakeDocusign();
  const store = new KeepingStore();
  const auth = docusign.client({ store, storeSecret: SECRET });
  docusign.now += 10 * HOUR;
  docusign.token = () => void (docusign.now -= 10 * HOUR);
  const first = await auth.getAccessToken();
  docusign.token = () => undefined;
  assert.equal(store.records.size, 0, "and no other process gets this one");
  const second = await auth.getAccessToken();
  assert.notEqual(second, first);
  docusign.now += 49 * MINUTE;
  assert.equal(await auth.getAccessToken(), second);
  assert.equal(docusign.exchanges.length, 2);
});

test("userinfo and looked-up users are asked for again", async () => {
  const docusign = new FakeDocusign();
  let found = user(7);
  docusign.api = () => Response.json({ users: [{ userId: found, email: "n@example.com", userStatus: "Active" }] });
  const auth = docusign.client();
  docusign.now += 10 * HOUR;
  await auth.getUserInfo();
  const options = { accountId: "acc00000-0000-4000-8000-000000000001" };
  assert.equal((await auth.forEmail("n@example.com", options)).userId, user(7));
  docusign.now -= 2 * HOUR;
  found = user(8);
  docusign.requests.length = 0;
  await auth.getUserInfo();
  assert.equal((await auth.forEmail("n@example.com", options)).userId, user(8));
  assert.ok(docusign.requests.some(({ path }) => path === "/oauth/userinfo"));
});

test("a record in a store that a fast clock dated is not used", async () => {
  const docusign = new FakeDocusign();
  const store = new KeepingStore();
  const options = { store, storeSecret: SECRET };
  docusign.now += 10 * HOUR;
  const early = docusign.client(options);
  const token = await early.getAccessToken();
  docusign.now -= 10 * HOUR;
  const next = await docusign.client(options).getAccessToken();
  assert.notEqual(next, token);
  assert.deepEqual(docusign.types().filter((type) => type === "store_rejected").length > 0, true);
  // The process that had it asks the store, and finds the new one.
  assert.equal(await early.getAccessToken(), next);
  assert.equal(docusign.exchanges.length, 2);
});

test("a token from a process whose clock is five minutes ahead is used", async () => {
  const docusign = new FakeDocusign();
  const store = new KeepingStore();
  const token = await docusign.client({ store, storeSecret: SECRET, now: () => docusign.now + 5 * MINUTE }).getAccessToken();
  const behind = docusign.client({ store, storeSecret: SECRET });
  assert.equal(await behind.getAccessToken(), token);
  docusign.now += 2 * MINUTE;
  assert.equal(await behind.getAccessToken(), token);
});

test("a clock that jumps far ahead and comes back costs two exchanges, and serves nothing that has ended", async () => {
  const docusign = new FakeDocusign();
  const auth = docusign.client();
  await auth.getAccessToken();
  docusign.now += 1000 * 24 * HOUR;
  const ahead = await auth.getAccessToken();
  docusign.now -= 1000 * 24 * HOUR;
  const back = await auth.getAccessToken();
  assert.notEqual(back, ahead);
  assert.equal(docusign.exchanges.length, 3);
  assert.equal(ownerOf(back), user(1));
});

test("a remembered refusal does not outlive the correction", async () => {
  const docusign = new FakeDocusign();
  docusign.now += HOUR;
  docusign.token = () => refusal("consent_required");
  const auth = docusign.client();
  await assert.rejects(auth.getAccessToken(), { code: "consent_required" });
  docusign.token = () => undefined;
  docusign.now -= HOUR;
  assert.ok(await auth.getAccessToken());
  docusign.token = () => refusal("consent_required");
  await assert.rejects(auth.getAccessToken({ forceRefresh: true }), { code: "consent_required" });
  docusign.token = () => undefined;
  // A step too small to be a correction.
  docusign.now += 1500;
  const other = docusign.client();
  docusign.token = () => refusal("consent_required");
  await assert.rejects(other.getAccessToken(), { code: "consent_required" });
  docusign.now -= 500;
  docusign.token = () => undefined;
  assert.ok(await other.getAccessToken());
});

test("calls go on after the correction", async () => {
  const docusign = new FakeDocusign();
  const auth = docusign.client();
  docusign.now += 10 * HOUR;
  await auth.fetch(PATH);
  docusign.now -= 10 * HOUR;
  assert.equal((await auth.fetch(PATH)).status, 200);
  assert.equal(docusign.exchanges.length, 2);
});
