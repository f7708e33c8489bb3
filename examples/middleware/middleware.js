// Next.js middleware for the edge runtime: the pages of the application call /api/docusign/… on their own origin, and the
// middleware adds the token. The browser never sees the token.
import { ConsentRequiredError, DocusignAuth, DocusignError } from "docusign-jwt";

export const config = { matcher: "/api/docusign/:path*" };

/** The only paths that pages can call. The token itself would allow more. */
const OPEN = {
  "/api/docusign/me": async () => Response.json(await auth().getUserInfo()),
  "/api/docusign/envelopes": async ({ searchParams }) => {
    const from = searchParams.get("from") ?? new Date(Date.now() - 30 * 86_400_000).toISOString();
    const query = new URLSearchParams({ from_date: from });
    const response = await auth().fetch(`/restapi/v2.1/accounts/{accountId}/envelopes?${query}`);
    return new Response(response.body, { status: response.status, headers: { "content-type": "application/json" } });
  },
};

// One client for the life of the instance. The first request creates it, because a build has no secrets.
let client;
function auth() {
  client ??= DocusignAuth.fromEnv(process.env);
  return client;
}

/** @param {Request} request @returns {Promise<Response | undefined>} undefined for other paths */
export default async function middleware(request) {
  const url = new URL(request.url);
  if (!url.pathname.startsWith("/api/docusign/")) return undefined;
  if (!(await isAllowed(request, process.env.APP_PASSWORD))) {
    return new Response("Log in\n", { status: 401, headers: { "www-authenticate": 'Basic realm="docusign"' } });
  }
  const handler = Object.hasOwn(OPEN, url.pathname) ? OPEN[url.pathname] : undefined;
  if (handler === undefined) return Response.json({ code: "not_found" }, { status: 404 });
  if (request.method !== "GET") return Response.json({ code: "method_not_allowed" }, { status: 405 });
  try {
    return await handler(url);
  } catch (error) {
    if (error instanceof ConsentRequiredError) {
      return Response.json({ code: error.code, consentUrl: error.consentUrl }, { status: 403 });
    }
    if (error instanceof DocusignError) return Response.json({ code: error.code }, { status: 502 });
    throw error;
  }
}

// Otherwise, everyone could read the data of the token's user. Replace it with the login of your application.
/** Checks the password. Comparing MACs takes the same time for every wrong password. */
async function isAllowed(request, password) {
  if (!password) return false; // closed until the secret is set
  const bytes = (text) => new TextEncoder().encode(text);
  const key = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
  const given = await crypto.subtle.sign("HMAC", key, bytes(request.headers.get("authorization") ?? ""));
  return crypto.subtle.verify("HMAC", key, given, bytes(`Basic ${btoa(`app:${password}`)}`));
}
