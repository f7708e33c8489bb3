// init: what it asks, what it writes where, and what it leaves alone.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { parseEnv } from "node:util";
import { edited, quoted } from "../../../pkg/cli/env_edit.js";
import { CLIENT, ISV, pem, user } from "../../../runtimes/emulator.mjs";
import { installed } from "../harness/installed.mjs";
import { Terminal, plain } from "./terminal.mjs";

const LOCAL = "http://localhost:8765/callback";
const { emulator, project } = await installed();
project.write("key.pem", pem());

/** Each test begins in an empty folder. */
let at;
let count = 0;
beforeEach(() => {
  at = join(project.folder, `folder-${count++}`);
  mkdirSync(at);
});
afterEach(() => rmSync(at, { recursive: true }));

const path = (name) => join(at, name);
const text = (name) => readFileSync(path(name), "utf8");
const mode = (name) => statSync(path(name)).mode & 0o777;
const git = (...args) => execFileSync("git", args, { cwd: at, env: project.env({ HOME: at }), stdio: "pipe", encoding: "utf8" });
const env = (more) => ({ DOCUSIGN_AUTH_SERVER: emulator.origin, ...more });
const cli = (args, more, input) => project.run(`${project.folder}/node_modules/.bin/docusign-jwt`, args, env(more), input, at);
const FLAGS = ["--client-id", ISV, "--user-id", user(1), "--key-file", "../key.pem"];
const init = (...args) => cli(["init", ...FLAGS, ...args]);
const terminal = (line, more) => new Terminal(project, `cd ${at} && ${line}`, env(more));

test("without a terminal it names the flags, and writes nothing", async () => {
  const { stdout, stderr, status } = await cli(["init"]);
  assert.deepEqual([status, stdout], [2, ""]);
  for (const word of ["--client-id GUID", "--user-id GUID", "--key-file FILE", "--generate-key", "[setting_missing]"]) {
    assert.ok(stderr.includes(word), stderr);
  }
  assert.doesNotMatch(stderr, /docusign-jwt init asks/, "that is what was just tried");
  assert.equal(existsSync(path(".env")), false);
  const wrong = await cli(["init", "--client-id", "c0", "--user-id", user(1), "--key-file", "../key.pem"]);
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /\[client_id_invalid\]/);
  const noKey = await init("--key-file", "package.json");
  assert.equal(noKey.status, 2, noKey.stderr);
  assert.equal(existsSync(path(".env")), false);
});

test("with flags it writes a file that git ignores and nobody else reads, and runs doctor", async () => {
  git("init", "-q");
  writeFileSync(path(".gitignore"), "node_modules", { mode: 0o640 });
  const { stdout, stderr, status } = await init("--redirect-uri", LOCAL);
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /^Nothing is wrong\.\n/);
  assert.match(stderr, /Wrote DOCUSIGN_CLIENT_ID, .*to \.env\. Only you can read the file\.\nAdded \.env to \.gitignore\./);
  assert.equal(mode(".env"), 0o600);
  assert.equal(text(".gitignore"), "node_modules\n.env\n");
  assert.equal(mode(".gitignore"), 0o640, "other files stay readable for those who could read them");
  const { DOCUSIGN_PRIVATE_KEY, ...rest } = parseEnv(text(".env"));
  assert.equal(DOCUSIGN_PRIVATE_KEY, pem().trim());
  assert.deepEqual(rest, {
    DOCUSIGN_CLIENT_ID: ISV,
    DOCUSIGN_USER_ID: user(1),
    DOCUSIGN_AUTH_SERVER: emulator.origin,
    DOCUSIGN_REDIRECT_URI: LOCAL,
  });
  assert.equal(git("status", "--porcelain"), "?? .gitignore\n");
  const again = await cli(["init"]);
  assert.match(again.stderr, /\.env has all settings/);
  assert.equal(text(".gitignore"), "node_modules\n.env\n");
  const { status: works } = await project.run(`${project.folder}/node_modules/.bin/docusign-jwt`, ["whoami"], {}, "", at);
  assert.equal(works, 0, "the file is all that is needed");
});

