/**
 * Tokens in Redis, over Upstash's REST API.
 *
 * @module docusign-jwt/stores/upstash
 */
import type { TokenStore } from "../index.js";

/**
 * Tokens in Redis over Upstash's REST API, for platforms without sockets. With a lock: one token request per user.
 *
 * ```js
 * import { upstashStore } from "docusign-jwt/stores/upstash";
 * const store = upstashStore({ url: env.UPSTASH_REDIS_REST_URL, token: env.UPSTASH_REDIS_REST_TOKEN });
 * ```
 * @throws `ConfigError` if an option is missing, or if the URL would expose the token: `http://` is only for this
 * machine
 */
export function upstashStore(options: {
  url: string;
  token: string;
  /** Default: the global `fetch`, taken at call time. */
  fetch?: typeof globalThis.fetch;
  /** Default: `docusign-jwt:`. */
  prefix?: string;
}): TokenStore;
