// Where settings come from: flags, variables, files; and what excludes what.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { ISV, account, pem, user } from "../../../runtimes/emulator.mjs";
import { installed } from "../harness/installed.mjs";

const FILES = [".dev.vars", ".env.local", ".env", "other.env", "more.env"];
const { emulator, project } = await installed();
afterEach(() => FILES.forEach((name) => project.delete(name)));

async function sources(args = [], env = {}) {
  const { stdout } = await project.command(["doctor", "--json", ...args], env);
  const { checks, finding } = JSON.parse(stdout);
  return { ...checks[0].sources, environment: checks[0].environment, finding: finding?.name, message: finding?.message };
}

test("flags before variables before .dev.vars before .env.local before .env", async () => {
  const base = `DOCUSIGN_CLIENT_ID=${ISV}\nDOCUSIGN_AUTH_SERVER=${emulator.origin}\nDOCUSIGN_PRIVATE_KEY="${pem()}"\n`;
  project.write(".env", `${base}DOCUSIGN_USER_ID=${user(1)}\nDOCUSIGN_ACCOUNT_ID=${account(1)}\n`);
  const id = async (args, env) => (await sources(args, env)).userId;
  assert.equal(await id(), "DOCUSIGN_USER_ID in .env");
  project.write(".env.local", `DOCUSIGN_USER_ID=${user(5)}\n`);
  assert.equal(await id(), "DOCUSIGN_USER_ID in .env.local");
  project.write(".dev.vars", `DOCUSIGN_USER_ID=${user(2)}\n`);
  const mixed = await sources();
  assert.equal(mixed.userId, "DOCUSIGN_USER_ID in .dev.vars");
  assert.equal(mixed.accountId, "DOCUSIGN_ACCOUNT_ID in .env");
  assert.equal(mixed.finding, undefined);
  assert.equal(await id([], { DOCUSIGN_USER_ID: user(3) }), "DOCUSIGN_USER_ID");
  assert.equal(await id(["--user-id", user(4)], { DOCUSIGN_USER_ID: user(3) }), "--user-id");
  assert.equal(await id([], { DOCUSIGN_USER_ID: "" }), "DOCUSIGN_USER_ID in .dev.vars");
});

test("--dotenv names other files, the first before the second", async () => {
  project.write(".env", `DOCUSIGN_CLIENT_ID=${user(9)}\n`);
  project.write("other.env", `DOCUSIGN_CLIENT_ID=${ISV}\nDOCUSIGN_AUTH_SERVER=${emulator.origin}\nDOCUSIGN_USER_ID=${user(1)}\n`);
  const key = { DOCUSIGN_PRIVATE_KEY: pem() };
  const one = await sources(["--dotenv", "other.env"], key);
  assert.deepEqual([one.clientId, one.finding], ["DOCUSIGN_CLIENT_ID in other.env", undefined]);
  project.write("more.env", `DOCUSIGN_USER_ID=${user(2)}\n`);
  const two = await sources(["--dotenv", "more.env", "--dotenv", "other.env"], key);
  assert.deepEqual([two.userId, two.clientId], ["DOCUSIGN_USER_ID in more.env", "DOCUSIGN_CLIENT_ID in other.env"]);
});

test("a profile reads its three files, in their order, and no others", async () => {
  const base = `DOCUSIGN_AUTH_SERVER=${emulator.origin}\nDOCUSIGN_PRIVATE_KEY="${pem()}"\n`;
  project.write(".env", `DOCUSIGN_ACCOUNT_ID=${account(1)}\n`);
  project.write(".env.live", `${base}DOCUSIGN_CLIENT_ID=${user(9)}\nDOCUSIGN_USER_ID=${user(1)}\n`);
  project.write(".env.live.local", `DOCUSIGN_CLIENT_ID=${ISV}\nDOCUSIGN_USER_ID=${user(5)}\n`);
  project.write(".dev.vars.live", `DOCUSIGN_USER_ID=${user(2)}\n`);
  for (const [args, env] of [
    [["--profile", "live"], {}],
    [[], { DOCUSIGN_PROFILE: "live" }],
  ]) {
    const { clientId, userId, privateKey, accountId, finding } = await sources(args, env);
    assert.deepEqual(
      [clientId, userId, privateKey, accountId, finding],
      [
        "DOCUSIGN_CLIENT_ID in .env.live.local",
        "DOCUSIGN_USER_ID in .dev.vars.live",
        "DOCUSIGN_PRIVATE_KEY in .env.live",
        ...[undefined, undefined],
      ],
    );
  }
  for (const name of [".env.live", ".env.live.local", ".dev.vars.live"]) project.delete(name);
});

test("a file that was named must be there", async () => {
  const { status, stderr } = await project.command(["token", "--dotenv", "nowhere.env"], {});
  assert.equal(status, 2);
  const { stdout } = await project.command(["doctor", "--json", "--dotenv", "nowhere.env"], {});
  assert.equal(JSON.parse(stdout).finding.name, "env_file_unreadable");
  assert.match(stderr, /nowhere.env cannot be read: ENOENT[\s\S]*\[env_file_unreadable\]/);
});