test("the exit code is doctor's", async () => {
  const { status, stdout } = await init("--client-id", CLIENT, "--redirect-uri", "https://example.com/callback");
  assert.equal(status, 3);
  assert.match(stdout, /^consent_missing: /);
  assert.equal((await init("--client-id", CLIENT, "--overwrite", "--no-doctor")).status, 0);
});

const FOREIGN = `# kept\r\nOTHER="a b"\r\nexport DOCUSIGN_CLIENT_ID='${CLIENT}' # old\r\nMULTI="one\r\ntwo"\r\nDOCUSIGN_USER_ID=${user(1)}\r\nLAST=1`;

test("it overwrites nothing unasked, and keeps every other line", async () => {
  writeFileSync(path(".env"), FOREIGN);
  const refused = await init();
  assert.equal(refused.status, 2);
  assert.match(
    refused.stderr,
    /\.env has other values for DOCUSIGN_CLIENT_ID\.\nNothing was written\. Pass --overwrite[\s\S]*\[setting_conflict\]/,
  );
  assert.equal(text(".env"), FOREIGN);
  const { status, stderr } = await init("--overwrite");
  assert.equal(status, 0, stderr);
  const lines = text(".env").split("\r\n");
  assert.equal(text(".env").replaceAll("\r\n", "").includes("\n"), false, "line ends are those of the file");
  assert.deepEqual(lines.slice(0, 7), [
    "# kept",
    'OTHER="a b"',
    `DOCUSIGN_CLIENT_ID=${ISV}`,
    'MULTI="one',
    'two"',
    `DOCUSIGN_USER_ID=${user(1)}`,
    "LAST=1",
  ]);
  assert.equal(parseEnv(text(".env")).DOCUSIGN_PRIVATE_KEY, pem().trim());
  assert.equal(mode(".env"), 0o600);
});

test("what would contradict a new value is removed, after --overwrite", async () => {
  const base = `DOCUSIGN_CLIENT_ID=${ISV}\nDOCUSIGN_USER_ID=${user(1)}\n`;
  const keyFile = `${base}DOCUSIGN_PRIVATE_KEY_FILE=old.pem\nDOCUSIGN_AUTH_SERVER=${emulator.origin}\n`;
  writeFileSync(path(".env"), keyFile);
  const refused = await init("--no-doctor");
  assert.deepEqual([refused.status, text(".env")], [2, keyFile]);
  assert.match(refused.stderr, /other values for DOCUSIGN_PRIVATE_KEY_FILE/);
  assert.equal((await init("--no-doctor", "--overwrite")).status, 0);
  const byKey = parseEnv(text(".env"));
  assert.deepEqual([byKey.DOCUSIGN_PRIVATE_KEY, byKey.DOCUSIGN_PRIVATE_KEY_FILE], [pem().trim(), undefined]);
  for (const [args, environment, server] of [
    [["--environment", "demo"], "demo", undefined],
    [["--auth-server", emulator.origin], undefined, emulator.origin],
  ]) {
    const { status, stderr } = await cli(["init", ...args, "--no-doctor", "--overwrite"], { DOCUSIGN_AUTH_SERVER: "" });
    assert.equal(status, 0, stderr);
    const { DOCUSIGN_ENVIRONMENT, DOCUSIGN_AUTH_SERVER } = parseEnv(text(".env"));
    assert.deepEqual([DOCUSIGN_ENVIRONMENT, DOCUSIGN_AUTH_SERVER], [environment, server]);
  }
});

