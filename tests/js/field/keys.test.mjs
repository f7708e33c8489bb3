// Keys as people have them, and what they give in place of a key: values of any kind, of any realm.
import assert from "node:assert/strict";
import { createPrivateKey, createPublicKey, createSecretKey, generateKeyPairSync } from "node:crypto";
import { Readable } from "node:stream";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { DocusignAuth, PrivateKey, adminConsentUrl, consentUrl, signAssertion } from "docusign-jwt";
import { CLIENT, pem, user } from "../../../runtimes/emulator.mjs";

const PEM = pem();
const { thumbprint } = PrivateKey.parse(PEM);
const jwk = createPrivateKey(PEM).export({ format: "jwk" });

const read = (input) => {
  const key = PrivateKey.parse(input);
  assert.equal(key.thumbprint, thumbprint);
  const { repairs } = key;
  key.free();
  return repairs;
};

function refused(input, code, message, remedy = /./) {
  const uses = {
    parse: () => PrivateKey.parse(input),
    DocusignAuth: () => new DocusignAuth({ clientId: CLIENT, userId: user(1), environment: "demo", privateKey: input }),
    signAssertion: () => signAssertion({ clientId: CLIENT, userId: user(1), environment: "demo", privateKey: input }),
  };
  for (const [where, use] of Object.entries(uses)) {
    if (where === "DocusignAuth" && Array.isArray(input)) continue;
    assert.throws(use, (error) => {
      assert.equal(error.name, "KeyError", `${where}: ${error.stack}`);
      assert.equal(error.code, code, `${where}: ${error.message}`);
      assert.match(error.message, message);
      assert.match(error.remedy, remedy);
      return true;
    });
  }
}

