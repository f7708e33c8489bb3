// Every error that Docusign is known to answer: from the emulator's answer to class, code and remedy. The rows
// follow the lists of Docusign's documentation and of users' reports: token endpoint, redirect, REST APIs.
import assert from "node:assert/strict";
import { createSign } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import * as docusign from "docusign-jwt";
import { CALLBACK, CLIENT, PUBLIC_CLIENT, pem, user } from "../../../../runtimes/emulator.mjs";
import { emulatorHere } from "../../../../runtimes/emulator_in_process.mjs";

const { DocusignAuth, createPkce, readRedirect } = docusign;
const SECRET = "emulator-secret-1";
const emulator = emulatorHere();
afterEach(() => emulator.reset());

const client = (more) =>
  new DocusignAuth({
    clientId: CLIENT,
    userId: user(1),
    privateKey: pem(),
    ...emulator.connection,
    redirectUri: CALLBACK,
    retry: false,
    ...more,
  });

async function failure(work) {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error("it went well");
}

/** What a row of a table says, against the error that came. */
function check(row, error) {
  const [name, , code, type, remedy] = row;
  assert.equal(error.code, code, `${name}: ${error.stack}`);
  assert.ok(error instanceof docusign[type], `${name}: ${error.name}`);
  assert.match(error.remedy, remedy, name);
  assert.ok(error.message.endsWith(error.remedy), name);
  assert.ok(error instanceof docusign.DocusignError && error instanceof Error, name);
}

/** An assertion with other claims than ours, signed all the same. */
function claims(change) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const seconds = Math.floor(Date.now() / 1000);
  const usual = {
    iss: CLIENT,
    sub: user(1),
    aud: new URL(emulator.origin).host,
    iat: seconds - 300,
    exp: seconds + 600,
    scope: "signature impersonation",
  };
  const data = `${part({ alg: "RS256", typ: "JWT" })}.${part({ ...usual, ...change })}`;
  return `${data}.${createSign("sha256").update(data).sign(pem()).toString("base64url")}`;
}

/** A client whose requests leave with another assertion. */
const asserting = (change) => () => {
  const fetchOther = (url, init) => {
    const body = new URLSearchParams(init.body);
    body.set("assertion", claims(change));
    return emulator.fetch(url, { ...init, body: String(body) });
  };
  return client({ fetch: fetchOther }).getAccessToken();
};
const token = (more) => () => client(more).getAccessToken();
const code = async (scopes = ["signature"], userId = user(2)) =>
  readRedirect(await emulator.clickConsent(client().consentUrl({ scopes }), userId)).code;
const fault = (rule, more) => async () => {
  await emulator.faults({ path: "/oauth/token", ...rule });
  return client(more).getAccessToken();
};
const later = (seconds) => Math.floor(Date.now() / 1000) + seconds;

