// What both official SDKs do at Docusign, unmodified and by Docusign's host names. Prints what came of it.
import { createSign } from "node:crypto";
import { createRequire } from "node:module";
import { IamClient } from "@docusign/iam-sdk";

const { CLIENT_ID, USER_ID, PRIVATE_KEY, OTHER_CLIENT_ID, OTHER_SECRET, OTHER_REDIRECT_URI } = process.env;
const esign = createRequire(import.meta.url)("docusign-esign");

const results = {};
const attempt = async (name, act) => {
  try {
    results[name] = await act();
  } catch (error) {
    results[name] = { refused: error.response?.data ?? error.data$ ?? error.body ?? error.message };
  }
  return results[name];
};

const api = new esign.ApiClient({ basePath: esign.ApiClient.RestApi.BasePath.DEMO, oAuthBasePath: esign.ApiClient.OAuth.BasePath.DEMO });
const { body: token } = await api.requestJWTUserToken(CLIENT_ID, USER_ID, ["signature"], Buffer.from(PRIVATE_KEY), 600);
await attempt(
  "esign: application token",
  async () => (await api.requestJWTApplicationToken(CLIENT_ID, ["user_read"], Buffer.from(PRIVATE_KEY), 600)).body,
);
await attempt("esign: no consent", () => api.requestJWTUserToken(OTHER_CLIENT_ID, USER_ID, ["signature"], Buffer.from(PRIVATE_KEY), 600));
const user = await attempt("esign: userinfo", () => api.getUserInfo(token.access_token));
const [{ accountId, baseUri }] = user.accounts;
api.setBasePath(`${baseUri}/restapi`);
api.addDefaultHeader("Authorization", `Bearer ${token.access_token}`);

const envelopes = new esign.EnvelopesApi(api);
const documentBase64 = Buffer.from("to sign").toString("base64");
const signers = [{ recipientId: "1", name: "Rita", email: "rita@example.org", clientUserId: "7" }];
const definition = {
  status: "sent",
  emailSubject: "Please sign",
  documents: [{ documentId: "1", name: "a.txt", documentBase64 }],
  recipients: { signers },
};
const { envelopeId } = await attempt("esign: createEnvelope", () =>
  envelopes.createEnvelope(accountId, { envelopeDefinition: definition }),
);
await attempt("esign: getEnvelope", () => envelopes.getEnvelope(accountId, envelopeId));
await attempt("esign: listRecipients", () => envelopes.listRecipients(accountId, envelopeId));
await attempt("esign: listStatusChanges", () => envelopes.listStatusChanges(accountId, { fromDate: "2026-01-01" }));
await attempt("esign: listDocuments", () => envelopes.listDocuments(accountId, envelopeId));
await attempt("esign: getDocument", async () => String(await envelopes.getDocument(accountId, envelopeId, "1")));
const view = {
  returnUrl: "https://app.example/",
  authenticationMethod: "none",
  userName: "Rita",
  email: "rita@example.org",
  clientUserId: "7",
};
await attempt("esign: createRecipientView", () => envelopes.createRecipientView(accountId, envelopeId, { recipientViewRequest: view }));
await attempt("esign: no such envelope", () => envelopes.getEnvelope(accountId, "00000000-0000-4000-8000-000000000000"));
await attempt("esign: list users", () => new esign.UsersApi(api).list(accountId, { email: "twin@example.com" }));

const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const at = Math.floor(Date.now() / 1000);
const claims = {
  iss: CLIENT_ID,
  sub: USER_ID,
  aud: "account-d.docusign.com",
  iat: at - 60,
  exp: at + 600,
  scope: "signature impersonation",
};
const signed = `${encode({ alg: "RS256", typ: "JWT" })}.${encode(claims)}`;
const assertion = `${signed}.${createSign("sha256").update(signed).sign(PRIVATE_KEY, "base64url")}`;
const iam = new IamClient({ accessToken: async () => results["iam: JWT grant"]?.accessToken ?? "none yet" });
await attempt("iam: JWT grant", () => iam.auth.getTokenFromJwtGrant({ assertion }));
await attempt("iam: userinfo", () => iam.auth.getUserInfo());
await attempt("iam: a wrong assertion", () => iam.auth.getTokenFromJwtGrant({ assertion: `${assertion.slice(0, -8)}AAAAAAAA` }));

const fields = {
  response_type: "code",
  scope: "signature",
  client_id: OTHER_CLIENT_ID,
  redirect_uri: OTHER_REDIRECT_URI,
  user: USER_ID,
  decision: "allow",
};
const consent = { method: "POST", body: new URLSearchParams(fields), redirect: "manual" };
const { headers } = await fetch("https://account-d.docusign.com/oauth/auth", consent);
const code = new URL(headers.get("location")).searchParams.get("code");
const security = { clientId: OTHER_CLIENT_ID, secretKey: OTHER_SECRET };
const first = await attempt("iam: code", () => iam.auth.getTokenFromConfidentialAuthCode(security, { code }));
await attempt("iam: refresh", () => iam.auth.getTokenFromRefreshToken({ refreshToken: first.refreshToken }, security));
await attempt("iam: a code twice", () => iam.auth.getTokenFromConfidentialAuthCode(security, { code }));

console.log(JSON.stringify({ "esign: token": token, ...results }));
