// The SDK makes an assertion only to send it at once: what is in the request is read, and nothing is sent.
const [, , privateKey, clientId, userId] = process.argv;
const begun = performance.now();
const { ApiClient } = require("docusign-esign");
require("axios").request = ({ data: { assertion } }) => {
  console.log(performance.now() - begun, assertion);
  return new Promise(() => {});
};
const client = new ApiClient({ oAuthBasePath: "account-d.docusign.com" });
client.requestJWTUserToken(clientId, userId, ["signature", "impersonation"], privateKey, 600);
