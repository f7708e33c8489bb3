/// <reference lib="esnext.disposable" />

/**
 * Docusign OAuth JWT Grant.
 *
 * Every duration is in milliseconds, every point in time in milliseconds since the epoch.
 *
 * The types need those of a platform: TypeScript's lib `DOM` or `WebWorker`, `@types/node`,
 * `@cloudflare/workers-types`, or Deno's own.
 *
 * @module docusign-jwt
 */

// generated: scopes
/** A scope that Docusign documents; any other text is accepted too. */
export type KnownScope =
  | "signature"
  | "impersonation"
  | "extended"
  | "openid"
  | "cors"
  | "click.manage"
  | "click.send"
  | "organization_read"
  | "organization_write"
  | "organization_sub_account_read"
  | "organization_sub_account_write"
  | "group_read"
  | "permission_read"
  | "user_read"
  | "user_write"
  | "account_read"
  | "account_write"
  | "domain_read"
  | "identity_provider_read"
  | "user_data_redact"
  | "asset_group_account_read"
  | "asset_group_account_clone_read"
  | "asset_group_account_clone_write"
  | "connect_org_config_read_api"
  | "connect_org_config_write_api"
  | "connect_org_oauth_read_api"
  | "connect_org_oauth_write_api"
  | "connect_org_hmac_read_api"
  | "connect_org_hmac_write_api"
  | "dtr.rooms.read"
  | "dtr.rooms.write"
  | "dtr.documents.read"
  | "dtr.documents.write"
  | "dtr.profile.read"
  | "dtr.profile.write"
  | "dtr.company.read"
  | "dtr.company.write"
  | "room_forms"
  | "spring_read"
  | "spring_write"
  | "content"
  | "aow_manage"
  | "adm_store_unified_repo_read"
  | "adm_store_unified_repo_write"
  | "document_uploader_read"
  | "document_uploader_write"
  | "public_dms_document_read"
  | "search_read"
  | "webforms_read"
  | "webforms_instance_read"
  | "webforms_instance_write"
  | "notary_read"
  | "notary_write";
// generated end

/**
 * A scope, in lower case. Pass several as an array, or as one text with spaces between them.
 * See https://developers.docusign.com/platform/auth/reference/scopes
 */
export type Scope = KnownScope | (string & {});

/**
 * Which Docusign: `"demo"` (`account-d.docusign.com`), `"production"` (`account.docusign.com`), or servers of your own.
 * It decides host, `aud`, token URL and API servers together.
 */
export type Environment = "demo" | "production" | CustomEnvironment;

/** Servers of your own, such as the emulator. `http://` only on this machine. */
export interface CustomEnvironment {
  /** The host or origin that answers `/oauth/token`. */
  authServer: string;
  /** Where accounts may live, if not on the auth server. */
  apiServer?: string | undefined;
  /** The server of the Admin API; default: `apiServer`, else `authServer`. */
  adminServer?: string | undefined;
}

/** An RSA private key as JWK (RFC 7517). A `JsonWebKey` of the platform is one. */
export interface RsaJwk {
  kty?: string | undefined;
  n?: string | undefined;
  e?: string | undefined;
  d?: string | undefined;
  p?: string | undefined;
  q?: string | undefined;
  dp?: string | undefined;
  dq?: string | undefined;
  qi?: string | undefined;
}

/**
 * A private key in any form: PKCS#1 or PKCS#8 as PEM or DER, JWK, or base64 of these. As text it may also be JSON with
 * one field that is the key, such as a record of a secret store. Await promises and bindings first.
 */
export type KeyInput = string | Uint8Array | ArrayBuffer | RsaJwk;

/** WebCrypto's key, by what every platform's types agree on. */
type WebCryptoKey = Extract<Awaited<ReturnType<typeof crypto.subtle.generateKey>>, { type: string }>;

/**
 * What may sign for a client. A `CryptoKey` must be RSASSA-PKCS1-v1_5 with SHA-256 and the usage `sign`, and may be
 * non-extractable; it signs asynchronously, so that only {@link DocusignAuth} takes it.
 */
export type SigningKey = PrivateKey | KeyInput | WebCryptoKey;

/** A signer that keeps the key to itself, such as a KMS or an HSM. */
export interface Signer {
  /** Returns the RS256 signature (RSASSA-PKCS1-v1_5 with SHA-256) of the bytes. */
  sign(data: Uint8Array): Uint8Array | ArrayBuffer | Promise<Uint8Array | ArrayBuffer>;
}

/**
 * An RSA private key of 2048 to 4096 bits, in WebAssembly memory.
 *
 * What happens to keys on their way is repaired: literal `\n`, CRLF, one line, quotes, spaces, JSON escapes,
 * percent-encoding, quoted mail, a form that made spaces of plus signs. {@link PrivateKey.repairs} says what.
 */
