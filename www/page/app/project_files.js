// Project files for the program: .dev.vars and wrangler.jsonc. Neither contains the private key.
import { createPkce } from "./core.js";
import { environmentOf } from "./shell.js";

/** For `wrangler dev` and the command line of the package. */
export function devVars({ environment, clientId, userId, scopes, redirectUri }) {
  const [name, server] = environmentOf(environment);
  const pairs = {
    [name === undefined ? "DOCUSIGN_AUTH_SERVER" : "DOCUSIGN_ENVIRONMENT"]: name ?? server,
    DOCUSIGN_CLIENT_ID: clientId,
    DOCUSIGN_USER_ID: userId,
    DOCUSIGN_SCOPES: scopes,
    DOCUSIGN_REDIRECT_URI: redirectUri,
    APP_PASSWORD: createPkce().state,
  };
  const lines = Object.entries(pairs).filter(([, value]) => value);
  return `# Keep this file out of git: echo .dev.vars >> .gitignore
# Add the key: printf 'DOCUSIGN_PRIVATE_KEY="%s"\\n' "$(cat private.pem)" >> .dev.vars
${lines.map(([name, value]) => `${name}="${value.replaceAll('"', "")}"`).join("\n")}
`;
}

export const wrangler = () => `{
  "$schema": "node_modules/wrangler/config-schema.json",
  "name": "docusign",
  "main": "worker.js",
  "compatibility_date": "2026-11-01"
}
`;
