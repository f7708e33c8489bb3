import { DocusignAuth, type DocusignAuthOptions, OAuthError, PrivateKey } from "docusign-jwt";
import { redisStore } from "docusign-jwt/stores/redis";

const given = (name: string): string => process.env[name] ?? "";
const options = (more: Partial<DocusignAuthOptions>): DocusignAuthOptions =>
  ({
    clientId: given("DOCUSIGN_CLIENT_ID"),
    userId: given("DOCUSIGN_USER_ID"),
    privateKey: PrivateKey.parse(given("DOCUSIGN_PRIVATE_KEY")),
    environment: { authServer: given("DOCUSIGN_AUTH_SERVER") },
    ...more,
  }) as DocusignAuthOptions;

test("a token", async () => {
  const auth = new DocusignAuth(options({}));
  const token: string = await auth.getAccessToken();
  console.log(JSON.stringify({ token }));
  expect(token).toMatch(/^eyJ/);
  expect(typeof redisStore(async () => null).get).toBe("function");
});

test("require gives the same classes", () => {
  expect((require("docusign-jwt") as typeof import("docusign-jwt")).DocusignAuth).toBe(DocusignAuth);
});

test("an error has its class", async () => {
  const fetch = async () => Response.json({ error: "invalid_grant" }, { status: 400 });
  await expect(new DocusignAuth(options({ fetch })).getAccessToken()).rejects.toThrow(OAuthError);
});