export class PrivateKey {
  /** Use {@link PrivateKey.parse}. */
  private constructor();
  /**
   * Reads a key.
   * @throws {@link KeyError} whose `code` says what was given instead
   */
  static parse(input: KeyInput): PrivateKey;
  /** The size of the modulus in bits. */
  readonly bits: number;
  /** The thumbprint of the public key: SHA-256 by RFC 7638, as base64url. */
  readonly thumbprint: string;
  /** The public key as PEM (`BEGIN PUBLIC KEY`), as Docusign takes it. */
  readonly publicKeyPem: string;
  /** The form in which it was given. */
  readonly format: "PKCS#1 PEM" | "PKCS#1 DER" | "PKCS#8 PEM" | "PKCS#8 DER" | "JWK";
  /** What had to be repaired to read it, in words. */
  readonly repairs: string[];
  /** Signs with RS256. */
  sign(data: Uint8Array): Uint8Array;
  /** Wipes the key from memory; using it afterwards is an error. */
  free(): void;
  /** The same as {@link PrivateKey.free}, for `using key = PrivateKey.parse(pem)`. */
  [Symbol.dispose](): void;
  /** Size and thumbprint; never the key. */
  toJSON(): { bits: number; thumbprint: string };
}

/** What an assertion says. */
export interface AssertionOptions {
  /** The integration key, a GUID. */
  clientId: string;
  /** The user to impersonate, a GUID and not the integration key; leave it out for an application. */
  userId?: string;
  /**
   * The key. A `CryptoKey` or a signer would have to be waited for: {@link DocusignAuth} takes those. A key given as text
   * or bytes is read at each call and wiped after it; a {@link PrivateKey} is read once.
   */
  privateKey: PrivateKey | KeyInput;
  /** Decides `aud`. */
  environment: Environment;
  /** Default: `["signature"]`. `impersonation` is added where there is a user. */
  scopes?: readonly Scope[] | string | undefined;
  // generated: lifetime
  /** How long the assertion is valid, from now. Takes 60000 (1 minute) to 3300000 (55 minutes). Default: 600000 (10 minutes). */
  lifetime?: number | undefined;
  // generated end
  /** The time; default: `Date.now()`. */
  now?: number | (() => number) | undefined;
}

/**
 * A signed assertion (RFC 7523) as compact JWS, for a token request of your own.
 * @throws {@link ConfigError}, {@link KeyError}
 */
export function signAssertion(options: AssertionOptions): string;

/** What an assertion says, and what Docusign will not like about it. */
export interface AssertionReport {
  /** The JOSE header, decoded. */
  header: Record<string, unknown>;
  /** The claims, decoded; `iat` and `exp` are in seconds, as the assertion has them. */
  claims: Record<string, unknown>;
  /** The likeliest cause of a refusal first; empty if nothing is wrong. */
  warnings: {
    /** The claim or header field, or `signature`. */
    field: string;
    /** What is wrong, and what it should be. */
    message: string;
  }[];
}

/**
 * Takes an assertion apart, wherever it was made, and checks it: `aud` and `scope`, times, `sub`, algorithm. It does not
 * verify the signature.
 *
 * ```js
 * const { claims, warnings } = inspectAssertion(assertion, { environment: "demo" });
 * ```
 * @param assertion compact JWS, or the body of a token request that has it
 * @throws {@link ConfigError} `option_invalid` for what is no assertion
 */
export function inspectAssertion(
  assertion: string,
  options?: {
    /** What `aud` should be; left out, any host will do. */
    environment?: Environment | undefined;
    /** The time; default: `Date.now()`. */
    now?: number | (() => number) | undefined;
  },
): AssertionReport;

/** What an error means, why it usually happens, and what helps. */
export interface ErrorExplanation {
  /** The code that this library gives such an error. */
  code: ErrorCode;
  /** What it means, in a sentence. */
  meaning: string;
  /** The causes it usually has, the likeliest first, each with its remedy; empty where `remedy` says it all. */
  causes: { cause: string; remedy: string; call?: "jwt" | "code" | "refresh" | "api" }[];
  /** The call that was refused, where the text tells: a grant at the token endpoint, or a call with a token. */
  call?: "jwt" | "code" | "refresh" | "api";
  /** What to do next, in short. */
  remedy: string;
  /** Docusign's own word, if the text has it. */
  error: string | null;
  /** Docusign's own words, if the text has them. */
  errorDescription: string | null;
  /** The HTTP status, if it was given or is in the text. */
  status?: number;
  /** The ID that Docusign's support asks for. */
  trace?: string;
}

/**
 * Explains an error: the body of an answer of Docusign, with its status if you have it, or any text that tells of one: a
 * line of a log, an exception of an SDK, the address of a redirect, a code of this library. Of an error of axios or
 * superagent it reads which grant the request was for.
 *
 * ```js
 * const { meaning, causes } = explainError('400 {"error":"consent_required"}');
 * ```
 * @throws {@link ConfigError} `option_invalid` if nothing in it is known
 */
export function explainError(
  answer: string | Error | { status?: number | undefined; body?: unknown } | { [member: string]: unknown },
): ErrorExplanation;

/** What a consent URL says. */
export interface ConsentUrlOptions {
  /** The integration key, a GUID. */
  clientId: string;
  /** Decides the host of the page. */
  environment: Environment;
  /** Exactly as registered with the integration key: absolute, without a fragment or a wildcard. */
  redirectUri: string;
  /** Default: `["signature"]`. `impersonation` is added, see there. */
  scopes?: readonly Scope[] | string | undefined;
  /**
   * Whether to add the scope `impersonation`, which the JWT grant needs. Default: `true`; `false` where `codeChallenge` or
   * the response type `token` is given. Pass `false` for a code that you exchange for a token of the person who logs in.
   */
  impersonation?: boolean | undefined;
  /** Comes back with the redirect; see {@link readRedirect}. */
  state?: string | undefined;
  /** `"login"` makes the user log in again, so that it is surely the right one. */
  prompt?: "login" | (string & {}) | undefined;
  /** An e-mail address to fill in. Docusign does not document whether it heeds it. */
  loginHint?: string | undefined;
  /** The languages of the page (RFC 5646), with spaces between them. */
  uiLocales?: string | undefined;
  /** The challenge of {@link createPkce}. */
  codeChallenge?: string | undefined;
  /** Default: `"code"`. */
  responseType?: "code" | "token" | undefined;
}

