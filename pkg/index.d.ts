/// <reference lib="esnext.disposable" />

/**
 * OAuth JWT Grant for Docusign: signs assertions, gets and renews access tokens, builds consent URLs.
 *
 * Every duration is in milliseconds. Every point in time is in milliseconds since the epoch, as `Date.now()` returns it.
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
 *
 * @see https://developers.docusign.com/platform/auth/reference/scopes
 */
export type Scope = KnownScope | (string & {});

/**
 * The Docusign environment: `"demo"` (`account-d.docusign.com`), `"production"` (`account.docusign.com`), or your own
 * servers. It decides host, `aud`, token URL and API servers together.
 */
export type Environment = "demo" | "production" | CustomEnvironment;

/** Your own servers, such as the emulator. `http://` is allowed on this machine only. */
export interface CustomEnvironment {
  /** The host or origin of the server with `/oauth/token`. */
  authServer: string;
  /**
   * The host or origin of the eSignature REST API.
   *
   * @default `authServer`
   */
  apiServer?: string | undefined;
  /**
   * The host or origin of the Admin API.
   *
   * @default `apiServer`, else `authServer`
   */
  adminServer?: string | undefined;
}

/** An RSA private key as a JWK (RFC 7517). A `JsonWebKey` of the platform is one. */
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
 * A private key in any form: PKCS#1 or PKCS#8 as PEM or DER, JWK, or base64 of these. A text may also be JSON with one
 * field that holds the key, such as a record of a secret store. Await promises and bindings first.
 */
export type KeyInput = string | Uint8Array | ArrayBuffer | RsaJwk;

/** WebCrypto's key, by what every platform's types agree on. */
type WebCryptoKey = Extract<Awaited<ReturnType<typeof crypto.subtle.generateKey>>, { type: string }>;

/**
 * A key that a client can sign with. A `CryptoKey` must be RSASSA-PKCS1-v1_5 with SHA-256 and the usage `sign`; it may be
 * non-extractable. It signs asynchronously, so only {@link DocusignAuth} takes it.
 */
export type SigningKey = PrivateKey | KeyInput | WebCryptoKey;

/**
 * Signs in place of a private key, for keys that stay in a KMS or an HSM.
 *
 * @example
 * ```ts
 * // AWS KMS, with a key of the spec RSA_2048 and the usage SIGN_VERIFY.
 * const signer: Signer = {
 *   async sign(data) {
 *     const signed = await kms.sign({
 *       KeyId: "alias/docusign",
 *       Message: data,
 *       SigningAlgorithm: "RSASSA_PKCS1_V1_5_SHA_256",
 *     });
 *     return signed.Signature;
 *   },
 * };
 * const auth = new DocusignAuth({ clientId, userId, signer, environment: "production" });
 * ```
 */
export interface Signer {
  /** Returns the RS256 signature (RSASSA-PKCS1-v1_5 with SHA-256) of the bytes. */
  sign(data: Uint8Array): Uint8Array | ArrayBuffer | Promise<Uint8Array | ArrayBuffer>;
}

/**
 * An RSA private key of 2048 to 4096 bits, in WebAssembly memory.
 *
 * It repairs what happens to keys on their way: literal `\n`, CRLF, a key in one line, quotes, spaces, JSON escapes,
 * percent-encoding, quoted mail, plus signs that a form turned into spaces. {@link PrivateKey.repairs} names the repairs.
 *
 * @example
 * ```ts
 * const key = PrivateKey.parse(privateKey);
 * console.log(key.bits, key.thumbprint); // 2048 "…"
 * const auth = new DocusignAuth({ clientId, userId, privateKey: key, environment: "demo" });
 * ```
 */
export class PrivateKey {
  /** Use {@link PrivateKey.parse}. */
  private constructor();
  /**
   * Reads a private key.
   *
   * @example
   * ```ts
   * const key = PrivateKey.parse(await readFile("private.pem"));
   * if (key.repairs.length > 0) console.warn(key.repairs);
   * ```
   * @throws {@link KeyError} with a code for what was given in place of a usable key: `key_empty`, `key_unrecognized`,
   * `key_truncated`, `key_malformed`, `key_public`, `key_certificate`, `key_encrypted`, `key_openssh`, `key_not_rsa`,
   * `key_too_small`, `key_unsupported`, `key_inconsistent`
   */
  static parse(input: KeyInput): PrivateKey;
  /** The size of the modulus, in bits: 2048 to 4096. */
  readonly bits: number;
  /** The thumbprint of the public key: SHA-256 by RFC 7638, as base64url. */
  readonly thumbprint: string;
  /** The public key as PEM (`BEGIN PUBLIC KEY`), in the form that Apps and Keys takes for an upload. */
  readonly publicKeyPem: string;
  /** The form in which the key was given. */
  readonly format: "PKCS#1 PEM" | "PKCS#1 DER" | "PKCS#8 PEM" | "PKCS#8 DER" | "JWK";
  /** The repairs that were needed to read the key, in words. Empty for a key that needed none. */
  readonly repairs: string[];
  /**
   * Signs bytes with RS256.
   *
   * @example
   * ```ts
   * const signature = PrivateKey.parse(privateKey).sign(new TextEncoder().encode("data"));
   * ```
   * @throws {@link KeyError} `key_freed`, `signing_failed`
   */
  sign(data: Uint8Array): Uint8Array;
  /**
   * Wipes the key from memory. Any later use of the key throws.
   *
   * @example
   * ```ts
   * const key = PrivateKey.parse(privateKey);
   * console.log(key.publicKeyPem);
   * key.free();
   * ```
   */
  free(): void;
  /** The same as {@link PrivateKey.free}, for `using key = PrivateKey.parse(pem)`. */
  [Symbol.dispose](): void;
  /** Returns size and thumbprint; never the key. */
  toJSON(): { bits: number; thumbprint: string };
}

