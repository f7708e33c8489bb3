// What a caller may hand over who means no good, and what then has to hold.
import assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { DocusignError, PrivateKey } from "docusign-jwt";
import { ISV, pem, tenantUser } from "../../../runtimes/emulator.mjs";

const codes = Object.values(JSON.parse(readFileSync(new URL("../generated/codes.json", import.meta.url), "utf8"))).flat();

/** A Docusign that refuses. */
export const refusing = async () =>
  new Response('{"error":"invalid_grant","error_description":"user_not_found"}', {
    status: 400,
    headers: { "content-type": "application/json" },
  });

/** The options of a client whom Docusign refuses, and these. */
export const options = (more) => ({
  clientId: ISV,
  userId: tenantUser(0),
  privateKey: pem(),
  environment: "demo",
  retry: false,
  timeout: 500,
  fetch: refusing,
  ...more,
});

/** An error is ours, and its code one of the closed list. */
export function assertCoded(error, what) {
  assert.ok(error instanceof DocusignError, `${what}: ${error?.stack ?? String(error)}`);
  assert.ok(codes.includes(error.code), `${what}: ${error.code}`);
  assert.ok(error.message.length > 20 && error.message.length < 8192, `${what}: ${error.message.length}`);
}

/** What came of it, a result or a coded error. */
export async function attempt(what, use) {
  try {
    return await use();
  } catch (error) {
    assertCoded(error, what);
    return error;
  }
}

/** Signs, so that a core that is no longer one is seen. */
export function assertUsable() {
  const key = PrivateKey.parse(pem());
  const data = new TextEncoder().encode("still here");
  assert.ok(verify("sha256", data, createPublicKey(key.publicKeyPem), key.sign(data)));
  key.free();
}

export const thrower = () => {
  throw new RangeError("no");
};
export const traps = Object.fromEntries(
  ["get", "has", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor"].map((name) => [name, thrower]),
);
const revoked = Proxy.revocable({}, {});
revoked.revoke();
const detached = new Uint8Array(8);
structuredClone(detached.buffer, { transfer: [detached.buffer] });
const cyclic = {};
cyclic.self = cyclic;
let deep = [];
for (let level = 0; level < 20_000; level += 1) deep = [deep];

export const HOSTILE = {
  null: null,
  true: true,
  zero: 0,
  NaN: Number.NaN,
  infinity: Number.POSITIVE_INFINITY,
  "a negative number": -1,
  "a BigInt": 1n,
  "a symbol": Symbol("x"),
  "an empty text": "",
  "a lone surrogate": "\ud800x\udfff",
  "a NUL": "\0",
  "a megabyte": "x".repeat(1 << 20),
  "an array": [],
  "an object": {},
  "a function": () => 7,
  "a function that throws": thrower,
  "a frozen object": Object.freeze({ a: 1 }),
  "a class": class {},
  "a Date": new Date(Number.NaN),
  "a Map": new Map([[1, 2]]),
  "a detached array": detached,
  "a cycle": cyclic,
  "20,000 arrays in one another": deep,
  "a getter that throws": Object.defineProperty({}, "clientId", { enumerable: true, get: thrower }),
  "a toJSON that throws": { toJSON: thrower },
  "a toString that throws": { toString: thrower, [Symbol.toPrimitive]: thrower },
  "a Proxy that throws": new Proxy({}, traps),
  "a Proxy of a function that throws": new Proxy(() => {}, { ...traps, apply: thrower }),
  "a revoked Proxy": revoked.proxy,
  "an object without prototype": Object.assign(Object.create(null), { clientId: 1 }),
};
