/** Keeps files with keys out of git. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { quotable } from "./misplaced_key.js";
import { tellStatus } from "./output.js";
import { replaceFile } from "./private_file.js";
import { UsageError } from "./usage_error.js";

/**
 * Sees to it that git ignores a file, before it has a key in it.
 *
 * @param {string} path
 * @returns {"outside" | "ignored" | "added" | "unchecked"} unchecked where there is a repository but no git that can be asked
 */
export function keepOutOfGit(path) {
  const folder = dirname(resolve(path));
  const name = basename(path);
  const git = (/** @type {string[]} */ ...args) => spawnSync("git", ["-C", folder, ...args], { encoding: "utf8" });
  const inside = git("rev-parse", "--is-inside-work-tree");
  const isKnown = inside.status === 0 && inside.stdout.trim() === "true";
  if (!isKnown && !isBelowRepository(folder)) return "outside";
  if (isKnown && git("ls-files", "--error-unmatch", "--", name).status === 0) {
    const remedy = `Run git rm --cached ${quotable(path)} and commit that first. If the file ever contained a key, replace that key too.`;
    throw new UsageError("file_tracked", `git tracks ${quotable(path)}: a key in it would be committed.`, remedy);
  }
  const isIgnored = () => git("check-ignore", "--quiet", "--", name).status === 0;
  if (isKnown && isIgnored()) return "ignored";
  ignore(join(folder, ".gitignore"), name);
  if (!isKnown) return "unchecked";
  if (isIgnored()) return "added";
  throw new UsageError(
    "file_tracked",
    `git does not ignore ${quotable(path)}, although .gitignore names it.`,
    `Run git check-ignore -v ${quotable(path)} to find the line that includes the file again.`,
  );
}

/**
 * Prints the result for a file in git.
 *
 * @param {string} file
 * @param {ReturnType<typeof keepOutOfGit>} git
 */
export function tellIgnored(file, git) {
  if (git === "added") tellStatus("ok", `Added ${quotable(file)} to .gitignore.`);
  if (git === "unchecked")
    tellStatus("warning", `Added ${quotable(file)} to .gitignore, but git did not run: check that it ignores the file.`);
}

/**
 * @param {string} file
 * @param {string} name
 */
function ignore(file, name) {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const pattern = name.replaceAll(/[\\*?[\]#! ]/g, "\\$&");
  if (text.split(/\r?\n/).includes(pattern)) return;
  replaceFile(file, `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${pattern}\n`, { isPrivate: false });
}

/**
 * Whether a folder or one above it has what git keeps its repository in.
 *
 * @param {string} folder
 * @returns {boolean}
 */
function isBelowRepository(folder) {
  if (existsSync(join(folder, ".git"))) return true;
  const above = dirname(folder);
  return above !== folder && isBelowRepository(above);
}