/** The options of {@link signAssertion}. */
export interface AssertionOptions {
  /** The integration key, a GUID. */
  clientId: string;
  /** The user to impersonate, a GUID and not the integration key. Leave it out for an application. */
  userId?: string;
  /**
   * The private key. A key given as text or bytes is read at each call and wiped after it; a {@link PrivateKey} is read
   * once. Pass a `CryptoKey` or a signer to {@link DocusignAuth}: both sign asynchronously.
   */
  privateKey: PrivateKey | KeyInput;
  /** The environment that the assertion is for. It decides `aud`. */
  environment: Environment;
  /**
   * The scopes of the token. `impersonation` is added where there is a user.
   *
   * @default `["signature"]`
   */
  scopes?: readonly Scope[] | string | undefined;
  // generated: lifetime
  /**
   * How long the assertion is valid, from now. In milliseconds: 60000 (1 minute) to 3300000 (55 minutes).
   *
   * @default 600000 (10 minutes)
   */
  lifetime?: number | undefined;
  // generated end
  /**
   * The current time, in milliseconds since the epoch, or a function that returns it.
   *
   * @default `Date.now()`
   */
  now?: number | (() => number) | undefined;
}

/**
 * Signs an assertion (RFC 7523) as compact JWS, for your own token request. It is valid for `lifetime` milliseconds.
 *
 * @example
 * ```ts
 * const assertion = signAssertion({ clientId, userId, privateKey, environment: "demo" });
 * const response = await fetch("https://account-d.docusign.com/oauth/token", {
 *   method: "POST",
 *   body: new URLSearchParams({ grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion }),
 * });
 * ```
 * @throws {@link ConfigError} for an option, such as `client_id_invalid`, `user_id_is_email`, `user_id_is_client_id`,
 * `environment_invalid`, `scope_invalid`, `lifetime_invalid`, `option_missing`, `clock_invalid`
 * @throws {@link KeyError} for the key, as {@link PrivateKey.parse} does, and `signing_failed`
 */
export function signAssertion(options: AssertionOptions): string;

/** The contents of an assertion, and what Docusign will refuse in it. */
export interface AssertionReport {
  /** The JOSE header, decoded. */
  header: Record<string, unknown>;
  /** The claims, decoded. `iat` and `exp` are in seconds, as the assertion has them. */
  claims: Record<string, unknown>;
  /** What Docusign will refuse, the likeliest cause first. Empty if nothing is wrong. */
  warnings: {
    /** The claim or header field, or `signature`. */
    field: string;
    /** What is wrong, and what it should be. */
    message: string;
  }[];
}

/**
 * Decodes an assertion of any library and checks it: `aud` and `scope`, times, `sub`, algorithm. It does not verify the
 * signature.
 *
 * @example
 * ```ts
 * const { claims, warnings } = inspectAssertion(assertion, { environment: "demo" });
 * for (const { field, message } of warnings) console.warn(`${field}: ${message}`);
 * ```
 * @param assertion compact JWS, or the body of a token request that has it
 * @throws {@link ConfigError} `option_invalid` if there is no assertion in the text
 */
export function inspectAssertion(
  assertion: string,
  options?: {
    /**
     * The environment that `aud` must name.
     *
     * @default any
     */
    environment?: Environment | undefined;
    /**
     * The current time, in milliseconds since the epoch, or a function that returns it.
     *
     * @default `Date.now()`
     */
    now?: number | (() => number) | undefined;
  },
): AssertionReport;

/** What an error means, why it usually happens, and what helps. */
export interface ErrorExplanation {
  /** The code that this library gives to such an error. */
  code: ErrorCode;
  /** The meaning of the error, in a sentence. */
  meaning: string;
  /** The usual causes, the likeliest first, each with its remedy. Empty where `remedy` is enough. */
  causes: { cause: string; remedy: string; call?: "jwt" | "code" | "refresh" | "api" }[];
  /** The call that failed, if the text names it: a grant at the token endpoint, or a call with a token. */
  call?: "jwt" | "code" | "refresh" | "api";
  /** What to do next, in short. */
  remedy: string;
  /** Docusign's `error`, if the text has it. */
  error: string | null;
  /** Docusign's `error_description`, if the text has it. */
  errorDescription: string | null;
  /** The HTTP status, if it was given or is in the text. */
  status?: number;
  /** The trace ID, which Docusign's support asks for. */
  trace?: string;
}

/**
 * Explains an error of Docusign: what it means, why it usually happens, what helps.
 *
 * Pass the body of a response, with its status if you have it, or any text about the error: a line of a log, an
 * exception of an SDK, the address of a redirect, a code of this library. From an error of axios or superagent it also
 * reads which grant failed.
 *
 * @example
 * ```ts
 * const { meaning, causes } = explainError('400 {"error":"consent_required"}');
 * ```
 * @throws {@link ConfigError} `option_invalid` if the text has no known error
 */
export function explainError(
  error: string | Error | { status?: number | undefined; body?: unknown } | { [member: string]: unknown },
): ErrorExplanation;

/** The options of {@link consentUrl} and {@link adminConsentUrl}. */
export interface ConsentUrlOptions {
  /** The integration key, a GUID. */
  clientId: string;
  /** The environment of the consent. It decides the host of the page. */
  environment: Environment;
  /** The redirect URI, exactly as registered with the integration key: absolute, without a fragment or a wildcard. */
  redirectUri: string;
  /**
   * The scopes to consent to. `impersonation` decides whether the scope of that name is added.
   *
   * @default `["signature"]`
   */
  scopes?: readonly Scope[] | string | undefined;
  /**
   * Whether to add the scope `impersonation`, which the JWT grant needs. Pass `false` for a code that you exchange for a
   * token of the person who logs in.
   *
   * @default `true`; `false` with `codeChallenge` or the response type `token`
   */
  impersonation?: boolean | undefined;
  /** A text that comes back with the redirect; see {@link readRedirect}. */
  state?: string | undefined;
  /** `"login"` makes the user log in again, so that the right user consents. */
  prompt?: "login" | (string & {}) | undefined;
  /** An e-mail address for the login form. Docusign does not document whether the form uses it. */
  loginHint?: string | undefined;
  /** The languages of the page (RFC 5646), with spaces between them. */
  uiLocales?: string | undefined;
  /** The challenge of {@link createPkce}. */
  codeChallenge?: string | undefined;
  /**
   * What the redirect brings: an authorization code, or a token in the fragment.
   *
   * @default `"code"`
   */
  responseType?: "code" | "token" | undefined;
}

