// Keys of every shape from 2048 to 4096 bits, out of the primes in tests/vectors/primes.json.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const E = 65537n;

const lists = JSON.parse(readFileSync(new URL("../../vectors/primes.json", import.meta.url)));
const primes = Object.values(lists)
  .flat()
  .map((hex) => BigInt(`0x${hex}`));

export const bitsOf = (number) => number.toString(2).length;

/** The pairs of primes whose product is of a size that we sign with. */
export const primePairs = primes
  .flatMap((p) => primes.map((q) => [p, q]))
  .filter(([p, q]) => p !== q && bitsOf(p * q) >= 2048 && bitsOf(p * q) <= 4096);

function inverse(number, modulus) {
  let [r, next, x, y] = [modulus, number % modulus, 0n, 1n];
  while (next !== 0n) {
    const quotient = r / next;
    [r, next, x, y] = [next, r - quotient * next, y, x - quotient * y];
  }
  assert.equal(r, 1n);
  return ((x % modulus) + modulus) % modulus;
}

function base64url(number) {
  const hex = number.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex").toString("base64url");
}

export function jwk(p, q) {
  const d = inverse(E, (p - 1n) * (q - 1n));
  const numbers = { n: p * q, e: E, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  return { kty: "RSA", ...Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, base64url(number)])) };
}

/** So many pairs of primes, far apart in the list, so that a few are of every kind too. */
export function chosenPairs(count) {
  const step = count < primePairs.length ? primePairs.length / count : 1;
  return primePairs.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}

/** Signs so many messages of every length up to 32 bytes, and returns the digest of all signatures. */
export function digestOfSignatures(messages, sign) {
  const all = createHash("sha256");
  for (let number = 0; number < messages; number += 1) {
    const message = createHash("sha256").update(`message ${number}`).digest();
    all.update(sign(message.subarray(number % 33)));
  }
  return all.digest("hex");
}
