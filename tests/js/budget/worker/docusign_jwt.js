import { DocusignAuth } from "docusign-jwt";

let auth;

export default {
  async fetch(_, { CLIENT_ID: clientId, USER_ID: userId, PRIVATE_KEY: privateKey }) {
    auth ??= new DocusignAuth({ clientId, userId, privateKey, environment: "demo" });
    return new Response(await auth.getAccessToken());
  },
};
