// Every form of a key, and every thing that is none. Keys are made here, by node:crypto.
import assert from "node:assert/strict";
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, verify } from "node:crypto";
import test from "node:test";
import { inspect } from "node:util";
import { KeyError, PrivateKey } from "docusign-jwt";
import { calculateJwkThumbprint } from "jose";

const rsa = (modulusLength) => generateKeyPairSync("rsa", { modulusLength });
const { privateKey, publicKey } = rsa(2048);
const pkcs1 = privateKey.export({ type: "pkcs1", format: "pem" });
const pkcs8 = privateKey.export({ type: "pkcs8", format: "pem" });
const der = privateKey.export({ type: "pkcs1", format: "der" });
const jwk = privateKey.export({ format: "jwk" });
const lines = pkcs1.trim().split("\n");
const body = lines.slice(1, -1).join("");

const good = {
  "PKCS#1 PEM": [pkcs1, "PKCS#1 PEM"],
  "literal \\n": [pkcs1.replaceAll("\n", "\\n"), "PKCS#1 PEM"],
  "literal \\r\\n": [pkcs1.replaceAll("\n", "\\r\\n"), "PKCS#1 PEM"],
  "literal \\n escaped twice": [pkcs1.replaceAll("\n", "\\\\n"), "PKCS#1 PEM"],
  CRLF: [pkcs1.replaceAll("\n", "\r\n"), "PKCS#1 PEM"],
  "CR alone": [pkcs1.replaceAll("\n", "\r"), "PKCS#1 PEM"],
  "one line with spaces": [lines.join(" "), "PKCS#1 PEM"],
  "one line without": [lines.join(""), "PKCS#1 PEM"],
  indented: [lines.map((line) => `    ${line}`).join("\n"), "PKCS#1 PEM"],
  "double quotes": [`"${pkcs1.trim()}"`, "PKCS#1 PEM"],
  "single quotes and literal \\n": [`'${pkcs1.replaceAll("\n", "\\n")}'`, "PKCS#1 PEM"],
  "JSON string and comma": [`${JSON.stringify(pkcs1)},`, "PKCS#1 PEM"],
  "typographic quotes": [`“${pkcs1.trim()}”`, "PKCS#1 PEM"],
  "byte order mark": [`\ufeff${pkcs1}`, "PKCS#1 PEM"],
  "em dashes": [pkcs1.replaceAll("-----", "——"), "PKCS#1 PEM"],
  "line of a .env file": [`DOCUSIGN_PRIVATE_KEY=${pkcs1}`, "PKCS#1 PEM"],
  "public key before it": [publicKey.export({ type: "spki", format: "pem" }) + pkcs1, "PKCS#1 PEM"],
  "PKCS#8 PEM": [pkcs8, "PKCS#8 PEM"],
  "PKCS#8 in one line": [pkcs8.trim().replaceAll("\n", " "), "PKCS#8 PEM"],
  "PKCS#8 under the other label": [pkcs8.replaceAll("PRIVATE", "RSA PRIVATE"), "PKCS#8 PEM"],
  "PKCS#1 DER": [der, "PKCS#1 DER"],
  "PKCS#1 DER in an ArrayBuffer": [new Uint8Array(der).buffer, "PKCS#1 DER"],
  "PKCS#8 DER": [privateKey.export({ type: "pkcs8", format: "der" }), "PKCS#8 DER"],
  "PEM as bytes": [Buffer.from(pkcs1), "PKCS#1 PEM"],
  "JWK object": [jwk, "JWK"],
  "JWK text": [JSON.stringify(jwk), "JWK"],
  "base64 of PEM": [Buffer.from(pkcs1).toString("base64"), "PKCS#1 PEM"],
  "base64 of DER": [der.toString("base64"), "PKCS#1 DER"],
  "base64url of DER": [der.toString("base64url"), "PKCS#1 DER"],
  "base64 of JWK": [Buffer.from(JSON.stringify(jwk)).toString("base64"), "JWK"],
  "body without first and last line": [lines.slice(1, -1).join("\n"), "PKCS#1 DER"],
};

test("every form gives the same key", async (t) => {
  const thumbprint = await calculateJwkThumbprint(publicKey.export({ format: "jwk" }));
  for (const [name, [input, format]] of Object.entries(good)) {
    await t.test(name, () => {
      const key = PrivateKey.parse(input);
      assert.equal(key.thumbprint, thumbprint);
      assert.equal(key.format, format);
      assert.equal(key.bits, 2048);
      const own = createPublicKey(key.publicKeyPem).export({ format: "jwk" });
      assert.deepEqual(own, publicKey.export({ format: "jwk" }));
      key.free();
    });
  }
});

test("what was repaired is told, and a plain key needs none", () => {
  assert.deepEqual(PrivateKey.parse(pkcs1).repairs, []);
  assert.deepEqual(PrivateKey.parse(pkcs8).repairs, []);
  assert.deepEqual(PrivateKey.parse(good["literal \\n"][0]).repairs, ["literal \\n made line breaks"]);
  assert.deepEqual(PrivateKey.parse(good["PKCS#8 under the other label"][0]).repairs, ["label corrected"]);
});

const other = rsa(2048).privateKey.export({ format: "jwk" });
const encrypted = { cipher: "aes-256-cbc", passphrase: "secret" };
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
const small = rsa(1024).privateKey;
const certificate = `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----`;
const damaged = lines.with?.(5, lines[5].replace(/./, "*")) ?? lines.map((l, i) => (i === 5 ? `*${l.slice(1)}` : l));

