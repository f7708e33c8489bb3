/** A client of the library, made of settings, and its key, wiped after use. */
import { DocusignAuth, PrivateKey } from "../index.js";
import { tell } from "./output.js";
import { whileWaiting } from "./spinner.js";
import { cyan } from "./terminal.js";
import { durationText } from "./time.js";

/** @import { Flags } from "./command.js" */
/** @import { Settings } from "./settings.js" */

/**
 * The options of the client.
 *
 * @param {Settings} settings
 * @param {Flags} flags
 */
export function actor(settings, flags) {
  const options = settings.options();
  if (flags.application) delete options.userId;
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
  const { environment } = options;
  const onEvent = flags.verbose ? tellRetry : undefined;
  return withKey(settings, (privateKey) => {
    const auth = new DocusignAuth({ ...options, privateKey, onEvent });
    // The constructor has read the environment: what is shown cannot be anything but a name or an address.
    const server = typeof environment === "string" ? `Docusign (${environment})` : environment.authServer;
    return whileWaiting(`Waiting for ${server}`, () => use(auth));
  });
}

/** @param {import("../index.js").DocusignEvent} event */
function tellRetry(event) {
  if (event.type !== "retry") return;
  const { attempt, delay, status } = event;
  tell([cyan("~"), ` attempt ${attempt} in ${durationText(delay)}, after ${status ?? "no response"}`]);
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
