// Whose token it is, and where it may go: tokens of applications, userinfo, look-alike addresses, IDs in paths.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { DocusignAuth, signAssertion } from "docusign-jwt";
import { CALLBACK, CLIENT, ISV, ORGANIZATION, account, pem, user } from "../../../runtimes/emulator.mjs";
import { emulatorHere } from "../../../runtimes/emulator_in_process.mjs";

const emulator = emulatorHere();
before(() => emulator.consent(CLIENT, user(1)));

const KEY = pem();
const json = (body, status = 200) => Response.json(body, { status });

/** A client of Docusign's demo whose answers a test makes up; `sent` has what it asked for. */
function scripted(answers, more) {
  const sent = [];
  const fetch = async (url, init) => {
    const { origin, pathname } = new URL(url);
    sent.push({ url, authorization: new Headers(init?.headers).get("authorization") });
    const key = [origin + pathname, pathname].find((name) => name in answers);
    const answer = answers[key] ?? {};
    return typeof answer === "function" ? answer(url, init) : json(answer);
  };
  const auth = new DocusignAuth({ clientId: CLIENT, userId: user(1), privateKey: KEY, environment: "demo", fetch, retry: false, ...more });
  return { auth, sent };
}

const bearer = { access_token: "a.b.c", token_type: "Bearer", expires_in: 3600 };
const userInfo = (more, one) => ({
  sub: user(1),
  email: "ann@example.com",
  accounts: [{ account_id: account(1), account_name: "A", is_default: true, base_uri: "https://demo.docusign.net", ...one }],
  ...more,
});

test("A1: an application gets a token of the type Application, from the emulator too", async () => {
  const auth = new DocusignAuth({ clientId: ISV, privateKey: KEY, ...emulator.connection, scopes: ["user_read", "organization_read"] });
  assert.equal((await auth.forApplication().getToken()).tokenType, "Application");
  const users = await auth.forApplication({ organizationId: ORGANIZATION }).findUsers({ email: "nobody@example.com" });
  assert.deepEqual(users, []);
});

test("A1: the type in any case; what is neither is named", async () => {
  for (const [type, kept] of [
    ["Application", "Application"],
    ["application", "Application"],
    ["APPLICATION", "Application"],
    ["Bearer", "Bearer"],
    ["bearer", "Bearer"],
    [undefined, "Bearer"],
  ]) {
    const { auth } = scripted({ "/oauth/token": { ...bearer, token_type: type } });
    assert.equal((await auth.forApplication().getToken()).tokenType, kept, String(type));
    if (kept === "Bearer") assert.equal((await auth.getToken()).tokenType, "Bearer");
    else
      await assert.rejects(auth.getToken(), {
        code: "application_token",
        name: "ResponseError",
        message: /application token.*user ID is probably the integration key/,
      });
  }
  for (const type of ["mac", "DPoP", "System", ""]) {
    const { auth } = scripted({ "/oauth/token": { ...bearer, token_type: type } });
    for (const one of [auth, auth.forApplication()]) {
      await assert.rejects(one.getToken(), (error) => error.code === "response_invalid" && error.message.includes(`"${type}"`));
    }
  }
  const { auth } = scripted({ "/oauth/token": { ...bearer, token_type: "Application" } });
  await assert.rejects(auth.exchangeCode({ code: "c", clientSecret: "s" }), { code: "application_token" });
});

test("A1: a store keeps the type", async () => {
  const records = new Map();
  const store = { get: (name) => records.get(name), set: (name, value) => void records.set(name, value) };
  let exchanges = 0;
  const answers = { "/oauth/token": () => json({ ...bearer, token_type: "Application", access_token: `t${(exchanges += 1)}` }) };
  const tokens = [];
  for (let process = 0; process < 2; process += 1) {
    const token = await scripted(answers, { store }).auth.forApplication().getToken();
    tokens.push([token.accessToken, token.tokenType]);
  }
  assert.deepEqual(tokens, [
    ["t1", "Application"],
    ["t1", "Application"],
  ]);
});