/**
 * The URL at which a user consents, once for each scope, user and environment.
 * @throws {@link ConfigError}
 */
export function consentUrl(options: ConsentUrlOptions): string;

/**
 * The URL at which an administrator of a customer's organisation consents for its users
 * (`scope=openid` with `admin_consent_scope`).
 * @throws {@link ConfigError}
 */
export function adminConsentUrl(options: ConsentUrlOptions): string;

/** What a successful redirect brings. For the JWT grant there is nothing to do with it: that it came is the consent. */
export interface Redirect {
  /** The authorization code; exchange it within 2 minutes. */
  code?: string;
  /** What was sent as `state`, returned unchanged. */
  state?: string;
  /** Of the response type `token`. */
  accessToken?: string;
  /** Of the response type `token`. */
  idToken?: string;
  /** The life of that access token, in seconds, as the address says it. */
  expiresIn?: number;
}

/**
 * Reads the address that the browser came back with: the whole URL, its path and query, or its query. With `state`, it is
 * compared, in constant time, before anything else is believed.
 * @throws {@link RedirectError}; {@link ConfigError} `option_invalid` for a request or a parsed query: pass its URL
 */
export function readRedirect(url: string | URL | URLSearchParams, options?: { state: string }): Redirect;

/** A code verifier with its challenge (RFC 7636), and a state. */
export interface Pkce {
  /** A secret until the exchange: keep it in the session. */
  codeVerifier: string;
  /** The SHA-256 of the verifier, as base64url, for {@link consentUrl}. */
  codeChallenge: string;
  /** 128 random bits. */
  state: string;
}

/** Makes a code verifier, its challenge and a state. */
export function createPkce(): Pkce;

/** How failed requests are repeated: network errors, 429 and 5xx; never other 4xx. */
export interface RetryOptions {
  // generated: retry
  /** The maximum number of retries. Takes 0 to 100. Default: 3. */
  limit?: number | undefined;
  /** The delay before the first retry. It doubles with each retry. Takes 0, or 10 to 86400000 (1 day). Default: 250. */
  minDelay?: number | undefined;
  /** The maximum delay before a retry. Takes 0, or 10 to 86400000 (1 day). Default: 8000 (8 seconds). */
  maxDelay?: number | undefined;
  // generated end
}

/** What happens inside a client. No event ever holds a secret. */
export type DocusignEvent = { clientId: string; userId?: string } & (
  | { type: "exchange"; duration: number; expiresAt: number }
  | { type: "cache_hit" }
  | { type: "retry"; delay: number; attempt: number; status: number | null }
  | { type: "renewal_failed"; code: ErrorCode | undefined }
  | {
      type: "rate_limit";
      status: number;
      limit?: number;
      remaining?: number;
      /** When the hour ends. */
      reset?: number;
      burstLimit?: number;
      burstRemaining?: number;
    }
  /** The token came out of the store, or of the broker. */
  | { type: "store_hit"; expiresAt: number }
  /** The store did not do what it was asked; the client helped itself. */
  | {
      type: "store_failed";
      operation: "get" | "set" | "delete" | "lock" | "unlock" | "mint" | "seal";
      reason: "error" | "timeout";
      /** What the store threw. */
      error?: unknown;
    }
  /** What the store returned cannot be used; a new token takes its place. */
  | {
      type: "store_rejected";
      reason: /** Nothing that this library wrote. */
        | "malformed"
        /** Written with a secret that is not among ours. */
        | "unknown_key"
        /** Changed, or written for something else. */
        | "tampered"
        /** No token that Docusign could have issued. */
        | "invalid"
        /** Ended; the store kept it too long. */
        | "expired";
    }
);

/**
 * Where several processes share tokens. What it gets are encrypted records under names that tell nothing; it may lose
 * them at any time. No call has to be right, or quick: a call that throws or hangs costs at most one exchange, and so does
 * a record that is garbage, another's, or too old.
 */
export interface TokenStore {
  /** The record of this name, if there is one. */
  get(name: string, options: { signal: AbortSignal }): Promise<string | null | undefined> | string | null | undefined;
  /** Keeps a record, in place of the one before, until its token ends. */
  set(
    name: string,
    value: string,
    options: {
      /** When the token ends, by the client's clock. */
      expiresAt: number;
      /** How long it still lives. */
      lifetime: number;
      signal: AbortSignal;
    },
  ): unknown;
  /** Removes a record; used for a token that an API refused. */
  delete?(name: string, options: { signal: AbortSignal }): unknown;
  /**
   * Takes the lock of this name if it is free, and returns at once either way: the function that releases it, or null.
   * It must end by itself after `lifetime`; nobody waits longer for the exchange of another.
   */
  lock?(
    name: string,
    options: { lifetime: number; signal: AbortSignal },
  ): Promise<(() => unknown) | null | undefined> | (() => unknown) | null | undefined;
}

