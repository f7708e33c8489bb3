/** Every command: what it is for, what it takes, what it prints. */
import { DocusignAuth, PrivateKey, adminConsentUrl, consentUrl, inspectAssertion, signAssertion } from "../index.js";
import { call } from "../internal.js";
import { LIFETIME } from "./defaults.js";
import { doctor } from "./doctor.js";
import { printFields, printJson, printLine, printText } from "./output.js";
import { UsageError } from "./usage_error.js";

/** @import { Settings } from "./settings.js" */

/**
 * The values of a command's flags.
 *
 * @typedef {{ application?: boolean, lifetime?: string, state?: string, prompt?: string, "login-hint"?: string, "ui-locales"?: string }} Flags
 */

/**
 * What a command works with.
 *
 * @typedef {object} Context
 * @property {Settings} settings
 * @property {Flags} flags
 * @property {boolean} json
 * @property {AbortSignal} signal
 * @property {string} argument
 */

/**
 * @typedef {object} Command
 * @property {string} name
 * @property {string} summary
 * @property {string} [argument]
 * @property {string[]} settings
 * @property {{ [name: string]: { type: "string" | "boolean", value?: string, what: string } }} flags
 * @property {string[]} examples
 * @property {(context: Context) => number | void | Promise<number | void>} run returns the exit code
 */

const CLIENT = ["clientId", "userId", "privateKey", "privateKeyFile", "environment", "authServer", "scopes"];
const CONSENT = ["clientId", "environment", "authServer", "scopes", "redirectUri"];

/** @type {Command["flags"]} */
const APPLICATION = {
  application: { type: "boolean", what: "act as the application, without a user" },
};
/** @type {Command["flags"]} */
const CONSENT_FLAGS = {
  state: { type: "string", value: "TEXT", what: "comes back with the redirect" },
  prompt: { type: "string", value: "login", what: "makes the user log in again" },
  "login-hint": { type: "string", value: "EMAIL", what: "an address to fill in" },
  "ui-locales": { type: "string", value: "LANGUAGES", what: "languages of the page, with spaces between them" },
};

/** @type {Command[]} */
export const COMMANDS = [
  {
    name: "token",
    summary: "print an access token, and nothing else",
    settings: [...CLIENT, "redirectUri", "timeout"],
    flags: APPLICATION,
    examples: [
      "npx docusign-jwt token | sed 's/^/Authorization: Bearer /' | curl -H @- https://account-d.docusign.com/oauth/userinfo",
      "npx docusign-jwt token --key-file private.pem --environment production",
      "npx docusign-jwt token --application --scopes 'organization_read user_read'",
    ],
    async run({ settings, flags, json, signal }) {
      const token = await withClient(settings, flags, (auth) => auth.getToken({ signal }));
      if (json) printJson(token);
      else printLine(token.accessToken);
    },
  },
  {
    name: "assertion",
    summary: "print a signed assertion, for a token request of your own",
    settings: CLIENT,
    flags: {
      ...APPLICATION,
      lifetime: { type: "string", value: "MS", what: `how long it is valid; default: ${LIFETIME}` },
    },
    examples: [
      "npx docusign-jwt assertion --environment demo | sed 's/^/assertion=/' | " +
        "curl -d grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer -d @- https://account-d.docusign.com/oauth/token",
    ],
    run({ settings, flags, json }) {
      const { clientId, userId, environment, scopes } = actor(settings, flags);
      const lifetime = flags.lifetime === undefined ? undefined : number("--lifetime", flags.lifetime);
      const options = { clientId, environment, scopes, lifetime, ...(userId !== undefined && { userId }) };
      const assertion = withKey(settings, (privateKey) => signAssertion({ ...options, privateKey }));
      if (!json) return printLine(assertion);
      const { header, claims } = inspectAssertion(assertion, { environment });
      return printJson({ assertion, header, claims });
    },
  },
  {
    name: "consent-url",
    summary: "print the link at which a user consents, once",
    settings: CONSENT,
    flags: CONSENT_FLAGS,
    examples: [
      "npx docusign-jwt consent-url --redirect-uri https://example.com/callback --prompt login",
      'xdg-open "$(npx docusign-jwt consent-url)"',
    ],
    run: (context) => printUrl(consentUrl, context),
  },
  {
    name: "admin-consent-url",
    summary: "print the link at which an administrator of a customer's organisation consents",
    settings: CONSENT,
    flags: CONSENT_FLAGS,
    examples: ["npx docusign-jwt admin-consent-url --scopes 'signature impersonation' --state 42"],
    run: (context) => printUrl(adminConsentUrl, context),
  },
  {
    name: "whoami",
    summary: "print the user a token is for, and the account to work with",
    settings: [...CLIENT, "accountId"],
    flags: {},
    examples: ["npx docusign-jwt whoami --json", "npx docusign-jwt whoami | sed -n 's/^basePath: //p'"],
    async run({ settings, flags, json, signal }) {
      settings.need("userId");
      const { user, account } = await withClient(settings, flags, async (auth) => ({
        user: await auth.getUserInfo({ signal }),
        account: await auth.getAccount({ signal }),
      }));
      if (json) return printJson({ ...user, account });
      const { userId, name, email } = user;
      const { accountId, name: accountName, baseUri, basePath } = account;
      return printFields({ userId, name, email, accountId, accountName, baseUri, basePath });
    },
  },
  {
    name: "find-user",
    argument: "EMAIL",
    summary: "print the user ID that belongs to an e-mail address",
    settings: [...CLIENT, "accountId", "organizationId"],
    flags: APPLICATION,
    examples: [
      "npx docusign-jwt find-user ann@example.com",
      'DOCUSIGN_USER_ID="$(npx docusign-jwt find-user ann@example.com)" npx docusign-jwt whoami',
    ],
    async run({ settings, flags, json, signal, argument: email }) {
      await withClient(settings, flags, async (auth) => {
        const users = await auth.findUsers({ email, signal });
        const userId = call((core) => core.selectUser(JSON.stringify(users), email));
        if (json) printJson(users.find((user) => user.userId === userId));
        else printLine(userId);
      });
    },
  },
  {
    name: "inspect-key",
    summary: "print what a private key is, and its public half; never the key",
    settings: ["privateKey", "privateKeyFile"],
    flags: {},
    examples: ["npx docusign-jwt inspect-key --key-file private.pem", "pass show docusign | npx docusign-jwt inspect-key --key-file -"],
    run({ settings, json }) {
      const facts = withKey(settings, ({ bits, thumbprint, format, repairs, publicKeyPem }) => {
        return { bits, thumbprint, format, repairs, publicKeyPem };
      });
      if (json) return printJson(facts);
      const { repairs, publicKeyPem, ...rest } = facts;
      printFields({ ...rest, repairs: repairs.length > 0 ? repairs.join(", ") : undefined });
      return printText(publicKeyPem.trimEnd());
    },
  },
  {
    name: "doctor",
    summary: "find the one thing that is wrong, and how to mend it",
    settings: [...CLIENT, "redirectUri", "accountId"],
    flags: APPLICATION,
    examples: ["npx docusign-jwt doctor", "npx docusign-jwt doctor --json --dotenv production.env"],
    run: (context) => doctor(context, actor),
  },
];