/**
 * Builds the URL at which a user consents, once for each scope, user and environment.
 *
 * @example
 * ```ts
 * const url = consentUrl({ clientId, redirectUri, environment: "demo", prompt: "login" });
 * ```
 * @throws {@link ConfigError} `client_id_invalid`, `environment_invalid`, `environment_insecure`, `redirect_uri_invalid`,
 * `scope_invalid`, `option_missing`, `option_invalid`
 */
export function consentUrl(options: ConsentUrlOptions): string;

/**
 * Builds the URL at which an administrator of a customer's organization consents for its users
 * (`scope=openid` with `admin_consent_scope`).
 *
 * @example
 * ```ts
 * const { state } = createPkce();
 * const url = adminConsentUrl({ clientId, redirectUri, environment: "production", state });
 * ```
 * @throws {@link ConfigError} as {@link consentUrl} does
 */
export function adminConsentUrl(options: ConsentUrlOptions): string;

/** The parameters of a successful redirect. The JWT grant needs none of them: the redirect itself shows the consent. */
export interface Redirect {
  /** The authorization code. It is valid for 2 minutes. */
  code?: string;
  /** The `state` that was sent, unchanged. */
  state?: string;
  /** The access token, for the response type `token`. */
  accessToken?: string;
  /** The ID token, for the response type `token`. */
  idToken?: string;
  /** The life of that access token, in seconds, as the address says it. */
  expiresIn?: number;
}

/**
 * Reads the address to which Docusign redirected the browser: the whole URL, its path and query, or its query. It compares
 * `state` in constant time before it reads anything else.
 *
 * @example
 * ```ts
 * // In the handler of the redirect URI. The session has the state that the consent URL was made with.
 * const { code } = readRedirect(request.url, { state: session.state });
 * ```
 * @throws {@link RedirectError} `consent_denied`, `state_mismatch`, `redirect_failed`, `redirect_malformed`
 * @throws {@link ConfigError} `option_invalid` for a request or a parsed query: pass its URL
 */
export function readRedirect(url: string | URL | URLSearchParams, options?: { state: string }): Redirect;

/** A code verifier with its challenge (RFC 7636), and a state. */
export interface Pkce {
  /** A secret until the code is exchanged. Keep it in the session. */
  codeVerifier: string;
  /** The SHA-256 of the verifier as base64url, for {@link consentUrl}. */
  codeChallenge: string;
  /** A text of 128 random bits, as base64url. */
  state: string;
}

/**
 * Makes a code verifier, its challenge and a state, which bind a code exchange to the browser that started the login.
 *
 * @example
 * ```ts
 * // Before the login: keep verifier and state, and redirect to the consent URL.
 * const { codeVerifier, codeChallenge, state } = createPkce();
 * Object.assign(session, { codeVerifier, state });
 * const url = auth.consentUrl({ codeChallenge, state });
 *
 * // In the handler of the redirect URI:
 * const { code } = readRedirect(request.url, { state: session.state });
 * const tokens = await auth.exchangeCode({ code: code ?? "", codeVerifier: session.codeVerifier });
 * ```
 * @throws {@link ConfigError} `core_unavailable` if the runtime has no `crypto.getRandomValues`
 */
export function createPkce(): Pkce;

/**
 * How often and how patiently the client retries network errors, 429 and 5xx. It never retries other 4xx.
 *
 * @example
 * ```ts
 * const auth = new DocusignAuth({ clientId, userId, privateKey, environment: "demo", retry: { limit: 5, maxDelay: 20_000 } });
 * ```
 */
export interface RetryOptions {
  // generated: retry
  /**
   * The maximum number of retries. Takes 0 to 100.
   *
   * @default 3
   */
  limit?: number | undefined;
  /**
   * The delay before the first retry. It doubles with each retry. In milliseconds: 0, or 10 to 86400000 (1 day).
   *
   * @default 250
   */
  minDelay?: number | undefined;
  /**
   * The maximum delay before a retry. In milliseconds: 0, or 10 to 86400000 (1 day).
   *
   * @default 8000 (8 seconds)
   */
  maxDelay?: number | undefined;
  // generated end
}

/**
 * An event of a client, for logs and metrics. No event holds a secret. `duration` and `delay` are in milliseconds;
 * `expiresAt` and `reset` are in milliseconds since the epoch.
 *
 * @example
 * ```ts
 * const onEvent = (event: DocusignEvent) => {
 *   if (event.type === "exchange") console.log(`new token in ${event.duration} ms`);
 *   if (event.type === "retry") console.warn(`attempt ${event.attempt} in ${event.delay} ms, after ${event.status ?? "no response"}`);
 * };
 * const auth = new DocusignAuth({ clientId, userId, privateKey, environment: "demo", onEvent });
 * ```
 */
export type DocusignEvent = { clientId: string; userId?: string } & (
  | {
      type: "exchange";
      /** How long it took to get the new token, in milliseconds. */
      duration: number;
      /** When the new token expires, in milliseconds since the epoch. */
      expiresAt: number;
    }
  /** The client served a token from its memory. */
  | { type: "cache_hit" }
  /** The client retries after `delay`. `attempt` counts from 2; `status` is `null` if no response came. */
  | { type: "retry"; delay: number; attempt: number; status: number | null }
  /** A renewal failed. The client serves the token that is still valid. */
  | { type: "renewal_failed"; code: ErrorCode | undefined }
  /** Docusign refused with 429, or named its limits. `limit` and `remaining` count requests of an hour. */
  | {
      type: "rate_limit";
      status: number;
      limit?: number;
      remaining?: number;
      /** When the hour ends, in milliseconds since the epoch. */
      reset?: number;
      /** Requests in the time of a burst. */
      burstLimit?: number;
      burstRemaining?: number;
    }
  /** The token came from the store or the broker. */
  | { type: "store_hit"; expiresAt: number }
  /** A call of the store failed. The client continued without it. */
  | {
      type: "store_failed";
      operation: "get" | "set" | "delete" | "lock" | "unlock" | "mint" | "seal";
      reason: "error" | "timeout";
      /** What the store threw. */
      error?: unknown;
    }
  /** The client cannot use a record of the store, and gets a new token. */
  | {
      type: "store_rejected";
      reason: StoreRejection;
    }
);