// Name, what is done, code, class, remedy; and what Docusign said, where it is an answer.
const TOKEN = [
  [
    "no consent",
    token(),
    "consent_required",
    "ConsentRequiredError",
    /open http\S+scope=signature%20impersonation\S+ once/,
    "consent_required",
  ],
  [
    "a scope too many",
    async () => {
      await emulator.consent(CLIENT, user(1));
      return client({ scopes: ["signature", "click.send"] }).getAccessToken();
    },
    "consent_required",
    "ConsentRequiredError",
    /scope=signature%20click\.send%20impersonation/,
    "consent_required",
  ],
  [
    "consent revoked",
    async () => {
      await emulator.consent(CLIENT, user(1));
      await emulator.revoke(CLIENT, user(1));
      return client().getAccessToken();
    },
    "consent_required",
    "ConsentRequiredError",
    /Ask this user to open/,
    "consent_required",
  ],
  [
    "a foreign key",
    token({ privateKey: pem("wrong") }),
    "no_valid_keys_or_signatures",
    "OAuthError",
    /does not belong to integration key .* clock is not the cause/,
    "invalid_grant/no_valid_keys_or_signatures",
  ],
  [
    "no exp",
    asserting({ exp: undefined }),
    "no_valid_keys_or_signatures",
    "OAuthError",
    /Apps and Keys/,
    "invalid_grant/no_valid_keys_or_signatures",
  ],
  [
    "another aud",
    asserting({ aud: "account.docusign.com" }),
    "no_valid_keys_or_signatures",
    "OAuthError",
    /demo do not exist in production/,
    "invalid_grant/no_valid_keys_or_signatures",
  ],
  [
    "iat of the future",
    asserting({ iat: later(120) }),
    "no_valid_keys_or_signatures",
    "OAuthError",
    /clock/,
    "invalid_grant/no_valid_keys_or_signatures",
  ],
  [
    "nbf of the future",
    asserting({ nbf: later(120) }),
    "no_valid_keys_or_signatures",
    "OAuthError",
    /clock/,
    "invalid_grant/no_valid_keys_or_signatures",
  ],
  [
    "an unknown integration key",
    token({ clientId: user(9) }),
    "issuer_not_found",
    "OAuthError",
    /Go-Live/,
    "invalid_grant/issuer_not_found",
  ],
  [
    "an account ID as user",
    token({ userId: "acc00000-0000-4000-8000-000000000001" }),
    "user_not_found",
    "OAuthError",
    /Do not use the account ID/,
    "invalid_grant/user_not_found",
  ],
  [
    "a closed user",
    token({ userId: user(5) }),
    "user_not_found",
    "OAuthError",
    /active user of this environment/,
    "invalid_grant/user_not_found",
  ],
  [
    "an e-mail as subject",
    asserting({ sub: "ann@example.com" }),
    "invalid_subject",
    "OAuthError",
    /or an e-mail address/,
    "invalid_grant/invalid_subject",
  ],
  [
    "exp of the past",
    asserting({ iat: later(-900), exp: later(-300) }),
    "expired_grant",
    "OAuthError",
    /clock/,
    "invalid_grant/expired_grant",
  ],
  [
    "a code that is too old",
    async () => {
      const late = await code();
      await emulator.clock(121_000);
      return client().exchangeCode({ code: late, clientSecret: SECRET });
    },
    "expired_client_token",
    "OAuthError",
    /works once, for 2 minutes/,
    "invalid_grant/expired_client_token",
  ],
  [
    "a code used twice",
    async () => {
      const used = await code();
      await client().exchangeCode({ code: used, clientSecret: SECRET });
      return client().exchangeCode({ code: used, clientSecret: SECRET });
    },
    "expired_client_token",
    "OAuthError",
    /works once, for 2 minutes/,
    "invalid_grant/expired_client_token",
  ],
  [
    "a wrong secret",
    async () => client().exchangeCode({ code: await code(), clientSecret: "wrong" }),
    "unauthorized_client",
    "OAuthError",
    /^Authorization code, .*: The secret key/,
    "invalid_grant/unauthorized_client",
  ],
  [
    "a refresh token after revocation",
    async () => {
      const { refreshToken } = await client().exchangeCode({ code: await code(), clientSecret: SECRET });
      await emulator.revoke(CLIENT, user(2));
      return client().refreshToken({ refreshToken, clientSecret: SECRET });
    },
    "invalid_grant",
    "OAuthError",
    /^Refresh token, .*Ask the user to log in again/,
    "invalid_grant",
  ],
  [
    "another redirect URI",
    async () => client().exchangeCode({ code: await code(), clientSecret: SECRET, redirectUri: "https://example.com/other" }),
    "invalid_grant",
    "OAuthError",
    /^Authorization code, .*redirect URI/,
    "invalid_grant",
  ],
  [
    "a proof key that does not fit",
    async () => {
      const { codeChallenge } = createPkce();
      const url = client().consentUrl({ scopes: ["signature"], codeChallenge });
      const challenged = readRedirect(await emulator.clickConsent(url, user(2))).code;
      return client().exchangeCode({ code: challenged, clientSecret: SECRET, codeVerifier: createPkce().codeVerifier });
    },
    "invalid_grant",
    "OAuthError",
    /^Authorization code, .*code verifier/,
    "invalid_grant",
  ],
  [
    "an origin that is not registered",
    async () => {
      const redirectUri = "https://app.example.com/callback";
      const page = client({ clientId: PUBLIC_CLIENT, redirectUri });
      const { codeChallenge, codeVerifier } = createPkce();
      const url = page.consentUrl({ scopes: ["signature"], codeChallenge });
      const pages = readRedirect(await emulator.clickConsent(url, user(2))).code;
      return page.exchangeCode({ code: pages, codeVerifier, origin: "https://else.example" });
    },
    "unauthorized_client",
    "OAuthError",
    /app's settings/,
    "unauthorized_client/the origin is not registered",
  ],
  [
    "a body that is no form",
    () => {
      const plain = (url, init) => emulator.fetch(url, { ...init, headers: { "content-type": "text/plain" } });
      return client({ fetch: plain }).getAccessToken();
    },
    "invalid_request",
    "OAuthError",
    /^JWT grant: .*not a form field/,
    "invalid_request",
  ],
  [
    "another grant",
    () => {
      const other = (url, init) => emulator.fetch(url, { ...init, body: "grant_type=password" });
      return client({ fetch: other }).getAccessToken();
    },
    "unsupported_grant_type",
    "OAuthError",
    /grant-type:jwt-bearer.*auth server is Docusign's/,
    "unsupported_grant_type",
  ],
  ["invalid_client", fault({ status: 401, error: "invalid_client" }), "invalid_client", "OAuthError", /^JWT grant: .*of this environment/],
  ["invalid_scope", fault({ status: 400, error: "invalid_scope" }), "invalid_scope", "OAuthError", /^JWT grant: .*misspelled/],
  ["429", fault({ status: 429, retryAfter: 60 }), "rate_limited", "OAuthError", /Wait 60 s before/],
  ["429 without a time", fault({ status: 429 }), "rate_limited", "OAuthError", /does not say how long to wait: wait one minute/],
  ["internal_server_error", fault({ status: 500, error: "internal_server_error" }), "server_error", "OAuthError", /reference_id/],
  ["503", fault({ status: 503 }), "server_error", "OAuthError", /Try again later/],
  ["an empty 500", fault({ status: 500, kind: "empty" }), "server_error", "OAuthError", /Try again later/],
  ["a page of a proxy", fault({ kind: "html" }), "response_not_json", "ResponseError", /proxy or a login page/],
  ["an empty 200", fault({ kind: "empty" }), "response_not_json", "ResponseError", /proxy or a login page/],
  ["garbage", fault({ kind: "garbage" }), "response_not_json", "ResponseError", /proxy or a login page/],
  ["a 200 without a token", fault({ status: 200 }), "response_invalid", "ResponseError", /report it/],
  ["a redirect", fault({ kind: "redirect" }), "response_redirected", "ResponseError", /Check the address/],
  ["a connection that breaks", fault({ kind: "cut" }), "network_failed", "NetworkError", /firewall, a proxy or the server closed/],
  ["no answer", fault({ kind: "hang" }, { timeout: 500 }), "timeout", "NetworkError", /Raise timeout/],
  [
    "an error on no list",
    fault({ status: 418, error: "teapot", errorDescription: "short" }),
    "oauth_unknown",
    "OAuthError",
    /Docusign's own words/,
  ],
];

