/** Settings: flags before environment variables before files, and what each is called. */
import { readFileSync } from "node:fs";
import { reasonOf } from "./file_error.js";
import { isReadByOthers } from "./private_file.js";
import { isKey, mayBeKey, quotable } from "./misplaced_key.js";
import { missingSettings } from "./missing_settings.js";
import { SETTINGS } from "./setting_table.js";
import { sourcesOf } from "./setting_sources.js";
import { standardInput } from "./standard_input.js";
import { UsageError } from "./usage_error.js";
import { inFlags } from "./wording.js";

/** @import { Flags, Source, Variables } from "./setting_sources.js" */
/** @import { Setting } from "./setting_table.js" */

/**
 * Settings that exclude each other: the first source that has one of them decides.
 *
 * @type {string[][]}
 */
const ALTERNATIVES = [
  ["privateKey", "privateKeyFile"],
  ["environment", "authServer"],
];

export class Settings {
  #flags;
  #variables;
  /** @type {Source[] | undefined} */
  #read;

  /**
   * @param {Flags} flags
   * @param {Variables} variables
   */
  constructor(flags, variables) {
    this.#flags = flags;
    this.#variables = variables;
  }

  /** The same settings, with files as they are now. */
  reread() {
    return new Settings(this.#flags, this.#variables);
  }

  /** Read when the first setting is asked for, so that help works where a file does not. */
  get #sources() {
    this.#read ??= sourcesOf(this.#flags, this.#variables);
    return this.#read;
  }

  /**
   * The value of a setting and where it comes from; an empty one counts as absent.
   *
   * @param {string} name
   * @returns {{ value: string, source: string, variable: string, file?: string | undefined } | undefined}
   */
  find(name) {
    const names = ALTERNATIVES.find((group) => group.includes(name)) ?? [name];
    const settings = SETTINGS.filter((setting) => names.includes(setting.name));
    for (const source of this.#sources) {
      const there = settings.filter((setting) => source.value(setting)?.trim());
      if (there.length > 1) {
        const both = there.map(source.name).join(" and ");
        throw new UsageError("setting_conflict", `${both} cannot be combined.`, "Use only one of them.");
      }
      const [setting] = there;
      if (setting !== undefined) {
        if (setting.name !== name) return undefined;
        const { variable } = setting;
        const found = { value: source.value(setting) ?? "", source: source.name(setting), variable, file: source.file };
        return refuseKey(setting, found);
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
    throw missingSettings([name], this.#sources);
  }

  /**
   * Whether a setting is there; of settings that exclude each other, any of them.
   *
   * @param {string} name
   */
  has(name) {
    const names = ALTERNATIVES.find((group) => group.includes(name)) ?? [name];
    return names.some((one) => this.find(one) !== undefined);
  }

  /**
   * Refuses a set-up that lacks any of these settings, and names all that are missing.
   *
   * @param {string[]} names
   * @param {string} [also] what else may help
   * @param {string} [init] what init does about it
   */
  demand(names, also, init) {
    const missing = names.filter((name) => !this.has(name));
    if (missing.length > 0) throw missingSettings(missing, this.#sources, also, init);
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
      throw new UsageError("setting_conflict", `${flag.source} needs --auth-server.`, "Pass both or neither.");
    }
    // What it may be, the library says.
    return /** @type {"demo"} */ (this.value("environment") ?? "demo");
  }

  /**
   * The private key's text or bytes, where they come from, and whether other users of the machine can read that file.
   *
   * @returns {{ value: string | Uint8Array, source: string, isOpen?: boolean }}
   */
  key() {
    const given = this.find("privateKey");
    if (given !== undefined) return given;
    const file = this.find("privateKeyFile");
    if (file === undefined) throw missingSettings(["privateKey"], this.#sources);
    const path = file.value.trim();
    try {
      const value = new Uint8Array(path === "-" ? standardInput() : readFileSync(path));
      if (path === "-") return { value, source: "standard input" };
      return { value, source: quotable(path), isOpen: isReadByOthers(path) };
    } catch (error) {
      throw new UsageError(
        "key_file_unreadable",
        `The key file ${quotable(path)} (${file.source}) cannot be read: ${reasonOf(error)}.`,
        "Check its path (relative to the working directory) and permissions. To pass the key itself, set DOCUSIGN_PRIVATE_KEY.",
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
    // The library refuses an invalid number, and names the option.
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
    // Flags that are not settings have the names of their options.
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
 * @param {{ value: string, source: string, variable: string, file?: string | undefined }} found
 */
function refuseKey({ name, what }, found) {
  if (name === "privateKey") return found;
  if (!(FREE.includes(name) ? isKey : mayBeKey)(found.value.trim())) return found;
  throw new UsageError(
    "key_misplaced",
    `${found.source} contains what looks like a private key.`,
    `It must be ${what.split(/[,;]/)[0]}. The key belongs in DOCUSIGN_PRIVATE_KEY or in a file that --key-file names.`,
  );
}
