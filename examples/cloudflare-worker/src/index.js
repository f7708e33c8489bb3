// A Worker that acts as a Docusign user. Its settings are the variables in wrangler.toml and two secrets:
// DOCUSIGN_PRIVATE_KEY, the unchanged PEM from Docusign, and APP_PASSWORD.
import { ConsentRequiredError, DocusignAuth, DocusignError, readRedirect } from "docusign-jwt";

// One client for the life of the isolate: it renews tokens ten minutes before they expire.
let auth;

function client(env) {
  auth ??= DocusignAuth.fromEnv(env);
  return auth;
}

export default {
  async fetch(request, env) {
    try {
      if (!URL.canParse(request.url)) return new Response("Bad request\n", { status: 400 });
      const { pathname } = new URL(request.url);
      if (pathname === "/callback") return consented(request.url);
      if (pathname !== "/") return new Response("Not found\n", { status: 404 });
      if (!(await isAllowed(request, env.APP_PASSWORD))) {
        return new Response("Log in\n", { status: 401, headers: { "www-authenticate": 'Basic realm="docusign"' } });
      }
      return Response.json(await whoAmI(client(env)));
    } catch (error) {
      return explain(error);
    }
  },
};

// Without a guard, everyone with the address could read the user's data. You can replace it with your own login, or with
// Cloudflare Access.
/** Checks the password. Comparing MACs takes the same time for every wrong password. */
async function isAllowed(request, password) {
  if (!password) return false; // closed until the secret is set
  const bytes = (text) => new TextEncoder().encode(text);
  const key = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
  const given = await crypto.subtle.sign("HMAC", key, bytes(request.headers.get("authorization") ?? ""));
  return crypto.subtle.verify("HMAC", key, given, bytes(`Basic ${btoa(`app:${password}`)}`));
}

async function whoAmI(auth) {
  const { tokenType, expiresAt } = await auth.getToken();
  const { name, email, accounts } = await auth.getUserInfo();
  return {
    token: { tokenType, expiresAt: new Date(expiresAt).toISOString() },
    user: { name, email },
    accounts: accounts.map(({ accountId, name, isDefault }) => ({ accountId, name, isDefault })),
  };
}

/** The redirect confirms the consent. The JWT Grant does not need the code. */
function consented(url) {
  readRedirect(url);
  return new Response("Consent was given. The Worker can act for you now.\n");
}

function explain(error) {
  if (error instanceof ConsentRequiredError) {
    const { code, consentUrl, scopes, userId } = error;
    return Response.json({ code, consentUrl, scopes, userId }, { status: 403 });
  }
  if (error instanceof DocusignError) {
    return Response.json({ code: error.code, message: error.message }, { status: 502 });
  }
  throw error;
}
