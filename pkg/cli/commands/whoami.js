import { CLIENT, needsOfUser } from "../command.js";
import { withClient } from "../client.js";
import { printFields, printJson } from "../output.js";

/** @type {import("../command.js").Command} */
export const WHOAMI = {
  name: "whoami",
  summary: "print the user of the token and the account",
  settings: [...CLIENT, "accountId"],
  needs: needsOfUser,
  flags: {},
  examples: ["npx docusign-jwt whoami --json", "npx docusign-jwt whoami | sed -n 's/^basePath: //p'"],
  async run({ settings, flags, json, signal }) {
    const { user, account } = await withClient(settings, flags, async (auth) => ({
      user: await auth.getUserInfo({ signal }),
      account: await auth.getAccount({ signal }),
    }));
    if (json) return printJson({ ...user, account });
    const { userId, name, email } = user;
    const { accountId, name: accountName, baseUri, basePath } = account;
    return printFields({ userId, name, email, accountId, accountName, baseUri, basePath });
  },
};
