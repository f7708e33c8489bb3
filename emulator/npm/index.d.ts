/**
 * A strict local Docusign, for tests and demonstrations.
 *
 * Its keys are public. Never use them with Docusign.
 *
 * @packageDocumentation
 */

/** Starts a Docusign in this process.
 *
 * Without options it has the default people: see {@link userIds} and {@link clientIds}. A section that you leave out is that
 * of the default people too; default users whose accounts you replace are members of your first account. Each emulator has
 * separate memory. You do not need to stop it.
 *
 * @throws TypeError for an option that it does not have or cannot use. The message names the field, such as `users[0].email`.
 *
 * @example
 * ```ts
 * import { DocusignAuth } from "docusign-jwt";
 * import { createEmulator } from "docusign-emulator";
 *
 * const docusign = createEmulator();
 * const auth = new DocusignAuth({ ...docusign.credentials("consented"), fetch: docusign.fetch });
 * const token = await auth.getAccessToken();
 * ```
 */
export function createEmulator(options?: EmulatorOptions): DocusignEmulator;

/** Users, accounts, integration keys and organizations. Each section replaces the default one.
 *
 * @example
 * ```ts
 * const docusign = createEmulator({
 *   clients: [{ id: "5c2b8d7e-0f6a-4c1d-9e3b-7a8f9c0d1e2f" }],
 *   users: [{ id: "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9", email: "ann@example.com" }],
 *   consents: [{ client: "5c2b8d7e-0f6a-4c1d-9e3b-7a8f9c0d1e2f", user: "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9" }],
 * });
 * ```
 */
export interface EmulatorOptions {
  /** Integration keys. */
  clients?: readonly ClientConfig[];
  /** Users. */
  users?: readonly UserConfig[];
  /** Accounts. */
  accounts?: readonly AccountConfig[];
  /** Organizations, which own accounts and domains. */
  organizations?: readonly OrganizationConfig[];
  /** Who has consented to what at the start. */
  consents?: readonly ConsentConfig[];
  /** More users and accounts, by number. Default: 1000 users and 50 accounts beside the default users, else none. */
  generate?: { users: number; accounts: number };
  /** Gets the messages of Connect, in place of the application that they are for. Default: they are posted to this machine.
   *
   * Hand them to your own request handler. Messages for other hosts fail unless this option is given.
   */
  webhook?: (message: Request) => { readonly status: number } | Promise<{ readonly status: number }>;
}

/** An integration key.
 *
 * @example
 * ```ts
 * const client: ClientConfig = { id: "5c2b8d7e-0f6a-4c1d-9e3b-7a8f9c0d1e2f", redirectUris: ["https://app.example/callback"] };
 * ```
 */
export interface ClientConfig {
  /** The integration key, a GUID. */
  id: string;
  /** Its name on the consent page. Default: `Application`. */
  name?: string;
  /** Its secret for the authorization code grant. Without one it is a public client, which needs PKCE. */
  secret?: string;
  /** Up to five RSA keys in PEM: private ones (PKCS#1, as Docusign shows them) or public ones. Default: the test key. */
  keys?: readonly string[];
  /** The registered redirect URIs. */
  redirectUris?: readonly string[];
  /** The origins from which a single-page application may exchange codes. */
  origins?: readonly string[];
  /** The organizations that authorized it for application tokens, with scopes separated by spaces. */
  application?: readonly { organization: string; scopes: string }[];
  /** The scopes to which all users have consented. */
  consentOfAll?: string;
}

/** A user.
 *
 * @example
 * ```ts
 * const user: UserConfig = { id: "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9", email: "ann@example.com" };
 * ```
 */
export interface UserConfig {
  /** The User ID, a GUID. */
  id: string;
  /** The e-mail address; several users may share one. */
  email: string;
  /** The name. Default: what is before the `@`. */
  name?: string;
  /** Default: `Active`. */
  status?: "Active" | "ActivationRequired" | "ActivationSent" | "Closed" | "Disabled";
  /** The IDs of the accounts; the first is the default account. Default: the first account there is. */
  accounts?: readonly string[];
  /** Those among the accounts that the user administers. */
  adminOf?: readonly string[];
}

/** An account.
 *
 * @example
 * ```ts
 * const account: AccountConfig = { id: "7d1f2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b", name: "Example Ltd" };
 * ```
 */
