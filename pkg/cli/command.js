/** What a command consists of, and what several commands share. */

/** @import { Settings } from "./settings.js" */

/**
 * The values of a command's flags.
 *
 * @typedef {{ application?: boolean, lifetime?: string, state?: string, prompt?: string, "login-hint"?: string, "ui-locales"?: string }} Flags
 */

/**
 * What a command works with.
 *
 * @typedef {object} Context
 * @property {Settings} settings
 * @property {Flags} flags
 * @property {boolean} json
 * @property {AbortSignal} signal
 * @property {string} argument
 */

/**
 * @typedef {object} Command
 * @property {string} name
 * @property {string} summary
 * @property {string} [argument]
 * @property {string[]} settings
 * @property {{ [name: string]: { type: "string" | "boolean", value?: string, what: string } }} flags
 * @property {string[]} examples
 * @property {(context: Context) => number | void | Promise<number | void>} run returns the exit code
 */

/** The settings of a client. */
export const CLIENT = ["clientId", "userId", "privateKey", "privateKeyFile", "environment", "authServer", "scopes"];

/** @type {Command["flags"]} */
export const APPLICATION = {
  application: { type: "boolean", what: "act as the application, without a user" },
};
