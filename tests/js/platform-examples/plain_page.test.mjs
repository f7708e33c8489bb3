// `docusign-jwt/page` as a page loads it: from files, under a policy that forbids WebAssembly and eval.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import * as core from "docusign-jwt";
import { chromium } from "playwright-core";
import { CLIENT } from "../../../runtimes/emulator.mjs";

const { CHROME } = process.env;
if (!CHROME) throw new Error("CHROME names no program; run this by cargo xtask test");

const PACKAGE = new URL("../../../node_modules/docusign-jwt/", import.meta.url);
const HEADERS = { "content-security-policy": "default-src 'none'; script-src 'self'" };

let browser;
let server;
const asked = [];
before(async () => {
  server = createServer(async ({ url }, response) => {
    if (url === "/") return response.writeHead(200, { ...HEADERS, "content-type": "text/html" }).end("<!doctype html>");
    asked.push(url);
    const body = await readFile(new URL(`.${url}`, PACKAGE)).catch(() => undefined);
    return response.writeHead(body ? 200 : 404, { "content-type": "text/javascript" }).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  browser = await chromium.launch({ executablePath: CHROME, args: ["--no-sandbox"] });
});
after(async () => {
  await browser.close();
  server.close();
});

test("it works where WebAssembly and eval are forbidden, and loads two files", async () => {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const options = { clientId: CLIENT, environment: "demo", redirectUri: "https://example.com/callback", state: "xyz" };
  const given = await page.evaluate(async (options) => {
    const { consentUrl, createPkce, readRedirect } = await import("/page.js");
    const attempt = (use) => {
      try {
        return use();
      } catch ({ name, code, message }) {
        return { name, code, message };
      }
    };
    return {
      forbidden: attempt(() => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))).name,
      url: consentUrl(options),
      denied: attempt(() => readRedirect(new URL("https://example.com/?error=access_denied"))),
      pkce: createPkce(),
    };
  }, options);
  assert.equal(given.forbidden, "CompileError");
  assert.equal(given.url, core.consentUrl(options));
  assert.equal(given.denied.code, "consent_denied");
  assert.equal(given.denied.name, "RedirectError");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(given.pkce.codeVerifier));
  assert.equal(given.pkce.codeChallenge, Buffer.from(digest).toString("base64url"));
  assert.deepEqual(asked.sort(), ["/errors.js", "/page.js"]);
  await page.close();
});

test("the package imports under that policy too, and its first use says what the policy lacks", async () => {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const found = await page.evaluate(async () => {
    const { ConfigError, explainError } = await import("/index.js");
    try {
      return explainError("consent_required");
    } catch (error) {
      return { code: error.code, message: error.message, is: error instanceof ConfigError, cause: error.cause.name };
    }
  });
  assert.deepEqual([found.code, found.is, found.cause], ["core_unavailable", true, "CompileError"]);
  assert.match(found.message, /Content Security Policy.*Add 'wasm-unsafe-eval' to script-src/);
  await page.close();
});
