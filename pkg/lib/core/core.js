/**
 * The WebAssembly core: starts synchronously at first use. After a trap, whose state is unknown, it restarts.
 */
import * as glue from "../../core.js";
import { moduleOf, refused } from "./core_start.js";
import { isOurs } from "./docusign_error.js";
import { fromCore } from "./error_fields.js";
import { provideSigner } from "./signer.js";

/** @type {(() => unknown) | undefined} */
let load;
let generation = 0;
let started = false;

/** Whether one request may await a promise of another request; false in Workers. */
export let sharesPromises = true;

/**
 * Sets the source of the modules.
 *
 * @param {{ load: () => any, signer?: () => unknown, sharesPromises: boolean, startsAtImport?: boolean }} loader
 */
export function provide(loader) {
  load = loader.load;
  sharesPromises = loader.sharesPromises;
  provideSigner(loader.signer);
  if (!loader.startsAtImport || started) return;
  try {
    start();
  } catch {
    // The first use reports it: an import never fails.
  }
}

/** Whether the source of the modules is known. */
export const isProvided = () => load !== undefined;

function start() {
  try {
    // Only the first time: later, a failed instance must be replaced.
    if (generation === 0) glue.initSync({ module: moduleOf(load) });
    else glue.__wbg_reset_state();
  } catch (error) {
    throw refused(error);
  }
  generation += 1;
  started = true;
}

/** The number of the running instance. Handles of other instances are invalid. */
export function instance() {
  if (!started) start();
  return generation;
}

/**
 * Runs `use` on the core. Errors of the core get their class.
 *
 * @template T
 * @param {(core: typeof glue) => T} use
 * @returns {T}
 */
export function call(use) {
  if (!started) start();
  try {
    return use(glue);
  } catch (error) {
    if (typeof error === "string") throw fromCore(error);
    if (isOurs(error)) throw error;
    restart();
    throw failure("internal", `The core failed (${/** @type {Error | undefined} */ (error)?.message}) and was restarted.`, error);
  }
}

/**
 * The questions of `src/js/question.rs`.
 *
 * @typedef {"describeClient" | "signingInput" | "consentUrl" | "adminConsentUrl" | "adminConsentHelp" | "readRedirect"
 *   | "readIdToken" | "readStored" | "writeStored" | "selectAccount" | "selectUser" | "emailKey" | "explainError"
 *   | "inspectAssertion" | "diagnose" | "refuseKey"} Question
 */

/**
 * Asks the core. Each question's function in `src/js` documents its arguments.
 *
 * @param {Question} question
 * @param {string} text
 * @param {string} [more]
 * @param {number} [number]
 * @param {string | null} [extra]
 * @returns {string} mostly JSON
 */
export function ask(question, text, more = "", number = 0, extra = undefined) {
  return call((core) => core.ask(question, text, more, extra, number));
}

/** A larger memory is not wiped. */
const MOST_TO_WIPE = 64 * 1024 * 1024;

/**
 * Invalidates all handles of the old instance, and wipes its memory now rather than at garbage collection. If this
 * fails too, at the end of the stack, the next call does it.
 */
function restart() {
  started = false;
  // Without a module it returns the exports of the existing instance.
  const { buffer } = /** @type {() => import("../../core.js").InitOutput} */ (/** @type {unknown} */ (glue.initSync))().memory;
  if (buffer.byteLength <= MOST_TO_WIPE) new Uint8Array(buffer).fill(0);
  start();
}

/**
 * Creates an error with a code of the closed list and its remedy.
 *
 * @param {import("../../index.js").ErrorCode} code
 * @param {string} message
 * @param {unknown} [cause]
 */
export function failure(code, message, cause) {
  if (!started) start();
  return fromCore(glue.ask("failure", code, message, undefined, 0), { cause });
}
