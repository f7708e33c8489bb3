// Assertions made elsewhere, and errors as people meet them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigError, DocusignAuth, explainError, inspectAssertion, signAssertion } from "docusign-jwt";
import docusign from "docusign-esign";
import { importPKCS8, SignJWT } from "jose";
import { createPrivateKey } from "node:crypto";
import { CALLBACK, CLIENT, pem, user } from "../../../../runtimes/emulator.mjs";
import { emulatorHere } from "../../../../runtimes/emulator_in_process.mjs";

const emulator = emulatorHere();

const now = 1_795_521_600_000;
const own = (more) => signAssertion({ clientId: CLIENT, userId: user(1), privateKey: pem(), environment: "demo", now, ...more });
const fields = (report) => report.warnings.map(({ field }) => field);

async function foreign(claims, header = { alg: "RS256", typ: "JWT" }) {
  const pkcs8 = createPrivateKey(pem()).export({ type: "pkcs8", format: "pem" });
  return new SignJWT(claims).setProtectedHeader(header).sign(await importPKCS8(pkcs8, "RS256"));
}

test("an assertion of ours has nothing wrong, and says what it says", () => {
  const report = inspectAssertion(own(), { environment: "demo", now });
  assert.deepEqual(report.warnings, []);
  assert.deepEqual(report.header, { alg: "RS256", typ: "JWT" });
  assert.equal(report.claims.iss, CLIENT);
  assert.equal(report.claims.exp, now / 1000 + 600);
  // Later, elsewhere, and wrapped as a terminal or a request wraps it.
  assert.deepEqual(fields(inspectAssertion(own(), { environment: "demo", now: () => now + 600_000 })), ["exp"]);
  assert.deepEqual(fields(inspectAssertion(own(), { environment: "production", now })), ["aud"]);
  const wrapped = `grant_type=x&assertion=${own().replace(/(.{70})/g, "$1\n")}&more=1`;
  assert.deepEqual(inspectAssertion(wrapped, { now }), report);
});

test("an assertion of jose with each usual mistake", async () => {
  const good = {
    iss: CLIENT,
    sub: user(1),
    aud: "account-d.docusign.com",
    iat: now / 1000 - 5,
    exp: now / 1000 + 600,
    scope: "signature impersonation",
  };
  const cases = [
    [{}, []],
    [{ aud: "https://account-d.docusign.com" }, ["aud"], /without https/],
    [{ aud: "account.docusign.com" }, ["aud"], /the environment is account-d/],
    [{ sub: "ann@example.com" }, ["sub"], /e-mail/],
    [{ exp: now + 600_000 }, ["exp"], /milliseconds/],
    [{ exp: now / 1000 + 7200 }, ["exp"], /more than one hour/],
    [{ exp: undefined }, ["exp"], /missing/],
    [{ iat: now / 1000 + 90 }, ["iat"], /90 s in the future/],
    [{ nbf: now / 1000 + 30 }, ["nbf"], /30 s in the future/],
    [{ scope: "signature" }, ["scope"], /impersonation/],
    [{ scope: "signature,impersonation" }, ["scope"], /spaces/],
    [{ iss: "my app" }, ["iss"], /GUID/],
  ];
  for (const [change, expected, words = /^$/] of cases) {
    const report = inspectAssertion(await foreign({ ...good, ...change }), { environment: "demo", now });
    assert.deepEqual(fields(report), expected, JSON.stringify(change));
    assert.match(report.warnings[0]?.message ?? "", words);
  }
  const token = await foreign({}, { alg: "RS256", typ: "MT" });
  assert.match(inspectAssertion(token, { now }).warnings[0].message, /access token/);
  for (const bad of ["", "abc", "a.b.c", "eyJ9.eyJ9.x", 7, undefined]) {
    assert.throws(
      () => inspectAssertion(bad),
      (error) => error instanceof ConfigError && error.code === "option_invalid",
    );
  }
  assert.throws(() => inspectAssertion(own(), { now: "soon" }), { code: "clock_invalid" });
  assert.throws(() => inspectAssertion(own(), { environment: "test" }), { code: "environment_invalid" });
});

test("a text, a body with its status, an object", () => {
  const expected = { code: "no_valid_keys_or_signatures", error: "invalid_grant", status: 400 };
  const body = { error: "invalid_grant", error_description: "no_valid_keys_or_signatures" };
  for (const answer of [`400 Bad Request ${JSON.stringify(body)}`, { status: 400, body }, { status: 400, body: JSON.stringify(body) }]) {
    const explanation = explainError(answer);
    for (const [name, value] of Object.entries(expected)) assert.equal(explanation[name], value);
    assert.equal(explanation.errorDescription, "no_valid_keys_or_signatures");
    assert.ok(explanation.causes.length >= 4);
    assert.match(explanation.causes[1].cause, /clock/);
    for (const { cause, remedy } of explanation.causes) assert.ok(cause.length > 12 && remedy.length > 12);
  }
  assert.equal(explainError({ status: 503 }).code, "server_error");
  for (const bad of [undefined, null, 7, { status: "400" }, { status: 99, body: "" }, "hello", {}]) {
    assert.throws(() => explainError(bad), { code: "option_invalid" });
  }
});

test("the exceptions that this library and Docusign's own SDK throw", async () => {
  const auth = new DocusignAuth({
    clientId: CLIENT,
    userId: user(2),
    privateKey: pem(),
    ...emulator.connection,
    redirectUri: CALLBACK,
  });
  const own = await auth.getAccessToken().catch((error) => error);
  assert.equal(explainError(own).code, own.code);
  const client = new docusign.ApiClient();
  client.setOAuthBasePath(emulator.origin.replace("http://", ""));
  const oneLine = Buffer.from(pem().replaceAll("\n", "\\n"));
  let keyError;
  assert.throws(
    () => client.requestJWTUserToken(CLIENT, user(2), ["signature"], oneLine, 600),
    (error) => {
      keyError = error;
      return true;
    },
  );
  assert.equal(explainError(keyError).code, "key_unrecognized", keyError.message);
  // What it makes of an answer: axios hides the body in error.response.
  const axios = Object.assign(new Error("Request failed with status code 400"), {
    code: "ERR_BAD_REQUEST",
    response: { status: 400, data: { error: "consent_required" } },
  });
  assert.equal(explainError(axios).code, "consent_required");
  assert.equal(explainError(axios).status, 400);
  assert.equal(explainError(String(axios)).code, "oauth_unknown");
});
