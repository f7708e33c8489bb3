import { DocusignAuth } from "docusign-jwt";

let auth;

export default {
  async fetch(_request, env) {
    auth ??= new DocusignAuth({
      clientId: env.DOCUSIGN_CLIENT_ID,
      userId: env.DOCUSIGN_USER_ID,
      privateKey: env.DOCUSIGN_PRIVATE_KEY,
      environment: { authServer: env.DOCUSIGN_AUTH_SERVER },
    });
    return Response.json({ token: await auth.getAccessToken() });
  },
};