/**
 * The options of the client; acting without a user has to be said.
 *
 * @param {Settings} settings
 * @param {Flags} flags
 */
function actor(settings, flags) {
  const options = settings.options();
  if (flags.application) delete options.userId;
  else if (options.userId === undefined) {
    const { message, remedy, code } = settings.missing("userId");
    const shown = message.slice(0, -remedy.length - 1);
    throw new UsageError(code, shown, `${remedy} To act without a user, give --application.`);
  }
  return options;
}

/**
 * Runs `use` with a client, and wipes the key behind it.
 *
 * @template T
 * @param {Settings} settings
 * @param {Flags} flags
 * @param {(auth: DocusignAuth) => Promise<T>} use
 * @returns {Promise<T>}
 */
async function withClient(settings, flags, use) {
  const options = actor(settings, flags);
  return withKey(settings, (privateKey) => use(new DocusignAuth({ ...options, privateKey })));
}

/**
 * @template T
 * @param {Settings} settings
 * @param {(key: PrivateKey) => T} use
 * @returns {T}
 */
function withKey(settings, use) {
  const { value } = settings.key();
  let key;
  try {
    key = PrivateKey.parse(value);
  } finally {
    if (ArrayBuffer.isView(value)) value.fill(0);
  }
  let result;
  try {
    result = use(key);
  } catch (error) {
    key.free();
    throw error;
  }
  const pending = /** @type {Promise<unknown> | undefined} */ (result);
  if (typeof pending?.finally === "function") return /** @type {T} */ (pending.finally(() => key.free()));
  key.free();
  return result;
}

/**
 * @param {typeof consentUrl} build
 * @param {Context} context
 */
function printUrl(build, { settings, flags, json }) {
  // The consent that the JWT grant needs always has impersonation.
  const scopes = [...(settings.value("scopes") ?? "signature").split(/\s+/), "impersonation"];
  const url = build({
    clientId: settings.need("clientId"),
    environment: settings.environment(),
    redirectUri: settings.need("redirectUri"),
    scopes: [...new Set(scopes)],
    state: flags.state,
    prompt: flags.prompt,
    loginHint: flags["login-hint"],
    uiLocales: flags["ui-locales"],
  });
  if (json) printJson({ url });
  else printLine(url);
}

/**
 * @param {string} flag
 * @param {string} text
 */
function number(flag, text) {
  if (/^\d+$/.test(text)) return Number(text);
  throw new UsageError("usage", `${flag} is no number of milliseconds.`, "Give a whole number.");
}
