// Nothing happens at import; a core that cannot start says why, in a coded error, and how it starts.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import { startWorker } from "../../../runtimes/workerd.mjs";

const ROOT = new URL("../../../", import.meta.url).pathname;
const PACKAGE = join(ROOT, "node_modules/docusign-jwt");

/** Runs a module in a Node of its own, and returns the JSON that it prints. */
function inNode(code, flags = []) {
  const child = spawnSync(process.execPath, [...flags, "--input-type=module", "--eval", code], { cwd: ROOT, encoding: "utf8" });
  assert.equal(child.status, 0, child.stderr);
  return JSON.parse(child.stdout.trim().split("\n").at(-1));
}

/** Prints what came of the first use of the core. */
const FIRST_USE = `
  const shown = ({ name, code, message, remedy, cause }, is) => ({ name, code, message, remedy, cause: cause && String(cause), is });
  const attempt = (use) => { try { use(); return { code: "none" }; } catch (error) { return shown(error, error instanceof api.DocusignError); } };
  const first = attempt(() => api.explainError("consent_required"));
  const failing = attempt(() => new api.DocusignAuth(null));
  const again = attempt(() => api.explainError("consent_required"));
  console.log(JSON.stringify({ first, failing, again }));
`;

function assertUnavailable({ first, failing, again }, message, remedy) {
  for (const error of [first, failing, again]) {
    assert.equal(error.code, "core_unavailable", JSON.stringify(error));
    assert.ok(error.is && error.name === "ConfigError");
    assert.match(error.message, message);
    assert.match(error.message, remedy);
    assert.ok(error.message.endsWith(error.remedy));
  }
}

test("importing touches no global of the platform", () => {
  const globals =
    "TextEncoder TextDecoder WebAssembly crypto AbortController AbortSignal fetch Headers Request Response atob btoa performance Buffer process navigator";
  const stores = ["cloudflare-kv", "durable-object", "deno-kv", "redis", "upstash"];
  const modules = ["docusign-jwt", "docusign-jwt/slim", ...stores.map((name) => `docusign-jwt/stores/${name}`)];
  const touched = inNode(`
    const touched = [];
    const modules = ${JSON.stringify(modules.map((name) => import.meta.resolve(name)))};
    const { log } = console;
    for (const name of "${globals}".split(" ")) {
      const value = globalThis[name];
      let on = false;
      Object.defineProperty(globalThis, name, { configurable: true, get() {
        const [, , caller = ""] = new Error().stack.split("\\n");
        if (caller.includes("docusign-jwt")) touched.push(name + caller);
        return value;
      } });
    }
    for (const module of modules) await import(module);
    log(JSON.stringify(touched));
  `);
  assert.deepEqual(touched, []);
});

const LACKING = {
  "no TextDecoder, as in Jest's jsdom": [["TextDecoder"], /lacks TextDecoder\./, /testEnvironment "node"/],
  "neither coder nor fetch": [["TextDecoder", "TextEncoder", "fetch"], /lacks TextDecoder, TextEncoder, fetch\./, /@jest-environment node/],
  "no TextEncoder": [["TextEncoder"], /lacks TextEncoder\./, /globalThis/],
  "no WebAssembly": [["WebAssembly"], /has no WebAssembly\./, /Node 20\.19/],
};
for (const [name, [globals, message, remedy]] of Object.entries(LACKING)) {
  test(name, () => {
    const found = inNode(`
      for (const name of ${JSON.stringify(globals)}) delete globalThis[name];
      const api = await import("docusign-jwt");
      ${FIRST_USE}`);
    assertUnavailable(found, message, remedy);
  });
}

test("node --jitless has no WebAssembly", () => {
  assertUnavailable(inNode(`const api = await import("docusign-jwt"); ${FIRST_USE}`, ["--jitless"]), /has no WebAssembly/, /--jitless/);
});

