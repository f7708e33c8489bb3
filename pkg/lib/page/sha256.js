/**
 * SHA-256 (FIPS 180-4). The platform's own is asynchronous, and a page on http has none.
 *
 * @param {string} text of at most 55 ASCII characters, so that it is one block
 */
export function sha256(text) {
  const primes = firstPrimes();
  const words = Array(64).fill(0);
  const padded = `${text}\x80`;
  for (let at = 0; at < padded.length; at += 1) words[at >> 2] |= padded.charCodeAt(at) << (24 - 8 * (at & 3));
  words[15] = 8 * text.length;
  const initial = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
  let [a, b, c, d, e, f, g, h] = /** @type {Eight} */ (initial);
  for (const [at, prime] of primes.entries()) {
    if (at > 15) {
      const [early, late] = [words[at - 15], words[at - 2]];
      const mixedEarly = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
      const mixedLate = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
      words[at] = (words[at - 16] + mixedEarly + words[at - 7] + mixedLate) | 0;
    }
    const chosen = (e & f) ^ (~e & g);
    const first = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + chosen + fraction(Math.cbrt(prime)) + words[at];
    const second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [a, b, c, d, e, f, g, h] = [(first + second) | 0, a, b, c, (d + first) | 0, e, f, g];
  }
  return [a, b, c, d, e, f, g, h].flatMap((word, at) => {
    const sum = word + /** @type {number} */ (initial[at]);
    return [24, 16, 8, 0].map((bits) => (sum >> bits) & 255);
  });
}

/** @typedef {[number, number, number, number, number, number, number, number]} Eight */

/** The first 64 primes: the constants are of their roots. */
function firstPrimes() {
  /** @type {number[]} */
  const primes = [];
  for (let number = 2; primes.length < 64; number += 1) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  }
  return primes;
}

/**
 * The first 32 bits behind the point.
 *
 * @param {number} root
 */
const fraction = (root) => ((root % 1) * 2 ** 32) | 0;

/**
 * @param {number} word
 * @param {number} bits
 */
const turned = (word, bits) => (word >>> bits) | (word << (32 - bits));