export interface AccountConfig {
  /** The API Account ID, a GUID. */
  id: string;
  /** Its name. */
  name: string;
  /** The ID of the organization that it belongs to. */
  organization?: string;
  /** Who is told of the events of its envelopes, as in a Connect configuration. */
  connect?: readonly ConnectConfig[];
  /** The secrets with which messages of Connect are signed, 100 at most. */
  connectKeys?: readonly string[];
}

/** Who is told of the events of an account's envelopes.
 *
 * @example
 * ```ts
 * const connect: ConnectConfig = { url: "http://localhost:3000/webhook", events: ["envelope-completed"] };
 * ```
 */
export interface ConnectConfig {
  /** Where messages are posted. */
  url: string;
  /** Such as `envelope-completed`. Default: all. */
  events?: readonly string[];
  /** What is in a message beside IDs: `recipients`, `documents`. Default: nothing. */
  includeData?: readonly string[];
  /** Whether messages are signed, if the account has keys. Default: true. */
  includeHMAC?: boolean;
  /** The number in each message. Default: any. */
  configurationId?: number;
  /** Whether Connect retries a message if the application's status is not from 200 to 299. Default: false.
   *
   * It is tried once a day by the emulator's clock, ten times at most. Messages behind it wait until one is taken.
   */
  requiresAcknowledgement?: boolean;
}

/** An organization.
 *
 * @example
 * ```ts
 * const organization: OrganizationConfig = { id: "1e2f3a4b-5c6d-4e7f-8a9b-0c1d2e3f4a5b", name: "Example", admins: [], domains: [] };
 * ```
 */
export interface OrganizationConfig {
  /** The organization ID, a GUID. */
  id: string;
  /** Its name. */
  name: string;
  /** The IDs of the users who may consent for it. */
  admins: readonly string[];
  /** The e-mail domains that it has claimed. */
  domains: readonly string[];
}

/** A consent at the start.
 *
 * @example
 * ```ts
 * const consent: ConsentConfig = { client: clientIds.contractRobot, user: userIds.ann };
 * ```
 */
export interface ConsentConfig {
  /** The integration key. */
  client: string;
  /** The User ID. */
  user: string;
  /** Default: `signature impersonation`. */
  scopes?: string | readonly string[];
}

/** The cases for which there are credentials.
 *
 * - `consented`: a user who has consented.
 * - `unconsented`: a user who has not; the first token request is refused with `consent_required`.
 * - `wrongKey`: a private key that Docusign does not know.
 * - `closedUser`: a user whose membership is closed.
 *
 * @example
 * ```ts
 * const cases: CredentialsCase[] = ["consented", "unconsented", "wrongKey", "closedUser"];
 * ```
 */
export type CredentialsCase = "consented" | "unconsented" | "wrongKey" | "closedUser";

/** What a client needs to act for a user: options of `new DocusignAuth`.
 *
 * @example
 * ```ts
 * const { clientId, userId, privateKey } = docusign.credentials("consented");
 * ```
 */
export interface Credentials {
  /** The integration key. */
  clientId: string;
  /** The User ID. */
  userId: string;
  /** A private key in PEM. It is public: a test key. */
  privateKey: string;
  /** `demo` in the same process; the server's origin for one that listens. */
  environment: "demo" | { authServer: string };
  /** The first registered redirect URI. */
  redirectUri?: string;
  /** The user's default account. */
  accountId?: string;
}

/** What a client needs to act as an application, without a user.
 *
 * @example
 * ```ts
 * const { organizationId, ...options } = docusign.credentials("application");
 * const auth = new DocusignAuth({ ...options, fetch: docusign.fetch }).forApplication();
 * ```
 */
export interface ApplicationCredentials {
  /** The integration key. */
  clientId: string;
  /** A private key in PEM. It is public: a test key. */
  privateKey: string;
  /** `demo` in the same process; the server's origin for one that listens. */
  environment: "demo" | { authServer: string };
  /** The first registered redirect URI. */
  redirectUri?: string;
  /** The scopes that the organization has authorized. */
  scopes: string[];
  /** The organization. */
  organizationId: string;
}

/** Makes credentials for a case, for an application, or for an integration key and a user.
 *
 * @example
 * ```ts
 * docusign.credentials("unconsented");
 * docusign.credentials({ clientId: clientIds.productOfIsv, userId: userIds.bob });
 * ```
 */
export interface CredentialsOf {
  /** Default: `consented`. */
  (which?: CredentialsCase | { clientId: string; userId: string }): Credentials;
  (which: "application"): ApplicationCredentials;
}

