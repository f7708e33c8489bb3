// Frameworks with docusign-jwt installed as a user has it: from the tarball, in a folder with their own node_modules.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ISV, pem, tenantUser } from "../../runtimes/emulator.mjs";

const { FRAMEWORKS, DOCUSIGN_TARBALL } = process.env;
const here = (path) => new URL(path, import.meta.url).pathname;

/** A project of this folder, copied to where the frameworks are installed, with the shared suite in it. */
export function prepare(name) {
  if (!FRAMEWORKS || !DOCUSIGN_TARBALL) throw new Error("run this by cargo xtask test frameworks");
  const folder = join(FRAMEWORKS, name);
  const installed = join(folder, "node_modules/docusign-jwt");
  rmSync(folder, { recursive: true, force: true });
  cpSync(here(name), folder, { recursive: true });
  cpSync(here("../runtimes/shared"), join(folder, "shared"), { recursive: true });
  mkdirSync(installed, { recursive: true });
  const { status } = spawnSync("tar", ["-xzf", DOCUSIGN_TARBALL, "-C", installed, "--strip-components=1"]);
  if (status !== 0) throw new Error("the tarball cannot be unpacked");
  return folder;
}

/** What an application reads from its environment. */
export const settings = (emulator) => ({
  DOCUSIGN_CLIENT_ID: ISV,
  DOCUSIGN_USER_ID: tenantUser(1),
  DOCUSIGN_PRIVATE_KEY: pem(),
  DOCUSIGN_AUTH_SERVER: emulator.origin,
});

/** Starts a framework's program by this Node; what it prints is in `text()`. */
export function start(node, folder, program, args, env) {
  const child = spawn(node, [join(FRAMEWORKS, "node_modules", program), ...args], {
    cwd: folder,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1", NODE_TEST_CONTEXT: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (printed += data));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  return {
    ended,
    text: () => printed,
    stop: () => (child.kill(), ended),
    /** Resolves to what the expression finds in the output. */
    async finds(expression) {
      const found = async () => {
        while (!expression.test(printed)) await new Promise((resolve) => setTimeout(resolve, 50));
        return expression.exec(printed);
      };
      const early = ended.then((code) => {
        throw new Error(`${program} ended with ${code}:\n${printed}`);
      });
      return Promise.race([found(), early]);
    },
  };
}
