// The command as people meet it first: help, wrong arguments, wrong files, a port that is taken, the end by Ctrl-C. The native
// program has the same words.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { text } from "node:stream/consumers";

const ROOT = new URL("../../../", import.meta.url).pathname;
const CLI = join(ROOT, "node_modules/docusign-emulator/cli.js");
const COMMANDS = { npm: [process.execPath, CLI], native: [process.env.DOCUSIGN_EMULATOR] };

const folder = mkdtempSync(join(tmpdir(), "docusign-emulator-"));
after(() => rmSync(folder, { recursive: true }));

/** Writes a file and returns where it is. */
function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

/** What a command printed, and how it ended. */
async function run(how, ...more) {
  const [program, ...args] = COMMANDS[how];
  const child = spawn(program, [...args, ...more], { cwd: folder, stdio: ["ignore", "pipe", "pipe"], timeout: 20_000 });
  const [out, error, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { out, error, code };
}

test("--help and --version", async () => {
  for (const flag of ["--help", "-h"]) {
    const [npm, native] = [await run("npm", flag), await run("native", flag)];
    assert.deepEqual([npm.code, npm.error], [0, ""]);
    assert.equal(npm.out, native.out);
    for (const name of ["--listen", "--config", "--tls", "--ca-out", "--allow-remote", "--help", "--version"]) {
      assert.ok(npm.out.includes(name), name);
    }
  }
  for (const flag of ["--version", "-V"]) {
    const [npm, native] = [await run("npm", flag), await run("native", flag)];
    assert.match(npm.out, /^\d+\.\d+\.\d+\n$/);
    assert.equal(npm.out, native.out);
  }
});

const app = { id: "5c2b8d7e-0f6a-4c1d-9e3b-7a8f9c0d1e2f", name: "Mine" };
const whole = { clients: [app], users: [], accounts: [] };

/** Arguments, what the npm command says, and what the native program says where it differs. */
const MISTAKES = [
  [
    ["--color"],
    /There is no option --color\. The options are --listen, .*\nRun docusign-emulator --help/,
    /--help.*invalid option '--color'/,
  ],
  [["--port", "8080"], /There is no option --port\. Use --listen HOST:PORT\./, /--help.*invalid option '--port'/],
  [["--liste", "8080"], /There is no option --liste\. Did you mean --listen\?/, /invalid option '--liste'/],
  [["8080"], /Unexpected argument '8080'.*\nRun docusign-emulator --help/s, /unexpected argument "8080"/],
  [["--listen"], /--listen.* argument missing/, /missing argument for option '--listen'/],
  [["--listen", "nowhere"], /--listen takes HOST:PORT such as 127\.0\.0\.1:8080, not "nowhere"\./],
  [["--listen", "127.0.0.1:99999"], /--listen takes HOST:PORT such as 127\.0\.0\.1:8080, not "127\.0\.0\.1:99999"\./],
  [["--listen", "0.0.0.0:0"], /0\.0\.0\.0:0 is not on this machine\. The emulator's keys are public: .*--allow-remote/],
  [["--ca-out", "ca.pem"], /--ca-out needs --tls\./],
  [["--tls", "--ca-out", "no/ca.pem"], /no\/ca\.pem cannot be written/],
  [["--config", "no.json"], /the configuration no\.json.*(no such file|No such file)/s],
  [["--config", file("bad.json", "{bad")], /the configuration .*bad\.json: .*(JSON|column)/],
  [
    ["--config", file("null.json", null)],
    /null\.json: the file takes an object with clients, .*not null\./,
    /null\.json: invalid type: null, expected an object/,
  ],
  [
    ["--config", file("list.json", { ...whole, users: {} })],
    /list\.json: users must be an array of objects, not an object\./,
    /list\.json: users: invalid type: object, expected a list/,
  ],
  [
    ["--config", file("name.json", { ...whole, usres: [] })],
    /name\.json: the file has no option usres\. Did you mean users\?/,
    /name\.json: usres: unknown field `usres`/,
  ],
  [
    ["--config", file("field.json", { ...whole, users: [{ id: "u", name: "U", emial: "u@x" }] })],
    /field\.json: users\[0\]\.emial: unknown field `emial`, expected one of .*`email`/,
  ],
  [
    ["--config", file("keys.json", { ...whole, clients: [{ ...app, keys: "k.pem" }] })],
    /keys\.json: clients\[0\]\.keys: invalid type: string "k\.pem", expected a list/,
  ],
  [["--config", file("inline.json", { ...whole, clients: [{ ...app, keys: ["x".repeat(300)] }] })], /inline\.json: (?!.*xxxx).*key/s],
  [["--config", file("key.json", { ...whole, clients: [{ ...app, keys: ["no.pem"] }] })], /key\.json: .*the key no\.pem cannot be read/],
];

for (const how of Object.keys(COMMANDS)) {
  test(`wrong arguments and files, ${how}`, async () => {
    for (const [args, said, saidNatively = said] of MISTAKES) {
      const { out, error, code } = await run(how, ...args);
      assert.equal(code, 1, `${args} ${error}`);
      assert.equal(out, "", String(args));
      assert.match(error, how === "native" ? saidNatively : said);
      assert.match(error, /^Error: /);
      assert.doesNotMatch(error, /node:|at .*\.js|Stack backtrace/, "no stack");
    }
  });

  test(`a port that is taken, ${how}`, async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address();
    const { error, code } = await run(how, "--listen", String(port));
    server.close();
    assert.equal(code, 1);
    assert.equal(
      error,
      `Error: cannot listen on 127.0.0.1:${port}: another program uses this port. Choose another one, or 0 for a free one.\n`,
    );
  });

  test(`what it says at the start, ${how}`, { timeout: 30_000 }, async () => {
    const [program, ...args] = COMMANDS[how];
    const child = spawn(program, [...args, "--tls"], { stdio: ["ignore", "pipe", "pipe"] });
    const [line] = await once(child.stdout, "data");
    const origin = String(line).trim().replace("listening on ", "");
    let said = "";
    for await (const piece of child.stderr) {
      said += piece;
      if (said.endsWith("writes it.\n")) child.kill();
    }
    assert.equal(
      said,
      `This is an emulator: its keys are public, and its responses do not come from Docusign.
${origin}/ shows its integration keys and users.
Clients must trust its certificate: --ca-out FILE writes it.
`,
    );
  });

  test(`Ctrl-C ends it and frees the port, ${how}`, async () => {
    const [program, ...args] = COMMANDS[how];
    const child = spawn(program, [...args, "--listen", "0"], { stdio: ["ignore", "pipe", "pipe"] });
    const [line] = await once(child.stdout, "data");
    const { port } = new URL(String(line).trim().replace("listening on ", ""));
    const ended = once(child, "exit");
    child.kill("SIGINT");
    assert.deepEqual(await ended, [null, "SIGINT"]);
    const again = createServer().listen(Number(port), "127.0.0.1");
    await once(again, "listening");
    again.close();
  });
}