test("A1: the emulator, for an assertion without a user or of the integration key, and its eSignature API", async () => {
  const exchange = async (change) => {
    const assertion = change(signAssertion({ clientId: ISV, privateKey: KEY, environment: emulator.environment, scopes: ["signature"] }));
    const body = new URLSearchParams({ grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion });
    return (await emulator.fetch(`${emulator.origin}/oauth/token`, { method: "POST", body })).json();
  };
  const { createSign } = await import("node:crypto");
  const withSubject = (assertion) => {
    const [header, claims] = assertion.split(".");
    const changed = { ...JSON.parse(Buffer.from(claims, "base64url")), sub: ISV };
    const data = `${header}.${Buffer.from(JSON.stringify(changed)).toString("base64url")}`;
    return `${data}.${createSign("RSA-SHA256").update(data).sign(KEY, "base64url")}`;
  };
  for (const change of [(assertion) => assertion, withSubject]) {
    const { token_type: type, access_token: token } = await exchange(change);
    assert.equal(type, "Application");
    const headers = { authorization: `Bearer ${token}` };
    const response = await emulator.fetch(`${emulator.origin}/restapi/v2.1/accounts/${account(1)}/users`, { headers });
    const { errorCode, message } = await response.json();
    assert.deepEqual([response.status, errorCode], [401, "AUTHORIZATION_INVALID_TOKEN"]);
    assert.match(message, /Authentication for System Application failed/);
  }
});

test("A10: Docusign's APIs of the environment get the token, with the account filled in", async () => {
  const hosts = {
    demo: [
      "api-d.docusign.com",
      "api-d.docusign.net",
      "demo.rooms.docusign.com",
      "lens-d.docusign.net",
      "apps-d.docusign.com",
      "notary-d.docusign.net",
      "proof-d.docusign.net",
      "mcp-d.docusign.com",
      "demo.docusign.net",
    ],
    production: [
      "api.docusign.com",
      "api.docusign.net",
      "rooms.docusign.com",
      "lens.docusign.net",
      "apps.docusign.com",
      "na-notary.docusign.net",
      "mcp.docusign.com",
      "na4.docusign.net",
    ],
  };
  for (const [environment, names] of Object.entries(hosts)) {
    const base_uri = `https://${names.at(-1)}`;
    const { auth, sent } = scripted({ "/oauth/token": bearer, "/oauth/userinfo": userInfo({}, { base_uri }) }, { environment });
    for (const name of names) {
      await auth.fetch(`https://${name}/v1/accounts/{accountId}/agreements`);
      assert.deepEqual(sent.at(-1), { url: `https://${name}/v1/accounts/${account(1)}/agreements`, authorization: "Bearer a.b.c" });
    }
    const others = hosts[environment === "demo" ? "production" : "demo"];
    const before = sent.length;
    for (const name of [...others.slice(0, -1), "example.com", `${names[0]}.example.com`, `evil${names[0]}`]) {
      const error = await auth.fetch(`https://${name}/v1/x`).catch((thrown) => thrown);
      assert.equal(error.code, "url_not_allowed", name);
      for (const one of names.slice(0, -1)) assert.ok(error.message.includes(`https://${one}`), error.message);
    }
    for (const url of [
      `http://${names[0]}/v1`,
      `https://${names[0]}:8443/v1`,
      `https://x@${names[0]}/v1`,
      `https://${names[0]}@example.com/v1`,
    ]) {
      await assert.rejects(auth.fetch(url), { code: "url_not_allowed" }, url);
    }
    assert.equal(sent.length, before, "nothing is sent to find that out");
  }
});

test("A10: a custom server's token goes to no API of Docusign's, and an application's not to an account", async () => {
  const auth = new DocusignAuth({ clientId: CLIENT, userId: user(1), privateKey: KEY, ...emulator.connection });
  await assert.rejects(auth.fetch("https://api-d.docusign.com/v1"), { code: "url_not_allowed" });
  const { auth: demo } = scripted({ "/oauth/token": { ...bearer, token_type: "Application" } });
  await assert.rejects(demo.forApplication().fetch("/restapi/v2.1/accounts"), { code: "url_not_allowed", message: /forUser/ });
});

