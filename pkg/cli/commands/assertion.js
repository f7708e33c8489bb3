import { inspectAssertion, signAssertion } from "../../index.js";
import { APPLICATION, CLIENT } from "../command.js";
import { actor, withKey } from "../client.js";
import { LIFETIME } from "../defaults.js";
import { printJson, printLine } from "../output.js";
import { UsageError } from "../usage_error.js";

/** @type {import("../command.js").Command} */
export const ASSERTION = {
  name: "assertion",
  summary: "print a signed assertion, for a token request of your own",
  settings: CLIENT,
  flags: {
    ...APPLICATION,
    lifetime: { type: "string", value: "MS", what: `how long it is valid; default: ${LIFETIME}` },
  },
  examples: [
    "npx docusign-jwt assertion --environment demo | sed 's/^/assertion=/' | " +
      "curl -d grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer -d @- https://account-d.docusign.com/oauth/token",
  ],
  run({ settings, flags, json }) {
    const { clientId, userId, environment, scopes } = actor(settings, flags);
    const lifetime = flags.lifetime === undefined ? undefined : number("--lifetime", flags.lifetime);
    const options = { clientId, environment, scopes, lifetime, ...(userId !== undefined && { userId }) };
    const assertion = withKey(settings, (privateKey) => signAssertion({ ...options, privateKey }));
    if (!json) return printLine(assertion);
    const { header, claims } = inspectAssertion(assertion, { environment });
    return printJson({ assertion, header, claims });
  },
};

/**
 * @param {string} flag
 * @param {string} text
 */
function number(flag, text) {
  if (/^\d+$/.test(text)) return Number(text);
  throw new UsageError("usage", `${flag} is no number of milliseconds.`, "Give a whole number.");
}
