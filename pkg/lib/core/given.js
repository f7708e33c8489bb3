/**
 * Looks at what a caller gave. A getter or a Proxy may throw whatever it likes; to the caller that is a wrong
 * option, like any other.
 */
import { kindOf } from "../platform/bytes.js";
import { failure } from "./core.js";
import { isOurs } from "./errors.js";

export function given(look, what = "The options", code = "option_invalid") {
  try {
    return look();
  } catch (error) {
    if (isOurs(error)) throw error;
    throw failure(code, `${what} cannot be read.`, error);
  }
}

/** A copy of the options. A text would be one of a million options. */
export function spread(options) {
  if (options === undefined || options === null || typeof options === "object") return given(() => ({ ...options }));
  throw failure("option_invalid", `The options are ${kindOf(options)} and not an object.`);
}

/** The options of these names, each read once, also where they are inherited. */
export function pick(options, names) {
  return given(() => {
    const picked = {};
    for (const name of names) {
      const value = options?.[name];
      if (value !== undefined) picked[name] = value;
    }
    return picked;
  });
}
