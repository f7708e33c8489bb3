// Prints what types, documents, tests and `cargo xtask messages` repeat of the package, as JSON.
import { register } from "node:module";

register(new URL("without_core.mjs", import.meta.url));
const from = (name) => import(new URL(`../../pkg/${name}`, import.meta.url));

const exported = Object.entries(await from("api.js"));
const { COMMANDS } = await from("cli/commands.js");
const { commandHelp, generalHelp } = await from("cli/help.js");
const { EXIT_CODES } = await from("cli/exit_codes.js");
const { SETTINGS } = await from("cli/setting_table.js");
const { OWN: client } = await from("lib/client/options.js");
const { OWN, NEXT_AND_WORKERS } = await from("lib/client/request_init.js");
const { CLOCK_STEP, LOCK_LIFETIME, REFUSAL_MEMORY, REFUSED_TOKEN_PAUSE, STORE_PATIENCE } = await from("lib/platform/pauses.js");

const isError = (value) => value === Error || value.prototype instanceof Error;
const catalog = {
  // Errors are there without a core; all else needs one.
  errors: exported.filter(([, value]) => isError(value)).map(([name]) => name),
  coreNames: exported.filter(([, value]) => !isError(value)).map(([name]) => name),
  commands: COMMANDS.map(({ name, argument, summary }) => ({ name, argument, summary })),
  help: [generalHelp(), ...COMMANDS.map(commandHelp)],
  settings: SETTINGS.map(({ variable, flag, value, what }) => ({ variable, flag, value, what })),
  exitCodes: EXIT_CODES.map(({ code, meaning }) => ({ code, meaning })),
  options: { ownOfClient: client, ownOfFetch: [...OWN, ...NEXT_AND_WORKERS] },
  durations: {
    patience: STORE_PATIENCE,
    lockLifetime: LOCK_LIFETIME,
    clockStep: CLOCK_STEP,
    refusalMemory: REFUSAL_MEMORY,
    refusedTokenPause: REFUSED_TOKEN_PAUSE,
  },
};
console.log(JSON.stringify(catalog, null, 2));
