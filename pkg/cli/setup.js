/** What init asks for and writes. */
import { readFileSync } from "node:fs";
import { ask, toJson } from "../internal.js";
import { changeEnvFile } from "./env_edit.js";
import { fileChanges, valueIn } from "./file_changes.js";
import { reasonOf } from "./file_error.js";
import { keepOutOfGit, tellIgnored } from "./git_ignore.js";
import { UPLOAD, newKeyPair } from "./key_pair.js";
import { textOfKey } from "./key_text.js";
import { isKey, quotable } from "./misplaced_key.js";
import { happened, tell, tellStatus } from "./output.js";
import { Prompt } from "./prompt.js";
import { APPS_AND_KEYS, LOCAL_REDIRECT_URI, settingOf } from "./setting_table.js";
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
    const changes = fileChanges(this.#file, this.#settings, this.#answers, this.#privateKey);
    if (changes.size === 0) return tellStatus("ok", `${quotable(this.#file)} has all settings.`);
    const replaced = [...changes.keys()].filter((name) => valueIn(this.#file, name) !== undefined);
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
}
