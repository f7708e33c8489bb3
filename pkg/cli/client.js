/** A client of the library, made of settings, and its key, wiped after use. */
import { DocusignAuth, PrivateKey } from "../index.js";
import { UsageError } from "./usage_error.js";

/** @import { Flags } from "./command.js" */
/** @import { Settings } from "./settings.js" */

/**
 * The options of the client; acting without a user has to be said.
 *
 * @param {Settings} settings
 * @param {Flags} flags
 */
export function actor(settings, flags) {
  const options = settings.options();
  if (flags.application) delete options.userId;
  else if (options.userId === undefined) {
    const { message, remedy, code } = settings.missing("userId");
    const shown = message.slice(0, -remedy.length - 1);
    throw new UsageError(code, shown, `${remedy} To act without a user, give --application.`);
  }
  return options;
}

/**
 * Runs `use` with a client, and wipes the key behind it.
 *
 * @template T
 * @param {Settings} settings
 * @param {Flags} flags
 * @param {(auth: DocusignAuth) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withClient(settings, flags, use) {
  const options = actor(settings, flags);
  return withKey(settings, (privateKey) => use(new DocusignAuth({ ...options, privateKey })));
}

/**
 * @template T
 * @param {Settings} settings
 * @param {(key: PrivateKey) => T} use
 * @returns {T}
 */
export function withKey(settings, use) {
  const { value } = settings.key();
  let key;
  try {
    key = PrivateKey.parse(value);
  } finally {
    if (ArrayBuffer.isView(value)) value.fill(0);
  }
  let result;
  try {
    result = use(key);
  } catch (error) {
    key.free();
    throw error;
  }
  const pending = /** @type {Promise<unknown> | undefined} */ (result);
  if (typeof pending?.finally === "function") return /** @type {T} */ (pending.finally(() => key.free()));
  key.free();
  return result;
}
