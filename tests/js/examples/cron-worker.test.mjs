// The example cron-worker in workerd, its scheduled handler fired as the platform does.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { DocusignAuth } from "docusign-jwt";
import { CLIENT, ISV, pem, startEmulator, user } from "../../../runtimes/emulator.mjs";
import { startWorker } from "../../../runtimes/workerd.mjs";
import { settings } from "../harness/start_example.mjs";

const CRON = "*/15 * * * *";
const ENVELOPES = "/restapi/v2.1/accounts/{accountId}/envelopes";
let emulator;
let store;
let worker;
before(async () => {
  emulator = await startEmulator();
  store = await keyValueStore();
  const entry = new URL("../../../examples/cron-worker/src/index.js", import.meta.url).pathname;
  worker = await startWorker(entry, settings(emulator, CLIENT, user(2)), { kv: { DOCUMENTS: store.address } });
});
after(() => {
  worker.stop();
  store.close();
  emulator.stop();
});

/** A KV namespace as workerd reaches one: GET and PUT of a key, and a list. */
async function keyValueStore() {
  const values = new Map();
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://kv");
    const key = decodeURIComponent(pathname.slice(1));
    if (request.method === "PUT") {
      const parts = [];
      for await (const part of request) parts.push(part);
      values.set(key, Buffer.concat(parts));
      return response.end();
    }
    if (key === "") {
      const prefix = searchParams.get("prefix") ?? "";
      const keys = [...values.keys()].filter((name) => name.startsWith(prefix)).map((name) => ({ name }));
      return response.end(JSON.stringify({ keys, list_complete: true }));
    }
    if (!values.has(key)) return response.writeHead(404).end();
    response.end(values.get(key));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    values,
    address: `127.0.0.1:${server.address().port}`,
    close: () => server.close() && server.closeAllConnections(),
  };
}

/** Sends an envelope as a user, with somebody to sign it; `sign` makes that person do so. */
async function envelope(sender, text) {
  const environment = emulator.environment;
  const auth = new DocusignAuth({ clientId: ISV, userId: sender, privateKey: pem(), environment });
  const signer = { recipientId: "1", name: "Rob Remote", email: "rob@customer.example" };
  const documentBase64 = Buffer.from(text).toString("base64");
  const body = JSON.stringify({
    status: "sent",
    emailSubject: text,
    documents: [{ documentId: "1", name: "a.txt", fileExtension: "txt", documentBase64 }],
    recipients: { signers: [signer] },
  });
  const { envelopeId } = await (await auth.fetch(ENVELOPES, { method: "POST", body })).json();
  const letter = (await emulator.mail()).find((one) => one.envelopeId === envelopeId);
  return { name: `${envelopeId}.pdf`, sign: () => emulator.click(letter.url, { decision: "finish" }) };
}

test("without consent the run fails, and nothing is kept", async () => {
  assert.equal(await worker.fire(CRON), "exception");
  assert.deepEqual([...store.values.keys()], []);
  await emulator.consent(CLIENT, user(2));
  await emulator.passOver();
});

test("finished documents are collected, each once, and only those of the user", async () => {
  const [first, second, open] = [await envelope(user(2), "one"), await envelope(user(2), "two"), await envelope(user(2), "open")];
  const foreign = await envelope(user(1), "of another user");
  await first.sign();
  await foreign.sign();
  assert.equal(await worker.fire(CRON), "ok");
  assert.deepEqual([...store.values.keys()].sort(), [first.name, "since"].sort());
  const pdf = store.values.get(first.name).toString("latin1");
  assert.ok(pdf.startsWith("%PDF-") && pdf.includes("\none\n"), "the document is in it");
  await second.sign();
  assert.equal(await worker.fire(CRON), "ok");
  assert.deepEqual([...store.values.keys()].sort(), [first.name, second.name, "since"].sort());
  assert.equal(await worker.fire(CRON), "ok");
  const downloads = (await emulator.log()).filter(({ path }) => path.endsWith("/documents/combined"));
  assert.equal(downloads.length, 2, "nothing is downloaded twice");
  assert.ok(!store.values.has(open.name));
});

test("a run that failed in the middle is made up for by the next", async () => {
  const late = await envelope(user(2), "late");
  await late.sign();
  const before = store.values.get("since").toString();
  await emulator.faults({ path: "/restapi", status: 500 });
  // Four tries of a read take about two seconds.
  assert.equal(await worker.fire(CRON), "exception");
  assert.equal(store.values.get("since").toString(), before);
  await emulator.faults([]);
  assert.equal(await worker.fire(CRON), "ok");
  assert.ok(store.values.has(late.name));
});

test("one token was enough for all runs, of a user who is no administrator", async () => {
  const minted = (await emulator.exchanges()).filter(({ client, status }) => client === CLIENT && status === 200);
  assert.deepEqual(
    minted.map((one) => one.user),
    [user(2)],
  );
  const auth = new DocusignAuth({ clientId: CLIENT, userId: user(2), privateKey: pem(), environment: emulator.environment });
  await assert.rejects(auth.findUsers({ email: "ann@example.com" }), { error: "USER_NOT_ACCOUNT_ADMIN" });
});
