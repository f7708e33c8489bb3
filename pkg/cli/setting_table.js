/** Every setting: its flag, its variable, what it is, and where Docusign shows it. */
import { TIMEOUT } from "./defaults.js";

/**
 * @typedef {object} Setting
 * @property {string} name the library's option
 * @property {string} label what messages call it
 * @property {string} [flag]
 * @property {string} variable
 * @property {string} [value] what stands for the value in help
 * @property {string[]} [values] what it may be, for completion
 * @property {string} what
 * @property {string} [where] where Docusign shows it
 * @property {string[]} [aliases] flags and variables that people try in its place
 */

/** @type {Setting[]} */
export const SETTINGS = [
  {
    name: "clientId",
    label: "integration key",
    flag: "client-id",
    variable: "DOCUSIGN_CLIENT_ID",
    value: "GUID",
    what: "the integration key",
    where: "Apps and Keys, in the row of your app: Integration Key.",
    aliases: ["integration-key", "integrator-key", "DOCUSIGN_INTEGRATION_KEY", "DOCUSIGN_INTEGRATOR_KEY", "DOCUSIGN_IK"],
  },
  {
    name: "userId",
    label: "user ID",
    flag: "user-id",
    variable: "DOCUSIGN_USER_ID",
    value: "GUID",
    what: "the user to impersonate",
    where: "Apps and Keys, at the top of the page: User ID.",
    aliases: ["sub", "username", "DOCUSIGN_IMPERSONATED_USER_ID", "DOCUSIGN_API_USERNAME", "DOCUSIGN_USERNAME"],
  },
  // There is no flag for the key itself: everybody on the machine can read command lines.
  {
    name: "privateKey",
    label: "private key",
    variable: "DOCUSIGN_PRIVATE_KEY",
    what: "the private key, as Docusign showed it",
    where: "Apps and Keys, your app, Service Integration: Generate RSA. Docusign shows the private key once.",
    aliases: ["DOCUSIGN_RSA_KEY", "DOCUSIGN_RSA_PRIVATE_KEY", "DOCUSIGN_KEY", "DOCUSIGN_SECRET_KEY"],
  },
  {
    name: "privateKeyFile",
    label: "private key file",
    flag: "key-file",
    variable: "DOCUSIGN_PRIVATE_KEY_FILE",
    value: "FILE",
    what: "a file with the private key; - reads standard input",
    aliases: ["key", "private-key", "private-key-file", "pem", "DOCUSIGN_PRIVATE_KEY_PATH", "DOCUSIGN_KEY_FILE", "DOCUSIGN_KEY_PATH"],
  },
  {
    name: "environment",
    label: "environment",
    flag: "environment",
    variable: "DOCUSIGN_ENVIRONMENT",
    value: "NAME",
    values: ["demo", "production"],
    what: "demo (the default) or production",
    aliases: ["env", "DOCUSIGN_ENV"],
  },
  {
    name: "authServer",
    label: "auth server",
    flag: "auth-server",
    variable: "DOCUSIGN_AUTH_SERVER",
    value: "ORIGIN",
    what: "your own server instead of an environment",
    aliases: ["server", "oauth-server", "DOCUSIGN_OAUTH_SERVER"],
  },
  {
    name: "apiServer",
    label: "API server",
    flag: "api-server",
    variable: "DOCUSIGN_API_SERVER",
    value: "ORIGIN",
    what: "the server of the accounts, if it is not the auth server",
  },
  {
    name: "adminServer",
    label: "Admin API server",
    flag: "admin-server",
    variable: "DOCUSIGN_ADMIN_SERVER",
    value: "ORIGIN",
    what: "your own server's Admin API",
  },
  {
    name: "scopes",
    label: "scopes",
    flag: "scopes",
    variable: "DOCUSIGN_SCOPES",
    value: "WORDS",
    what: "scopes, separated by spaces; default: signature",
    aliases: ["scope", "DOCUSIGN_SCOPE"],
  },
  {
    name: "redirectUri",
    label: "redirect URI",
    flag: "redirect-uri",
    variable: "DOCUSIGN_REDIRECT_URI",
    value: "URI",
    what: "the redirect URI, as registered with the integration key",
    where: "Apps and Keys, your app: Redirect URIs. It must be registered there, character for character.",
    aliases: ["callback", "callback-url", "redirect-url", "DOCUSIGN_REDIRECT_URL", "DOCUSIGN_CALLBACK_URL"],
  },
  {
    name: "accountId",
    label: "account ID",
    flag: "account-id",
    variable: "DOCUSIGN_ACCOUNT_ID",
    value: "GUID",
    what: "the account; default: the user's default account",
    where: "Apps and Keys, at the top of the page: API Account ID.",
    aliases: ["DOCUSIGN_API_ACCOUNT_ID"],
  },
  {
    name: "organizationId",
    label: "organization ID",
    flag: "organization-id",
    variable: "DOCUSIGN_ORGANIZATION_ID",
    value: "GUID",
    what: "the organization in which an application searches for users",
  },
  {
    name: "timeout",
    label: "timeout",
    flag: "timeout",
    variable: "DOCUSIGN_TIMEOUT",
    value: "MS",
    what: `how long to wait for Docusign, in milliseconds; default: ${TIMEOUT}`,
  },
];

/**
 * The setting of this name.
 *
 * @param {string} name
 * @returns {Setting}
 */
export function settingOf(name) {
  const setting = SETTINGS.find((one) => one.name === name);
  if (setting === undefined) throw new TypeError(`there is no setting ${name}`);
  return setting;
}

/** Where people look up integration keys and users. */
export const APPS_AND_KEYS = "https://admindemo.docusign.com/authenticate?goTo=appsAndKeys";

/** What init proposes, and login listens at. It has to be registered in Apps and Keys. */
export const LOCAL_REDIRECT_URI = "http://localhost:8765/callback";