/** A Docusign in this process.
 *
 * @example
 * ```ts
 * const docusign = createEmulator();
 * docusign.fault({ path: "/oauth/token", status: 429, times: 2 });
 * docusign.clock.advance(3_600_000);
 * docusign.reset();
 * ```
 */
export interface DocusignEmulator {
  /** Responds like Docusign's hosts, without a network. `localhost` stands for all of these hosts.
   *
   * It needs no `this`. Requests, headers, signals and bodies may be of another realm or library.
   *
   * @throws TypeError `fetch failed` for any other host, and for a redirect to one.
   *
   * @example
   * ```ts
   * const response = await docusign.fetch("https://account-d.docusign.com/oauth/userinfo");
   * ```
   */
  readonly fetch: typeof globalThis.fetch;

  /** The options of a client.
   *
   * @example
   * ```ts
   * const auth = new DocusignAuth({ ...docusign.credentials("consented"), fetch: docusign.fetch });
   * ```
   */
  readonly credentials: CredentialsOf;

  /** Consents for a user, as on the consent page. Default scopes: `signature impersonation`.
   *
   * @throws TypeError if there is no such integration key or user, or if scopes are separated by commas.
   *
   * @example
   * ```ts
   * docusign.consent(docusign.credentials("unconsented"));
   * ```
   */
  consent(consent: { clientId: string; userId: string; scopes?: string | readonly string[] }): void;

  /** Takes back all consent of a user for an integration key, with its refresh tokens.
   *
   * @example
   * ```ts
   * docusign.revokeConsent(docusign.credentials("consented"));
   * ```
   */
  revokeConsent(consent: { clientId: string; userId: string }): void;

  /** Adds rules for what goes wrong. The first rule that fits a request is used.
   *
   * @throws TypeError for a rule that changes nothing, or that has a field or value that there is not.
   *
   * @example
   * ```ts
   * docusign.fault({ path: "/oauth/token", status: 429, retryAfter: 1, times: 2 });
   * docusign.fault({ path: "/restapi", kind: "cut", rate: 0.1 });
   * ```
   */
  fault(rules: FaultRule | readonly FaultRule[]): void;

  /** Replaces the rate limits, and resets the counters.
   *
   * @example
   * ```ts
   * docusign.limits({ hourly: 10 });
   * ```
   */
  limits(limits: RateLimits): void;

  /** Registers one more redirect URI.
   *
   * @example
   * ```ts
   * docusign.addRedirectUri({ clientId: clientIds.contractRobot, redirectUri: "http://localhost:3000/callback" });
   * ```
   */
  addRedirectUri(more: { clientId: string; redirectUri: string }): void;

  /** Adds a public key in PEM to an integration key, which has five at most.
   *
   * With `temporary`, the oldest temporary key makes room for it.
   *
   * @example
   * ```ts
   * import { generateKeyPairSync } from "node:crypto";
   * const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
   * docusign.uploadKey({ clientId: clientIds.contractRobot, publicKey: publicKey.export({ type: "spki", format: "pem" }) });
   * ```
   */
  uploadKey(key: { clientId: string; publicKey: string; temporary?: boolean }): void;

  /** Ends access tokens before their time: those of a user, or all. Returns how many.
   *
   * @throws TypeError if there is no such user.
   *
   * @example
   * ```ts
   * docusign.revokeTokens({ userId: userIds.ann });
   * ```
   */
  revokeTokens(whose?: { userId?: string }): number;

  /** The emulator's clock, which is in the `Date` of every response.
   *
   * @example
   * ```ts
   * docusign.clock.advance(60 * 60 * 1000);
   * ```
   */
  readonly clock: EmulatorClock;

  /** The requests since the start or the last reset, the oldest first. No secret is in them.
   *
   * @example
   * ```ts
   * const exchanges = docusign.requests.filter(({ path }) => path === "/oauth/token");
   * ```
   */
  readonly requests: LoggedRequest[];

  /** The e-mails to recipients, the oldest first. None is sent.
   *
   * @example
   * ```ts
   * const [{ to, url }] = docusign.mail;
   * ```
   */
  readonly mail: SentMail[];

  /** The attempts to deliver Connect messages, the oldest first, with the application's status.
   *
   * @example
   * ```ts
   * await docusign.delivered();
   * const events = docusign.webhooks.map(({ event }) => event);
   * ```
   */
  readonly webhooks: SentWebhook[];

