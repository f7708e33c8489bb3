import { inspectAssertion, signAssertion } from "../../index.js";
import { ACT_AS_APPLICATION, APPLICATION, CLIENT, needsOfActor } from "../command.js";
import { actor, withKey } from "../client.js";
import { LIFETIME } from "../defaults.js";
import { printJson, printLine } from "../output.js";
import { milliseconds } from "../numbers.js";

/** @type {import("../command.js").Command} */
export const ASSERTION = {
  name: "assertion",
  summary: "print a signed assertion for your own token request",
  settings: CLIENT,
  needs: needsOfActor,
  alternative: ACT_AS_APPLICATION,
  flags: {
    ...APPLICATION,
    lifetime: { type: "string", value: "MS", what: `how long the assertion is valid, in milliseconds; default: ${LIFETIME}` },
  },
  examples: [
    "npx docusign-jwt assertion --environment demo | sed 's/^/assertion=/' | " +
      "curl -d grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer -d @- https://account-d.docusign.com/oauth/token",
  ],
  run({ settings, flags, json }) {
    const { clientId, userId, environment, scopes } = actor(settings, flags);
    const lifetime = flags.lifetime === undefined ? undefined : milliseconds("--lifetime", flags.lifetime);
    const options = { clientId, environment, scopes, lifetime, ...(userId !== undefined && { userId }) };
    const assertion = withKey(settings, (privateKey) => signAssertion({ ...options, privateKey }));
    if (!json) return printLine(assertion);
    const { header, claims } = inspectAssertion(assertion, { environment });
    return printJson({ assertion, header, claims });
  },
};
