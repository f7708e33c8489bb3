/** What is wrong with a command line or with where settings come from. */
export class UsageError extends Error {
  name = "UsageError";

  /** @param {"usage" | "setting_missing" | "setting_conflict" | "key_file_unreadable" | "env_file_unreadable"} code */
  constructor(code, message, remedy) {
    super(`${message} ${remedy}`);
    this.code = code;
    this.remedy = remedy;
  }
}

/** A word of the command line as it may be shown: not where it could be a key that was pasted there. */
export function quotable(text) {
  return text.length <= 100 && !text.includes("-----") && !text.includes("\n") ? text : "(not shown)";
}
