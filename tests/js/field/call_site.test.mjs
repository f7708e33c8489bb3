// The stack of an error begins where the library was called, and not in a file of the package.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  DocusignAuth,
  PrivateKey,
  adminConsentUrl,
  consentUrl,
  explainError,
  inspectAssertion,
  readRedirect,
  signAssertion,
} from "docusign-jwt";
import { CLIENT, pem, user } from "../../../runtimes/emulator.mjs";

const options = { clientId: CLIENT, userId: user(1), privateKey: pem(), environment: "demo", retry: false };
const refusing = () => Promise.resolve(Response.json({ error: "consent_required" }, { status: 400 }));
const auth = new DocusignAuth({ ...options, fetch: refusing });

/** The calls, each an error. */
const CALLS = {
  "new DocusignAuth": () => new DocusignAuth({ ...options, clientId: "x" }),
  "a subclass": () => new (class Ours extends DocusignAuth {})({ ...options, clientId: "x" }),
  fromEnv: () => DocusignAuth.fromEnv({}),
  parse: () => PrivateKey.parse("x"),
  sign: () => PrivateKey.parse(pem()).sign("x"),
  signAssertion: () => signAssertion({ ...options, userId: "x" }),
  consentUrl: () => consentUrl({}),
  adminConsentUrl: () => adminConsentUrl({}),
  readRedirect: () => readRedirect("https://example.com/"),
  inspectAssertion: () => inspectAssertion("x"),
  explainError: () => explainError("x"),
  forUser: () => auth.forUser("x"),
  forApplication: () => auth.forApplication({ scopes: ["Q W"] }),
  "auth.consentUrl": () => auth.consentUrl(),
  getAccessToken: () => auth.getAccessToken(),
  "getAccessToken with options": () => auth.getAccessToken({ forceRefresh: true }),
  getToken: () => auth.getToken(),
  fetch: () => auth.fetch("/restapi/v2.1/accounts/{accountId}"),
  "fetch of an odd init": () => auth.fetch("/restapi/v2.1/accounts/{accountId}", { params: {} }),
  "fetch, unbound": () => (0, auth.fetch)("https://attacker.example"),
  forEmail: () => auth.forEmail("ann@example.com"),
  getUserInfo: () => auth.getUserInfo(),
  getAccount: () => auth.getAccount(),
  findUsers: () => auth.findUsers({ email: "ann@example.com" }),
  exchangeCode: () => auth.exchangeCode({ code: "x", clientSecret: "y" }),
  refreshToken: () => auth.refreshToken({ refreshToken: "x", clientSecret: "y" }),
};

/** Its frames are what a stack has to begin with. */
async function application(call) {
  try {
    await call();
  } catch (error) {
    return error;
  }
}

for (const [name, call] of Object.entries(CALLS)) {
  test(name, async () => {
    const error = await application(call);
    assert.equal(typeof error?.code, "string", String(error));
    const [frame] = error.stack.slice(`${error.name}: ${error.message}\n`.length).split("\n");
    assert.match(frame, /call_site\.test\.mjs/, error.stack);
    assert.ok(error.stack.startsWith(`${error.name}: ${error.message}\n`), error.stack);
  });
}

test("each of those who wait sees its own call", async () => {
  const first = () => auth.getAccessToken();
  const second = () => auth.getAccessToken();
  const [one, two] = await Promise.all([application(first), application(second)]);
  assert.match(one.stack, /at first /);
  assert.match(two.stack, /at second /);
});

test("what is not ours is left alone", async () => {
  const reason = new Error("the user left");
  const { stack } = reason;
  const fresh = new DocusignAuth({ ...options, fetch: refusing });
  const thrown = await application(() => fresh.getAccessToken({ signal: AbortSignal.abort(reason) }));
  assert.equal(thrown, reason);
  assert.equal(thrown.stack, stack);
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (_, frames) => frames;
  try {
    assert.equal((await application(CALLS.getToken)).code, "consent_required");
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
});
