// generate-key, explain, inspect-assertion, completion, --verbose; and what a terminal shows.
import assert from "node:assert/strict";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { test } from "node:test";
import { COMMANDS } from "../../../pkg/cli/commands.js";
import { durationText, timeText } from "../../../pkg/cli/time.js";
import { CLIENT, ISV, pem, user } from "../../../runtimes/emulator.mjs";
import { installed } from "../harness/installed.mjs";
import { Terminal } from "./terminal.mjs";

const ESCAPE = "\u001b";
const { emulator, project, env } = await installed();
const cli = (args, more, input) => project.command(args, more, input);
const file = (name) => readFileSync(`${project.folder}/${name}`, "utf8");

test("generate-key: the public half is printed, the private half is in a file of the owner's", async () => {
  mkdirSync(`${project.folder}/.git`);
  const { stdout, stderr, status } = await cli(["generate-key"], {});
  assert.equal(status, 0, stderr);
  const secret = file("docusign-private.pem");
  assert.match(secret, /^-----BEGIN RSA PRIVATE KEY-----\n/);
  assert.equal(statSync(`${project.folder}/docusign-private.pem`).mode & 0o777, 0o600);
  assert.equal(stdout, createPublicKey(createPrivateKey(secret)).export({ type: "spki", format: "pem" }));
  assert.match(stderr, /Upload the public key/);
  assert.match(file(".gitignore"), /^docusign-private\.pem$/m);
  for (const line of secret.split("\n").filter((one) => one.length === 64)) assert.ok(!(stdout + stderr).includes(line));
  const again = await cli(["generate-key"], {});
  assert.equal(again.status, 2);
  assert.match(again.stderr, /\[file_exists\]/);
  assert.equal(file("docusign-private.pem"), secret, "it is not overwritten");
  const large = JSON.parse((await cli(["generate-key", "--json", "--bits", "3072", "--out", "large.pem"], {})).stdout);
  assert.equal(createPublicKey(large.publicKeyPem).asymmetricKeyDetails.modulusLength, 3072);
  assert.equal((await cli(["generate-key", "--bits", "1024", "--out", "x.pem"], {})).status, 2);
  assert.equal((await cli(["generate-key", "--out", "nowhere/x.pem"], {})).status, 2);
  const inspected = await cli(["inspect-key", "--key-file", "docusign-private.pem"], {});
  assert.equal(inspected.status, 0);
  assert.equal(existsSync(`${project.folder}/x.pem`), false);
});

test("generate-key: git ignores a file whatever its name has, and its mode is not the umask's", async () => {
  const at = `${project.folder}/repository`;
  mkdirSync(at);
  const line = `cd ${at} && git init -q && umask 0377 && "$CLI" generate-key --out '#my [1] key!.pem' && git status --porcelain`;
  const { stdout, stderr, status } = await project.run("bash", ["-c", line], { CLI: `${project.folder}/node_modules/.bin/docusign-jwt` });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /-----END PUBLIC KEY-----\n\?\? \.gitignore\n$/);
  assert.equal(statSync(`${at}/#my [1] key!.pem`).mode & 0o777, 0o600);
});

test("explain: a text on the command line or from a pipe", async () => {
  const direct = await cli(["explain", '400 {"error":"consent_required"}'], {});
  assert.equal(direct.status, 0);
  assert.match(direct.stdout, /^consent_required: .+\n\n1\. .+\n {3}.+\n\n2\. /);
  const piped = await cli(["explain"], {}, 'line\n400 {"error":"consent_required"}\n');
  assert.equal(piped.stdout, direct.stdout);
  const json = JSON.parse((await cli(["explain", "--json", "consent_required"], {})).stdout);
  assert.equal(json.code, "consent_required");
  const unknown = await cli(["explain", "all is well"], {});
  assert.deepEqual([unknown.status, unknown.stdout], [2, ""]);
  assert.equal((await cli(["explain", pem()], {})).status, 2);
  const single = await cli(["explain", "oauth_unknown"], {});
  assert.doesNotMatch(single.stdout, /^1\./m, "one cause has no number");
  const trace = "8c9a1f0e-1234-4000-8000-123456789abc";
  const traced = await cli(["explain", `500 {"error":"server_error","reference_id":"${trace}"}`], {});
  assert.ok(traced.stdout.includes(`support needs this ID: ${trace}`), traced.stdout);
});

test("what reads standard input does not wait for a person", async () => {
  for (const command of ["explain", "inspect-assertion"]) {
    const { status, shown } = await new Terminal(project, `$CLI ${command}`).over;
    assert.equal(status, 2, shown);
    assert.match(shown, /There is no text to explain\.|No assertion was given\./);
  }
});

