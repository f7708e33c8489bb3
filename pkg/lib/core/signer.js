/**
 * The signer module: computes the halves of a signature if the engine has relaxed SIMD with a fused multiply-add. The
 * core verifies the result, and signs alone without this module.
 */
import { viewOf } from "../platform/bytes.js";
import { tagOf } from "../platform/tag.js";

/**
 * The exports of the module.
 *
 * @typedef {{ memory: WebAssembly.Memory, exchange: () => number, fused: () => number, halves: () => number }} Signer
 */

/** @type {(() => unknown) | undefined} */
let load;
/**
 * The exports of the instance; null without one, or after a failure.
 *
 * @type {Signer | null | undefined}
 */
let running;

/**
 * Sets the source of the module, if there is one.
 *
 * @param {(() => unknown) | undefined} loader
 */
export function provideSigner(loader) {
  load = loader;
}

/**
 * Imported by the core. Without words, returns whether the module exists. With words in the core's memory, replaces
 * them with the halves, and wipes the module's memory.
 *
 * @param {Uint32Array} words
 */
export function halves(words) {
  if (words.length === 0) return start();
  const signer = running;
  if (!signer) return false;
  try {
    const own = new Uint32Array(signer.memory.buffer, signer.exchange(), words.length);
    own.set(words);
    const done = signer.halves();
    if (done) words.set(own);
    return done !== 0;
  } catch {
    running = null;
    return false;
  } finally {
    new Uint8Array(signer.memory.buffer).fill(0);
  }
}

function start() {
  if (running === undefined) {
    running = null;
    try {
      const exports = /** @type {Signer | undefined} */ (instance()?.exports);
      if (exports?.fused()) running = exports;
    } catch {
      // The engine refused the module, or it is the wrong one.
    }
  }
  return running !== null;
}

/** Instantiates the loader's module. It is bytes unless the platform has compiled it, and an engine may refuse it. */
function instance() {
  const given = load?.();
  if (tagOf(given) === "WebAssembly.Module") return new WebAssembly.Instance(/** @type {WebAssembly.Module} */ (given));
  const bytes = viewOf(given);
  if (bytes === undefined || !WebAssembly.validate(bytes)) return undefined;
  return new WebAssembly.Instance(new WebAssembly.Module(bytes));
}
