// Consent of every kind, the redirect, authorization codes, refresh tokens, administrators.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { DocusignAuth, RedirectError, adminConsentUrl, consentUrl, createPkce, readRedirect } from "docusign-jwt";
import { CALLBACK, CLIENT, ORGANIZATION, PUBLIC_CLIENT, pem, user } from "../../../../runtimes/emulator.mjs";
import { emulatorHere } from "../../../../runtimes/emulator_in_process.mjs";

const emulator = emulatorHere();
afterEach(() => emulator.reset());

const SECRET = "emulator-secret-1";
const base = () => ({ clientId: CLIENT, environment: emulator.environment, redirectUri: CALLBACK });
const client = (more) => new DocusignAuth({ ...base(), ...emulator.connection, userId: user(1), privateKey: pem(), retry: false, ...more });
const parameters = (url) => Object.fromEntries(new URL(url).searchParams);

test("consent URLs encode everything, and spaces as %20", () => {
  const url = consentUrl({
    clientId: CLIENT,
    environment: "production",
    redirectUri: "https://example.com/back?x=1&y=ü",
    state: "a b+c&d",
    prompt: "login",
    loginHint: "eva+sign@example.com",
    uiLocales: "de fr",
    codeChallenge: "abc",
    impersonation: true,
  });
  assert.ok(!url.includes("+"));
  assert.ok(url.startsWith("https://account.docusign.com/oauth/auth?response_type=code&scope=signature%20impersonation&"));
  assert.deepEqual(parameters(url), {
    response_type: "code",
    scope: "signature impersonation",
    client_id: CLIENT,
    redirect_uri: "https://example.com/back?x=1&y=ü",
    state: "a b+c&d",
    prompt: "login",
    login_hint: "eva+sign@example.com",
    ui_locales: "de fr",
    code_challenge: "abc",
    code_challenge_method: "S256",
  });
  assert.equal(parameters(client({ scopes: ["click.send"] }).consentUrl()).scope, "click.send impersonation");
  const admin = parameters(adminConsentUrl({ ...base(), scopes: ["signature", "impersonation"] }));
  assert.equal(admin.scope, "openid");
  assert.equal(admin.admin_consent_scope, "signature impersonation");
  for (const redirectUri of ["/callback", "https://a b", "https://a#b", "", "callback"]) {
    assert.throws(() => consentUrl({ ...base(), redirectUri }), { code: "redirect_uri_invalid" });
  }
  assert.throws(() => consentUrl({ ...base(), redirectUri: undefined }), { code: "option_missing" });
  assert.throws(() => consentUrl({ ...base(), redirect_uri: CALLBACK }), /Did you mean redirectUri/);
  assert.throws(() => consentUrl({ ...base(), responseType: "id_token" }), { code: "option_invalid" });
});

test("the redirect is read, its state compared, its errors told apart", () => {
  const back = (query) => `${CALLBACK}?${query}`;
  assert.deepEqual(readRedirect(back("code=abc&state=s%201"), { state: "s 1" }), { code: "abc", state: "s 1" });
  assert.deepEqual(readRedirect("?code=abc"), { code: "abc" });
  assert.deepEqual(readRedirect(new URL(back("code=abc"))), { code: "abc" });
  const implicit = readRedirect(`${CALLBACK}#access_token=t&expires_in=28800&state=s`, { state: "s" });
  assert.deepEqual(implicit, { accessToken: "t", expiresIn: 28800, state: "s" });
  const cases = [
    ["code=abc&state=other", { state: "s" }, "state_mismatch"],
    ["code=abc", { state: "s" }, "state_mismatch"],
    ["code=abc&state=", { state: "" }, "state_mismatch"],
    ["error=access_denied&state=other", { state: "s" }, "state_mismatch"],
    ["error=access_denied&error_message=no&state=s", { state: "s" }, "consent_denied"],
    ["error=invalid_scope&error_description=what", undefined, "redirect_failed"],
    ["nothing=here", undefined, "redirect_malformed"],
    ["", undefined, "redirect_malformed"],
    ["code=a&code=b", undefined, "redirect_malformed"],
    ["code=%zz", undefined, "redirect_malformed"],
    ["code=%ff", undefined, "redirect_malformed"],
  ];
  for (const [query, options, code] of cases) {
    assert.throws(
      () => readRedirect(back(query), options),
      (error) => {
        assert.ok(error instanceof RedirectError);
        assert.equal(error.code, code, query);
        return true;
      },
    );
  }
  assert.throws(() => readRedirect(back("code=abc"), { state: undefined }), { code: "state_mismatch" });
  const denied = (() => {
    try {
      readRedirect(back("error=access_denied&error_message=no+thanks"));
    } catch (error) {
      return error;
    }
  })();
  assert.equal(denied.error, "access_denied");
  assert.equal(denied.errorDescription, "no thanks");
});

