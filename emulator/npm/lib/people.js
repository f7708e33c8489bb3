/** The complete configuration, and the options of a client for its users. */
import { config as fixtures, pems } from "../fixtures.js";
import { fitDefaults } from "./defaults.js";
import { needText, readOptions, shown, suggestion } from "./options.js";

const LISTS = ["clients", "users", "accounts", "organizations", "consents"];

/** The sections of a configuration. */
export const SECTIONS = [...LISTS, "generate"];

const JWT_SCOPES = "signature impersonation";

/** Completes a configuration with default values. The core checks the rest. */
export function complete(given) {
  checkLists(given);
  const own = Object.fromEntries(Object.entries(given).filter(([, section]) => section !== undefined));
  const config = copyOf({ ...fixtures, ...own });
  if (own.users !== undefined && own.generate === undefined) delete config.generate;
  fitDefaults(config, own);
  config.clients = config.clients.map(completeClient);
  config.users = config.users.map((user) => completeUser(user, config.accounts));
  config.consents = config.consents.map((consent) => ({ ...consent, scopes: words(consent.scopes ?? JWT_SCOPES) }));
  return config;
}

/** Refuses a section that is not a list of objects. */
export function checkLists(given) {
  for (const name of LISTS) {
    const section = given[name];
    if (section === undefined) continue;
    if (!Array.isArray(section)) throw new TypeError(`${name} must be an array of objects, not ${shown(section)}.`);
    const at = section.findIndex((one) => typeof one !== "object" || one === null || Array.isArray(one));
    if (at >= 0) throw new TypeError(`${name}[${at}] must be an object, not ${shown(section[at])}.`);
  }
}

function copyOf(config) {
  try {
    return structuredClone(config);
  } catch (error) {
    throw new TypeError(`the options must be plain data: ${error.message}`);
  }
}

function completeClient(client) {
  const keys = client.keys ?? (client.secret === undefined && client.origins ? [] : ["integration.pem"]);
  return { name: "Application", ...client, keys: Array.isArray(keys) ? keys.map((key) => pems[key] ?? key) : keys };
}

function completeUser(user, accounts) {
  const name = String(user.email).split("@")[0];
  return { name, accounts: accounts.slice(0, 1).map(({ id }) => id), ...user };
}

/** Scopes as one string. */
export const words = (scopes) => (Array.isArray(scopes) ? scopes.join(" ") : scopes);

/** What credentials have: a test may pass them to the emulator as they are. */
export const OF_CREDENTIALS = ["clientId", "userId", "privateKey", "environment", "redirectUri", "accountId", "organizationId", "scopes"];

const CASES = {
  consented: (config) => pair(config, true),
  unconsented: (config) => pair(config, false),
  wrongKey: (config) => ({ ...pair(config, true), privateKey: pems["wrong.pem"] }),
  closedUser: (config) => ({ ...pair(config, true), ...person(config, ({ status }) => status === "Closed", "a closed user") }),
  application,
};

/** The options of a client for a case, or for an integration key and a user. */
export function credentialsFor(config, which, environment) {
  if (typeof which === "object" && which !== null) return { ...named(config, which), environment };
  const of = Object.hasOwn(CASES, which) ? CASES[which] : undefined;
  if (!of) throw new TypeError(`credentials has no case ${shown(which)}. ${suggestion(String(which), Object.keys(CASES), "cases")}`);
  return { ...of(config), environment };
}

function pair(config, consented) {
  for (const client of signing(config)) {
    for (const user of config.users.filter(isActive)) {
      if (hasConsented(config, client, user) === consented) return { ...keyOf(client), ...who(user) };
    }
  }
  const what = consented ? "a user who has consented to" : "a user without consent to";
  throw new TypeError(`The configuration has no integration key with a private key and ${what} ${JWT_SCOPES}.`);
}

function named(config, given) {
  const { clientId, userId } = readOptions("credentials", given, ["clientId", "userId"], OF_CREDENTIALS);
  for (const name of ["clientId", "userId"]) needText("credentials", given, name);
  const client = signing(config).find(({ id }) => id === clientId);
  if (!client) throw new TypeError(`The configuration has no integration key ${clientId} with a private key.`);
  return { ...keyOf(client), ...person(config, ({ id }) => id === userId, `a user ${userId}`) };
}

function person(config, fits, what) {
  const user = config.users.find(fits);
  if (!user) throw new TypeError(`The configuration does not have ${what}.`);
  return who(user);
}

function application(config) {
  const client = signing(config).find((one) => one.application?.length > 0);
  if (!client) throw new TypeError("The configuration has no integration key that an organization has authorized.");
  const [{ organization, scopes }] = client.application;
  return { ...keyOf(client), scopes: scopes.split(" "), organizationId: organization };
}

const isActive = ({ status }) => status === undefined || status === "Active";
const isPrivate = (key) => key.includes("PRIVATE KEY-----");
const signing = ({ clients }) => clients.filter(({ keys }) => keys.some(isPrivate));

function keyOf({ id, keys, redirectUris }) {
  const redirectUri = redirectUris?.[0];
  return { clientId: id, privateKey: keys.find(isPrivate), ...(redirectUri !== undefined && { redirectUri }) };
}

const who = ({ id, accounts }) => ({ userId: id, ...(accounts[0] !== undefined && { accountId: accounts[0] }) });

function hasConsented(config, client, user) {
  const own = config.consents.filter((one) => one.client === client.id && one.user === user.id);
  const given = [client.consentOfAll ?? "", ...own.map(({ scopes }) => scopes)].join(" ").split(" ");
  return JWT_SCOPES.split(" ").every((scope) => given.includes(scope));
}
