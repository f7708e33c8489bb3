// The whole flow by clicking, against the local Docusign beside the page; and the programs that the page writes.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { DocusignAuth } from "docusign-jwt";
import { CLIENT, pem, user } from "../../../runtimes/emulator.mjs";
import { startWorker } from "../../../runtimes/workerd.mjs";
import { PASSWORD, isClosed, loggedIn, refusesStrangers } from "../harness/password.mjs";
import { press, startWorkbench, step } from "./workbench.mjs";

let workbench;
before(async () => (workbench = await startWorkbench({ withEmulator: true })));
after(() => workbench.stop());
beforeEach(() => workbench.emulator.reset());
afterEach(() => (workbench.complaints.length = 0));

async function consent(page, button) {
  const [popup] = await Promise.all([page.context().waitForEvent("page"), page.click("#try-next")]);
  assert.match(await popup.innerText("h1"), /Contract Robot/);
  await popup.click(`text=${button}`);
  await popup.waitForSelector("text=Redirect received");
  // The driver hears of the new address a moment after the page has it.
  await popup.waitForURL((url) => !/code=|error=/.test(url.href));
  await popup.close();
}

test("from the key to a call, with the consent page between", async () => {
  const page = await workbench.open("try");
  await press(page, 1);
  assert.match(await press(page, 2), /127\.0\.0\.1:\d+/);
  const early = await press(page, 3);
  assert.match(early, /400[\s\S]*consent_required/);
  assert.match(early, /oauth\/auth\?response_type=code/);
  await consent(page, "Allow Access");
  await page.waitForSelector("#try-steps > li:nth-child(4).done");
  assert.match(await press(page, 5), /"access_token"[\s\S]*A Bearer token until/);
  assert.match(await press(page, 6), /Ann Admin, with the account Example Ltd/);
  assert.match(await press(page, 7), /The account has \d+ users/);
  assert.ok(await page.isDisabled("#try-next"));
  // Each message of the picture is lit.
  assert.equal(await page.locator("#try-sequence g.done").count(), 13);
  // What was shown is what happened.
  const ofBrowser = ({ method, path }) => method === "OPTIONS" || path === "/favicon.ico" || path.startsWith("/__emulator");
  const seen = (await workbench.emulator.log()).filter((entry) => !ofBrowser(entry));
  const outcomes = seen.map(({ path, status }) => [path.split("/").slice(-1)[0], status]);
  assert.deepEqual(outcomes, [
    ["token", 400],
    ["auth", 200],
    ["auth", 302],
    ["token", 200],
    ["userinfo", 200],
    ["users", 200],
  ]);
  // No secret is to be seen: nothing long in three parts.
  const shown = await page.innerText("main");
  assert.doesNotMatch(shown, /[\w-]{40,}\.[\w-]{40,}/);
  assert.doesNotMatch(shown, /PRIVATE KEY-----/);
  await page.context().close();
});

test("a refused consent is explained, and can be asked for again at once", async () => {
  const page = await workbench.open("try");
  for (const number of [1, 2, 3]) await press(page, number);
  await consent(page, "No Thanks");
  await page.waitForSelector("#try-steps > li:nth-child(4).failed");
  assert.match(await step(page, 4).innerText(), /consent_denied/);
  assert.equal(await page.innerText("#try-next"), "Open the consent page again");
  await consent(page, "Allow Access");
  await page.waitForSelector("#try-steps > li:nth-child(4).done");
  assert.doesNotMatch(await step(page, 4).innerText(), /consent_denied/);
  assert.match(await press(page, 5), /A Bearer token until/);
  await page.click("#try-reset");
  assert.equal(await page.innerText("#try-next"), "Register the key");
  await press(page, 1);
  await page.context().close();
});

test("what goes wrong is explained with its causes", async () => {
  const page = await workbench.open("try");
  await page.selectOption("#mishap", "key");
  for (const number of [1, 2]) await press(page, number);
  const wrong = await press(page, 3, "failed");
  assert.match(wrong, /no_valid_keys_or_signatures[\s\S]*private key does not belong/);
  await page.selectOption("#mishap", "user");
  for (const number of [1, 2]) await press(page, number);
  assert.match(await press(page, 3, "failed"), /user_not_found/);
  await page.selectOption("#mishap", "clock");
  for (const number of [1, 2]) await press(page, number);
  const clock = await press(page, 3);
  assert.match(clock, /no_valid_keys_or_signatures[\s\S]*consent_required[\s\S]*The clock is fast/);
  await page.context().close();
});

