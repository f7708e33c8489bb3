/** What a command consists of, and what several commands share. */

/** @import { Settings } from "./settings.js" */

/**
 * The values of flags.
 *
 * @typedef {object} Flags
 * @property {boolean} [help]
 * @property {boolean} [json]
 * @property {boolean} [verbose]
 * @property {string[]} [dotenv]
 * @property {string} [profile]
 * @property {boolean} [application]
 * @property {string} [lifetime]
 * @property {string} [state]
 * @property {string} [prompt]
 * @property {string} [login-hint]
 * @property {string} [ui-locales]
 * @property {boolean} [fix]
 * @property {boolean} [no-open]
 * @property {string} [wait]
 * @property {string} [file]
 * @property {boolean} [overwrite]
 * @property {boolean} [generate-key]
 * @property {boolean} [no-doctor]
 * @property {string} [out]
 * @property {string} [bits]
 * @property {string} [request]
 * @property {string[]} [header]
 * @property {string} [data]
 * @property {string} [output]
 * @property {boolean} [include]
 * @property {string} [key-file]
 * @property {string} [environment]
 * @property {string} [auth-server]
 */

/**
 * A flag of a command.
 *
 * @typedef {object} Flag
 * @property {"string" | "boolean"} type
 * @property {string} [value] what stands for the value in help
 * @property {string[]} [values] what it may be, for completion
 * @property {string} [short]
 * @property {boolean} [multiple]
 * @property {string} what
 */

/**
 * What a command works with.
 *
 * @typedef {object} Context
 * @property {Settings} settings
 * @property {Flags} flags
 * @property {boolean} json
 * @property {AbortSignal} signal
 * @property {string} argument "" where there is none
 */

/**
 * @typedef {object} Command
 * @property {string} name
 * @property {string[]} [aliases]
 * @property {string} summary
 * @property {string} [argument] in brackets where it may be left out
 * @property {string[]} [choices] what the argument may be, for completion
 * @property {boolean} [isText] whether the argument may have long runs of letters and digits that are not a key
 * @property {string[]} settings
 * @property {(flags: Flags) => string[]} [needs] the settings without which it does not begin
 * @property {string} [alternative] what to do where such a setting is missing
 * @property {{ [name: string]: Flag }} flags
 * @property {string[]} examples
 * @property {(context: Context) => number | void | Promise<number | void>} run returns the exit code
 */

/** The settings of a client. */
export const CLIENT = ["clientId", "userId", "privateKey", "privateKeyFile", "environment", "authServer", "scopes"];

/** @type {Command["flags"]} */
export const APPLICATION = {
  application: { type: "boolean", what: "act as the application, without a user" },
};

/**
 * What a client needs, with or without a user.
 *
 * @param {Flags} flags
 */
export const needsOfActor = ({ application }) => ["clientId", ...(application ? [] : ["userId"]), "privateKey"];

/** What helps where the user is missing, beside the user. */
export const ACT_AS_APPLICATION = "To act without a user, pass --application.";

/** What a client needs that acts for a user. */
export const needsOfUser = () => ["clientId", "userId", "privateKey"];
