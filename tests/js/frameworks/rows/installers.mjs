// What installs packages: the tarball in an empty folder, and the application by import and by require.
import { copyFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { node } from "../../../../runtimes/nodes.mjs";
import { printsToken } from "../answer.mjs";
import { launch, succeeds, toolsIn } from "../project.mjs";

const ROOT = new URL("../../../../", import.meta.url).pathname;
const here = (path) => new URL(path, import.meta.url).pathname;

const installed = (install, run) => async (row) => {
  const folder = mkdtempSync(join(tmpdir(), "docusign-jwt-installed-"));
  try {
    cpSync(here("../projects/program"), folder, { recursive: true });
    copyFileSync(process.env.DOCUSIGN_TARBALL, join(folder, "docusign-jwt.tgz"));
    const dependencies = { "docusign-jwt": "file:./docusign-jwt.tgz" };
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "program", version: "1.0.0", private: true, dependencies }));
    // Its own caches, so that it is the tarball that it installs.
    const env = { ...row.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CACHE_HOME: folder, BUN_INSTALL_CACHE_DIR: join(folder, "cache") };
    await succeeds(launch(...install(row.group), folder, env));
    for (const file of ["main.mjs", "main.cjs"]) {
      await row.emulator.reset();
      const [program, args] = run(row.group, file);
      await printsToken(row.emulator, await succeeds(launch(program, args, folder, env)));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const inNode = (_, file) => [node(24), [file]];
const yarn = (group, ...args) => [node(24), [join(toolsIn(group), "node_modules/@yarnpkg/cli-dist/bin/yarn.js"), ...args]];
const bun = join(ROOT, "node_modules/.bin/bun");

export const ROWS = {
  pnpm: installed((group) => [node(24), [join(toolsIn(group), "node_modules/pnpm/bin/pnpm.mjs"), "install"]], inNode),
  "yarn-pnp": installed(
    (group) => yarn(group, "install", "--no-immutable"),
    (group, file) => yarn(group, "node", file),
  ),
  "bun-install": installed(
    () => [bun, ["install"]],
    (_, file) => [bun, [file]],
  ),
};
