// Writes the site for a static host. Run by `cargo xtask www --build DIR`.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { headersOf, site } from "./site.mjs";

const folder = resolve(process.argv[2]);
if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, "precache.js"))) {
  console.error(`${folder} has files that are not of an earlier build; name an empty or a new folder.`);
  process.exit(1);
}
const files = site();
let packed = 0;
for (const [path, bytes] of files) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  packed += gzipSync(bytes).length;
}
// The format of Cloudflare Pages and Netlify. On other hosts the page's meta element sets the policy.
const lines = (path, wanted) => {
  const chosen = Object.entries(headersOf(path, files)).filter(([name]) => wanted(name));
  return chosen.map(([name, value]) => `  ${name}: ${value}`);
};
const isPolicy = (name) => name === "content-security-policy";
const pages = ["", "index.html", "callback.html", "service_worker.js"];
const rules = pages.map((path) => [`/${path}`, ...lines(path || "index.html", isPolicy)].join("\n"));
rules.push(["/*", ...lines("index.html", (name) => !isPolicy(name))].join("\n"));
writeFileSync(join(folder, "_headers"), `${rules.join("\n")}\n`);
console.log(`${files.size} files in ${folder}, ${Math.ceil(packed / 1024)} KB packed.`);