/**
 * In place of a store: something that gets tokens for other processes, such as the Durable Objects of
 * `docusign-jwt/stores/durable-object`. Request and answer are sealed for it alone. It has as long as a lock lives.
 */
export interface TokenBroker {
  /** A token for what the request asks, sealed. */
  mint(name: string, options: { id: string; request: string; signal: AbortSignal }): Promise<string>;
}

/**
 * The options of a client, without its keys. A GUID may have capitals, and braces or quotes around it, and may lack its
 * hyphens. A duration that is too short for milliseconds is refused: it is probably in seconds.
 */
export interface CommonOptions {
  /** The integration key, a GUID. */
  clientId: string;
  /**
   * The user to impersonate, a GUID ("API Username" on older pages) and not the integration key; leave it out for
   * application tokens only.
   */
  userId?: string;
  /** Which Docusign; the integration key, its keys and the consent belong to one. */
  environment: Environment;
  /** Default: `["signature"]`. `impersonation` is added where there is a user. */
  scopes?: readonly Scope[] | string | undefined;
  /** Lets {@link ConsentRequiredError} carry a complete URL. */
  redirectUri?: string | undefined;
  /**
   * The account to work with where a call names none; default: the user's default account. It is the API Account ID, a
   * GUID, and not the account number.
   */
  accountId?: string | undefined;
  /** The organisation for an application's look-up of users; found out if there is only one. */
  organizationId?: string | undefined;
  /** Default: the global `fetch`, taken at call time. */
  fetch?: typeof globalThis.fetch | ((url: string, init: RequestInit) => Response | Promise<Response>) | undefined;
  /** Default: `Date.now`, taken at call time. */
  now?: (() => number) | undefined;
  // generated: durations of a client
  /** How long one operation may take, including its retries. Takes 500 to 86400000 (1 day). Default: 30000 (30 seconds). */
  timeout?: number | undefined;
  /** How long before it expires a token is renewed. Takes 0, or 10000 (10 seconds) to 86400000 (1 day). Default: 600000 (10 minutes). */
  refreshMargin?: number | undefined;
  // generated end
  /** `false` for no repetition. */
  retry?: RetryOptions | false | undefined;
  /** Default: tokens stay in the memory of this client. See docs/stores.md for which store when. */
  store?: TokenStore | TokenBroker | undefined;
  /**
   * The secret for what goes to the store: 32 random bytes, as text of any form or as bytes, at least 16. Make one with
   * `openssl rand -base64 32`: the constructor refuses a secret that can be guessed. Several for rotation: the first
   * writes, all read. Default: derived from `privateKey`; a `CryptoKey` or a signer needs it.
   */
  storeSecret?: string | Uint8Array | readonly (string | Uint8Array)[];
  /**
   * Lets work go on after the answer: `waitUntil` of `cloudflare:workers`, or of `@vercel/functions`. With it, a token
   * that is due but alive is served at once and renewed behind the answer, the store is written behind it, and an
   * exchange goes on when its request is cancelled. It is called within the request that it is for.
   */
  waitUntil?: ((promise: Promise<unknown>) => void) | undefined;
  /** Hears what happens; what it throws is ignored. */
  onEvent?: ((event: DocusignEvent) => void) | undefined;
}

/** The options of a client: everything, and either keys or a signer. */
export type DocusignAuthOptions = CommonOptions &
  (
    | {
        /** The key, or several of which Docusign knows at least one (rotation). */
        privateKey: SigningKey | readonly SigningKey[];
        signer?: undefined;
      }
    | { signer: Signer; privateKey?: undefined }
  );

/** An access token. */
export interface Token {
  /** For `Authorization: Bearer …`. What is in it is Docusign's matter. */
  accessToken: string;
  /** `"Application"` for an application without a user; Docusign may answer `"Bearer"` there too. */
  tokenType: "Bearer" | "Application";
  /** When it ends. */
  expiresAt: number;
  /** The scopes, where the answer names them. */
  scopes?: string[];
}

/** The tokens of a user who is present. */
export interface UserTokens extends Token {
  /** Lives about 30 days. A refresh brings a new one: store that. */
  refreshToken?: string;
  /** The ID token as it came; see `idTokenClaims`. */
  idToken?: string;
  /** The claims of the ID token, checked (iss, aud, exp). */
  idTokenClaims?: IdTokenClaims;
}

/** The claims of an ID token. */
export interface IdTokenClaims {
  /** The user's ID, a GUID (`sub`). */
  userId: string;
  /** The organisations for which an administrator consented (`coid`). */
  organizations: string[];
  issuedAt?: number;
  expiresAt: number;
  name?: string;
  email?: string;
}

/** An account of a user. */
export interface Account {
  /** The account's ID, a GUID. */
  accountId: string;
  name?: string;
  /** Whether it is the account that the user lands in. */
  isDefault: boolean;
  /** Such as `https://na2.docusign.net`. */
  baseUri: string;
  /** `baseUri` and `/restapi`. */
  basePath: string;
  /** The organisation that it belongs to, a GUID. */
  organizationId?: string;
}

