/**
 * @typedef {"usage" | "setting_missing" | "setting_conflict" | "key_misplaced" | "key_file_unreadable"
 *   | "env_file_unreadable" | "env_file_invalid" | "file_exists" | "file_unwritable" | "file_tracked" | "port_unavailable"
 *   | "login_timeout"} UsageCode
 */

/** What is wrong with a command line, with where settings come from, or with where something goes. */
export class UsageError extends Error {
  name = "UsageError";

  /**
   * @param {UsageCode} code
   * @param {string} message
   * @param {string} remedy
   * @param {string[]} [details] lines between the two
   */
  constructor(code, message, remedy, details = []) {
    super(`${message} ${remedy}`);
    this.code = code;
    this.remedy = remedy;
    this.details = details;
    /** @type {{ file: string, variable: string, lines: string } | undefined} a key without quotes, which can be quoted */
    this.unquoted = undefined;
  }
}
