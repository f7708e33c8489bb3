// The bindings of Workers, by Cloudflare's types, are what the stores take.
import { kvStore } from "docusign-jwt/stores/cloudflare-kv";
import { durableObjectStore, tokenBroker } from "docusign-jwt/stores/durable-object";

declare const env: { TOKENS: KVNamespace; BROKER: DurableObjectNamespace };

const Broker = tokenBroker((secrets: { KEY: string }) => ({ clientId: "id", privateKey: secrets.KEY, environment: "demo" }));

declare const state: DurableObjectState;

export const object: { alarm(): Promise<void> } = new Broker(state, { KEY: "pem" });

export const stores = [kvStore(env.TOKENS), durableObjectStore(env.BROKER)];