test("inspect-assertion: what it says and what is wrong, never the assertion", async () => {
  const { stdout: assertion } = await cli(["assertion"], env());
  const well = await cli(["inspect-assertion"], {}, assertion);
  assert.equal(well.status, 0);
  assert.match(well.stdout, new RegExp(`^alg: RS256\ntyp: JWT\niss: ${ISV}\nsub: ${user(1)}\n`));
  const [, expiry] = /^exp: (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$/m.exec(well.stdout);
  assert.ok(Math.abs(Date.parse(expiry) - Date.now() - 600_000) < 60_000, expiry);
  assert.match(well.stdout, /\nThe claims are correct\. The signature was not checked\.\n$/);
  project.write("request.txt", `grant_type=x&assertion=${assertion.trim()}`);
  const ill = await cli(["inspect-assertion", "request.txt", "--environment", "production"], {});
  assert.match(ill.stdout, /\naud: aud is .*, but the environment is account\.docusign\.com\n/);
  const json = JSON.parse((await cli(["inspect-assertion", "-", "--json"], {}, assertion)).stdout);
  assert.deepEqual([json.claims.iss, json.warnings], [ISV, []]);
  const shown = await cli(["inspect-assertion", assertion.trim()], {});
  assert.equal(shown.status, 2);
  assert.match(shown.stderr, /The command line contains the assertion itself\./);
  assert.equal((await cli(["inspect-assertion"], {}, "nonsense")).status, 2);
});

/** What a shell offers for the last word. */
const OFFERS = {
  bash: (words, at) =>
    `eval "$($CLI completion bash)"; COMP_WORDS=(${words}); COMP_CWORD=${at}; _docusign_jwt; printf '%s\\n' "\${COMPREPLY[@]}"`,
  // The functions of zsh that offer words print them here.
  zsh: (words, at) =>
    `compdef() { :; }; _describe() { eval "print -l \\"\\\${(@)$2%%:*}\\""; }; _arguments() { print -rl -- "$@"; }; _files() { :; }
     eval "$($CLI completion zsh)"; words=(${words}); CURRENT=${at + 1}; _docusign_jwt`,
  fish: (words) => `$CLI completion fish | source; complete --do-complete "${words}"`,
};

for (const [shell, script] of Object.entries(OFFERS)) {
  test(`completion in ${shell}: commands, flags, values`, async () => {
    const program = shell === "bash" ? "bash" : process.env[shell.toUpperCase()];
    assert.ok(program, `${shell.toUpperCase()} names no program; run this by cargo xtask test`);
    const CLI = `${project.folder}/node_modules/.bin/docusign-jwt`;
    const offers = async (words) => {
      const typed = shell === "fish" ? `docusign-jwt ${words}` : `docusign-jwt ${words || "''"}`;
      const at = words.split(" ").length;
      const { stdout, stderr, status } = await project.run(program, ["-c", script(typed, at)], { CLI, TERM: "dumb" });
      assert.deepEqual([status, stderr], [0, ""], `${shell}: ${words}`);
      return stdout;
    };
    const names = await offers("");
    for (const { name } of COMMANDS) assert.match(names, new RegExp(`^${name}\\b`, "m"));
    const flags = await offers("token --");
    for (const flag of ["client-id", "application", "profile", "verbose"]) assert.match(flags, new RegExp(`--${flag}\\b`));
    assert.doesNotMatch(flags, /--no-open\b/);
    assert.doesNotMatch(await offers("generate-key --"), /--client-id\b/);
    assert.match(await offers("login --no"), /--no-open\b/);
    assert.match(await offers("completion "), /\bfish\b/);
    if (shell === "zsh") assert.match(flags, /--key-file\[.*\]:value:_files/);
    else assert.match(await offers("token --key-file "), /^package\.json$/m);
    if (shell !== "zsh") assert.match(await offers("token --environment d"), /^demo\b/m);
    else assert.match(flags, /--environment\[.*\]:value:\(demo production\)/);
  });
}

test("--verbose shows requests, and nothing that is secret in them", async () => {
  const { stdout, stderr, status } = await cli(["token", "--verbose"], env());
  assert.equal(status, 0);
  assert.match(
    stderr,
    /^> POST http:\/\/127\.0\.0\.1:\d+\/oauth\/token \(.*body: \d+ bytes\)\n< 200 in [\d.]+ m?s \(content-type: application\/json/,
  );
  assert.equal(stderr.includes(stdout.trim()), false);
  assert.doesNotMatch(stderr, /eyJ|assertion=|Bearer/);
  await emulator.faults({ path: "/oauth/token", status: 503, times: 1 });
  const retried = await cli(["whoami", "-v"], env());
  assert.match(retried.stderr, /< 503 in [^\n]*\n~ attempt 2 in \d+ ms, after 503\n> POST/);
  assert.match(retried.stderr, /> GET \S+\/oauth\/userinfo \([^\n]*authorization[^\n]*\)\n/);
  const lost = await cli(["token", "-v"], env({ DOCUSIGN_AUTH_SERVER: "https://docusign.invalid", DOCUSIGN_TIMEOUT: "1000" }));
  assert.match(lost.stderr, /< no response in .*: (?:ENOTFOUND|EAI_AGAIN)\n/);
  const query = await cli(["fetch", "/restapi/x?email=a%40b&code=abc123def&slt=zzz", "-v"], env());
  assert.match(query.stderr, /\?email=a%40b&code=\(not shown\)&slt=\(not shown\)/);
  const long = await cli(["fetch", `/restapi/x?note=${"aB3".repeat(20)}&page=2`, "-v"], env());
  assert.match(long.stderr, /\?note=\(not shown\)&page=2/);
});

test("colors and marks: on a terminal, and where they are asked for", async () => {
  const line = "$CLI doctor --user-id a0000000-0000-4000-8000-000000000005";
  const colored = new RegExp(`${ESCAPE}\\[3[12]m`);
  const shown = async (more) => {
    const person = new Terminal(project, line, env(more));
    await person.over;
    return person.shown;
  };
  const plain = await shown({ NO_COLOR: "1" });
  assert.match(plain, /^✗ user_not_active: /m);
  assert.match(plain, /^✓ settings/m);
  assert.ok(!plain.includes("\u001b[3"), "NO_COLOR is heeded");
  assert.match(await shown({}), colored);
  const dumb = await shown({ TERM: "dumb" });
  assert.ok(!dumb.includes("\u001b") && !dumb.includes("✓"), dumb);
  const piped = await cli(["doctor"], env());
  assert.ok(!piped.stdout.includes("\u001b") && !piped.stdout.includes("✓"));
  const { stderr: forced } = await cli(["tokn"], { FORCE_COLOR: "1" });
  assert.match(forced, colored);
  const { stderr: off } = await cli(["tokn"], { FORCE_COLOR: "0" });
  assert.ok(!off.includes("\u001b"));
  const { stdout: token } = await cli(["token"], env({ FORCE_COLOR: "1" }));
  assert.ok(!token.includes("\u001b"), "a result is never colored");
});

test("a sign of life for what takes long, on a terminal alone, and gone at the end", async () => {
  await emulator.faults({ path: "/oauth/token", latencyMs: 2500 });
  const person = new Terminal(project, "$CLI whoami", env());
  await person.shows(/⠋ Waiting for http:\/\/127\.0\.0\.1:\d+/.source);
  const { status } = await person.over;
  assert.equal(status, 0);
  const end = person.shown.slice(person.shown.lastIndexOf("⠋"));
  assert.ok(end.includes(`${ESCAPE}[2KuserId: `), "its line is erased before the result");
  const piped = await cli(["whoami"], env());
  assert.deepEqual([piped.status, piped.stderr], [0, ""]);
  const verbose = await new Terminal(project, "$CLI whoami -v", env()).over;
  assert.match(verbose.shown, /^> POST/m);
  assert.ok(!verbose.shown.includes("Waiting"), "what --verbose prints shows that it goes on");
});

test("links in messages have lines of their own", async () => {
  const more = env({ DOCUSIGN_CLIENT_ID: CLIENT, DOCUSIGN_REDIRECT_URI: "https://example.com/callback" });
  const { stderr } = await cli(["token"], more);
  assert.match(stderr, /\n {2}http:\/\/127\.0\.0\.1:\d+\/oauth\/auth\?\S+\n[\s\S]*\[consent_required\]\n$/);
});

test("times and durations have one format", () => {
  assert.equal(timeText(0), "1970-01-01T00:00:00Z");
  assert.equal(timeText(Number.NaN), "(not a time)");
  const durations = [0, 999, 1000, 4240, 59_999, 60_000, 570_000, 3_600_000, 7_500_000, -2500];
  assert.deepEqual(durations.map(durationText), [
    ...["0 ms", "999 ms", "1.0 s", "4.2 s", "60.0 s", "1 min", "9 min 30 s", "1 h", "2 h 5 min", "-2.5 s"],
  ]);
});