test("C1: placeholders of tools are named", () => {
  for (const text of ["[SENSITIVE]", "[REDACTED]", "***", "(sensitive value)", "<redacted>"]) {
    refused(text, "key_unrecognized", /mask that a tool shows in place of the secret/, /Read the secret itself/);
  }
  for (const text of ["${PRIVATE_KEY}", "{{ secrets.KEY }}", "$DOCUSIGN_KEY", "changeme", "%KEY%"]) {
    refused(text, "key_unrecognized", /placeholder/, /expands variables/);
  }
  for (const text of ["op://vault/item", "@Microsoft.KeyVault(SecretUri=https://x)", "arn:aws:secretsmanager:x:y"]) {
    refused(text, "key_unrecognized", /reference to a secret.*not the secret's value/, /Fetch/);
  }
});

test("C2, C3, C7: what can be read is read, and says how", () => {
  assert.deepEqual(read(PEM.replaceAll("+", " ")), ["spaces made + again"]);
  assert.deepEqual(read(new URLSearchParams(`key=${PEM}`).get("key")), ["spaces made + again"]);
  assert.deepEqual(read(JSON.stringify(PEM).slice(1, -1).replaceAll("/", "\\u002f")), ["literal \\n made line breaks", "escapes decoded"]);
  assert.deepEqual(read(encodeURIComponent(PEM)), ["percent-encoding decoded"]);
  assert.deepEqual(read(new URLSearchParams({ "": PEM }).toString().slice(1)), ["percent-encoding decoded"]);
  assert.deepEqual(read(PEM.replaceAll(/^/gm, "> ")), ["marks before the lines removed"]);
  assert.deepEqual(read(createPrivateKey(PEM).export({ type: "pkcs8", format: "der" }).toString("hex")), ["hexadecimal decoded"]);
  assert.deepEqual(read(PEM.replaceAll(/\s/g, "")), ["label corrected", "line breaks put back"]);
  assert.deepEqual(read(PEM), []);
  const broken = PEM.replaceAll("+", "  ");
  refused(broken, "key_malformed", /key contains spaces/, /encodeURIComponent/);
});

test("C4: JSON and objects with one field that is the key", () => {
  for (const record of [
    { type: "service_account", private_key: PEM },
    { dsJWTClientId: CLIENT, privateKey: PEM },
    { kind: "Secret", data: { "private.pem": Buffer.from(PEM).toString("base64") } },
    { SecretString: JSON.stringify({ key: PEM }) },
    { value: PEM, properties: { enabled: true } },
    { key: jwk },
    { keys: [jwk] },
    { privateKey: PEM, publicKey: createPublicKey(PEM).export({ type: "spki", format: "pem" }) },
    { key: PEM, passphrase: undefined },
  ]) {
    assert.equal(read(JSON.stringify(record))[0], "taken out of a field of JSON");
    assert.equal(read(record)[0], "taken out of a field of JSON");
  }
  // JSON has no bytes: those of an object are kept.
  read({ SecretBinary: new Uint8Array(Buffer.from(PEM)), Name: "docusign" });
  read({ payload: { data: Buffer.from(PEM) } });
  read(runInNewContext("({ key })", { key: PEM }));
  assert.deepEqual(read(jwk), []);
  refused({ key: 1, secret: "x" }, "key_unrecognized", /This JSON or object contains no private key/, /secret/);
  refused({ a: { key: PEM }, b: { key: pem("wrong") } }, "key_unrecognized", /several private keys/, /Pass one/);
  const encrypted = createPrivateKey(PEM).export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" });
  refused({ key: encrypted, passphrase: "x" }, "key_encrypted", /The field key: .*passphrase/, /openssl/);
});

test("C5, C6: values of other kinds are named, with what to do", async () => {
  const thenable = { then: (resolve) => resolve(PEM) };
  for (const promise of [Promise.resolve(PEM), thenable, runInNewContext("Promise.resolve(1)"), (async () => PEM)()]) {
    refused(promise, "key_unrecognized", /is a promise\./, /Await it first/);
  }
  const binding = { get: async () => PEM };
  for (const store of [
    binding,
    new (class SecretsStoreSecret {
      async get() {}
    })(),
    new URLSearchParams(),
  ]) {
    refused(store, "key_unrecognized", /Secrets Store/, /Await its get\(\) first/);
  }
  for (const call of [() => PEM, async () => PEM, class {}]) refused(call, "key_unrecognized", /is a function/, /Call it/);
  refused(new Map([["key", PEM]]), "key_unrecognized", /is a Map/, /map\.get/);
  refused(new URL("file:///private.pem"), "key_unrecognized", /is a URL/, /Read or fetch/);
  for (const body of [new Blob([PEM]), new Response(PEM), new Request("https://x", { method: "POST", body: PEM })]) {
    refused(body, "key_unrecognized", /was not read/, /text\(\)/);
  }
  for (const stream of [new Response(PEM).body, Readable.from([PEM])]) {
    refused(stream, "key_unrecognized", /is a stream/, /Read the stream first/);
  }
  refused(createPrivateKey(PEM), "key_unrecognized", /KeyObject/, /key\.export\(/);
  refused(createPublicKey(PEM), "key_public", /public key/);
  refused(createSecretKey(Buffer.alloc(32)), "key_unrecognized", /KeyObject/);
  refused(generateKeyPairSync("rsa", { modulusLength: 2048 }), "key_unrecognized", /key pair/, /privateKey/);
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
  const pair = await crypto.subtle.generateKey(algorithm, false, ["sign", "verify"]);
  refused(pair, "key_unrecognized", /key pair/, /privateKey/);
  for (const value of [7, 0, true, false, 10n, Symbol("key")]) refused(value, "key_unrecognized", /neither text nor bytes/, /as a string/);
  refused(["-----BEGIN RSA PRIVATE KEY-----", ...PEM.split("\n").slice(1)], "key_unrecognized", /array of lines/, /join/);
  const lines = PEM.split("\n");
  assert.throws(() => new DocusignAuth({ clientId: CLIENT, userId: user(1), environment: "demo", privateKey: lines }), /array of lines/);
  assert.throws(() => PrivateKey.parse([PEM, PEM]), /an array\. Pass one key/);
  refused({ type: "Buffer", data: [...Buffer.from(PEM)] }, "key_unrecognized", /list of numbers/, /Uint8Array/);
  refused(String(Promise.resolve()), "key_empty", /\[object …\].*a promise/, /Await it first/);
  refused(new Date(), "key_unrecognized", /not a key in a known format|contains no private key|contains no key/);
  const detached = new Uint8Array(8);
  structuredClone(detached.buffer, { transfer: [detached.buffer] });
  refused(detached, "key_unrecognized", /transferred/);
  assert.throws(() => PrivateKey.parse(undefined), { code: "key_empty" });
  assert.throws(() => PrivateKey.parse(pair.privateKey), { code: "key_not_usable" });
  // What a client takes, it takes.
  new DocusignAuth({ clientId: CLIENT, userId: user(1), environment: "demo", privateKey: pair.privateKey });
});

test("a CryptoKey that cannot sign says why", async () => {
  const algorithm = (name, hash) => ({ name, hash, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) });
  const rsa = await crypto.subtle.generateKey(algorithm("RSASSA-PKCS1-v1_5", "SHA-256"), true, ["sign", "verify"]);
  const oaep = await crypto.subtle.generateKey(algorithm("RSA-OAEP", "SHA-256"), true, ["encrypt", "decrypt"]);
  const sha1 = await crypto.subtle.generateKey(algorithm("RSASSA-PKCS1-v1_5", "SHA-1"), true, ["sign", "verify"]);
  const hmac = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, true, ["sign"]);
  const client = (privateKey) => () => new DocusignAuth({ clientId: CLIENT, userId: user(1), environment: "demo", privateKey });
  assert.throws(client(rsa.publicKey), { code: "key_not_usable", message: /its type is public/ });
  assert.throws(client(hmac), { code: "key_not_usable", message: /its type is secret/ });
  assert.throws(client(oaep.privateKey), { code: "key_not_usable", message: /another algorithm/ });
  assert.throws(client(sha1.privateKey), { code: "key_not_usable", message: /another algorithm/ });
  const noUsage = Object.create(rsa.privateKey, {
    usages: { value: [] },
    type: { value: "private" },
    algorithm: { value: rsa.privateKey.algorithm },
  });
  assert.throws(client(noUsage), { code: "key_not_usable", message: /usage "sign"/ });
  client(rsa.privateKey)();
});

