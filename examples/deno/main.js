// A Deno function that acts as a Docusign user. Its settings are environment variables; the key is the PEM
// that Docusign showed, pasted as it is.
//   deno run --allow-net --allow-env main.js
import { ConsentRequiredError, DocusignAuth, DocusignError } from "docusign-jwt";

const variable = (name) => Deno.env.get(name);
const authServer = variable("DOCUSIGN_AUTH_SERVER");

const auth = new DocusignAuth({
  clientId: variable("DOCUSIGN_CLIENT_ID"),
  userId: variable("DOCUSIGN_USER_ID"),
  privateKey: variable("DOCUSIGN_PRIVATE_KEY"),
  environment: authServer ? { authServer } : "demo",
  redirectUri: variable("DOCUSIGN_REDIRECT_URI"),
});

async function whoAmI() {
  const { tokenType, expiresAt } = await auth.getToken();
  const { name, accounts } = await auth.getUserInfo();
  return { token: { tokenType, expiresAt: new Date(expiresAt).toISOString() }, name, accounts };
}

const port = Number(variable("PORT") ?? 8000);
Deno.serve({ port, hostname: "127.0.0.1" }, async () => {
  try {
    return Response.json(await whoAmI());
  } catch (error) {
    if (error instanceof ConsentRequiredError) {
      return Response.json({ code: error.code, consentUrl: error.consentUrl }, { status: 403 });
    }
    if (error instanceof DocusignError) {
      return Response.json({ code: error.code, message: error.message }, { status: 502 });
    }
    throw error;
  }
});
