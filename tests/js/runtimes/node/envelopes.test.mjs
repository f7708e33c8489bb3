// Envelopes, views and documents of the emulator, called by auth.fetch; limits and their headers.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { DocusignAuth } from "docusign-jwt";
import { CLIENT, ISV, account, pem, tenantUser, user } from "../../../../runtimes/emulator.mjs";
import { emulatorHere } from "../../../../runtimes/emulator_in_process.mjs";

const emulator = emulatorHere();
let events;
afterEach(() => emulator.reset());

const client = (more) => {
  events = [];
  return new DocusignAuth({
    clientId: ISV,
    userId: user(2),
    privateKey: pem(),
    ...emulator.connection,
    retry: { limit: 2, minDelay: 10, maxDelay: 10 },
    onEvent: (event) => events.push(event),
    ...more,
  });
};

const HOUR = 3_600_000;
/** Puts the emulator's clock in the middle of an hour, so that no hour ends during a test. */
const halfPast = async (hours = 0) => {
  const offset = (hours + 0.5) * HOUR - (Date.now() % HOUR);
  await emulator.clock(Math.round(offset));
  return Date.now() + offset;
};
const RETURN = "https://app.example.com/signed?order=7";
const pdf = Buffer.from("%PDF-1.4\n\u00ff\u0000 not much of one\n%%EOF");
const embedded = { email: "sue@customer.example", name: "Sue Signer", recipientId: "1", clientUserId: "sue-7" };
const definition = (more) => ({
  emailSubject: "Contract (7)",
  status: "sent",
  documents: [{ documentId: "1", name: "contract.pdf", fileExtension: "pdf", documentBase64: pdf.toString("base64") }],
  recipients: { signers: [embedded] },
  ...more,
});

const base = "/restapi/v2.1/accounts/{accountId}/envelopes";
const call = async (auth, path, body) => {
  const init =
    body === undefined
      ? {}
      : {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: typeof body === "string" ? body : JSON.stringify(body),
        };
  const response = await auth.fetch(base + path, init);
  return { http: response.status, ...(await response.json()) };
};
const create = (auth, more) => call(auth, "", definition(more));
const view = (auth, id, more) =>
  call(auth, `/${id}/views/recipient`, {
    returnUrl: RETURN,
    authenticationMethod: "none",
    email: embedded.email,
    userName: embedded.name,
    clientUserId: embedded.clientUserId,
    ...more,
  });
const status = async (auth, id) => (await call(auth, `/${id}`)).status;

test("an embedded signer: envelope, view, page, return, finished document", async () => {
  const auth = client();
  const made = await auth.fetch(base, { method: "POST", body: JSON.stringify(definition()) });
  assert.equal(made.status, 201);
  const { envelopeId, uri, status: first } = await made.json();
  assert.deepEqual([uri, first], [`/envelopes/${envelopeId}`, "sent"]);
  const opened = await view(auth, envelopeId);
  assert.equal(opened.http, 201);
  const returned = await emulator.click(`${opened.url}&locale=fr_CA`, { decision: "finish" });
  assert.equal(returned, `${RETURN}&event=signing_complete`);
  assert.equal(await status(auth, envelopeId), "completed");
  const { signers } = await call(auth, `/${envelopeId}/recipients`);
  assert.deepEqual([signers[0].status, signers[0].clientUserId], ["completed", "sue-7"]);
  const { envelopeDocuments } = await call(auth, `/${envelopeId}/documents`);
  assert.deepEqual(
    envelopeDocuments.map(({ documentId, name }) => [documentId, name]),
    [["1", "contract.pdf"]],
  );
  const document = await auth.fetch(`${base}/${envelopeId}/documents/1`);
  assert.equal(document.headers.get("content-type"), "application/pdf");
  assert.deepEqual(Buffer.from(await document.arrayBuffer()), pdf);
  const combined = Buffer.from(await (await auth.fetch(`${base}/${envelopeId}/documents/combined`)).arrayBuffer());
  assert.equal(combined.subarray(0, 5).toString(), "%PDF-");
  assert.ok(combined.includes(pdf), "the document is in it as it is");
  const table = Number(combined.toString("latin1").match(/startxref\n(\d+)/)[1]);
  assert.equal(combined.subarray(table, table + 4).toString(), "xref");
  const missing = await call(auth, `/${envelopeId}/documents/9`);
  assert.deepEqual([missing.http, missing.errorCode], [404, "DOCUMENT_DOES_NOT_EXIST"]);
  const log = JSON.stringify(await emulator.log());
  assert.ok(!log.includes(new URL(opened.url).searchParams.get("token")));
});

