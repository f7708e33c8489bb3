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
 * Stores tokens in Redis, with a lock: all processes together make one token request per user and hour.
 *
 * It needs Redis 2.6 or newer, or a compatible server, with the commands GET, SET, DEL and EVAL. For a cluster, pass a
 * function.
 *
 * @example
 * ```ts
 * import { createClient } from "redis";
 * import { redisStore } from "docusign-jwt/stores/redis";
 *
 * const redis = await createClient({ url: process.env.REDIS_URL }).on("error", console.error).connect();
 * const auth = new DocusignAuth({ clientId, userId, privateKey, environment: "demo", store: redisStore(redis) });
 * ```
 * @throws `ConfigError` `option_missing` if the argument is not a client
 */
export function redisStore(
  client: RedisClient,
  options?: {
    /**
     * What the names of all records begin with.
     *
     * @default `"docusign-jwt:"`
     */
    prefix?: string;
  },
): TokenStore;
