// Prints what types, documents, tests and `cargo xtask messages` repeat of the package, as JSON.
import { readdirSync } from "node:fs";
import { register } from "node:module";

register(new URL("without_core.mjs", import.meta.url));
const from = (name) => import(new URL(`../../pkg/${name}`, import.meta.url));

const exported = Object.entries(await from("api.js"));
const { COMMANDS } = await from("cli/commands.js");
const { commandHelp, generalHelp } = await from("cli/help.js");
const { EXIT_CODES } = await from("cli/exit_codes.js");
const { SETTINGS } = await from("cli/setting_table.js");
const { OWN, NEXT_AND_WORKERS } = await from("lib/client/request_init.js");

const files = readdirSync(new URL("../../pkg/stores", import.meta.url));
const names = files.filter((name) => name.endsWith(".js")).map((name) => name.slice(0, -3));
const adapters = names.sort().map(async (name) => ({ name, exports: Object.keys(await from(`stores/${name}.js`)) }));

const isError = (value) => value === Error || value.prototype instanceof Error;
const catalog = {
  // Errors are there without a core; all else needs one.
  errors: exported.filter(([, value]) => isError(value)).map(([name]) => name),
  coreNames: exported.filter(([, value]) => !isError(value)).map(([name]) => name),
  adapters: await Promise.all(adapters),
  commands: COMMANDS.map(({ name, argument, summary, examples: [example] }) => ({ name, argument, summary, example })),
  help: [generalHelp(), ...COMMANDS.map(commandHelp)],
  settings: SETTINGS.map(({ variable, flag, value, what }) => ({ variable, flag, value, what })),
  exitCodes: EXIT_CODES.map(({ code, meaning }) => ({ code, meaning })),
  options: { ownOfFetch: [...OWN, ...NEXT_AND_WORKERS] },
};
console.log(JSON.stringify(catalog, null, 2));
