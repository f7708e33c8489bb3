import { env, exports } from "cloudflare:workers";
import { DocusignAuth, OAuthError } from "docusign-jwt";
import { expect, test } from "vitest";

const options = {
  clientId: env.DOCUSIGN_CLIENT_ID,
  userId: env.DOCUSIGN_USER_ID,
  privateKey: env.DOCUSIGN_PRIVATE_KEY,
  environment: { authServer: env.DOCUSIGN_AUTH_SERVER },
};

test("the Worker has a token", async () => {
  const response = await exports.default.fetch("http://worker/");
  const { token } = await response.json();
  console.log(JSON.stringify({ token }));
  expect(token).toMatch(/^eyJ/);
});

test("an error has its class", async () => {
  const fetch = async () => Response.json({ error: "invalid_grant" }, { status: 400 });
  await expect(new DocusignAuth({ ...options, fetch }).getAccessToken()).rejects.toThrow(OAuthError);
});