test("a view opens once, for five minutes, and its page for twenty", async () => {
  const auth = client();
  const { envelopeId } = await create(auth);
  const first = await view(auth, envelopeId);
  assert.equal(await emulator.click(first.url, { decision: "later" }), `${RETURN}&event=cancel`);
  assert.equal(await status(auth, envelopeId), "delivered");
  assert.equal(await emulator.click(first.url, { decision: "finish" }), `${RETURN}&event=ttl_expired`);
  const late = await view(auth, envelopeId);
  await emulator.clock(300_000);
  assert.equal(await emulator.click(late.url, { decision: "finish" }), `${RETURN}&event=ttl_expired`);
  await emulator.clock(0);
  const slow = await view(auth, envelopeId);
  const session = (await (await emulator.fetch(slow.url)).text()).match(/name="session" value="([^"]*)"/)[1];
  const sign = () =>
    emulator.fetch(`${emulator.origin}/Signing/Done`, {
      method: "POST",
      body: new URLSearchParams({ session, decision: "finish" }),
      redirect: "manual",
    });
  await emulator.clock(1_200_000);
  assert.equal((await sign()).headers.get("location"), `${RETURN}&event=session_timeout`);
  assert.equal((await sign()).status, 400);
  await emulator.clock(0);
  const declined = await view(auth, envelopeId);
  assert.equal(await emulator.click(declined.url, { decision: "decline", reason: "no" }), `${RETURN}&event=decline`);
  assert.equal(await status(auth, envelopeId), "declined");
  const after = await view(auth, envelopeId);
  assert.equal(await emulator.click(after.url, { decision: "finish" }), `${RETURN}&event=viewing_complete`);
  assert.equal((await emulator.fetch(`${emulator.origin}/Signing/StartInSession.aspx?token=x`)).status, 400);
});

test("a view is only for an embedded recipient, named exactly, in turn", async () => {
  const auth = client();
  const remote = { email: "rob@customer.example", name: "Rob Remote", recipientId: "2", routingOrder: "2" };
  const last = { ...embedded, name: "Lea Last", recipientId: "3", routingOrder: "3" };
  const { envelopeId } = await create(auth, { recipients: { signers: [embedded, remote, last] } });
  const cases = [
    [{ email: remote.email, userName: remote.name, clientUserId: undefined }, "ACCOUNT_NOT_AUTHORIZED_FOR_ENVELOPE"],
    [{ email: "sue@else.example" }, "UNKNOWN_ENVELOPE_RECIPIENT"],
    [{ userName: "Sue" }, "UNKNOWN_ENVELOPE_RECIPIENT"],
    [{ clientUserId: "8" }, "UNKNOWN_ENVELOPE_RECIPIENT"],
    [{ clientUserId: undefined }, "UNKNOWN_ENVELOPE_RECIPIENT"],
    [{ recipientId: "2" }, "UNKNOWN_ENVELOPE_RECIPIENT"],
    [{ userName: last.name }, "RECIPIENT_NOT_IN_SEQUENCE"],
    [{ returnUrl: undefined }, "INVALID_REQUEST_PARAMETER"],
    [{ returnUrl: "javascript:alert(1)" }, "INVALID_REQUEST_PARAMETER"],
    [{ authenticationMethod: undefined }, "INVALID_REQUEST_PARAMETER"],
  ];
  for (const [change, code] of cases) {
    const { http, errorCode } = await view(auth, envelopeId, change);
    assert.deepEqual([http, errorCode], [400, code], JSON.stringify(change));
  }
  assert.deepEqual(await emulator.mail(), [], "it is not his turn yet");
  await emulator.click((await view(auth, envelopeId)).url, { decision: "finish" });
  const [letter] = await emulator.mail();
  assert.deepEqual([letter.to, letter.envelopeId], [remote.email, envelopeId]);
  await emulator.click(letter.url, { decision: "later" });
  assert.match(await emulator.click(letter.url, { decision: "finish" }), /signing_complete/);
  await emulator.click((await view(auth, envelopeId, { userName: last.name })).url, { decision: "finish" });
  assert.equal(await status(auth, envelopeId), "completed");
  const draft = await create(auth, { status: "created" });
  assert.equal((await view(auth, draft.envelopeId)).errorCode, "ENVELOPE_INVALID_STATUS");
});

