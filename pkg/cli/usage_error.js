/**
 * @typedef {"usage" | "setting_missing" | "setting_conflict" | "key_misplaced" | "key_file_unreadable"
 *   | "env_file_unreadable" | "env_file_invalid"} UsageCode
 */

/** What is wrong with a command line or with where settings come from. */
export class UsageError extends Error {
  name = "UsageError";

  /**
   * @param {UsageCode} code
   * @param {string} message
   * @param {string} remedy
   */
  constructor(code, message, remedy) {
    super(`${message} ${remedy}`);
    this.code = code;
    this.remedy = remedy;
  }
}