test("bytes of any realm and any kind are read by what they are", () => {
  const bytes = Buffer.from(PEM);
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  const resizable = new ArrayBuffer(bytes.length, { maxByteLength: bytes.length * 2 });
  new Uint8Array(resizable).set(bytes);
  const even = Buffer.from(PEM.length % 2 === 0 ? PEM : `${PEM}\n`);
  const aligned = even.buffer.slice(even.byteOffset, even.byteOffset + even.length);
  class Lying extends Uint8Array {
    get byteLength() {
      return 3;
    }
    get buffer() {
      throw new RangeError("no");
    }
    slice() {
      return "not bytes";
    }
  }
  for (const input of [
    new Uint8Array(bytes),
    runInNewContext("Uint8Array.from(bytes)", { bytes: [...bytes] }),
    runInNewContext("Uint8Array.from(bytes).buffer", { bytes: [...bytes] }),
    runInNewContext("new DataView(Uint8Array.from(bytes).buffer)", { bytes: [...bytes] }),
    new Uint8Array(shared),
    shared,
    new Uint8Array(resizable),
    resizable,
    new DataView(aligned),
    new Uint16Array(aligned),
    new Uint8Array([9, 9, ...bytes, 9]).subarray(2, -1),
    Lying.from(bytes),
    runInNewContext("jwk", { jwk: runInNewContext(`(${JSON.stringify(jwk)})`) }),
    new String(PEM),
  ]) {
    if (typeof input.valueOf() === "string") continue;
    read(input);
  }
  const key = PrivateKey.parse(PEM);
  const data = runInNewContext("new Uint8Array([1, 2, 3])");
  assert.deepEqual(key.sign(data), key.sign(new Uint8Array([1, 2, 3])));
  key.free();
});

test("a key in the wrong option is not repeated", () => {
  const line = PEM.split("\n")[5];
  const forms = [
    PEM,
    line,
    PEM.replaceAll("\n", "\\n"),
    JSON.stringify(jwk),
    jwk.d,
    Buffer.from(PEM).toString("base64"),
    line.slice(0, 24),
  ];
  const good = { clientId: CLIENT, userId: user(1), environment: "demo", redirectUri: "https://example.com/callback" };
  const names = ["clientId", "userId", "scopes", "redirectUri", "accountId", "organizationId", "environment", "timeout", "retry"];
  for (const form of forms) {
    const uses = names.map((name) => () => new DocusignAuth({ ...good, privateKey: PEM, [name]: form }));
    uses.push(
      () => new DocusignAuth({ ...good, privateKey: PEM, scopes: [form] }),
      () => new DocusignAuth({ ...good, privateKey: PEM, [form]: 1 }),
      () => new DocusignAuth({ ...good, privateKey: PEM, retry: { [form]: 1 } }),
      () => new DocusignAuth({ ...good, privateKey: PEM, environment: { authServer: form } }),
      () => new DocusignAuth({ ...good, privateKey: PEM, environment: { [form]: "x" } }),
      () => new DocusignAuth({ ...good, privateKey: PEM, environment: { authServer: `http://${form}` } }),
      () => new DocusignAuth({ ...good, privateKey: PEM }).forUser(form),
      () => new DocusignAuth({ ...good, privateKey: PEM }).forUser(user(1), { [form]: 1 }),
      () => new DocusignAuth({ ...good, privateKey: PEM, store: new Map(), storeSecret: form.slice(0, 15) }),
      () => consentUrl({ ...good, scopes: ["signature"], [form]: 1 }),
      () => consentUrl({ ...good, scopes: ["signature"], redirectUri: form }),
      () => adminConsentUrl({ ...good, scopes: form }),
      () => signAssertion({ ...good, privateKey: PEM, [form]: 1 }),
    );
    for (const use of uses) {
      let error;
      try {
        use();
      } catch (thrown) {
        error = thrown;
      }
      if (error === undefined) continue;
      const said = `${error.message} ${error.stack} ${JSON.stringify(error)}`;
      for (let at = 0; at + 12 <= form.length; at += 1) {
        const run = form.slice(at, at + 12);
        const isKey = !/PRIVATE|BEGIN|"kty|RSA/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run);
        assert.ok(!isKey || !said.includes(run), `${use} shows ${run}: ${error.message}`);
      }
    }
  }
  // A name that is plainly one is told.
  assert.throws(() => new DocusignAuth({ ...good, privateKey: PEM, user_id: 1 }), /user_id\. Did you mean userId/);
  assert.throws(() => new DocusignAuth({ ...good, privateKey: PEM, environment: "prod" }), /"prod"/);
});
