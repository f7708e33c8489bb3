/** What init asks for and writes. */
import { Buffer } from "node:buffer";
import { existsSync, readFileSync } from "node:fs";
import { PrivateKey } from "../index.js";
import { ask, toJson } from "../internal.js";
import { changeEnvFile, quoted } from "./env_edit.js";
import { readEnvFile } from "./env_file.js";
import { reasonOf } from "./file_error.js";
import { keepOutOfGit, tellIgnored } from "./git_ignore.js";
import { UPLOAD, newKeyPair } from "./key_pair.js";
import { isKey, quotable } from "./misplaced_key.js";
import { happened, tell, tellStatus } from "./output.js";
import { Prompt } from "./prompt.js";
import { APPS_AND_KEYS, LOCAL_REDIRECT_URI, SETTINGS, settingOf } from "./setting_table.js";
import { cyan, isInteractive } from "./terminal.js";
import { UsageError } from "./usage_error.js";

/** @import { Context } from "./command.js" */
/** @import { Settings } from "./settings.js" */

/** Collects the settings, and writes those that the file does not have. */
export class Setup {
  #settings;
  #file;
  #context;
  /** @type {Map<string, string>} by the names of settings */
  #answers = new Map();
  /** @type {string | undefined} */
  #privateKey;
  /** @type {string | undefined} */
  #publicKey;
  #mayOverwrite;
  /** @type {Prompt | undefined} */
  #prompt;

  /**
   * @param {Settings} settings
   * @param {string} file
   * @param {Context} context
   */
  constructor(settings, file, context) {
    this.#settings = settings;
    this.#file = file;
    this.#context = context;
    this.#mayOverwrite = context.flags.overwrite === true;
  }

  get isKeyNew() {
    return this.#publicKey !== undefined;
  }

  /** Without a terminal: says which flags to give. */
  demand() {
    const wantsKey = !this.#context.flags["generate-key"];
    const names = ["clientId", "userId", ...(wantsKey ? ["privateKey"] : [])];
    this.#settings.demand(names, "To make a new key pair, pass --generate-key.", "In a terminal, init asks for them.");
    this.#check({});
  }

