// Every command, from an installed tarball: what is on stdout, what on stderr, the exit code.
import assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import { createServer } from "node:http";
import { test } from "node:test";
import { CALLBACK, CLIENT, ISV, account, pem, user } from "../../../runtimes/emulator.mjs";
import { installed } from "../harness/installed.mjs";
import { ended, root } from "../harness/project.mjs";

const { emulator, project, env } = await installed();
const run = (args, more, input) => project.command(args, env(more), input);

/** What a command that must succeed prints; nothing may be on stderr. */
async function result(args, more, input) {
  const { stdout, stderr, status } = await run(args, more, input);
  assert.deepEqual([status, stderr], [0, ""], `${args}`);
  assert.ok(stdout.endsWith("\n"), "the last line is whole");
  return stdout.slice(0, -1);
}
const parsed = async (args, more) => JSON.parse(await result([...args, "--json"], more));

async function refused(args, more, input) {
  const { stdout, stderr, status } = await run(args, more, input);
  assert.equal(stdout, "", "a failure prints no result");
  return { stderr, status };
}

test("token prints the token alone, and Docusign takes it", async () => {
  const token = await result(["token"]);
  assert.doesNotMatch(token, /\s/);
  const answer = await fetch(`${emulator.origin}/oauth/userinfo`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal((await answer.json()).sub, user(1));
  const whole = await parsed(["token"]);
  assert.equal(whole.tokenType, "Bearer");
  assert.ok(whole.expiresAt > Date.now() + 3_000_000);
  const application = await result(["token", "--application", "--scopes", "organization_read user_read"]);
  assert.ok(application.length > 20);
  const [last] = (await emulator.exchanges()).slice(-1);
  assert.equal(last.user, null, "an application has no user");
});

test("an absent user is not silently an application", async () => {
  const { stderr, status } = await refused(["token"], { DOCUSIGN_USER_ID: "" });
  assert.equal(status, 2);
  assert.match(stderr, /No user ID \(DOCUSIGN_USER_ID is set, but empty\)\.\nPass --user-id GUID or set DOCUSIGN_USER_ID\./);
  assert.match(stderr, /--application/);
});

test("assertion prints one that Docusign takes", async () => {
  const assertion = await result(["assertion"]);
  const body = new URLSearchParams({ grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion });
  const answer = await fetch(`${emulator.origin}/oauth/token`, { method: "POST", body });
  assert.equal(answer.status, 200);
  const { claims, header } = await parsed(["assertion", "--lifetime", "60000"]);
  assert.deepEqual(header, { alg: "RS256", typ: "JWT" });
  assert.equal(claims.exp - claims.iat, 360);
  assert.equal((await refused(["assertion", "--lifetime", "soon"])).status, 2);
  assert.equal((await refused(["assertion", "--lifetime", "9000000"])).status, 2);
});

test("consent-url needs neither key nor user, and the link works", async () => {
  const without = { DOCUSIGN_CLIENT_ID: CLIENT, DOCUSIGN_USER_ID: "", DOCUSIGN_PRIVATE_KEY: "" };
  const args = ["consent-url", "--redirect-uri", CALLBACK, "--state", "a b&c", "--scopes", "signature click.send"];
  const url = await result(args, without);
  assert.match(url, /scope=signature%20click.send%20impersonation&/);
  const landed = new URL(await emulator.clickConsent(url, user(1)));
  assert.equal(landed.searchParams.get("state"), "a b&c");
  await result(["token", "--scopes", "signature click.send"], { DOCUSIGN_CLIENT_ID: CLIENT });
  assert.deepEqual(await parsed(args, without), { url });
  const more = new URL(await result([...args, "--login-hint", "ann@example.com", "--ui-locales", "de fr", "--prompt", "login"], without));
  const { login_hint: hint, ui_locales: locales, prompt } = Object.fromEntries(more.searchParams);
  assert.deepEqual([hint, locales, prompt], ["ann@example.com", "de fr", "login"]);
  const { stderr, status } = await refused(["consent-url"], without);
  assert.equal(status, 2);
  assert.match(stderr, /^docusign-jwt: No redirect URI\.\nPass --redirect-uri URI or set DOCUSIGN_REDIRECT_URI\. .*Apps and Keys/);
});

test("admin-consent-url", async () => {
  const url = new URL(await result(["admin-consent-url", "--prompt", "login"], { DOCUSIGN_REDIRECT_URI: CALLBACK }));
  assert.deepEqual(Object.fromEntries(url.searchParams), {
    response_type: "code",
    scope: "openid",
    admin_consent_scope: "signature impersonation",
    client_id: ISV,
    redirect_uri: CALLBACK,
    prompt: "login",
  });
});

test("whoami", async () => {
  const lines = Object.fromEntries((await result(["whoami"])).split("\n").map((line) => line.split(": ")));
  assert.deepEqual(lines, {
    userId: user(1),
    name: "Ann Admin",
    email: "ann@example.com",
    accountId: account(1),
    accountName: "Example Ltd",
    baseUri: emulator.origin,
    basePath: `${emulator.origin}/restapi`,
  });
  const { account: chosen } = await parsed(["whoami", "--account-id", account(2)], { DOCUSIGN_USER_ID: user(2) });
  assert.deepEqual([chosen.accountId, chosen.isDefault], [account(2), false]);
});

test("find-user prints one user ID, or says why there is none", async () => {
  assert.equal(await result(["find-user", "bob@example.com"]), user(2));
  assert.equal((await parsed(["find-user", "eva+sign@example.com"])).userId, user(6));
  const application = ["find-user", "ann@example.com", "--application", "--scopes", "organization_read user_read"];
  assert.equal(await result(application), user(1));
  for (const [email, code, who] of [
    ["nobody@example.com", "user_lookup_none", []],
    ["twin@example.com", "user_lookup_several", [user(3), user(4)]],
    ["closed@example.com", "user_lookup_inactive", [user(5)]],
  ]) {
    const { stderr, status } = await refused(["find-user", email]);
    assert.equal(status, 6);
    assert.match(stderr, new RegExp(`\\[${code}\\]`));
    for (const id of who) assert.ok(stderr.includes(id));
    const json = await refused(["find-user", email, "--json"]);
    assert.deepEqual(
      (JSON.parse(json.stderr).error.candidates ?? []).map(({ userId }) => userId),
      who,
    );
  }
  assert.equal((await refused(["find-user"])).status, 2);
  assert.equal((await refused(["find-user", "a@example.com", "b@example.com"])).status, 2);
});

test("inspect-key tells everything but the key", async () => {
  const { publicKeyPem, ...facts } = await parsed(["inspect-key"], { DOCUSIGN_PRIVATE_KEY: pem().replaceAll("\n", "\\n") });
  const expected = createPublicKey(pem()).export({ type: "spki", format: "pem" });
  assert.equal(publicKeyPem.trim(), expected.trim());
  assert.equal(facts.bits, 2048);
  assert.equal(facts.repairs.length, 1);
  const shown = await result(["inspect-key"], { DOCUSIGN_PRIVATE_KEY: pem().replaceAll("\n", "\\n") });
  assert.ok(shown.includes(`\nrepairs: ${facts.repairs[0]}\n`), shown);
  const piped = await result(["inspect-key", "--key-file", "-"], { DOCUSIGN_PRIVATE_KEY: "" }, pem());
  assert.ok(piped.includes(`thumbprint: ${facts.thumbprint}\n`));
  assert.ok(piped.endsWith("-----END PUBLIC KEY-----"));
});

test("the exit codes of failures", async () => {
  for (const [args, more, code] of [
    [["token"], { DOCUSIGN_USER_ID: "ann@example.com" }, 2],
    [["token"], { DOCUSIGN_CLIENT_ID: CLIENT, DOCUSIGN_REDIRECT_URI: CALLBACK }, 3],
    [["token"], { DOCUSIGN_PRIVATE_KEY: "no key" }, 4],
    [["token"], { DOCUSIGN_PRIVATE_KEY: pem("wrong") }, 5],
    [["whoami", "--account-id", account(2)], {}, 2],
    [["token"], { DOCUSIGN_AUTH_SERVER: "https://docusign.invalid" }, 7],
    [["tokens"], {}, 2],
    [["token", "--users"], {}, 2],
    [["token", "--user-id"], {}, 2],
    [["token", "more"], {}, 2],
  ]) {
    const { status, stderr } = await refused(args, more);
    assert.equal(status, code, stderr);
    assert.match(stderr, /^docusign-jwt: .+\n(?: {2}https?:\/\/\S+\n|\S.+\n)+\[[a-z_]+\]\n$/);
  }
});

test("messages name flags, reasons and paths as they are typed here", async () => {
  const path = await refused(["fetch", "restapi/x"]);
  assert.match(path.stderr, /such as \/restapi\/v2\.1\/accounts\/\{accountId\}\/envelopes/);
  const none = await refused(["inspect-key", "--key-file", "nowhere.pem"], { DOCUSIGN_PRIVATE_KEY: "" });
  assert.match(none.stderr, /nowhere\.pem \(--key-file\) cannot be read: ENOENT \(it does not exist\)\.\n/);
  const folder = await refused(["inspect-key", "--key-file", "node_modules"], { DOCUSIGN_PRIVATE_KEY: "" });
  assert.match(folder.stderr, /cannot be read: EISDIR \(it is a folder\)\.\n/);
  const empty = await refused(["explain"], {}, " \n");
  assert.match(empty.stderr, /There is no text to explain\./);
  const { stdout, stderr } = await run(["whoami", "--account-id", "1234567"]);
  assert.equal(stdout, "");
  assert.doesNotMatch(stderr, /getUserInfo|\w\(\)/);
});

test("a missing consent carries its link, as JSON too", async () => {
  const more = { DOCUSIGN_CLIENT_ID: CLIENT, DOCUSIGN_REDIRECT_URI: CALLBACK };
  const { stderr } = await refused(["token", "--json"], more);
  const { error } = JSON.parse(stderr);
  assert.equal(error.code, "consent_required");
  await emulator.clickConsent(error.consentUrl, user(1));
  await result(["token"], more);
});

test("a key that was pasted in the wrong place is not shown", async () => {
  for (const args of [
    ["inspect-key", pem()],
    [pem()],
    ["token", "--dotenv", pem()],
    ["token", `--scope=${pem()}`],
    ["token", "--timeout", pem()],
    ["token", "--client-id", pem()],
  ]) {
    const { status, stderr } = await refused(args);
    assert.equal(status, 2, stderr);
    assert.doesNotMatch(stderr, /takes (?:no|one) argument/, "what is wrong is the key");
  }
  for (const args of [
    ["token", "--key-file", pem()],
    ["token", `--key-file=${pem()}`],
  ]) {
    const { stderr } = await refused(args, { DOCUSIGN_PRIVATE_KEY: "" });
    assert.match(stderr, /belongs in DOCUSIGN_PRIVATE_KEY/);
  }
});

test("help: every command has a sentence and an example, and what it lists exists", async () => {
  const general = await result(["--help"]);
  assert.equal(await result([]), general);
  const names = [...general.matchAll(/^ {2}([a-z][a-z-]+)(?: \[?[A-Z]+\]?)? {2,}\w/gm)].map(([, name]) => name);
  assert.deepEqual(names, [
    ...["init", "login", "doctor", "token", "fetch", "whoami", "find-user", "consent-url", "admin-consent-url"],
    ...["assertion", "inspect-assertion", "generate-key", "inspect-key", "explain", "completion"],
  ]);
  for (const name of names) {
    const help = await result([name, "--help"]);
    assert.equal(await result(["help", name]), help);
    assert.match(help, new RegExp(`\\nExamples:\\n {2}.*docusign-jwt ${name}\\b`));
  }
  assert.match(await result(["--version"]), /^\d+\.\d+\.\d+$/);
});

test("a reader that goes early is no failure", async () => {
  const bash = project.start("bash", [
    "-c",
    `${project.folder}/node_modules/.bin/docusign-jwt --help | (exec <&-); echo "\${PIPESTATUS[0]}"`,
  ]);
  const { stdout, stderr } = await ended(bash);
  assert.deepEqual([stdout, stderr], ["0\n", ""]);
});

for (const signal of ["SIGINT", "SIGTERM"]) {
  test(`${signal} ends it, and whoever waits sees that`, async () => {
    let arrived;
    const asked = new Promise((resolve) => (arrived = resolve));
    const silent = createServer(() => arrived()).listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    const more = { DOCUSIGN_AUTH_SERVER: `http://127.0.0.1:${silent.address().port}` };
    const cli = `${project.folder}/node_modules/docusign-jwt/cli.js`;
    const child = project.start(process.execPath, [cli, "token"], env(more));
    const over = ended(child);
    await asked;
    child.kill(signal);
    const outcome = await over;
    silent.closeAllConnections();
    silent.close();
    assert.deepEqual(outcome, { stdout: "", stderr: "", status: null, signal });
  });
}

for (const [runtime, args] of [
  ["bun", ["node_modules/docusign-jwt/cli.js"]],
  ["deno", ["run", "--allow-all", "--node-modules-dir=manual", "npm:docusign-jwt"]],
]) {
  test(`in ${runtime}`, async () => {
    const program = `${root}node_modules/.bin/${runtime}`;
    const runIn = (words, more) => project.run(program, [...args, ...words], env({ NO_COLOR: "1", ...more }));
    const token = await runIn(["token"]);
    assert.deepEqual([token.status, token.stderr], [0, ""]);
    assert.doesNotMatch(token.stdout.slice(0, -1), /\s/);
    const well = await runIn(["doctor", "--json"]);
    assert.deepEqual([well.status, JSON.parse(well.stdout).healthy], [0, true]);
    for (const [server, name] of [
      ["https://docusign.invalid", "dns_failed"],
      [`http://127.0.0.1:${await closedPort()}`, "connection_refused"],
    ]) {
      const ill = await runIn(["doctor", "--json"], { DOCUSIGN_AUTH_SERVER: server });
      assert.equal(JSON.parse(ill.stdout).finding.name, name, ill.stdout);
      assert.equal(ill.status, 7);
    }
    project.write(".env", `DOCUSIGN_PRIVATE_KEY="${pem()}"\n`);
    const fromFile = await runIn(["inspect-key"], { DOCUSIGN_PRIVATE_KEY: "" });
    project.delete(".env");
    assert.deepEqual([fromFile.status, fromFile.stderr], [0, ""]);
    assert.equal((await runIn(["token"], { DOCUSIGN_PRIVATE_KEY: "no key" })).status, 4);
  });
}

async function closedPort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
