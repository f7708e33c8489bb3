// The bindings of Workers, by Cloudflare's types, are what the stores take.
import { kvStore } from "docusign-jwt/stores/cloudflare-kv";
import { durableObjectStore } from "docusign-jwt/stores/durable-object";

declare const env: { TOKENS: KVNamespace; BROKER: DurableObjectNamespace };

export const stores = [kvStore(env.TOKENS), durableObjectStore(env.BROKER)];
