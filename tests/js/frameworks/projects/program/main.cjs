// The same by require; and import gives the same classes.
const { DocusignAuth, PrivateKey } = require("docusign-jwt");
const { redisStore } = require("docusign-jwt/stores/redis");

const { DOCUSIGN_CLIENT_ID: clientId, DOCUSIGN_USER_ID: userId, DOCUSIGN_PRIVATE_KEY: pem } = process.env;
const environment = { authServer: process.env.DOCUSIGN_AUTH_SERVER };

async function main() {
  const imported = await import("docusign-jwt");
  const stores = await import("docusign-jwt/stores/redis");
  const slim = await import("docusign-jwt/slim");
  for (const name of Object.keys(imported)) {
    if (require("docusign-jwt")[name] !== imported[name]) throw new Error(`${name} is another one by import`);
    if (slim[name] !== imported[name]) throw new Error(`${name} is another one in slim`);
  }
  if (stores.redisStore !== redisStore) throw new Error("redisStore is another one by import");
  // A key of the one core is a key for the other.
  const auth = new imported.DocusignAuth({ clientId, userId, privateKey: PrivateKey.parse(pem), environment });
  if (!(auth instanceof DocusignAuth)) throw new Error("the client is another one");
  console.log(JSON.stringify({ token: await auth.getAccessToken() }));
}

main();
