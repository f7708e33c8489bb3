// The example of a shell script, in bash, with the installed command.
import assert from "node:assert/strict";
import { test } from "node:test";
import { COMMANDS } from "../../../pkg/cli/commands.js";
import { CLIENT, account, pem, user } from "../../../runtimes/emulator.mjs";
import { installed } from "../harness/installed.mjs";
import { root } from "../harness/project.mjs";

const { emulator, project } = await installed();
project.write("private.pem", pem());
project.write(
  ".env",
  `DOCUSIGN_CLIENT_ID=${CLIENT}\nDOCUSIGN_USER_ID=${user(1)}\nDOCUSIGN_PRIVATE_KEY_FILE=private.pem\n` +
    `DOCUSIGN_AUTH_SERVER=${emulator.origin}\nDOCUSIGN_REDIRECT_URI=https://example.com/callback\n`,
);

const script = () => project.run("bash", [`${root}examples/shell/envelopes.sh`], {});

async function send() {
  const { stdout: token } = await project.command(["token"], {});
  const answer = await fetch(`${emulator.origin}/restapi/v2.1/accounts/${account(1)}/envelopes`, {
    method: "POST",
    headers: { authorization: `Bearer ${token.trim()}`, "content-type": "application/json" },
    body: JSON.stringify({
      emailSubject: "Please sign",
      status: "sent",
      documents: [{ documentId: "1", name: "a.txt", fileExtension: "txt", documentBase64: Buffer.from("Hello").toString("base64") }],
      recipients: { signers: [{ recipientId: "1", name: "Bob", email: "bob@example.com" }] },
    }),
  });
  assert.equal(answer.status, 201, await answer.clone().text());
  return (await answer.json()).envelopeId;
}

test("without consent it ends with the link, and calls nothing", async () => {
  const { stdout, stderr, status } = await script();
  assert.deepEqual([status, stdout], [3, ""]);
  const [link] = stderr.match(/http\S+\/oauth\/auth\S+/);
  assert.match(stderr, /\[consent_required\]/);
  await emulator.clickConsent(link, user(1));
  assert.equal((await script()).status, 0);
});

test("it lists the envelopes of the account", async () => {
  await emulator.consent(CLIENT, user(1));
  const id = await send();
  const { stdout, stderr, status } = await script();
  assert.deepEqual([status, stderr], [0, ""]);
  const [who, ...json] = stdout.split("\n");
  assert.equal(who, "Ann Admin at Example Ltd");
  const { envelopes } = JSON.parse(json.join("\n"));
  assert.deepEqual(
    envelopes.map(({ envelopeId }) => envelopeId),
    [id],
  );
});

test("a refusal of the API is a failure with its body", async () => {
  await emulator.consent(CLIENT, user(1));
  await emulator.faults({ path: "/restapi", status: 403, error: "USER_LACKS_PERMISSIONS" });
  const { stdout, status } = await script();
  assert.equal(status, 22);
  assert.match(stdout, /USER_LACKS_PERMISSIONS/);
});

test("the example of a token, which is in the README too", async () => {
  await emulator.consent(CLIENT, user(1));
  const [line] = COMMANDS.find(({ name }) => name === "token").examples;
  for (const shell of ["bash", "dash"]) {
    const here = line.replace("https://account-d.docusign.com", emulator.origin).replace("curl", "curl --silent");
    const { stdout } = await project.run(shell, ["-c", here], {});
    assert.equal(JSON.parse(stdout).sub, user(1), shell);
  }
});

test("the example of an assertion, whose token nobody sees", async () => {
  await emulator.consent(CLIENT, user(1));
  const [line] = COMMANDS.find(({ name }) => name === "assertion").examples;
  const here = line
    .replace("https://account-d.docusign.com", emulator.origin)
    .replace(" --environment demo", "")
    .replace("curl", "curl --silent");
  const { stdout } = await project.run("dash", ["-c", `${here} | tr -d . | grep -c access_token`], {});
  assert.equal(stdout, "1\n");
});
