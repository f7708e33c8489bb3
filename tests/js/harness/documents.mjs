// The documents of the repository, and the blocks of code in them.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DOCUMENTS, ROOT } from "../../../xtask/reference/markdown.mjs";

export const read = (name) => readFileSync(join(ROOT, name), "utf8");

/**
 * The blocks of code of a document. Behind the language stands how a block is run, if it is:
 * `js run=node`, `js run=bun`, `js run=deno`, `js run=worker`.
 */
export function blocksOf(name) {
  const blocks = [];
  let open;
  for (const [at, line] of read(name).split("\n").entries()) {
    if (open === undefined) {
      const [, indent, info] = line.match(/^(\s*(?:\d+\. |- )?)```(.*)$/) ?? [];
      if (info === undefined) continue;
      const [language = "", ...words] = info.trim().split(/\s+/);
      const run = words.find((word) => word.startsWith("run="))?.slice(4);
      open = { document: name, line: at + 1, indent: indent.length, language, run, lines: [] };
    } else if (line.trim() === "```") {
      const { lines, indent, ...block } = open;
      blocks.push({ ...block, code: lines.map((one) => one.slice(indent)).join("\n") });
      open = undefined;
    } else open.lines.push(line);
  }
  if (open !== undefined) throw new Error(`${name}:${open.line}: a block of code has no end`);
  return blocks;
}

export const BLOCKS = DOCUMENTS.flatMap(blocksOf);

export const placeOf = ({ document, line }) => `${document}:${line}`;

/** The text of a document without its code, and without what is quoted in it as code. */
export const proseOf = (name) =>
  read(name)
    .replaceAll(/^(\s*(?:\d+\. |- )?)```[\s\S]*?^\s*```$/gm, "")
    .replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()]/g, "x"));

/** The anchors of a document's headings, as GitHub makes them. */
export function anchorsOf(name) {
  const text = read(name).replaceAll(/^(\s*(?:\d+\. |- )?)```[\s\S]*?^\s*```$/gm, "");
  return [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, title]) => anchorOf(title));
}

/** The anchor of one heading. */
export function anchorOf(title) {
  const text = title.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
  return text
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/g, "-");
}

/** What a document links to inside the repository: path from the root, and anchor. */
export function linksOf(name) {
  const links = [...proseOf(name).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
  const own = links.filter((link) => !/^[a-z]+:/.test(link));
  return own.map((link) => {
    const [path, anchor] = link.split("#");
    return { link, path: path === "" ? name : join(dirname(name), decodeURIComponent(path)), anchor };
  });
}
