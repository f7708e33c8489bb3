/**
 * Tokens in Deno KV.
 *
 * @module docusign-jwt/stores/deno-kv
 */
import type { TokenStore } from "../index.js";

/** The part of `Deno.Kv` that is used. */
export interface DenoKv {
  get(key: string[]): Promise<DenoKvVersion & { value: unknown }>;
  set(key: string[], value: unknown, options: { expireIn: number }): Promise<unknown>;
  delete(key: string[]): Promise<void>;
  atomic(): DenoKvAtomic;
}

/** Which entry, in which version; without a version, that there is none. */
export interface DenoKvVersion {
  key: readonly (Uint8Array | string | number | bigint | boolean | symbol)[];
  versionstamp: string | null;
}

/** The part of `Deno.AtomicOperation` that is used. */
export interface DenoKvAtomic {
  check(entry: DenoKvVersion): this;
  set(key: string[], value: unknown, options: { expireIn: number }): this;
  delete(key: string[]): this;
  commit(): Promise<{ ok: boolean }>;
}

/**
 * Tokens in Deno KV, with a lock: one token request per user for all processes.
 *
 * ```js
 * import { denoKvStore } from "npm:docusign-jwt/stores/deno-kv";
 * const auth = new DocusignAuth({ …, store: denoKvStore(await Deno.openKv()) });
 * ```
 * @throws `ConfigError` if the argument is not a Deno KV
 */
export function denoKvStore(kv: DenoKv, options?: { /** Default: `["docusign-jwt"]`. */ prefix?: string[] }): TokenStore;
