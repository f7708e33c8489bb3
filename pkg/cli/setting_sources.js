/** Where settings come from: flags, then variables, then files, and which files these are. */
import { readEnvFile } from "./env_file.js";
import { reasonOf } from "./file_error.js";
import { mayBeKey, quotable } from "./misplaced_key.js";
import { UsageError } from "./usage_error.js";

/** @import { Setting } from "./setting_table.js" */

/** @typedef {{ [flag: string]: any, dotenv?: string[], profile?: string }} Flags the values of flags by their names */
/** @typedef {Record<string, string | undefined>} Variables */

/**
 * A source of settings.
 *
 * @typedef {object} Source
 * @property {string} [file]
 * @property {(setting: Setting) => string} name
 * @property {(setting: Setting) => string | undefined} value
 * @property {string[]} variables the names of all variables it has
 */

/** Read from the working directory where neither --dotenv nor --profile names others. */
export const ENV_FILES = [".dev.vars", ".env.local", ".env"];

/**
 * The files of a profile, which are read in place of the usual ones: two profiles never share a setting.
 *
 * @param {string} profile
 */
export const profileFiles = (profile) => [`.dev.vars.${profile}`, `.env.${profile}.local`, `.env.${profile}`];

/**
 * @param {Flags} flags
 * @param {Variables} variables
 * @returns {Source[]}
 */
export function sourcesOf(flags, variables) {
  return [
    { name: ({ flag }) => `--${flag}`, value: ({ flag = "" }) => flags[flag], variables: [] },
    { name: ({ variable }) => variable, value: ({ variable }) => variables[variable], variables: Object.keys(variables) },
    ...readEnvFiles(filesOf(flags, variables)).map(([file, valueIn]) => {
      /** @type {Source} */
      const source = {
        file,
        name: ({ variable }) => `${variable} in ${quotable(file)}`,
        value: ({ variable }) => valueIn(variable),
        variables: valueIn.names,
      };
      return source;
    }),
  ];
}

/**
 * The profile that a flag or a variable names.
 *
 * @param {Flags} flags
 * @param {Variables} variables
 */
export function profileOf(flags, variables) {
  const [source, profile] = flags.profile === undefined ? ["DOCUSIGN_PROFILE", variables.DOCUSIGN_PROFILE] : ["--profile", flags.profile];
  if (!profile) return undefined;
  if (/^\w[\w-]*$/.test(profile) && profile !== "local" && !mayBeKey(profile)) return profile;
  const message = `${source} is not a valid profile name.`;
  throw new UsageError("usage", message, 'Use letters, digits, "-" and "_", for example production. The name local is reserved.');
}

/**
 * The files to read, and how many of them must be there.
 *
 * @param {Flags} flags
 * @param {Variables} variables
 * @returns {{ files: string[], needed: "all" | "one" | "none", profile?: string }}
 */
function filesOf(flags, variables) {
  const { dotenv } = flags;
  if (dotenv !== undefined && flags.profile === undefined) return { files: dotenv, needed: "all" };
  const profile = profileOf(flags, variables);
  if (profile === undefined) return { files: ENV_FILES, needed: "none" };
  if (dotenv === undefined) return { files: profileFiles(profile), needed: "one", profile };
  throw new UsageError("setting_conflict", "--profile and --dotenv cannot be combined.", "Use only one of them.");
}

/**
 * @param {ReturnType<typeof filesOf>} wanted
 * @returns {[string, ReturnType<typeof readEnvFile>][]}
 */
function readEnvFiles({ files, needed, profile }) {
  /** @type {[string, ReturnType<typeof readEnvFile>][]} */
  const read = files.flatMap((file) => {
    try {
      /** @type {[string, ReturnType<typeof readEnvFile>]} */
      const one = [file, readEnvFile(file)];
      return [one];
    } catch (error) {
      if (error instanceof UsageError) throw error;
      const { code = "" } = /** @type {NodeJS.ErrnoException} */ (error);
      // The usual files may well not be there; a file that was named must be.
      if (needed !== "all" && ["ENOENT", "ENOTDIR"].includes(code)) return [];
      const message = `The file ${quotable(file)} cannot be read: ${reasonOf(error)}.`;
      throw new UsageError("env_file_unreadable", message, "Check its path and permissions.");
    }
  });
  if (needed !== "one" || read.length > 0) return read;
  const remedy = `Run docusign-jwt init --profile ${profile} to write one.`;
  throw new UsageError("env_file_unreadable", `Profile ${profile} has no file. Searched: ${files.join(", ")}.`, remedy);
}
