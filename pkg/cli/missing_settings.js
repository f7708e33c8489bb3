/** The error for missing settings: which they are, how to pass them, and what stands in their place. */
import { SETTINGS, settingOf } from "./setting_table.js";
import { ENV_FILES } from "./setting_sources.js";
import { suggestion } from "./suggestion.js";
import { UsageError } from "./usage_error.js";

/** @import { Source } from "./setting_sources.js" */
/** @import { Setting } from "./setting_table.js" */

const ASKS = "docusign-jwt init asks for them, says where Docusign shows them, and writes the file.";

/**
 * @param {string[]} names
 * @param {Source[]} sources
 * @param {string} [also] what else may help
 * @param {string} [init] what init does about it
 */
export function missingSettings(names, sources, also, init = ASKS) {
  const settings = names.map(settingOf);
  const [only] = settings;
  const more = also === undefined ? "" : ` ${also}`;
  if (only !== undefined && settings.length === 1) {
    const where = only.where === undefined ? "" : ` Docusign shows it here: ${only.where}`;
    const message = `No ${only.label}${noted(only, sources)}.`;
    return new UsageError("setting_missing", message, `${waysTo(only, "Pass", "set")}.${where}${more}`);
  }
  const lines = settings.map((setting) => `${setting.label}${noted(setting, sources)}: ${waysTo(setting, "", "")}`);
  const remedy = `Pass the flags, or set the variables, also in ${ENV_FILES.join(", ")}. ${init}${more}`;
  return new UsageError("setting_missing", `${settings.length} settings are missing.`, remedy, lines);
}

/**
 * What stands there in the place of a setting: an empty variable, or one with a similar name.
 *
 * @param {Setting} setting
 * @param {Source[]} sources
 */
function noted(setting, sources) {
  const settings = setting.name === "privateKey" ? [setting, settingOf("privateKeyFile")] : [setting];
  const notes = sources.flatMap((source) => [
    ...settings.filter((one) => source.value(one) === "").map((one) => `${source.name(one)} is set, but empty`),
    ...source.variables.flatMap((variable) => {
      const meant = settings.find((one) => isLike(variable, one));
      return meant ? [`there is ${variable}${source.file ? ` in ${source.file}` : ""}; did you mean ${meant.variable}?`] : [];
    }),
  ]);
  return notes.length > 0 ? ` (${notes.join(", ")})` : "";
}

const VARIABLES = SETTINGS.map(({ variable }) => variable);

/**
 * Whether an unknown variable was probably meant as this setting.
 *
 * @param {string} name
 * @param {Setting} setting
 */
function isLike(name, { variable, aliases = [] }) {
  const upper = name.toUpperCase();
  if (SETTINGS.some((one) => one.variable === name) || !upper.includes("DOCUSIGN")) return false;
  return upper === variable || aliases.includes(upper) || suggestion(upper, VARIABLES) === variable;
}

/**
 * How a setting is given, in words.
 *
 * @param {Setting} setting
 * @param {string} pass before a flag
 * @param {string} set before a variable
 */
function waysTo({ name, flag, value, variable }, pass, set) {
  const [file, key] = [settingOf("privateKeyFile"), name === "privateKey"];
  const byFlag = key ? `--${file.flag} ${file.value}` : flag && `--${flag} ${value}`;
  const byVariable = key ? `${variable} or ${file.variable}` : variable;
  return [byFlag && `${pass} ${byFlag}`.trim(), `${set} ${byVariable}`.trim()].filter(Boolean).join(" or ");
}
