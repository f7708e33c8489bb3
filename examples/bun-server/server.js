// A Bun server that acts as a Docusign user: it lists envelopes that wait for signatures, and serves finished documents.
// Bun reads the settings from .env.
//   bun server.js
import { ConsentRequiredError, DocusignAuth, DocusignError, readRedirect } from "docusign-jwt";

const { env } = Bun;

// One client for the life of the process: it renews its token ten minutes before it expires.
const auth = DocusignAuth.fromEnv(env);

const ENVELOPES = "/restapi/v2.1/accounts/{accountId}/envelopes";

const server = Bun.serve({
  port: Number(env.PORT ?? 3000),
  hostname: "127.0.0.1",
  routes: {
    "/": guarded(async () => {
      const { name, email } = await auth.getUserInfo();
      const account = await auth.getAccount();
      return Response.json({ name, email, account: account.name });
    }),
    "/waiting": guarded(async () => {
      const from = new Date(Date.now() - 30 * 86_400_000).toISOString();
      const response = await auth.fetch(`${ENVELOPES}?status=sent,delivered&from_date=${encodeURIComponent(from)}`);
      const { envelopes = [] } = await response.json();
      return Response.json(envelopes.map(({ envelopeId, emailSubject, status }) => ({ envelopeId, emailSubject, status })));
    }),
    // Stream the document instead of keeping it in memory.
    "/documents/:envelope": guarded(async (request) => {
      const response = await auth.fetch(`${ENVELOPES}/${encodeURIComponent(request.params.envelope)}/documents/combined`);
      const { status, headers, body } = response;
      return new Response(body, { status, headers: { "content-type": headers.get("content-type") ?? "application/json" } });
    }),
    "/callback": (request) => {
      readRedirect(request.url);
      return new Response("Consent was given. The server can act for you now.\n");
    },
  },
  fetch: () => new Response("Not found\n", { status: 404 }),
  error: explain,
});
console.log(`listening on ${server.url.origin}`);

/** Protects a route with the password: otherwise, everyone could read the user's data. Put your own login here. */
function guarded(route) {
  return async (request) => {
    if (await isAllowed(request, env.APP_PASSWORD)) return route(request);
    return new Response("Log in\n", { status: 401, headers: { "www-authenticate": 'Basic realm="docusign"' } });
  };
}

/** Checks the password. Comparing MACs takes the same time for every wrong password. */
async function isAllowed(request, password) {
  if (!password) return false; // closed until the secret is set
  const bytes = (text) => new TextEncoder().encode(text);
  const key = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
  const given = await crypto.subtle.sign("HMAC", key, bytes(request.headers.get("authorization") ?? ""));
  return crypto.subtle.verify("HMAC", key, given, bytes(`Basic ${btoa(`app:${password}`)}`));
}

function explain(error) {
  if (error instanceof ConsentRequiredError) {
    const { code, consentUrl } = error;
    return Response.json({ code, consentUrl }, { status: 403 });
  }
  if (error instanceof DocusignError) {
    return Response.json({ code: error.code, message: error.message }, { status: 502 });
  }
  console.error(error);
  return new Response("Something failed\n", { status: 500 });
}
