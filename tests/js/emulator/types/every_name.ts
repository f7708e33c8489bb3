// Uses every name that the package exports, with the options of docusign-jwt on the other side.
import {
  type AccountConfig,
  type ApplicationCredentials,
  type ClientConfig,
  type ConnectConfig,
  type ConsentConfig,
  type Credentials,
  type CredentialsCase,
  type CredentialsOf,
  type DocusignEmulator,
  type EmulatorClock,
  type EmulatorOptions,
  type EmulatorServer,
  type FaultRule,
  type ListenOptions,
  type LoggedRequest,
  type OrganizationConfig,
  type RateLimits,
  type SentMail,
  type SentWebhook,
  type UserConfig,
  accountIds,
  clientIds,
  createEmulator,
  organizationId,
  privateKeys,
  userIds,
} from "docusign-emulator";
import { useDocusign } from "docusign-emulator/jest";
import { DocusignAuth } from "docusign-jwt";

const clients: ClientConfig[] = [{ id: clientIds.contractRobot, keys: [privateKeys.integration] }];
const users: UserConfig[] = [{ id: userIds.ann, email: "ann@example.com", status: "Active" }];
const connect: ConnectConfig[] = [{ url: "https://a.example/", requiresAcknowledgement: true }];
const accounts: AccountConfig[] = [{ id: accountIds.example, name: "Example", connect, connectKeys: ["k"] }];
const organizations: OrganizationConfig[] = [{ id: organizationId, name: "O", admins: [userIds.ann], domains: [] }];
const consents: ConsentConfig[] = [{ client: clientIds.contractRobot, user: userIds.ann, scopes: ["signature"] }];
const options: EmulatorOptions = {
  clients,
  users,
  accounts,
  organizations,
  consents,
  webhook: async (message: Request) => new Response(message.url),
};

const docusign: DocusignEmulator = createEmulator(options);
const which: CredentialsCase = "wrongKey";
const of: CredentialsOf = docusign.credentials;
const credentials: Credentials = of(which);
const { organizationId: own, ...application }: ApplicationCredentials = of("application");
new DocusignAuth({ ...credentials, fetch: docusign.fetch, now: docusign.clock.now });
new DocusignAuth({ ...application, organizationId: own, fetch: docusign.fetch }).forApplication();
docusign.consent(credentials);
docusign.revokeConsent({ clientId: clientIds.contractRobot, userId: userIds.bob });
const rule: FaultRule = { path: "/oauth/token", status: 429, times: 1 };
docusign.fault([rule]);
const limits: RateLimits = { hourly: 1 };
docusign.limits(limits);
const clock: EmulatorClock = docusign.clock;
clock.set(new Date());
const requests: LoggedRequest[] = docusign.requests;
const mail: SentMail[] = docusign.mail;
const webhooks: SentWebhook[] = docusign.webhooks;
const where: ListenOptions = { port: 8080, tls: true };
const server: EmulatorServer = await docusign.listen(where);
new DocusignAuth(server.credentials());
await docusign.delivered();
docusign.addRedirectUri({ clientId: clientIds.publicPage, redirectUri: "https://a.example/" });
docusign.uploadKey({ clientId: clientIds.publicPage, publicKey: "", temporary: true });
export const left: [number, string | undefined, LoggedRequest[], SentMail[], SentWebhook[]] = [
  docusign.revokeTokens(),
  server.ca,
  requests,
  mail,
  webhooks,
];
export const other: DocusignEmulator = useDocusign({}, { afterEach: (reset) => reset() });

// @ts-expect-error There is no such case.
of("nobody");
// @ts-expect-error There is no such kind.
docusign.fault({ kind: "strange" });
// @ts-expect-error An option that is not there.
createEmulator({ user: [] });