/** Who a token belongs to. */
export interface UserInfo {
  /** The user's ID, a GUID (`sub`). */
  userId: string;
  name?: string;
  givenName?: string;
  familyName?: string;
  email?: string;
  /** The accounts that the user is a member of. */
  accounts: readonly Readonly<Account>[];
}

/** A user that a look-up found. */
export interface User {
  /** The user's ID, a GUID. */
  userId: string;
  name: string | null;
  email: string;
  /** Whether the user can be impersonated. */
  active: boolean;
  /** In Docusign's own word, such as `Active`, `ActivationSent`, `Closed`. */
  status: string;
}

/** A call that can be given up: it then rejects with the signal's reason. */
export interface CallOptions {
  /** Ends waiting, and the request if nobody else waits for it. */
  signal?: AbortSignal | undefined;
}

/** A call that may be answered from memory. */
export interface TokenOptions extends CallOptions {
  /** Asks Docusign also where memory has an answer. Default: false. */
  forceRefresh?: boolean | undefined;
}

/** What of the platform's `RequestInit` is passed on. */
type PassedInit = Omit<RequestInit, "method" | "headers" | "body" | "signal" | "redirect" | "next" | "cf">;

/**
 * The init of {@link DocusignAuth.fetch}: the fields of the platform's `RequestInit`, and `accountId`. `redirect` is
 * always `"manual"`; `cache` is `"no-store"` unless `cache`, `next` or `cf` says something else.
 */
export interface FetchInit extends PassedInit {
  /** Ends the request and the reading of its body. The call then rejects with the signal's reason. */
  signal?: AbortSignal | null | undefined;
  /** What Next reads: `revalidate`, `tags`. */
  next?: object | undefined;
  /** What Workers read. */
  cf?: object | undefined;
  /** Default: `GET`. */
  method?: string | undefined;
  /** Sent as they are, except `authorization`, which is set. */
  headers?: RequestInit["headers"] | undefined;
  /** A stream or, in Node, an async iterable is sent once only: a 401 or 429 is then the caller's. */
  body?: RequestInit["body"] | AsyncIterable<Uint8Array> | undefined;
  /** A value to send as JSON, in place of `body`. Sets `content-type: application/json` unless `headers` has one. */
  json?: unknown;
  /** The account that `{accountId}` stands for; default: the client's, else the user's default account. */
  accountId?: string;
}

/**
 * A client of one integration key: gets, keeps and renews access tokens.
 *
 * ```js
 * const auth = new DocusignAuth({ clientId, userId, privateKey, environment: "demo" });
 * const token = await auth.getAccessToken();
 * ```
 */
export class DocusignAuth {
  /** @throws {@link ConfigError}, {@link KeyError} */
  constructor(options: DocusignAuthOptions);

  /**
   * Creates a client from environment variables, which have the names that the command line uses.
   *
   * It reads `DOCUSIGN_CLIENT_ID`, `DOCUSIGN_USER_ID`, `DOCUSIGN_PRIVATE_KEY`, `DOCUSIGN_ENVIRONMENT` (default: `"demo"`),
   * `DOCUSIGN_SCOPES`, `DOCUSIGN_REDIRECT_URI`, `DOCUSIGN_ACCOUNT_ID`, `DOCUSIGN_ORGANIZATION_ID`, `DOCUSIGN_TIMEOUT` in
   * milliseconds, and for a server of your own `DOCUSIGN_AUTH_SERVER`, `DOCUSIGN_API_SERVER`, `DOCUSIGN_ADMIN_SERVER`. An
   * empty variable counts as absent. An option replaces its variable. Errors name the variables.
   *
   * ```js
   * const auth = DocusignAuth.fromEnv(process.env); // Node and Bun; in a Worker `env`, in Deno `Deno.env.toObject()`
   * ```
   * @throws {@link ConfigError} `option_missing`, with every variable that is missing; {@link KeyError}
   */
  static fromEnv(
    env: object,
    options?: Partial<CommonOptions> & { privateKey?: SigningKey | readonly SigningKey[]; signer?: Signer },
  ): DocusignAuth;

  /** The user that is impersonated; absent for an application. */
  readonly userId: string | undefined;

  /**
   * An access token: the one in memory, or a new one.
   * @throws {@link ConsentRequiredError}, {@link OAuthError}, {@link NetworkError}, {@link ResponseError}
   */
  getAccessToken(options?: TokenOptions): Promise<string>;

  /** The same, with when it ends. The object is frozen: all who ask get the same. */
  getToken(options?: TokenOptions): Promise<Token>;

