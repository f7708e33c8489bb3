/**
 * The library without its WebAssembly module, for programs that load the module themselves.
 *
 * @module docusign-jwt/slim
 */
import type core from "./core.wasm.js";

/** The same names as `docusign-jwt`. Call {@link init} before you use any of them. */
export * from "./index.js";

/**
 * Gives the library its WebAssembly module. Call it once, before you use anything else.
 *
 * @example
 * ```ts
 * import { DocusignAuth, init } from "docusign-jwt/slim";
 *
 * init(await WebAssembly.compileStreaming(fetch("/core.wasm")));
 * const auth = new DocusignAuth({ clientId, userId, privateKey, environment: "demo" });
 * ```
 * @param module `docusign-jwt/core.wasm`, compiled: a `WebAssembly.Module`
 */
export function init(
  module: typeof core,
  options?: {
    /**
     * Whether a request may await a promise of another request. Pass `false` in Workers, which forbid it.
     *
     * @default `true`
     */
    sharesPromises?: boolean | undefined;
  },
): void;