test("a person who declines, and a state on its way through the page", async () => {
  const url = client().consentUrl({ state: "xyz" });
  const denied = await emulator.clickConsent(url, user(1), "deny");
  assert.throws(() => readRedirect(denied, { state: "xyz" }), { code: "consent_denied" });
  const allowed = await emulator.clickConsent(url, user(1));
  assert.ok(readRedirect(allowed, { state: "xyz" }).code);
  assert.ok(await client().getAccessToken());
});

test("a code is exchanged with the secret, once and within two minutes", async () => {
  const auth = client({ scopes: ["signature", "extended"] });
  const login = async () => {
    const url = auth.consentUrl({ scopes: ["signature", "extended"] });
    return readRedirect(await emulator.clickConsent(url, user(2))).code;
  };
  const code = await login();
  const tokens = await auth.exchangeCode({ code, clientSecret: SECRET });
  assert.ok(tokens.accessToken && tokens.refreshToken);
  assert.ok(Math.abs(tokens.expiresAt - Date.now() - 28_800_000) < 5000);
  await assert.rejects(auth.exchangeCode({ code, clientSecret: SECRET }), (error) => {
    assert.equal(error.code, "expired_client_token");
    assert.match(error.message, /2 minutes/);
    return true;
  });
  const late = await login();
  await emulator.clock(121_000);
  await assert.rejects(auth.exchangeCode({ code: late, clientSecret: SECRET }), { code: "expired_client_token" });
  await emulator.clock(0);
  const wrong = auth.exchangeCode({ code: await login(), clientSecret: "wrong" });
  await assert.rejects(wrong, { code: "unauthorized_client" });
  await assert.rejects(auth.exchangeCode({ code: undefined }), { code: "option_missing" });
  await assert.rejects(auth.exchangeCode({ code: "x", clientSecret: undefined }), { code: "option_missing" });
});

test("a refresh token is replaced at each use", async () => {
  const auth = client();
  const url = auth.consentUrl({ scopes: ["signature", "extended"] });
  const { code } = readRedirect(await emulator.clickConsent(url, user(2)));
  const first = await auth.exchangeCode({ code, clientSecret: SECRET });
  const second = await auth.refreshToken({ refreshToken: first.refreshToken, clientSecret: SECRET });
  assert.notEqual(second.refreshToken, first.refreshToken);
  assert.notEqual(second.accessToken, first.accessToken);
  const again = auth.refreshToken({ refreshToken: first.refreshToken, clientSecret: SECRET });
  await assert.rejects(again, { code: "invalid_grant" });
  await emulator.revoke(CLIENT, user(2));
  const revoked = auth.refreshToken({ refreshToken: second.refreshToken, clientSecret: SECRET });
  await assert.rejects(revoked, (error) => /log in again/.test(error.hint));
});

test("a refresh whose answer was lost is not sent again", async () => {
  await emulator.faults({ path: "/oauth/token", kind: "cut" });
  const auth = client({ retry: { limit: 5, minDelay: 10 } });
  const error = await auth.refreshToken({ refreshToken: "r", clientSecret: SECRET }).catch((e) => e);
  assert.equal(error.code, "network_failed");
  assert.match(error.message, /works only once/);
  assert.equal((await emulator.exchanges()).length, 1);
});

