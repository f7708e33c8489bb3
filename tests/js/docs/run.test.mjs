// The blocks that are marked `run=…` do what they say, in that runtime, against the local Docusign. Two things are
// replaced in them: the environment, by the emulator's address, and Deno's `npm:`, by the packed tarball.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { CLIENT, account, pem, startEmulator, user } from "../../../runtimes/emulator.mjs";
import { PASSWORD, STRANGERS, loggedIn } from "../harness/password.mjs";
import { ROOT } from "../../../xtask/reference/markdown.mjs";
import { BLOCKS, placeOf } from "../harness/documents.mjs";

const folder = join(ROOT, "tests/js/docs/.run");
let emulator;
before(async () => {
  emulator = await startEmulator();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
});
after(() => {
  emulator.stop();
  rmSync(folder, { recursive: true, force: true });
});

const settings = () => ({
  DOCUSIGN_AUTH_SERVER: emulator.origin,
  DOCUSIGN_CLIENT_ID: CLIENT,
  DOCUSIGN_USER_ID: user(1),
  DOCUSIGN_PRIVATE_KEY: pem(),
  DOCUSIGN_ACCOUNT_ID: account(1),
  DOCUSIGN_REDIRECT_URI: "https://example.com/callback",
  OTHER_USER_ID: user(2),
  NEXT_PRIVATE_KEY: pem("integration-2"),
  APP_PASSWORD: PASSWORD,
  CALLER_HEADERS: JSON.stringify(loggedIn),
});

const npm = (name) => join(ROOT, "node_modules/.bin", name);
const RUNTIMES = {
  node: () => [process.execPath, []],
  bun: () => [npm("bun"), ["run"]],
  deno: () => [npm("deno"), ["run", "--node-modules-dir=manual", "--no-config", "--allow-net", "--allow-env"]],
  worker: () => [process.execPath, []],
};

/** What Workers do with a module: they call its handler with requests and the settings. */
const CALLER = `
import handler from "./NAME";
for (const headers of [JSON.parse(process.env.CALLER_HEADERS)].flat()) {
  const request = new Request("https://worker.example/", { headers });
  const answer = await handler.fetch(request, process.env);
  console.log(answer.status, answer.headers.get("location") ?? (await answer.text()));
  if (answer.status >= 400) process.exitCode = 1;
}
`;

let number = 0;
async function run({ code, run: runtime }, more) {
  number += 1;
  const replaced = code
    .replaceAll(/environment: "(demo|production)"/g, `environment: { authServer: "${emulator.origin}" }`)
    .replaceAll('"npm:docusign-jwt"', '"docusign-jwt"');
  const name = `${number}.mjs`;
  writeFileSync(join(folder, name), `import "../given.mjs";\n${replaced}\n`);
  let file = join(folder, name);
  if (runtime === "worker") {
    file = join(folder, `${number}-caller.mjs`);
    writeFileSync(file, CALLER.replace("NAME", name));
  }
  const [program, flags] = RUNTIMES[runtime]();
  const env = { ...process.env, NO_COLOR: "1", ...settings(), ...more };
  const child = spawn(program, [...flags, file], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const status = await new Promise((resolve) => child.once("close", resolve));
  return { status, output };
}

const runnable = BLOCKS.filter((block) => block.run !== undefined);

test("each runtime has a block that is run", () => {
  assert.deepEqual([...new Set(runnable.map((block) => block.run))].sort(), Object.keys(RUNTIMES).sort());
});

for (const block of runnable) {
  test(`${placeOf(block)} in ${block.run}`, async () => {
    await emulator.reset();
    await emulator.consent(CLIENT, user(1));
    await emulator.consent(CLIENT, user(2));
    const { status, output } = await run(block);
    assert.equal(status, 0, output);
    assert.ok(
      (await emulator.exchanges()).some((exchange) => exchange.status === 200),
      `no token was got: ${output}`,
    );
  });
}

for (const block of runnable.filter((one) => one.run === "worker")) {
  test(`${placeOf(block)} shows nothing without its password`, async () => {
    await emulator.reset();
    await emulator.consent(CLIENT, user(1));
    const strangers = Object.values(STRANGERS);
    // Where the secret is missing, the right password opens nothing either.
    for (const [password, callers] of [
      [PASSWORD, strangers],
      ["", [...strangers, loggedIn]],
      [undefined, [...strangers, loggedIn]],
    ]) {
      const { output } = await run(block, { APP_PASSWORD: password, CALLER_HEADERS: JSON.stringify(callers) });
      assert.deepEqual(
        output.match(/^\d{3}/gm),
        callers.map(() => "401"),
        output,
      );
    }
    assert.deepEqual(await emulator.log(), []);
  });
}

test("before consent, the Worker of the README sends the user to the consent page", async () => {
  await emulator.reset();
  const worker = runnable.find((block) => block.document === "README.md" && block.run === "worker");
  const { output } = await run(worker);
  const [, url] = output.match(/^302 (\S+)/) ?? [];
  assert.ok(url, output);
  const back = await emulator.clickConsent(url, user(1));
  assert.match(back, /^https:\/\/example\.com\/callback\?code=/);
});
