import { Buffer } from "node:buffer";
import { readSync } from "node:fs";

/** How long to wait for the program at the other end of a pipe, in milliseconds, before it is asked again. */
const PAUSE = 10;

/**
 * All that comes from standard input. `readFileSync(0)` fails where the pipe is one that does not block, as Node's own
 * are.
 *
 * @returns {Buffer}
 */
export function standardInput() {
  const chunks = [];
  for (;;) {
    const chunk = Buffer.alloc(64 * 1024);
    try {
      const size = readSync(0, chunk);
      if (size === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, size));
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      // Windows says so in place of an end.
      if (code === "EOF") return Buffer.concat(chunks);
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
}