test("ten loads in a row work, and so do their mishaps", async () => {
  for (let load = 1; load <= 10; load += 1) {
    const page = await workbench.open("try");
    if (load % 2 === 0) await page.selectOption("#mishap", "key");
    for (const number of [1, 2]) await press(page, number);
    const told = await press(page, 3, load % 2 === 0 ? "failed" : "done");
    assert.match(told, load % 2 === 0 ? /no_valid_keys_or_signatures/ : /consent_required/, `load ${load}`);
    await page.context().close();
  }
  // The keys that programs have are still known.
  const { emulator } = workbench;
  await emulator.consent(CLIENT, user(1));
  for (const name of ["integration", "integration-2"]) {
    const auth = new DocusignAuth({ clientId: CLIENT, userId: user(1), privateKey: pem(name), environment: emulator.environment });
    assert.ok(await auth.getAccessToken(), name);
  }
});

test("two visits at once do not take each other's keys", async () => {
  const pages = [await workbench.open("try"), await workbench.open("try")];
  for (const page of pages) await press(page, 1);
  for (const page of pages) {
    await press(page, 2);
    assert.match(await press(page, 3), /consent_required/);
    await page.context().close();
  }
});

test("a refused key is told with what helps, and a button mends it", async () => {
  const { emulator } = workbench;
  for (let number = 0; number < 3; number += 1) {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const body = JSON.stringify({ client: CLIENT, publicKeyPem: publicKey.export({ type: "spki", format: "pem" }) });
    const init = { method: "POST", headers: { "content-type": "application/json" }, body };
    assert.equal((await fetch(`${emulator.origin}/__emulator/keys`, init)).status, 204);
  }
  const page = await workbench.open("try");
  assert.match(await press(page, 1, "failed"), /refuses keys \(409\)\. This integration key already has the maximum of five key pairs/);
  await page.click("text=Reset the local Docusign and start over");
  await page.waitForFunction(() => document.querySelector("#try-steps > li.now h2") === document.activeElement);
  await press(page, 1);
  await page.context().close();
});

test("with a key of one's own, nothing of it but the public half leaves the page", async () => {
  const page = await workbench.open("key");
  await page.fill("#key-text", pem("wrong"));
  await page.waitForSelector("#key-result .good");
  await page.click("nav >> text=Try it");
  assert.match(await press(page, 1), /public half of your key was registered/);
  await press(page, 2);
  assert.match(await press(page, 3), /consent_required/);
  const secret = pem("wrong")
    .split("\n")
    .slice(3, -2)
    .map((line) => line.slice(4, 40));
  assert.ok(workbench.requests.some(({ url }) => url.endsWith("/__emulator/keys")));
  for (const { url, body, headers } of workbench.requests) {
    for (const part of secret) assert.ok(!`${url}${body}${headers}`.includes(part), url);
    assert.ok([workbench.origin, workbench.emulator.origin].includes(new URL(url).origin), url);
  }
  await page.context().close();
});

