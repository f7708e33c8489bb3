import { existsSync } from "node:fs";
import process from "node:process";
import { CLIENT } from "../command.js";
import { tell } from "../output.js";
import { Prompt } from "../prompt.js";
import { profileOf } from "../setting_sources.js";
import { Settings } from "../settings.js";
import { Setup } from "../setup.js";
import { isInteractive } from "../terminal.js";
import { diagnosed, exitCodeOfOutcome, printOutcome } from "./doctor.js";
import { LOGIN } from "./login.js";

/** @import { Context } from "../command.js" */

/** What makes a folder a Worker's, which reads .dev.vars and not .env. */
const OF_WORKERS = ["wrangler.toml", "wrangler.json", "wrangler.jsonc", ".dev.vars"];

/** @type {import("../command.js").Command} */
export const INIT = {
  name: "init",
  summary: "ask for the settings, write them to .dev.vars or .env, and run doctor",
  settings: [...CLIENT, "redirectUri", "accountId"],
  flags: {
    "generate-key": { type: "boolean", what: "make a new key pair, and print the public key to upload" },
    file: { type: "string", value: "FILE", what: "the file to write; default: .dev.vars beside a wrangler configuration, else .env" },
    overwrite: { type: "boolean", what: "replace values that the file already has" },
    "no-doctor": { type: "boolean", what: "do not run doctor afterwards" },
  },
  examples: [
    "npx docusign-jwt init",
    "npx docusign-jwt init --client-id GUID --user-id GUID --key-file private.pem",
    "npx docusign-jwt init --profile production --environment production --generate-key",
  ],
  async run(context) {
    const { flags, json } = context;
    const file = flags.file ?? usualFile(profileOf(flags, process.env));
    const isAsking = isInteractive() && !json;
    // What has been read already is not asked for again, wherever it stands.
    const settings = new Settings(withFile(flags, file), process.env);
    const setup = new Setup(settings, file, context);
    if (isAsking) await setup.ask();
    else setup.demand();
    await setup.write();
    if (flags["no-doctor"]) return 0;
    return examine({ ...context, settings: new Settings(withFile(flags, file), process.env) }, isAsking, setup.isKeyNew);
  },
};

/**
 * The flags by which the file is read that is written.
 *
 * @param {import("../command.js").Flags} flags
 * @param {string} file
 */
function withFile(flags, file) {
  const isUsual = flags.file === undefined && flags.dotenv === undefined;
  const files = [...new Set([...(flags.dotenv ?? []), file])].filter((one) => existsSync(one) || flags.dotenv?.includes(one));
  if (isUsual && flags.profile === undefined && !process.env.DOCUSIGN_PROFILE) return flags;
  return { ...flags, profile: undefined, dotenv: files };
}

/** @param {string | undefined} profile */
function usualFile(profile) {
  const name = OF_WORKERS.some((one) => existsSync(one)) ? ".dev.vars" : ".env";
  return profile === undefined ? name : `${name}.${profile}`;
}

/**
 * Runs doctor; where consent is all that is missing, offers to get it.
 *
 * @param {Context} context
 * @param {boolean} isAsking
 * @param {boolean} isKeyNew
 */
async function examine(context, isAsking, isKeyNew) {
  const prompting = async (/** @type {(prompt: Prompt) => Promise<unknown>} */ question) => {
    const prompt = new Prompt(context.signal);
    try {
      return await question(prompt);
    } finally {
      prompt.close();
    }
  };
  if (isAsking && isKeyNew)
    await prompting((prompt) => prompt.ask("Press Enter after you have uploaded the public key", { preset: "done" }));
  const outcome = await diagnosed(context);
  const isConsentAll = ["consent_missing", "consent_scopes_missing"].includes(outcome.finding?.name ?? "");
  if (!isAsking || !isConsentAll) {
    printOutcome(outcome, context);
    return exitCodeOfOutcome(outcome);
  }
  tell("", "Only the consent is missing. This user gives it once.");
  if (await prompting((prompt) => prompt.confirm("Open the consent page now?", true))) return LOGIN.run(context);
  tell("To consent later, run docusign-jwt login");
  return exitCodeOfOutcome(outcome);
}
