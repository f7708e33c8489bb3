import { DocusignAuth, OAuthError, PrivateKey } from "docusign-jwt";
import { redisStore } from "docusign-jwt/stores/redis";

const { DOCUSIGN_CLIENT_ID: clientId, DOCUSIGN_USER_ID: userId, DOCUSIGN_PRIVATE_KEY: pem } = process.env;
const environment = { authServer: process.env.DOCUSIGN_AUTH_SERVER };

test("a token", async () => {
  const privateKey = PrivateKey.parse(pem);
  const auth = new DocusignAuth({ clientId, userId, privateKey, environment });
  const token = await auth.getAccessToken();
  console.log(JSON.stringify({ token }));
  expect(token).toMatch(/^eyJ/);
});

test("require gives the same classes", () => {
  expect(require("docusign-jwt").DocusignAuth).toBe(DocusignAuth);
  expect(require("docusign-jwt/slim").PrivateKey).toBe(PrivateKey);
  expect(require("docusign-jwt/stores/redis").redisStore).toBe(redisStore);
});

test("an error has its class", async () => {
  const fetch = async () => Response.json({ error: "invalid_grant" }, { status: 400 });
  const auth = new DocusignAuth({ clientId, userId, privateKey: pem, environment, fetch });
  await expect(auth.getAccessToken()).rejects.toThrow(OAuthError);
});
