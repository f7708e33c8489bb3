/** Call sites of public functions: the stack of an error starts in the caller's code, not in the package. */
import { isOurs } from "./docusign_error.js";

/** @typedef {{ stack?: string }} CallSite */

/**
 * @param {Function} entry the public function
 * @returns {CallSite}
 */
function callSite(entry) {
  /** @type {CallSite} */
  const site = {};
  // Not every engine has captureStackTrace. Without it, the stack is unchanged.
  /** @type {{ captureStackTrace?: (target: object, above: Function) => void }} */ (Error).captureStackTrace?.(site, entry);
  return site;
}

/**
 * @param {unknown} error
 * @param {CallSite} site
 */
function placed(error, site) {
  if (!isOurs(error)) return error;
  const { stack } = site;
  // An application's Error.prepareStackTrace may return something other than text.
  if (typeof stack !== "string") return error;
  // V8 starts the stack with the name; Firefox and Safari have only frames.
  const value = stack.replace(/^Error(?=\n)/, () => `${error.name}: ${error.message}`);
  Object.defineProperty(error, "stack", { value, configurable: true, writable: true });
  return error;
}

/**
 * Runs the body of a public function.
 *
 * @template T
 * @param {Function} entry the public function
 * @param {() => T} run
 * @returns {T}
 */
export function atCaller(entry, run) {
  try {
    return run();
  } catch (error) {
    throw placed(error, callSite(entry));
  }
}

/**
 * Runs the body of an asynchronous public function. Takes the stack at once: after the first await it is gone.
 *
 * @template T
 * @param {Function} entry the public function
 * @param {() => Promise<T>} run
 * @returns {Promise<T>}
 */
export function atAsyncCaller(entry, run) {
  const site = callSite(entry);
  return run().catch((error) => {
    throw placed(error, site);
  });
}

/**
 * Does the same for methods of a class.
 *
 * @param {any} prototype
 * @param {string[]} names
 */
export function placeErrorsOf(prototype, names) {
  for (const name of names) {
    const method = prototype[name];
    /** @type {(this: unknown, ...given: unknown[]) => any} */
    const entry = function (...given) {
      const result = atCaller(entry, () => method.apply(this, given));
      return typeof result?.then === "function" ? atAsyncCaller(entry, () => result) : result;
    };
    Object.defineProperty(entry, "name", { value: name });
    Object.defineProperty(entry, "length", { value: method.length });
    Object.defineProperty(prototype, name, { value: entry });
  }
}