test("a key file as DER, or with the line ends of Windows, is written as PEM that every program reads", async () => {
  const lines = pem().trim().split("\n");
  writeFileSync(path("key.der"), Buffer.from(lines.slice(1, -1).join(""), "base64"));
  writeFileSync(path("windows.pem"), `\ufeff${lines.join("\r\n")}\r\n`);
  for (const file of ["key.der", "windows.pem"]) {
    const { status, stderr } = await init("--key-file", file, "--no-doctor", "--overwrite");
    assert.equal(status, 0, stderr);
    assert.equal(parseEnv(text(".env")).DOCUSIGN_PRIVATE_KEY.replace("\ufeff", ""), pem().trim(), file);
  }
});

test("a variable of the shell fills a gap, and replaces nothing", async () => {
  writeFileSync(path(".env"), `DOCUSIGN_CLIENT_ID=${ISV}\n`);
  const { status } = await cli(["init", "--no-doctor"], {
    DOCUSIGN_CLIENT_ID: CLIENT,
    DOCUSIGN_USER_ID: user(1),
    DOCUSIGN_PRIVATE_KEY: pem(),
  });
  assert.equal(status, 0);
  const { DOCUSIGN_CLIENT_ID, DOCUSIGN_USER_ID } = parseEnv(text(".env"));
  assert.deepEqual([DOCUSIGN_CLIENT_ID, DOCUSIGN_USER_ID], [ISV, user(1)]);
});

test("a file that git tracks, or does not ignore in the end, gets no key", async () => {
  git("init", "-q");
  writeFileSync(path(".env"), "OTHER=1\n");
  git("add", ".env");
  const tracked = await init();
  assert.equal(tracked.status, 2);
  assert.match(tracked.stderr, /git tracks \.env[\s\S]*git rm --cached \.env[\s\S]*\[file_tracked\]/);
  assert.equal(text(".env"), "OTHER=1\n");
  mkdirSync(path("below"));
  writeFileSync(path("below/.gitignore"), ".env\n!.env\n");
  const below = await init("--file", "below/.env");
  assert.equal(below.status, 2);
  assert.match(below.stderr, /git does not ignore below\/\.env/);
  assert.equal(existsSync(path("below/.env")), false);
});

test("where git cannot be asked, .gitignore has the line all the same, and that is said", async () => {
  mkdirSync(path(".git"));
  const { stderr } = await init("--no-doctor");
  assert.match(stderr, /but git did not run/);
  assert.equal(text(".gitignore"), ".env\n");
});

test("a link stays a link", async () => {
  writeFileSync(path("real.env"), "OTHER=1\n");
  symlinkSync("real.env", path(".env"));
  assert.equal((await init("--no-doctor")).status, 0);
  assert.equal(lstatSync(path(".env")).isSymbolicLink(), true);
  assert.match(text("real.env"), /^OTHER=1\nDOCUSIGN_CLIENT_ID=/);
});

test(".dev.vars beside a wrangler configuration, a file for each profile", async () => {
  for (const name of ["wrangler.toml", "wrangler.json", ".dev.vars", "wrangler.jsonc"]) {
    rmSync(path(".dev.vars"), { force: true });
    writeFileSync(path(name), name.endsWith("c") ? "{}" : "");
    assert.equal((await init("--no-doctor")).status, 0);
    assert.deepEqual([text(".dev.vars").length > 0, existsSync(path(".env"))], [true, false], name);
    if (name !== "wrangler.jsonc") rmSync(path(name));
  }
  assert.equal((await init("--overwrite")).status, 0);
  const production = await init("--profile", "live", "--user-id", user(2));
  assert.equal(production.status, 0, production.stderr);
  const who = async (...args) => (await cli(["whoami", ...args], { DOCUSIGN_AUTH_SERVER: "" })).stdout;
  assert.match(await who("--profile", "live"), /name: Bob/);
  assert.match(await who(), /name: Ann/);
  const variable = await cli(["whoami"], { DOCUSIGN_AUTH_SERVER: "", DOCUSIGN_PROFILE: "live" });
  assert.match(variable.stdout, /name: Bob/);
  const absent = await cli(["whoami", "--profile", "test"]);
  assert.match(absent.stderr, /Profile test has no file[\s\S]*init --profile test[\s\S]*\[env_file_unreadable\]/);
  for (const name of ["local", "../x", "a b"]) {
    assert.match((await cli(["whoami", "--profile", name])).stderr, /--profile is not a valid profile name\./, name);
  }
  assert.match((await cli(["whoami", "--profile", "live", "--dotenv", ".env"])).stderr, /\[setting_conflict\]/);
});

