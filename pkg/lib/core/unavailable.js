import { ConfigError } from "./config_error.js";

/**
 * The error of a runtime, a bundle or a setting in which the core, or what is around it, cannot work.
 *
 * @param {string} message
 * @param {string} remedy
 * @param {unknown} [cause]
 */
export function unavailable(message, remedy, cause) {
  /** @type {import("./docusign_error.js").ErrorFields} */
  const fields = { code: "core_unavailable", message, remedy };
  return new ConfigError(fields, { cause });
}
