// What init writes is read alike by the programs that read such files: dotenv, wrangler, and Node itself.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { ISV, pem, user } from "../../../runtimes/emulator.mjs";
import { node } from "../../../runtimes/nodes.mjs";

const { FRAMEWORKS, DOCUSIGN_TARBALL } = process.env;
if (!FRAMEWORKS || !DOCUSIGN_TARBALL) throw new Error("run this by cargo xtask test frameworks");
const { resolve } = createRequire(join(FRAMEWORKS, "package.json"));

/** The variables of a file, as each reader has them. */
const READERS = {
  dotenv: async (folder, file) => {
    const { default: dotenv } = await import(pathToFileURL(resolve("dotenv")));
    return dotenv.parse(readFileSync(join(folder, file)));
  },
  ...Object.fromEntries([20, 22, 24].map((version) => [`Node ${version} --env-file`, (folder, file) => ofNode(version, folder, file)])),
  wrangler: (folder) => {
    const script = `
      const { getPlatformProxy } = await import(${JSON.stringify(pathToFileURL(resolve("wrangler")).href)});
      const { env, dispose } = await getPlatformProxy({ persist: false });
      console.log("<<" + JSON.stringify(env) + ">>");
      await dispose();`;
    writeFileSync(join(folder, "read.mjs"), script);
    const env = { PATH: process.env.PATH, HOME: folder, WRANGLER_SEND_METRICS: "false", CLOUDFLARE_INCLUDE_PROCESS_ENV: "false" };
    const { stdout, stderr } = spawnSync(node(22), ["read.mjs"], { cwd: folder, env, encoding: "utf8" });
    const [, json] = /<<(.*)>>/.exec(stdout) ?? assert.fail(stderr);
    return JSON.parse(json);
  },
};

function ofNode(version, folder, file) {
  const args = [`--env-file=${file}`, "-p", "JSON.stringify(process.env)"];
  return JSON.parse(execFileSync(node(version), args, { cwd: folder, env: {}, encoding: "utf8" }));
}

/** What is written: the settings, and the key in the forms in which people have it. */
const SETTINGS = {
  DOCUSIGN_CLIENT_ID: ISV,
  DOCUSIGN_USER_ID: user(1),
  DOCUSIGN_ENVIRONMENT: "demo",
  DOCUSIGN_SCOPES: "signature click.send",
  DOCUSIGN_REDIRECT_URI: "https://example.com/callback?a=1&b=%20c",
};
const der = Buffer.from(pem().replaceAll(/-----.*-----|\s/g, ""), "base64");
const KEYS = {
  "as Docusign shows it": pem(),
  "with CRLF": pem().replaceAll("\n", "\r\n"),
  "on one line": pem().trim().replaceAll("\n", "\\n"),
  DER: der,
};
const FOREIGN = `# mine\nOTHER="two words" # kept\nMULTI='one\ntwo'\n`;

for (const [form, key] of Object.entries(KEYS)) {
  test(`what init writes is read alike: the key ${form}`, { timeout: 120_000 }, async () => {
    const folder = join(FRAMEWORKS, "env-readers");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(folder, "package"), { recursive: true });
    assert.equal(spawnSync("tar", ["-xzf", DOCUSIGN_TARBALL, "-C", folder]).status, 0);
    writeFileSync(join(folder, "private.key"), key);
    writeFileSync(join(folder, "wrangler.json"), JSON.stringify({ name: "x", compatibility_date: "2026-01-01" }));
    const flags = ["--scopes", SETTINGS.DOCUSIGN_SCOPES, "--redirect-uri", SETTINGS.DOCUSIGN_REDIRECT_URI, "--environment", "demo"];
    const ids = ["--client-id", SETTINGS.DOCUSIGN_CLIENT_ID, "--user-id", SETTINGS.DOCUSIGN_USER_ID, "--key-file", "private.key"];
    for (const file of [".dev.vars", ".env"]) {
      writeFileSync(join(folder, file), FOREIGN);
      const args = ["package/cli.js", "init", "--no-doctor", "--file", file, ...flags, ...ids];
      const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, env: {}, encoding: "utf8" });
      assert.equal(status, 0, stderr);
      for (const [reader, read] of Object.entries(READERS)) {
        // Of the two files, wrangler reads the first.
        if (reader === "wrangler" && file !== ".dev.vars") continue;
        const { DOCUSIGN_PRIVATE_KEY, OTHER, MULTI, ...values } = await read(folder, file);
        const place = `${reader}, ${file}`;
        assert.equal(DOCUSIGN_PRIVATE_KEY, pem().trim(), place);
        assert.deepEqual([OTHER, MULTI], ["two words", "one\ntwo"], place);
        assert.deepEqual(values, SETTINGS, place);
      }
    }
  });
}
