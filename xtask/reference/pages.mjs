// Makes pages of all documents, and a first page from which they and both references are found. What they link to in the
// repository comes along, so that the folder is whole.
//
//     node xtask/reference/pages.mjs TOOLS FOLDER
import { cpSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { DOCUMENTS, ROOT, anchorOf, read } from "../../tests/docs/documents.mjs";

const [tools, folder] = process.argv.slice(2);
const markdown = createRequire(join(tools, "package.json"))("markdown-it")({ html: true });

const REFERENCES = [
  ["JavaScript and TypeScript", "javascript/index.html"],
  ["Rust", "rust/docusign_jwt/index.html"],
];

const STYLE = `
:root { color-scheme: light dark; }
body { font: 1rem/1.55 system-ui, sans-serif; max-width: 56rem; margin: 0 auto; padding: 1rem; }
pre { overflow-x: auto; padding: .75rem; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
code { font-family: ui-monospace, monospace; font-size: .9em; }
`;

const pageOf = (document) => document.replace(/\.md$/, ".html");
const titleOf = (document) => read(document).match(/^# (.+)$/m)[1];

/** Where a link of a document leads in the folder; what is no page there is copied to it. */
function follow(link, document) {
  if (/^(?:[a-z]+:|#)/.test(link)) return link;
  const [path, anchor] = link.split("#");
  let goal = join(dirname(document), decodeURIComponent(path)).replace(/\/$/, "");
  const readme = `${goal}/README.md`;
  if (DOCUMENTS.includes(readme)) goal = pageOf(readme);
  else if (DOCUMENTS.includes(goal)) goal = pageOf(goal);
  else if (!existsSync(join(folder, goal))) goal = bring(goal, document);
  const found = relative(dirname(document), goal);
  return anchor === undefined ? found : `${found}#${anchor}`;
}

/** Copies a file, or the files of a folder with a page that lists them. */
function bring(path, document) {
  const from = join(ROOT, path);
  if (!existsSync(from)) throw new Error(`${document} links to ${path}, which is not there.`);
  if (statSync(from).isFile()) {
    cpSync(from, join(folder, path));
    return path;
  }
  const files = readdirSync(from, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
  for (const name of files) cpSync(join(from, name), join(folder, path, name));
  const list = join(path, "index.html");
  write(list, path, `# ${path}\n\n${files.map((name) => `- [${name}](${name})`).join("\n")}\n`);
  return list;
}

function write(page, title, text, document = page) {
  const top = relative(dirname(page), "index.html");
  const file = join(folder, page);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${markdown.utils.escapeHtml(title)} · docusign-jwt</title>
<style>${STYLE}</style>
<nav><a href="${top}">docusign-jwt</a></nav>
<main>
${markdown.render(text, { document })}</main>
</html>
`,
  );
}

for (const [rule, attribute] of [
  ["link_open", "href"],
  ["image", "src"],
]) {
  const usual = markdown.renderer.rules[rule] ?? ((tokens, at, options, _env, self) => self.renderToken(tokens, at, options));
  markdown.renderer.rules[rule] = (tokens, at, options, env, self) => {
    tokens[at].attrSet(attribute, follow(tokens[at].attrGet(attribute), env.document));
    return usual(tokens, at, options, env, self);
  };
}
// Comments, such as the marks of what is generated, are for those who edit. There is no other HTML.
markdown.renderer.rules.html_block = markdown.renderer.rules.html_inline = (tokens, at) => {
  const { content } = tokens[at];
  return content.startsWith("<!--") ? "" : markdown.utils.escapeHtml(content);
};
markdown.renderer.rules.heading_open = (tokens, at, options, _env, self) => {
  tokens[at].attrSet("id", anchorOf(tokens[at + 1].content));
  return self.renderToken(tokens, at, options);
};

for (const document of DOCUMENTS) write(pageOf(document), titleOf(document), read(document), document);

const linksTo = (documents) => documents.map((name) => `- [${titleOf(name)}](${name})`).join("\n");
const inFolder = (start) => DOCUMENTS.filter((name) => name.startsWith(start) && dirname(name) === dirname(`${start}x`));
write(
  "index.html",
  "Documents and reference",
  `# docusign-jwt

Start with [README](README.md), or with [what to read for what](docs/README.md).

## Reference

${REFERENCES.map(([name, page]) => `- [${name}](${page})`).join("\n")}

## Guides

${linksTo(inFolder("docs/guides/"))}

## More

${linksTo(inFolder("docs/"))}
- [Emulator](emulator/README.md)
- [Workbench](www/README.md)

## Examples

${linksTo(DOCUMENTS.filter((name) => name.startsWith("examples/")))}

## The project

- [Changelog](CHANGELOG.md)
- [Contributing](CONTRIBUTING.md)
- [Security](SECURITY.md)
`,
);
