// What bundlers keep and drop: the loader is registered whatever an application imports, and what it does not import
// is not in its bundle.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { build as viteBuild } from "vite";
import webpack from "webpack";
import { ROOT } from "../harness/packed.mjs";

let work;
// In the repository, so that the package is found; every bundle is one file.
before(() => (work = mkdtempSync(join(ROOT, "node_modules/.bundles-"))));
after(() => rmSync(work, { recursive: true, force: true }));

const bundlers = {
  async esbuild(entry, outfile) {
    await esbuild.build({ entryPoints: [entry], bundle: true, format: "esm", minify: true, outfile, logLevel: "error" });
  },
  async vite(entry, outfile) {
    const lib = { entry, formats: ["es"], fileName: () => "out.mjs" };
    const build = { lib, outDir: join(outfile, ".."), emptyOutDir: false, minify: true };
    await viteBuild({ root: work, configFile: false, logLevel: "error", build });
  },
  async webpack(entry, outfile) {
    const compiler = webpack({
      mode: "production",
      entry,
      experiments: { outputModule: true },
      output: { path: join(outfile, ".."), filename: "out.mjs", library: { type: "module" } },
    });
    const stats = await new Promise((resolve, reject) => {
      compiler.run((error, result) => (error ? reject(error) : resolve(result)));
    });
    assert.ok(!stats.hasErrors(), stats.toString("errors-only"));
  },
};

async function bundle(bundler, source) {
  const folder = mkdtempSync(join(work, `${bundler}-`));
  const entry = join(folder, "entry.mjs");
  writeFileSync(entry, source);
  const outfile = join(folder, "out.mjs");
  await bundlers[bundler](entry, outfile);
  return { code: readFileSync(outfile, "utf8"), load: () => import(pathToFileURL(outfile)) };
}

/** A word of the source that minification leaves alone, by the part that it stands for. */
const marks = {
  inlined: "AGFzbQEAAA",
  auth: "getAccessToken",
  key: "publicKeyPem",
};
const kept = (code) => Object.keys(marks).filter((part) => code.includes(marks[part]));

for (const bundler of Object.keys(bundlers)) {
  test(`${bundler}: one function alone brings its loader, and not the client`, async () => {
    const source = `import { consentUrl } from "docusign-jwt";
      const options = { clientId: "c0000000-0000-4000-8000-000000000001", environment: "demo", redirectUri: "https://example.com/" };
      export const link = consentUrl(options);`;
    const { code, load } = await bundle(bundler, source);
    assert.ok(!kept(code).includes("auth"));
    assert.ok(kept(code).includes("inlined"));
    const { link } = await load();
    assert.match(link, /^https:\/\/account-d\.docusign\.com\/oauth\/auth\?response_type=code&/);
  });

  test(`${bundler}: an import that nothing uses brings nothing`, async () => {
    const { code } = await bundle(bundler, `import { DocusignAuth, consentUrl } from "docusign-jwt"; export const one = 1;`);
    assert.deepEqual(kept(code), []);
    assert.ok(code.length < 1000, `${code.length} characters`);
  });

  test(`${bundler}: an error's class brings no WebAssembly`, async () => {
    const { code } = await bundle(bundler, `export { OAuthError } from "docusign-jwt";`);
    assert.ok(!kept(code).includes("inlined") && !kept(code).includes("auth"), kept(code).join());
  });

  test(`${bundler}: slim brings no WebAssembly`, async () => {
    const source = `import { init, PrivateKey } from "docusign-jwt/slim";
      export { init, PrivateKey };`;
    const { code } = await bundle(bundler, source);
    assert.deepEqual(
      kept(code).filter((part) => part === "inlined" || part === "auth"),
      [],
    );
    assert.ok(kept(code).includes("key"));
    assert.ok(code.length < 100_000, `${code.length} characters`);
  });

  test(`${bundler}: the entry for pages brings no WebAssembly, and only what is used`, async () => {
    const { code, load } = await bundle(bundler, `export { readRedirect } from "docusign-jwt/page";`);
    assert.deepEqual(kept(code), []);
    assert.doesNotMatch(code, /WebAssembly|eval|oauth\/auth/);
    assert.ok(code.length < 8000, `${code.length} characters`);
    const { readRedirect } = await load();
    assert.throws(() => readRedirect("?error=access_denied"), { name: "RedirectError", code: "consent_denied" });
  });

  test(`${bundler}: the client is whole`, async () => {
    const { code } = await bundle(bundler, `export { DocusignAuth } from "docusign-jwt";`);
    assert.ok(
      ["inlined", "auth", "key"].every((part) => kept(code).includes(part)),
      kept(code).join(),
    );
  });
}