// generated: store rejections
/** Why a client cannot use a record of a store. */
export type StoreRejection =
  /** The record has the wrong format. */
  | "malformed"
  /** The record was encrypted with another secret. */
  | "unknown_key"
  /** The record was changed, or belongs to another user, client, server or scope. */
  | "tampered"
  /** The record contains no valid token. */
  | "invalid"
  /** The token has expired. */
  | "expired";
// generated end

/**
 * A store through which processes share tokens. It gets encrypted records under names that reveal nothing.
 *
 * A store need not be reliable. A call that throws or hangs, a lost record, or garbage costs at most one token request.
 *
 * @example
 * ```ts
 * const records = new Map<string, string>();
 * const store: TokenStore = {
 *   get: (name) => records.get(name),
 *   set(name, value, { lifetime }) {
 *     records.set(name, value);
 *     setTimeout(() => records.delete(name), lifetime);
 *   },
 *   delete: (name) => records.delete(name),
 * };
 * const auth = new DocusignAuth({ clientId, userId, privateKey, environment: "demo", store });
 * ```
 */
export interface TokenStore {
  /** Returns the record of this name, if there is one. */
  get(name: string, options: { signal: AbortSignal }): Promise<string | null | undefined> | string | null | undefined;
  /** Keeps a record until its token expires, in place of the record before. */
  set(
    name: string,
    value: string,
    options: {
      /** When the token expires by the client's clock, in milliseconds since the epoch. */
      expiresAt: number;
      /** How long the token still lives, in milliseconds. */
      lifetime: number;
      signal: AbortSignal;
    },
  ): unknown;
  /** Deletes a record. The client calls it for a token that an API refused. */
  delete?(name: string, options: { signal: AbortSignal }): unknown;
  /**
   * Takes the lock of this name if it is free, and returns at once: the function that releases it, or null.
   *
   * The lock must expire by itself after `lifetime` milliseconds. No client waits longer for the token request of
   * another.
   */
  lock?(
    name: string,
    options: {
      /** How long the lock lasts at most, in milliseconds. */
      lifetime: number;
      signal: AbortSignal;
    },
  ): Promise<(() => unknown) | null | undefined> | (() => unknown) | null | undefined;
}

/**
 * Gets tokens for other processes, in place of a store: for example the Durable Objects of
 * `docusign-jwt/stores/durable-object`. Requests and responses are encrypted. The client waits as long as a lock may last.
 *
 * @example
 * ```ts
 * const broker: TokenBroker = {
 *   async mint(name, { id, request, signal }) {
 *     const body = JSON.stringify({ name, id, request });
    const response = await fetch("https://tokens.example.com/", { method: "POST", body, signal });
 *     return response.text();
 *   },
 * };
 * ```
 */
export interface TokenBroker {
  /** Returns a token for the request, encrypted. */
  mint(name: string, options: { id: string; request: string; signal: AbortSignal }): Promise<string>;
}

/**
 * The options of a client, without its keys.
 *
 * A GUID may have capitals, braces or quotes around it, and may lack its hyphens. Durations are in milliseconds; the
 * client refuses one that is probably in seconds.
 */
export interface CommonOptions {
  /** The integration key, a GUID. */
  clientId: string;
  /**
   * The user to impersonate, a GUID ("API Username" on older pages) and not the integration key. Leave it out for
   * application tokens only.
   */
  userId?: string;
  /** The environment. The integration key, its keys and the consent belong to one environment. */
  environment: Environment;
  /**
   * The scopes of the token. `impersonation` is added where there is a user.
   *
   * @default `["signature"]`
   */
  scopes?: readonly Scope[] | string | undefined;
  /** The redirect URI of the consent. With it, {@link ConsentRequiredError} has a complete URL. */
  redirectUri?: string | undefined;
  /**
   * The account for calls that name none: the API Account ID, a GUID, and not the account number.
   *
   * @default the user's default account
   */
  accountId?: string | undefined;
  /**
   * The organization in which an application searches for users, a GUID.
   *
   * @default the only organization of the application
   */
  organizationId?: string | undefined;
  /**
   * The function for all requests, for a proxy or for tests.
   *
   * @default the global `fetch`, read at each call
   */
  fetch?: typeof globalThis.fetch | ((url: string, init: RequestInit) => Response | Promise<Response>) | undefined;
  /**
   * The clock: returns milliseconds since the epoch.
   *
   * @default `Date.now`, read at each call
   */
  now?: (() => number) | undefined;
  // generated: durations of a client
  /**
   * How long one operation may take, including its retries. In milliseconds: 500 to 86400000 (1 day).
   *
   * @default 30000 (30 seconds)
   */
  timeout?: number | undefined;
  /**
   * How long before it expires a token is renewed. In milliseconds: 0, or 10000 (10 seconds) to 86400000 (1 day).
   *
   * @default 600000 (10 minutes)
   */
  refreshMargin?: number | undefined;
  // generated end
  /**
   * How often and how patiently to retry. Pass `false` for no retries.
   *
   * @default the defaults of {@link RetryOptions}
   */
  retry?: RetryOptions | false | undefined;
  /**
   * Where processes share tokens. See docs/stores.md for a choice.
   *
   * @default none: tokens stay in the memory of this client
   */
  store?: TokenStore | TokenBroker | undefined;
  /**
   * The secret that encrypts records for the store: 32 random bytes, as text of any form or as bytes; at least 16.
   *
   * Make one with `openssl rand -base64 32`. The constructor refuses a secret that can be guessed. Pass several to rotate
   * them: the client writes with the first and reads with all. A `CryptoKey` or a signer needs it.
   *
   * @default derived from `privateKey`
   */
  storeSecret?: string | Uint8Array | readonly (string | Uint8Array)[];
  /**
   * Continues work after the response: `waitUntil` of `cloudflare:workers`, or of `@vercel/functions`.
   *
   * With it, the client serves a token that is due but valid at once, and renews it after the response. It also writes
   * the store after the response, and finishes a token request whose caller was canceled. The client calls it within
   * the request that the work is for.
   *
   * @example
   * ```ts
   * import { waitUntil } from "cloudflare:workers";
   *
   * const auth = new DocusignAuth({ clientId, userId, privateKey, environment: "production", waitUntil });
   * ```
   */
  waitUntil?: ((promise: Promise<unknown>) => void) | undefined;
  /**
   * Receives each event. The client ignores what it throws.
   *
   * @example
   * ```ts
   * const onEvent = (event: DocusignEvent) => console.log(JSON.stringify(event));
   * const auth = new DocusignAuth({ clientId, userId, privateKey, environment: "demo", onEvent });
   * ```
   */
  onEvent?: ((event: DocusignEvent) => void) | undefined;
}

