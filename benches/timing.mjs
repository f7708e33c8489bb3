// Whether the time of a signature depends on a secret, as far as time can show it: two classes of inputs in random order,
// and Welch's t of their times (O. Reparaz, J. Balasch and I. Verbauwhede, "Dude, is my code constant time?", 2017). A |t| that
// stays below 4.5 is no proof, and one above it may be the machine; more samples make a real difference grow. This is
// evidence beside the test in valgrind, never a test.
import { checkPrimeSync, createPrivateKey, createPublicKey, randomBytes, randomInt, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { PrivateKey } from "docusign-jwt";
import { count } from "./measure.mjs";

const SAMPLES = Number(process.env.BENCH_SAMPLES ?? 10_000);
const WARM_UP = 300;
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

function moments(times) {
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const variance = times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / (times.length - 1);
  return { mean, variance, size: times.length };
}

function welch([a, b]) {
  const [x, y] = [moments(a), moments(b)];
  const t = (x.mean - y.mean) / Math.sqrt(x.variance / x.size + y.variance / y.size);
  return { t, difference: (y.mean - x.mean) / x.mean };
}

/** Measures both classes in random order; prints t of all times, and of those that no interruption made long. */
function compare(title, classes) {
  const sign = (which) => {
    const { key, data } = classes[which]();
    const begun = process.hrtime.bigint();
    const signature = key.sign(data);
    const time = Number(process.hrtime.bigint() - begun);
    return { time, signature };
  };
  for (let at = 0; at < WARM_UP; at += 1) sign(at % 2);
  const samples = Array.from({ length: SAMPLES }, () => {
    const which = randomInt(2);
    return { which, time: sign(which).time };
  });
  const sorted = Float64Array.from(samples, ({ time }) => time).sort();
  const parts = [1, 0.9, 0.5].map((share) => {
    const most = sorted[Math.ceil(share * (SAMPLES - 1))];
    const of = (which) => samples.filter((sample) => sample.which === which && sample.time <= most).map(({ time }) => time);
    const { t, difference } = welch([of(0), of(1)]);
    const mark = Math.abs(t) < THRESHOLD ? "" : " (!)";
    const name = share === 1 ? "all" : `the fastest ${share * 100} %`;
    return `${name}: t = ${t.toFixed(2)}${mark}, ${(difference * 100).toFixed(3)} %`;
  });
  console.log(`  ${title}\n    ${parts.join("; ")}`);
}

const fixed = PrivateKey.parse(readFileSync(new URL("../tests/vectors/keys/rsa2048.pkcs1.pem", import.meta.url)));
const message = Buffer.alloc(LENGTH, "a");
const random = () => randomBytes(LENGTH);

const [sparse, full] = [keyFor(3n << 1021n, 33500n), keyFor((1n << 1023n) - (1n << 30n), 44014n)];
const keys = [sparse, full].map(({ jwk }) => PrivateKey.parse(jwk));
for (const [at, { jwk, about }] of [sparse, full].entries()) {
  const publicKey = createPublicKey(createPrivateKey({ key: jwk, format: "jwk" }));
  if (!verify("sha256", message, publicKey, keys[at].sign(message))) throw new Error("a wrong signature");
  console.log(`  ${at === 0 ? "sparse" : "full"} key: ${about}`);
}
console.log(`  ${count(SAMPLES)} samples each, in Node; t of the first class against the second, and how much longer the second takes`);
compare("sparse against full exponents", [() => ({ key: keys[0], data: random() }), () => ({ key: keys[1], data: random() })]);
compare("a fixed message against random ones", [
  () => ({ key: fixed, data: random() && message }),
  () => ({ key: fixed, data: random() }),
]);
compare("the same class twice, which shows what the machine does", [
  () => ({ key: fixed, data: random() }),
  () => ({ key: fixed, data: random() }),
]);
compare("messages 2 KB longer, which is no secret: this has to be seen", [
  () => ({ key: fixed, data: random() }),
  () => ({ key: fixed, data: Buffer.concat([random(), Buffer.alloc(2048)]) }),
]);
