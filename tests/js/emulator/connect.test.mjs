// Connect: messages about envelopes, signed, to those who asked for them.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { accountIds, createEmulator, userIds } from "docusign-emulator";
import { DocusignAuth } from "docusign-jwt";
import { ISV, account, pem, startEmulator, user } from "../../../runtimes/emulator.mjs";

const KEYS = ["dGhlIGZpcnN0IGtleQ==", "the second key"];

const accounts = (connect) => [{ id: accountIds.example, name: "Example Ltd", connect, connectKeys: KEYS }];
const people = { users: [{ id: userIds.ann, name: "Ann Admin", email: "ann@example.com" }] };

const definition = (more = {}, signers = [{ recipientId: 1, name: "Rita", email: "rita@example.org" }]) => ({
  status: "sent",
  emailSubject: "Please sign",
  documents: [{ documentId: 1, name: "a.txt", documentBase64: Buffer.from("to sign").toString("base64") }],
  recipients: { signers },
  ...more,
});
const notification = (url, more = {}) => ({
  url,
  deliveryMode: "SIM",
  events: ["envelope-sent", "envelope-completed"],
  eventData: { version: "restv2.1", format: "json", includeData: ["recipients", "documents"] },
  includeHMAC: "true",
  ...more,
});

async function send(auth, body) {
  const answer = await auth.fetch("/restapi/v2.1/accounts/{accountId}/envelopes", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: answer.status, ...(await answer.json()) };
}

/** Opens the link of an e-mail and clicks, as a person. */
async function sign(fetch, url, decision = "finish") {
  const page = await (await fetch(url)).text();
  const [, session] = /name="session" value="([^"]*)"/.exec(page);
  const body = new URLSearchParams({ session, decision, reason: "no" });
  const answer = await fetch(new URL("/Signing/Done", url), { method: "POST", body });
  assert.equal(answer.status, 200);
}

const signature = (key, body) => createHmac("sha256", key).update(body).digest("base64");

