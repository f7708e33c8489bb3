/** What init changes in a settings file: it writes what the file does not have. */
import { existsSync } from "node:fs";
import { quoted } from "./env_edit.js";
import { readEnvFile } from "./env_file.js";
import { textOfKey } from "./key_text.js";
import { SETTINGS } from "./setting_table.js";
import { UsageError } from "./usage_error.js";

/** @import { Settings } from "./settings.js" */

/**
 * Settings that contradict each other: with the first in the file, the second goes.
 *
 * @type {[string, string][]}
 */
const CONTRADICTIONS = [
  ["DOCUSIGN_PRIVATE_KEY", "DOCUSIGN_PRIVATE_KEY_FILE"],
  ["DOCUSIGN_ENVIRONMENT", "DOCUSIGN_AUTH_SERVER"],
  ["DOCUSIGN_AUTH_SERVER", "DOCUSIGN_ENVIRONMENT"],
];

/**
 * The values to write, by the names of variables; undefined for one to remove.
 *
 * @param {string} file
 * @param {Settings} settings
 * @param {Map<string, string>} answers by the names of settings
 * @param {string | undefined} privateKey a key that was pasted, read or made
 */
export function fileChanges(file, settings, answers, privateKey) {
  /** @type {Map<string, string | undefined>} */
  const changes = new Map();
  for (const { name, variable } of SETTINGS) {
    if (name === "timeout" || name === "privateKeyFile") continue;
    const value = name === "privateKey" ? (privateKey ?? keyFor(file, settings)) : (answers.get(name) ?? valueFor(file, settings, name));
    if (value === undefined) continue;
    quoted(variable, value);
    changes.set(variable, value);
  }
  for (const [one, other] of CONTRADICTIONS) {
    if (changes.has(one) && valueIn(file, other) !== undefined) changes.set(other, undefined);
  }
  return changes;
}

/**
 * The value of a setting for the file; undefined where the file has it already, or nobody has.
 *
 * @param {string} file
 * @param {Settings} settings
 * @param {string} name
 * @returns {string | undefined}
 */
function valueFor(file, settings, name) {
  const found = settings.find(name);
  if (found === undefined) return name === "environment" && !settings.has(name) ? "demo" : undefined;
  const value = found.value.trim();
  const there = valueIn(file, found.variable);
  if (found.file === file || there === value) return undefined;
  // A variable of the shell may be for today only: it fills a gap, and replaces nothing.
  return found.source.startsWith("--") || there === undefined ? value : undefined;
}

/**
 * The private key for the file; undefined where the file has it already, or nobody has.
 *
 * @param {string} file
 * @param {Settings} settings
 */
function keyFor(file, settings) {
  const found = settings.find("privateKey") ?? settings.find("privateKeyFile");
  if (found === undefined || found.file === file) return undefined;
  const key = textOfKey(settings.key().value);
  return valueIn(file, "DOCUSIGN_PRIVATE_KEY") === key ? undefined : key;
}

/**
 * What the file has; a value that cannot be read is one too.
 *
 * @param {string} file
 * @param {string} variable
 */
export function valueIn(file, variable) {
  if (!existsSync(file)) return undefined;
  try {
    return readEnvFile(file)(variable);
  } catch (error) {
    if (error instanceof UsageError && error.code === "env_file_invalid") return "";
    throw error;
  }
}
