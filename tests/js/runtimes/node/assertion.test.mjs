// Assertions, checked by node:crypto and by jose.
import assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";
import test from "node:test";
import { ConfigError, PrivateKey, signAssertion } from "docusign-jwt";
import { jwtVerify } from "jose";
import { CLIENT, pem, user } from "../../../../runtimes/emulator.mjs";

const key = PrivateKey.parse(pem());
const publicKey = createPublicKey(key.publicKeyPem);
const now = 1_795_521_600_500;
const base = { clientId: CLIENT, userId: user(1), privateKey: key, environment: "demo", scopes: ["signature"], now };
const json = (part) => JSON.parse(Buffer.from(part, "base64url"));

test("has exactly the header and the claims it should have", async () => {
  const assertion = signAssertion(base);
  const [header, claims, signature] = assertion.split(".");
  assert.deepEqual(json(header), { alg: "RS256", typ: "JWT" });
  assert.deepEqual(json(claims), {
    iss: CLIENT,
    sub: user(1),
    aud: "account-d.docusign.com",
    iat: 1_795_521_300,
    exp: 1_795_522_200,
    scope: "signature impersonation",
  });
  const data = Buffer.from(`${header}.${claims}`);
  assert.ok(verify("sha256", data, publicKey, Buffer.from(signature, "base64url")));
  assert.ok(!verify("sha256", Buffer.concat([data, data]), publicKey, Buffer.from(signature, "base64url")));
  const options = { audience: "account-d.docusign.com", issuer: CLIENT, currentDate: new Date(now) };
  const { payload } = await jwtVerify(assertion, publicKey, options);
  assert.equal(payload.sub, user(1));
});

test("an application has no sub and no impersonation", () => {
  const { userId, ...application } = base;
  const claims = json(signAssertion({ ...application, scopes: ["user_read"] }).split(".")[1]);
  assert.equal("sub" in claims, false);
  assert.equal(claims.scope, "user_read");
});

test("the environment decides aud", () => {
  const aud = (environment) => json(signAssertion({ ...base, environment }).split(".")[1]).aud;
  assert.equal(aud("production"), "account.docusign.com");
  assert.equal(aud("https://account-d.docusign.com/"), "account-d.docusign.com");
  assert.equal(aud({ authServer: "http://127.0.0.1:8080/" }), "127.0.0.1:8080");
  assert.equal(aud({ authServer: "AUTH.example.com" }), "auth.example.com");
});

test("the lifetime is in milliseconds, and at most an hour from iat", () => {
  const claims = json(signAssertion({ ...base, lifetime: 3_300_000 }).split(".")[1]);
  assert.equal(claims.exp - claims.iat, 3600);
  for (const lifetime of [3_300_001, 0, 600, -1, Number.NaN, Infinity, "600000"]) {
    const codes = ["lifetime_invalid", "option_invalid"];
    assert.throws(
      () => signAssertion({ ...base, lifetime }),
      (error) => {
        return error instanceof ConfigError && codes.includes(error.code);
      },
      String(lifetime),
    );
  }
});

test("bad settings say what to write", () => {
  const cases = [
    [{ clientId: "my app" }, "client_id_invalid", "Apps and Keys"],
    [{ clientId: undefined }, "option_missing", "environment variable"],
    [{ userId: "ann@example.com" }, "user_id_is_email", "forEmail"],
    [{ userId: undefined }, "option_missing", "environment variable"],
    [{ userId: "" }, "user_id_invalid", "User ID"],
    [{ environment: "prod" }, "environment_invalid", '"production"'],
    [{ environment: "https://demo.docusign.net/restapi" }, "environment_invalid", '"demo"'],
    [{ environment: { authServer: "http://auth.example.com" } }, "environment_insecure", "https://"],
    [{ environment: { authServer: "https://auth.example.com/oauth" } }, "environment_invalid", "without path"],
    [{ environment: { authServer: "a.example", apiserver: "b" } }, "option_invalid", "apiServer"],
    [{ environment: undefined }, "environment_invalid", "demo"],
    [{ scopes: ["signature,click.send"] }, "scope_invalid", 'Write the scopes as "signature click.send"'],
    [{ scopes: "signature+impersonation" }, "scope_invalid", "the character '+'"],
    [{ scopes: [] }, "scope_invalid", "empty"],
    [{ scopes: [7] }, "option_invalid", "scopes"],
    [{ now: 1_795_521_600 }, "clock_invalid", "milliseconds"],
    [{ now: 0 }, "clock_invalid", "Workers"],
    [{ now: "2026" }, "clock_invalid", "milliseconds"],
    [{ privatekey: pem() }, "option_invalid", ""],
  ];
  for (const [change, code, words] of cases) {
    assert.throws(
      () => signAssertion({ ...base, ...change }),
      (error) => {
        assert.equal(error.code, code, JSON.stringify(change));
        assert.ok(error instanceof ConfigError);
        assert.ok(error.message.includes(words), `${error.message} lacks ${words}`);
        return true;
      },
    );
  }
  assert.throws(() => signAssertion(), { code: "option_missing" });
  assert.throws(() => signAssertion({ ...base, privateKey: undefined }), { code: "key_empty" });
});