test("a file in UTF-16 is not rewritten", async () => {
  const bytes = Buffer.from(`\ufeffOTHER=1\r\n`, "utf16le");
  writeFileSync(path(".env"), bytes);
  const { status, stderr } = await init();
  assert.equal(status, 2);
  assert.match(stderr, /\.env is not UTF-8\./);
  assert.ok(readFileSync(path(".env")).equals(bytes));
});

/** A key of nobody's, in one line. */
const OTHER_KEY = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs1", format: "der" })
  .toString("base64");

test("a key pasted at another question is one wrong answer, and is not shown", async () => {
  const person = terminal("$CLI init", { DOCUSIGN_AUTH_SERVER: "" });
  await person.answer(
    ["1\\) demo", "1"],
    ["Integration key: $", pem().trim().replaceAll("\n", "\r")],
    ["\n  This looks like a private key[^]*Integration key: $", OTHER_KEY],
    ["\n  This looks like a private key[^]*Integration key: $", ISV],
  );
  await person.shows("User ID: $");
  person.press("\u0003");
  const { shown } = await person.over;
  assert.equal(shown.split("looks like a private key").length, 3, shown);
  for (const line of [...pem().trim().split("\n").slice(1), OTHER_KEY.slice(100)]) assert.ok(!shown.includes(line.slice(0, 40)), shown);
});

test("a person at a terminal is asked for what is missing; a wrong answer is asked for again", async () => {
  git("init", "-q");
  const person = terminal("$CLI init", { DOCUSIGN_AUTH_SERVER: "" });
  await person.answer(
    ["1\\) demo", "1"],
    ["Integration key: $", OTHER_KEY],
    ["looks like a private key\\. A later question asks for the key\\.[^]*Integration key: $", "Contract Robot"],
    ["not a GUID[^]*Integration key: $", ISV],
    ["User ID: $", ISV],
    ["User ID: $", user(1)],
    ["3\\) Make a new key pair[^]*: $", "1"],
    ["Path of the file: $", "nowhere.pem"],
    ["cannot be read: ENOENT[^]*Path of the file: $", "../key.pem"],
    ["Redirect URI \\[http://localhost:8765/callback\\]: $", ""],
  );
  await person.shows("Wrote DOCUSIGN_CLIENT_ID");
  // demo is Docusign's, which tests do not reach: what was written counts.
  person.press("\u0003");
  await person.over;
  const { DOCUSIGN_PRIVATE_KEY, ...rest } = parseEnv(text(".env"));
  assert.equal(DOCUSIGN_PRIVATE_KEY, pem().trim());
  assert.deepEqual(rest, {
    DOCUSIGN_CLIENT_ID: ISV,
    DOCUSIGN_USER_ID: user(1),
    DOCUSIGN_ENVIRONMENT: "demo",
    DOCUSIGN_REDIRECT_URI: LOCAL,
  });
  assert.equal(git("status", "--porcelain"), "?? .gitignore\n");
});

test("a pasted key is not shown; where consent is all that is missing, the consent page is offered", async () => {
  await emulator.addRedirectUri(CLIENT, LOCAL);
  const person = terminal("$CLI init", { BROWSER: project.browser() });
  await person.answer(["Integration key: $", CLIENT], ["User ID: $", user(1)], ["3\\) Make a new[^]*: $", "2"]);
  await person.shows("Paste the key");
  person.press(pem().replaceAll("\n", "\r"));
  await person.answer(["Redirect URI [^]*: $", ""], ["Open the consent page now\\? \\(y/n\\) \\[y\\]: $", ""]);
  const { status, shown } = await person.over;
  assert.equal(status, 0, shown);
  assert.match(shown, /✓ Docusign issues tokens for this user:\nuserId: a0/);
  assert.equal(parseEnv(text(".env")).DOCUSIGN_PRIVATE_KEY, pem().trim());
});

