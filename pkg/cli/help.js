/** Help, out of the tables that the program itself works with. */
import { COMMANDS } from "./commands.js";
import { EVERYWHERE } from "./common_flags.js";
import { EXIT_CODES } from "./exit_codes.js";
import { SETTINGS } from "./setting_table.js";
import { ENV_FILES } from "./setting_sources.js";

export function generalHelp() {
  return `docusign-jwt COMMAND [FLAGS]

Docusign access tokens by the OAuth JWT Grant.

${table(COMMANDS.map((command) => [title(command), command.summary]))}

Settings are flags, else environment variables, else variables in ${ENV_FILES.join(", else in ")}:
${table(SETTINGS.map(({ variable, flag, value, what }) => [variable, flag ? `--${flag} ${value}` : "", what]))}

Flags of every command:
${table(EVERYWHERE)}

Exit codes:
${table(EXIT_CODES.map(({ code, meaning }) => [String(code), meaning]))}

docusign-jwt COMMAND --help has examples.`;
}

/** @param {import("./command.js").Command} command */
export function commandHelp(command) {
  const settings = SETTINGS.filter(({ name }) => command.settings.includes(name));
  const own = Object.entries(command.flags).map(([name, { value, short, what }]) => {
    return [`--${name}${short ? `, -${short}` : ""}${value === undefined ? "" : ` ${value}`}`, "", what];
  });
  const rows = [
    ...settings.map(({ flag, value, variable, what }) => [flag ? `--${flag} ${value}` : "", variable, what]),
    ...own,
    ...EVERYWHERE.map(([flag, what]) => [flag, "", what]),
  ];
  return `docusign-jwt ${title(command)} [FLAGS]

${command.summary.charAt(0).toUpperCase()}${command.summary.slice(1)}.${command.aliases ? ` Also called ${command.aliases.join(", ")}.` : ""}

${table(rows)}

Examples:
${command.examples.map((example) => `  ${example}`).join("\n")}`;
}

/** @param {{ name: string, argument?: string }} command */
function title({ name, argument }) {
  return argument === undefined ? name : `${name} ${argument}`;
}

/** @param {string[][]} rows */
function table(rows) {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = (/** @type {string[]} */ row) => row.map((text, at) => text.padEnd(widths[at] ?? 0)).join("  ");
  return rows.map((row) => `  ${line(row)}`.trimEnd()).join("\n");
}
