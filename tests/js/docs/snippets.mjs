// Compiles blocks of code against the types of the packed tarball.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../xtask/reference/markdown.mjs";

const OPTIONS = {
  target: "es2024",
  lib: ["es2024", "esnext.disposable", "dom", "dom.iterable", "dom.asynciterable"],
  types: ["node"],
  module: "esnext",
  moduleResolution: "bundler",
  moduleDetection: "force",
  allowJs: true,
  checkJs: true,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
};

/** Compiles blocks of `{ place, language, code }`, each a module, beside the declarations that they are given. */
export function compile(name, blocks, { given, ...options }) {
  const folder = join(ROOT, `tests/js/docs/.check-${name}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const places = new Map();
  for (const [at, { place, language, code }] of blocks.entries()) {
    const file = `${place.replaceAll(/\W+/g, "-")}-${at}.${language}`;
    places.set(file, place);
    writeFileSync(join(folder, file), `${code}\n`);
  }
  const files = [...given.map((one) => `../${one}`), ...places.keys()];
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { ...OPTIONS, ...options }, files }));
  const tsc = join(ROOT, "node_modules/.bin/tsc");
  const { status, stdout } = spawnSync(tsc, ["--project", folder, "--pretty", "false"], { encoding: "utf8" });
  const told = stdout.replaceAll(/^.*?([\w-]+\.[jt]s)\((\d+),/gm, (all, file, line) => `${places.get(file) ?? file} +${line} (`);
  assert.equal(status, 0, told);
  rmSync(folder, { recursive: true });
}
