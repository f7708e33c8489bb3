/** Where a public function was called: there the stack of its errors begins, and not in a file of the package. */
import { isOurs } from "./docusign_error.js";

/** @typedef {{ stack?: string }} CallSite */

/**
 * @param {Function} entry the public function
 * @returns {CallSite}
 */
function callSite(entry) {
  /** @type {CallSite} */
  const site = {};
  // Not every engine has it. Without it, the stack stays as the engine made it.
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
  // An application's Error.prepareStackTrace may return something else than text.
  if (typeof stack !== "string") return error;
  // V8 has the name first; in Firefox and Safari a stack is frames only.
  const value = stack.replace(/^Error(?=\n)/, () => `${error.name}: ${error.message}`);
  Object.defineProperty(error, "stack", { value, configurable: true, writable: true });
  return error;
}

/**
 * Runs what a public function does.
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
 * Waits for what an asynchronous public function does. Its stack is taken at once: after the first wait it is gone.
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
