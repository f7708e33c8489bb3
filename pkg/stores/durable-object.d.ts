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

/** The part of a Durable Object's state that is used: its storage, and its alarm, in milliseconds since the epoch. */
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
 * Gets tokens through Durable Objects of the class that {@link tokenBroker} makes.
 *
 * All isolates together make one token request per user and hour. A canceled request loses no token. Each token has a
 * separate object. A namespace whose `idFromName` maps several names to one object works too.
 *
 * @example
 * ```ts
 * import { durableObjectStore } from "docusign-jwt/stores/durable-object";
 *
 * // In the Worker, with the binding BROKER to the class that tokenBroker() made:
 * const store = durableObjectStore(env.BROKER);
 * const auth = new DocusignAuth({ clientId, userId, privateKey, environment: "demo", store });
 * ```
 * @throws `ConfigError` `option_missing` if there is no namespace
 */
export function durableObjectStore<Id>(namespace: DurableObjectNamespaceLike<Id>): TokenBroker;

/**
 * Makes the class of the Durable Objects. Export it from the Worker.
 *
 * `clientId`, `environment`, and keys or `storeSecret` must be those of the clients. An alarm renews a token before it
 * expires if a client asked for it since the last renewal. Otherwise the alarm deletes it.
 *
 * @example
 * ```ts
 * import { tokenBroker } from "docusign-jwt/stores/durable-object";
 *
 * interface Env {
 *   DOCUSIGN_CLIENT_ID: string;
 *   DOCUSIGN_PRIVATE_KEY: string;
 * }
 *
 * export const DocusignBroker = tokenBroker((env: Env) => ({
 *   clientId: env.DOCUSIGN_CLIENT_ID,
 *   privateKey: env.DOCUSIGN_PRIVATE_KEY,
 *   environment: "demo",
 * }));
 * ```
 */
export function tokenBroker<Env>(
  settings: (env: Env) => DocusignAuthOptions,
): new (
  state: DurableObjectStateLike,
  env: Env,
) => { fetch(request: Request): Promise<Response>; alarm(): Promise<void> };
