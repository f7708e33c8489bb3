// What the command line prints: no line that a server wrote, no key, and its own words for options.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { COMMANDS } from "../../../pkg/cli/commands.js";
import { CLIENT, account, pem, user } from "../../../runtimes/emulator.mjs";
import { installed } from "../harness/installed.mjs";
import { root } from "../harness/project.mjs";

const { project, env } = await installed();
const servers = [];
after(() => {
  for (const server of servers) server.closeAllConnections() ?? server.close();
});
const run = (args, more, input) => project.command(args, env(more), input);

/** Line breaks, escapes of terminals in 7 and 8 bits, deletion, directions, a mark: none may be printed. */
const NASTY = "\n\r\t\0\b\u001b[2J\u001b]0;title\u0007\u007f\u0085\u009b31m\u2028\u2029\u202e\u2066\u200e\u061c\ufeff";
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]/u;
const forged = (text) => `${text}${NASTY}\nbasePath: https://evil.example/restapi\u2028userId: forged`;

/** A Docusign that answers with these bodies, by path. */
async function docusign(answers) {
  const server = createServer((incoming, outgoing) => {
    const [, answer] = Object.entries(answers).find(([path]) => incoming.url.startsWith(path)) ?? [];
    const [status, body] = answer ?? [200, {}];
    outgoing.writeHead(status, { "content-type": "application/json" });
    outgoing.end(JSON.stringify(typeof body === "function" ? body(server) : body));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push(server);
  return { origin: origin(server) };
}

const TOKEN = { access_token: "eyJ0.eyJ0.c2ln", token_type: "Bearer", expires_in: 3600 };
const origin = (server) => `http://127.0.0.1:${server.address().port}`;
const userinfo = (server) => ({
  sub: user(1),
  name: forged("Ann"),
  given_name: "Ann",
  family_name: "Admin",
  email: forged("ann@example.com"),
  accounts: [{ account_id: account(1), account_name: forged("Example"), is_default: true, base_uri: origin(server) }],
});

/** Every line that was printed is one that the command wrote. */
function assertPlain({ stdout, stderr }) {
  for (const line of `${stdout}${stderr}`.split("\n")) {
    assert.doesNotMatch(line, CONTROL, JSON.stringify(line));
    assert.doesNotMatch(line, /^(?:basePath: https:\/\/evil|userId: forged)/);
  }
}

test("names, addresses and accounts of a server stay on their lines", async () => {
  const server = await docusign({
    "/oauth/token": [200, TOKEN],
    "/oauth/userinfo": [200, userinfo],
  });
  for (const args of [["whoami"], ["doctor"]]) {
    const result = await run(args, { DOCUSIGN_AUTH_SERVER: server.origin });
    assert.equal(result.status, 0, result.stdout + result.stderr);
    assertPlain(result);
    assert.match(result.stdout, /name: Ann\\u000a\\u000d\\u0009\\u0000\\u0008\\u001b\[2J/);
    const whole = await run([...args, "--json"], { DOCUSIGN_AUTH_SERVER: server.origin });
    assertPlain(whole);
    const parsed = JSON.parse(whole.stdout);
    const name = args[0] === "whoami" ? parsed.name : parsed.checks.at(-1).name;
    assert.equal(name, forged("Ann"), "JSON keeps the value");
  }
  const { stdout } = await run(["whoami"], { DOCUSIGN_AUTH_SERVER: server.origin });
  const base = stdout.split("\n").filter((line) => line.startsWith("basePath: "));
  assert.deepEqual(base, [`basePath: ${server.origin}/restapi`]);
});

test("letters of other scripts are printed as they are", async () => {
  const name = "Ünal Øst 山田太郎 عمر می‌خواهم 👩‍💻";
  const server = await docusign({
    "/oauth/token": [200, TOKEN],
    "/oauth/userinfo": [200, (of) => ({ ...userinfo(of), name })],
  });
  const { stdout } = await run(["whoami"], { DOCUSIGN_AUTH_SERVER: server.origin });
  assert.ok(stdout.includes(`name: ${name}\n`), stdout);
});

test("candidates and descriptions of errors stay on their lines", async () => {
  const users = [1, 2].map((number) => ({
    userId: user(number),
    userName: forged("Twin"),
    email: "twin@example.com",
    userStatus: forged("Active"),
  }));
  const server = await docusign({
    "/oauth/token": [200, TOKEN],
    "/oauth/userinfo": [200, userinfo],
    "/restapi": [200, { users: users.map((one) => ({ ...one, userStatus: "Active" })), resultSetSize: "2", totalSetSize: "2" }],
  });
  const found = await run(["find-user", "twin@example.com"], { DOCUSIGN_AUTH_SERVER: server.origin });
  assert.equal(found.status, 6, found.stderr);
  assert.match(found.stderr, /Twin\\u000a/);
  assertPlain(found);
  for (const body of [
    { error: "invalid_grant", error_description: forged("refused") },
    { error: forged("teapot"), error_description: forged("x") },
    { errorCode: forged("X"), message: forged("y") },
  ]) {
    const refusing = await docusign({ "/oauth/token": [400, body] });
    for (const args of [["token"], ["doctor"], ["token", "--json"]]) {
      const result = await run(args, { DOCUSIGN_AUTH_SERVER: refusing.origin });
      assert.equal(result.status, 5, result.stdout + result.stderr);
      assertPlain(result);
    }
  }
});

test("paths and values of files stay on their lines", async () => {
  const path = `a\u001b[31m\u202e.env`;
  project.write(path, `DOCUSIGN_ENVIRONMENT="\u001b[2Jdemo\u202e"\n`);
  for (const args of [
    ["doctor", "--dotenv", path],
    ["token", "--dotenv", `${path}.gone`],
    ["token", "--key-file", `${path}.pem`],
    ["token", "--key-file", "x\nbasePath: https://evil.example"],
    [`tok\u001ben`],
    ["token", `--us\u001b[31mers`],
    ["token", "--environment", "\u001b[2J\u009b2J"],
    ["token", "--redirect-uri", "\u202ehttps://x"],
    ["find-user", "a@b\u202e.c"],
  ]) {
    const more = { DOCUSIGN_AUTH_SERVER: "", ...(args.includes("--key-file") && { DOCUSIGN_PRIVATE_KEY: "" }) };
    const result = await run(args, more);
    assert.ok(result.status > 0, `${args}`);
    assertPlain(result);
  }
});

/** A key, and pieces of it, as people paste them. */
function pasted() {
  const lines = pem().trim().split("\n");
  return [
    pem(),
    pem().replaceAll("\n", "\\n"),
    pem().replaceAll("\n", " "),
    lines.slice(1, -1).join(""),
    lines[1],
    lines[7],
    Buffer.from(pem()).toString("base64"),
    Buffer.from(lines.slice(1, -1).join(""), "base64").toString("hex"),
    JSON.stringify({ kty: "RSA", n: lines[2], d: lines[3] }),
    encodeURIComponent(pem()),
  ];
}

/** Whether a text shows a piece of what was pasted. */
function shows(text, key) {
  for (let at = 0; at + 24 <= key.length; at += 8) {
    const piece = key.slice(at, at + 24);
    if (!/PRIVATE|BEGIN|END|^"?[kn]/.test(piece) && text.includes(piece)) return piece;
  }
  return undefined;
}

test("a key in the wrong place is not shown, wherever that is", async () => {
  const variables = [
    "CLIENT_ID",
    "USER_ID",
    "PRIVATE_KEY_FILE",
    "ENVIRONMENT",
    "AUTH_SERVER",
    "API_SERVER",
    "ADMIN_SERVER",
    "SCOPES",
    "ACCOUNT_ID",
    "ORGANIZATION_ID",
    "TIMEOUT",
  ].map((name) => `DOCUSIGN_${name}`);
  const server = await docusign({ "/": [400, {}] });
  for (const key of pasted()) {
    const runs = [
      ...variables.map((variable) => [["doctor"], { [variable]: key }]),
      ...[
        "--client-id",
        "--user-id",
        "--key-file",
        "--environment",
        "--auth-server",
        "--scopes",
        "--account-id",
        "--timeout",
        "--dotenv",
      ].map((flag) => [["token", flag, key], {}]),
      [["token", `--${key}`], {}],
      [["token", key], {}],
      [[key], {}],
      [["help", key], {}],
      [["find-user", key], {}],
    ];
    await Promise.all(
      runs.map(async ([args, more]) => {
        const alone = args.includes("--key-file") || more.DOCUSIGN_PRIVATE_KEY_FILE ? { DOCUSIGN_PRIVATE_KEY: "" } : {};
        const sole =
          more.DOCUSIGN_ENVIRONMENT || args.includes("--environment") || args.includes("--auth-server")
            ? { DOCUSIGN_AUTH_SERVER: "" }
            : { DOCUSIGN_AUTH_SERVER: server.origin };
        const { stdout, stderr, status } = await run(args, { ...sole, ...alone, ...more });
        assert.ok(status > 0, `${args[0]} ${Object.keys(more)}`);
        assert.equal(shows(stdout + stderr, key), undefined, `${args.slice(0, 2).join(" ").slice(0, 40)} ${Object.keys(more)}`);
      }),
    );
  }
});

test("the message about a misplaced key names its place and where it belongs", async () => {
  for (const [args, more, place] of [
    [["doctor"], { DOCUSIGN_CLIENT_ID: pem() }, "DOCUSIGN_CLIENT_ID"],
    [["doctor"], { DOCUSIGN_ENVIRONMENT: pem(), DOCUSIGN_AUTH_SERVER: "" }, "DOCUSIGN_ENVIRONMENT"],
    [["doctor"], { DOCUSIGN_REDIRECT_URI: pem() }, "DOCUSIGN_REDIRECT_URI"],
    [["doctor", "--scopes", pem()], {}, "--scopes"],
    [["consent-url", "--state", pem()], {}, "The command line"],
  ]) {
    const { stdout, stderr, status } = await run(args, more);
    assert.equal(status, 2);
    assert.ok(`${stdout}${stderr}`.includes(`${place} contains what looks like a private key.`), stdout + stderr);
    assert.match(stdout + stderr, /belongs in DOCUSIGN_PRIVATE_KEY/);
    assert.match(stdout + stderr, /key_misplaced/);
  }
});

test("long values that are no keys are taken", async () => {
  const state = "kJ8sP0qZx3Vb7Nn1Lw5Ty9Ru2Ei6Oa4Hd0Gf8Sc3Xv7";
  const redirect = "https://login.example.com/services/authcallback/00D5e000000AbCdEAX/Docusign";
  const { stdout, status } = await run(["consent-url", "--state", state, "--redirect-uri", redirect], {});
  assert.equal(status, 0);
  assert.ok(stdout.includes(state));
  const path = project.write("a-directory-free-name-that-is-as-long-as-names-get-2026-11-26.private.pem", pem());
  assert.equal((await run(["token", "--key-file", path], { DOCUSIGN_PRIVATE_KEY: "" })).status, 0);
});

test("errors speak of flags and variables, not of options", async () => {
  project.write(".env", "DOCUSIGN_ACCOUNT_ID=1234567\n");
  const wrong = await run(["doctor", "--json"], {});
  project.delete(".env");
  const { finding } = JSON.parse(wrong.stdout);
  assert.match(finding.message, /DOCUSIGN_ACCOUNT_ID in \.env/);
  for (const [args, more, says] of [
    [["token"], { DOCUSIGN_USER_ID: "1234567" }, /DOCUSIGN_USER_ID/],
    [["token", "--user-id", "1234567"], {}, /--user-id/],
    [["token", "--client-id", "robot"], {}, /--client-id/],
    [["token"], { DOCUSIGN_USER_ID: "ann@example.com" }, /find-user/],
    [["token", "--auth-server", "http://auth.example.com"], {}, /--auth-server/],
    [["token", "--timeout", "soon"], {}, /--timeout/],
    [["token"], { DOCUSIGN_CLIENT_ID: CLIENT }, /--redirect-uri[\s\S]*consent-url/],
    [["token", "--application"], { DOCUSIGN_CLIENT_ID: CLIENT }, /administrator[\s\S]*Authorize Application/],
    [["find-user", "twin@example.com"], {}, /--user-id/],
    [["whoami", "--account-id", account(9)], {}, /account/],
  ]) {
    const { stderr, status } = await run(args, more);
    assert.ok(status > 0);
    assert.match(stderr, says);
    assert.doesNotMatch(stderr, /\b(?:clientId|userId|accountId|authServer|redirectUri|consentUrl|adminConsentHelp|forUser|forEmail)\b/);
  }
});

test("no example of the help, the documents or the programs has a secret on a command line", () => {
  const under = (folder) => readdirSync(`${root}${folder}`, { recursive: true }).map((name) => `${folder}/${name}`);
  const files = ["README.md", "SECURITY.md", ...["docs", "examples", "pkg/cli", "emulator", "www/page/app"].flatMap(under)];
  const texts = files.filter((name) => /\.(?:md|sh|js|mjs)$/.test(name) && !name.includes("node_modules"));
  assert.ok(texts.length > 40, `${texts.length}`);
  for (const file of texts) {
    const lines = readFileSync(`${root}${file}`, "utf8").replaceAll("\\\n", " ").split("\n");
    for (const line of lines) {
      assert.doesNotMatch(line, /curl[^|]*\$\([^)]*docusign-jwt (?:token|assertion)/, file);
      assert.doesNotMatch(line, /curl[^|]*(?<!<\(echo )"(?:assertion=|Authorization: Bearer )\$/, file);
    }
  }
});

test("curl gets the token of the examples on standard input", async () => {
  const example = (of) => COMMANDS.find(({ name }) => name === of).examples[0].replace(" --environment demo", "");
  const stub = `#!/bin/sh\nprintf '%s\\n' "$@"\nsed 's/eyJ[^ ]*/SECRET/'\n`;
  mkdirSync(`${project.folder}/stub`);
  chmodSync(project.write("stub/curl", stub), 0o755);
  const path = { PATH: `${project.folder}/stub:${process.env.PATH}` };
  for (const [of, last] of [
    ["token", "Authorization: Bearer SECRET"],
    ["assertion", "assertion=SECRET"],
  ]) {
    for (const shell of ["sh", "bash"]) {
      const { stdout } = await project.run(shell, ["-c", example(of)], env(path));
      const [given, input] = [stdout.split("\n").slice(0, -2), stdout.split("\n").at(-2)];
      assert.ok(given.length > 1 && given.every((word) => !/eyJ|SECRET/.test(word)), stdout);
      assert.equal(input, last);
    }
  }
});