test("a sender view finishes a draft", async () => {
  const auth = client();
  const draft = { status: "created", recipients: undefined, emailSubject: undefined };
  const made = await create(auth, draft);
  assert.equal(made.status, "created");
  const open = async (more) => call(auth, `/${made.envelopeId}/views/sender`, { returnUrl: RETURN, viewAccess: "envelope", ...more });
  const back = (event) => `${RETURN}&envelopeId=${made.envelopeId}&event=${event}`;
  assert.equal((await open({ viewAccess: undefined })).errorCode, "INVALID_REQUEST_PARAMETER");
  const first = await open();
  assert.equal(await emulator.click(first.url, { decision: "cancel" }), back("Cancel"));
  assert.equal(await emulator.click(first.url, { decision: "cancel" }), back("SessionEnd"));
  await assert.rejects(emulator.click((await open()).url, { decision: "send" }), /needs a document, a recipient/);
  const saved = { decision: "save", subject: "Offer", name: "Rob Remote", email: "rob@customer.example" };
  assert.equal(await emulator.click((await open()).url, saved), back("Save"));
  assert.equal(await emulator.click((await open()).url, { decision: "send" }), back("Send"));
  assert.equal(await status(auth, made.envelopeId), "sent");
  assert.equal((await emulator.mail())[0].subject, "Offer");
  const late = await open();
  assert.deepEqual([late.http, late.errorCode], [400, "ENVELOPE_INVALID_STATUS"]);
});

test("what is wrong with a new envelope is said", async () => {
  const auth = client();
  const signers = (...signers) => ({ recipients: { signers } });
  const cases = [
    ["", "INVALID_REQUEST_BODY"],
    ["{", "INVALID_REQUEST_BODY"],
    [definition({ status: "completed" }), "INVALID_REQUEST_PARAMETER"],
    [definition({ documents: [] }), "ENVELOPE_IS_INCOMPLETE"],
    [definition({ emailSubject: "" }), "ENVELOPE_IS_INCOMPLETE"],
    [definition(signers()), "ENVELOPE_IS_INCOMPLETE"],
    [definition(signers({ ...embedded, email: "sue" })), "INVALID_EMAIL_ADDRESS_FOR_RECIPIENT"],
    [definition(signers(embedded, embedded)), "INVALID_REQUEST_PARAMETER"],
    [definition(signers({ ...embedded, clientUserId: "x".repeat(101) })), "INVALID_REQUEST_PARAMETER"],
    [definition({ documents: [{ documentId: "1", documentBase64: "§" }] }), "INVALID_REQUEST_PARAMETER"],
    [definition({ documents: [{ documentId: "a", documentBase64: "AAAA" }] }), "INVALID_REQUEST_PARAMETER"],
  ];
  for (const [body, code] of cases) {
    const { http, errorCode } = await call(auth, "", body);
    assert.deepEqual([http, errorCode], [400, code], JSON.stringify(body).slice(0, 200));
  }
});

