// Every exported name, used as an application would. That it compiles is the test.
import {
  type Account,
  type AssertionOptions,
  type AssertionReport,
  type CallOptions,
  type CommonOptions,
  ConfigError,
  type ConfigErrorCode,
  ConsentRequiredError,
  type ConsentRequiredErrorCode,
  type ConsentUrlOptions,
  type CustomEnvironment,
  DocusignAuth,
  type DocusignAuthOptions,
  DocusignError,
  type DocusignEvent,
  type Environment,
  type ErrorCode,
  type ErrorExplanation,
  type ErrorFields,
  type FetchInit,
  type IdTokenClaims,
  KeyError,
  type KeyErrorCode,
  type KeyInput,
  type KnownScope,
  NetworkError,
  type NetworkErrorCode,
  OAuthError,
  type OAuthErrorCode,
  type Pkce,
  PrivateKey,
  type Redirect,
  RedirectError,
  type RedirectErrorCode,
  ResponseError,
  type ResponseErrorCode,
  type RetryOptions,
  type RsaJwk,
  type Scope,
  type Signer,
  type SigningKey,
  type Token,
  type StoreRejection,
  type TokenBroker,
  type TokenOptions,
  type TokenStore,
  type User,
  type UserInfo,
  UserLookupError,
  type UserLookupErrorCode,
  type UserTokens,
  adminConsentUrl,
  consentUrl,
  createPkce,
  explainError,
  inspectAssertion,
  readRedirect,
  signAssertion,
} from "docusign-jwt";
import core from "docusign-jwt/core.wasm";
import { init, PrivateKey as SamePrivateKey } from "docusign-jwt/slim";

declare const platformKey: Awaited<ReturnType<typeof crypto.subtle.importKey>>;

const clientId = "c0000000-0000-4000-8000-000000000001";
const userId = "a0000000-0000-4000-8000-000000000001";
const known: KnownScope = "signature";
const scopes: Scope[] = [known, "a.scope.of.tomorrow"];
const custom: CustomEnvironment = { authServer: "http://127.0.0.1:8080", apiServer: undefined };
const environment: Environment = custom;
const jwk: RsaJwk = { kty: "RSA", n: "AQ" };
const input: KeyInput = jwk;
const keys: SigningKey[] = ["pem", new Uint8Array(), new ArrayBuffer(8), input, PrivateKey.parse("pem"), platformKey];
const signer: Signer = { sign: async (data) => crypto.subtle.sign("RSASSA-PKCS1-v1_5", platformKey, new Uint8Array(data)) };
const store: TokenStore = { get: () => null, set: async (name, record, { lifetime }) => [name, record, lifetime] };
const broker: TokenBroker = { mint: async (name, { id }) => name + id };
const retry: RetryOptions = { limit: 1 };
const errorFields: ErrorFields = { code: "consent_required", message: "Nobody has consented.", scopes: ["signature"] };
export const made: DocusignError[] = [new ConsentRequiredError(errorFields), new KeyError(errorFields, { cause: 1 })];
const heard: string[] = [];

function listen(event: DocusignEvent): void {
  switch (event.type) {
    case "exchange":
      heard.push(`${event.clientId} ${event.duration} ${new Date(event.expiresAt)}`);
      break;
    case "retry":
      heard.push(`${event.attempt} ${event.status?.toFixed()}`);
      break;
    case "rate_limit":
      heard.push(`${event.remaining ?? "?"} of ${event.limit ?? "?"}`);
      break;
    case "store_rejected": {
      const reason: StoreRejection = event.reason;
      heard.push(reason);
      break;
    }
    default:
      heard.push(event.type);
  }
}

const common: CommonOptions = { clientId, userId, environment, scopes, retry, store, onEvent: listen };
const options: DocusignAuthOptions = { ...common, privateKey: keys };
const ofSigner: DocusignAuthOptions = { clientId, environment: "demo", signer, retry: false, store: broker };
// @ts-expect-error a key and a signer exclude each other
const both: DocusignAuthOptions = { clientId, environment, signer, privateKey: "pem" };
// @ts-expect-error neither a key nor a signer
const neither: DocusignAuthOptions = { clientId, environment };
// @ts-expect-error no such environment
const wrong: Environment = "staging";

const assertionOptions: AssertionOptions = { clientId, userId, privateKey: "pem", environment: "production" };
// @ts-expect-error it cannot wait for a CryptoKey
signAssertion({ ...assertionOptions, privateKey: platformKey });
// @ts-expect-error PrivateKey.parse is the way
new PrivateKey("pem");

