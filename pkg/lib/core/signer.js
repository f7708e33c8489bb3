/**
 * The module beside the core, which computes the halves of a signature where the engine has relaxed SIMD and rounds a
 * multiplication and addition once. The core verifies what it made, and signs alone where there is none.
 */
import { viewOf } from "../platform/bytes.js";
import { tagOf } from "../platform/tag.js";

/**
 * What the module exports.
 *
 * @typedef {{ memory: WebAssembly.Memory, exchange: () => number, fused: () => number, halves: () => number }} Signer
 */

/** @type {(() => unknown) | undefined} */
let load;
/**
 * The exports of the instance; null where there is none, and once it failed.
 *
 * @type {Signer | null | undefined}
 */
let running;

/**
 * Says where the module comes from, if there is one.
 *
 * @param {(() => unknown) | undefined} loader
 */
export function provideSigner(loader) {
  load = loader;
}

/**
 * What the core imports. For no words: whether there is such a module. Else the words, which lie in the core's memory,
 * become the halves; nothing of them is left in the module's memory.
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
      const exports = /** @type {any} */ (instance()?.exports);
      if (exports?.fused()) running = exports;
    } catch {
      // The engine refused it, or it is another module.
    }
  }
  return running !== null;
}

/** An instance of what the loader has: a module where the platform compiled it, else bytes, which an engine may refuse. */
function instance() {
  const given = /** @type {any} */ (load?.());
  if (tagOf(given) === "WebAssembly.Module") return new WebAssembly.Instance(given);
  const bytes = viewOf(given);
  if (bytes === undefined || !WebAssembly.validate(bytes)) return undefined;
  return new WebAssembly.Instance(new WebAssembly.Module(bytes));
}
