/**
 * Tokens in Redis.
 *
 * @module docusign-jwt/stores/redis
 */
import type { TokenStore } from "../index.js";

/** A client of `redis` (node-redis), of `ioredis`, or Bun's; or a function that sends a command and resolves to its reply. */
export type RedisClient =
  | { sendCommand(command: string[]): Promise<unknown> }
  | { call(command: string, ...args: string[]): Promise<unknown> }
  | { send(command: string, args: string[]): Promise<unknown> }
  | ((command: string[]) => Promise<unknown>);

/**
 * Tokens in Redis, with a lock: one token request per user for all processes. Needs Redis 2.6 or newer, or a
 * compatible server with GET, SET, DEL and EVAL. For a cluster, pass a function.
 *
 * ```js
 * import { createClient } from "redis";
 * import { redisStore } from "docusign-jwt/stores/redis";
 * const redis = await createClient({ url }).on("error", console.error).connect();
 * const auth = new DocusignAuth({ …, store: redisStore(redis) });
 * ```
 * @throws `ConfigError` if the argument is not a client
 */
export function redisStore(client: RedisClient, options?: { /** Default: `docusign-jwt:`. */ prefix?: string }): TokenStore;
