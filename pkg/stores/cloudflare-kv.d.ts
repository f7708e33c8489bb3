/**
 * Tokens in Workers KV.
 *
 * @module docusign-jwt/stores/cloudflare-kv
 */
import type { TokenStore } from "../index.js";

/** The part of a KV namespace that is used. `expirationTtl` is in seconds. */
export interface KvNamespace {
  get(key: string): Promise<string | null>;
  put(key: string, value: string, options: { expirationTtl: number }): Promise<void>;
  delete(key: string): Promise<void>;
}

/**
 * Stores tokens in Workers KV, which is cheap to read everywhere. It has no lock, and a location may see a write of another
 * location up to a minute later. Locations that need a token within that minute each request one.
 *
 * @example
 * ```ts
 * import { kvStore } from "docusign-jwt/stores/cloudflare-kv";
 *
 * // In the Worker, with the binding TOKENS to a KV namespace:
 * const auth = new DocusignAuth({ clientId, userId, privateKey, environment: "demo", store: kvStore(env.TOKENS) });
 * ```
 * @throws `ConfigError` `option_missing` if there is no namespace
 */
export function kvStore(
  namespace: KvNamespace,
  options?: {
    /**
     * What the names of all records begin with.
     *
     * @default `"docusign-jwt:"`
     */
    prefix?: string;
  },
): TokenStore;
