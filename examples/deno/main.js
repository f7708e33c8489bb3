// A Deno function that acts as a Docusign user. Its settings are environment variables. The key is the unchanged PEM from
// Docusign.
//   deno run --allow-net --allow-env main.js
import { ConsentRequiredError, DocusignAuth, DocusignError } from "docusign-jwt";

const variable = (name) => Deno.env.get(name);

const auth = DocusignAuth.fromEnv(Deno.env.toObject());

async function whoAmI() {
  const { tokenType, expiresAt } = await auth.getToken();
  const { name, accounts } = await auth.getUserInfo();
  return { token: { tokenType, expiresAt: new Date(expiresAt).toISOString() }, name, accounts };
}

const port = Number(variable("PORT") ?? 8000);
Deno.serve({ port, hostname: "127.0.0.1" }, async (request) => {
  // Otherwise, everyone could read the user's data. Replace the password with your own login.
  if (!(await isAllowed(request, variable("APP_PASSWORD")))) {
    return new Response("Log in\n", { status: 401, headers: { "www-authenticate": 'Basic realm="docusign"' } });
  }
  if (!/^https?:\/\/[^/]+\/(\?|$)/.test(request.url)) return new Response("Not found\n", { status: 404 });
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

/** Checks the password. Comparing MACs takes the same time for every wrong password. */
async function isAllowed(request, password) {
  if (!password) return false; // closed until the secret is set
  const bytes = (text) => new TextEncoder().encode(text);
  const key = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
  const given = await crypto.subtle.sign("HMAC", key, bytes(request.headers.get("authorization") ?? ""));
  return crypto.subtle.verify("HMAC", key, given, bytes(`Basic ${btoa(`app:${password}`)}`));
}
