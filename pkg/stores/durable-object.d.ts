/**
 * Tokens through Durable Objects.
 *
 * @module docusign-jwt/stores/durable-object
 */
import type { DocusignAuthOptions, TokenBroker } from "../index.js";

/** The part of a namespace of Durable Objects that is used; `Id` is what it calls an object by. */
export interface DurableObjectNamespaceLike<Id = unknown> {
  idFromName(name: string): Id;
  get(id: Id): { fetch(url: string, init: { method: string; body: string; signal?: AbortSignal }): Promise<Response> };
}

/** The part of the state of a Durable Object that is used: its storage, and its alarm. */
export interface DurableObjectStateLike {
  readonly storage: {
    get(key: string): Promise<unknown>;
    put(key: string, value: unknown): Promise<void>;
    delete(key: string): Promise<boolean>;
    list(options: { prefix: string }): Promise<Map<string, unknown>>;
    deleteAll(): Promise<void>;
    getAlarm(): Promise<number | null>;
    setAlarm(time: number): Promise<void>;
  };
}

/**
 * Tokens through Durable Objects of the class from {@link tokenBroker}: one token request per user for all isolates,
 * even if a request is canceled. There is one object per token. Your own namespace, whose `idFromName` sends several
 * names to one object, works too.
 *
 * ```js
 * import { durableObjectStore, tokenBroker } from "docusign-jwt/stores/durable-object";
 *
 * const settings = (env) => ({ clientId: env.CLIENT_ID, privateKey: env.PRIVATE_KEY, environment: "demo" });
 * export const DocusignBroker = tokenBroker(settings);
 *
 * // In the Worker, with the binding BROKER to the class DocusignBroker:
 * auth ??= new DocusignAuth({ ...settings(env), store: durableObjectStore(env.BROKER) });
 * ```
 * @throws `ConfigError` if there is no namespace
 */
export function durableObjectStore<Id>(namespace: DurableObjectNamespaceLike<Id>): TokenBroker;

/**
 * Makes the class of the Durable Objects. Export it from the Worker. Its `clientId`, `environment`, and keys or
 * `storeSecret` must equal those of the clients. An alarm renews a token before it expires, if it was requested since
 * the last renewal; otherwise it removes the token.
 */
export function tokenBroker<Env>(
  settings: (env: Env) => DocusignAuthOptions,
): new (
  state: DurableObjectStateLike,
  env: Env,
) => { fetch(request: Request): Promise<Response>; alarm(): Promise<void> };
