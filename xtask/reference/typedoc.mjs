// The pages of `cargo xtask docs`: the reference of the package, and the repository's documents beside it.
import { join } from "node:path";
import { DOCUMENTS, ROOT } from "./markdown.mjs";

/** The groups of the navigation, and the folders whose documents they have; the last takes all others. */
export const GROUPS = [
  ["Guides", ["docs/guides"]],
  ["Topics", ["docs"]],
  ["Examples", ["examples"]],
  ["Tools", ["emulator", "www"]],
  ["Project", [""]],
];

/** What a reader needs first comes first; all others follow by their names. */
const FIRST = [
  ...["node", "workers", "next", "nuxt", "deno", "bun", "testing-with-the-emulator"].map((name) => `docs/guides/${name}.md`),
  ...["errors", "command-line", "stores", "runtimes"].map((name) => `docs/${name}.md`),
  "CHANGELOG.md",
];

const rank = (document) => (FIRST.includes(document) ? FIRST.indexOf(document) : FIRST.length);

export const groupOf = (document) => GROUPS.find(([, folders]) => folders.some((folder) => `${document}/`.startsWith(folder)))[0];

export default {
  name: "docusign-jwt",
  basePath: ROOT,
  entryPoints: ["index", "slim", "page", "stores/*"].map((name) => join(ROOT, `pkg/${name}.d.ts`)),
  tsconfig: join(ROOT, "xtask/reference/tsconfig.json"),
  plugin: [join(ROOT, "xtask/reference/documents.mjs")],
  readme: join(ROOT, "README.md"),
  projectDocuments: DOCUMENTS.filter((document) => document !== "README.md")
    .sort((one, other) => rank(one) - rank(other))
    .map((document) => join(ROOT, document)),
  // In the order of the list above, and of the types.
  sort: ["documents-first"],
  groupOrder: ["Guides", "Topics", "Modules", "Classes", "Functions", "Interfaces", "Type Aliases", "Examples", "Tools", "Project"],
  navigation: { includeGroups: true, includeCategories: false, includeFolders: false },
  navigationLinks: { Rust: "rust/docusign_jwt/index.html" },
  searchInDocuments: true,
  searchInComments: true,
  searchGroupBoosts: { Guides: 2, Topics: 1.5 },
  customCss: join(ROOT, "xtask/reference/pages.css"),
  markdownItOptions: { html: true, linkify: false },
  highlightLanguages: ["js", "ts", "sh", "json", "rust", "toml", "html"],
  ignoredHighlightLanguages: ["text", "crontab"],
  disableSources: true,
  disableGit: true,
  hideGenerator: true,
  githubPages: false,
  includeVersion: false,
  treatWarningsAsErrors: true,
  validation: {
    notExported: true,
    invalidLink: true,
    invalidPath: true,
    rewrittenLink: true,
    notDocumented: true,
    unusedMergeModuleWith: true,
  },
  requiredToBeDocumented: ["Module", "Class", "Interface", "TypeAlias", "Variable"],
  intentionallyNotExported: ["WebCryptoKey"],
};