test("an envelope tells its life, to a handler in the same process", async () => {
  const got = [];
  const webhook = async (request) => {
    got.push({ headers: Object.fromEntries(request.headers), url: request.url, body: await request.text() });
    return new Response(null, { status: got.length === 1 ? 500 : 200 });
  };
  const docusign = createEmulator({ ...people, accounts: accounts([{ url: "https://app.example/hook", configurationId: 7 }]), webhook });
  const auth = new DocusignAuth({ ...docusign.credentials(), fetch: docusign.fetch });
  const { envelopeId } = await send(auth, definition());
  await sign(docusign.fetch, docusign.mail[0].url);
  await docusign.delivered();
  const messages = got.map(({ body }) => JSON.parse(body));
  assert.deepEqual(
    messages.map(({ event, data }) => [event, data.recipientId]),
    [
      ["envelope-sent", undefined],
      ["recipient-sent", "1"],
      ["recipient-delivered", "1"],
      ["envelope-delivered", undefined],
      ["recipient-completed", "1"],
      ["envelope-completed", undefined],
    ],
  );
  for (const [at, { url, headers, body }] of got.entries()) {
    assert.equal(url, "https://app.example/hook");
    assert.equal(headers["x-authorization-digest"], "HMACSHA256");
    for (const [number, key] of KEYS.entries()) assert.equal(headers[`x-docusign-signature-${number + 1}`], signature(key, body));
    const { data, generatedDateTime, ...rest } = messages[at];
    assert.deepEqual(data, {
      accountId: accountIds.example,
      userId: userIds.ann,
      envelopeId,
      ...(data.recipientId && { recipientId: "1" }),
    });
    assert.match(generatedDateTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
    const uri = `/restapi/v2.1/accounts/${accountIds.example}/envelopes/${envelopeId}`;
    assert.deepEqual(rest, { event: rest.event, apiVersion: "v2.1", uri, retryCount: 0, configurationId: 7 });
  }
  assert.deepEqual(
    docusign.webhooks.map(({ status }) => status),
    [500, 200, 200, 200, 200, 200],
  );
  docusign.reset();
  assert.deepEqual(docusign.webhooks, []);
});

test("an envelope asks for its own messages, with what is in it", async () => {
  const got = [];
  const webhook = async (request) => {
    got.push(await request.json());
    return { status: 200 };
  };
  const docusign = createEmulator({ ...people, accounts: accounts([]), webhook });
  const auth = new DocusignAuth({ ...docusign.credentials(), fetch: docusign.fetch });
  const made = await send(auth, definition({ eventNotification: notification("https://app.example/one") }));
  await send(auth, definition());
  await docusign.delivered();
  assert.deepEqual(
    got.map(({ event }) => event),
    ["envelope-sent"],
    "only what was asked for, of this envelope alone",
  );
  const { envelopeSummary } = got[0].data;
  assert.deepEqual([envelopeSummary.envelopeId, envelopeSummary.status], [made.envelopeId, "sent"]);
  assert.equal(envelopeSummary.recipients.signers[0].email, "rita@example.org");
  assert.equal(Buffer.from(envelopeSummary.envelopeDocuments[0].PDFBytes, "base64").toString(), "to sign");
  await sign(docusign.fetch, docusign.mail[0].url, "decline");
  await docusign.delivered();
  assert.equal(got.length, 1, "a decline was not asked for");
});

test("without keys or the wish nothing is signed; a draft tells that it was made", async () => {
  const docusign = createEmulator({
    ...people,
    accounts: accounts([
      { url: "https://a.example/", includeHMAC: false, events: ["envelope-created", "envelope-declined", "recipient-declined"] },
    ]),
    webhook: () => ({ status: 200 }),
  });
  const auth = new DocusignAuth({ ...docusign.credentials(), fetch: docusign.fetch });
  await send(auth, definition({ status: "created" }));
  await send(auth, definition());
  await sign(docusign.fetch, docusign.mail[0].url, "decline");
  assert.deepEqual(
    docusign.webhooks.map(({ event }) => event),
    ["envelope-created", "recipient-declined", "envelope-declined"],
  );
  assert.ok(docusign.webhooks.every(({ headers }) => !("x-docusign-signature-1" in headers)));
});

test("what cannot be told is refused, and what fails is said", async () => {
  const webhook = () => {
    throw new Error("the application is down");
  };
  const docusign = createEmulator({ ...people, accounts: accounts([{ url: "https://a.example/" }]), webhook });
  const auth = new DocusignAuth({ ...docusign.credentials(), fetch: docusign.fetch });
  for (const eventNotification of [
    notification("http://app.example/"),
    notification("ftp://a"),
    notification("https://a.example/", { deliveryMode: "aggregate" }),
    notification("https://a.example/", { eventData: undefined }),
    notification("https://a.example/", { events: [] }),
  ]) {
    const refused = await send(auth, definition({ eventNotification }));
    assert.deepEqual([refused.status, refused.errorCode], [400, "INVALID_REQUEST_PARAMETER"]);
  }
  await send(auth, definition());
  await docusign.delivered();
  assert.deepEqual([docusign.webhooks[0].status, docusign.webhooks[0].error], [null, "the application is down"]);
  const alone = createEmulator({ ...people, accounts: accounts([{ url: "https://a.example/" }]) });
  await send(new DocusignAuth({ ...alone.credentials(), fetch: alone.fetch }), definition());
  await alone.delivered();
  assert.match(alone.webhooks[0].error, /posts to this machine only.*webhook/);
});

const DAY = 24 * 60 * 60 * 1000;

/** An emulator whose application answers with the statuses that `answer` says, and what the application got. */
function withListener(answer, more = {}) {
  const got = [];
  let count = 0;
  const webhook = async (request) => {
    count += 1;
    const body = await request.text();
    const { event, retryCount } = JSON.parse(body);
    got.push([event, retryCount]);
    const keys = KEYS.map((_, at) => request.headers.get(`x-docusign-signature-${at + 1}`));
    assert.deepEqual(
      keys,
      KEYS.map((key) => signature(key, body)),
      "each try is signed with each key",
    );
    return { status: answer(count) };
  };
  const connect = [{ url: "https://a.example/", events: ["envelope-sent"], requiresAcknowledgement: true, ...more }];
  const docusign = createEmulator({ ...people, accounts: accounts(connect), webhook });
  const auth = new DocusignAuth({ ...docusign.credentials(), fetch: docusign.fetch, now: docusign.clock.now });
  return { docusign, auth, got };
}

test("what was not acknowledged is tried again once a day, and what comes meanwhile waits behind it, in order", async () => {
  let status = 503;
  const { docusign, auth, got } = withListener(() => status);
  const first = await send(auth, definition());
  await docusign.delivered();
  const others = [await send(auth, definition()), await send(auth, definition())];
  await docusign.delivered();
  assert.deepEqual(got.splice(0), [["envelope-sent", 0]], "the listener is down: the others wait");
  docusign.clock.advance(DAY - 1000);
  await docusign.delivered();
  assert.deepEqual(got, [], "not yet");
  docusign.clock.advance(1000);
  await docusign.delivered();
  assert.deepEqual(got.splice(0), [["envelope-sent", 1]], "the first alone, and the others wait on");
  status = 200;
  docusign.clock.advance(DAY);
  await docusign.delivered();
  assert.deepEqual(got.splice(0), [
    ["envelope-sent", 2],
    ["envelope-sent", 0],
    ["envelope-sent", 0],
  ]);
  assert.deepEqual(
    docusign.webhooks.map(({ envelopeId, retryCount, status }) => [envelopeId, retryCount, status]),
    [
      [first.envelopeId, 0, 503],
      [first.envelopeId, 1, 503],
      [first.envelopeId, 2, 200],
      [others[0].envelopeId, 0, 200],
      [others[1].envelopeId, 0, 200],
    ],
  );
  await send(auth, definition());
  await docusign.delivered();
  assert.deepEqual(got, [["envelope-sent", 0]], "it is up again");
});

test("a message is given up after ten retries, and a redirect is no acknowledgement", async () => {
  const { docusign, auth, got } = withListener((count) => (count % 2 ? 302 : 199));
  await send(auth, definition());
  for (let day = 0; day < 13; day += 1) {
    await docusign.delivered();
    docusign.clock.advance(DAY);
  }
  await docusign.delivered();
  assert.deepEqual(
    got,
    Array.from({ length: 11 }, (_, retries) => ["envelope-sent", retries]),
  );
});

test("those behind a message that was given up are not lost; a later failure stops them again", async () => {
  const { docusign, auth, got } = withListener((count) => (count === 12 || count > 13 ? 200 : 500));
  await send(auth, definition());
  await docusign.delivered();
  await send(auth, definition());
  await send(auth, definition());
  for (let day = 0; day < 10; day += 1) {
    docusign.clock.advance(DAY);
    await docusign.delivered();
  }
  assert.equal(got.splice(0).length, 11);
  docusign.clock.advance(DAY);
  await docusign.delivered();
  assert.deepEqual(
    got.splice(0),
    [
      ["envelope-sent", 0],
      ["envelope-sent", 0],
    ],
    "the second was taken; the third, tried at once, was not",
  );
  docusign.clock.advance(DAY);
  await docusign.delivered();
  assert.deepEqual(got, [["envelope-sent", 1]]);
});

test("without the wish for an acknowledgement nothing is tried again; an envelope may wish for its own", async () => {
  const { docusign, auth, got } = withListener(() => 500, { requiresAcknowledgement: false });
  await send(auth, definition());
  await send(auth, definition());
  await docusign.delivered();
  docusign.clock.advance(2 * DAY);
  await docusign.delivered();
  assert.equal(got.splice(0).length, 2);
  const own = notification("https://a.example/own", { events: ["envelope-sent"], requireAcknowledgment: "true" });
  await send(auth, definition({ eventNotification: own }));
  await docusign.delivered();
  docusign.clock.advance(DAY);
  await docusign.delivered();
  assert.deepEqual(got, [
    ["envelope-sent", 0],
    ["envelope-sent", 0],
    ["envelope-sent", 1],
  ]);
});

test("a reset forgets what waits, and what is under way comes back to nothing", async () => {
  let answer;
  const { docusign, auth } = withListener(() => 500);
  await send(auth, definition());
  await docusign.delivered();
  docusign.reset();
  docusign.clock.advance(DAY);
  await docusign.delivered();
  assert.deepEqual(docusign.webhooks, []);
  const slow = createEmulator({
    ...people,
    accounts: accounts([{ url: "https://a.example/", requiresAcknowledgement: true }]),
    webhook: () => new Promise((resolve) => (answer ??= resolve)),
  });
  await send(new DocusignAuth({ ...slow.credentials(), fetch: slow.fetch }), definition());
  slow.reset();
  answer({ status: 500 });
  await new Promise((resolve) => setImmediate(resolve));
  slow.clock.advance(DAY);
  assert.deepEqual(slow.webhooks, []);
});

test("messages arrive also when nobody but a fetch holds the emulator", async () => {
  const got = [];
  const webhook = async (request) => {
    got.push(await request.json());
    return { status: 200 };
  };
  const make = () => {
    const docusign = createEmulator({ ...people, accounts: accounts([{ url: "https://a.example/" }]), webhook });
    return { ...docusign.credentials(), fetch: docusign.fetch };
  };
  const auth = new DocusignAuth(make());
  await auth.getAccessToken();
  setFlagsFromString("--expose_gc");
  const collect = runInNewContext("gc");
  for (let round = 0; round < 3; round += 1) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await send(auth, definition());
  for (let tries = 0; got.length < 2 && tries < 200; tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.deepEqual(
    got.map(({ event }) => event),
    ["envelope-sent", "recipient-sent"],
  );
});

test("both servers post to an application on this machine, byte for byte what they signed", async () => {
  const got = [];
  const application = createServer(async (request, response) => {
    got.push({ headers: request.headers, body: await text(request) });
    response.writeHead(204).end();
  });
  await new Promise((resolve) => application.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${application.address().port}/hook`;
  const native = await startEmulator();
  const served = await createEmulator().listen();
  for (const { origin } of [native, served]) {
    got.length = 0;
    const auth = new DocusignAuth({
      clientId: ISV,
      userId: user(1),
      privateKey: pem(),
      accountId: account(1),
      environment: { authServer: origin },
    });
    const { envelopeId } = await send(auth, definition({ eventNotification: notification(url, { includeHMAC: true }) }));
    const [{ url: link }] = await (await fetch(`${origin}/__emulator/mail`)).json();
    await sign(fetch, link);
    for (let tries = 0; got.length < 2 && tries < 200; tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual(
      got.map(({ body }) => JSON.parse(body).event),
      ["envelope-sent", "envelope-completed"],
    );
    assert.equal(JSON.parse(got[1].body).data.envelopeId, envelopeId);
    assert.equal(got[0].headers["content-type"], "application/json; charset=utf-8");
    // The application has the message before the emulator has the response.
    let sent = [];
    for (let tries = 0; !(sent.length === 2 && sent.every(({ status }) => status !== null)) && tries < 200; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      sent = await (await fetch(`${origin}/__emulator/webhooks`)).json();
    }
    assert.deepEqual(
      sent.map(({ body }) => body),
      got.map(({ body }) => body),
    );
    assert.deepEqual(
      sent.map(({ status }) => status),
      [204, 204],
    );
  }
  native.stop();
  await served.close();
  application.close();
});
