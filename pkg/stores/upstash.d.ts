/**
 * Tokens in Redis, over Upstash's REST API.
 *
 * @module docusign-jwt/stores/upstash
 */
import type { TokenStore } from "../index.js";

/**
 * Stores tokens in Redis over HTTP, as Upstash serves it, for platforms without sockets. With a lock: all processes
 * together make one token request per user and hour.
 *
 * @example
 * ```ts
 * import { upstashStore } from "docusign-jwt/stores/upstash";
 *
 * const store = upstashStore({ url: env.UPSTASH_REDIS_REST_URL, token: env.UPSTASH_REDIS_REST_TOKEN });
 * const auth = new DocusignAuth({ clientId, userId, privateKey, environment: "demo", store });
 * ```
 * @throws `ConfigError` `option_missing`; `option_invalid` for an `http://` URL of another machine, which would show the
 * token to the network
 */
export function upstashStore(options: {
  /** The REST URL of the database. */
  url: string;
  /** The REST token of the database. */
  token: string;
  /**
   * The function for all requests.
   *
   * @default the global `fetch`, read at each call
   */
  fetch?: typeof globalThis.fetch;
  /**
   * What the names of all records begin with.
   *
   * @default `"docusign-jwt:"`
   */
  prefix?: string;
}): TokenStore;
