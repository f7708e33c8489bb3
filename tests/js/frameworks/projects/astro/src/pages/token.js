import { DocusignAuth } from "docusign-jwt";
import { DOCUSIGN_AUTH_SERVER, DOCUSIGN_CLIENT_ID, DOCUSIGN_PRIVATE_KEY, DOCUSIGN_USER_ID } from "astro:env/server";

let auth;

export async function GET() {
  auth ??= new DocusignAuth({
    clientId: DOCUSIGN_CLIENT_ID,
    userId: DOCUSIGN_USER_ID,
    privateKey: DOCUSIGN_PRIVATE_KEY,
    environment: { authServer: DOCUSIGN_AUTH_SERVER },
  });
  return Response.json({ token: await auth.getAccessToken() });
}