/** The options of a client: {@link CommonOptions}, and either keys or a signer. */
export type DocusignAuthOptions = CommonOptions &
  (
    | {
        /** The key. Pass several to rotate keys: Docusign must know at least one. */
        privateKey: SigningKey | readonly SigningKey[];
        signer?: undefined;
      }
    | { signer: Signer; privateKey?: undefined }
  );

/** An access token. */
export interface Token {
  /** The token for `Authorization: Bearer …`. Do not read it: Docusign may change its contents. */
  accessToken: string;
  /** `"Application"` for an application without a user. Docusign may also return `"Bearer"` there. */
  tokenType: "Bearer" | "Application";
  /** When the token expires, in milliseconds since the epoch. */
  expiresAt: number;
  /** The scopes, if the response names them. */
  scopes?: string[];
}

/** The tokens of a user who logged in. */
export interface UserTokens extends Token {
  /** The refresh token. It lives about 30 days. Each refresh returns a new one: store that. */
  refreshToken?: string;
  /** The ID token, as Docusign sent it; see `idTokenClaims`. */
  idToken?: string;
  /** The claims of the ID token, checked (iss, aud, exp). */
  idTokenClaims?: IdTokenClaims;
}

/** The claims of an ID token. */
export interface IdTokenClaims {
  /** The user's ID, a GUID (`sub`). */
  userId: string;
  /** The organizations for which an administrator consented (`coid`). */
  organizations: string[];
  /** When Docusign issued it, in milliseconds since the epoch. */
  issuedAt?: number;
  /** When it expires, in milliseconds since the epoch. */
  expiresAt: number;
  name?: string;
  email?: string;
}

/** An account of a user. */
export interface Account {
  /** The account's ID, a GUID. */
  accountId: string;
  name?: string;
  /** Whether it is the user's default account. */
  isDefault: boolean;
  /** The server of the account, for example `https://na2.docusign.net`. */
  baseUri: string;
  /** `baseUri` and `/restapi`, for Docusign's SDKs. */
  basePath: string;
  /** The organization that the account belongs to, a GUID. */
  organizationId?: string;
}

/** The user a token is for. */
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

/** A user that a search found. */
export interface User {
  /** The user's ID, a GUID. */
  userId: string;
  name: string | null;
  email: string;
  /** Whether a client can impersonate the user. */
  active: boolean;
  /** The status in Docusign's words, for example `Active`, `ActivationSent`, `Closed`. */
  status: string;
}

/** The options of every call. */
export interface CallOptions {
  /** Aborts the call, which then rejects with the signal's reason. The request continues if another call waits for it. */
  signal?: AbortSignal | undefined;
}

/** The options of a call that may use the client's memory. */
export interface TokenOptions extends CallOptions {
  /**
   * Asks Docusign, and ignores the memory.
   *
   * @default `false`
   */
  forceRefresh?: boolean | undefined;
}

/** The fields of the platform's `RequestInit` that are passed on. */
type PassedInit = Omit<RequestInit, "method" | "headers" | "body" | "signal" | "redirect" | "next" | "cf">;

/**
 * The second argument of {@link DocusignAuth.fetch}: the fields of the platform's `RequestInit`, `json` and `accountId`.
 * `redirect` is always `"manual"`; `cache` is `"no-store"` unless `cache`, `next` or `cf` says something else.
 */
export interface FetchInit extends PassedInit {
  /** Aborts the request and the reading of its body. The call then rejects with the signal's reason. */
  signal?: AbortSignal | null | undefined;
  /** Options for Next: `revalidate`, `tags`. */
  next?: object | undefined;
  /** Options for Cloudflare Workers. */
  cf?: object | undefined;
  /**
   * The HTTP method.
   *
   * @default `"GET"`
   */
  method?: string | undefined;
  /** The headers, sent as they are. The client sets `authorization`. */
  headers?: RequestInit["headers"] | undefined;
  /** The body. The client sends a stream, or an async iterable in Node, only once: it then does not retry a 401 or 429. */
  body?: RequestInit["body"] | AsyncIterable<Uint8Array> | undefined;
  /** A value to send as JSON, in place of `body`. Sets `content-type: application/json` unless `headers` has one. */
  json?: unknown;
  /**
   * The account that `{accountId}` stands for, a GUID.
   *
   * @default the client's `accountId`, else the user's default account
   */
  accountId?: string;
}

/**
 * A client of one integration key: gets, caches and renews access tokens, and calls Docusign's APIs with them.
 *
 * @example
 * ```ts
 * const auth = new DocusignAuth({ clientId, userId, privateKey, environment: "demo" });
 * const response = await auth.fetch("/restapi/v2.1/accounts/{accountId}/envelopes?from_date=2026-01-01");
 * ```
 */
