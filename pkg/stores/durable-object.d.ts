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
 * Tokens through Durable Objects of the class that {@link tokenBroker} makes: one exchange for each user, whatever number
 * of isolates, and none is lost when a request is canceled. There is one object for each token; a namespace of your own
 * whose `idFromName` sends several names to one object works too.
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
 * The class of the Durable Objects, to be exported by the Worker. It exchanges with the settings, of which `clientId`,
 * `environment`, and keys or `storeSecret` must be those of the clients. An alarm renews a token ahead of its end if
 * anybody asked for it since the last exchange, and otherwise removes it.
 */
export function tokenBroker<Env>(
  settings: (env: Env) => DocusignAuthOptions,
): new (
  state: DurableObjectStateLike,
  env: Env,
) => { fetch(request: Request): Promise<Response>; alarm(): Promise<void> };
