// The example in Rust, built natively and run as its README says.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, afterEach, before, test } from "node:test";
import { settings } from "../harness/start_example.mjs";
import { CLIENT, account, startEmulator, user } from "../../../runtimes/emulator.mjs";
import { sendEnvelope } from "../harness/envelope.mjs";

const root = new URL("../../../", import.meta.url).pathname;
let emulator;
before(async () => {
  emulator = await startEmulator();
  const built = await run("cargo", ["build", "--quiet", "--package", "docusign-jwt-example"]);
  assert.equal(built.code, 0, built.stderr);
});
after(() => emulator.stop());
afterEach(() => emulator.reset());

function run(program, args, env = process.env) {
  const child = spawn(program, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) child[name].setEncoding("utf8").on("data", (text) => (texts[name] += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...texts }));
  });
}

const example = (more) =>
  run("cargo", ["run", "--quiet", "--package", "docusign-jwt-example"], {
    ...process.env,
    ...settings(emulator, CLIENT, user(1)),
    ...more,
  });

test("without consent it ends with the link; then it says who, and what there is", async () => {
  const refused = await example();
  assert.deepEqual([refused.code, refused.stdout], [3, ""]);
  const [link] = refused.stderr.match(/http\S+\/oauth\/auth\S+/);
  await emulator.clickConsent(link, user(1));
  assert.deepEqual(await example(), { code: 0, stdout: "Ann Admin at Example Ltd\n", stderr: "" });
  const id = await sendEnvelope(emulator, account(1), user(1));
  assert.equal((await example()).stdout, `Ann Admin at Example Ltd\n${id}  sent  Please sign\n`);
});

test("failures that pass are waited out; redirects, garbage and refusals are told", async () => {
  await emulator.consent(CLIENT, user(1));
  await emulator.faults([
    { path: "/oauth/token", status: 503, times: 2 },
    { path: "/oauth/userinfo", kind: "cut", times: 1 },
  ]);
  assert.equal((await example()).code, 0);
  for (const [fault, code] of [
    [{ path: "/oauth/token", kind: "redirect" }, /^response_redirected: /],
    [{ path: "/oauth/token", kind: "huge" }, /^response_too_large: /],
    [{ path: "/oauth/userinfo", kind: "html", status: 400 }, /^response_not_json: /],
    [{ path: "/restapi", status: 400 }, /^Docusign returned 400/],
  ]) {
    await emulator.faults(fault);
    const { stderr, code: status } = await example();
    assert.match(stderr, code);
    assert.equal(status, 1);
  }
});

test("a clock that is wrong, and a key that is", async () => {
  await emulator.consent(CLIENT, user(1));
  await emulator.clock(-3_600_000);
  assert.equal((await example()).code, 0);
  const { stderr, code } = await example({ DOCUSIGN_PRIVATE_KEY: "no key" });
  assert.equal(code, 1);
  assert.match(stderr, /^key_unrecognized: /);
});