export class DocusignAuth {
  /**
   * Creates a client. It sends nothing.
   *
   * @throws {@link ConfigError} for an option, such as `client_id_invalid`, `user_id_is_email`, `user_id_is_client_id`,
   * `environment_invalid`, `scope_invalid`, `option_missing`, `option_invalid`
   * @throws {@link KeyError} for the key, as {@link PrivateKey.parse} does, and `key_not_usable` for a `CryptoKey`
   */
  constructor(options: DocusignAuthOptions);

  /**
   * Creates a client from environment variables, which have the names that the command line uses.
   *
   * It reads `DOCUSIGN_CLIENT_ID`, `DOCUSIGN_USER_ID`, `DOCUSIGN_PRIVATE_KEY`, `DOCUSIGN_ENVIRONMENT` (default: `"demo"`),
   * `DOCUSIGN_SCOPES`, `DOCUSIGN_REDIRECT_URI`, `DOCUSIGN_ACCOUNT_ID`, `DOCUSIGN_ORGANIZATION_ID`, `DOCUSIGN_TIMEOUT` in
   * milliseconds, and for your own server `DOCUSIGN_AUTH_SERVER`, `DOCUSIGN_API_SERVER`, `DOCUSIGN_ADMIN_SERVER`. An
   * empty variable counts as absent. An option replaces its variable. Errors name the variables.
   *
   * @example
   * ```ts
   * const auth = DocusignAuth.fromEnv(process.env); // Node and Bun; in a Worker `env`, in Deno `Deno.env.toObject()`
   * ```
   * @throws {@link ConfigError} `option_missing` with every variable that is missing; other codes as the constructor does
   * @throws {@link KeyError} as the constructor does
   */
  static fromEnv(
    env: object,
    options?: Partial<CommonOptions> & { privateKey?: SigningKey | readonly SigningKey[]; signer?: Signer },
  ): DocusignAuth;

  /** The user that the client impersonates. Absent for an application. */
  readonly userId: string | undefined;

  /**
   * Returns a valid access token: the one in memory, or a new one. Concurrent calls share one token request.
   *
   * @example
   * ```ts
   * const accessToken = await auth.getAccessToken({ signal: AbortSignal.timeout(5000) });
   * ```
   * @throws {@link ConsentRequiredError} `consent_required`
   * @throws {@link OAuthError} such as `no_valid_keys_or_signatures`, `issuer_not_found`, `user_not_found`, `rate_limited`
   * @throws {@link NetworkError} `network_failed`, `timeout`
   * @throws {@link ResponseError} such as `response_not_json`, `response_redirected`
   */
  getAccessToken(options?: TokenOptions): Promise<string>;

  /**
   * Returns a valid access token with its expiry. The object is frozen, and shared by all callers.
   *
   * @example
   * ```ts
   * const { accessToken, expiresAt } = await auth.getToken();
   * console.log(`valid for ${Math.round((expiresAt - Date.now()) / 1000)} s`);
   * ```
   * @throws as {@link DocusignAuth.getAccessToken} does
   */
  getToken(options?: TokenOptions): Promise<Token>;

  /**
   * Calls an API of Docusign with the access token. Resolves with the response, with any status.
   *
   * Pass a path such as `/restapi/v2.1/accounts/{accountId}/envelopes` or `/management/v2/…`, or a URL on the account's
   * server or on another API server of the environment. In demo: `api-d.docusign.com`, `api-d.docusign.net`,
   * `demo.rooms.docusign.com`, `lens-d.docusign.net`, `apps-d.docusign.com`, `notary-d.docusign.net`,
   * `proof-d.docusign.net` and `mcp-d.docusign.com`. In production: `api.docusign.com`, `api.docusign.net`,
   * `rooms.docusign.com`, `lens.docusign.net`, `apps.docusign.com`, `na-notary.docusign.net` and `mcp.docusign.com`.
   * `{accountId}` may be percent-encoded, as `new URL()` does. The token goes to no other server, and across no redirect.
   *
   * After a 401 the client tries once more with a new token. After a 429 it waits and retries, within `timeout` and
   * `retry`. After a 5xx or a lost connection it retries GET, HEAD and OPTIONS only. It never sends a stream or an async
   * iterable twice. A `Request` is such a stream unless its content is JSON, a form or text. `timeout` ends when the
   * headers of the response arrive; `signal` also ends the reading of the body.
   *
   * The method is bound to the client. Pass it to HTTP clients as their `fetch`, for example to openapi-fetch and ky. From
   * a `Request` it takes method, headers, body and signal; `init` replaces each of them.
   *
   * @example
   * ```ts
   * const response = await auth.fetch("/restapi/v2.1/accounts/{accountId}/envelopes", {
   *   method: "POST",
   *   json: { status: "created", emailSubject: "Please sign" },
   * });
   * if (!response.ok) throw new Error(await response.text());
   * ```
   * @throws {@link ConfigError} `url_not_allowed`, `account_not_accessible`, `no_account`, `option_invalid`, before it calls
   * the API
   * @throws {@link NetworkError} `network_failed`, `timeout`
   * @throws {@link ResponseError} `response_redirected`
   * @throws for the token, as {@link DocusignAuth.getAccessToken} does
   */
  fetch(this: void, target: string | URL | Request, init?: FetchInit): Promise<Response>;

  /**
   * Returns a client for another user, which shares keys, tokens and limits with this one.
   *
   * It asks for the same scopes unless you pass others; `null` counts as absent. A client of {@link forApplication} passes
   * on the scopes of the client that it was made from.
   *
   * @example
   * ```ts
   * const auth = new DocusignAuth({ clientId, privateKey, environment: "production" });
   * const token = await auth.forUser(userId).getAccessToken();
   * ```
   * @throws {@link ConfigError} `user_id_invalid`, `user_id_is_client_id`, `scope_invalid`, `option_invalid`; and
   * `user_id_is_email`: use {@link forEmail} for an address
   */
  forUser(userId: string, options?: { scopes?: readonly Scope[] | string; accountId?: string }): DocusignAuth;