test("keys of every form that people put into files", async () => {
  const forms = [
    `DOCUSIGN_PRIVATE_KEY="${pem()}"`,
    `DOCUSIGN_PRIVATE_KEY='${pem()}'`,
    `DOCUSIGN_PRIVATE_KEY="${pem().replaceAll("\n", "\\n")}"`,
    `DOCUSIGN_PRIVATE_KEY=${pem().replaceAll("\n", "\\n")}`,
    `export DOCUSIGN_PRIVATE_KEY=${Buffer.from(pem()).toString("base64")}`,
  ];
  for (const [at, form] of forms.entries()) {
    project.write(".dev.vars", `${form}\nDOCUSIGN_SCOPES=signature\n`);
    const { status, stderr } = await project.command(["inspect-key"], {});
    assert.deepEqual([status, stderr], [0, ""], `form ${at}`);
  }
  project.write(".dev.vars", `DOCUSIGN_PRIVATE_KEY=${pem()}`);
  const unquoted = await project.command(["inspect-key"], {});
  assert.equal(unquoted.status, 2);
  assert.match(unquoted.stderr, /DOCUSIGN_PRIVATE_KEY in \.dev\.vars is a key on several lines without quotes[\s\S]*\[env_file_invalid\]/);
});

test("a key file: by flag, by variable, as DER", async () => {
  project.write("private.pem", pem());
  const der = Buffer.from(pem().replaceAll(/-----.*-----|\s/g, ""), "base64");
  project.write("private.der", der);
  for (const [args, env, format] of [
    [["--key-file", "private.pem"], {}, "PKCS#1 PEM"],
    [[], { DOCUSIGN_PRIVATE_KEY_FILE: "private.pem" }, "PKCS#1 PEM"],
    [["--key-file", "private.der"], { DOCUSIGN_PRIVATE_KEY: "not used" }, "PKCS#1 DER"],
  ]) {
    const { stdout } = await project.command(["inspect-key", "--json", ...args], env);
    assert.equal(JSON.parse(stdout).format, format);
  }
});

test("environment and auth server exclude each other in one place, and a flag outdoes a file", async () => {
  project.write(
    ".env",
    `DOCUSIGN_CLIENT_ID=${ISV}\nDOCUSIGN_USER_ID=${user(1)}\nDOCUSIGN_PRIVATE_KEY="${pem("wrong")}"\nDOCUSIGN_AUTH_SERVER=${emulator.origin}\nDOCUSIGN_API_SERVER=${emulator.origin}\n`,
  );
  const url = async (...args) => (await project.command(["consent-url", "--redirect-uri", "https://example.com/", ...args], {})).stdout;
  assert.ok((await url()).startsWith(emulator.origin));
  assert.ok((await url("--environment", "production")).startsWith("https://account.docusign.com/"));
  const both = await project.command(["token", "--environment", "demo", "--auth-server", emulator.origin], {});
  assert.equal(both.status, 2);
  assert.match(both.stderr, /--environment and --auth-server cannot be combined[\s\S]*\[setting_conflict\]/);
  project.delete(".env");
  assert.ok((await url("--client-id", ISV)).startsWith("https://account-d.docusign.com/"));
  const alone = await project.command(
    ["consent-url", "--client-id", ISV, "--redirect-uri", "https://example.com/", "--api-server", "https://x.example"],
    {},
  );
  assert.match(alone.stderr, /--api-server needs --auth-server/);
});

test("all that is missing is named at once, with what was probably meant", async () => {
  const env = { DOCUSIGN_INTEGRATION_KEY: ISV, DOCUSIGN_ENVIRONMENT: "demo" };
  project.write(".env", `DOCUSIGN_USERID=${user(1)}\n`);
  const { stdout, stderr, status } = await project.command(["token"], env);
  assert.deepEqual([status, stdout], [2, ""]);
  const lines = stderr.split("\n");
  assert.equal(lines[0], "docusign-jwt: 3 settings are missing.");
  assert.equal(
    lines[1],
    "  integration key (there is DOCUSIGN_INTEGRATION_KEY; did you mean DOCUSIGN_CLIENT_ID?): --client-id GUID or DOCUSIGN_CLIENT_ID",
  );
  assert.match(lines[2], /^ {2}user ID \(there is DOCUSIGN_USERID in \.env; did you mean DOCUSIGN_USER_ID\?\): --user-id GUID/);
  assert.match(lines[3], /^ {2}private key: --key-file FILE or DOCUSIGN_PRIVATE_KEY or DOCUSIGN_PRIVATE_KEY_FILE$/);
  assert.match(stderr, /docusign-jwt init asks for them[\s\S]*--application[\s\S]*\[setting_missing\]/);
  const { error } = JSON.parse((await project.command(["token", "--json"], env)).stderr);
  assert.equal(error.details.length, 3);
  const application = await project.command(["token", "--application"], env);
  assert.match(application.stderr, /2 settings are missing/);
  const doctor = JSON.parse((await project.command(["doctor", "--json"], env)).stdout);
  assert.deepEqual([doctor.finding.name, doctor.finding.details.length], ["setting_missing", 3]);
});

test("did you mean: commands and flags", async () => {
  for (const [args, meant] of [
    [["tokne"], "token"],
    [["who-am-i"], "whoami"],
    [["consents"], "consent"],
    [["help", "doctr"], "doctor"],
    [["token", "--user", "x"], "--user-id"],
    [["token", "--integration-key", "x"], "--client-id"],
    [["token", "--scope=signature"], "--scopes"],
    [["token", "--enviroment", "demo"], "--environment"],
    [["token", "--key_file", "x"], "--key-file"],
    [["fetch", "/x", "--outptu", "x"], "--output"],
    [["completion", "fihs"], "fish"],
  ]) {
    const { stderr, status } = await project.command(args, {});
    assert.equal(status, 2);
    assert.ok(stderr.includes(`\nDid you mean ${meant}? `), `${args}: ${stderr}`);
  }
  for (const args of [["zzz"], ["token", "--zzz"], ["token", "-z"]]) {
    const { stderr, status } = await project.command(args, {});
    assert.equal(status, 2);
    assert.doesNotMatch(stderr, /Did you mean/);
  }
});