test("D6: the placeholder of a URL object, and of a text that was encoded", async () => {
  const { auth, sent } = scripted({ "/oauth/token": bearer, "/oauth/userinfo": userInfo() });
  const path = `/restapi/v2.1/accounts/${account(1)}/envelopes`;
  for (const target of [
    new URL("/restapi/v2.1/accounts/{accountId}/envelopes", "https://demo.docusign.net"),
    new URL("https://demo.docusign.net/restapi/v2.1/accounts/{accountId}/envelopes"),
    "/restapi/v2.1/accounts/%7BaccountId%7D/envelopes",
    "/restapi/v2.1/accounts/%7baccountId%7d/envelopes",
    "https://demo.docusign.net/restapi/v2.1/accounts/%7BaccountId%7d/envelopes",
  ]) {
    await auth.fetch(target);
    assert.equal(sent.at(-1).url, `https://demo.docusign.net${path}`);
  }
  await auth.fetch(`${path}?from=%7B%22a%22%3A1%7D`);
  assert.equal(sent.at(-1).url, `https://demo.docusign.net${path}?from=%7B%22a%22%3A1%7D`);
  for (const target of [
    `${path}/{envelopeId}`,
    new URL(`https://demo.docusign.net${path}/{envelopeId}`),
    "/management/v2/{organizationId}",
  ]) {
    await assert.rejects(auth.fetch(target), { code: "url_not_allowed", message: /unknown placeholder/ });
  }
});

test("2.3: addresses are equal without case in ASCII only, in the memory too", async () => {
  const { auth, sent } = scripted({
    "/oauth/token": bearer,
    "/oauth/userinfo": userInfo(),
    [`/restapi/v2.1/accounts/${account(1)}/users`]: (url) => {
      // As lenient as a server can be: without case in all of Unicode.
      const email = new URL(url).searchParams.get("email").normalize("NFKC").toLowerCase();
      const all = [
        ["ann@example.com", 2],
        ["éric@example.com", 3],
        ["mike@example.com", 4],
        ["İ@example.com", 5],
      ];
      const users = all.filter(([known]) => known.toLowerCase() === email);
      return json({
        users: users.map(([known, number]) => ({ userId: user(number), email: known, userStatus: "Active" })),
        totalSetSize: `${users.length}`,
      });
    },
  });
  const lookUps = () => sent.filter(({ url }) => url.includes("/users?")).length;
  assert.equal((await auth.forEmail("ann@example.com")).userId, user(2));
  assert.equal((await auth.forEmail(" Ann@EXAMPLE.com ")).userId, user(2));
  assert.equal(lookUps(), 1);
  assert.equal((await auth.forEmail("e\u0301ric@example.com")).userId, user(3), "one normal form");
  for (const email of ["Éric@example.com", "E\u0301ric@example.com", "i\u0307@example.com"]) {
    await assert.rejects(auth.forEmail(email), { code: "user_lookup_none" }, email);
  }
});

test("2.3: an address with a look-alike of an ASCII character is refused, before anything is sent", async () => {
  const { auth, sent } = scripted({});
  const refused = (email) => (error) => {
    assert.equal(error.code, "option_invalid", email);
    const point = [...email]
      .find((c) => c > "\x7f")
      .codePointAt(0)
      .toString(16)
      .toUpperCase()
      .padStart(4, "0");
    assert.ok(error.message.includes(`U+${point}`), error.message);
    return true;
  };
  const odd = ["\u212a", "\u037e", "\u1fef", "\u017f", "\uff4b", "\ufb01", "\u{1d5c4}", "\u24da"];
  for (const character of odd) {
    for (const call of [(v) => auth.forEmail(v), (v) => auth.findUsers({ email: v }), (v) => auth.forApplication().forEmail(v)]) {
      const email = `mi${character}e@example.com`;
      await assert.rejects(call(email), refused(email));
    }
  }
  // No other character of Unicode becomes one of ASCII by NFC.
  const singles = [];
  for (let point = 0x80; point < 0x110000; point += 1) {
    if (point >= 0xd800 && point < 0xe000) continue;
    if (String.fromCodePoint(point).normalize() <= "\x7f") singles.push(String.fromCodePoint(point));
  }
  assert.deepEqual(singles, ["\u037e", "\u1fef", "\u212a"]);
  for (const email of [7, {}, ["a@b.c"], () => "a@b.c"]) await assert.rejects(auth.forEmail(email), { code: "option_invalid" });
  assert.equal(sent.length, 0);
});

