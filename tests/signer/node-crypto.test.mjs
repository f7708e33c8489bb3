// The signer in WebAssembly against OpenSSL, by node:crypto, over keys of every shape from 2048 to 4096 bits.
// DOCUSIGN_JWT_PAIRS says how many pairs of key and message; cargo xtask test --long takes 100,000.
import assert from "node:assert/strict";
import { createHash, createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import test from "node:test";
import { PrivateKey } from "docusign-jwt";

const PAIRS = Number(process.env.DOCUSIGN_JWT_PAIRS ?? 200);
const E = 65537n;

const lists = JSON.parse(readFileSync(new URL("../vectors/primes.json", import.meta.url)));
const primes = Object.values(lists)
  .flat()
  .map((hex) => BigInt(`0x${hex}`));

const bitsOf = (number) => number.toString(2).length;
const keyPairs = primes
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

function jwk(p, q) {
  const d = inverse(E, (p - 1n) * (q - 1n));
  const numbers = { n: p * q, e: E, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  return { kty: "RSA", ...Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, base64url(number)])) };
}

/** Signs messages with both. */
function compare(name, ours, openssl, count) {
  for (let number = 0; number < count; number += 1) {
    const message = createHash("sha256")
      .update(`message ${number} of ${name}`)
      .digest()
      .subarray(number % 33);
    const signature = Buffer.from(ours.sign(message));
    assert.ok(signature.equals(sign("sha256", message, openssl)), `${name}, message ${number}`);
  }
  return count;
}

test("keys of every shape sign as OpenSSL does", (t) => {
  assert.ok(keyPairs.length > 200, `${keyPairs.length}`);
  // Far apart in the list, so that a few pairs are of every kind too.
  const step = PAIRS < keyPairs.length ? keyPairs.length / PAIRS : 1;
  const chosen = keyPairs.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
  const each = Math.ceil(PAIRS / chosen.length);
  let signed = 0;
  for (const [at, [p, q]] of chosen.entries()) {
    const key = jwk(p, q);
    const ours = PrivateKey.parse(key);
    assert.equal(ours.bits, bitsOf(p * q));
    signed += compare(`key ${at}`, ours, createPrivateKey({ key, format: "jwk" }), each);
    ours.free();
  }
  t.diagnostic(`${signed} pairs of ${chosen.length} keys`);
  assert.ok(signed >= PAIRS);
});

test("keys that OpenSSL makes sign as OpenSSL does", () => {
  for (const modulusLength of [2048, 2056, 3072, 4096]) {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength });
    const ours = PrivateKey.parse(privateKey.export({ type: "pkcs1", format: "pem" }));
    compare(`${modulusLength} bits`, ours, privateKey, 3);
    ours.free();
  }
});