test("a public application uses PKCE and its origin", async () => {
  const redirectUri = "https://app.example.com/callback";
  const auth = new DocusignAuth({ ...base(), ...emulator.connection, clientId: PUBLIC_CLIENT, redirectUri, signer: { sign() {} } });
  const { codeVerifier, codeChallenge, state } = createPkce();
  assert.match(codeVerifier, /^[\w-]{43}$/);
  assert.match(state, /^[\w-]{22}$/);
  assert.notEqual(createPkce().codeVerifier, codeVerifier);
  const login = async () => {
    const url = auth.consentUrl({ codeChallenge, state, scopes: ["signature"] });
    return readRedirect(await emulator.clickConsent(url, user(2)), { state }).code;
  };
  const origin = "https://app.example.com";
  assert.ok((await auth.exchangeCode({ code: await login(), codeVerifier, origin })).accessToken);
  const other = createPkce().codeVerifier;
  const wrong = auth.exchangeCode({ code: await login(), codeVerifier: other, origin });
  await assert.rejects(wrong, { code: "invalid_grant" });
  const nowhere = auth.exchangeCode({ code: await login(), codeVerifier });
  await assert.rejects(nowhere, { code: "unauthorized_client" });
});

test("an administrator consents for the users of his organization", async () => {
  const auth = client({ userId: user(2) });
  await assert.rejects(auth.getAccessToken(), { code: "consent_required" });
  const { code } = readRedirect(await emulator.clickConsent(auth.adminConsentUrl(), user(1)));
  const result = await auth.exchangeCode({ code, clientSecret: SECRET, adminConsent: true });
  assert.deepEqual(result.idTokenClaims.organizations, [ORGANIZATION]);
  assert.equal(result.idTokenClaims.userId, user(1));
  assert.ok(await auth.getAccessToken());
  const foreign = auth.forUser(user(7));
  await assert.rejects(foreign.getAccessToken(), { code: "consent_required" });
});

test("a login that was no consent of an administrator is told apart", async () => {
  const auth = client();
  const url = auth.consentUrl({ scopes: ["openid"] });
  const { code } = readRedirect(await emulator.clickConsent(url, user(1)));
  const exchange = auth.exchangeCode({ code, clientSecret: SECRET, adminConsent: true });
  await assert.rejects(exchange, (error) => {
    assert.equal(error.code, "organizations_missing");
    assert.match(error.message, /prompt=login/);
    return true;
  });
});

test("ID tokens are checked", async () => {
  const claims = { iss: new URL(emulator.origin).host, aud: CLIENT, sub: user(1), exp: 4e9, coid: [ORGANIZATION] };
  const cases = [
    [{ iss: "evil.example" }, "id_token_invalid"],
    [{ aud: PUBLIC_CLIENT }, "id_token_invalid"],
    [{ exp: 1_000_000_000 }, "id_token_invalid"],
    [{ iat: 4e9 }, "id_token_invalid"],
    [{ sub: undefined }, "id_token_invalid"],
    [{ coid: [] }, "organizations_missing"],
    [{}, undefined],
  ];
  for (const [change, code] of cases) {
    const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const idToken = `${part({ alg: "RS256" })}.${part({ ...claims, ...change })}.c2ln`;
    const body = { access_token: "t", token_type: "Bearer", expires_in: 60, id_token: idToken };
    const auth = client({ fetch: () => Response.json(body) });
    const exchange = auth.exchangeCode({ code: "c", clientSecret: SECRET, adminConsent: true });
    if (code) await assert.rejects(exchange, { code }, JSON.stringify(change));
    else assert.equal((await exchange).idTokenClaims.organizations[0], ORGANIZATION);
  }
});

test("own organization: the words to paste", () => {
  const help = client({ scopes: ["signature", "click.send"] }).adminConsentHelp();
  assert.ok(help.includes('"signature click.send impersonation"') && help.includes(CLIENT));
});
