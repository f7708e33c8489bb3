// Every Markdown file of the repository, also one that is not committed yet; `pkg/README.md` is a copy.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

export const ROOT = new URL("../../", import.meta.url).pathname;

export const DOCUMENTS = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
  cwd: ROOT,
  encoding: "utf8",
})
  .stdout.split("\n")
  .filter((name) => name !== "" && existsSync(join(ROOT, name)));
