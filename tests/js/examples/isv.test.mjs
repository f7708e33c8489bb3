// The example isv in Node: 50 users in 5 accounts of one integration key, each with what is his own.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DocusignAuth } from "docusign-jwt";
import { CLIENT, ISV, pem, startEmulator, tenantUser } from "../../../runtimes/emulator.mjs";
import { settings, start } from "../harness/start_example.mjs";

const ACCOUNTS = 5;
const tenantAccount = (number) => `acc00000-0000-4000-8000-1${String(number).padStart(11, "0")}`;
/** The emulator spreads its users over 50 accounts by their numbers. */
const numbers = Array.from({ length: 50 }, (_, at) => (at % ACCOUNTS) + 50 * Math.floor(at / ACCOUNTS));
const users = numbers.map((number) => ({ userId: tenantUser(number), accountId: tenantAccount(number % 50) }));

let emulator;
let folder;
before(async () => {
  emulator = await startEmulator();
  folder = mkdtempSync(join(tmpdir(), "docusign-jwt-isv-"));
  writeFileSync(join(folder, "customers.json"), JSON.stringify(users));
  // What each user has sent, made beforehand with the other integration key.
  const environment = emulator.environment;
  const auth = new DocusignAuth({ clientId: ISV, privateKey: pem(), environment, timeout: 120_000 });
  const send = async ({ userId }, at) => {
    const signers = [{ recipientId: "1", name: "Rob Remote", email: "rob@customer.example" }];
    const documents = [{ documentId: "1", name: "a.txt", fileExtension: "txt", documentBase64: "YQ==" }];
    const body = JSON.stringify({ status: "sent", emailSubject: `Order ${at}`, documents, recipients: { signers } });
    const init = { method: "POST", body };
    const response = await auth.forUser(userId).fetch("/restapi/v2.1/accounts/{accountId}/envelopes", init);
    assert.equal(response.status, 201);
  };
  await Promise.all(users.map(send));
  await emulator.clock(0);
});
after(() => {
  emulator.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function run() {
  const env = settings(emulator, CLIENT);
  const program = start("isv", "node", ["src/main.js", join(folder, "customers.json")], env);
  const { code, lines } = await program.ended();
  assert.equal(code, 0, lines.join("\n"));
  return {
    report: lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line)),
    said: lines.filter((line) => !line.startsWith("{")),
  };
}

test("who has not consented is in the report, with a link for this very user", async () => {
  const { report, said } = await run();
  assert.deepEqual(
    report.map(({ userId }) => userId),
    users.map(({ userId }) => userId),
  );
  assert.ok(report.every(({ consentUrl }) => consentUrl.startsWith(`${emulator.origin}/oauth/auth?`)));
  assert.match(said.at(-1), /50 users; 50 of them have not consented yet/);
});

test("each of 50 users in 5 accounts has what is his own, and nothing else", async () => {
  for (const { userId } of users.slice(1)) await emulator.consent(CLIENT, userId);
  const before = (await emulator.exchanges()).length;
  const { report } = await run();
  assert.ok(report[0].consentUrl, "the one who has not consented");
  for (const [at, line] of report.entries()) {
    if (at === 0) continue;
    const own = { emailSubject: `Order ${at}`, status: "sent", sender: users[at].userId };
    const account = `Tenant ${numbers[at] % 50}`;
    assert.deepEqual(line, { ...users[at], account, envelopes: [own] });
  }
  assert.equal(new Set(report.slice(1).map(({ account }) => account)).size, ACCOUNTS);
  const exchanges = (await emulator.exchanges()).slice(before);
  assert.equal(exchanges.length, 50, "one for each user");
  // By the server's log: every call was made by a user of the account that it went to.
  const calls = (await emulator.log()).filter(({ path }) => path.startsWith("/restapi/") && path.endsWith("/envelopes"));
  assert.equal(calls.filter(({ method, status }) => method === "GET" && status === 200).length, 49);
});

test("a user who has left the account is told apart from the others", async () => {
  const stranger = { userId: tenantUser(1), accountId: tenantAccount(2) };
  writeFileSync(join(folder, "customers.json"), JSON.stringify([users[1], stranger]));
  const { report } = await run();
  assert.equal(report[0].envelopes.length, 1);
  assert.deepEqual(report[1], { ...stranger, error: "account_not_accessible" });
});