  /**
   * `fetch` with the token attached. The target is a path such as `/restapi/v2.1/accounts/{accountId}/envelopes` or
   * `/management/v2/…`, or a URL on the account's server or on one of Docusign's other API servers of the environment:
   * in demo `api-d.docusign.com`, `api-d.docusign.net`, `demo.rooms.docusign.com`, `lens-d.docusign.net`,
   * `apps-d.docusign.com`, `notary-d.docusign.net`, `proof-d.docusign.net` and `mcp-d.docusign.com`; in production
   * `api.docusign.com`, `api.docusign.net`, `rooms.docusign.com`, `lens.docusign.net`, `apps.docusign.com`,
   * `na-notary.docusign.net` and `mcp.docusign.com`. `{accountId}` may be percent-encoded, as `new URL()` does. The token
   * goes to no other place, and across no redirect.
   *
   * A 401 is answered once with a fresh token, a 429 is waited out within `timeout` and `retry`; a 5xx or a lost connection
   * is repeated for GET, HEAD and OPTIONS only. A body that can be read only once (a stream, an async iterable) is never
   * sent again. A `Request` is such a stream unless its content is JSON, a form or text. Whatever comes of it, the answer is returned and not thrown, whatever its status; `timeout` holds until its
   * headers are there, `signal` until its body is read.
   *
   * It is bound to the client, so that HTTP clients take it as their `fetch`, such as openapi-fetch and ky. Of a `Request`
   * it takes the method, headers, body and signal; `init` replaces each of them.
   *
   * ```js
   * const envelopes = await auth.fetch("/restapi/v2.1/accounts/{accountId}/envelopes?from_date=2026-01-01");
   * const created = await auth.fetch("/restapi/v2.1/accounts/{accountId}/envelopes", {
   *   method: "POST",
   *   json: { status: "created", emailSubject: "Please sign" },
   * });
   * ```
   * @throws {@link ConfigError} `url_not_allowed`, before anything is sent
   */
  fetch(this: void, target: string | URL | Request, init?: FetchInit): Promise<Response>;

  /**
   * A client for another user, which shares keys, tokens and limits with this one. It asks for the same scopes, unless
   * others are given (`null` is not given); of an application made by {@link forApplication}, for those of the client it
   * was made from.
   * @throws {@link ConfigError} `user_id_is_email`: see {@link forEmail}
   */
  forUser(userId: string, options?: { scopes?: readonly Scope[] | string; accountId?: string }): DocusignAuth;

  /**
   * A client for the user with this e-mail address, looked up with the rights of this client: a user must be
   * administrator of the account; an application uses the Admin API. Hits are remembered for an hour. A user of an
   * account of which this client's user is no member is found through that account's administrator:
   * `auth.forUser(administrator).forEmail(email)`. With `accountId`, the user is looked up there, and the client works
   * with that account. Addresses are compared without case in ASCII only; one with a character that Unicode takes for an
   * ASCII one, such as the sign for kelvin, is refused.
   * @throws {@link UserLookupError}; {@link ConfigError} `option_invalid`
   */
  forEmail(
    email: string,
    options?: CallOptions & { accountId?: string; organizationId?: string; scopes?: readonly Scope[] | string },
  ): Promise<DocusignAuth>;

  /** A client without a user, for the Admin API. Default scopes: those of this client that an application can have, else `organization_read user_read`. */
  forApplication(options?: { scopes?: readonly Scope[] | string; organizationId?: string }): DocusignAuth;

  /**
   * Who the token belongs to. Remembered for an hour.
   * @throws {@link ConfigError} `option_missing` for an application, which has no user
   */
  getUserInfo(options?: TokenOptions): Promise<Readonly<UserInfo>>;

  /**
   * The account of this ID, or the client's, or the default account.
   * @throws {@link ConfigError} `account_not_accessible`, with the accounts there are
   */
  getAccount(options?: TokenOptions & { accountId?: string | undefined }): Promise<Account>;

  /** Users with this e-mail address: of an account, or, for an application, of an organisation. */
  findUsers(options: CallOptions & { email: string; status?: string; accountId?: string; organizationId?: string }): Promise<User[]>;

  /** The URL at which a user consents to exactly what this client asks for. */
  consentUrl(options?: Partial<ConsentUrlOptions>): string;

  /** The URL at which an administrator of a customer's organisation consents. */
  adminConsentUrl(options?: Partial<ConsentUrlOptions>): string;

  /** How an administrator consents for the own organisation, with the scopes to paste. */
  adminConsentHelp(): string;

  /** Exchanges an authorization code, within 2 minutes: with the secret, or with PKCE. */
  exchangeCode(
    options: CallOptions & {
      code: string;
      redirectUri?: string;
      codeVerifier?: string;
      clientSecret?: string;
      /** The `Origin` header that keys of the type Single Page Web Application need, outside a browser. */
      origin?: string;
      /** The code is of {@link adminConsentUrl}: the ID token must name organisations. */
      adminConsent?: boolean;
    },
  ): Promise<UserTokens>;

  /** Exchanges a refresh token. Store the new one that comes back. */
  refreshToken(options: CallOptions & { refreshToken: string; clientSecret?: string; origin?: string }): Promise<UserTokens>;

  /** Integration key, user, environment and scopes; never a secret. */
  toJSON(): { clientId: string; userId?: string; environment: string; scopes: string[] };
}

// generated: codes
/** Every code that an error can have. */
export type ErrorCode =
  | ConfigErrorCode
  | KeyErrorCode
  | ConsentRequiredErrorCode
  | OAuthErrorCode
  | RedirectErrorCode
  | UserLookupErrorCode
  | NetworkErrorCode
  | ResponseErrorCode;

