/**
 * The core in WebAssembly: started synchronously on first use, and started anew after a trap, which
 * leaves an instance in a state that nobody knows.
 */
import * as glue from "../../core.js";
import { moduleOf, refused } from "./core_start.js";
import { isOurs } from "./docusign_error.js";
import { fromCore } from "./errors.js";
import { provideSigner } from "./signer.js";

/** @type {(() => unknown) | undefined} */
let load;
let generation = 0;
let started = false;

/** Whether one request may wait for a promise that another request has made; not so in Workers. */
export let sharesPromises = true;

/**
 * Says where the modules come from.
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
    // The first use says so: an import never fails.
  }
}

/** Whether it is known where the modules come from. */
export const isProvided = () => load !== undefined;

function start() {
  try {
    // Only the first time: later, a failed instance is there and has to go.
    if (generation === 0) glue.initSync({ module: moduleOf(load) });
    else glue.__wbg_reset_state();
  } catch (error) {
    throw refused(error);
  }
  generation += 1;
  started = true;
}

/** Which instance is running; handles of another one are void. */
export function instance() {
  if (!started) start();
  return generation;
}

/**
 * Runs `use` on the core; what the core throws becomes an error of its class.
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
 * What the core replies to, as `src/js/question.rs` lists it.
 *
 * @typedef {"describeClient" | "signingInput" | "consentUrl" | "adminConsentUrl" | "adminConsentHelp" | "readRedirect"
 *   | "readIdToken" | "readStored" | "writeStored" | "selectAccount" | "selectUser" | "emailKey" | "explainError"
 *   | "inspectAssertion" | "diagnose" | "refuseKey"} Question
 */

/**
 * Asks the core. Which of the arguments a question takes stands at its function in `src/js`.
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

/** More memory than this is not written to only to wipe it. */
const MOST_TO_WIPE = 64 * 1024 * 1024;

/**
 * Every handle of the old instance is void; what lies in its memory shall not wait for the garbage collector. If
 * this fails too, at the end of the stack, the next call does it.
 */
function restart() {
  started = false;
  // Without a module it returns the exports of the instance that is there.
  const { buffer } = /** @type {() => import("../../core.js").InitOutput} */ (/** @type {unknown} */ (glue.initSync))().memory;
  if (buffer.byteLength <= MOST_TO_WIPE) new Uint8Array(buffer).fill(0);
  start();
}

/**
 * An error of a code of the closed list, with the remedy that belongs to it.
 *
 * @param {import("../../index.js").ErrorCode} code
 * @param {string} message
 * @param {unknown} [cause]
 */
export function failure(code, message, cause) {
  if (!started) start();
  return fromCore(glue.ask("failure", code, message, undefined, 0), { cause });
}
