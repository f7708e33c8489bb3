// The stores and the broker, by their own types.
import { DocusignAuth, type TokenBroker, type TokenStore } from "docusign-jwt";
import { type KvNamespace, kvStore } from "docusign-jwt/stores/cloudflare-kv";
import { type DenoKv, denoKvStore } from "docusign-jwt/stores/deno-kv";
import { type DurableObjectNamespaceLike, durableObjectStore } from "docusign-jwt/stores/durable-object";
import { type RedisClient, redisStore } from "docusign-jwt/stores/redis";
import { upstashStore } from "docusign-jwt/stores/upstash";

declare const namespace: KvNamespace;
declare const kv: DenoKv;
declare const redis: RedisClient;
declare const objects: DurableObjectNamespaceLike;

const broker: TokenBroker = durableObjectStore(objects);
const stores: (TokenStore | TokenBroker)[] = [
  kvStore(namespace),
  denoKvStore(kv, { prefix: ["tokens"] }),
  redisStore(redis),
  redisStore(async ([command]) => command),
  upstashStore({ url: "https://example.com", token: "token" }),
  broker,
];

export const clients = stores.map((store) => {
  return new DocusignAuth({ clientId: "id", privateKey: "pem", environment: "demo", store, storeSecret: ["secret"] });
});
