// Whether the time of a signature depends on a secret, as far as time can show it: two classes of inputs, and Student's t of
// the differences of their times (after O. Reparaz, J. Balasch and I. Verbauwhede, "Dude, is my code constant time?", 2017).
// One of each class is signed right after the other, in random order, so that what else the machine does is in both.
// A |t| that stays below 4.5 is no proof, and one above it may be the machine; more samples make a real difference grow. This
// is evidence beside the test in valgrind, never a test.
import { checkPrimeSync, createPrivateKey, createPublicKey, randomBytes, randomInt, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { pathOf, watchSigner } from "../../runtimes/signing_path.js";
import { count } from "../measure.mjs";

/** Pairs of signatures. */
const SAMPLES = Number(process.env.BENCH_SAMPLES ?? 5_000);
const WARM_UP = 150;
const THRESHOLD = 4.5;
/** As long as the signing input of an assertion. */
const LENGTH = 400;

const E = 65537n;

function inverse(a, modulus) {
  let [r, next, s, t] = [a % modulus, modulus, 1n, 0n];
  while (next > 0n) [r, next, s, t] = [next, r % next, t, s - (r / next) * t];
  return ((s % modulus) + modulus) % modulus;
}

const gcd = (a, b) => (b === 0n ? a : gcd(b, a % b));

/** A prime for which `d modulo prime - 1` is `start` but for its lowest bits: `E·exponent = 1 + factor·(prime - 1)`. */
function primeFor(start, firstFactor) {
  for (let factor = firstFactor; ; factor += 1n) {
    if (gcd(factor, E) !== 1n) continue;
    // The exponents that make E·exponent - 1 a multiple of the factor.
    const first = start + ((((inverse(E, factor) - start) % factor) + factor) % factor);
    for (let step = 0n; step < 200n; step += 1n) {
      const exponent = first + step * factor;
      const prime = (E * exponent - 1n) / factor + 1n;
      if (prime & 1n && gcd(E, prime - 1n) === 1n && checkPrimeSync(prime)) return { prime, exponent };
    }
  }
}

const base64 = (number) => {
  const hex = number.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex").toString("base64url");
};

/** A key of 2048 bits whose exponents modulo `p - 1` and `q - 1` begin as `start` does. */
function keyFor(start, factor) {
  const [p, q] = [primeFor(start, factor), primeFor(start, factor + 400n)];
  const n = p.prime * q.prime;
  const order = ((p.prime - 1n) * (q.prime - 1n)) / gcd(p.prime - 1n, q.prime - 1n);
  const [dp, dq, qi] = [p.exponent, q.exponent, inverse(q.prime, p.prime)];
  const numbers = { n, e: E, d: inverse(E, order), p: p.prime, q: q.prime, dp, dq, qi };
  const jwk = { kty: "RSA" };
  for (const [name, number] of Object.entries(numbers)) jwk[name] = base64(number);
  const ones = [dp, dq].map((exponent) => exponent.toString(2).replaceAll("0", "").length);
  return { jwk, about: `${n.toString(2).length} bits, ${ones.join(" and ")} ones in its exponents` };
}

/** Student's t of the differences within pairs, and how much longer the second takes, as a share of the first. */
function student(pairs) {
  const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const differences = pairs.map(([first, second]) => second - first);
  const difference = mean(differences);
  const variance = differences.reduce((sum, one) => sum + (one - difference) ** 2, 0) / (pairs.length - 1);
  return { t: difference / Math.sqrt(variance / pairs.length), share: difference / mean(pairs.map(([first]) => first)) };
}

/** Measures pairs of both classes; prints t of all of them, and of those that no interruption made long. */
function compare(title, classes) {
  const time = (which) => {
    const { key, data } = classes[which]();
    const begun = process.hrtime.bigint();
    key.sign(data);
    return Number(process.hrtime.bigint() - begun);
  };
  const pair = () => {
    const times = [];
    const first = randomInt(2);
    for (const which of [first, 1 - first]) times[which] = time(which);
    return times;
  };
  for (let at = 0; at < WARM_UP; at += 1) pair();
  const pairs = Array.from({ length: SAMPLES }, pair);
  const longer = (pair) => Math.max(...pair);
  const sorted = Float64Array.from(pairs, longer).sort();
  const parts = [1, 0.9, 0.5].map((kept) => {
    const most = sorted[Math.ceil(kept * (SAMPLES - 1))];
    const { t, share } = student(pairs.filter((pair) => longer(pair) <= most));
    const mark = Math.abs(t) < THRESHOLD ? "" : " (!)";
    const name = kept === 1 ? "all" : `the fastest ${kept * 100} %`;
    return `${name}: t = ${t.toFixed(2)}${mark}, ${(share * 100).toFixed(3)} %`;
  });
  console.log(`  ${title}\n    ${parts.join("; ")}`);
}

watchSigner();
const { PrivateKey } = await import("docusign-jwt");
const fixed = PrivateKey.parse(readFileSync(new URL("../../tests/vectors/keys/rsa2048.pkcs1.pem", import.meta.url)));
const message = Buffer.alloc(LENGTH, "a");
const random = () => randomBytes(LENGTH);

const [sparse, full] = [keyFor(3n << 1021n, 33500n), keyFor((1n << 1023n) - (1n << 30n), 44014n)];
const keys = [sparse, full].map(({ jwk }) => PrivateKey.parse(jwk));
for (const [at, { jwk, about }] of [sparse, full].entries()) {
  const publicKey = createPublicKey(createPrivateKey({ key: jwk, format: "jwk" }));
  if (!verify("sha256", message, publicKey, keys[at].sign(message))) throw new Error("a wrong signature");
  console.log(`  ${at === 0 ? "sparse" : "full"} key: ${about}`);
}
const path = pathOf(1, () => fixed.sign(message));
console.log(
  `  ${count(SAMPLES)} pairs each, in Node ${process.versions.node}, by the ${path}; t of the differences, and how much longer the second takes`,
);
compare("sparse against full exponents", [() => ({ key: keys[0], data: random() }), () => ({ key: keys[1], data: random() })]);
compare("a fixed message against random ones", [() => ({ key: fixed, data: random() && message }), () => ({ key: fixed, data: random() })]);
compare("the same class twice, which shows what the machine does", [
  () => ({ key: fixed, data: random() }),
  () => ({ key: fixed, data: random() }),
]);
compare("messages 2 KB longer, which is no secret: this has to be seen", [
  () => ({ key: fixed, data: random() }),
  () => ({ key: fixed, data: Buffer.concat([random(), Buffer.alloc(2048)]) }),
]);
