/**
 * Tokens in Redis over Upstash's REST.
 *
 * @module docusign-jwt/stores/upstash
 */
import type { TokenStore } from "../index.js";

/**
 * Tokens in Redis over HTTP, as Upstash serves it, for platforms without sockets; with a lock: one exchange for each user.
 *
 * ```js
 * import { upstashStore } from "docusign-jwt/stores/upstash";
 * const store = upstashStore({ url: env.UPSTASH_REDIS_REST_URL, token: env.UPSTASH_REDIS_REST_TOKEN });
 * ```
 * @throws `ConfigError` if an option is missing, or the address would show the token: `http://` is for this machine only
 */
export function upstashStore(options: {
  url: string;
  token: string;
  /** Default: the global `fetch`, taken at call time. */
  fetch?: typeof globalThis.fetch;
  /** Default: `docusign-jwt:`. */
  prefix?: string;
}): TokenStore;
