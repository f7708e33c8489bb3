import { consentUrl, createPkce, readRedirect } from "../../index.js";
import { openBrowser } from "../browser.js";
import { withClient } from "../client.js";
import { CLIENT, needsOfUser } from "../command.js";
import { milliseconds } from "../numbers.js";
import { printFields, printJson, tell, tellStatus } from "../output.js";
import { Prompt } from "../prompt.js";
import { RedirectListener, isLocal } from "../redirect_listener.js";
import { LOCAL_REDIRECT_URI } from "../setting_table.js";
import { cyan, isInteractive } from "../terminal.js";
import { UsageError } from "../usage_error.js";
import { CONSENT_FLAGS, consentOptions } from "./consent_url.js";

/** @import { Context } from "../command.js" */

const WAIT = 300_000;
const { state: _, ...PAGE_FLAGS } = CONSENT_FLAGS;

/** @type {import("../command.js").Command} */
export const LOGIN = {
  name: "login",
  aliases: ["consent"],
  summary: "open the consent page, wait for the redirect, and show the user of the token",
  settings: [...CLIENT, "redirectUri", "accountId", "timeout"],
  needs: () => [...needsOfUser(), "redirectUri"],
  flags: {
    ...PAGE_FLAGS,
    "no-open": { type: "boolean", what: "print the link, and open no browser" },
    wait: { type: "string", value: "MS", what: `how long to wait for the redirect, in milliseconds; default: ${WAIT} (5 minutes)` },
  },
  examples: ["npx docusign-jwt login", `npx docusign-jwt login --no-open --redirect-uri ${LOCAL_REDIRECT_URI}`],
  async run(context) {
    await consented(context);
    return tellWho(context);
  },
};

/**
 * Resolves when Docusign has redirected the browser of somebody who consented.
 *
 * @param {Context} context
 */
export async function consented({ settings, flags, signal }) {
  const { state } = createPkce();
  const options = consentOptions(settings, flags);
  const url = consentUrl({ ...options, state });
  const patience = flags.wait === undefined ? WAIT : milliseconds("--wait", flags.wait);
  if (!isLocal(options.redirectUri)) return pasted(options.redirectUri, url, state, Boolean(flags["no-open"]), signal);
  const listener = new RedirectListener(new URL(options.redirectUri), state);
  await listener.listen();
  const redirect = listener.redirected(patience, signal);
  await Promise.all([redirect, show(url, Boolean(flags["no-open"]))]);
  tellStatus("ok", "Consent granted: Docusign has redirected the browser.");
}

/**
 * The redirect leads to another machine: the person brings its address.
 *
 * @param {string} redirectUri
 * @param {string} url
 * @param {string} state
 * @param {boolean} stayClosed
 * @param {AbortSignal} signal
 */
async function pasted(redirectUri, url, state, stayClosed, signal) {
  const advice = `Register ${LOCAL_REDIRECT_URI} in Apps and Keys too, and pass it by --redirect-uri: this command then receives the redirect.`;
  if (!isInteractive()) {
    const message = `The redirect URI ${redirectUri} does not point to this machine.`;
    throw new UsageError("usage", message, `${advice} To send the link to somebody else, use docusign-jwt consent-url.`);
  }
  tellStatus("warning", `The redirect URI ${redirectUri} does not point to this machine. ${advice}`);
  await show(url, stayClosed);
  const prompt = new Prompt(signal);
  try {
    const address = await prompt.ask("Consent there, then paste the address from the browser's address bar");
    readRedirect(address, { state });
  } finally {
    prompt.close();
  }
}

/**
 * @param {string} url
 * @param {boolean} stayClosed
 */
async function show(url, stayClosed) {
  tell(stayClosed ? "Open this page:" : "The consent page opens in your browser. If it does not, open it yourself:", [cyan(url)]);
  if (stayClosed || (await openBrowser(url))) return;
  tellStatus("warning", "Cannot open a browser.");
}

/**
 * Gets a token, and says whose it is.
 *
 * @param {Context} context
 */
async function tellWho({ settings, flags, json, signal }) {
  const { user, account, expiresAt } = await withClient(settings, flags, async (auth) => ({
    expiresAt: (await auth.getToken({ signal })).expiresAt,
    user: await auth.getUserInfo({ signal }),
    account: await auth.getAccount({ signal }),
  }));
  if (json) return printJson({ ...user, account, expiresAt });
  const { userId, name, email } = user;
  const { accountId, name: accountName } = account;
  tellStatus("ok", "Docusign issues tokens for this user:");
  return printFields({ userId, name, email, accountId, accountName });
}
