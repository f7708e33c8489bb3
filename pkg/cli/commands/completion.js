import { EVERYWHERE } from "../common_flags.js";
import { printText } from "../output.js";
import { SETTINGS } from "../setting_table.js";
import { UsageError } from "../usage_error.js";
import { suggestion } from "../suggestion.js";
import { quotable } from "../misplaced_key.js";

/** @import { Command } from "../command.js" */

/** @type {{ [shell: string]: (commands: Command[]) => string }} */
const SHELLS = { bash, zsh, fish };
const NAMES = Object.keys(SHELLS);

/**
 * @param {() => Command[]} commands
 * @returns {Command}
 */
export const completionOf = (commands) => ({
  name: "completion",
  argument: "SHELL",
  choices: NAMES,
  summary: `print a script that completes commands and flags in ${NAMES.join(", ")}`,
  settings: [],
  flags: {},
  examples: ['eval "$(docusign-jwt completion bash)"', 'eval "$(docusign-jwt completion zsh)"', "docusign-jwt completion fish | source"],
  run({ argument }) {
    const script = Object.hasOwn(SHELLS, argument) ? SHELLS[argument] : undefined;
    if (script !== undefined) return printText(script(commands()).trimEnd());
    const meant = suggestion(argument, NAMES);
    const remedy = `${meant ? `Did you mean ${meant}? ` : ""}There are ${NAMES.join(", ")}.`;
    throw new UsageError("usage", `There is no completion for ${quotable(argument)}.`, remedy);
  },
});

/** A flag for a shell. @typedef {{ name: string, takesValue: boolean, isFile: boolean, values: string[], what: string }} Completed */

/**
 * The flags of a command, with those of all.
 *
 * @param {Command} command
 * @returns {Completed[]}
 */
function flagsOf(command) {
  const settings = SETTINGS.filter(({ name, flag }) => flag !== undefined && command.settings.includes(name));
  const own = Object.entries(command.flags).map(([name, { value, values, what }]) => ({ name, value, values, what }));
  const common = EVERYWHERE.map(([flag, what]) => {
    const [, name = "", value] = /^--([a-z]+)(?:, -\w)?(?: (\w+))?/.exec(flag) ?? [];
    return { name, value, values: undefined, what };
  });
  const all = [...settings.map(({ flag = "", value, values, what }) => ({ name: flag, value, values, what })), ...own, ...common];
  return all.map(({ name, value, values = [], what }) => {
    return { name, what, values, takesValue: value !== undefined, isFile: /FILE/.test(value ?? "") };
  });
}

/** @param {Command[]} commands */
const namesOf = (commands) => commands.flatMap(({ name, aliases = [] }) => [name, ...aliases]);

/** @param {Command[]} commands */
function bash(commands) {
  const cases = commands.map((command) => {
    const flags = flagsOf(command);
    const pattern = (/** @type {Completed[]} */ some) => some.map(({ name }) => `--${name}`).join("|");
    const lists = flags.filter(({ values }) => values.length > 0);
    const values = lists.map(
      (flag) => `        --${flag.name}) COMPREPLY=($(compgen -W '${flag.values.join(" ")}' -- "$word")); return;;\n`,
    );
    const files = flags.filter(({ isFile }) => isFile);
    const others = flags.filter(({ takesValue, isFile, values: list }) => takesValue && !isFile && list.length === 0);
    return `    ${namesOf([command]).join("|")})
      case "$before" in
${values.join("")}${files.length > 0 ? `        ${pattern(files)}) COMPREPLY=($(compgen -f -- "$word")); return;;\n` : ""}${others.length > 0 ? `        ${pattern(others)}) return;;\n` : ""}      esac
      words='${[...(command.choices ?? []), ...flags.map(({ name }) => `--${name}`)].join(" ")}';;`;
  });
  return `_docusign_jwt() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${[...namesOf(commands), "help", "--help", "--version"].join(" ")}' -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
    help) words='${namesOf(commands).join(" ")}';;
    *) return;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _docusign_jwt docusign-jwt
`;
}

/** @param {Command[]} commands */
function zsh(commands) {
  const escaped = (/** @type {string} */ text) => text.replaceAll("'", "'\\''").replaceAll(/[[\]:]/g, "\\$&");
  const summaries = commands.flatMap((command) => namesOf([command]).map((name) => `    '${name}:${escaped(command.summary)}'`));
  const cases = commands.map((command) => {
    const flags = flagsOf(command).map(({ name, takesValue, isFile, values, what }) => {
      const action = values.length > 0 ? `(${values.join(" ")})` : isFile ? "_files" : " ";
      return `'--${name}[${escaped(what)}]${takesValue ? `:value:${action}` : ""}'`;
    });
    const argument = command.choices ? `'1:argument:(${command.choices.join(" ")})'` : "'*:argument:_files'";
    return `    ${namesOf([command]).join("|")}) _arguments ${[...flags, argument].join(" ")} ;;`;
  });
  return `#compdef docusign-jwt
_docusign_jwt() {
  local -a commands=(
${summaries.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  shift words
  (( CURRENT-- ))
  case "$words[1]" in
${cases.join("\n")}
  esac
}
compdef _docusign_jwt docusign-jwt
`;
}

/** @param {Command[]} commands */
function fish(commands) {
  const escaped = (/** @type {string} */ text) => text.replaceAll("\\", "\\\\").replaceAll("'", "\\'");
  const lines = commands.flatMap((command) => {
    const names = namesOf([command]);
    const seen = `'__fish_seen_subcommand_from ${names.join(" ")}'`;
    const flags = flagsOf(command).map(({ name, takesValue, isFile, values, what }) => {
      const value = values.length > 0 ? ` -x -a '${values.join(" ")}'` : isFile ? " -r -F" : takesValue ? " -x" : "";
      return `complete -c docusign-jwt -n ${seen} -l ${name}${value} -d '${escaped(what)}'`;
    });
    const choices = command.choices ? [`complete -c docusign-jwt -n ${seen} -f -a '${command.choices.join(" ")}'`] : [];
    return [
      ...names.map((name) => `complete -c docusign-jwt -n __fish_use_subcommand -f -a ${name} -d '${escaped(command.summary)}'`),
      ...choices,
      ...flags,
    ];
  });
  return `${lines.join("\n")}\n`;
}
