// Where the packed package is.
import { readdirSync } from "node:fs";
import { join } from "node:path";

export const ROOT = new URL("../../../", import.meta.url).pathname;

/** What was unpacked from the tarball. */
export const PACKAGE = join(ROOT, "node_modules/docusign-jwt");

export const TARBALL = process.env.DOCUSIGN_TARBALL;
if (!TARBALL) throw new Error("DOCUSIGN_TARBALL names no tarball; run this by cargo xtask test");

/** Every file under a folder, by its path in there. */
export function filesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}
