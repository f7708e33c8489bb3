// The native server, the npm package's server and its fetch answer the same requests with the same bytes, but for time and
// randomness.
import assert from "node:assert/strict";
import { request as httpRequest } from "node:http";
import { after, before, test } from "node:test";
import { createEmulator } from "docusign-emulator";
import { startEmulator } from "../../../runtimes/emulator.mjs";
import { plainer } from "./plainer.mjs";
import { TABLE } from "./requests.mjs";

let native;
let served;
const table = {};
before(async () => {
  native = await startEmulator();
  served = await createEmulator().listen();
  table.native = await run(native.origin, overHttp(native.origin));
  table.served = await run(served.origin, overHttp(served.origin));
  table.fetched = await run(native.origin, byFetch(createEmulator(), native.origin), NOT_FOR_FETCH);
});
after(async () => {
  native.stop();
  await served.close();
});

/** Headers of the connection, which a server adds and a fetch has not. */
const OF_THE_CONNECTION = ["connection", "keep-alive", "transfer-encoding"];

const overHttp = (origin) => (asked) =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const { path, method = "GET", headers = {}, body, host } = asked;
    const all = { ...headers, ...(host && { host }), ...(body !== undefined && { "content-length": Buffer.byteLength(body) }) };
    // A connection of its own: a server may close one that is kept, while the next request is written to it.
    const request = httpRequest({ hostname, port, path, method, headers: all, agent: false }, async (response) => {
      const pieces = [];
      for await (const piece of response) pieces.push(piece);
      const raw = response.rawHeaders;
      const pairs = Array.from({ length: raw.length / 2 }, (_, at) => [raw[2 * at].toLowerCase(), raw[2 * at + 1]]);
      resolve({ status: response.statusCode, pairs, bytes: Buffer.concat(pieces) });
    });
    request.on("error", reject);
    request.end(body);
  });

const byFetch = (emulator, origin) => async (asked) => {
  const { path, body, method = "GET", headers = {}, host } = asked;
  const at = host ? `https://${host}` : origin;
  const response = await emulator.fetch(at + path, { method, headers, body, redirect: "manual" });
  return { status: response.status, pairs: [...response.headers], bytes: Buffer.from(await response.arrayBuffer()) };
};

/** The Host of a fetch is that of its URL, and it reaches no other name. */
const NOT_FOR_FETCH = ["a name of elsewhere"];

/** Runs the table at a host of the emulator, as what is left of each response without time and randomness. */
async function run(origin, ask, without = []) {
  const known = { host: new URL(origin).host, at: Math.floor(Date.now() / 1000) };
  const plain = plainer(known.host);
  const answers = [];
  for (const [name, step, keep] of TABLE.filter(([name]) => !without.includes(name))) {
    const asked = typeof step === "function" ? step(known) : step;
    const { status, pairs, bytes } = await ask(asked);
    const text = bytes.toString("latin1");
    const isJson = text.startsWith("{");
    const response = { status, headers: Object.fromEntries(pairs), text, body: isJson ? JSON.parse(bytes.toString()) : undefined };
    if (keep) Object.assign(known, keep(response));
    // How long a duration is in figures depends on the machine; the length must be that of the body.
    const length = response.headers["content-length"];
    if (length !== undefined && asked.method !== "HEAD") assert.equal(Number(length), bytes.length, name);
    const headers = pairs
      .filter(([header]) => !OF_THE_CONNECTION.includes(header))
      .map(([header, value]) => `${header}: ${value === length && name === "the log" ? "<length>" : value}`);
    answers.push({ name, status, headers: headers.map(plain).sort(), body: plain(text) });
  }
  return answers;
}

/** Bodies are long: what differs is shown from where it begins. */
function same(answers, expected) {
  assert.equal(answers.length, expected.length);
  for (const [at, { name, status, headers, body }] of answers.entries()) {
    assert.deepEqual({ name, status, headers }, { name: expected[at].name, status: expected[at].status, headers: expected[at].headers });
    let from = 0;
    while (from < body.length && body[from] === expected[at].body[from]) from += 1;
    const around = (text) => text.slice(Math.max(0, from - 40), from + 80);
    assert.equal(around(body), around(expected[at].body), name);
  }
}

test("the npm package's server answers as the native one", () => same(table.served, table.native));

test("the npm package's fetch answers as the native server", () => {
  same(
    table.fetched,
    table.native.filter(({ name }) => !NOT_FOR_FETCH.includes(name)),
  );
});

test("the table is one of successes and of refusals", () => {
  const statuses = new Set(table.native.map(({ status }) => status));
  for (const status of [200, 201, 204, 302, 400, 401, 403, 404, 405, 413, 421, 422, 429, 500]) assert.ok(statuses.has(status), `${status}`);
});
