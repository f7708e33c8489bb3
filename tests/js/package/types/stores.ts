// The stores and the broker, by their own types.
import { DocusignAuth, type TokenBroker, type TokenStore } from "docusign-jwt";
import { type KvNamespace, kvStore } from "docusign-jwt/stores/cloudflare-kv";
import { type DenoKv, type DenoKvAtomic, type DenoKvVersion, denoKvStore } from "docusign-jwt/stores/deno-kv";
import {
  type DurableObjectNamespaceLike,
  type DurableObjectStateLike,
  durableObjectStore,
  tokenBroker,
} from "docusign-jwt/stores/durable-object";
import { type RedisClient, redisStore } from "docusign-jwt/stores/redis";
import { upstashStore } from "docusign-jwt/stores/upstash";

declare const namespace: KvNamespace;
declare const kv: DenoKv;
declare const redis: RedisClient;
declare const objects: DurableObjectNamespaceLike;
declare const state: DurableObjectStateLike;

const entry: Promise<DenoKvVersion> = kv.get(["token"]);
const atomic: DenoKvAtomic = kv.atomic();
export const taken = entry.then((held) => atomic.check(held).set(["lock"], 1, { expireIn: 1 }).commit());

const Broker = tokenBroker((env: string) => ({ clientId: env, privateKey: "pem", environment: "demo" }));
export const asked: Promise<Response> = new Broker(state, "id").fetch(new Request("https://broker/"));

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
