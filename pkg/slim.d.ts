/**
 * The package without embedded WebAssembly, for callers that compile the module themselves.
 *
 * @module docusign-jwt/slim
 */
import type core from "./core.wasm.js";

/**
 * The same as `docusign-jwt`, without embedded WebAssembly: call `init` with the module first.
 *
 * ```js
 * import { init, DocusignAuth } from "docusign-jwt/slim";
 * init(await WebAssembly.compileStreaming(fetch("/core.wasm")));
 * ```
 */
export * from "./index.js";

/**
 * Sets the module of the core. Call it first.
 *
 * @param module the compiled `docusign-jwt/core.wasm`: a `WebAssembly.Module`
 */
export function init(
  module: typeof core,
  options?: {
    /** Whether one request may await another request's work. Default: true. Pass false in Workers, which forbid it. */
    sharesPromises?: boolean | undefined;
  },
): void;