test("the programs that the page writes do what they say", async () => {
  const { emulator } = workbench;
  await emulator.consent(CLIENT, user(1));
  const page = await workbench.open("try");
  const programs = {};
  // The shell's program asks for what acting as a user needs.
  await page.fill("#scopes", "signature");
  for (const name of ["Worker", "Deno", "Bun", "Node", "TypeScript", "Rust", "Shell"]) {
    await page.click(`#code-${name}`);
    programs[name] = await page.textContent("#code-panel code");
  }
  const saved = async (name) => {
    const [file] = await Promise.all([page.waitForEvent("download"), page.click(`text=Save ${name}`)]);
    assert.match(file.suggestedFilename(), /^_?\.?[\w.]+$/);
    return readFileSync(await file.path(), "utf8");
  };
  assert.equal(await saved("token.sh"), programs.Shell);
  const devVars = await saved(".dev.vars");
  const wranglerFile = await saved("wrangler.jsonc");
  await page.context().close();
  const root = new URL("../../../", import.meta.url).pathname;
  const folder = `${root}target/www-programs`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const write = (name, text) => (writeFileSync(`${folder}/${name}`, text), `${folder}/${name}`);
  const run = (program, args) =>
    new Promise((resolve, reject) => {
      const child = spawn(program, args, { cwd: folder, env: { ...process.env, NO_COLOR: "1", DOCUSIGN_PRIVATE_KEY: pem() } });
      let text = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (text += data));
      child.on("error", reject).on("close", (status) => resolve({ status, text }));
    });
  const expected = { status: 0, text: "Ann Admin acc00000-0000-4000-8000-000000000001\n" };
  assert.deepEqual(await run(process.execPath, [write("program.mjs", programs.Node)]), expected);
  // The packed package lies in node_modules; an application would have it from npm.
  const deno = write("program.js", programs.Deno.replace("npm:docusign-jwt", "docusign-jwt"));
  const flags = ["run", "--node-modules-dir=manual", "--no-config", "--allow-net", "--allow-env", deno];
  assert.deepEqual(await run(`${root}node_modules/.bin/deno`, flags), expected);
  const bun = write("bun.js", programs.Bun);
  assert.deepEqual(await run(`${root}node_modules/.bin/bun`, [bun]), expected);
  const typed = write("program.ts", programs.TypeScript);
  const strict = ["--strict", "--noEmit", "--module", "nodenext", "--target", "es2022", "--skipLibCheck", "--types", "node"];
  assert.deepEqual(await run(process.execPath, [`${root}node_modules/typescript/bin/tsc`, ...strict, typed]), { status: 0, text: "" });
  assert.deepEqual(await run(`${root}node_modules/node-24-linux-x64/bin/node`, [typed]), expected);
  // Beside the workspace, with the versions that it has locked.
  mkdirSync(`${folder}/rust/src`, { recursive: true });
  const library = `docusign-jwt = { path = ${JSON.stringify(root)}, features = ["reqwest"] }`;
  const dependencies = `${library}\ntokio = { version = "1", features = ["macros", "rt"] }`;
  write("rust/Cargo.toml", `[package]\nname = "program"\nedition = "2024"\n[workspace]\n[dependencies]\n${dependencies}\n`);
  copyFileSync(`${root}Cargo.lock`, `${folder}/rust/Cargo.lock`);
  write("rust/src/main.rs", programs.Rust);
  const manifest = ["run", "--quiet", "--manifest-path", `${folder}/rust/Cargo.toml`, "--target-dir", `${root}target`];
  assert.deepEqual(await run("cargo", manifest), expected);
  write("private.pem", pem());
  const shell = await run("sh", [write("token.sh", programs.Shell)]);
  assert.equal(JSON.parse(shell.text).token_type, "Bearer", shell.text);
  // The command line reads the file that was saved, with the key added as the file says.
  const [, add] = devVars.match(/Add the key: (.*)/);
  write(".dev.vars", devVars);
  assert.deepEqual(await run("sh", ["-c", add]), { status: 0, text: "" });
  const { DOCUSIGN_PRIVATE_KEY: _, ...others } = process.env;
  const doctor = spawn(process.execPath, [`${root}node_modules/docusign-jwt/cli.js`, "doctor"], { cwd: folder, env: others });
  let told = "";
  for (const stream of [doctor.stdout, doctor.stderr]) stream.on("data", (data) => (told += data));
  assert.equal(await new Promise((resolve) => doctor.on("close", resolve)), 0, told);
  assert.match(told, /Nothing is wrong[\s\S]*\.dev\.vars/);
  const config = JSON.parse(wranglerFile);
  const date = config.compatibility_date;
  assert.equal(config.main, "worker.js");
  const worker = await startWorker(write(config.main, programs.Worker), { DOCUSIGN_PRIVATE_KEY: pem(), APP_PASSWORD: PASSWORD }, { date });
  try {
    await refusesStrangers((headers) => fetch(worker.origin, { headers }));
    assert.deepEqual(await (await fetch(worker.origin, { headers: loggedIn })).json(), { name: "Ann Admin", account: "Example Ltd" });
  } finally {
    worker.stop();
  }
  const closed = await startWorker(`${folder}/worker.js`, { DOCUSIGN_PRIVATE_KEY: pem() });
  try {
    await isClosed((headers) => fetch(closed.origin, { headers }));
    await emulator.revoke(CLIENT, user(1));
  } finally {
    closed.stop();
  }
});
