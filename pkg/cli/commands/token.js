import { ACT_AS_APPLICATION, APPLICATION, CLIENT, needsOfActor } from "../command.js";
import { withClient } from "../client.js";
import { printJson, printLine } from "../output.js";

/** @type {import("../command.js").Command} */
export const TOKEN = {
  name: "token",
  summary: "print an access token, and nothing else",
  settings: [...CLIENT, "redirectUri", "timeout"],
  needs: needsOfActor,
  alternative: ACT_AS_APPLICATION,
  flags: APPLICATION,
  examples: [
    "npx docusign-jwt token | sed 's/^/Authorization: Bearer /' | curl -H @- https://account-d.docusign.com/oauth/userinfo",
    "npx docusign-jwt token --key-file private.pem --environment production",
    "npx docusign-jwt token --application --scopes 'organization_read user_read'",
  ],
  async run({ settings, flags, json, signal }) {
    const token = await withClient(settings, flags, (auth) => auth.getToken({ signal }));
    if (json) printJson(token);
    else printLine(token.accessToken);
  },
};
