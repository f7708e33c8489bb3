// The site: files by path, and their headers, for serving and building.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

const root = new URL("../", import.meta.url);
const page = new URL("www/page/", root);
const pkg = new URL("node_modules/docusign-jwt/", root);
const emulatorPackage = new URL("node_modules/docusign-emulator/", root);

/** The files of the package that the page imports, with the licenses. */
const PACKAGE = ["slim.js", "api.js", "internal.js", "lib.js", "client.js", "shared.js", "errors.js", "LICENSE-MIT", "LICENSE-APACHE"];

/** The files of the panel Try it: the npm package docusign-emulator and its core. */
export const LATER = ["emulator/main.js", "emulator/packed.js"];

const TYPES = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

export const typeOf = (path) => TYPES[path.split(".").pop()] ?? "text/plain; charset=utf-8";

/** Every file of the site: path to bytes. With the origin of an emulator, the page connects to it. */
export function site({ emulator } = {}) {
  const files = new Map();
  for (const path of filesIn(page)) if (!MODULES.test(path)) files.set(path, readFileSync(new URL(path, page)));
  files.set("app/main.js", program());
  for (const path of PACKAGE) {
    files.set(`docusign-jwt/${path}`, readFileSync(new URL(path, pkg)));
  }
  files.set("core-packed.js", packed(readFileSync(new URL("core.wasm", pkg))));
  files.set("emulator/main.js", emulatorProgram());
  files.set("emulator/packed.js", packed(readFileSync(new URL("emulator.wasm", emulatorPackage))));
  const qr = new URL("node_modules/lean-qr/", root);
  files.set("vendor/lean-qr.js", readFileSync(new URL("index.mjs", qr)));
  files.set("vendor/lean-qr.LICENSE", readFileSync(new URL("LICENSE", qr)));
  files.set("index.html", Buffer.from(withPreloads(String(files.get("index.html")), files)));
  if (emulator !== undefined) files.set("index.html", Buffer.from(withEmulator(String(files.get("index.html")), emulator)));
  files.set("precache.js", Buffer.from(precache(files)));
  return files;
}

/** The sources of `app/main.js`; `callback.js` belongs to another page. */
const MODULES = /^app\/(?!callback)/;

/** Bundles the page's modules into one readable file: separate files need a request each, and compress worse. */
const program = () =>
  bundle("www/page/app/main.js", { external: ["../docusign-jwt/*", "../core-packed.js", "../emulator/*", "../vendor/*"] });

/** Bundles the emulator's package into one file, with its core in another. */
const emulatorProgram = () => bundle("www/emulator/main.js", { external: ["./packed.js"], alias: { "#wasm": "./www/emulator/load.js" } });

function bundle(entry, options) {
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    absWorkingDir: fileURLToPath(root),
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    ...options,
  });
  return Buffer.from(outputFiles[0].contents);
}

/** WebAssembly as a module, for a page that must not fetch. Compressed first, because base64 compresses badly. */
function packed(wasm) {
  return Buffer.from(`export default "${gzipSync(wasm, { level: 9 }).toString("base64")}";\n`);
}

/** Preloads every module: otherwise the browser finds them level by level, with a round trip each. */
function withPreloads(html, files) {
  const others = ["service_worker.js", "app/callback.js", ...LATER];
  const modules = [...files.keys()].filter((path) => path.endsWith(".js") && !others.includes(path));
  const links = modules.map((path) => `<link rel="modulepreload" href="${path}">`);
  return html.replace('<script type="module"', `${links.join("\n")}\n$&`);
}

function withEmulator(html, emulator) {
  const origin = new URL(emulator).origin;
  return html
    .replaceAll("connect-src 'none'", `connect-src ${origin}`)
    .replace('<meta name="viewport"', `<meta name="emulator" content="${origin}">\n<meta name="viewport"`);
}

/**
 * The lists for the service worker: files that it must keep for offline use, and files that it keeps later. The
 * site serves licenses, but does not keep them.
 */
function precache(files) {
  const hash = createHash("sha256");
  for (const [path, bytes] of files) hash.update(path).update(bytes);
  const first = [...files.keys()].filter((path) => !/LICENSE|service_worker/.test(path) && !LATER.includes(path));
  const list = { version: hash.digest("hex").slice(0, 16), files: ["./", ...first], later: LATER };
  return `self.PRECACHE = ${JSON.stringify(list, null, 1)};\n`;
}

/** The headers of a path. The policy is the page's meta policy, with directives that only a header can set. */
export function headersOf(path, files) {
  const html = String(files.get(path.endsWith(".html") ? path : "index.html"));
  const policy = html.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)[1];
  // The service worker fetches the page's files for the cache; the page itself fetches nothing.
  const own = path === "service_worker.js" ? policy.replace(/connect-src [^;]*/, "connect-src 'self'") : policy;
  return {
    "content-security-policy": `${own}; frame-ancestors 'none'`,
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  };
}

function filesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const base = fileURLToPath(folder);
  return entries.map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`.replaceAll("//", "/").slice(base.length)).sort();
}
