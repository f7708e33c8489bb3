// Tools with docusign-jwt installed as a user has it: from the tarball, in a folder with their own node_modules.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, dirname, join } from "node:path";
import { ISV, pem, tenantUser } from "../../../runtimes/emulator.mjs";

const { FRAMEWORKS, DOCUSIGN_TARBALL } = process.env;
if (!FRAMEWORKS || !DOCUSIGN_TARBALL) throw new Error("run this by cargo xtask test frameworks");
// A runner of tests within this one reports to nobody else.
const { NODE_TEST_CONTEXT: _, ...OUTER } = process.env;
const here = (path) => new URL(path, import.meta.url).pathname;

/** The folder in which a group of tools is installed: that of `tools/NAME`, or of this folder. */
export const toolsIn = (group) => (group ? `${FRAMEWORKS}-${group}` : FRAMEWORKS);

/** Puts the packed package into the node_modules of a folder. */
export function install(folder) {
  const installed = join(folder, "node_modules/docusign-jwt");
  mkdirSync(installed, { recursive: true });
  const { status } = spawnSync("tar", ["-xzf", DOCUSIGN_TARBALL, "-C", installed, "--strip-components=1"]);
  if (status !== 0) throw new Error("the tarball cannot be unpacked");
}

/** A project of `projects/`, copied to where its tools are installed, with the package. It may add to a project that it has as base. */
export function project(name, group, base = name) {
  const folder = join(toolsIn(group), name);
  rmSync(folder, { recursive: true, force: true });
  for (const from of new Set([base, name])) cpSync(here(`projects/${from}`), folder, { recursive: true });
  install(folder);
  return folder;
}

/** A project of this folder, copied to where the frameworks are installed, with the shared suite in it, by its own path. */
export function prepare(name) {
  const folder = join(FRAMEWORKS, name);
  rmSync(folder, { recursive: true, force: true });
  cpSync(here(name), folder, { recursive: true });
  for (const part of ["runtimes/signing_path.js", "tests/js/runtimes/shared"]) {
    cpSync(here(`../../../${part}`), join(folder, part), { recursive: true });
  }
  install(folder);
  return folder;
}

/** What an application reads from its environment. */
export const settings = (emulator) => ({
  DOCUSIGN_CLIENT_ID: ISV,
  DOCUSIGN_USER_ID: tenantUser(1),
  DOCUSIGN_PRIVATE_KEY: pem(),
  DOCUSIGN_AUTH_SERVER: emulator.origin,
});

/** A port that is free now, for programs that cannot choose one. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The program of a tool in the node_modules above a folder. */
function programOf(folder, path) {
  let at = folder;
  while (!existsSync(join(at, "node_modules", path))) {
    assert.notEqual(at, dirname(at), `no node_modules has ${path}`);
    at = dirname(at);
  }
  return join(at, "node_modules", path);
}

/** Starts a tool's program by this Node; what it prints is in `text()`. */
export const start = (node, folder, program, args, env) => launch(node, [programOf(folder, program), ...args], folder, env);

/** Starts a program whose path begins with this Node's folder. */
export function launch(program, args, folder, env) {
  const path = `${dirname(program)}${delimiter}${join(folder, "../node_modules/.bin")}${delimiter}${process.env.PATH}`;
  const child = spawn(program, args, {
    cwd: folder,
    env: {
      ...OUTER,
      PATH: path,
      NEXT_TELEMETRY_DISABLED: "1",
      ASTRO_TELEMETRY_DISABLED: "1",
      NUXT_TELEMETRY_DISABLED: "1",
      WRANGLER_SEND_METRICS: "false",
      NO_COLOR: "1",
      FORCE_COLOR: "0",
      CI: "1",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
    // A tool has children; they end with it.
    detached: true,
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (printed += data));
  let over = false;
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  }).finally(() => (over = true));
  return {
    ended,
    text: () => printed,
    stop() {
      try {
        process.kill(-child.pid);
      } catch {
        // It has ended.
      }
      return ended;
    },
    /** Resolves to what the expression finds in the output. */
    async finds(expression) {
      const found = async () => {
        while (!expression.test(printed) && !over) await new Promise((resolve) => setTimeout(resolve, 50));
        return expression.exec(printed);
      };
      const early = ended.then((code) => {
        throw new Error(`${program} ended with ${code}:\n${printed}`);
      });
      return Promise.race([found(), early]);
    },
  };
}

/** Runs a program to its end, which has to be a good one; returns what it printed. */
export async function succeeds(running) {
  const code = await running.ended;
  assert.equal(code, 0, running.text());
  return running.text();
}
