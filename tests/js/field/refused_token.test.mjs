// APIs that say 401, whatever the token: few tokens are minted, and the answer is the caller's.
import assert from "node:assert/strict";
import { test } from "node:test";
import { apart } from "./apart.mjs";
import { FakeDocusign, KeepingStore, MINUTE, PATH, SECRET, refusal, user } from "../harness/fake_docusign.mjs";

const unauthorized = () => new Response("no", { status: 401 });
const stream = () => ({ method: "POST", body: new Blob(["{}"]).stream() });

const requests = {
  "without a body": () => ({}),
  "with a body": () => ({ method: "POST", body: "{}" }),
  "with a stream": stream,
};

for (const [name, init] of Object.entries(requests)) {
  const sequence = async () => {
    const docusign = new FakeDocusign();
    docusign.api = unauthorized;
    const auth = docusign.client();
    await auth.getUserInfo();
    docusign.requests.length = 0;
    for (let call = 0; call < 100; call += 1) {
      const response = await auth.fetch(PATH, init());
      assert.equal(response.status, 401);
      assert.equal(await response.text(), "no", "the answer can be read");
    }
    assert.ok(docusign.exchanges.length <= 3, `${docusign.exchanges.length} exchanges`);
    assert.ok(docusign.requests.length <= 101, `${docusign.requests.length} requests`);
  };
  test(`100 calls ${name}, one after the other, that are all refused: at most 3 exchanges`, sequence);
  test(`100 calls ${name} that are all refused, in a Worker: at most 3 exchanges`, () => apart(sequence));
}

test("after a fresh token was refused too, none is minted for 30 seconds, and then one", async () => {
  const docusign = new FakeDocusign();
  docusign.api = unauthorized;
  const auth = docusign.client();
  await auth.fetch(PATH);
  assert.equal(docusign.exchanges.length, 2);
  docusign.now += 29_999;
  await auth.fetch(PATH);
  assert.equal(docusign.exchanges.length, 2);
  docusign.now += 1;
  await auth.fetch(PATH);
  await auth.fetch(PATH);
  assert.equal(docusign.exchanges.length, 3);
  assert.equal(await auth.getAccessToken(), `token.${user(1)}.3`);
});

test("20 calls at once, five times: at most 3 exchanges", async () => {
  const docusign = new FakeDocusign();
  docusign.api = async () => (await new Promise((resolve) => setTimeout(resolve, Math.random() * 5)), unauthorized());
  const auth = docusign.client();
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(Array.from({ length: 20 }, () => auth.fetch(PATH)));
  }
  assert.ok(docusign.exchanges.length <= 3, `${docusign.exchanges.length}`);
});

for (const init of [() => ({}), stream]) {
  test(`one API that refuses ${init === stream ? "streams" : "everything"} beside one that does not: at most 3 exchanges`, async () => {
    const docusign = new FakeDocusign();
    docusign.api = ({ path }) => (path.endsWith("/envelopes") ? unauthorized() : undefined);
    const auth = docusign.client();
    for (let call = 0; call < 30; call += 1) {
      assert.equal((await auth.fetch(PATH, init())).status, 401);
      assert.equal((await auth.fetch("/restapi/v2.1/accounts/{accountId}/users")).status, 200);
    }
    assert.ok(docusign.exchanges.length <= 3, `${docusign.exchanges.length}`);
  });
}

test("userinfo that is always refused, or fails by internal_server_error: at most 3 exchanges", async () => {
  const answers = [
    [() => new Response("{}", { status: 401 }), "token_rejected"],
    [() => refusal("internal_server_error", 500), "server_error"],
    [() => refusal("internal_server_error", 400), undefined],
  ];
  for (const [answer, code] of answers) {
    const docusign = new FakeDocusign();
    docusign.userInfo = answer;
    const auth = docusign.client();
    for (let call = 0; call < 50; call += 1) {
      const error = await auth.getUserInfo().catch((thrown) => thrown);
      assert.ok(error instanceof Error);
      if (code !== undefined) assert.equal(error.code, code);
    }
    assert.ok(docusign.exchanges.length <= 3, `${docusign.exchanges.length}`);
  }
});