  /** Resolves when no message of Connect is under way: each was delivered, has failed, or waits for its next day.
   *
   * @example
   * ```ts
   * await docusign.delivered();
   * ```
   */
  delivered(): Promise<void>;

  /** Goes back to how it was at the start: consents, tokens, envelopes, faults, clock, requests, e-mails, messages.
   *
   * @example
   * ```ts
   * afterEach(() => docusign.reset());
   * ```
   */
  reset(): void;

  /** Serves this emulator over HTTP, in Node, Deno and Bun. Default: a free port of 127.0.0.1.
   *
   * @throws Error if the address is taken, or is not of this machine, or if the runtime has no server.
   *
   * @example
   * ```ts
   * const server = await docusign.listen(8080);
   * const auth = new DocusignAuth(server.credentials("consented"));
   * await server.close();
   * ```
   */
  listen(options?: number | ListenOptions): Promise<EmulatorServer>;
}

/** A clock that tests move.
 *
 * @example
 * ```ts
 * const auth = new DocusignAuth({ ...docusign.credentials(), fetch: docusign.fetch, now: docusign.clock.now });
 * ```
 */
export interface EmulatorClock {
  /** What it shows, in milliseconds since the epoch. It needs no `this`. */
  now(): number;
  /** Moves it by milliseconds, also back. Messages of Connect that are due then are tried again. */
  advance(milliseconds: number): void;
  /** Sets it to a time in milliseconds since the epoch, or to a `Date`. It runs on from there. */
  set(time: number | Date): void;
}

/** What goes wrong, and for which requests.
 *
 * @example
 * ```ts
 * const rule: FaultRule = { path: "/oauth/token", status: 400, error: "consent_required", times: 1 };
 * ```
 */
export interface FaultRule {
  /** The beginning of the paths that it is for. Default: all. */
  path?: string;
  /** How many requests it is for. Default: all. */
  times?: number;
  /** For which share of requests, from 0 to 1; the same ones in every run. Default: all. */
  rate?: number;
  /** The delay of the response, in milliseconds. */
  latencyMs?: number;
  /** The status of the response. */
  status?: number;
  /** Adds `Retry-After` with so many seconds. */
  retryAfter?: number;
  /** Another fault: a broken connection, invalid JSON, a page, 5 MB, an empty body, a redirect, no response. */
  kind?: "cut" | "garbage" | "html" | "huge" | "empty" | "redirect" | "hang";
  /** `error` in the body, as the token endpoint has it. */
  error?: string;
  /** `error_description` in the body. */
  errorDescription?: string;
  /** `errorCode` in the body, as the REST APIs have it. */
  errorCode?: string;
  /** `message` in the body. */
  message?: string;
  /** Where a redirect leads. */
  location?: string;
}

/** How often an account may be called.
 *
 * @example
 * ```ts
 * const limits: RateLimits = { burst: 5 };
 * ```
 */
export interface RateLimits {
  /** Calls of an account in a clock hour. Default: 3000. */
  hourly?: number;
  /** Calls of an account in 30 seconds. Default: 200. */
  burst?: number;
  /** Reads of one envelope in a clock hour. Default: no limit. */
  hourlyPolling?: number;
  /** Reads of one envelope in 30 seconds. Default: no limit. */
  burstPolling?: number;
  /** Calls of userinfo in a clock hour, of a user and of an integration key. Default: no limit. */
  userInfo?: number;
}

/** A request that the emulator has served.
 *
 * @example
 * ```ts
 * const { path, status, error }: LoggedRequest = docusign.requests[0];
 * ```
 */
export interface LoggedRequest {
  /** When, by the emulator's clock, in milliseconds since the epoch. */
  at: number;
  /** The method. */
  method: string;
  /** The path. */
  path: string;
  /** The parameters of the query; the value of a secret one is `…`. */
  query: Record<string, string>;
  /** The status of the response. */
  status: number;
  /** Whether it had an `Authorization`. */
  authorized: boolean;
  /** The grant, at the token endpoint. */
  grant: string | null;
  /** The integration key, where it is known. */
  client: string | null;
  /** The User ID, where it is known. */
  user: string | null;
  /** What the emulator objected to, such as `invalid_grant/user_not_found`. */
  error: string | null;
  /** The `User-Agent`. */
  agent: string | null;
  /** How long it took, in milliseconds. */
  durationMs: number;
}

