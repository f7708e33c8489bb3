// How a customer connects with a product: consent in the browser, and back. Afterwards the product can act as this
// user, or, after an administrator's consent, as the users of the organization.
import { DocusignAuth, DocusignError, RedirectError, createPkce, readRedirect } from "docusign-jwt";
import { openCookie, sealCookie } from "./cookie.js";

let auth;

function client(env) {
  auth ??= DocusignAuth.fromEnv(env);
  return auth;
}

/** What the user consents to; `openid` lets us learn who it was. */
const SCOPES = ["signature", "impersonation", "openid"];

export default {
  async fetch(request, env) {
    if (!URL.canParse(request.url)) return page("<h1>Bad request</h1>", 400);
    const url = new URL(request.url);
    try {
      if (url.pathname === "/connect") return await connect(url, env, "user");
      if (url.pathname === "/connect-organization") return await connect(url, env, "administrator");
      if (url.pathname === "/callback") return await callback(request, env);
      if (url.pathname !== "/") return page("<h1>Not found</h1>", 404);
      return page(`<h1>Connect with Docusign</h1><p><a href="/connect">For myself</a></p>
        <p><a href="/connect-organization">As administrator, for my organization</a></p>`);
    } catch (error) {
      return explain(error);
    }
  },
};

/** Sends the browser to Docusign, and gives it a cookie to know it again by. */
async function connect(url, env, kind) {
  const { state } = createPkce();
  const location =
    kind === "administrator"
      ? client(env).adminConsentUrl({ scopes: ["signature", "impersonation"], state, prompt: "login" })
      : client(env).consentUrl({ scopes: SCOPES, state });
  const cookie = await sealCookie({ state, kind }, env.COOKIE_SECRET, url);
  return new Response(null, { status: 302, headers: { location, "set-cookie": cookie } });
}

/** The browser comes back. Only the one that we sent there has the state in its cookie. */
async function callback(request, env) {
  const kept = await openCookie(request, env.COOKIE_SECRET);
  const { code } = readRedirect(request.url, { state: kept?.state });
  const connected = kept.kind === "administrator" ? await organizations(env, code) : await user(env, code);
  // In a real product: store the IDs with the customer that is logged in here.
  return page(connected, 200, { "set-cookie": await sealCookie(undefined, env.COOKIE_SECRET, new URL(request.url)) });
}

/** Who has consented: the code is exchanged for an ID token, and from then on a signed assertion will do. */
async function user(env, code) {
  const { idTokenClaims } = await client(env).exchangeCode({ code, clientSecret: env.DOCUSIGN_CLIENT_SECRET });
  const as = client(env).forUser(idTokenClaims.userId);
  const { name, accounts } = await as.getUserInfo();
  const listed = accounts.map((account) => `<li>${escaped(account.name)}: ${account.accountId}</li>`).join("");
  return `<h1>Connected</h1><p>We can act as ${escaped(name)} (${idTokenClaims.userId}), in:</p><ul>${listed}</ul>`;
}

/** For which organizations an administrator has consented (`coid`). */
async function organizations(env, code) {
  const exchange = { code, clientSecret: env.DOCUSIGN_CLIENT_SECRET, adminConsent: true };
  const { idTokenClaims } = await client(env).exchangeCode(exchange);
  const listed = idTokenClaims.organizations.map((id) => `<li>${escaped(id)}</li>`).join("");
  return `<h1>Connected</h1><p>We can act as the users of these organizations:</p><ul>${listed}</ul>`;
}

/** Every error says what to do; its code says which page to show. */
function explain(error) {
  if (error instanceof RedirectError && error.code === "consent_denied") {
    return page('<h1>Not connected</h1><p>You declined. <a href="/">Once more?</a></p>', 403);
  }
  if (error instanceof RedirectError && error.code === "state_mismatch") {
    return page('<h1>Not connected</h1><p>This did not begin here, or too long ago. <a href="/">Begin again</a></p>', 400);
  }
  if (error instanceof DocusignError) {
    console.error(error);
    return page(`<h1>Not connected</h1><p>${error.code}</p>`, 502);
  }
  throw error;
}

function page(content, status = 200, headers = {}) {
  headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", ...headers };
  return new Response(`<!doctype html><title>Connect</title>${content}`, { status, headers });
}

const escaped = (text) => String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
