// A key that is refused, in whatever form, leaves nothing of itself in the core's memory.
import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { PrivateKey } from "docusign-jwt";
import { glue } from "../../../node_modules/docusign-jwt/node/internal.cjs";

const RUN = 12;

/** What of the secret numbers a memory may hold, as bytes and as texts. */
function traces(jwk, pems) {
  const found = new Map();
  const add = (name, text) => {
    for (let at = 0; at + RUN <= text.length; at += 1) found.set(text.slice(at, at + RUN), name);
  };
  for (const name of ["d", "p", "q", "dp", "dq", "qi"]) {
    const bytes = Buffer.from(jwk[name], "base64url");
    add(`${name} as bytes`, bytes.toString("latin1"));
    const limbs = [];
    for (let rest = BigInt(`0x${bytes.toString("hex")}`); rest > 0n; rest >>= 28n) limbs.push(Number(rest & 0xfffffffn));
    add(`${name} in limbs`, Buffer.from(new Uint32Array(limbs).buffer).toString("latin1"));
    add(`${name} as base64url`, jwk[name]);
    add(`${name} as hexadecimal`, bytes.toString("hex"));
  }
  // Behind the modulus, which is public.
  for (const pem of pems) add("PEM", pem.split("\n").slice(9, -2).join(""));
  for (const pem of pems) for (const line of pem.split("\n").slice(9, -2)) add("a line of PEM", line);
  // A copy in which words were looked for.
  for (const pem of pems) for (const line of pem.split("\n").slice(9, -2)) add("a line of PEM in lower case", line.toLowerCase());
  return found;
}

function remains(found) {
  const memory = Buffer.from(glue.initSync().memory.buffer).toString("latin1");
  const seen = new Set();
  for (let at = 0; at + RUN <= memory.length; at += 1) {
    const name = found.get(memory.substr(at, RUN));
    if (name !== undefined) seen.add(name);
  }
  return [...seen];
}

const escaped = (text) => text.replaceAll("A", "\\u0041").replaceAll("-", "\\u002d");

test("after a refusal nothing of a key is left in the core's memory", { timeout: 240_000 }, () => {
  const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const pem = key.export({ type: "pkcs1", format: "pem" });
  const pkcs8 = key.export({ type: "pkcs8", format: "pem" });
  const jwk = key.export({ format: "jwk" });
  const found = traces(jwk, [pem, pkcs8]);
  const without = (name) => ({ ...jwk, [name]: undefined });
  // One bit of each number is wrong: what is left of the others must go.
  const changed = (name) => {
    const bytes = Buffer.from(jwk[name], "base64url");
    bytes[20] ^= 2;
    return { ...jwk, [name]: bytes.toString("base64url") };
  };
  const cut = pem.slice(0, -40);
  const objects = {
    "the wrong kty": { ...jwk, kty: "EC" },
    "an unknown kty": { ...jwk, kty: "RSAX" },
    "a kty that is no text": { ...jwk, kty: 7 },
    "no kty": without("kty"),
    "no q": without("q"),
    "no n": without("n"),
    "no primes": { ...without("q"), p: undefined },
    "qi that is not base64url": { ...jwk, qi: "!!" },
    "qi that is no text": { ...jwk, qi: [jwk.qi] },
    "more than two primes": { ...jwk, oth: [{ r: jwk.p, d: jwk.dp, t: jwk.qi }] },
    "an exponent of 1": { ...jwk, e: "AQ" },
    "a short modulus": { ...jwk, n: jwk.n.slice(0, 100) },
    ...Object.fromEntries(["n", "d", "p", "q", "dp", "dq", "qi"].map((name) => [`${name} that is wrong`, changed(name)])),
    "a set of broken ones": { keys: [without("q"), { ...jwk, kty: "EC" }] },
    "a field that is broken": { name: "x", private_key: cut },
    "a field that is a broken JWK": { private_key: JSON.stringify(without("q")) },
    "a field in a field": { SecretString: JSON.stringify({ key: JSON.stringify(changed("d")) }) },
    "a field in base64": { data: { "tls.key": Buffer.from(cut).toString("base64") } },
    "lines that are broken": { lines: cut.split("\n") },
    "hidden among numbers": { keys: [1, jwk] },
  };
  const texts = {
    ...Object.fromEntries(Object.entries(objects).map(([name, object]) => [`${name}, as text`, JSON.stringify(object)])),
    ...Object.fromEntries(Object.entries(objects).map(([name, object]) => [`${name}, with escapes`, escaped(JSON.stringify(object))])),
    ...Object.fromEntries(
      Object.entries(objects).map(([name, object]) => [`${name}, in a string`, JSON.stringify(JSON.stringify(object))]),
    ),
    "JSON that ends early": JSON.stringify(jwk).slice(0, -9),
    "JSON that ends early, with escapes": escaped(JSON.stringify(jwk)).slice(0, -9),
    "JSON with a fault behind the key": `${escaped(JSON.stringify(jwk)).slice(0, -1)},,}`,
    "JSON with a fault, and the PEM in it": `${JSON.stringify({ key: cut }).slice(0, -1)},,}`,
    "percent-encoded": encodeURIComponent(cut),
    HTML: cut.replaceAll("\n", "<br>"),
    quoted: cut.replaceAll(/^/gm, "> "),
    "spaces for plus signs": pem.replaceAll("+", "  "),
    hexadecimal: key.export({ type: "pkcs1", format: "der" }).toString("hex").slice(0, -10),
    "without dashes": cut.replaceAll("-----", ""),
    "a passphrase": key.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" }),
  };
  const control = PrivateKey.parse(jwk);
  assert.ok(
    remains(found).some((name) => name.startsWith("p in limbs")),
    "the scan sees a key that is there",
  );
  control.free();
  assert.deepEqual(remains(found), [], "after free()");
  for (const [name, input] of Object.entries({ ...objects, ...texts })) {
    assert.throws(() => PrivateKey.parse(input), { name: "KeyError" }, name);
    assert.deepEqual(remains(found), [], name);
  }
  // What is read after a repair leaves nothing either, once it is freed.
  for (const input of [
    { key: pem },
    { SecretString: JSON.stringify({ key: pem }) },
    encodeURIComponent(pem),
    pem.replaceAll("+", " "),
    escaped(pem),
    pem.replaceAll(/^/gm, "> "),
    key.export({ type: "pkcs1", format: "der" }).toString("hex"),
    pem.replaceAll("\n", "<br>"),
  ]) {
    PrivateKey.parse(input).free();
    assert.deepEqual(remains(found), [], String(input).slice(0, 40));
  }
});