/** An e-mail to a recipient.
 *
 * @example
 * ```ts
 * const page = await docusign.fetch(docusign.mail[0].url);
 * ```
 */
export interface SentMail {
  /** When, in milliseconds since the epoch. */
  at: number;
  /** The recipient's e-mail address. */
  to: string;
  /** The subject. */
  subject: string;
  /** The envelope. */
  envelopeId: string;
  /** The recipient's link to sign. */
  url: string;
}

/** One try of a message of Connect. A message that waits behind another is not here until it is tried.
 *
 * @example
 * ```ts
 * const { event, status }: SentWebhook = docusign.webhooks[0];
 * ```
 */
export interface SentWebhook {
  /** When, in milliseconds since the epoch. */
  at: number;
  /** Where it went. */
  url: string;
  /** Such as `envelope-completed`. */
  event: string;
  /** The envelope. */
  envelopeId: string;
  /** How often the message was tried before, as in its body. */
  retryCount: number;
  /** The headers, among them `x-docusign-signature-1`. */
  headers: Record<string, string>;
  /** The body: JSON, in the model that Docusign calls JSON SIM. */
  body: string;
  /** The status of the response; null while it is under way, and where none came. */
  status: number | null;
  /** Why there is no response. */
  error: string | null;
}

/** Where to listen.
 *
 * @example
 * ```ts
 * const server = await docusign.listen({ port: 8443, tls: true });
 * ```
 */
export interface ListenOptions {
  /** Default: 0, a free one. */
  port?: number;
  /** Default: `127.0.0.1`. */
  host?: string;
  /** Whether to speak TLS, by a certificate of an authority that lives as long as the server. Default: false. */
  tls?: boolean;
  /** Whether others than this machine may reach it. Default: false; its keys are public. */
  allowRemote?: boolean;
}

/** An emulator that listens.
 *
 * @example
 * ```ts
 * const server = await docusign.listen();
 * await server.close();
 * ```
 */
export interface EmulatorServer {
  /** Such as `http://127.0.0.1:8080`: auth server, API server and Admin API at once. */
  readonly origin: string;
  /** The port. */
  readonly port: number;
  /** The certificate of the authority, in PEM, with TLS. */
  readonly ca: string | undefined;
  /** The options of a client for this server. They do not include `fetch`. */
  readonly credentials: CredentialsOf;
  /** Ends all connections and frees the port. */
  close(): Promise<void>;
}

/** The integration keys of the default people.
 *
 * `contractRobot` has no consent at the start. `publicPage` is public and uses PKCE. `productOfIsv` has everybody's consent.
 *
 * @example
 * ```ts
 * docusign.consent({ clientId: clientIds.contractRobot, userId: userIds.ann });
 * ```
 */
export const clientIds: Readonly<Record<"contractRobot" | "publicPage" | "productOfIsv", string>>;

/** The User IDs of the default people.
 *
 * `ann` administers the first account and the organization. `tina` and `otherTina` share an e-mail address. `carl` is closed.
 * `eva` has a `+` and `juergen` an umlaut in the address. `pia` is not activated.
 *
 * @example
 * ```ts
 * const auth = new DocusignAuth({ ...docusign.credentials(), userId: userIds.bob, fetch: docusign.fetch });
 * ```
 */
export const userIds: Readonly<Record<"ann" | "bob" | "tina" | "otherTina" | "carl" | "eva" | "juergen" | "pia", string>>;

/** The API Account IDs of the default people. `bob` is in both.
 *
 * @example
 * ```ts
 * const path = `/restapi/v2.1/accounts/${accountIds.example}/envelopes`;
 * ```
 */
export const accountIds: Readonly<Record<"example" | "second", string>>;

/** The organization of the default people.
 *
 * @example
 * ```ts
 * const path = `/management/v2/organizations/${organizationId}/users`;
 * ```
 */
export const organizationId: string;

/** The private keys of the default people, in PEM. They are public: never use them with Docusign.
 *
 * `integration` is of `contractRobot` and `productOfIsv`; `integration2` is a second one of `contractRobot`; nobody knows `wrong`.
 *
 * @example
 * ```ts
 * const auth = new DocusignAuth({ ...docusign.credentials(), privateKey: privateKeys.wrong, fetch: docusign.fetch });
 * ```
 */
export const privateKeys: Readonly<Record<"integration" | "integration2" | "wrong", string>>;