test("a new key pair: the public half is shown, the private half is in the file alone", async () => {
  const person = terminal("$CLI init", {});
  await person.answer(["Integration key: $", ISV], ["User ID: $", user(1)], ["3\\) Make a new[^]*: $", "3"], ["Redirect URI [^]*: $", ""]);
  const [publicKeyPem] = await person.shows("-----BEGIN PUBLIC KEY-----[^]*-----END PUBLIC KEY-----");
  await person.shows("Press Enter after you have uploaded the public key");
  const response = await fetch(`${emulator.origin}/__emulator/keys`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ client: ISV, publicKeyPem }),
  });
  assert.ok(response.ok, await response.text());
  person.type("");
  const { status, shown } = await person.over;
  assert.equal(status, 0, shown);
  assert.match(shown, /✓ Nothing is wrong\./);
  const secret = parseEnv(text(".env"))
    .DOCUSIGN_PRIVATE_KEY.split("\n")
    .filter((line) => line.length === 64);
  assert.ok(secret.length > 20);
  for (const line of secret) assert.equal(shown.includes(line), false, "a line of the private key was shown");
});

test("another value is replaced only after a yes; Ctrl-C and Ctrl-D leave all as it was", async () => {
  const old = `DOCUSIGN_CLIENT_ID=${CLIENT}\nDOCUSIGN_USER_ID=${user(1)}\nDOCUSIGN_REDIRECT_URI=${LOCAL}\n`;
  const line = `$CLI init --client-id ${ISV} --key-file ../key.pem`;
  for (const [key, status] of [
    ["n\r", 2],
    ["\u0003", 130],
    ["\u0004", 2],
  ]) {
    writeFileSync(path(".env"), old);
    const person = terminal(line);
    await person.shows("other values for DOCUSIGN_CLIENT_ID\\. Replace them\\? \\(y/n\\) \\[n\\]: $");
    person.press(key);
    const ended = await person.over;
    assert.equal(ended.status, status, ended.shown);
    assert.equal(text(".env"), old);
  }
  const person = terminal(line);
  await person.answer(["Replace them\\? [^]*: $", "y"]);
  assert.equal((await person.over).status, 0);
  assert.equal(parseEnv(text(".env")).DOCUSIGN_CLIENT_ID, ISV);
});

test("values are quoted so that Node reads them as they are, or not written", () => {
  for (const value of ["a", "a b", "a#b", "it's", 'say "x"', "a=b", "https://x/y?z=1&u=%20", pem().trim(), "ünï", "`x`", "a\nb"]) {
    assert.equal(parseEnv(`A=${quoted("A", value)}\nB=1`).A, value, value);
  }
  for (const value of ["$HOME", "a\\nb", `'"`, "a\rb", "a\u001bb"]) assert.throws(() => quoted("A", value), { code: "usage" }, value);
});

test("editing: the last assignment is the one that counts, and an unclosed quote swallows nothing", () => {
  const change = (content, ...pairs) => edited(content, new Map(pairs));
  assert.equal(change("A=1\nA=2\nB=3\n", ["A", "9"]), "A=1\nA=9\nB=3\n");
  assert.equal(change("A=1", ["B", "2"]), "A=1\nB=2\n");
  assert.equal(change("", ["B", "2"]), "B=2\n");
  assert.equal(change("A=1\nB=2\n", ["A", undefined]), "B=2\n");
  assert.equal(change('A="1\nB=2\n', ["A", "9"]), "A=9\nB=2\n");
  assert.equal(change(`K=${pem()}B=2\n`, ["K", "x"]), "K=x\nB=2\n");
  assert.equal(plain("\u001b[1mx\u001b[0m\r\n"), "x\n");
});
