// For runners whose `test` is a global, or that of Node.
import assert from "node:assert/strict";
import * as runner from "node:test";
import { DocusignAuth, OAuthError } from "docusign-jwt";

declare const it: typeof runner.test | undefined;
const test = typeof it === "undefined" ? runner.test : it;

const given = (name: string): string => process.env[name] ?? "";
const options = {
  clientId: given("DOCUSIGN_CLIENT_ID"),
  userId: given("DOCUSIGN_USER_ID"),
  privateKey: given("DOCUSIGN_PRIVATE_KEY"),
  environment: { authServer: given("DOCUSIGN_AUTH_SERVER") },
};

test("a token", async () => {
  const token: string = await new DocusignAuth(options).getAccessToken();
  console.log(JSON.stringify({ token }));
});

test("an error has its class", async () => {
  const fetch = async () => Response.json({ error: "invalid_grant" }, { status: 400 });
  await assert.rejects(new DocusignAuth({ ...options, fetch }).getAccessToken(), OAuthError);
});