/** Calls that need a part of the platform, each by what it needs. */
const NEEDING = {
  createPkce: "createPkce()",
  "createPkce of the page": "page.createPkce()",
  signAssertion: "signAssertion({ ...options, privateKey: pem })",
  "PrivateKey.sign": "PrivateKey.parse(pem).sign(new Uint8Array(4))",
  getAccessToken: "await new DocusignAuth({ ...options, privateKey: pem, fetch: answer }).getAccessToken()",
  "getAccessToken by the platform's fetch": "await new DocusignAuth({ ...options, privateKey: pem }).getAccessToken()",
  "auth.fetch": 'await new DocusignAuth({ ...options, privateKey: pem, fetch: answer }).fetch("https://api-d.docusign.com/")',
  "a store": "await new DocusignAuth({ ...options, privateKey: pem, fetch: answer, store, storeSecret }).getAccessToken()",
  "a loopback server of the page": 'page.consentUrl({ ...options, environment: { authServer: "http://[::1]" } })',
};
const PARTS = {
  crypto: ["createPkce", "createPkce of the page", "signAssertion", "PrivateKey.sign", "getAccessToken", "auth.fetch"],
  "crypto.getRandomValues": ["createPkce", "createPkce of the page", "signAssertion", "PrivateKey.sign", "getAccessToken"],
  fetch: ["getAccessToken by the platform's fetch"],
  AbortController: ["getAccessToken", "auth.fetch"],
  setTimeout: ["getAccessToken", "auth.fetch"],
  Headers: ["auth.fetch"],
  performance: ["a store"],
  URL: ["a loopback server of the page"],
};
for (const [part, calls] of Object.entries(PARTS)) {
  for (const call of calls) {
    test(`no ${part}: ${call}`, () => {
      const found = inNode(`
        import { readFileSync } from "node:fs";
        const pem = readFileSync("emulator/fixtures/integration.pem", "utf8");
        const { log } = console;
        const [whole, member] = ${JSON.stringify(part.split("."))};
        if (member === undefined) delete globalThis[whole];
        else Object.defineProperty(globalThis[whole], member, { value: undefined });
        const { DocusignAuth, DocusignError, PrivateKey, createPkce, signAssertion } = await import("docusign-jwt");
        const page = await import("docusign-jwt/page");
        const [clientId, userId] = ["c0000000-0000-4000-8000-000000000001", "a0000000-0000-4000-8000-000000000001"];
        const options = { clientId, ...(${call.includes("page")} ? { redirectUri: "https://example.com" } : { userId }), environment: "demo" };
        const answer = () => Promise.reject(new Error("not asked"));
        const store = { get() {}, set() {} };
        const storeSecret = "Pj3x0m8m3UGuE4tqk0m0rN7cZbq6yVQp1sX9fLw2dHE=";
        try { ${NEEDING[call]}; log(JSON.stringify({ code: "none" })); }
        catch (error) { log(JSON.stringify({ code: error.code, message: error.message, is: error instanceof DocusignError })); }`);
      assert.equal(found.code, "core_unavailable", JSON.stringify(found));
      assert.ok(found.is);
      const [global] = part.split(".");
      assert.match(found.message, new RegExp(`^This runtime (lacks|has no) ${global}\\. (In Jest|Set|Pass)`));
    });
  }
}

test("what was missing at the first use may be there at the next", () => {
  const { before, after } = inNode(`
    const { TextDecoder } = globalThis;
    delete globalThis.TextDecoder;
    const api = await import("docusign-jwt");
    let before;
    try { api.createPkce(); } catch ({ code }) { before = code; }
    globalThis.TextDecoder = TextDecoder;
    console.log(JSON.stringify({ before, after: api.explainError("consent_required").code }));`);
  assert.deepEqual([before, after], ["core_unavailable", "consent_required"]);
});

/** What engines throw where a policy or a platform refuses. */
const REFUSALS = {
  "Chromium's policy": [
    "CompileError: WebAssembly.Module(): Compiling or instantiating WebAssembly module violates the following Content Security policy directive because neither 'wasm-unsafe-eval' nor 'unsafe-eval' is an allowed source of script",
    /Content Security Policy/,
    /'wasm-unsafe-eval' to script-src/,
  ],
  "Firefox's policy": ["CompileError: call to WebAssembly.Module() blocked by CSP", /Content Security Policy/, /wasm-unsafe-eval/],
  "Safari's policy": [
    "EvalError: Refused to create a WebAssembly object because 'unsafe-eval' or 'wasm-unsafe-eval' is not an allowed source of script in the following Content Security Policy directive",
    /Content Security Policy/,
    /wasm-unsafe-eval/,
  ],
  "a Worker without its condition": [
    "CompileError: WebAssembly.Module(): Wasm code generation disallowed by embedder",
    /Worker may not compile WebAssembly/,
    /condition workerd.*docusign-jwt\/slim.*serverExternalPackages/,
  ],
  "no memory": [
    "RangeError: WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory for new instance",
    /no memory/,
    /more memory/,
  ],
  "anything else": ["TypeError: the platform says no", /cannot start: TypeError: the platform says no/, /docs\/runtimes\.md/],
};
for (const [name, [text, message, remedy]] of Object.entries(REFUSALS)) {
  test(`a refusal: ${name}`, () => {
    const found = inNode(`
      const api = await import("docusign-jwt");
      const [kind, text] = ${JSON.stringify(text.split(/: ([\s\S]*)/).slice(0, 2))};
      WebAssembly.Module = class { constructor() { throw Object.assign(new Error(text), { name: kind }); } };
      ${FIRST_USE}`);
    assertUnavailable(found, message, remedy);
    assert.equal(found.first.cause, text);
  });
}

