/**
 * Looks at what a caller gave. A getter or a Proxy may throw whatever it likes; to the caller that is a wrong
 * option, like any other.
 */
import { failure } from "./core.js";
import { DocusignError } from "./errors.js";

export function given(look, what = "The options", code = "option_invalid") {
  try {
    return look();
  } catch (error) {
    if (error instanceof DocusignError) throw error;
    throw failure(code, `${what} cannot be read.`, error);
  }
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
