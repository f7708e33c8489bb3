/** A core that does not start cannot word its own error. */
import { kindOf, viewOf } from "../platform/bytes.js";
import { tagOf } from "../platform/tag.js";
import { isOurs } from "./docusign_error.js";
import { lacking, needs } from "./platform_parts.js";
import { unavailable } from "./unavailable.js";

const SLIM = "import docusign-jwt/slim and call init(module) with docusign-jwt/core.wasm";

/** What the core cannot do without, and what the client needs later. */
const NEEDED = ["TextDecoder", "TextEncoder"];
const NEEDED_LATER = ["AbortController", "Headers", "crypto", "fetch"];

/**
 * The module that the loader brought, compiled where it is only bytes.
 *
 * @param {(() => any) | undefined} load
 * @returns {WebAssembly.Module}
 */
export function moduleOf(load) {
  if (load === undefined) {
    const remedy = "Call init(module) with the compiled docusign-jwt/core.wasm before anything else.";
    throw unavailable("docusign-jwt/slim has no WebAssembly module yet.", remedy);
  }
  if (typeof WebAssembly === "undefined") {
    const remedy = "Use Node 20.19 or newer, Deno, Bun, a Worker or a current browser, without --jitless or a lockdown mode.";
    throw unavailable("This runtime has no WebAssembly.", remedy);
  }
  if (lacking(NEEDED).length > 0) needs(...NEEDED, ...NEEDED_LATER);
  const given = load();
  if (tagOf(given) === "WebAssembly.Module") return core(given);
  const bytes = viewOf(given);
  if (bytes !== undefined) return core(new WebAssembly.Module(bytes));
  const remedy =
    tagOf(given) === "Promise" ? "Await it before init()." : `Configure the bundler to leave core.wasm to the platform, or ${SLIM}.`;
  throw unavailable(`The core is ${kindOf(given)} and not a WebAssembly.Module.`, remedy);
}

/** @param {WebAssembly.Module} module */
function core(module) {
  if (WebAssembly.Module.exports(module).some(({ name }) => name === "ask")) return module;
  throw otherVersion();
}

/** @param {unknown} [cause] */
function otherVersion(cause) {
  const remedy = "Take docusign-jwt/core.wasm out of the package whose JavaScript runs here.";
  return unavailable("The WebAssembly module is not the core of this version of docusign-jwt.", remedy, cause);
}

/**
 * Why the platform refused to start the core, and the way out.
 *
 * @param {unknown} error
 */
export function refused(error) {
  if (isOurs(error)) return error;
  const text = words(error);
  if (/content security policy|\bCSP\b|unsafe-eval/i.test(text)) {
    const remedy = "Add 'wasm-unsafe-eval' to script-src. 'unsafe-eval' is not needed.";
    return unavailable("The Content Security Policy of this page forbids WebAssembly.", remedy, error);
  }
  if (/disallowed by embedder|code generation/i.test(text)) return notCompiling(error);
  if (/^LinkError/.test(text)) return otherVersion(error);
  if (/memory/i.test(text)) {
    const remedy = "Give the process or the isolate more memory, or start fewer of them.";
    return unavailable(`There is no memory for the core: ${text}`, remedy, error);
  }
  const remedy = "See docs/runtimes.md for how the core comes into each runtime and bundle.";
  return unavailable(`The core cannot start: ${text}`, remedy, error);
}

/**
 * Workers and edge runtimes run only what was compiled when they were deployed.
 *
 * @param {unknown} cause
 */
function notCompiling(cause) {
  const edge = typeof globalThis.EdgeRuntime === "string";
  const [place, condition] = edge ? ["edge runtime", "edge-light"] : ["Worker", "workerd"];
  const next = edge ? "" : " With OpenNext, add docusign-jwt to serverExternalPackages in next.config.";
  const message = `This ${place} may not compile WebAssembly, and the bundle has docusign-jwt without the condition ${condition}.`;
  return unavailable(message, `Bundle with the condition ${condition}, or ${SLIM}.${next}`, cause);
}

/** @param {unknown} error */
function words(error) {
  try {
    return String(error).slice(0, 500);
  } catch {
    return "the platform threw what cannot be read.";
  }
}
