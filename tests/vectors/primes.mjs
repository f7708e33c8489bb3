// Makes primes.json: primes for keys of every shape. Random ones, and such whose limbs of 28 bits are nearly all
// ones or nearly all zero.
//   node tests/vectors/primes.mjs > tests/vectors/primes.json
import { checkPrimeSync, generatePrimeSync } from "node:crypto";

const E = 65537n;
const usable = (candidate) => (candidate - 1n) % E !== 0n && checkPrimeSync(candidate, { checks: 40 });

function from(start, step) {
  let candidate = start;
  while (!usable(candidate)) candidate += step;
  return candidate;
}

const random = (bits) => {
  for (;;) {
    const prime = generatePrimeSync(bits, { bigint: true });
    if (usable(prime)) return prime;
  }
};

const lengths = [1000, 1008, 1024, 1024, 1024, 1036, 1048, 1280, 1536, 1536, 1792, 2016, 2048, 2048];
const primes = {
  random: lengths.map(random),
  // 2^bits - c: every limb but the lowest is full.
  ones: [1022, 1024, 1036, 1064, 1536, 2044, 2048].map((bits) => from(2n ** BigInt(bits) - 1n, -2n)),
  // 2^(bits-1) + c: every limb between the lowest and the highest is zero.
  sparse: [1009, 1024, 1037, 1537, 2017, 2048].map((bits) => from(2n ** BigInt(bits - 1) + 1n, 2n)),
};
const hex = (list) => list.map((prime) => prime.toString(16));
console.log(JSON.stringify(Object.fromEntries(Object.entries(primes).map(([k, v]) => [k, hex(v)])), null, 1));
