// HTTP clients that people know, with auth.fetch as their fetch: the whole request arrives, with the token.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DocusignAuth } from "docusign-jwt";
import ky from "ky";
import createClient from "openapi-fetch";
import { ISV, pem, user } from "../../../runtimes/emulator.mjs";
import { emulatorHere } from "../../../runtimes/emulator_in_process.mjs";

const emulator = emulatorHere();
const auth = new DocusignAuth({ clientId: ISV, userId: user(2), privateKey: pem(), ...emulator.connection });

const envelope = { status: "created", emailSubject: "Please sign" };
const apiUrl = async () => `${(await auth.getAccount()).basePath}/v2.1/accounts/${(await auth.getAccount()).accountId}`;

test("openapi-fetch", async () => {
  const { fetch } = auth;
  const api = createClient({ baseUrl: await apiUrl(), fetch });
  const { data, response } = await api.GET("/envelopes", { params: { query: { from_date: "2026-01-01" } } });
  assert.equal(response.status, 200);
  assert.ok("resultSetSize" in data);
  const created = await api.POST("/envelopes", { body: envelope });
  assert.equal(created.response.status, 201);
  assert.match(created.data.envelopeId, /^[0-9a-f-]{36}$/);
  await emulator.revokeTokens();
  const again = await api.POST("/envelopes", { body: envelope });
  assert.equal(again.response.status, 201, "a body of JSON is sent once more with a fresh token");
});

test("ky", async () => {
  const api = ky.create({ prefix: await apiUrl(), fetch: auth.fetch, retry: 0 });
  assert.ok("resultSetSize" in (await api.get("envelopes", { searchParams: { from_date: "2026-01-01" } }).json()));
  const { envelopeId } = await api.post("envelopes", { json: envelope }).json();
  const found = await api.get(`envelopes/${envelopeId}`).json();
  assert.equal(found.status, "created");
  const controller = new AbortController();
  controller.abort(new Error("the user left"));
  await assert.rejects(api.get("envelopes", { signal: controller.signal }).json(), /the user left|abort/i);
});

test("a Request, and an init that replaces its fields", async () => {
  const url = `${await apiUrl()}/envelopes`;
  const request = () =>
    new Request(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(envelope) });
  assert.equal((await auth.fetch(request())).status, 201);
  const other = await auth.fetch(request(), { body: JSON.stringify({ ...envelope, emailSubject: "Another" }) });
  const { envelopeId } = await other.json();
  assert.equal((await (await auth.fetch(`${url}/${envelopeId}`)).json()).emailSubject, "Another");
  const used = request();
  await used.text();
  const error = await auth.fetch(used).catch((thrown) => thrown);
  assert.equal(error.code, "option_invalid");
  assert.match(error.message, /was already used.*request\.clone\(\)/);
  const elsewhere = await auth.fetch(new Request("https://attacker.example/x")).catch((thrown) => thrown);
  assert.equal(elsewhere.code, "url_not_allowed");
  const stream = new Request(url, {
    method: "POST",
    duplex: "half",
    headers: { "content-type": "application/octet-stream" },
    body: new Blob(["x"]).stream(),
  });
  await emulator.revokeTokens();
  assert.equal((await auth.fetch(stream)).status, 401, "a stream is sent once");
});

test("json", async () => {
  const path = "/restapi/v2.1/accounts/{accountId}/envelopes";
  const sent = [];
  const watching = (url, init) => (sent.push(init), emulator.fetch(url, init));
  const client = new DocusignAuth({
    clientId: ISV,
    userId: user(2),
    privateKey: pem(),
    ...emulator.connection,
    fetch: watching,
  });
  assert.equal((await client.fetch(path, { method: "POST", json: envelope })).status, 201);
  assert.equal(sent.at(-1).headers.get("content-type"), "application/json");
  assert.deepEqual(JSON.parse(sent.at(-1).body), envelope);
  await client.fetch(path, { method: "POST", json: envelope, headers: { "Content-Type": "application/vnd.x+json" } });
  assert.equal(sent.at(-1).headers.get("content-type"), "application/vnd.x+json");
  const count = sent.length;
  const cycle = {};
  cycle.self = cycle;
  for (const [init, expression] of [
    [{ method: "POST", json: envelope, body: "x" }, /json and body cannot be combined/],
    [{ method: "POST", json: cycle }, /option json cannot be read/],
    [{ method: "POST", json: 1n }, /option json cannot be read/],
    [{ method: "POST", json: () => 1 }, /option json is a function/],
    [{ json: envelope }, /Set method: "POST"/],
  ]) {
    const error = await client.fetch(path, init).catch((thrown) => thrown);
    assert.equal(error.code, "option_invalid");
    assert.match(error.message, expression);
  }
  assert.equal(sent.length, count, "nothing was sent");
});
