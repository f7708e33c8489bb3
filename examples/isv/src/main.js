// Prints one line of JSON per user:
//   node src/main.js customers.json
import { readFileSync } from "node:fs";
import { DocusignAuth } from "docusign-jwt";
import { report } from "./report.js";

const { env, argv } = process;

const auth = new DocusignAuth({
  clientId: env.DOCUSIGN_CLIENT_ID,
  privateKey: env.DOCUSIGN_PRIVATE_KEY ?? readFileSync("private.pem"),
  environment: env.DOCUSIGN_AUTH_SERVER ? { authServer: env.DOCUSIGN_AUTH_SERVER } : "demo",
  redirectUri: env.DOCUSIGN_REDIRECT_URI,
  onEvent: ({ type, remaining, userId }) => {
    if (type === "rate_limit" && remaining < 300) console.error(`${remaining} calls left for the account of ${userId}`);
  },
});

const users = JSON.parse(readFileSync(argv[2] ?? "customers.json", "utf8"));
const since = env.SINCE ?? new Date(Date.now() - 7 * 86_400_000).toISOString();
const lines = await report(auth, users, since);
for (const line of lines) console.log(JSON.stringify(line));
const missing = lines.filter(({ consentUrl }) => consentUrl !== undefined).length;
console.error(`${lines.length} users; ${missing} of them have not consented yet`);
