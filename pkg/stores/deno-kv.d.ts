import type { TokenStore } from "../index.js";

/** The part of `Deno.Kv` that is used. */
export interface DenoKv {
  get(key: string[]): Promise<{ value: unknown; versionstamp: string | null }>;
  set(key: string[], value: unknown, options: { expireIn: number }): Promise<unknown>;
  delete(key: string[]): Promise<void>;
  // deno-lint-ignore no-explicit-any
  atomic(): any;
}

/**
 * Tokens in Deno KV, with a lock: one exchange for each user, however many processes.
 *
 * ```js
 * import { denoKvStore } from "npm:docusign-jwt/stores/deno-kv";
 * const auth = new DocusignAuth({ …, store: denoKvStore(await Deno.openKv()) });
 * ```
 * @throws {ConfigError} if it is no Deno KV
 */
export function denoKvStore(kv: DenoKv, options?: { /** Default: `["docusign-jwt"]`. */ prefix?: string[] }): TokenStore;
