// Options about stores that would show a token, or let it be guessed, are refused at once.
import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { denoKvStore } from "docusign-jwt/stores/deno-kv";
import { upstashStore } from "docusign-jwt/stores/upstash";
import { FakeDocusign, KeepingStore } from "../harness/fake_docusign.mjs";

const TOKEN = "AX9zAAIncDE0ZjY5";
const upstash = (url, more) => () => upstashStore({ url, token: TOKEN, ...more });
const hidden = (error, ...texts) => {
  for (const text of [TOKEN, ...texts]) assert.ok(!`${error.message} ${error.stack}`.includes(text), error.message);
  return true;
};

test("addresses of Upstash that are taken", () => {
  const addresses = [
    "https://eu1-x-1.upstash.io",
    "https://eu1.upstash.io/",
    " https://eu1.upstash.io\n",
    "http://localhost:8079",
    "http://127.0.0.1:8079",
    "http://127.9.9.9",
    "http://[::1]:8079/",
    "HTTPS://EU1.UPSTASH.IO",
    "http://LOCALHOST",
  ];
  for (const url of addresses) assert.ok(upstash(url)().get, url);
});

const refused = {
  "http to another machine": ["http://eu1-x-1.upstash.io", /http:\/\/ to another machine/],
  "http to a private address": ["http://10.0.0.7:8079", /another machine/],
  "http to every address": ["http://0.0.0.0:8079", /another machine/],
  "http to a name that begins like loopback": ["http://localhost.example.com", /another machine/],
  "http to a name like an address": ["http://127.0.0.1.example.com", /another machine/],
  "http to another IPv6 address": ["http://[2001:db8::1]", /another machine/],
  "credentials in it": ["https://default:hunter2hunter2@eu1.upstash.io", /user name or a password/],
  "a token as its query": ["https://eu1.upstash.io/?_token=hunter2hunter2", /query/],
  "the address for Redis clients": ["rediss://default:hunter2hunter2@eu1.upstash.io:6379", /Redis clients/],
  "another scheme": ["ftp://eu1.upstash.io", /https:\/\//],
  "a file": ["file:///etc/passwd", /https:\/\//],
  "no scheme": ["eu1-x-1.upstash.io", /not a URL/],
  "the token in its place": ["AYQgACQgNzE2hunter2hunter2", /not a URL/],
};

for (const [name, [url, message]] of Object.entries(refused)) {
  test(`an address of Upstash with ${name} is refused`, () => {
    assert.throws(upstash(url), (error) => {
      assert.equal(error.code, "option_invalid");
      assert.match(error.message, message);
      assert.match(error.message, /UPSTASH_REDIS_REST_URL/);
      return hidden(error, "hunter2hunter2");
    });
  });
}

test("options of Upstash that are missing or no text", () => {
  for (const options of [undefined, {}, { url: "" }, { url: null }, { url: undefined, token: TOKEN }]) {
    assert.throws(() => upstashStore(options), { code: "option_missing", message: /url/ });
  }
  assert.throws(upstash("https://eu1.upstash.io", { token: "" }), { code: "option_missing", message: /token/ });
  assert.throws(upstash(7), { code: "option_invalid", message: /url/ });
  for (const token of [`${TOKEN} ${TOKEN}`, `${TOKEN}\n${TOKEN}`, `${TOKEN}é`]) {
    assert.throws(upstash("https://eu1.upstash.io", { token }), (error) => {
      assert.equal(error.code, "option_invalid");
      return hidden(error);
    });
  }
  assert.ok(upstash("https://eu1.upstash.io", { token: `${TOKEN}\n` })().get, "the end of a line is no part of it");
});

const client = (storeSecret) => () => new FakeDocusign().client({ store: new KeepingStore(), storeSecret });
const bytes = (at) => Uint8Array.from({ length: 32 }, (_, index) => at(index));

const guessable = {
  "one letter": "a".repeat(32),
  "two letters": "ab".repeat(16),
  "a short pattern": "s3cret".repeat(6),
  "a longer pattern": "x7!kQ".repeat(8),
  "counting digits": "0123456789012345",
  "counting hex": "0123456789abcdef0123456789abcdef",
  "counting bytes in hex": "000102030405060708090a0b0c0d0e0f",
  "the alphabet": "abcdefghijklmnopqrstuvwxyz",
  "the alphabet backwards": "zyxwvutsrqponmlkjihgfedcba",
  "a row of the keyboard": "qwertyuiopasdfghjklzxcvbnm",
  password: "passwordpassword",
  "password, written cleverly": "P@ssw0rd!P@ssw0rd!",
  "password with digits": "password1234567890",
  "a word and a year": "supersecretkey2026",
  "what a template says": "change-me-please-change-me",
  "words of this place": "docusign-jwt-store-secret",
  "an empty GUID": "00000000-0000-0000-0000-000000000000",
  "a date": "2026-11-26-2026-11-26",
  "base64 of zeros": Buffer.alloc(32).toString("base64"),
  "base64 of words": Buffer.from("password password password").toString("base64"),
  "hex of 8 bytes": "9f86d081884c7d65",
  digits: "8362047915530284",
  "zero bytes": new Uint8Array(32),
  "bytes of 255": bytes(() => 255),
  "bytes that count": bytes((at) => at),
  "bytes that count down": bytes((at) => 200 - at),
  "bytes that count by seven": bytes((at) => at * 7),
  "two bytes": bytes((at) => (at % 2) * 255),
  "bytes of a word": new TextEncoder().encode("changemechangeme"),
};

for (const [name, secret] of Object.entries(guessable)) {
  test(`a storeSecret of ${name} is refused`, () => {
    assert.throws(client(secret), (error) => {
      assert.equal(error.code, "option_invalid");
      assert.match(error.message, /storeSecret is easy to guess.*openssl rand -base64 32/);
      if (typeof secret === "string") assert.ok(!error.message.includes(secret));
      return true;
    });
    assert.throws(client([randomBytes(32), secret]), { code: "option_invalid" }, "also as one of several");
  });
}

test("random secrets of 16 bytes and more are taken, in every form", () => {
  const forms = [
    (random) => random,
    (random) => new Uint8Array(random),
    (random) => random.toString("hex"),
    (random) => random.toString("hex").toUpperCase(),
    (random) => random.toString("base64"),
    (random) => random.toString("base64url"),
    () => randomUUID(),
    () => randomUUID().toUpperCase(),
    (random) => `  ${random.toString("base64")}\n`,
  ];
  for (const size of [16, 24, 32, 64]) {
    for (const form of forms) for (let run = 0; run < 25; run += 1) assert.ok(client(form(randomBytes(size)))());
  }
  assert.ok(client("a secret of the tests, 32 bytes.")(), "a sentence counts as its letters");
});

test("a short storeSecret says how long it is, and how to make a good one", () => {
  for (const secret of ["x7!kQ2", "9f86d081884c7d6", randomBytes(15), new Uint8Array(0)]) {
    assert.throws(client(secret), { code: "option_invalid", message: new RegExp(`${secret.length} bytes.*openssl rand`) });
  }
});

test("a storeSecret of another realm is what it is", async () => {
  const secret = randomBytes(32);
  const foreign = runInNewContext("(list) => Uint8Array.from(list)")([...secret]);
  assert.ok(!(foreign instanceof Uint8Array));
  const docusign = new FakeDocusign();
  const store = new KeepingStore();
  const token = await docusign.client({ store, storeSecret: secret }).getAccessToken();
  assert.equal(await docusign.client({ store, storeSecret: foreign }).getAccessToken(), token);
  const part = runInNewContext("(list) => Uint8Array.from([9, 9, ...list, 9]).subarray(2, -1)")([...secret]);
  assert.equal(await docusign.client({ store, storeSecret: part }).getAccessToken(), token);
  assert.equal(docusign.exchanges.length, 1);
  for (const odd of [7, {}, { length: 32 }, [7], Symbol("s"), () => secret, { byteLength: 32, buffer: secret.buffer }]) {
    assert.throws(client(odd), { code: "option_invalid" });
  }
});

/** A Deno KV with one entry. */
function denoKv(value) {
  const get = async () => ({ value });
  const set = (_, lock) => ({ commit: async () => ((value = lock), { ok: true }) });
  return { get, atomic: () => ({ check: () => ({ set }) }) };
}

test("a lock in Deno KV that a fast clock dated does not outlive the correction", async () => {
  const lifetime = 10_000;
  for (const [left, free] of [
    [5000, false],
    [lifetime + 30_000, false],
    [-1, true],
    [36_000_000, true],
    [1e15, true],
  ]) {
    const kv = denoKv({ owner: "another", lifetime, until: Date.now() + left });
    const lock = await denoKvStore(kv).lock("name", { lifetime });
    assert.equal(typeof lock === "function", free, `${left}`);
  }
});
