import { DocusignAuth } from "docusign-jwt";
import { env } from "$env/dynamic/private";
import { json } from "@sveltejs/kit";

let auth;

export async function GET() {
  auth ??= new DocusignAuth({
    clientId: env.DOCUSIGN_CLIENT_ID,
    userId: env.DOCUSIGN_USER_ID,
    privateKey: env.DOCUSIGN_PRIVATE_KEY,
    environment: { authServer: env.DOCUSIGN_AUTH_SERVER },
  });
  return json({ token: await auth.getAccessToken() });
}
