/** `doctor --fix`: corrections that are certain, in the files that the settings come from. */
import { PrivateKey } from "../index.js";
import { ask, toJson } from "../internal.js";
import { changeEnvFile } from "./env_edit.js";
import { quotable } from "./misplaced_key.js";
import { UsageError } from "./usage_error.js";

/** @import { Finding } from "./finding.js" */
/** @import { Settings } from "./settings.js" */

/** A correction: which variable gets which value in which file, and how that is told. */
/** @typedef {{ file: string, variable: string, value: string, what: string }} Correction */

/** What stands between scopes in place of a space. */
const SEPARATORS = /(?:[\s,;+]|%20|%2B|%2C)+/i;

/**
 * The correction of a finding, if there is one that cannot be wrong; or why it cannot be written.
 *
 * @param {Finding} finding
 * @param {Settings} settings
 * @returns {Correction | string | undefined}
 */
export function correctionOf(finding, settings) {
  const { name, error } = finding;
  if (error instanceof UsageError) return error.unquoted && quotedKey(error.unquoted);
  if (name === "environment_wrong") {
    // Docusign said so: the other one of the two knows the integration key.
    const value = settings.value("environment") === "production" ? "demo" : "production";
    return inFile(settings, "environment", "DOCUSIGN_ENVIRONMENT", value);
  }
  if (name === "scope_invalid") return separatedScopes(settings);
  return undefined;
}

/**
 * Writes a correction.
 *
 * @param {Correction} correction
 */
export function correct({ file, variable, value }) {
  changeEnvFile(file, new Map([[variable, value]]));
}

/** @param {{ file: string, variable: string, lines: string }} unquoted */
function quotedKey({ file, variable, lines }) {
  const value = lines
    .split("\n")
    .map((line) => line.trim().replace(/\\$/, ""))
    .filter((line) => line !== "" && !/^[|>][+-]?\d?$/.test(line))
    .join("\n");
  try {
    PrivateKey.parse(value).free();
  } catch {
    return undefined;
  }
  return { file, variable, value, what: `Added quotes to ${variable} in ${quotable(file)}.` };
}

/** @param {Settings} settings */
function separatedScopes(settings) {
  const value = settings.value("scopes")?.split(SEPARATORS).filter(Boolean).join(" ");
  if (value === undefined || value === settings.value("scopes")) return undefined;
  try {
    ask("describeClient", toJson({ clientId: settings.need("clientId"), environment: settings.environment(), scopes: value }));
  } catch {
    return undefined;
  }
  return inFile(settings, "scopes", "DOCUSIGN_SCOPES", value);
}

/**
 * @param {Settings} settings
 * @param {string} name
 * @param {string} variable
 * @param {string} value
 * @returns {Correction | string}
 */
function inFile(settings, name, variable, value) {
  // What no file sets goes beside the integration key, which it belongs to.
  const found = settings.find(name) ?? settings.find("clientId");
  const { file } = found ?? {};
  if (file === undefined) return `--fix changes files only. Set ${settings.find(name)?.source ?? variable} to "${value}".`;
  return { file, variable, value, what: `Set ${variable} in ${quotable(file)} to "${value}".` };
}