test("a token that was revoked is replaced once, whoever is refused, and again when that one is revoked", async () => {
  const docusign = new FakeDocusign();
  let good = 2;
  docusign.api = ({ token }) => (Number(token.split(".")[2]) < good ? unauthorized() : undefined);
  const auth = docusign.client();
  await auth.getAccessToken();
  const all = await Promise.all(Array.from({ length: 20 }, () => auth.fetch(PATH)));
  assert.deepEqual([...new Set(all.map(({ status }) => status))], [200]);
  assert.equal(docusign.exchanges.length, 2);
  good = 3;
  assert.equal((await auth.fetch(PATH)).status, 200);
  assert.equal(docusign.exchanges.length, 3);
});

test("forceRefresh mints all the same, and one user's refusals are no other's", async () => {
  const docusign = new FakeDocusign();
  docusign.api = ({ user: who }) => (who === user(1) ? unauthorized() : undefined);
  const auth = docusign.client();
  await auth.fetch(PATH);
  await auth.fetch(PATH);
  const before = docusign.exchanges.length;
  await auth.getAccessToken({ forceRefresh: true });
  assert.equal(docusign.exchanges.length, before + 1);
  assert.equal((await auth.forUser(user(2)).fetch(PATH)).status, 200);
});

for (const [code, answer] of [
  ["server_error", () => new Response("", { status: 503 })],
  ["consent_required", () => refusal("consent_required")],
]) {
  for (const init of [() => ({}), stream]) {
    const scene = async () => {
      const docusign = new FakeDocusign();
      const auth = docusign.client({ waitUntil: init === stream ? () => {} : undefined });
      const stale = await auth.getAccessToken();
      await auth.getUserInfo();
      docusign.api = ({ token }) => (token === stale ? unauthorized() : undefined);
      docusign.token = answer;
      if (init === stream) assert.equal((await auth.fetch(PATH, init())).status, 401);
      else await assert.rejects(auth.fetch(PATH, init()), { code });
      docusign.requests.length = 0;
      for (const ask of [() => auth.getAccessToken(), () => auth.getToken(), () => auth.fetch(PATH), () => auth.fetch(PATH, stream())]) {
        await assert.rejects(ask(), { code });
      }
      assert.deepEqual(docusign.requests, [], "it goes nowhere any more");
      docusign.token = () => undefined;
      docusign.now += 1001;
      const next = await auth.getAccessToken();
      assert.notEqual(next, stale);
    };
    const kind = `${init === stream ? "a stream" : "a call"}, ${code}`;
    test(`a refused token is not served because its renewal failed (${kind})`, scene);
    test(`a refused token is not served because its renewal failed, in a Worker (${kind})`, () => apart(scene));
  }
}

test("many processes with a store that start while an API refuses everything: at most 3 exchanges", async () => {
  for (const lock of [true, false]) {
    const docusign = new FakeDocusign();
    docusign.api = unauthorized;
    const store = new KeepingStore();
    if (!lock) store.lock = undefined;
    for (let process = 0; process < 20; process += 1) {
      const auth = docusign.client({ store, storeSecret: SECRET });
      for (let call = 0; call < 3; call += 1) assert.equal((await auth.fetch(PATH)).status, 401);
      docusign.now += 1000;
    }
    assert.ok(docusign.exchanges.length <= 3, `${docusign.exchanges.length}`);
  }
});

test("a record that was minted after a refusal is replaced when it is refused later on", async () => {
  const docusign = new FakeDocusign();
  const store = new KeepingStore();
  let good = 2;
  docusign.api = ({ token }) => (Number(token.split(".")[2]) < good ? unauthorized() : undefined);
  const client = () => docusign.client({ store, storeSecret: SECRET });
  const [one, two] = [client(), client()];
  await two.getUserInfo();
  assert.equal((await one.fetch(PATH)).status, 200);
  assert.equal((await two.fetch(PATH)).status, 200);
  assert.equal(docusign.exchanges.length, 2);
  docusign.now += MINUTE;
  good = 3;
  assert.equal((await two.fetch(PATH)).status, 200);
  assert.equal((await one.fetch(PATH)).status, 200);
  assert.equal(docusign.exchanges.length, 3);
});