export async function everything(signal: AbortSignal): Promise<string[]> {
  const call: CallOptions = { signal };
  const auth = new DocusignAuth(options);
  const fresh: TokenOptions = { ...call, forceRefresh: true };
  const token: Token = await auth.getToken(fresh);
  const type: "Bearer" | "Application" = token.tokenType;
  const info: Readonly<UserInfo> = await auth.getUserInfo(call);
  const account: Account = await auth.getAccount({ accountId: info.accounts[0]?.accountId ?? "" });
  const request: FetchInit = { method: "POST", headers: { accept: "application/pdf" }, body: "{}", signal };
  const response: Response = await auth.fetch(new URL(account.baseUri), request);
  const other = await auth.forUser(userId).forEmail("ann@example.com", { scopes });
  const users: User[] = await other.forApplication().findUsers({ email: "ann@example.com" });
  const pkce: Pkce = createPkce();
  const url: ConsentUrlOptions = { clientId, environment, redirectUri: "https://example.com", codeChallenge: pkce.codeChallenge };
  const links = [consentUrl(url), adminConsentUrl(url), auth.consentUrl(), auth.adminConsentUrl({ prompt: "login" })];
  const redirect: Redirect = readRedirect(links[0] ?? "", { state: pkce.state });
  const tokens: UserTokens = await auth.exchangeCode({ code: redirect.code ?? "", codeVerifier: pkce.codeVerifier });
  const claims: IdTokenClaims | undefined = tokens.idTokenClaims;
  const refreshed: UserTokens = await auth.refreshToken({ refreshToken: tokens.refreshToken ?? "" });
  using key = SamePrivateKey.parse("pem");
  const same: PrivateKey = key;
  const signature: Uint8Array = key.sign(new Uint8Array());
  const report: AssertionReport = inspectAssertion(signAssertion(assertionOptions), { environment: "demo" });
  init(core, { sharesPromises: false });
  return [
    await new DocusignAuth(ofSigner).getAccessToken(),
    type,
    `${response.status}`,
    users[0]?.status ?? "",
    ...links,
    claims?.organizations[0] ?? "",
    refreshed.accessToken,
    same.thumbprint,
    `${signature.length} ${same.bits}`,
    `${auth.userId} ${auth.adminConsentHelp()} ${auth.toJSON().scopes}`,
    signAssertion(assertionOptions),
    ...same.repairs,
    ...report.warnings.map(({ field, message }) => `${field} ${message}`),
  ];
}

/** A switch over the codes is exhaustive. */
export function about(error: unknown): string {
  if (!(error instanceof DocusignError)) throw error;
  if (error instanceof ConsentRequiredError) {
    const code: ConsentRequiredErrorCode = error.code;
    return `${code} ${error.consentUrl} ${error.adminConsentHelp} ${error.scopes} ${error.userId} ${error.status}`;
  }
  if (error instanceof NetworkError) {
    const code: NetworkErrorCode = error.code;
    switch (code) {
      case "network_failed":
        return "offline";
      case "timeout":
        return `${error.timeout}`;
      case "aborted":
        return `${error.aborted}`;
      default:
        return code satisfies never;
    }
  }
  if (error instanceof OAuthError) {
    const code: OAuthErrorCode = error.code;
    return `${code} ${error.error} ${error.errorDescription} ${error.status} ${error.hint} ${error.retryAfter} ${error.trace}`;
  }
  if (error instanceof UserLookupError) {
    const code: UserLookupErrorCode = error.code;
    return code + error.candidates.map((user: User) => user.email).join();
  }
  const explanation: ErrorExplanation = explainError(error);
  const codes: (ConfigErrorCode | KeyErrorCode | RedirectErrorCode | ResponseErrorCode)[] = [];
  if (error instanceof ConfigError) codes.push(error.code);
  if (error instanceof KeyError) codes.push(error.code);
  if (error instanceof RedirectError) codes.push(error.code);
  if (error instanceof ResponseError) codes.push(error.code);
  const code: ErrorCode = error.code;
  // @ts-expect-error the list of codes is closed
  if (code === "no_such_code") return "";
  return `${code} ${error.remedy} ${error.message} ${error.cause} ${error.response?.status} ${codes} ${explanation.causes[0]?.remedy}`;
}

export { both, neither, wrong };
