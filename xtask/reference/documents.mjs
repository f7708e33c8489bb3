// A plugin of TypeDoc: gives the documents their titles and groups, and leads links to folders to pages.
import { existsSync, statSync } from "node:fs";
import { dirname, relative } from "node:path";
import { ROOT } from "./markdown.mjs";
import { groupOf } from "./typedoc.mjs";

/** The reference of the crate, which cargo makes. TypeDoc does not know it, and leaves the link as it is. */
const RUST = "rust/docusign_jwt/index.html";

export function load(app) {
  app.renderer.on("endPage", (page) => {
    const top = "../".repeat(page.url.split("/").length - 1);
    page.contents = page.contents.replaceAll(`href="${RUST}"`, `href="${top}${RUST}"`);
    // Of the first page TypeDoc knows the folder, which a file system does not open.
    page.contents = page.contents.replaceAll(/href="(\.\/|(?:\.\.\/)+)"/g, 'href="$1index.html"');
  });
  app.converter.on("resolveBegin", ({ project }) => {
    const { files, documents } = project;
    untitled(project.readme);
    // What everybody uses comes before what it takes and gives.
    const [main] = project.children.filter(({ name }) => name === "docusign-jwt");
    main.childrenIncludingDocuments.sort((one, other) => (other.name === "DocusignAuth") - (one.name === "DocusignAuth"));
    for (const document of documents) {
      const path = files.getReflectionPath(document);
      document.name = titleOf(document.content);
      document.frontmatter.group = groupOf(relative(ROOT, path));
      if (path.endsWith("/README.md")) files.registerReflectionPath(dirname(path), document);
    }
    // A folder without a page leads to the first page, which links to all others.
    for (const path of [...files.getMediaPaths()]) {
      if (existsSync(path) && statSync(path).isDirectory()) files.registerReflectionPath(path, project);
    }
  });
}

const TITLE = /^\s*# (.+)\n/;

function titleOf([begin]) {
  const [, title] = TITLE.exec(begin.text) ?? [];
  if (title === undefined) throw new Error(`A document does not begin with a title: ${begin.text}`);
  return title;
}

/** The first page has the project's name above the text. */
function untitled([begin]) {
  begin.text = begin.text.replace(TITLE, "");
}
