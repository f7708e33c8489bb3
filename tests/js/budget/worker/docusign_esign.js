import docusign from "docusign-esign";

export default {
  async fetch(_, { CLIENT_ID, USER_ID, PRIVATE_KEY }) {
    const client = new docusign.ApiClient({ oAuthBasePath: "account-d.docusign.com" });
    const { body } = await client.requestJWTUserToken(CLIENT_ID, USER_ID, ["signature"], PRIVATE_KEY, 600);
    return new Response(body.access_token);
  },
};
