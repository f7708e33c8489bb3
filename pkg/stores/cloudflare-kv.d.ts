/**
 * Tokens in Workers KV.
 *
 * @module docusign-jwt/stores/cloudflare-kv
 */
import type { TokenStore } from "../index.js";

/** The part of a KV namespace that is used. */
export interface KvNamespace {
  get(key: string): Promise<string | null>;
  put(key: string, value: string, options: { expirationTtl: number }): Promise<void>;
  delete(key: string): Promise<void>;
}

/**
 * Tokens in Workers KV. Reads are cheap everywhere, but a write may take a minute to reach other locations, and there
 * is no lock. Within that minute, other locations mint their own token.
 *
 * ```js
 * import { kvStore } from "docusign-jwt/stores/cloudflare-kv";
 * const auth = new DocusignAuth({ …, store: kvStore(env.TOKENS) });
 * ```
 * @throws `ConfigError` if there is no namespace
 */
export function kvStore(namespace: KvNamespace, options?: { /** Default: `docusign-jwt:`. */ prefix?: string }): TokenStore;
