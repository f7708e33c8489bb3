import { accountIds, userIds } from "docusign-emulator";
import { createTest } from "docusign-emulator/vitest";
import { DocusignAuth } from "docusign-jwt";
import { expect } from "vitest";
import { Contracts } from "../src/contracts.js";

const WEBHOOK = { url: "https://app.example/webhook", key: "the Connect key of the test" };

// Connect posts to the contracts of the current test.
let contracts;
const test = createTest({
  users: [{ id: userIds.ann, name: "Ann Admin", email: "ann@example.com" }],
  accounts: [{ id: accountIds.example, name: "Example Ltd", connectKeys: [WEBHOOK.key] }],
  webhook: (message) => contracts.receive(message),
});

function start(docusign, which = "consented") {
  const auth = new DocusignAuth({ ...docusign.credentials(which), fetch: docusign.fetch, retry: { minDelay: 10, maxDelay: 20 } });
  contracts = new Contracts(auth, WEBHOOK);
  return contracts;
}

/** Opens the link in the e-mail as the recipient, and clicks. */
async function click(docusign, decision) {
  const { url } = docusign.mail.at(-1);
  const page = await (await docusign.fetch(url)).text();
  const [, session] = page.match(/name="session" value="([^"]*)"/);
  await docusign.fetch(new URL("/Signing/Done", url), { method: "POST", body: new URLSearchParams({ session, decision }) });
  await docusign.delivered();
}

const contract = { name: "Rita", email: "rita@example.org", text: "We agree." };

test("a contract is sent, and signed", async ({ docusign }) => {
  const app = start(docusign);
  const id = await app.send(contract);
  expect(docusign.mail.map(({ to }) => to)).toEqual(["rita@example.org"]);
  expect(app.stateOf(id)).toBe("waiting");
  await click(docusign, "finish");
  expect(app.stateOf(id)).toBe("signed");
});

test("a contract is declined", async ({ docusign }) => {
  const app = start(docusign);
  const id = await app.send(contract);
  await click(docusign, "decline");
  expect(app.stateOf(id)).toBe("declined");
});

test("without consent the error has the link to send to the user", async ({ docusign }) => {
  const app = start(docusign, "unconsented");
  await expect(app.send(contract)).rejects.toMatchObject({ code: "consent_required", consentUrl: expect.stringContaining("/oauth/auth?") });
});

test("a rate limit is waited out", async ({ docusign }) => {
  docusign.fault({ path: "/oauth/token", status: 429, times: 2 });
  await start(docusign).send(contract);
  expect(docusign.requests.map(({ status }) => status)).toEqual([429, 429, 200, 200, 201]);
});

test("a message that Docusign did not sign changes nothing", async ({ docusign }) => {
  const app = start(docusign);
  const id = await app.send(contract);
  const body = JSON.stringify({ event: "envelope-completed", data: { envelopeId: id } });
  const headers = { "x-docusign-signature-1": Buffer.alloc(32).toString("base64") };
  const response = await app.receive(new Request(WEBHOOK.url, { method: "POST", headers, body }));
  expect([response.status, app.stateOf(id)]).toEqual([401, "waiting"]);
});
