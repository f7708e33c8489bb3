/**
 * The core's facts about clients and tokens. This file contains only types.
 *
 * @module
 */

/** @import { DocusignEvent, Token } from "../../index.js" */

/**
 * The facts of a client, from `describeClient`.
 *
 * @typedef {object} Facts
 * @property {string} clientId
 * @property {string | null} userId null for an application
 * @property {string} environment
 * @property {string[]} scopes
 * @property {string[]} applicationScopes those of the client that an application can have
 * @property {string} cacheKey
 * @property {number} timeout in milliseconds
 * @property {number} refreshMargin in milliseconds
 */

/**
 * A token, its renewal time and the start of its token request; times in milliseconds since the epoch.
 *
 * @typedef {object} Received
 * @property {Token} token
 * @property {number} renewAt
 * @property {number} receivedAt
 * @property {boolean} [afterRefusal] whether it came in place of one that an API refused
 */

/**
 * An event before the engine adds client and user.
 *
 * @typedef {DocusignEvent extends infer Event ? Event extends unknown ? Omit<Event, "clientId" | "userId"> : never : never} ClientEvent
 */

export {};
