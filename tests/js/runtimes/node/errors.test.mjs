// What Docusign refuses, as a client sees it.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { inspect } from "node:util";
import * as docusign from "docusign-jwt";
import { CALLBACK, CLIENT, pem, user } from "../../../../runtimes/emulator.mjs";
import { emulatorHere } from "../../../../runtimes/emulator_in_process.mjs";

const { ConsentRequiredError, DocusignAuth, OAuthError } = docusign;
const emulator = emulatorHere();
afterEach(() => emulator.reset());

const options = (more) => ({
  clientId: CLIENT,
  userId: user(1),
  privateKey: pem(),
  ...emulator.connection,
  retry: false,
  ...more,
});
const failure = async (more) => {
  try {
    await new DocusignAuth(options(more)).getAccessToken();
  } catch (error) {
    return error;
  }
  throw new Error("a token came");
};

test("consent_required carries the link for exactly what was asked", async () => {
  const scopes = ["signature", "click.send"];
  const error = await failure({ scopes, redirectUri: CALLBACK });
  assert.ok(error instanceof ConsentRequiredError);
  assert.equal(error.code, "consent_required");
  assert.equal(error.status, 400);
  assert.deepEqual(error.scopes, ["signature", "click.send", "impersonation"]);
  assert.equal(error.userId, user(1));
  assert.ok(error.adminConsentHelp.includes("signature click.send impersonation"));
  const url = new URL(error.consentUrl);
  assert.equal(url.origin, emulator.origin);
  assert.equal(url.searchParams.get("scope"), "signature click.send impersonation");
  assert.equal(url.searchParams.get("redirect_uri"), CALLBACK);
  assert.ok(error.consentUrl.includes("scope=signature%20click.send%20impersonation"));
  assert.equal(error.response.status, 400);
  assert.ok(!Object.keys(error).includes("response"));
  await emulator.clickConsent(error.consentUrl, user(1));
  assert.ok(await new DocusignAuth(options({ scopes })).getAccessToken());
  const without = await failure({ userId: user(2) });
  assert.equal(without.consentUrl, undefined);
  assert.match(without.message, /redirectUri/);
});

test("every refusal of the real checks is told apart", async () => {
  await emulator.consent(CLIENT, user(1));
  const cases = [
    ["a wrong key", { privateKey: pem("wrong") }, "no_valid_keys_or_signatures"],
    ["an unknown integration key", { clientId: user(9) }, "issuer_not_found"],
    ["an unknown user", { userId: user(99) }, "user_not_found"],
    ["a closed user", { userId: user(5) }, "user_not_found"],
  ];
  for (const [name, change, code] of cases) {
    const error = await failure(change);
    assert.ok(error instanceof OAuthError, name);
    assert.equal(error.code, code, name);
    assert.equal(error.error, "invalid_grant");
    assert.equal(error.errorDescription, code);
    assert.equal(error.status, 400);
    assert.ok(error.hint.length > 40 && error.message.includes(error.hint), name);
  }
  const wrongKey = await failure({ privateKey: pem("wrong") });
  assert.match(wrongKey.hint, /clock is not the cause/);
});

test("an assertion for another server, expired, or of the future", async () => {
  await emulator.consent(CLIENT, user(1));
  // Another aud: the same server under another name.
  const other = emulator.origin.replace("127.0.0.1", "localhost");
  const elsewhere = (url, init) => emulator.fetch(url.replace(other, emulator.origin), init);
  const wrongAud = await failure({ environment: { authServer: other }, fetch: elsewhere });
  assert.equal(wrongAud.code, "no_valid_keys_or_signatures");
  // A clock that is wrong, and an answer whose Date does not help to correct it.
  const now = (offset) => () => Date.now() + offset;
  const undated = async (url, init) => {
    const response = await emulator.fetch(url, init);
    const headers = new Headers(response.headers);
    headers.delete("date");
    return new Response(response.body, { status: response.status, headers });
  };
  const expired = await failure({ now: now(-3_600_000), fetch: undated });
  assert.equal(expired.code, "expired_grant");
  assert.equal(expired.errorDescription, "expired_grant");
  const future = await failure({ now: now(3_600_000), fetch: undated });
  assert.equal(future.code, "no_valid_keys_or_signatures");
  assert.match(future.hint, /check this machine's clock/);
});

test("a timeout says who did not answer, also before the call itself", async () => {
  await emulator.consent(CLIENT, user(1));
  const auth = new DocusignAuth(options({ timeout: 1500 }));
  await auth.getAccessToken();
  await emulator.faults({ path: "/oauth/userinfo", kind: "hang" });
  for (const call of [() => auth.fetch("/restapi/v2.1/x"), () => auth.findUsers({ email: "bob@example.com" }), () => auth.getUserInfo()]) {
    await assert.rejects(call, { code: "timeout", message: /No response from \S+\/oauth\/userinfo within the timeout/ });
  }
});

test("a fetch that misbehaves is a coded error too", async () => {
  const cases = [
    [
      () => {
        throw new Error("thrown at once");
      },
      "network_failed",
    ],
    [() => undefined, "network_failed"],
    [() => ({ ok: true }), "network_failed"],
    [() => new Promise(() => {}), "timeout"],
    [() => Promise.reject(undefined), "network_failed"],
    [
      () =>
        new Response(
          new ReadableStream({
            pull() {
              throw new Error("no");
            },
          }),
        ),
      "network_failed",
    ],
    [() => new Response(new ReadableStream({})), "timeout"],
  ];
  for (const [fetch, code] of cases) {
    const error = await failure({ fetch, timeout: 500 });
    assert.equal(error.code, code, `${fetch} ${error.stack}`);
  }
});

test("no error shows an assertion, a token or a key, even if the server echoes it", async () => {
  let assertion;
  const echo = (url, { body }) => {
    assertion = new URLSearchParams(body).get("assertion");
    const text = JSON.stringify({ error: assertion, error_description: `you sent ${assertion} \u0000 to me` });
    return new Response(text, { status: 400, headers: { "content-type": "application/json" } });
  };
  const error = await failure({ fetch: echo });
  const shown = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error) + error.stack;
  assert.ok(assertion.length > 500);
  assert.ok(!shown.includes(assertion.slice(40, 80)));
  assert.ok(!shown.includes(assertion.slice(-60)));
});

test("errors are real, named subclasses", () => {
  const names = [
    "ConfigError",
    "KeyError",
    "ConsentRequiredError",
    "OAuthError",
    "RedirectError",
    "UserLookupError",
    "NetworkError",
    "ResponseError",
  ];
  for (const name of names) {
    assert.ok(docusign[name].prototype instanceof docusign.DocusignError, name);
    assert.ok(docusign[name].prototype instanceof Error, name);
    assert.equal(docusign[name].prototype.name, name);
  }
});