test("2.4: userinfo of another user is refused", async () => {
  for (const sub of [user(2), CLIENT, account(1)]) {
    const { auth } = scripted({ "/oauth/token": bearer, "/oauth/userinfo": userInfo({ sub }) });
    for (const call of [
      () => auth.getUserInfo(),
      () => auth.getAccount(),
      () => auth.fetch("/restapi/v2.1/accounts/{accountId}"),
      () => auth.findUsers({ email: "a@b.c" }),
    ]) {
      await assert.rejects(call, { code: "user_mismatch", message: new RegExp(`${sub}.*${user(1)}`) });
    }
  }
  for (const sub of [user(1), user(1).toUpperCase()]) {
    const { auth } = scripted({ "/oauth/token": bearer, "/oauth/userinfo": userInfo({ sub }) });
    assert.equal((await auth.getUserInfo()).userId, user(1));
  }
  for (const sub of ["", "ann@example.com", undefined, "../x"]) {
    const { auth } = scripted({ "/oauth/token": bearer, "/oauth/userinfo": userInfo({ sub }) });
    await assert.rejects(auth.getUserInfo(), { code: "response_invalid" });
  }
});

test("2.4: an ID that is not a GUID does not go into a path", async () => {
  for (const account_id of ["../../../management/v2/x", "1234567", "", "x?y", `${account(1)}/..`, "%2e%2e"]) {
    const { auth, sent } = scripted({ "/oauth/token": bearer, "/oauth/userinfo": userInfo({}, { account_id }) });
    await assert.rejects(
      auth.fetch("/restapi/v2.1/accounts/{accountId}/x"),
      { code: "response_invalid", message: /account_id/ },
      account_id,
    );
    assert.ok(sent.every(({ url }) => url.includes("/oauth/")));
  }
  for (const organization_id of ["../x", "7"]) {
    const { auth } = scripted({ "/oauth/token": bearer, "/oauth/userinfo": userInfo({}, { organization: { organization_id } }) });
    assert.equal((await auth.getAccount()).organizationId, undefined);
  }
  const users = `/restapi/v2.1/accounts/${account(1)}/users`;
  for (const userId of ["../x", "7", "", "ann@example.com"]) {
    const found = { users: [{ userId, email: "ann@example.com", userStatus: "Active" }] };
    const { auth } = scripted({ "/oauth/token": bearer, "/oauth/userinfo": userInfo(), [users]: found });
    await assert.rejects(auth.forEmail("ann@example.com"), { code: "response_invalid" });
  }
  for (const id of ["../x", "7"]) {
    const { auth } = scripted({ "/oauth/token": bearer, "/management/v2/organizations": { organizations: [{ id }] } });
    await assert.rejects(auth.forApplication().findUsers({ email: "a@b.c" }), { code: "response_invalid" });
  }
  const { auth } = scripted({ "/oauth/token": bearer, "/oauth/userinfo": userInfo() });
  await assert.rejects(auth.getAccount({ accountId: "1234567" }), { code: "option_invalid", message: /API Account ID/ });
  assert.equal((await auth.getAccount({ accountId: `{${account(1).toUpperCase()}}` })).accountId, account(1));
  await assert.rejects(auth.getAccount({ accountId: account(2) }), { code: "account_not_accessible" });
});

test("2.11: an ID token for several parties names ours as the one it was issued to", async () => {
  const now = Math.floor(Date.now() / 1000);
  const claims = async (more) => {
    const body = { iss: "https://account-d.docusign.com/", aud: CLIENT, sub: user(1), iat: now, exp: now + 600, ...more };
    const id_token = ["{}", JSON.stringify(body), "s"].map((part) => Buffer.from(part).toString("base64url")).join(".");
    const { auth } = scripted({ "/oauth/token": { ...bearer, id_token } }, { redirectUri: CALLBACK });
    return auth.exchangeCode({ code: "c", clientSecret: "s" });
  };
  for (const good of [
    {},
    { aud: [CLIENT] },
    { azp: CLIENT },
    { aud: [CLIENT, ISV], azp: CLIENT },
    { aud: [ISV, CLIENT], azp: CLIENT.toUpperCase() },
  ]) {
    assert.equal((await claims(good)).idTokenClaims.userId, user(1));
  }
  for (const bad of [
    { aud: [CLIENT, ISV] },
    { aud: [CLIENT, ISV], azp: ISV },
    { azp: ISV },
    { azp: "" },
    { aud: [CLIENT, CLIENT] },
    { aud: [ISV], azp: CLIENT },
  ]) {
    await assert.rejects(claims(bad), { code: "id_token_invalid" }, JSON.stringify(bad));
  }
});