/** The codes of {@link ConfigError}. */
export type ConfigErrorCode =
  /** The integration key is not a GUID. */
  | "client_id_invalid"
  /** The user ID is not a GUID. */
  | "user_id_invalid"
  /** The user ID is an e-mail address. */
  | "user_id_is_email"
  /** The user ID is the integration key. */
  | "user_id_is_client_id"
  /** The environment is invalid. */
  | "environment_invalid"
  /** The address of your own server does not use TLS. */
  | "environment_insecure"
  /** A scope is empty, misspelled, or contains an invalid character. */
  | "scope_invalid"
  /** The lifetime of the assertion is out of range. */
  | "lifetime_invalid"
  /** The redirect URI is invalid or not registered. */
  | "redirect_uri_invalid"
  /** A required option is missing. */
  | "option_missing"
  /** An option has the wrong type or value. */
  | "option_invalid"
  /** The system time is invalid. */
  | "clock_invalid"
  /** The URL is not on a server that may receive the token. */
  | "url_not_allowed"
  /** The user has no access to the account. */
  | "account_not_accessible"
  /** The user is not a member of any account. */
  | "no_account"
  /** This runtime lacks the WebAssembly core, or a global that the library needs. */
  | "core_unavailable";

/** The codes of {@link KeyError}. */
export type KeyErrorCode =
  /** The private key is empty or was not set. */
  | "key_empty"
  /** The value is not a private key in a known format. */
  | "key_unrecognized"
  /** The key is incomplete: its end is missing. */
  | "key_truncated"
  /** The key is damaged. */
  | "key_malformed"
  /** The key is a public key. */
  | "key_public"
  /** The value is a certificate, not a private key. */
  | "key_certificate"
  /** A passphrase protects the key. */
  | "key_encrypted"
  /** The key is in OpenSSH's own format. */
  | "key_openssh"
  /** The key is not an RSA key. */
  | "key_not_rsa"
  /** The key has fewer than 2048 bits. */
  | "key_too_small"
  /** The key has more than 4096 bits, or an unsupported public exponent. */
  | "key_unsupported"
  /** The numbers in the key do not match each other. */
  | "key_inconsistent"
  /** The key object was freed. */
  | "key_freed"
  /** The key object does not allow signing, or does not show its bytes. */
  | "key_not_usable"
  /** Signing failed, or the signature did not verify. */
  | "signing_failed";

/** The codes of {@link ConsentRequiredError}. */
export type ConsentRequiredErrorCode =
  /** The user has not consented to these scopes for this integration key. */
  "consent_required";

/** The codes of {@link OAuthError}. */
export type OAuthErrorCode =
  /** Docusign could not verify the assertion. */
  | "no_valid_keys_or_signatures"
  /** The integration key is unknown in this environment. */
  | "issuer_not_found"
  /** The impersonated user is unknown in this environment. */
  | "user_not_found"
  /** Docusign rejects the impersonated user. */
  | "invalid_subject"
  /** The assertion expired before it reached Docusign. */
  | "expired_grant"
  /** The authorization code has expired or was already used. */
  | "expired_client_token"
  /** The integration key may not use this grant, or the secret key is wrong. */
  | "unauthorized_client"
  /** Docusign refused the grant without a specific reason. */
  | "invalid_grant"
  /** Docusign could not read the request. */
  | "invalid_request"
  /** Client authentication failed. */
  | "invalid_client"
  /** A scope is unknown, or not allowed for this integration key. */
  | "invalid_scope"
  /** The grant type is not supported. */
  | "unsupported_grant_type"
  /** Docusign refused the access token. */
  | "token_rejected"
  /** The user may not do this. */
  | "forbidden"
  /** Docusign does not know the path or an ID in the request. */
  | "not_found"
  /** Docusign received too many requests. */
  | "rate_limited"
  /** Docusign had an internal error. */
  | "server_error"
  /** Docusign returned an error that this library does not know. */
  | "oauth_unknown";

/** The codes of {@link RedirectError}. */
export type RedirectErrorCode =
  /** The user or the administrator declined. */
  | "consent_denied"
  /** The state is missing, or differs from the one that was sent. */
  | "state_mismatch"
  /** Docusign redirected with an error. */
  | "redirect_failed"
  /** The address is not a Docusign redirect. */
  | "redirect_malformed"
  /** The ID token has the wrong issuer, audience or time. */
  | "id_token_invalid"
  /** The ID token does not name an organization. */
  | "organizations_missing";

/** The codes of {@link UserLookupError}. */
export type UserLookupErrorCode =
  /** No user has this e-mail address. */
  | "user_lookup_none"
  /** Several active users have this e-mail address. */
  | "user_lookup_several"
  /** Users with this e-mail address exist, but none is active. */
  | "user_lookup_inactive";

/** The codes of {@link NetworkError}. */
export type NetworkErrorCode =
  /** The connection failed. */
  | "network_failed"
  /** No response arrived within the timeout. */
  | "timeout"
  /** The caller canceled the call. */
  | "aborted";

/** The codes of {@link ResponseError}. */
export type ResponseErrorCode =
  /** The response is not JSON. */
  | "response_not_json"
  /** The response is JSON, but not in the expected form. */
  | "response_invalid"
  /** Docusign issued an application token to a client that acts for a user. */
  | "application_token"
  /** Userinfo describes a user other than the impersonated one. */
  | "user_mismatch"
  /** The response is too large. */
  | "response_too_large"
  /** The response is a redirect. The client never follows one with a token or an assertion. */
  | "response_redirected"
  /** The base URI in userinfo is not a Docusign server. */
  | "base_uri_not_allowed"
  /** The WebAssembly instance failed and was replaced. */
  | "internal";
// generated end

