import { ENV_FILES } from "./setting_sources.js";

/**
 * The flags of every command.
 *
 * @type {[string, string][]}
 */
export const EVERYWHERE = [
  ["--dotenv FILE", `read variables from this file (repeatable) in place of ${ENV_FILES.join(", ")}`],
  ["--profile NAME", "read .dev.vars.NAME, .env.NAME.local and .env.NAME in place of these files"],
  ["--json", "print JSON; a failure is JSON on stderr"],
  ["--verbose, -v", "show requests on stderr, without tokens, assertions and bodies"],
  ["--help, -h", "show help"],
];
