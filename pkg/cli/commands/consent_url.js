/** `consent-url` and `admin-consent-url`. */
import { adminConsentUrl, consentUrl } from "../../index.js";
import { printJson, printLine } from "../output.js";

const CONSENT = ["clientId", "environment", "authServer", "scopes", "redirectUri"];
const NEEDS = () => ["clientId", "redirectUri"];

/** @type {import("../command.js").Command["flags"]} */
export const CONSENT_FLAGS = {
  state: { type: "string", value: "TEXT", what: "a value that Docusign returns with the redirect" },
  prompt: { type: "string", value: "login", what: "ask the user to log in again" },
  "login-hint": { type: "string", value: "EMAIL", what: "the e-mail address to fill in" },
  "ui-locales": { type: "string", value: "LANGUAGES", what: "languages of the page, separated by spaces" },
};

/** @type {import("../command.js").Command} */
export const CONSENT_URL = {
  name: "consent-url",
  summary: "print the link that a user opens once to consent",
  settings: CONSENT,
  needs: NEEDS,
  flags: CONSENT_FLAGS,
  examples: [
    "npx docusign-jwt consent-url --redirect-uri https://example.com/callback --prompt login",
    'xdg-open "$(npx docusign-jwt consent-url)"',
  ],
  run: (context) => printUrl(consentUrl, context),
};

/** @type {import("../command.js").Command} */
export const ADMIN_CONSENT_URL = {
  name: "admin-consent-url",
  summary: "print the link that an administrator of a customer's organization opens to consent",
  settings: CONSENT,
  needs: NEEDS,
  flags: CONSENT_FLAGS,
  examples: ["npx docusign-jwt admin-consent-url --scopes 'signature impersonation' --state 42"],
  run: (context) => printUrl(adminConsentUrl, context),
};

/**
 * @param {typeof consentUrl} build
 * @param {import("../command.js").Context} context
 */
function printUrl(build, { settings, flags, json }) {
  const url = build(consentOptions(settings, flags));
  if (json) printJson({ url });
  else printLine(url);
}

/**
 * What a consent URL of the JWT grant says.
 *
 * @param {import("../settings.js").Settings} settings
 * @param {import("../command.js").Flags} flags
 */
export function consentOptions(settings, flags) {
  return {
    clientId: settings.need("clientId"),
    environment: settings.environment(),
    redirectUri: settings.need("redirectUri"),
    // The consent that the JWT grant needs always has impersonation, which the library adds.
    scopes: settings.value("scopes") ?? "signature",
    state: flags.state,
    prompt: flags.prompt,
    loginHint: flags["login-hint"],
    uiLocales: flags["ui-locales"],
  };
}