  /** Asks for what is missing. */
  async ask() {
    const { signal, flags } = this.#context;
    const prompt = new Prompt(signal);
    this.#prompt = prompt;
    try {
      if (this.#isIncomplete()) {
        tell(`The settings go into ${quotable(this.#file)}. Most of them are on this page of Docusign:`, [cyan(`  ${APPS_AND_KEYS}`)]);
        tell("(In production: Docusign Admin, Apps and Keys.)", "");
      }
      if (!this.#settings.has("environment")) {
        const at = await prompt.choose("Which environment?", ["demo: a developer account", "production"]);
        this.#answers.set("environment", at === 0 ? "demo" : "production");
      }
      await this.#askFor("clientId");
      await this.#askFor("userId");
      if (!flags["generate-key"] && !this.#settings.has("privateKey")) await this.#askForKey(prompt);
      await this.#askFor("redirectUri", LOCAL_REDIRECT_URI);
    } finally {
      // Between questions, Ctrl-C belongs to the terminal.
      prompt.close();
    }
  }

  #isIncomplete() {
    const hasKey = this.#context.flags["generate-key"] || this.#settings.has("privateKey");
    return !hasKey || ["environment", "clientId", "userId", "redirectUri"].some((name) => !this.#settings.has(name));
  }

  /**
   * @param {string} name
   * @param {string} [preset]
   */
  async #askFor(name, preset) {
    if (this.#settings.has(name)) return;
    const { label, where } = settingOf(name);
    tell(`${where}`);
    const check = (/** @type {string} */ answer) => {
      if (isKey(answer)) return "This looks like a private key. A later question asks for the key.";
      try {
        this.#check({ [name]: answer });
        return undefined;
      } catch (error) {
        return this.#settings.inFlags(happened(/** @type {Error} */ (error)));
      }
    };
    const title = `${label.charAt(0).toUpperCase()}${label.slice(1)}`;
    this.#answers.set(name, await /** @type {Prompt} */ (this.#prompt).ask(title, { ...(preset && { preset }), check }));
  }

  /** @param {Prompt} prompt */
  async #askForKey(prompt) {
    tell(settingOf("privateKey").where ?? "");
    const at = await prompt.choose("The private key", [
      "It is in a file",
      "Paste it; the terminal does not show it",
      "Make a new key pair",
    ]);
    if (at === 2) return this.#makeKey();
    for (;;) {
      const file = at === 0 ? await prompt.ask("Path of the file") : undefined;
      const problem = this.#take(
        file === undefined ? await prompt.pastedKey("Paste the key, with its first and last line, then press Enter") : { file },
      );
      if (problem === undefined) return undefined;
      tell(`  ${problem}`);
    }
  }

  /**
   * Takes a key, or says what is wrong with it.
   *
   * @param {string | { file: string }} key
   */
  #take(key) {
    try {
      this.#privateKey = textOfKey(typeof key === "string" ? key : readFileSync(key.file));
      return undefined;
    } catch (error) {
      const { syscall, message } = /** @type {NodeJS.ErrnoException} */ (error);
      return syscall === undefined ? message : `The file cannot be read: ${reasonOf(error)}.`;
    }
  }

  async #makeKey() {
    const { privateKey, publicKey } = await newKeyPair(2048);
    this.#privateKey = privateKey.trim();
    this.#publicKey = publicKey.trim();
  }

  /**
   * Throws for settings that the library refuses.
   *
   * @param {{ [name: string]: string }} more
   */
  #check(more) {
    const given = (/** @type {string} */ name) => this.#answers.get(name) ?? this.#settings.value(name);
    const environment = this.#settings.has("environment") ? this.#settings.environment() : (this.#answers.get("environment") ?? "demo");
    const names = ["clientId", "userId", "scopes", "redirectUri", "accountId"];
    const options = Object.fromEntries(names.flatMap((name) => (given(name) === undefined ? [] : [[name, given(name)]])));
    ask("describeClient", toJson({ ...options, environment, ...more }));
  }

  /** Writes what the file does not have yet, and keeps the file from others and from git. */
  async write() {
    const { flags, signal } = this.#context;
    if (flags["generate-key"] && this.#privateKey === undefined) await this.#makeKey();
    const changes = this.#changes();
    if (changes.size === 0) return tellStatus("ok", `${quotable(this.#file)} has all settings.`);
    const replaced = this.#replaced(changes);
    if (replaced.length > 0 && !this.#mayOverwrite) {
      const names = replaced.join(", ");
      const prompt = isInteractive() && !this.#context.json ? new Prompt(signal) : undefined;
      const isAllowed = await prompt?.confirm(`${quotable(this.#file)} has other values for ${names}. Replace them?`, false);
      prompt?.close();
      if (!isAllowed) {
        const message = `${quotable(this.#file)} has other values for ${names}.`;
        throw new UsageError(
          "setting_conflict",
          message,
          "Nothing was written. Pass --overwrite to replace them, or --file to write another file.",
        );
      }
    }
    const git = keepOutOfGit(this.#file);
    changeEnvFile(this.#file, changes);
    const written = [...changes].filter(([, value]) => value !== undefined).map(([name]) => name);
    tellStatus("ok", `Wrote ${written.join(", ")} to ${quotable(this.#file)}. Only you can read the file.`);
    tellIgnored(this.#file, git);
    if (this.#publicKey !== undefined) tell("", UPLOAD, "", ...this.#publicKey.split("\n"), "");
    return undefined;
  }

  /** The values to write, by the names of variables. */
  #changes() {
    /** @type {Map<string, string | undefined>} */
    const changes = new Map();
    for (const { name, variable } of SETTINGS) {
      const value = this.#valueOf(name);
      if (value === undefined) continue;
      quoted(variable, value);
      changes.set(variable, value);
    }
    // What a file has for the other of two settings would contradict.
    for (const [one, other] of [
      ["DOCUSIGN_PRIVATE_KEY", "DOCUSIGN_PRIVATE_KEY_FILE"],
      ["DOCUSIGN_ENVIRONMENT", "DOCUSIGN_AUTH_SERVER"],
      ["DOCUSIGN_AUTH_SERVER", "DOCUSIGN_ENVIRONMENT"],
    ]) {
      if (changes.has(/** @type {string} */ (one)) && this.#there(/** @type {string} */ (other)) !== undefined)
        changes.set(/** @type {string} */ (other), undefined);
    }
    return changes;
  }

  /**
   * The value of a setting for the file; undefined where the file has it already, or nobody has.
   *
   * @param {string} name
   * @returns {string | undefined}
   */
  #valueOf(name) {
    if (name === "timeout" || name === "privateKeyFile") return undefined;
    if (name === "privateKey") return this.#keyForFile();
    const answer = this.#answers.get(name);
    if (answer !== undefined) return answer;
    const found = this.#settings.find(name);
    if (found === undefined) return name === "environment" && !this.#settings.has(name) ? "demo" : undefined;
    const value = found.value.trim();
    if (found.file === this.#file || this.#there(found.variable) === value) return undefined;
    // A variable of the shell may be for today only: it fills a gap, and replaces nothing.
    return found.source.startsWith("--") || this.#there(found.variable) === undefined ? value : undefined;
  }

  #keyForFile() {
    if (this.#privateKey !== undefined) return this.#privateKey;
    const found = this.#settings.find("privateKey") ?? this.#settings.find("privateKeyFile");
    if (found === undefined || found.file === this.#file) return undefined;
    const key = textOfKey(this.#settings.key().value);
    return this.#there("DOCUSIGN_PRIVATE_KEY") === key ? undefined : key;
  }

  /**
   * Which variables of the file get another value.
   *
   * @param {Map<string, string | undefined>} changes
   */
  #replaced(changes) {
    return [...changes.keys()].filter((name) => this.#there(name) !== undefined);
  }

  /**
   * What the file has; a value that cannot be read is one too.
   *
   * @param {string} name
   */
  #there(name) {
    if (!existsSync(this.#file)) return undefined;
    try {
      return readEnvFile(this.#file)(name);
    } catch (error) {
      if (error instanceof UsageError && error.code === "env_file_invalid") return "";
      throw error;
    }
  }
}

/**
 * A key as text for a file of variables; throws for what is none.
 *
 * @param {string | Uint8Array} given
 * @returns {string}
 */
function textOfKey(given) {
  const key = PrivateKey.parse(given);
  const { format } = key;
  key.free();
  if (typeof given !== "string" && format.endsWith("DER")) {
    const label = format.startsWith("PKCS#1") ? "RSA PRIVATE KEY" : "PRIVATE KEY";
    const lines =
      Buffer.from(given)
        .toString("base64")
        .match(/.{1,64}/g) ?? [];
    return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join("\n");
  }
  const text = typeof given === "string" ? given : new TextDecoder().decode(given);
  return text.replaceAll(/\r\n?/g, "\n").replaceAll("\\n", "\n").trim();
}
