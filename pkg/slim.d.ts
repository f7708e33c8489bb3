/**
 * For whoever compiles the WebAssembly module himself.
 *
 * @module docusign-jwt/slim
 */
import type core from "./core.wasm.js";

/**
 * The same as `docusign-jwt`, without the WebAssembly in it: the caller supplies the module, once, before anything else.
 *
 * ```js
 * import { init, DocusignAuth } from "docusign-jwt/slim";
 * init(await WebAssembly.compileStreaming(fetch("/core.wasm")));
 * ```
 */
export * from "./index.js";

/**
 * Gives the core its module, before anything else is used.
 *
 * @param module what `docusign-jwt/core.wasm` is, compiled: a `WebAssembly.Module`
 */
export function init(
  module: typeof core,
  options?: {
    /** Whether one request may wait for what another began. Default: true. Workers forbids it: say false there. */
    sharesPromises?: boolean | undefined;
  },
): void;
