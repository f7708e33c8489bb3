/** Settings: flags before environment variables before files, and what each is called. */
import { readFileSync } from "node:fs";
import { TIMEOUT } from "./defaults.js";
import { readEnvFile } from "./env_file.js";
import { isKey, mayBeKey, quotable } from "./misplaced_key.js";
import { UsageError } from "./usage_error.js";
import { inFlags } from "./wording.js";

/**
 * @typedef {object} Setting
 * @property {string} name
 * @property {string} [flag]
 * @property {string} variable
 * @property {string} [value]
 * @property {string} what
 */

/**
 * A source of settings.
 *
 * @typedef {{ name: (setting: Setting) => string, value: (setting: Setting) => string | undefined }} Source
 */

/** @type {Setting[]} */
export const SETTINGS = [
  { name: "clientId", flag: "client-id", variable: "DOCUSIGN_CLIENT_ID", value: "GUID", what: "the integration key" },
  { name: "userId", flag: "user-id", variable: "DOCUSIGN_USER_ID", value: "GUID", what: "the user to impersonate" },
  // There is no flag for the key itself: everybody on the machine can read command lines.
  { name: "privateKey", variable: "DOCUSIGN_PRIVATE_KEY", what: "the private key, as Docusign showed it" },
  {
    name: "privateKeyFile",
    flag: "key-file",
    variable: "DOCUSIGN_PRIVATE_KEY_FILE",
    value: "FILE",
    what: "a file with the private key; - is standard input",
  },
  { name: "environment", flag: "environment", variable: "DOCUSIGN_ENVIRONMENT", value: "NAME", what: "demo (the default) or production" },
  {
    name: "authServer",
    flag: "auth-server",
    variable: "DOCUSIGN_AUTH_SERVER",
    value: "ORIGIN",
    what: "a server of your own, in place of an environment",
  },
  {
    name: "apiServer",
    flag: "api-server",
    variable: "DOCUSIGN_API_SERVER",
    value: "ORIGIN",
    what: "where accounts live, if not on the auth server",
  },
  {
    name: "adminServer",
    flag: "admin-server",
    variable: "DOCUSIGN_ADMIN_SERVER",
    value: "ORIGIN",
    what: "the Admin API of your own server",
  },
  {
    name: "scopes",
    flag: "scopes",
    variable: "DOCUSIGN_SCOPES",
    value: "WORDS",
    what: "scopes with spaces between them; default: signature",
  },
  {
    name: "redirectUri",
    flag: "redirect-uri",
    variable: "DOCUSIGN_REDIRECT_URI",
    value: "URI",
    what: "one that is registered with the integration key",
  },
  {
    name: "accountId",
    flag: "account-id",
    variable: "DOCUSIGN_ACCOUNT_ID",
    value: "GUID",
    what: "the account; default: the user's default account",
  },
  {
    name: "organizationId",
    flag: "organization-id",
    variable: "DOCUSIGN_ORGANIZATION_ID",
    value: "GUID",
    what: "the organisation, for an application's look-up of users",
  },
  {
    name: "timeout",
    flag: "timeout",
    variable: "DOCUSIGN_TIMEOUT",
    value: "MS",
    what: `how long to wait for Docusign, in milliseconds; default: ${TIMEOUT}`,
  },
];

/** Read from the working directory where --dotenv names no other. */
export const ENV_FILES = [".dev.vars", ".env"];

/**
 * Settings that exclude each other: the first source that has one of them decides.
 *
 * @type {string[][]}
 */
const ALTERNATIVES = [
  ["privateKey", "privateKeyFile"],
  ["environment", "authServer"],
];

/**
 * @typedef {{ flags: { [flag: string]: any }, variables: { [name: string]: string | undefined }, files: string[] | undefined }} Given
 */

export class Settings {
  /** @type {Given} */
  #given;
  /** @type {Source[] | undefined} */
  #read;

