// A Deno function that acts as a Docusign user. Its settings are environment variables; the key is the PEM
// that Docusign showed, pasted as it is.
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
  // Everyone else would read what the user may read. Put your own login in the place of the password.
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

/** Whether the request carries the password. Comparing MACs takes the same time for every wrong one. */
async function isAllowed(request, password) {
  if (!password) return false; // closed until the secret is set
  const bytes = (text) => new TextEncoder().encode(text);
  const key = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
  const given = await crypto.subtle.sign("HMAC", key, bytes(request.headers.get("authorization") ?? ""));
  return crypto.subtle.verify("HMAC", key, given, bytes(`Basic ${btoa(`app:${password}`)}`));
}
