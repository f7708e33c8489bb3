/**
 * The same as `docusign-jwt`, without the WebAssembly in it: the caller supplies the module, once, before anything else.
 *
 * ```js
 * import { init, DocusignAuth } from "docusign-jwt/slim";
 * init(await WebAssembly.compileStreaming(fetch("/core.wasm")));
 * ```
 */
export * from "./index.js";

/** Gives the core its module: `docusign-jwt/core.wasm`, compiled. */
export function init(
  module: WebAssembly.Module,
  options?: {
    /** Whether one request may wait for what another began. Default: true; false in Workers. */
    sharesPromises?: boolean;
  },
): void;