  /**
   * Searches for the user with this e-mail address, and returns a client for that user. The result is cached for 1
   * hour.
   *
   * The search needs rights: this client's user must be an administrator of the account; an application uses the Admin
   * API. For a user of another account, pass its administrator: `auth.forUser(administrator).forEmail(email)`. With
   * `accountId`, the client searches that account, and the new client works with it.
   *
   * Addresses are compared without case in ASCII only. An address with a character that Unicode maps to an ASCII letter,
   * such as the sign for kelvin, is refused.
   *
   * @example
   * ```ts
   * const ann = await auth.forEmail("ann@example.com");
   * const token = await ann.getAccessToken();
   * ```
   * @throws {@link UserLookupError} `user_lookup_none`, `user_lookup_several`, `user_lookup_inactive`
   * @throws {@link ConfigError} `option_invalid` for what is not an address
   * @throws for the search, as {@link findUsers} does
   */
  forEmail(
    email: string,
    options?: CallOptions & { accountId?: string; organizationId?: string; scopes?: readonly Scope[] | string },
  ): Promise<DocusignAuth>;

  /**
   * Returns a client without a user, for the Admin API. Its default scopes are those of this client that an application
   * can have, else `organization_read user_read`.
   *
   * @example
   * ```ts
   * const application = auth.forApplication({ scopes: ["organization_read", "user_read"] });
   * const organizations = await application.fetch("/management/v2/organizations");
   * ```
   * @throws {@link ConfigError} `scope_invalid`, `option_invalid`
   */
  forApplication(options?: { scopes?: readonly Scope[] | string; organizationId?: string }): DocusignAuth;

  /**
   * Returns the user that the token is for, with all accounts. The result is cached for 1 hour.
   *
   * @example
   * ```ts
   * const { name, accounts } = await auth.getUserInfo();
   * ```
   * @throws {@link ConfigError} `option_missing` for an application, which has no user
   * @throws {@link ResponseError} `user_mismatch`, `base_uri_not_allowed`
   * @throws for the token, as {@link DocusignAuth.getAccessToken} does
   */
  getUserInfo(options?: TokenOptions): Promise<Readonly<UserInfo>>;

  /**
   * Returns an account of the user: the one of `accountId`, else the client's, else the default account.
   *
   * @example
   * ```ts
   * const { accountId, basePath } = await auth.getAccount();
   * ```
   * @throws {@link ConfigError} `account_not_accessible` with the user's accounts, `no_account`, `option_missing`
   * @throws as {@link DocusignAuth.getUserInfo} does
   */
  getAccount(options?: TokenOptions & { accountId?: string | undefined }): Promise<Account>;

  /**
   * Searches for users with an e-mail address: in the account, or, for an application, in the organization.
   *
   * @example
   * ```ts
   * const users = await auth.findUsers({ email: "ann@example.com" });
   * const active = users.filter((user) => user.active);
   * ```
   * @throws {@link OAuthError} `forbidden` if the user is not an administrator, `rate_limited`, `server_error`
   * @throws {@link ConfigError} `option_missing`, `option_invalid`, `account_not_accessible`
   * @throws for the token, as {@link DocusignAuth.getAccessToken} does
   */
  findUsers(options: CallOptions & { email: string; status?: string; accountId?: string; organizationId?: string }): Promise<User[]>;

  /**
   * Builds the URL at which a user consents to the scopes of this client.
   *
   * @example
   * ```ts
   * const url = auth.consentUrl({ redirectUri, prompt: "login" });
   * ```
   * @throws {@link ConfigError} `option_missing` without a redirect URI; other codes as {@link consentUrl} does
   */
  consentUrl(options?: Partial<ConsentUrlOptions>): string;

  /**
   * Builds the URL at which an administrator of a customer's organization consents for its users.
   *
   * @example
   * ```ts
   * const url = auth.adminConsentUrl({ redirectUri, state: createPkce().state });
   * ```
   * @throws {@link ConfigError} as {@link DocusignAuth.consentUrl} does
   */
  adminConsentUrl(options?: Partial<ConsentUrlOptions>): string;

  /**
   * Describes how an administrator of your own organization consents, with the scopes to paste.
   *
   * @example
   * ```ts
   * console.log(auth.adminConsentHelp());
   * ```
   */
  adminConsentHelp(): string;

  /**
   * Exchanges an authorization code for tokens, with the secret of the integration key or with PKCE. A code expires after
   * 2 minutes.
   *
   * @example
   * ```ts
   * const { code } = readRedirect(request.url, { state: session.state });
   * const tokens = await auth.exchangeCode({ code: code ?? "", codeVerifier: session.codeVerifier });
   * ```
   * @throws {@link OAuthError} such as `expired_client_token`, `unauthorized_client`, `invalid_client`, `invalid_grant`
   * @throws {@link RedirectError} `id_token_invalid`; with `adminConsent`, `organizations_missing`
   * @throws {@link ConfigError} `option_missing`, `option_invalid`
   * @throws {@link NetworkError} `network_failed`, `timeout`
   * @throws {@link ResponseError} such as `response_not_json`
   */
  exchangeCode(
    options: CallOptions & {
      /** The code of the redirect; see {@link readRedirect}. */
      code: string;
      /**
       * The redirect URI of the consent URL.
       *
       * @default the client's `redirectUri`
       */
      redirectUri?: string;
      /** The verifier of {@link createPkce}. */
      codeVerifier?: string;
      /** The secret of the integration key. */
      clientSecret?: string;
      /** The `Origin` header that keys of the type Single Page Web Application need, outside a browser. */
      origin?: string;
      /**
       * Whether the code is from {@link adminConsentUrl}: its ID token must name organizations.
       *
       * @default `false`
       */
      adminConsent?: boolean;
    },
  ): Promise<UserTokens>;

  /**
   * Exchanges a refresh token for new tokens. Store the refresh token that it returns.
   *
   * @example
   * ```ts
   * const tokens = await auth.refreshToken({ refreshToken: session.refreshToken, clientSecret });
   * session.refreshToken = tokens.refreshToken ?? session.refreshToken;
   * ```
   * @throws {@link OAuthError} such as `invalid_grant` if the token has expired or was replaced, `invalid_client`
   * @throws {@link ConfigError} `option_missing`, `option_invalid`
   * @throws {@link NetworkError} `network_failed`, `timeout`
   * @throws {@link ResponseError} such as `response_not_json`
   */
  refreshToken(options: CallOptions & { refreshToken: string; clientSecret?: string; origin?: string }): Promise<UserTokens>;