test("the token endpoint", async () => {
  for (const row of TOKEN) {
    const [name, work, , type, , said] = row;
    const error = await failure(work);
    check(row, error);
    if (said !== undefined) {
      // It was the emulator's own answer, and not a fault on demand.
      assert.equal((await emulator.exchanges()).at(-1).error, said, name);
      assert.equal(error.status, 400, name);
      const [word, description] = said.split("/");
      if (type === "OAuthError") assert.deepEqual([error.error, error.errorDescription], [word, description], name);
    }
    await emulator.reset();
  }
});

test("the redirect", async () => {
  const url = () => client().consentUrl({ state: "s" });
  const landed = (decision) => emulator.clickConsent(url(), user(1), decision);
  const read = (address, state = "s") => readRedirect(address, { state });
  const table = [
    ["the user declines", async () => read(await landed("deny")), "consent_denied", "RedirectError", /choose Allow/],
    [
      "error_description in place of error_message",
      async () => read((await landed("deny")).replace("error_message", "error_description")),
      "consent_denied",
      "RedirectError",
      /choose Allow/,
    ],
    ["another state", async () => read(await landed("allow"), "other"), "state_mismatch", "RedirectError", /another session/],
    ["a denial with another state", async () => read(await landed("deny"), "other"), "state_mismatch", "RedirectError", /another session/],
    ["no state", async () => read((await landed("allow")).replace("state=s", "")), "state_mismatch", "RedirectError", /new state/],
    [
      "another error",
      () => read(`${CALLBACK}?error=invalid_scope&error_description=no&state=s`),
      "redirect_failed",
      "RedirectError",
      /own words/,
    ],
    ["nothing", () => readRedirect(CALLBACK), "redirect_malformed", "RedirectError", /whole address/],
    ["a code twice", () => readRedirect(`${CALLBACK}?code=a&code=b`), "redirect_malformed", "RedirectError", /whole address/],
  ];
  for (const row of table) {
    const error = await failure(row[1]);
    check(row, error);
    if (error.code === "consent_denied") {
      assert.deepEqual([error.error, error.errorDescription], ["access_denied", "The user declined consent."], row[0]);
    }
    await emulator.reset();
  }
  // What is wrong with the request itself, Docusign says on a page of its own: there is no redirect to read.
  for (const [change, says] of [
    [{ redirectUri: "https://example.com/other" }, /redirect URI is not registered properly/],
    [{ clientId: user(9) }, /client_id is not registered/],
  ]) {
    const page = await emulator.fetch(client().consentUrl(change), { redirect: "manual" });
    assert.equal(page.status, 400);
    assert.match(await page.text(), says);
  }
  // Both ways that a success has.
  assert.ok(read(await landed("allow")).code);
  const implicit = client().consentUrl({ state: "s", responseType: "token", scopes: ["signature"] });
  assert.ok(read(await emulator.clickConsent(implicit, user(1))).accessToken);
});