  /**
   * @param {{ [flag: string]: any }} flags by the names of flags
   * @param {Record<string, string | undefined>} variables
   * @param {string[] | undefined} files in place of ENV_FILES
   */
  constructor(flags, variables, files) {
    this.#given = { flags, variables, files };
  }

  /** Read when the first setting is asked for, so that help works where a file does not. */
  get #sources() {
    this.#read ??= sourcesOf(this.#given);
    return this.#read;
  }

  /**
   * The value of a setting and where it comes from; an empty one counts as absent.
   *
   * @param {string} name
   * @returns {{ value: string, source: string } | undefined}
   */
  find(name) {
    const names = ALTERNATIVES.find((group) => group.includes(name)) ?? [name];
    const settings = SETTINGS.filter((setting) => names.includes(setting.name));
    for (const source of this.#sources) {
      const there = settings.filter((setting) => source.value(setting)?.trim());
      if (there.length > 1) {
        const both = there.map(source.name).join(" and ");
        throw new UsageError("setting_conflict", `${both} exclude each other.`, "Leave one of them out.");
      }
      const [setting] = there;
      if (setting !== undefined) {
        if (setting.name !== name) return undefined;
        return refuseKey(setting, { value: source.value(setting) ?? "", source: source.name(setting) });
      }
    }
    return undefined;
  }

  /** @param {string} name */
  value(name) {
    return this.find(name)?.value.trim();
  }

  /**
   * A value that must be there.
   *
   * @param {string} name
   * @returns {string}
   */
  need(name) {
    const value = this.value(name);
    if (value !== undefined) return value;
    throw this.missing(name);
  }

  /** @param {...string} names */
  missing(...names) {
    const settings = SETTINGS.filter((setting) => names.includes(setting.name));
    const ways = settings.flatMap(({ flag, variable, value }) => [...(flag === undefined ? [] : [`--${flag} ${value}`]), variable]);
    const empty = this.#sources.flatMap((source) => settings.filter((setting) => source.value(setting) === "").map(source.name));
    const noted = empty.length > 0 ? ` (${empty.join(", ")} is set, but empty)` : "";
    const what = settings[0]?.what.split(",")[0] ?? "";
    return new UsageError(
      "setting_missing",
      `${what.charAt(0).toUpperCase()}${what.slice(1)} is missing${noted}.`,
      `Give ${ways.join(" or ")}; variables may also stand in ${ENV_FILES.join(" or ")}.`,
    );
  }

  /**
   * The environment as the library takes it.
   *
   * @returns {import("../index.js").Environment}
   */
  environment() {
    const authServer = this.value("authServer");
    const others = ["apiServer", "adminServer"].flatMap((name) => {
      const found = this.find(name);
      return found === undefined ? [] : [{ name, ...found }];
    });
    if (authServer !== undefined) {
      return { authServer, ...Object.fromEntries(others.map(({ name, value }) => [name, value.trim()])) };
    }
    // In a file they may be left over; on the command line somebody expects them to count.
    const flag = others.find(({ source }) => source.startsWith("--"));
    if (flag !== undefined) {
      throw new UsageError("setting_conflict", `${flag.source} needs --auth-server.`, "Give both or neither.");
    }
    // What it may be, the library says.
    return /** @type {"demo"} */ (this.value("environment") ?? "demo");
  }

  /**
   * The private key's text or bytes, and where they come from.
   *
   * @returns {{ value: string | Uint8Array, source: string }}
   */
  key() {
    const given = this.find("privateKey");
    if (given !== undefined) return given;
    const file = this.find("privateKeyFile");
    if (file === undefined) throw this.missing("privateKey", "privateKeyFile");
    const path = file.value.trim();
    try {
      const value = new Uint8Array(readFileSync(path === "-" ? 0 : path));
      return { value, source: path === "-" ? "standard input" : quotable(path) };
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      throw new UsageError(
        "key_file_unreadable",
        `The key file ${quotable(path)} (${file.source}) cannot be read: ${code ?? "unknown reason"}.`,
        "Give a path, which counts from the working directory, to a file that you may read; the key itself belongs in DOCUSIGN_PRIVATE_KEY.",
      );
    }
  }

  /** All that the library takes, but for the key. */
  options() {
    /** @type {import("../index.js").CommonOptions & { [name: string]: any }} */
    const options = { clientId: this.need("clientId"), environment: this.environment() };
    for (const name of ["userId", "scopes", "redirectUri", "accountId", "organizationId"]) {
      const value = this.value(name);
      if (value !== undefined) options[name] = value;
    }
    const timeout = this.value("timeout");
    // The library refuses what is no number, and names the option.
    if (timeout !== undefined) options.timeout = /** @type {number} */ (/^\d+$/.test(timeout) ? Number(timeout) : timeout);
    return options;
  }

  /** Where each setting that there is comes from, by its name. */
  sources() {
    return Object.fromEntries(
      SETTINGS.flatMap(({ name }) => {
        const found = this.find(name);
        return found === undefined ? [] : [[name, found.source]];
      }),
    );
  }

  /**
   * A text of the library, which names options, in the names that the settings have here.
   *
   * @param {string} text
   */
  inFlags(text) {
    return inFlags(text, (option) => this.#nameOf(option));
  }

  /**
   * @param {string} option
   * @returns {string}
   */
  #nameOf(option) {
    const { flag, variable } = SETTINGS.find(({ name }) => name === option) ?? {};
    let source;
    try {
      source = variable && this.find(option)?.source;
    } catch {
      // What is wrong with the source is told elsewhere.
    }
    // Flags that are no settings have the names of their options.
    return source ?? (variable && flag === undefined ? variable : `--${flag ?? hyphenated(option)}`);
  }
}

