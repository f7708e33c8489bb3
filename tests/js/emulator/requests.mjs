// One table of requests for every host of the emulator. A request may use what earlier responses brought.
import { createHash, createSign } from "node:crypto";
import { clientIds, organizationId, privateKeys, userIds, accountIds } from "docusign-emulator";

const JWT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const ACCOUNT = `/restapi/v2.1/accounts/${accountIds.example}`;
const VERIFIER = "a".repeat(43);
const CHALLENGE = createHash("sha256").update(VERIFIER).digest("base64url");

const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** An assertion with changes; `at` is the host's time in seconds. */
export function assertion(host, at, { key = privateKeys.integration, header = {}, ...claims } = {}) {
  const all = {
    iss: clientIds.productOfIsv,
    sub: userIds.ann,
    aud: host,
    iat: at - 300,
    exp: at + 600,
    scope: "signature impersonation",
    ...claims,
  };
  const signed = `${encode({ alg: "RS256", typ: "JWT", ...header })}.${encode(all)}`;
  return `${signed}.${createSign("sha256").update(signed).sign(key, "base64url")}`;
}

const form = (fields) => ({
  method: "POST",
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: new URLSearchParams(fields).toString(),
});
const json = (value, headers = {}) => ({
  method: "POST",
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(value),
});
const bearer = (token) => ({ authorization: `Bearer ${token}` });
const basic = (id, secret) => ({ authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` });
const grant = (claims) => (known) => ({
  path: "/oauth/token",
  ...form({ grant_type: JWT, assertion: assertion(known.host, known.at, claims) }),
});
const token = (fields, headers = {}) => {
  const { headers: own, ...rest } = form(fields);
  return { path: "/oauth/token", ...rest, headers: { ...own, ...headers } };
};
const get = (path) => (known) => ({ path: typeof path === "function" ? path(known) : path, headers: bearer(known.token) });
const post = (path, body) => (known) => ({
  path: typeof path === "function" ? path(known) : path,
  ...json(typeof body === "function" ? body(known) : body, bearer(known.token)),
});
const consentPage = (more = {}) => {
  const query = new URLSearchParams({
    response_type: "code",
    scope: "signature impersonation openid",
    client_id: clientIds.contractRobot,
    redirect_uri: "https://example.com/callback",
    state: "abc",
    ...more,
  });
  return { path: `/oauth/auth?${query}` };
};
const consentClick = (more = {}) => {
  const fields = { ...Object.fromEntries(new URLSearchParams(consentPage(more).path.split("?")[1])), user: userIds.bob, decision: "allow" };
  return { path: "/oauth/auth", ...form(fields) };
};
const ENVELOPE = {
  status: "sent",
  emailSubject: "Please sign",
  documents: [{ documentId: 1, name: "a.txt", documentBase64: Buffer.from("to sign").toString("base64") }],
  recipients: {
    signers: [
      { recipientId: 1, name: "Rita", email: "rita@example.org", clientUserId: "7" },
      { recipientId: 2, name: "Rolf", email: "rolf@example.org", routingOrder: 2 },
    ],
  },
};
const envelope = ({ envelopeId }) => `${ACCOUNT}/envelopes/${envelopeId}`;
const codeOf = ({ headers }) => new URL(headers.location).searchParams.get("code");
const hidden = ({ text }) => /name="session" value="([^"]*)"/.exec(text)[1];

/** Name, request, and what to keep of its response. */
export const TABLE = [
  ["the first page", { path: "/" }],
  ["no such path", { path: "/nothing" }],
  ["a method that is not allowed", { path: "/oauth/token" }],
  ["HEAD", { path: "/", method: "HEAD" }],
  [
    "a preflight",
    {
      path: "/oauth/token",
      method: "OPTIONS",
      headers: {
        origin: "https://a.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,x-a",
      },
    },
  ],
  ["no form", { path: "/oauth/token", method: "POST", body: "a=b" }],
  ["no grant", token({ a: "b" })],
  ["a grant that is unknown", token({ grant_type: "password" })],
  ["a parameter twice", { ...token({}), body: "grant_type=a&grant_type=b" }],
  ["no assertion", token({ grant_type: JWT })],
  ["an assertion that is none", token({ grant_type: JWT, assertion: "a.b.c" })],
  ["a token", grant(), ({ body }) => ({ token: body.access_token })],
  ["no consent", grant({ iss: clientIds.contractRobot })],
  [
    "an application token",
    grant({ sub: undefined, scope: "organization_read user_read" }),
    ({ body }) => ({ application: body.access_token }),
  ],
  ["the integration key as subject", grant({ sub: clientIds.productOfIsv, scope: "organization_read user_read" })],
  ["an application token without authorization", grant({ sub: undefined, scope: "domain_read" })],
  ["a key that is unknown", grant({ key: privateKeys.wrong })],
  ["an issuer that is unknown", grant({ iss: "c0000000-0000-4000-8000-999999999999" })],
  ["a subject that is no GUID", grant({ sub: "ann@example.com" })],
  ["a subject that is unknown", grant({ sub: "a0000000-0000-4000-8000-999999999999" })],
  ["a closed user", grant({ sub: userIds.carl })],
  ["another audience", grant({ aud: "account.docusign.example" })],
  ["an audience with a scheme", (known) => grant({ aud: `http://${known.host}` })(known)],
  ["another algorithm", grant({ header: { alg: "HS256" } })],
  ["expired", (known) => grant({ iat: known.at - 7200, exp: known.at - 3600 })(known)],
  ["from the future", (known) => grant({ iat: known.at + 600, exp: known.at + 900 })(known)],
  ["too long a life", (known) => grant({ exp: known.at + 7200 })(known)],
  ["scopes without consent", grant({ scope: "signature impersonation click.send" })],
  ["the second key", grant({ iss: clientIds.contractRobot, key: privateKeys.integration2 })],
  ["userinfo", get("/oauth/userinfo")],
  ["userinfo without a token", { path: "/oauth/userinfo" }],
  ["userinfo with a token that is unknown", { path: "/oauth/userinfo", headers: bearer("x") }],
  ["userinfo of an application", (known) => ({ path: "/oauth/userinfo", headers: bearer(known.application) })],
  ["the consent page", consentPage()],
  ["the consent page of a redirect that is not registered", consentPage({ redirect_uri: "https://evil.example/" })],
  ["the consent page with PKCE", consentPage({ code_challenge: CHALLENGE, code_challenge_method: "S256", login_hint: "bob@example.com" })],
  ["the consent page for an organization", consentPage({ scope: "openid", admin_consent_scope: "signature impersonation" })],
  ["a denial", consentClick({ decision: "deny" })],
  ["a consent", consentClick(), (response) => ({ code: codeOf(response), cookie: response.headers["set-cookie"].split(";")[0] })],
  ["a second visit", (known) => ({ ...consentPage(), headers: { cookie: known.cookie } }), (response) => ({ second: codeOf(response) })],
  [
    "a code with another secret",
    (known) => token({ grant_type: "authorization_code", code: known.second }, basic(clientIds.contractRobot, "no")),
  ],
  [
    "a code",
    (known) => token({ grant_type: "authorization_code", code: known.code }, basic(clientIds.contractRobot, "emulator-secret-1")),
    ({ body }) => ({ refresh: body.refresh_token }),
  ],
  [
    "a code again",
    (known) => token({ grant_type: "authorization_code", code: known.code }, basic(clientIds.contractRobot, "emulator-secret-1")),
  ],
  [
    "a refresh",
    (known) => token({ grant_type: "refresh_token", refresh_token: known.refresh }, basic(clientIds.contractRobot, "emulator-secret-1")),
  ],
  [
    "a refresh again",
    (known) => token({ grant_type: "refresh_token", refresh_token: known.refresh }, basic(clientIds.contractRobot, "emulator-secret-1")),
  ],
  ["users", get(`${ACCOUNT}/users?email=twin@example.com`)],
  ["users by page", get(`${ACCOUNT}/users?count=2&start_position=1`)],
  ["users of an account of others", get(`/restapi/v2.1/accounts/${accountIds.second}/users`)],
  ["organizations", (known) => ({ path: "/management/v2/organizations", headers: bearer(known.application) })],
  ["organizations of a user without the scope", get("/management/v2/organizations")],
  [
    "users of an organization",
    (known) => ({ path: `/management/v2/organizations/${organizationId}/users?email=bob@example.com`, headers: bearer(known.application) }),
  ],
  [
    "users of an organization, unasked",
    (known) => ({ path: `/management/v2/organizations/${organizationId}/users`, headers: bearer(known.application) }),
  ],
  ["envelopes of an application", (known) => ({ path: `${ACCOUNT}/envelopes?from_date=2026-01-01`, headers: bearer(known.application) })],
  ["no envelopes yet", get(`${ACCOUNT}/envelopes?from_date=2026-01-01`)],
  ["envelopes since never", get(`${ACCOUNT}/envelopes`)],
  ["no envelope", post(`${ACCOUNT}/envelopes`, { status: "sent" })],
  ["an envelope that is not JSON", (known) => ({ ...post(`${ACCOUNT}/envelopes`, {})(known), body: "{" })],
  [
    "an address that is none",
    post(`${ACCOUNT}/envelopes`, { ...ENVELOPE, recipients: { signers: [{ recipientId: 1, name: "R", email: "r" }] } }),
  ],
  ["an envelope", post(`${ACCOUNT}/envelopes`, ENVELOPE), ({ body }) => ({ envelopeId: body.envelopeId })],
  ["its state", get(envelope)],
  ["its recipients", get((known) => `${envelope(known)}/recipients`)],
  ["its documents", get((known) => `${envelope(known)}/documents`)],
  ["a document", get((known) => `${envelope(known)}/documents/1`)],
  ["a document that is not there", get((known) => `${envelope(known)}/documents/9`)],
  [
    "a view out of turn",
    post((known) => `${envelope(known)}/views/recipient`, {
      returnUrl: "https://a.example/",
      authenticationMethod: "none",
      userName: "Rolf",
      email: "rolf@example.org",
    }),
  ],
  [
    "a view",
    post((known) => `${envelope(known)}/views/recipient`, {
      returnUrl: "https://a.example/?b",
      authenticationMethod: "none",
      userName: "Rita",
      email: "rita@example.org",
      clientUserId: "7",
    }),
    ({ body }) => ({ view: new URL(body.url) }),
  ],
  ["the page to sign", ({ view }) => ({ path: view.pathname + view.search }), (response) => ({ session: hidden(response) })],
  ["the page to sign, again", ({ view }) => ({ path: view.pathname + view.search })],
  ["a signature", ({ session }) => ({ path: "/Signing/Done", ...form({ session, decision: "finish" }) })],
  ["a signature, again", ({ session }) => ({ path: "/Signing/Done", ...form({ session, decision: "finish" }) })],
  ["the state after that", get(envelope)],
  ["all envelopes", get(`${ACCOUNT}/envelopes?from_date=2026-01-01&status=sent,delivered`)],
  ["all documents as one", get((known) => `${envelope(known)}/documents/combined`)],
  [
    "a view to send what is sent",
    post((known) => `${envelope(known)}/views/sender`, { returnUrl: "https://a.example/", viewAccess: "envelope" }),
  ],
  ["a draft", post(`${ACCOUNT}/envelopes`, { ...ENVELOPE, status: "created" }), ({ body }) => ({ draft: body.envelopeId })],
  [
    "a view to send",
    post(({ draft }) => `${ACCOUNT}/envelopes/${draft}/views/sender`, { returnUrl: "https://a.example/", viewAccess: "envelope" }),
    ({ body }) => ({ sending: new URL(body.url) }),
  ],
  ["the page to send", ({ sending }) => ({ path: sending.pathname + sending.search }), (response) => ({ sender: hidden(response) })],
  [
    "sent",
    ({ sender }) => ({
      path: "/Sending/Done",
      ...form({ session: sender, decision: "send", subject: "Now", name: "Rosa", email: "rosa@example.org" }),
    }),
  ],
  ["an envelope that is not there", get(`${ACCOUNT}/envelopes/00000000-0000-4000-8000-000000000000`)],
  ["a link that is none", { path: "/Signing/StartInSession.aspx?token=x" }],
  ["e-mails", { path: "/__emulator/mail" }],
  ["a fault", { path: "/__emulator/faults", ...json({ path: "/oauth/token", status: 429, retryAfter: 3, times: 1 }) }],
  ["the fault", grant()],
  ["after the fault", grant()],
  [
    "faults of each kind",
    {
      path: "/__emulator/faults/add",
      ...json(["garbage", "html", "empty", "redirect"].map((kind) => ({ path: "/oauth/userinfo", kind, times: 1 }))),
    },
  ],
  ...["garbage", "html", "empty", "redirect"].map((kind) => [`the fault ${kind}`, { path: "/oauth/userinfo" }]),
  ["a fault that is none", { path: "/__emulator/faults", ...json({ kind: "strange" }) }],
  ["limits", { path: "/__emulator/limits", ...json({ hourly: 1, burst: 9 }) }],
  ["within the limit", get(`${ACCOUNT}/users`)],
  ["beyond the limit", get(`${ACCOUNT}/users`)],
  ["a public key that is none", { path: "/__emulator/keys", ...json({ client: clientIds.contractRobot, publicKeyPem: "x" }) }],
  ["a consent for nobody", { path: "/__emulator/consents", ...json({ client: "c", user: "u", scopes: "signature" }) }],
  ["the clock", { path: "/__emulator/clock", ...json({ offsetMs: 3_600_000 }) }],
  ["userinfo with a token that has ended", get("/oauth/userinfo")],
  ["an API call with a token that has ended", get(`${ACCOUNT}/envelopes?from_date=2026-01-01`)],
  ["the log", { path: "/__emulator/log" }],
  ["tokens end", { path: "/__emulator/tokens/revoke", ...json({}) }],
  [
    "too long a body",
    {
      path: "/oauth/token",
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: `a=${"a".repeat(70_000)}`,
    },
  ],
  ["a name of elsewhere", { path: "/", host: "evil.example" }],
  ["a host of Docusign's", { path: "/oauth/userinfo", host: "account-d.docusign.com" }],
  ["a path of another host of Docusign's", { path: "/oauth/userinfo", host: "demo.docusign.net" }],
];