const rest = (rule) => async () => {
  await emulator.consent(CLIENT, user(1));
  await emulator.faults({ path: "/restapi", ...rule });
  return client().findUsers({ email: "bob@example.com" });
};
const refusal = (status, errorCode, message = "As documented.") => rest({ status, errorCode, message });
const limited = (limits) => async () => {
  await emulator.consent(CLIENT, user(1));
  await emulator.limits(limits);
  return client().findUsers({ email: "bob@example.com" });
};

const REST = [
  ["a token that was ended", refusal(401, "AUTHORIZATION_INVALID_TOKEN"), "token_rejected", "OAuthError", /refused a new token too/],
  [
    "USER_AUTHENTICATION_FAILED",
    refusal(401, "USER_AUTHENTICATION_FAILED"),
    "token_rejected",
    "OAuthError",
    /refused a new token too.*wrong server/,
  ],
  ["PARTNER_AUTHENTICATION_FAILED", refusal(401, "PARTNER_AUTHENTICATION_FAILED"), "issuer_not_found", "OAuthError", /Go-Live/],
  ["USER_LACKS_MEMBERSHIP", refusal(401, "USER_LACKS_MEMBERSHIP"), "forbidden", "OAuthError", /not a member of the account/],
  [
    "USER_DOES_NOT_BELONG_TO_SPECIFIED_ACCOUNT",
    refusal(400, "USER_DOES_NOT_BELONG_TO_SPECIFIED_ACCOUNT"),
    "forbidden",
    "OAuthError",
    /not a member of the account/,
  ],
  [
    "no administrator",
    async () => {
      await emulator.consent(CLIENT, user(2));
      return client({ userId: user(2) }).findUsers({ email: "ann@example.com" });
    },
    "forbidden",
    "OAuthError",
    /administrator of the account/,
    "USER_NOT_ACCOUNT_ADMIN",
  ],
  [
    "a scope too few",
    async () => {
      await emulator.consent(CLIENT, user(1), "click.send impersonation");
      return client({ scopes: ["click.send"] }).findUsers({ email: "bob@example.com" });
    },
    "forbidden",
    "OAuthError",
    /lacks the scope/,
    "USER_LACKS_PERMISSIONS",
  ],
  ["ACCOUNT_LACKS_PERMISSIONS", refusal(403, "ACCOUNT_LACKS_PERMISSIONS"), "forbidden", "OAuthError", /plan or settings/],
  ["the hour's calls", limited({ hourly: 0 }), "rate_limited", "OAuthError", /next clock hour/, "HOURLY_APIINVOCATION_LIMIT_EXCEEDED"],
  ["the burst's calls", limited({ burst: 0 }), "rate_limited", "OAuthError", /30 seconds/, "BURST_APIINVOCATION_LIMIT_EXCEEDED"],
  ["polling in an hour", refusal(400, "Hourly_Envelope_Polling_Limit_Exceeded"), "rate_limited", "OAuthError", /15 minutes/],
  ["polling in a burst", refusal(400, "Burst_Envelope_Polling_Limit_Exceeded"), "rate_limited", "OAuthError", /15 minutes/],
  ["changes in an hour", refusal(400, "Hourly_APIInvocation_Envelope_Limit_Exceeded"), "rate_limited", "OAuthError", /fewer calls/],
  ["changes in a burst", refusal(400, "Burst_APIInvocation_Envelope_Limit_Exceeded"), "rate_limited", "OAuthError", /fewer calls/],
  ["INVALID_REQUEST_PARAMETER", refusal(400, "INVALID_REQUEST_PARAMETER"), "invalid_request", "OAuthError", /message names it/],
  ["INVALID_USERID", refusal(400, "INVALID_USERID", "Invalid UserId."), "not_found", "OAuthError", /base URI/],
  ["RESOURCE_NOT_FOUND", refusal(404, "RESOURCE_NOT_FOUND"), "not_found", "OAuthError", /\{accountId\}/],
  ["400 of another kind", refusal(400, "SOMETHING_ELSE"), "oauth_unknown", "OAuthError", /own words/],
  ["401 without a word", rest({ status: 401 }), "token_rejected", "OAuthError", /refused a new token too\. Check the environment/],
  ["403 without a word", rest({ status: 403 }), "forbidden", "OAuthError", /scope/],
  ["408", rest({ status: 408 }), "server_error", "OAuthError", /Try again later/],
  ["415", refusal(415, "UNSUPPORTED_MEDIA_TYPE"), "oauth_unknown", "OAuthError", /own words/],
  ["429 without a word", rest({ status: 429 }), "rate_limited", "OAuthError", /does not say how long to wait/],
  ["444", refusal(444, "CONNECTION_CLOSED"), "oauth_unknown", "OAuthError", /own words/],
  ["500", rest({ status: 500 }), "server_error", "OAuthError", /Try again later/],
  ["a page of a proxy", rest({ kind: "html" }), "response_not_json", "ResponseError", /proxy/],
  [
    "userinfo of a token that was ended",
    async () => {
      await emulator.consent(CLIENT, user(1));
      await emulator.faults({ path: "/oauth/userinfo", status: 500, error: "internal_server_error" });
      return client().getUserInfo();
    },
    "server_error",
    "OAuthError",
    /reference_id/,
  ],
  [
    "too many calls of userinfo",
    async () => {
      await emulator.consent(CLIENT, user(1));
      await emulator.limits({ userInfo: 0 });
      return client().getUserInfo();
    },
    "rate_limited",
    "OAuthError",
    /^Wait \d+ s before the next request|^The response does not say how long/,
  ],
];

test("the REST APIs", async () => {
  for (const row of REST) {
    const error = await failure(row[1]);
    check(row, error);
    if (row[5] !== undefined) assert.equal(error.error, row[5], row[0]);
    await emulator.reset();
  }
});

test("every code that an answer can lead to is in the tables", () => {
  const codes = JSON.parse(readFileSync(new URL("../../generated/codes.json", import.meta.url), "utf8"));
  const answers = codes.OAuthError;
  assert.ok(answers.length > 15);
  const rows = [...TOKEN, ...REST].map(([, , code]) => code);
  assert.deepEqual(
    answers.filter((code) => !rows.includes(code)),
    [],
  );
});