/** What an error is made of. Each class reads the members that it has, and no others. */
export interface ErrorFields {
  code: ErrorCode;
  message: string;
  remedy?: string | undefined;
  accounts?: string[] | undefined;
  consentUrl?: string | undefined;
  adminConsentHelp?: string | undefined;
  scopes?: string[] | undefined;
  userId?: string | undefined;
  status?: number | undefined;
  error?: string | undefined;
  errorDescription?: string | undefined;
  retryAfter?: number | undefined;
  trace?: string | undefined;
  candidates?: User[] | undefined;
  timeout?: boolean | undefined;
  aborted?: boolean | undefined;
}

/** Any error of this library: a union that `code` discriminates. `error instanceof DocusignError` narrows to it. */
export type AnyDocusignError =
  | ConfigError
  | KeyError
  | ConsentRequiredError
  | OAuthError
  | RedirectError
  | UserLookupError
  | NetworkError
  | ResponseError;

/**
 * What all errors of this library have. Their messages say what happened and what to do. The stack begins at the line that
 * called the library.
 *
 * ```ts
 * if (error instanceof DocusignError) {
 *   switch (error.code) {
 *     case "consent_required":
 *       return Response.redirect(error.consentUrl ?? "/help");
 *     case "rate_limited":
 *       return new Response(null, { status: 503, headers: { "retry-after": String((error.retryAfter ?? 60_000) / 1000) } });
 *   }
 * }
 * ```
 */
export class DocusignError extends Error {
  /** Narrows to the classes, so that `switch (error.code)` knows what each error has. */
  static [Symbol.hasInstance](value: unknown): value is AnyDocusignError;
  /**
   * For tests: makes an error as a handler meets it. `fields` has a code, a message and what else the class has.
   *
   * ```js
   * const error = new KeyError({ code: "key_missing", message: "There is no private key." });
   * ```
   */
  constructor(fields: ErrorFields, more?: { cause?: unknown; response?: Response | undefined });
  /** Stable, for `switch`. */
  readonly code: ErrorCode;
  /** What to do next. */
  readonly remedy: string;
  /** What was underneath, such as the failure of `fetch`. */
  readonly cause?: unknown;
  /** The answer that led to it; its body has been read. */
  readonly response?: Response;
}

/** An option or an argument is wrong; nothing was sent. */
export class ConfigError extends DocusignError {
  static [Symbol.hasInstance](value: unknown): value is ConfigError;
  readonly code: ConfigErrorCode;
  /** The accounts there are, for `account_not_accessible`. */
  readonly accounts?: string[];
}

/** The private key, or the signer, cannot be used. */
export class KeyError extends DocusignError {
  static [Symbol.hasInstance](value: unknown): value is KeyError;
  readonly code: KeyErrorCode;
}

/** Nobody has consented yet: send somebody to `consentUrl`, once. */
export class ConsentRequiredError extends DocusignError {
  static [Symbol.hasInstance](value: unknown): value is ConsentRequiredError;
  readonly code: ConsentRequiredErrorCode;
  /** The link for exactly the scopes and client asked for; absent without `redirectUri`, and for an application. */
  readonly consentUrl?: string;
  /** How an administrator consents for the own organisation, with the scopes to paste. */
  readonly adminConsentHelp: string;
  /** The scopes that were asked for. */
  readonly scopes: string[];
  /** The user who has to consent; absent for an application. */
  readonly userId?: string;
  /** The HTTP status of the answer. */
  readonly status: number;
}

/** Docusign answered with an error. */
export class OAuthError extends DocusignError {
  static [Symbol.hasInstance](value: unknown): value is OAuthError;
  readonly code: OAuthErrorCode;
  /** Docusign's own word: `error` or `errorCode`. */
  readonly error?: string;
  /** Docusign's own words: `error_description` or `message`. */
  readonly errorDescription?: string;
  /** The HTTP status of the answer. */
  readonly status: number;
  /** What that usually means, and what to do. */
  readonly hint: string;
  /** How long to wait before the next try, in milliseconds, where the answer says it. */
  readonly retryAfter?: number;
  /** The ID that Docusign's support asks for. */
  readonly trace?: string;
}

/** The address that the browser came back with is no success. */
export class RedirectError extends DocusignError {
  static [Symbol.hasInstance](value: unknown): value is RedirectError;
  readonly code: RedirectErrorCode;
  /** `error` of the address. */
  readonly error?: string;
  /** `error_description` or `error_message` of the address. */
  readonly errorDescription?: string;
}

/** The look-up of a user did not end at one active user. */
export class UserLookupError extends DocusignError {
  static [Symbol.hasInstance](value: unknown): value is UserLookupError;
  readonly code: UserLookupErrorCode;
  /** The users with this address: several, or inactive ones, or none. */
  readonly candidates: User[];
}

/** No answer came. */
export class NetworkError extends DocusignError {
  static [Symbol.hasInstance](value: unknown): value is NetworkError;
  readonly code: NetworkErrorCode;
  /** Whether the option `timeout` ended it. */
  readonly timeout: boolean;
  /** Whether the caller gave up. A call with a signal rejects with the signal's reason instead. */
  readonly aborted: boolean;
}

/** An answer came that cannot be used. */
export class ResponseError extends DocusignError {
  static [Symbol.hasInstance](value: unknown): value is ResponseError;
  readonly code: ResponseErrorCode;
}

// What does not say `export` is none.
export {};