test("envelopes are seen by those concerned only, in their account, with the scope", async () => {
  const bob = client();
  const { envelopeId } = await create(bob);
  const ann = bob.forUser(user(1));
  const other = await call(ann, `/${envelopeId}`);
  assert.deepEqual([other.http, other.errorCode], [404, "ENVELOPE_DOES_NOT_EXIST"]);
  assert.equal((await call(bob, `/${tenantUser(1)}`)).errorCode, "ENVELOPE_DOES_NOT_EXIST");
  const second = await bob.fetch(`${base}/${envelopeId}`, { accountId: account(2) });
  assert.equal(second.status, 404);
  const token = await bob.getAccessToken();
  const foreign = await emulator.fetch(`${emulator.origin}/restapi/v2.1/accounts/${account(9)}/envelopes/${envelopeId}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  assert.deepEqual([foreign.status, (await foreign.json()).errorCode], [401, "USER_LACKS_MEMBERSHIP"]);
  await emulator.consent(CLIENT, user(2), "click.send impersonation");
  const lacking = client({ clientId: CLIENT, scopes: ["click.send"] });
  assert.deepEqual((await create(lacking)).errorCode, "USER_LACKS_PERMISSIONS");
  const asked = { email: "ann@example.com", name: "Ann Admin", recipientId: "1" };
  const mine = await create(bob, { recipients: { signers: [asked] } });
  assert.equal((await call(ann, `/${mine.envelopeId}`)).emailSubject, "Contract (7)");
  const hers = await call(ann, `/${mine.envelopeId}/views/sender`, { returnUrl: RETURN, viewAccess: "envelope" });
  assert.deepEqual([hers.http, hers.errorCode], [403, "USER_NOT_ENVELOPE_SENDER"]);
});

test("the list obeys from_date, status and pages", async () => {
  const auth = client();
  const ids = [];
  for (let at = 0; at < 3; at += 1) ids.push((await create(auth)).envelopeId);
  await emulator.clock(3_600_000);
  await emulator.click((await view(auth, ids[1])).url, { decision: "finish" });
  const list = async (query) => {
    const response = await auth.fetch(`${base}?${query}`);
    const body = await response.json();
    return body.errorCode ?? (body.envelopes ?? []).map(({ envelopeId }) => envelopeId);
  };
  const iso = (offset) => encodeURIComponent(new Date(Date.now() + offset).toISOString());
  assert.equal(await list("status=completed"), "INVALID_REQUEST_PARAMETER");
  assert.equal(await list("from_date=yesterday"), "INVALID_REQUEST_PARAMETER");
  assert.deepEqual(await list("from_date=2026-01-01"), ids);
  assert.deepEqual(await list("from_date=2026-01-01&status=completed,declined"), [ids[1]]);
  assert.deepEqual(await list("from_date=2026-01-01&status=any"), ids);
  assert.deepEqual(await list(`from_date=${iso(1_800_000)}`), [ids[1]], "since it changed");
  assert.deepEqual(await list(`from_date=2026-01-01&to_date=${iso(1_800_000)}`), [ids[0], ids[2]]);
  assert.deepEqual(await list(`from_date=${iso(7_200_000)}`), []);
  assert.deepEqual(await list(`envelope_ids=${ids[2]},${ids[0]}`), [ids[0], ids[2]]);
  const page = await (await auth.fetch(`${base}?from_date=2026-01-01&count=2&start_position=2`)).json();
  assert.deepEqual([page.totalSetSize, page.resultSetSize, page.envelopes[0].envelopeId], ["3", "1", ids[2]]);
});

test("calls are counted for each account, and told", async () => {
  const now = await halfPast();
  const auth = client();
  const { envelopeId } = await create(auth);
  const told = events.at(-1);
  assert.deepEqual([told.type, told.limit, told.burstLimit], ["rate_limit", 3000, 200]);
  assert.equal(told.reset, (Math.floor(now / HOUR) + 1) * HOUR);
  const before = told.remaining;
  await call(auth, `/${envelopeId}`);
  assert.deepEqual([events.at(-1).remaining, events.at(-1).burstRemaining], [before - 1, 198]);
  await auth.fetch(`${base}?from_date=2026-01-01`, { accountId: account(2) });
  assert.equal(events.at(-1).remaining, 2999);
  await emulator.fetch(`${emulator.origin}/restapi/v2.1/accounts/${account(1)}/envelopes/${envelopeId}`);
  await call(auth, `/${envelopeId}`);
  assert.equal(events.at(-1).remaining, before - 2, "a call without a token uses nothing up");
});

test("the limits have their codes, and the client waits or says so", async () => {
  await halfPast();
  const auth = client({ retry: false });
  const { envelopeId } = await create(auth);
  const refused = async () => {
    const response = await auth.fetch(`${base}/${envelopeId}`);
    return [response.status, (await response.json()).errorCode];
  };
  await emulator.limits({ hourly: 1 });
  assert.equal((await refused())[0], 200);
  assert.deepEqual(await refused(), [429, "HOURLY_APIINVOCATION_LIMIT_EXCEEDED"]);
  assert.equal(events.at(-1).remaining, 0);
  await halfPast(1);
  assert.equal((await refused())[0], 200, "the hour begins anew");
  await emulator.limits({ burst: 1 });
  assert.equal((await refused())[0], 200);
  assert.deepEqual(await refused(), [429, "BURST_APIINVOCATION_LIMIT_EXCEEDED"]);
  await emulator.limits({ hourlyPolling: 1 });
  assert.equal((await refused())[0], 200);
  assert.deepEqual(await refused(), [400, "Hourly_Envelope_Polling_Limit_Exceeded"]);
  await emulator.limits({ burstPolling: 1 });
  assert.equal((await refused())[0], 200);
  assert.deepEqual(await refused(), [400, "Burst_Envelope_Polling_Limit_Exceeded"]);
  await emulator.limits({ burst: 0 });
  const error = await client({ userId: user(1) })
    .findUsers({ email: "bob@example.com" })
    .catch((e) => e);
  assert.deepEqual([error.code, error.error], ["rate_limited", "BURST_APIINVOCATION_LIMIT_EXCEEDED"]);
  assert.equal(error.retryAfter, undefined, "when the hour ends does not say when the burst does");
  assert.match(error.trace, /^[\da-f-]{36}$/);
  await emulator.limits({ hourly: 0 });
  const spent = await client({ userId: user(1) })
    .findUsers({ email: "bob@example.com" })
    .catch((e) => e);
  assert.equal(spent.code, "rate_limited");
  assert.ok(spent.retryAfter > 0 && spent.retryAfter <= 3_600_000);
});

test("a burst that is over after a while is waited out", async () => {
  const auth = client({ retry: { limit: 5, minDelay: 100, maxDelay: 100 } });
  await auth.getUserInfo();
  await emulator.limits({ burst: 0 });
  setTimeout(() => emulator.limits({}), 150);
  const response = await auth.fetch(`${base}?from_date=2026-01-01`);
  assert.equal(response.status, 200);
  assert.ok(events.some(({ type, status }) => type === "retry" && status === 429));
});

test("userinfo has limits of its own, for the user and for the integration key", async () => {
  await emulator.limits({ userInfo: 2 });
  const auth = client({ retry: false });
  await auth.getUserInfo();
  await auth.getUserInfo();
  await auth.getUserInfo({ forceRefresh: true });
  await assert.rejects(auth.getUserInfo({ forceRefresh: true }), { code: "rate_limited", status: 429 });
  await assert.rejects(auth.forUser(user(1)).getUserInfo(), { code: "rate_limited" });
});
