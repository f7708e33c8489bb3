/** Options as people write them: checked by name and type, with an error that says what to write instead. */

/**
 * The options that a function was given. Refuses what is not an object, and names that it does not know; names in
 * `ignored` are let through.
 */
export function readOptions(caller, given, names, ignored = []) {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new TypeError(`${caller} takes an object with ${list(names)}, not ${shown(given)}.`);
  }
  const odd = Object.keys(given).find((name) => !names.includes(name) && !ignored.includes(name));
  if (odd === undefined) return given;
  throw new TypeError(`${caller} has no option ${odd}. ${suggestion(odd, names)}`);
}

/** Refuses an option that is missing or is not a text. */
export function needText(caller, given, name) {
  const value = given[name];
  if (value === undefined) throw new TypeError(`${caller} needs ${name}.`);
  if (typeof value !== "string") throw new TypeError(`${caller}: ${name} must be a string, not ${shown(value)}.`);
}

/** Refuses an option of another type. */
export function needType(caller, given, name, type) {
  const value = given[name];
  if (value !== undefined && typeof value !== type) throw new TypeError(`${caller}: ${name} must be a ${type}, not ${shown(value)}.`);
}

/** A value in an error: its kind, and the value if it is short. */
export function shown(value) {
  if (Array.isArray(value)) return "an array";
  if (typeof value === "string") return value.length > 40 ? "a long string" : JSON.stringify(value);
  if (typeof value === "function") return "a function";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

/** Names the option that was probably meant, and all that there are. */
export function suggestion(odd, names, what = "options") {
  const near = names.find((name) => isNear(odd.toLowerCase(), name.toLowerCase()));
  return `${near === undefined ? "" : `Did you mean ${near}? `}The ${what} are ${list(names)}.`;
}

const list = (names) => names.join(", ");

const isNear = (one, other) => one.startsWith(other) || other.startsWith(one) || distance(one, other) <= 2;

/** How many characters must be changed to make one text the other (Levenshtein). */
function distance(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const swap = row[to - 1] + (one[at - 1] === other[to - 1] ? 0 : 1);
      next.push(Math.min(swap, row[to] + 1, next[to - 1] + 1));
    }
    row = next;
  }
  return row[other.length];
}
