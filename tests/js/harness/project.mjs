// A project of somebody who has installed the packed tarball, and runs its command there.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pem } from "../../../runtimes/emulator.mjs";

export const root = new URL("../../../", import.meta.url).pathname;

const tarball = process.env.DOCUSIGN_TARBALL;
if (!tarball) throw new Error("DOCUSIGN_TARBALL names no file; run this by cargo xtask test");

export class Project {
  #folder = mkdtempSync(join(tmpdir(), "docusign-jwt-cli-"));
  #tarball = join(this.#folder, basename(tarball));
  /** Everything that was printed, so that it can be searched for secrets. */
  printed = [];

  constructor() {
    copyFileSync(tarball, this.#tarball);
    writeFileSync(join(this.#folder, "package.json"), '{ "private": true }\n');
  }

  get folder() {
    return this.#folder;
  }

  /** Nothing of the machine that runs the tests: neither its settings nor its npm cache. */
  env(more = {}) {
    const { PATH } = process.env;
    const npm = { npm_config_cache: join(this.#folder, ".npm"), npm_config_offline: "true", npm_config_update_notifier: "false" };
    return { PATH, HOME: this.#folder, ...npm, ...more };
  }

  install() {
    const args = ["install", "--no-audit", "--no-fund", "--ignore-scripts", `./${basename(this.#tarball)}`];
    execFileSync("npm", args, { cwd: this.#folder, env: this.env(), stdio: "ignore" });
    return this;
  }

  write(name, text) {
    writeFileSync(join(this.#folder, name), text);
    return join(this.#folder, name);
  }

  delete(name) {
    rmSync(join(this.#folder, name), { force: true });
  }

  /** As users do: npx with the file of the package. */
  npx(args, env, input) {
    return this.run("npx", ["--yes", `./${basename(this.#tarball)}`, ...args], env, input);
  }

  /** The installed command. */
  command(args, env, input) {
    return this.run(join(this.#folder, "node_modules/.bin/docusign-jwt"), args, env, input);
  }

  /** The command that stands for a browser in which somebody consents, for $BROWSER. */
  browser() {
    return `${process.execPath} ${new URL("browser.mjs", import.meta.url).pathname}`;
  }

  start(program, args, env = {}, cwd = this.#folder) {
    return spawn(program, args, { cwd, env: this.env(env), stdio: ["pipe", "pipe", "pipe"] });
  }

  async run(program, args, env, input = "", cwd = this.#folder) {
    const child = this.start(program, args, env, cwd);
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    const result = await ended(child);
    this.printed.push({ args, ...result });
    return result;
  }

  remove() {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** No line of a private key was printed, and no assertion or token but by the commands for it. */
  assertNoSecretPrinted() {
    const lines = ["integration", "integration-2", "wrong"].flatMap((name) => pem(name).split("\n"));
    const secrets = lines.filter((line) => line.length > 40 && !line.startsWith("---"));
    assert.ok(secrets.length > 60 && this.printed.length > 0);
    for (const { args, stdout, stderr } of this.printed) {
      const own = args.some((word) => ["token", "assertion"].includes(word));
      for (const [text, mayHold] of [
        [stdout, own],
        [stderr, false],
      ]) {
        for (const secret of secrets) assert.ok(!text.includes(secret), `${args}: a key was printed`);
        if (!mayHold) assert.doesNotMatch(text, /eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/, `${args}`);
      }
    }
  }
}

/** What a process printed, and how it ended. */
export async function ended(child) {
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) {
    child[name]?.setEncoding("utf8").on("data", (text) => (texts[name] += text));
  }
  const [status, signal] = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (...how) => resolve(how));
  });
  return { ...texts, status, signal };
}