const bad = {
  "public key": [publicKey.export({ type: "spki", format: "pem" }), "key_public"],
  "public key, PKCS#1": [publicKey.export({ type: "pkcs1", format: "pem" }), "key_public"],
  "public key, DER": [publicKey.export({ type: "spki", format: "der" }), "key_public"],
  "public JWK": [publicKey.export({ format: "jwk" }), "key_public"],
  "public key for SSH": ["ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ", "key_public"],
  "encrypted PKCS#8": [privateKey.export({ type: "pkcs8", format: "pem", ...encrypted }), "key_encrypted"],
  "encrypted PKCS#8, DER": [privateKey.export({ type: "pkcs8", format: "der", ...encrypted }), "key_encrypted"],
  "encrypted PKCS#1": [privateKey.export({ type: "pkcs1", format: "pem", ...encrypted }), "key_encrypted"],
  "EC, SEC 1": [ec.export({ type: "sec1", format: "pem" }), "key_not_rsa"],
  "EC, SEC 1, DER": [ec.export({ type: "sec1", format: "der" }), "key_not_rsa"],
  "EC, PKCS#8": [ec.export({ type: "pkcs8", format: "pem" }), "key_not_rsa"],
  "EC, JWK": [ec.export({ format: "jwk" }), "key_not_rsa"],
  Ed25519: [generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }), "key_not_rsa"],
  "RSA for PSS": [
    generateKeyPairSync("rsa-pss", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }),
    "key_unsupported",
  ],
  OpenSSH: [pkcs1.replaceAll("RSA PRIVATE", "OPENSSH PRIVATE"), "key_openssh"],
  certificate: [certificate, "key_certificate"],
  "no last line": [lines.slice(0, -1).join("\n"), "key_truncated"],
  "only the first line": [lines[0], "key_truncated"],
  "half of it": [[...lines.slice(0, 12), lines.at(-1)].join("\n"), "key_truncated"],
  "no first line": [lines.slice(1).join("\n"), "key_truncated"],
  "DER cut short": [der.subarray(0, 700), "key_truncated"],
  "a damaged line": [damaged.join("\n"), "key_malformed"],
  "DER and more": [Buffer.concat([der, randomBytes(9)]), "key_malformed"],
  empty: ["", "key_empty"],
  spaces: [" \n\t", "key_empty"],
  "the word undefined": ["undefined", "key_empty"],
  undefined: [undefined, "key_empty"],
  null: [null, "key_empty"],
  "1024 bits": [small.export({ type: "pkcs1", format: "pem" }), "key_too_small"],
  "random bytes": [randomBytes(1200), "key_unrecognized"],
  "a number": [7, "key_unrecognized"],
  "an object": [{ key: 1 }, "key_unrecognized"],
  "a path": ["/home/me/private.pem", "key_unrecognized"],
  "an integration key": ["c0000000-0000-4000-8000-000000000001", "key_unrecognized"],
  "a megabyte": ["A".repeat(1 << 20), "key_unrecognized"],
  "primes of another key": [{ ...jwk, p: other.p, q: other.q }, "key_inconsistent"],
  "modulus of another key": [{ ...jwk, n: other.n }, "key_inconsistent"],
  "d of another key": [{ ...jwk, d: other.d }, "key_inconsistent"],
  "dp of another key": [{ ...jwk, dp: other.dp }, "key_inconsistent"],
  "qi of another key": [{ ...jwk, qi: other.qi }, "key_inconsistent"],
  "JWK without primes": [{ kty: jwk.kty, n: jwk.n, e: jwk.e, d: jwk.d }, "key_unsupported"],
};

test("what is no usable key says which one it is, and nothing of the key", async (t) => {
  for (const [name, [input, code]] of Object.entries(bad)) {
    await t.test(name, () => {
      let error;
      assert.throws(
        () => PrivateKey.parse(input),
        (thrown) => (error = thrown) instanceof KeyError,
      );
      assert.equal(error.code, code, error.message);
      assert.equal(error.name, "KeyError");
      assert.ok(error.remedy.length > 20);
      const shown = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error);
      const text = typeof input === "string" ? input : (JSON.stringify(input) ?? "");
      for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{24,}/g)) {
        if (/^-+|^[a-f0-9-]{36}$|undefined/.test(run)) continue;
        assert.ok(!shown.includes(run.slice(0, 24)), `the message shows ${run.slice(0, 8)}…`);
      }
    });
  }
});

test("signs RS256 as node:crypto verifies it, with keys of 2048 to 4096 bits", () => {
  for (const [pair, bits] of [
    [{ privateKey, publicKey }, 2048],
    [rsa(3072), 3072],
    [rsa(4096), 4096],
  ]) {
    const key = PrivateKey.parse(pair.privateKey.export({ type: "pkcs1", format: "pem" }));
    assert.equal(key.bits, bits);
    const data = randomBytes(1000);
    const signature = key.sign(new Uint8Array(data));
    assert.equal(signature.length, bits / 8);
    assert.ok(verify("sha256", data, pair.publicKey, signature));
  }
});

test("a key shows nothing of itself, and can be wiped", () => {
  const key = PrivateKey.parse(pkcs1);
  for (const shown of [String(key), inspect(key, { showHidden: true, depth: 9 }), JSON.stringify(key)]) {
    assert.ok(shown.includes(key.thumbprint));
    assert.ok(!shown.includes(body.slice(40, 60)));
  }
  assert.throws(() => key.sign("text"), { code: "option_invalid" });
  key.free();
  key.free();
  assert.throws(() => key.sign(new Uint8Array(1)), { name: "KeyError", code: "key_freed" });
  assert.equal(key.bits, 2048);
  assert.ok(createPrivateKey(pkcs1));
});
