/** `DocusignAuth.fromEnv`: options from environment variables, with the same names as on the command line. */
import { failure } from "../core/core.js";
import { isOurs } from "../core/docusign_error.js";
import { fieldsOf, fromCore } from "../core/errors.js";
import { given, spread } from "../core/given.js";
import { renameOptions } from "../core/option_wording.js";
import { kindOf } from "../platform/bytes.js";

/** @import { Fields } from "../core/given.js" */

/** The options that variables set. */
const OPTIONS = ["clientId", "userId", "privateKey", "scopes", "redirectUri", "accountId", "organizationId", "timeout"];

/** The servers for your own environment. */
const SERVERS = ["authServer", "apiServer", "adminServer"];

/** @param {string} option */
export const variableOf = (option) => `DOCUSIGN_${option.replace(/[A-Z]/g, "_$&").toUpperCase()}`;

/**
 * The options of a client: the given options, and variables for the others.
 *
 * @param {any} env
 * @param {unknown} options
 * @returns {Fields}
 */
export function optionsOf(env, options) {
  if (env === null || typeof env !== "object") {
    throw failure("option_invalid", `The variables are ${kindOf(env)}, not an object. Pass env, process.env or Deno.env.toObject().`);
  }
  const chosen = Object.entries(spread(/** @type {object | undefined} */ (options)));
  // An undefined option does not replace the variable.
  /** @type {Fields} */
  const more = Object.fromEntries(chosen.filter(([, value]) => value !== undefined));
  /** @type {Fields} */
  const read = {};
  for (const option of OPTIONS) {
    const value = readVariable(env, option);
    if (value !== undefined) read[option] = value;
  }
  // Only one of them may sign: both together are refused.
  if (more.signer !== undefined) delete read.privateKey;
  if (/^\d+$/.test(read.timeout)) read.timeout = Number(read.timeout);
  const all = { ...read, environment: environmentOf(env), ...more };
  const missing = missingOf(env, all);
  if (missing.length === 0) return all;
  throw failure("option_missing", `${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} missing in the variables.`);
}

/**
 * @param {any} env
 * @returns {import("../../index.js").Environment}
 */
function environmentOf(env) {
  const name = readVariable(env, "environment");
  const servers = SERVERS.map((server) => [server, readVariable(env, server)]).filter(([, value]) => value !== undefined);
  const [[first] = []] = servers;
  if (first !== "authServer") return name ?? "demo";
  if (name === undefined) return Object.fromEntries(servers);
  throw failure("option_invalid", "DOCUSIGN_ENVIRONMENT and DOCUSIGN_AUTH_SERVER cannot be combined. Use only one of them.");
}

/**
 * @param {any} env
 * @param {Fields} options
 */
function missingOf(env, { clientId, privateKey, signer }) {
  const missing = clientId === undefined ? [variableOf("clientId")] : [];
  if (privateKey !== undefined || signer !== undefined) return missing;
  const file = readVariable(env, "privateKeyFile") !== undefined;
  return [...missing, variableOf("privateKey") + (file ? " (only the command line reads DOCUSIGN_PRIVATE_KEY_FILE)" : "")];
}

/**
 * An empty variable counts as absent.
 *
 * @param {any} env
 * @param {string} option
 */
function readVariable(env, option) {
  const value = given(() => env[variableOf(option)], "The variables");
  if (typeof value !== "string") return value ?? undefined;
  const text = option === "privateKey" ? value : value.trim();
  return text.trim() === "" ? undefined : text;
}

/**
 * Runs code with options from variables. Its errors name the variables.
 *
 * @template T
 * @param {any} options those that did not come out of variables
 * @param {() => T} run
 * @returns {T}
 */
export function inVariables(options, run) {
  try {
    return run();
  } catch (error) {
    if (!isOurs(error)) throw error;
    const isGiven = (/** @type {string} */ option) => given(() => options?.[option] !== undefined);
    const nameOf = (/** @type {string} */ option) =>
      [...OPTIONS, ...SERVERS, "environment"].includes(option) && !isGiven(option) ? variableOf(option) : option;
    const { message, remedy = "", ...fields } = fieldsOf(error);
    const worded = { ...fields, message: renameOptions(message, nameOf), remedy: renameOptions(remedy, nameOf) };
    throw fromCore(JSON.stringify(worded), { cause: error.cause });
  }
}