  /** Returns integration key, user, environment and scopes; never a secret. */
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
  /** Your own server's address does not use TLS. */
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

/** The fields of an error, for its constructor. Each class reads the fields that it has, and no others. */
export interface ErrorFields {
  code: ErrorCode;
  message: string;
  remedy?: string | undefined;
  accounts?: string[] | undefined;
  consentUrl?: string | undefined;
  adminConsentHelp?: string | undefined;
  scopes?: string[] | undefined;
  userId?: string | undefined;
  /** The HTTP status. */
  status?: number | undefined;
  error?: string | undefined;
  errorDescription?: string | undefined;
  /** In milliseconds. */
  retryAfter?: number | undefined;
  trace?: string | undefined;
  candidates?: User[] | undefined;
  timeout?: boolean | undefined;
  aborted?: boolean | undefined;
}

/**
 * The base class of all errors of this library. Each message says what happened and what to do. The stack begins at the
 * line that called the library.
 *
 * @example
 * ```ts
 * function handle(error: unknown) {
 *   if (!(error instanceof DocusignError)) throw error;
 *   switch (error.code) {
 *     case "consent_required":
 *       return Response.redirect(error.consentUrl ?? "https://example.com/help");
 *     case "rate_limited":
 *       return new Response(null, { status: 503, headers: { "retry-after": String((error.retryAfter ?? 60_000) / 1000) } });
 *     default:
 *       return new Response(error.message, { status: 500 });
 *   }
 * }
 * ```
 */
export class DocusignError extends Error {
  /** Narrows to the classes, so that `switch (error.code)` knows the fields of each error. */
  static [Symbol.hasInstance](value: unknown): value is AnyDocusignError;
  /**
   * Makes an error for tests of your handlers. Pass a code, a message and the other fields of the class.
   *
   * @example
   * ```ts
   * const error = new KeyError({ code: "key_empty", message: "There is no private key." });
   * ```
   */
  constructor(fields: ErrorFields, more?: { cause?: unknown; response?: Response | undefined });
  /** The stable name of the error, for `switch`. */
  readonly code: ErrorCode;
  /** What to do next. Empty where the message says it, as most messages of `option_missing` and `option_invalid` do. */
  readonly remedy: string;
  /** The underlying error, such as the failure of `fetch`. */
  readonly cause?: unknown;
  /** The response that led to the error. Its body has been read. */
  readonly response?: Response;
}

/** An option or an argument is wrong. The client sent nothing. */
export class ConfigError extends DocusignError {
  static [Symbol.hasInstance](value: unknown): value is ConfigError;
  readonly code: ConfigErrorCode;
  /** The accounts of the user, for `account_not_accessible`. */
  readonly accounts?: string[];
}

/** The private key or the signer cannot be used. */
export class KeyError extends DocusignError {
  static [Symbol.hasInstance](value: unknown): value is KeyError;
  readonly code: KeyErrorCode;
}

/**
 * The user has not consented yet. Ask the user to open `consentUrl`, once.
 *
 * @example
 * ```ts
 * try {
 *   await auth.getAccessToken();
 * } catch (error) {
 *   if (!(error instanceof ConsentRequiredError)) throw error;
 *   console.log(`Open this page as ${error.userId}: ${error.consentUrl}`);
 * }
 * ```
 */
export class ConsentRequiredError extends DocusignError {
  static [Symbol.hasInstance](value: unknown): value is ConsentRequiredError;
  readonly code: ConsentRequiredErrorCode;
  /** The link to consent to the scopes of this client. Absent without `redirectUri`, and for an application. */
  readonly consentUrl?: string;
  /** How an administrator of your own organization consents, with the scopes to paste. */
  readonly adminConsentHelp: string;
  /** The scopes that the client asked for. */
  readonly scopes: string[];
  /** The user who has to consent. Absent for an application. */
  readonly userId?: string;
  /** The HTTP status of the response. */
  readonly status: number;
}

/** Docusign refused a request. */
export class OAuthError extends DocusignError {
  static [Symbol.hasInstance](value: unknown): value is OAuthError;
  readonly code: OAuthErrorCode;
  /** Docusign's `error` or `errorCode`. */
  readonly error?: string;
  /** Docusign's `error_description` or `message`. */
  readonly errorDescription?: string;
  /** The HTTP status of the response. */
  readonly status: number;
  /** What that usually means, and what to do. */
  readonly hint: string;
  /** How long to wait before the next request, in milliseconds, if the response says it. */
  readonly retryAfter?: number;
  /** The trace ID, which Docusign's support asks for. */
  readonly trace?: string;
}

/** The redirect reports an error, or is not the redirect that was expected. */
export class RedirectError extends DocusignError {
  static [Symbol.hasInstance](value: unknown): value is RedirectError;
  readonly code: RedirectErrorCode;
  /** `error` of the address. */
  readonly error?: string;
  /** `error_description` or `error_message` of the address. */
  readonly errorDescription?: string;
}

/** A search for a user did not find exactly one active user. */
export class UserLookupError extends DocusignError {
  static [Symbol.hasInstance](value: unknown): value is UserLookupError;
  readonly code: UserLookupErrorCode;
  /** The users with this address: several, inactive ones, or none. */
  readonly candidates: User[];
}

/** No response came. */
export class NetworkError extends DocusignError {
  static [Symbol.hasInstance](value: unknown): value is NetworkError;
  readonly code: NetworkErrorCode;
  /** Whether the option `timeout` ended the call. */
  readonly timeout: boolean;
  /** Whether the caller aborted. A call with a signal rejects with the signal's reason instead. */
  readonly aborted: boolean;
}

/** A response came that the client cannot use. */
export class ResponseError extends DocusignError {
  static [Symbol.hasInstance](value: unknown): value is ResponseError;
  readonly code: ResponseErrorCode;
}

// Without this line, every declaration would be exported.
export {};