/** @param {string} option */
const hyphenated = (option) => option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** What stands in a URL may be as long and as mixed as a key. */
const FREE = ["privateKeyFile", "redirectUri"];

/**
 * A key in the place of another setting is neither used nor shown.
 *
 * @param {Setting} setting
 * @param {{ value: string, source: string }} found
 */
function refuseKey({ name, what }, found) {
  if (name === "privateKey") return found;
  if (!(FREE.includes(name) ? isKey : mayBeKey)(found.value.trim())) return found;
  throw new UsageError(
    "key_misplaced",
    `${found.source} holds what looks like a private key.`,
    `Put ${what.split(/[,;]/)[0]} there. The key belongs in DOCUSIGN_PRIVATE_KEY or in a file that --key-file names.`,
  );
}

/**
 * @param {Given} given
 * @returns {Source[]}
 */
function sourcesOf({ flags, variables, files }) {
  return [
    { name: ({ flag }) => `--${flag}`, value: ({ flag = "" }) => flags[flag] },
    { name: ({ variable }) => variable, value: ({ variable }) => variables[variable] },
    ...readEnvFiles(files).map(([file, valueIn]) => {
      /** @type {Source} */
      const source = { name: ({ variable }) => `${variable} in ${file}`, value: ({ variable }) => valueIn(variable) };
      return source;
    }),
  ];
}

/**
 * @param {string[] | undefined} files
 * @returns {[string, (name: string) => string | undefined][]}
 */
function readEnvFiles(files) {
  return (files ?? ENV_FILES).flatMap((file) => {
    try {
      return [[quotable(file), readEnvFile(file)]];
    } catch (error) {
      if (error instanceof UsageError) throw error;
      const { code = "unknown reason" } = /** @type {NodeJS.ErrnoException} */ (error);
      // The usual files may well not be there; a file that was named must be.
      if (files === undefined && ["ENOENT", "ENOTDIR"].includes(code)) return [];
      const message = `The file ${quotable(file)} cannot be read: ${code}.`;
      throw new UsageError("env_file_unreadable", message, "Check its path and who may read it.");
    }
  });
}
