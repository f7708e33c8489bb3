import { ask } from "../../internal.js";
import { ACT_AS_APPLICATION, APPLICATION, CLIENT, needsOfActor } from "../command.js";
import { withClient } from "../client.js";
import { printJson, printLine } from "../output.js";

/** @type {import("../command.js").Command} */
export const FIND_USER = {
  name: "find-user",
  argument: "EMAIL",
  summary: "print the user ID that belongs to an e-mail address",
  settings: [...CLIENT, "accountId", "organizationId"],
  needs: needsOfActor,
  alternative: ACT_AS_APPLICATION,
  flags: APPLICATION,
  examples: [
    "npx docusign-jwt find-user ann@example.com",
    'DOCUSIGN_USER_ID="$(npx docusign-jwt find-user ann@example.com)" npx docusign-jwt whoami',
  ],
  async run({ settings, flags, json, signal, argument: email }) {
    await withClient(settings, flags, async (auth) => {
      const users = await auth.findUsers({ email, signal });
      const userId = ask("selectUser", JSON.stringify(users), email);
      if (json) printJson(users.find((user) => user.userId === userId));
      else printLine(userId);
    });
  },
};