test("an edge runtime without its condition", () => {
  const found = inNode(`
    const api = await import("docusign-jwt");
    globalThis.EdgeRuntime = "edge-runtime";
    WebAssembly.Module = class { constructor() { throw new Error("Dynamic WASM code generation (e. g. 'WebAssembly.compile') not allowed in Edge Runtime"); } };
    ${FIRST_USE}`);
  assertUnavailable(found, /edge runtime may not compile/, /condition edge-light/);
});

const GIVEN = {
  "no init()": ["", /has no WebAssembly module yet/, /Call init\(module\)/],
  "a promise": ["init(WebAssembly.compile(bytes));", /is a promise and not a WebAssembly\.Module/, /Await it/],
  "an address": ['init("/core.wasm");', /is a string of 10 characters and not/, /docusign-jwt\/core\.wasm/],
  "a namespace of a bundler": ["init({ default: {} });", /is an object and not/, /docusign-jwt\/core\.wasm/],
  undefined: ["init(undefined);", /is undefined and not/, /docusign-jwt\/core\.wasm/],
  "another module": [
    "init(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));",
    /not the core of this version/,
    /core\.wasm/,
  ],
};
for (const [name, [code, message, remedy]] of Object.entries(GIVEN)) {
  test(`slim with ${name}`, () => {
    const found = inNode(`
      import { readFileSync } from "node:fs";
      const bytes = readFileSync(${JSON.stringify(join(PACKAGE, "core.wasm"))});
      const api = await import("docusign-jwt/slim");
      const { init } = api;
      ${code}
      ${FIRST_USE}`);
    assertUnavailable(found, message, remedy);
  });
}

for (const [name, module] of Object.entries({
  bytes: "bytes",
  "an ArrayBuffer": "bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)",
  "a module of another realm": 'new (runInNewContext("WebAssembly").Module)(bytes)',
  "bytes of another realm": 'new (runInNewContext("Uint8Array"))(bytes)',
})) {
  test(`slim with ${name}, after a first mistake`, () => {
    const codes = inNode(`
      import { readFileSync } from "node:fs";
      import { runInNewContext } from "node:vm";
      import { createPkce, explainError, init } from "docusign-jwt/slim";
      const bytes = readFileSync(${JSON.stringify(join(PACKAGE, "core.wasm"))});
      const codes = [];
      init("a mistake");
      try { createPkce(); } catch ({ code }) { codes.push(code); }
      init(${module});
      codes.push(explainError("consent_required").code);
      console.log(JSON.stringify(codes));`);
    assert.deepEqual(codes, ["core_unavailable", "consent_required"]);
  });
}

test("a real Worker, bundled without its condition", { timeout: 60_000 }, async () => {
  const contents = `
    import { DocusignError, explainError } from "docusign-jwt";
    export default { fetch() {
      try { return Response.json(explainError("consent_required")); }
      catch (error) { return Response.json({ ours: error instanceof DocusignError, code: error.code, message: error.message, cause: String(error.cause) }); }
    } };`;
  const out = join(ROOT, "target/field-worker.mjs");
  await build({ stdin: { contents, resolveDir: ROOT }, bundle: true, format: "esm", outfile: out, logLevel: "error" });
  const worker = await startWorker(out, {});
  try {
    const answer = await (await fetch(worker.origin)).json();
    assert.deepEqual([answer.ours, answer.code], [true, "core_unavailable"]);
    assert.match(answer.message, /Worker may not compile WebAssembly.*condition workerd/);
    assert.match(answer.cause, /CompileError/);
  } finally {
    worker.stop();
  }
});
